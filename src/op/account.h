/* What the operations on accounts share. */
#ifndef GONGKAI_OP_ACCOUNT_H
#define GONGKAI_OP_ACCOUNT_H

#include "http/request.h"

/* A .fault: what a login may not be. */
const char *account_login_fault(const char *value, const char **zh);

/* The list of codes in the body's member NAME as an SQL array. */
const char *account_roles(struct request *rq, const char *name);

/* Refuses what one would do to one's own account, as proposer or as confirmer. */
enum problem account_not_self(struct request *rq);

#endif
