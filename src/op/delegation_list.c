#include "op/delegation.h"

#include "http/operation.h"

/* Who confirms in whose place in the agency, newest first, those that ended included. */
QUERY(delegation_list, .summary = "List delegations of confirming",
      .route = "GET /api/v1/agencies/{agency}/delegations", .right = RIGHT_delegate,
      .reply = FIELDS(LIST("delegations", "委托", .required = true, .fields = DELEGATION)));
