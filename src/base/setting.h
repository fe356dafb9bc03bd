/* The settings of both programs, read from a file, the environment and the command line.
 * setting.def is the one list of them. */
#ifndef GONGKAI_BASE_SETTING_H
#define GONGKAI_BASE_SETTING_H

#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>

/* Who reads a setting. */
enum setting_reader { SERVER = 1, COMMAND = 2 };

/* One member a setting: const char *, long or bool. */
struct settings {
#define TEXT_SETTING(name, standard, readers, summary) const char *name;
#define INTEGER_SETTING(name, standard, min, max, readers, summary) long name;
#define SWITCH_SETTING(name, standard, readers, summary) bool name;
#include "base/setting.def"
#undef TEXT_SETTING
#undef INTEGER_SETTING
#undef SWITCH_SETTING
};

/* Fills *S with the defaults, then the file (--config, GONGKAI_CONFIG, or
 * /etc/gongkai/gongkai.conf if it exists), the environment and the options that READER
 * knows at the front of ARGV.  Returns the index of the first argument that is not an
 * option.  A fault ends the program with status 2 and a message that names the setting. */
int setting_load(struct settings *s, enum setting_reader reader, int argc, char **argv);

/* Frees the texts in *S. */
void setting_free(struct settings *s);

/* The settings READER knows, for --help (plain) and as mdoc for the manual page. */
void setting_help(enum setting_reader reader, FILE *out);
void setting_manual(enum setting_reader reader, FILE *out);

#endif
