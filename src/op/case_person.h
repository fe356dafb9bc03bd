/* The persons of a case besides the applicant it names: joint applicants (多人联名, rule 5.3)
 * and the agent (rule 1.8).  Their numbers are sealed as the applicant's are.
 *
 * In the open they are a JSON list of objects: role ("joint", "agent"), n (0 for the agent),
 * name, id_type, id_number, phone, email, address, authorised; stored, as case_persons() in
 * SQL gives them, the numbers are sealed and key and seq say how. */
#ifndef GONGKAI_OP_CASE_PERSON_H
#define GONGKAI_OP_CASE_PERSON_H

#include "http/request.h"

/* Opens STORED (a JSON list, NULL for nobody) of the request's application. */
enum problem persons_open(struct request *rq, const char *stored, json_t **open);

/* The persons the body states; who it does not speak of is as BEFORE (NULL: nobody). */
json_t *persons_stated(struct request *rq, const json_t *before);

/* What is wrong with those in the open becomes a warning: a number that fails its check, an
 * agent without authorisation. */
void persons_check(struct request *rq, const json_t *open);

/* How many joint applicants there are. */
int persons_joint(const json_t *open);

/* Sealed for the entry SEQ of APPLICATION, as JSON for statements. */
const char *persons_seal(struct request *rq, const json_t *open, const char *application,
                         const char *seq);

/* Puts them, sealed so, as :persons, and how many are joint applicants as :joint_count. */
void persons_put(struct request *rq, const json_t *open, const char *application,
                 const char *seq);

/* Appends `, "joint" : […], "agent" : …` to T; the numbers masked unless FULL. */
void persons_add(struct request *rq, struct text *t, const json_t *open, bool full);

#endif
