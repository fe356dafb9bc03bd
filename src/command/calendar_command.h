/* What the parts of `gongkai calendar` share. */
#ifndef GONGKAI_COMMAND_CALENDAR_COMMAND_H
#define GONGKAI_COMMAND_CALENDAR_COMMAND_H

#include "command/client.h"

/* Loads the notices in the CSV file PATH, all or, after saying every fault with its line,
 * none.  The exit status of the command. */
int calendar_import_file(struct client *c, const char *path);

/* preview ID [--withdraw]; adopt and withdraw ID --reason TEXT: what a notice does to cases.
 */
int calendar_show_preview(struct client *c, int argc, char **argv);
int calendar_send_change(struct client *c, const char *act, int argc, char **argv);

/* Says whether years are missing, whether the notices count what they should, and how far
 * the calendar reaches.  Exit status 1 when there is something to do. */
int calendar_check(struct client *c);

#endif
