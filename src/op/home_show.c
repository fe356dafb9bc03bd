#include "base/embedded.h"
#include "http/request.h"

/* The first page of the web interface. */
OPERATION(home_show, .summary = "Show the web interface", .route = "GET /", .open = true,
          .no_tables = true)
{
    const struct embedded *page = embedded_find("web/index.html");

    return reply_bytes(rq, 200, "text/html; charset=utf-8", page->bytes, page->size);
}
