#include "op/case_view.h"

/* An application with everything that happened to it; the applicant's numbers are masked. */
QUERY(application_show, .summary = "Show an application with its events",
      .route = "GET /api/v1/applications/{application}", .right = RIGHT_case_read,
      .shape = case_shape, .reply = CASE_REPLY);
