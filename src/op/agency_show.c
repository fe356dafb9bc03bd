#include "op/fields.h"

#include "http/operation.h"

QUERY(agency_show, .summary = "Show an agency", .route = "GET /api/v1/agencies/{agency}",
      .reply = AGENCY_REPLY);
