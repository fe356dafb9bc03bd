/* How the letters of a case travel (送达, rule 3.9): what the operations about it share. */
#ifndef GONGKAI_OP_LETTER_H
#define GONGKAI_OP_LETTER_H

#include "core/service.h"
#include "op/history.h"

/* Refuses what H's last entry makes wrong about how letters travelled (P_act_not_lawful), and
 * warns where the day that counts is not the day one would take it for. */
enum problem letter_judge(struct request *rq, const struct history *h);

/* Records a step of KIND on HAPPENED_ON for the letter {seq} of the path, described by the
 * body's fields but for DATE_FIELD; replies with JOURNEY_REPLY. */
enum problem letter_step(struct request *rq, enum event_kind kind, const char *date_field,
                         date happened_on);

/* The members of SERVED for S, owned by the caller. */
json_t *letter_json(const struct served *s);

#endif
