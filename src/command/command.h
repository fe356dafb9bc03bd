/* The commands of gongkai. */
#ifndef GONGKAI_COMMAND_COMMAND_H
#define GONGKAI_COMMAND_COMMAND_H

#include "base/setting.h"

struct command {
    const char *name, *arguments, *summary;
    /* ARGC and ARGV begin behind the command's name.  Returns the exit status. */
    int (*run)(const struct settings *s, int argc, char **argv);
};

/* Every command, ended by one without name. */
extern const struct command command_list[];

int command_migrate(const struct settings *s, int argc, char **argv);
int command_audit(const struct settings *s, int argc, char **argv);
int command_clock(const struct settings *s, int argc, char **argv);
int command_outcomes(const struct settings *s, int argc, char **argv);
int command_demo(const struct settings *s, int argc, char **argv);
int command_account(const struct settings *s, int argc, char **argv);
int command_password(const struct settings *s, int argc, char **argv);
int command_sign_in(const struct settings *s, int argc, char **argv);
int command_sign_out(const struct settings *s, int argc, char **argv);
int command_proposals(const struct settings *s, int argc, char **argv);
int command_confirm(const struct settings *s, int argc, char **argv);
int command_reject(const struct settings *s, int argc, char **argv);
int command_import(const struct settings *s, int argc, char **argv);
int command_table(const struct settings *s, int argc, char **argv);
int command_calendar(const struct settings *s, int argc, char **argv);
int command_check_report(const struct settings *s, int argc, char **argv);
int command_replay(const struct settings *s, int argc, char **argv);
int command_doctor(const struct settings *s, int argc, char **argv);
int command_verify(const struct settings *s, int argc, char **argv);
int command_keys(const struct settings *s, int argc, char **argv);
int command_openapi(const struct settings *s, int argc, char **argv);

/* Exit status of a command called wrongly, after saying so. */
int command_misused(const char *name);

/* Whether the command NAME, which makes persons as it needs them, may run: only on a training
 * database.  Says so and what to do otherwise. */
bool command_trains(const struct settings *s, const char *name);

#endif
