/* What the operations on agencies share. */
#ifndef GONGKAI_OP_AGENCY_H
#define GONGKAI_OP_AGENCY_H

#include "http/request.h"

bool agency_code_is_sound(const char *code);

/* The id of the agency whose code the field NAME holds, into the bag as NAME_id; null when
 * the field is absent, an error of the field when there is no such agency. */
enum problem agency_field(struct request *rq, const char *name);

/* The same for an agency that others are placed under: P_agency_closed when it is closed. */
enum problem agency_field_open(struct request *rq, const char *name);

/* If-Match against the agency's version. */
enum problem agency_check_version(struct request *rq);

#endif
