/* A clamd that is asked whether a file holds a virus (its command INSTREAM, over a socket file
 * of this machine). */
#ifndef GONGKAI_GUARD_VIRUS_H
#define GONGKAI_GUARD_VIRUS_H

#include "base/spool.h"

enum virus_word {
    VIRUS_NONE,
    VIRUS_FOUND,
    VIRUS_UNKNOWN /* no clamd answers in time, or it cannot say */
};

enum { VIRUS_NAME = 80 };

/* Sends FILE to the clamd at SOCKET and waits at most SECONDS in all for its word.  The name it
 * gives to what it found comes into NAME, of letters, digits and -._ only. */
enum virus_word virus_look(const char *socket, long seconds, const struct spool *file,
                           char name[VIRUS_NAME]);

#endif
