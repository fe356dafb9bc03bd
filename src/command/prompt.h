/* Questions to the person at the terminal, or lines of standard input where none is there. */
#ifndef GONGKAI_COMMAND_PROMPT_H
#define GONGKAI_COMMAND_PROMPT_H

#include <stdbool.h>

enum { PROMPT_SIZE = 1024 };

/* Asks LABEL and reads the answer into OUT (at most PROMPT_SIZE - 1 bytes, without its line
 * end), which the caller wipes.  At a terminal nothing of it is shown.  False at the end of
 * the input, after Ctrl-C, when the answer is longer, or when there is no terminal after
 * all; OUT is then wiped. */
bool prompt_secret(const char *label, char out[PROMPT_SIZE]);

#endif
