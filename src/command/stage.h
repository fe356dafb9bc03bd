/* The persons of a demonstration or a test: for every agency two who hold all its roles, and
 * two administrators.  They are put into the database directly, with sessions, as only its
 * owner can; never in a database that is in earnest use. */
#ifndef GONGKAI_COMMAND_STAGE_H
#define GONGKAI_COMMAND_STAGE_H

#include "guard/secret.h"

#include <stdbool.h>

/* Who makes a request, and who confirms it if it takes another: their sessions' secrets. */
struct cast {
    char first[SECRET_SIZE], second[SECRET_SIZE];
};

/* The persons for METHOD and PATH ("/api/v1/agencies/x/applications?…"), in the database
 * CONNINFO.  Remembered from call to call; safe from several threads.  False with the reason
 * on standard error. */
bool stage_cast(const char *conninfo, const char *method, const char *path,
                struct cast *out);

/* A session of the person called LOGIN, made if there is none, with ROLES
 * ("{officer,supervisor}") in the agency CODE (NULL: an administrator) into SECRET. */
bool stage_person(const char *conninfo, const char *code, const char *login,
                  const char *roles, char secret[SECRET_SIZE]);

/* How often a request that is refused is tried by others: the officer and the supervisor who
 * confirms, then the supervisor and the agency's administrator. */
enum { STAGE_RANKS = 2 };

/* The accounts of the database CONNINFO that act on PATH at RANK: of an agency the officer of
 * the case, or the one called OFFICER ("": any), with the one who confirms; where no agency
 * is concerned the system and the security administrator.  A role that nobody has gives "".
 * False with the reason on standard error. */
bool stage_actors(const char *conninfo, const char *path, const char *officer, int rank,
                  struct cast *out);

/* Ends every session that was made here. */
bool stage_clear(const char *conninfo);

/* The id in the reply of a request that was kept as a proposal, from BODY; 0 for none. */
long long stage_proposal(const char *body);

#endif
