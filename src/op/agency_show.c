#include "op/fields.h"

#include "http/operation.h"

QUERY(agency_show, .summary = "Show an agency", .route = "GET /api/v1/agencies/{agency}",
      .right = RIGHT_agency_read, .reply = AGENCY_REPLY);
