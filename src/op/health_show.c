#include "http/operation.h"

/* Whether the service can do its work; the one call that needs no token. */
QUERY(health_show, .summary = "Tell whether the service works", .route = "GET /healthz",
      .open = true,
      .reply = FIELDS(TEXT("status", "状态", .required = true),
                      INTEGER("schema", "数据库版本", .required = true)));
