#include "http/operation.h"
#include "op/letterhead_fields.h"

/* What an agency's letters are headed with: what it stated, and what holds with what it has
 * from above. */
QUERY(letterhead_show, .summary = "Show the letterhead of an agency",
      .route = "GET /api/v1/agencies/{agency}/letterhead", .right = RIGHT_agency_read,
      .reply = LETTERHEAD_REPLY);
