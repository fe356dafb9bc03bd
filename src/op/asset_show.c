#include "base/embedded.h"
#include "http/request.h"

#include <string.h>

static const char *
type_of(const char *path)
{
    static const char *const types[][2] = {{".html", "text/html; charset=utf-8"},
                                           {".js", "text/javascript; charset=utf-8"},
                                           {".css", "text/css; charset=utf-8"},
                                           {".svg", "image/svg+xml"}};
    const char *dot = strrchr(path, '.');

    for (unsigned i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++)
        if (strcmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

static enum problem
reply_asset(struct request *rq, const char *path)
{
    const struct embedded *file = embedded_find(path);

    if (file == NULL)
        return P_not_found;
    return reply_bytes(rq, 200, type_of(path), file->bytes, file->size);
}

/* A file of the web interface. */
OPERATION(asset_show, .summary = "Show a file of the web interface",
          .route = "GET /web/{file}", .open = true, .no_tables = true)
{
    return reply_asset(rq, arena_printf(rq->arena, "web/%s", text_of(rq, "file")));
}
