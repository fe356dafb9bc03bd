/* The particulars of a registration, shared by registering and correcting it. */
#ifndef GONGKAI_OP_APPLICANT_H
#define GONGKAI_OP_APPLICANT_H

#include "http/request.h"

/* The registration's facts as a JSON object, without the applicant's identity. */
const char *registration_data(struct request *rq);

/* Checks the identity number against its type; a fault is a warning, never a refusal. */
void check_identity(struct request *rq);

#endif
