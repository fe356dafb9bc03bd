/* How much memory the service took. */
#ifndef GONGKAI_TESTS_OP_PEAK_H
#define GONGKAI_TESTS_OP_PEAK_H

/* The most memory the service had, in KB, since it began or since peak_reset. */
long peak_memory(void);

/* Counts anew from here on: a password is hashed with 64 MiB, as the service begins, too. */
void peak_reset(void);

#endif
