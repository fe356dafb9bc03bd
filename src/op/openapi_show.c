#include "http/openapi.h"
#include "http/request.h"

OPERATION(openapi_show, .summary = "Show this API as an OpenAPI document",
          .route = "GET /api/v1/openapi.json", .open = true, .no_tables = true)
{
    struct text t = {NULL, 0, 0};

    openapi_print(&t);
    return reply_text(rq, 200, "application/json", &t);
}
