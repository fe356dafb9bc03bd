#include "base/embedded.h"
#include "http/request.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum {
    DIGEST = 8,            /* characters of a digest in a name */
    GZIP_WINDOW = 15 + 16, /* of zlib: its largest window, in gzip's format */
    GZIP_MEMORY = 9,
};

static const char *
type_of(const char *path)
{
    static const char *const types[][2] = {{".html", "text/html; charset=utf-8"},
                                           {".js", "text/javascript; charset=utf-8"},
                                           {".css", "text/css; charset=utf-8"},
                                           {".svg", "image/svg+xml"},
                                           {".txt", "text/plain; charset=utf-8"}};
    const char *dot = strrchr(path, '.');

    for (unsigned i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++)
        if (strcmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

/* Whether a name ends in a digest of the content: main-3K5X2QWD.js. */
static bool
is_digested(const char *path)
{
    const char *dash = strrchr(path, '-');
    size_t n = 0;

    if (dash == NULL)
        return false;
    while (isupper((unsigned char)dash[n + 1]) || isdigit((unsigned char)dash[n + 1]))
        n++;
    return n == DIGEST && dash[n + 1] == '.';
}

/* What gzip makes of SIZE BYTES, in the request's arena; NULL when that cannot be had. */
static const char *
pack(struct request *rq, const char *bytes, size_t size, size_t *packed)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)size};
    char *out;

    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    z.avail_out = (uInt)deflateBound(&z, (uLong)size);
    out = arena_alloc(rq->arena, z.avail_out);
    z.next_out = (Bytef *)out;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        out = NULL;
    *packed = z.total_out;
    deflateEnd(&z);
    return out;
}

/* A file of the web interface.  Names with a digest are kept by the browser. */
OPERATION(asset_show, .summary = "Show a file of the web interface",
          .route = "GET /web/{file}", .open = true, .no_tables = true)
{
    const char *path = arena_printf(rq->arena, "web/%s", text_of(rq, "file"));
    const struct embedded *file = embedded_find(path);
    const char *packed = NULL;
    size_t size;

    if (file == NULL)
        return P_not_found;
    rq->reply.is_lasting = is_digested(path);
    if (rq->takes_gzip)
        packed = pack(rq, file->bytes, file->size, &size);
    rq->reply.is_gzip = packed != NULL;
    return packed != NULL ? reply_bytes(rq, 200, type_of(path), packed, size)
                          : reply_bytes(rq, 200, type_of(path), file->bytes, file->size);
}
