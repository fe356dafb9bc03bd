/* The record of each time full numbers are shown, in the transaction that shows them or in
 * one committed before. */
#ifndef GONGKAI_OP_DISCLOSURE_H
#define GONGKAI_OP_DISCLOSURE_H

#include "http/request.h"

/* Records that the caller is shown both numbers, of :application for :reason; with GRANT (its
 * id as text) of that year's ledger, for the grant's reason. */
enum problem disclosure_note(struct request *rq, const char *grant);

#endif
