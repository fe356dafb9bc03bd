#include "op/policy.h"

#include "http/operation.h"

/* The security policy: passwords, sessions, locks, and the networks to sign in from. */
QUERY(policy_show, .summary = "Show the security policy", .route = "GET /api/v1/policy",
      .right = RIGHT_policy_read, .reply = POLICY_REPLY);
