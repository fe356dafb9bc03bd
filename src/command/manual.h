/* --help, --version and the manual pages, all from the tables of settings and commands. */
#ifndef GONGKAI_COMMAND_MANUAL_H
#define GONGKAI_COMMAND_MANUAL_H

#include "base/setting.h"

#include <stdbool.h>

/* Prints what the first argument asks for: --help, --version or --manual (mdoc).  False when
 * it asks for none of them. */
bool manual_asked(enum setting_reader reader, int argc, char **argv);

#endif
