/* What every act on an application shares: read its history under a lock, add an entry, let
 * the fold judge it, store the entry and what follows from it. */
#ifndef GONGKAI_OP_ACT_H
#define GONGKAI_OP_ACT_H

#include "core/clock.h"
#include "http/request.h"

/* The entries of an application as they stand in the database. */
struct history {
    int count;
    struct event *events; /* room for one more */
};

/* Reads the application of the path for update, checks If-Match (P_stale with what changed),
 * and its history. */
enum problem history_load(struct request *rq, struct history *h);

/* The entry with SEQ, NULL if there is none. */
const struct event *history_find(const struct history *h, int seq);

/* Judges the history with NEW as its next entry (seq is filled in), stores it with DATA (the
 * members of a JSON object, "" for none) and replies with the application.  What the law
 * does not allow is P_act_not_lawful with the reason and the article. */
enum problem act(struct request *rq, struct history *h, struct event *new,
                 const char *data);

/* The same, stored by STATEMENT. */
enum problem act_with(struct request *rq, struct history *h, struct event *new,
                      const char *data, const struct sql *statement);

/* history_load and act in one. */
enum problem act_on_application(struct request *rq, struct event *new, const char *data);

/* Puts what the fold derived into the bag, for the statements that store it. */
void put_clock(struct request *rq, const struct clock *c);

/* The calendar of the agency the request is about. */
const struct calendar *calendar_of(const struct request *rq);

/* Appends `"name":"value"` to the JSON members in T, when VALUE is not NULL. */
void add_member(struct text *t, const char *name, const char *value);

/* The member `"reason":…` of the request's reason, "" when none was given. */
const char *reason_member(struct request *rq);

#endif
