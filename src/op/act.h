/* What every act on an application shares: read its history under a lock, add an entry, let
 * the clock judge it, store the entry and what follows from it. */
#ifndef GONGKAI_OP_ACT_H
#define GONGKAI_OP_ACT_H

#include "op/history.h"

/* If-Match against VERSION: P_stale with what CHANGES gives for the version :seen. */
enum problem act_seen(struct request *rq, const char *version, const struct sql *changes);

/* Locks the application of the path and checks If-Match (P_stale with what changed).  One
 * that was disposed of is P_act_not_lawful. */
enum problem act_lock(struct request *rq);

/* The same, and reads its history. */
enum problem act_begin(struct request *rq, struct history *h);

/* Judges the history with its last entry, which was just added, and stores that entry with
 * DATA, a JSON object; replies with the application.  What the law does not allow is
 * P_act_not_lawful with the reason and the article; what is lawful but against a rule is
 * stored and comes back as a warning. */
enum problem act_store(struct request *rq, struct history *h, const char *data);

/* The same, stored by STATEMENT. */
enum problem act_store_with(struct request *rq, struct history *h, const char *data,
                            const struct sql *statement);

/* The whole act: an entry of KIND that happened on HAPPENED_ON, described by the fields of
 * the request's body (all but the one called DATE_FIELD). */
enum problem act(struct request *rq, enum event_kind kind, const char *date_field,
                 date happened_on);

/* The fields of the request's body as a JSON object, without those in EXCEPT
 * ("|received_on|seq") and with the members MORE (`"of":3`; NULL for none). */
const char *act_data(struct request *rq, const char *except, const char *more);

/* A letter's dates in order: sent, delivered, and the limit it sets after both, a working
 * day; not two limits.  P_invalid with the fields otherwise. */
enum problem check_limit(struct request *rq, date sent);

/* Judges all of H, whose last entry was just added: its clock, its fees, how its letters
 * travel; *CLOCK is what follows.  What that entry
 * shows, or makes others show, without being refused goes to the request's warnings. */
enum problem act_judge(struct request *rq, const struct history *h, struct clock *clock);

/* Puts what the clock says into the bag, for the statements that store it. */
void put_clock(struct request *rq, const struct clock *c);

/* The calendar of the agency the request is about. */
const struct calendar *calendar_of(const struct request *rq);

/* Appends `"name":"value"` to the JSON members in T, when VALUE is not NULL. */
void add_member(struct text *t, const char *name, const char *value);

#endif
