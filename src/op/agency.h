/* What the operations on agencies share. */
#ifndef GONGKAI_OP_AGENCY_H
#define GONGKAI_OP_AGENCY_H

#include "http/request.h"

/* What is wrong with an agency's code or number pattern (field_fault). */
const char *agency_code_fault(const char *code, const char **zh);
const char *agency_pattern_fault(const char *pattern, const char **zh);

/* The id of the agency whose code the field NAME holds, into the bag as NAME_id; null when
 * the field is absent, an error of the field when there is no such agency. */
enum problem agency_field(struct request *rq, const char *name);

/* The same for an agency that another one is placed under: P_agency_closed when it is
 * closed, P_invalid for a wrong field.  *SINCE is its first day, left alone when absent. */
enum problem agency_place(struct request *rq, const char *name, date *since);

/* P_agency_closed: the agency in the field NAME does not exist yet on the day in question. */
enum problem agency_not_yet(struct request *rq, const char *name);

/* If-Match against the agency's version. */
enum problem agency_check_version(struct request *rq);

#endif
