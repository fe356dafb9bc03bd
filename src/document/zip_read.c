#include "document/zip_read.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    END = 22, /* bytes of the end record */
    TAIL = END + 65535,
    CENTRAL = 46, /* bytes of an entry of the directory, */
    LOCAL = 30,   /* and of a local header, before the name */
    STORED = 0,
    DEFLATED = 8,
    ENCRYPTED = 1 | 1 << 6 | 1 << 13,
    IS_UTF8 = 1 << 11,
    PIECE = 65536
};

static const struct refusal damaged = {
    "压缩包（或以压缩包存放的文档）已损坏或结构不合规范，请用原程序重新保存后再上传",
    "the archive (or the document kept in one) is damaged or not well formed; save it anew"};
static const struct refusal too_many = {
    "压缩包内的文件过多（最多 2000 个），请分成几份上传",
    "the archive holds too many files (2,000 at most); split it"};
static const struct refusal too_large = {
    "压缩包解开后过大（单个文件最多 64 MB，共最多 128 MB，压缩比最多 100 倍），请分成几份上传",
    "the archive unpacks to too much (64 MB a file, 128 MB in all, a hundredfold); split it"};
static const struct refusal encrypted = {
    "压缩包或文档已加密，无法检查，请去掉密码后再上传",
    "the archive or document is encrypted and cannot be examined; remove the password"};
static const struct refusal unsound = {
    "压缩包内有不安全的文件名、重名文件或链接，请重新打包后再上传",
    "the archive holds an unsafe name, a name twice or a link; pack it anew"};
static const struct refusal unknown_method = {
    "压缩包使用了不支持的压缩方式（只支持普通 ZIP），请重新打包后再上传",
    "the archive uses another compression than plain ZIP; pack it anew"};

static bool
refuse(struct refusal *why, const struct refusal *reason)
{
    *why = *reason;
    return false;
}

static unsigned
two(const unsigned char *p)
{
    return (unsigned)p[0] | (unsigned)p[1] << 8;
}

static uint32_t
four(const unsigned char *p)
{
    return (uint32_t)two(p) | (uint32_t)two(p + 2) << 16;
}

/* The end record as it stands, its place into *AT; false when the file does not end with one. */
static bool
find_end(const struct spool *file, unsigned char end[END], long long *at)
{
    long long size = spool_size(file);
    size_t len = size < TAIL ? (size_t)size : (size_t)TAIL;
    unsigned char *tail;
    bool found = false;

    if (size < END)
        return false;
    tail = xmalloc(len);
    if (spool_read(file, size - (long long)len, tail, len))
        for (size_t i = len - END + 1; i-- > 0;) {
            if (memcmp(tail + i, "PK\5\6", 4) != 0)
                continue;
            /* the last one counts, and nothing may follow it but its own comment */
            found = i + END + two(tail + i + 20) == len;
            memcpy(end, tail + i, END);
            *at = size - (long long)(len - i);
            break;
        }
    free(tail);
    return found;
}

bool
zip_is_at_end(const struct spool *file)
{
    unsigned char end[END];
    long long at;

    return find_end(file, end, &at);
}

/* Names in the code page of an old Windows are taken as bytes. */
static bool
is_sound(const char *name, size_t len, bool utf8)
{
    const char *zh;

    if (len == 0 || len > ZIP_MOST_NAME || memchr(name, '\0', len) != NULL)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7f || name[i] == ':')
            return false;
    if (utf8 && (!text_is_utf8(name, len) || text_fault(name, len, false, &zh) != NULL))
        return false;
    if (name[0] == '/' || memchr(name, '\\', len) != NULL)
        return false;
    for (size_t i = 0; i < len;) {
        size_t n = 0;

        while (i + n < len && name[i + n] != '/')
            n++;
        if ((n == 0 && i + n < len) || (n == 1 && name[i] == '.') ||
            (n == 2 && name[i] == '.' && name[i + 1] == '.'))
            return false;
        i += n + 1;
    }
    return true;
}

static bool
check_sizes(const struct zip_entry *e, long long *packed, long long *unpacked,
            struct refusal *why)
{
    if (e->size > ZIP_MOST_ENTRY)
        return refuse(why, &too_large);
    if (!e->deflated && e->size != e->packed)
        return refuse(why, &damaged);
    *packed += e->packed;
    *unpacked += e->size;
    if (*unpacked > ZIP_MOST_IN_ALL)
        return refuse(why, &too_large);
    return true;
}

/* Reads the entry of the directory at P, LEFT bytes before its end; how long it is, 0 for a
 * refusal. */
static size_t
read_entry(struct arena *a, const unsigned char *p, size_t left, struct zip_entry *e,
           struct refusal *why)
{
    unsigned flags, method, mode;
    size_t name, whole;

    *why = damaged;
    if (left < CENTRAL || memcmp(p, "PK\1\2", 4) != 0)
        return 0;
    flags = two(p + 8);
    method = two(p + 10);
    mode = p[5] == 3 ? four(p + 38) >> 28 : 0; /* made on Unix: the kind of file */
    name = two(p + 28);
    whole = CENTRAL + name + two(p + 30) + two(p + 32);
    if (left < whole || two(p + 34) != 0)
        return 0;
    if (flags & ENCRYPTED) {
        *why = encrypted;
        return 0;
    }
    if (method != STORED && method != DEFLATED) {
        *why = unknown_method;
        return 0;
    }
    if (!is_sound((const char *)p + CENTRAL, name, flags & IS_UTF8) ||
        (mode != 0 && mode != 8 && mode != 4)) {
        *why = unsound;
        return 0;
    }
    *e = (struct zip_entry){.name = arena_copy(a, (const char *)p + CENTRAL, name),
                            .deflated = method == DEFLATED,
                            .crc = four(p + 16),
                            .packed = four(p + 20),
                            .size = four(p + 24),
                            .at = four(p + 42)};
    return whole;
}

/* The local header must say the same and lead to bytes before LIMIT. */
static bool
check_local(const struct zip *z, struct zip_entry *e, long long limit)
{
    unsigned char local[LOCAL + ZIP_MOST_NAME];
    size_t len = strlen(e->name);

    if (!spool_read(z->file, e->at, local, LOCAL + len) ||
        memcmp(local, "PK\3\4", 4) != 0 || two(local + 26) != len ||
        memcmp(local + LOCAL, e->name, len) != 0 ||
        two(local + 8) != (e->deflated ? DEFLATED : STORED) ||
        (two(local + 6) & ENCRYPTED) != 0)
        return false;
    e->data = e->at + LOCAL + (long long)len + two(local + 28);
    return e->data + e->packed <= limit;
}

static int
by_place(const void *a, const void *b)
{
    const struct zip_entry *const *x = a, *const *y = b;

    return ((*x)->at > (*y)->at) - ((*x)->at < (*y)->at);
}

static int
by_name(const void *a, const void *b)
{
    const struct zip_entry *const *x = a, *const *y = b;

    return strcmp((*x)->name, (*y)->name);
}

/* Entries begin with the file, do not overlap, and no two have one name. */
static bool
check_order(const struct zip *z, struct refusal *why)
{
    struct zip_entry **order = xmalloc(sizeof *order * (size_t)(z->count + 1));
    bool fine;

    for (int i = 0; i < z->count; i++)
        order[i] = &z->entries[i];
    qsort(order, (size_t)z->count, sizeof *order, by_place);
    fine = z->count == 0 || order[0]->at == 0;
    for (int i = 1; i < z->count && fine; i++)
        fine = order[i - 1]->data + order[i - 1]->packed <= order[i]->at;
    *why = damaged;
    qsort(order, (size_t)z->count, sizeof *order, by_name);
    for (int i = 1; i < z->count && fine; i++)
        if (strcmp(order[i - 1]->name, order[i]->name) == 0) {
            *why = unsound;
            fine = false;
        }
    free(order);
    return fine;
}

static bool
read_directory(struct arena *a, const unsigned char *p, size_t len, long long start,
               struct zip *z, struct refusal *why)
{
    long long packed = 0, unpacked = 0;

    for (int i = 0; i < z->count; i++) {
        size_t n = read_entry(a, p, len, &z->entries[i], why);

        if (n == 0)
            return false;
        if (!check_sizes(&z->entries[i], &packed, &unpacked, why))
            return false;
        if (!check_local(z, &z->entries[i], start))
            return refuse(why, &damaged);
        p += n;
        len -= n;
    }
    if (len != 0)
        return refuse(why, &damaged);
    if (unpacked > ZIP_RATIO_FROM && unpacked > packed * ZIP_MOST_RATIO)
        return refuse(why, &too_large);
    return check_order(z, why);
}

bool
zip_open(struct arena *a, const struct spool *file, struct zip *z, struct refusal *why)
{
    unsigned char end[END], *directory;
    long long at, size, start;
    bool fine;

    *z = (struct zip){.file = file};
    if (!find_end(file, end, &at))
        return refuse(why, &damaged);
    size = four(end + 12);
    start = four(end + 16);
    z->count = (int)two(end + 10);
    if (z->count > ZIP_MOST_ENTRIES || size > ZIP_MOST_DIRECTORY)
        return refuse(why, &too_many);
    if (four(end + 4) != 0 || two(end + 8) != two(end + 10) || start + size != at)
        return refuse(why, &damaged);
    z->entries = arena_alloc(a, sizeof *z->entries * (size_t)(z->count + 1));
    directory = xmalloc((size_t)size + 1);
    fine = spool_read(file, start, directory, (size_t)size)
               ? read_directory(a, directory, (size_t)size, start, z, why)
               : refuse(why, &damaged);
    free(directory);
    return fine;
}

const struct zip_entry *
zip_find(const struct zip *z, const char *name)
{
    for (int i = 0; i < z->count; i++)
        if (strcmp(z->entries[i].name, name) == 0)
            return &z->entries[i];
    return NULL;
}

struct unpacking {
    const struct zip_entry *entry;
    zip_taker take;
    void *context;
    unsigned long crc;
    long long got;
};

static bool
give(struct unpacking *u, const unsigned char *bytes, size_t n)
{
    u->got += (long long)n;
    if (u->got > u->entry->size)
        return false;
    u->crc = crc32(u->crc, bytes, (uInt)n);
    return n == 0 || u->take(u->context, (const char *)bytes, n);
}

/* Inflates the N bytes at IN; *ENDED once the stream says so, behind which nothing may come. */
static bool
inflate_piece(struct unpacking *u, z_stream *s, unsigned char *in, size_t n, bool *ended)
{
    unsigned char out[PIECE];

    s->next_in = in;
    s->avail_in = (uInt)n;
    while (s->avail_in > 0 && !*ended) {
        int status;

        s->next_out = out;
        s->avail_out = sizeof out;
        status = inflate(s, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END)
            return false;
        if (!give(u, out, sizeof out - s->avail_out))
            return false;
        *ended = status == Z_STREAM_END;
    }
    return s->avail_in == 0;
}

/* What is left in the window once all input was given. */
static bool
inflate_rest(struct unpacking *u, z_stream *s, bool *ended)
{
    unsigned char out[PIECE];

    while (!*ended) {
        int status;

        s->next_out = out;
        s->avail_out = sizeof out;
        status = inflate(s, Z_FINISH);
        if (status != Z_STREAM_END && status != Z_BUF_ERROR && status != Z_OK)
            return false;
        if (s->avail_out == sizeof out && status != Z_STREAM_END)
            return false;
        if (!give(u, out, sizeof out - s->avail_out))
            return false;
        *ended = status == Z_STREAM_END;
    }
    return true;
}

static bool
unpack_deflated(const struct zip *z, struct unpacking *u)
{
    unsigned char in[PIECE];
    z_stream s = {.zalloc = Z_NULL};
    bool fine, ended = false;

    if (inflateInit2(&s, -MAX_WBITS) != Z_OK)
        return false;
    fine = true;
    for (long long done = 0; done < u->entry->packed && fine;) {
        long long left = u->entry->packed - done;
        size_t n = left < PIECE ? (size_t)left : PIECE;

        fine = spool_read(z->file, u->entry->data + done, in, n) &&
               inflate_piece(u, &s, in, n, &ended);
        done += (long long)n;
    }
    fine = fine && inflate_rest(u, &s, &ended);
    inflateEnd(&s);
    return fine;
}

static bool
unpack_stored(const struct zip *z, struct unpacking *u)
{
    unsigned char in[PIECE];

    for (long long done = 0; done < u->entry->size;) {
        long long left = u->entry->size - done;
        size_t n = left < PIECE ? (size_t)left : PIECE;

        if (!spool_read(z->file, u->entry->data + done, in, n) || !give(u, in, n))
            return false;
        done += (long long)n;
    }
    return true;
}

bool
zip_unpack(const struct zip *z, const struct zip_entry *e, zip_taker take, void *context)
{
    struct unpacking u = {
        .entry = e, .take = take, .context = context, .crc = crc32(0, Z_NULL, 0)};

    if (e->packed == 0 && e->size == 0) /* a folder, whatever its method */
        return true;
    return (e->deflated ? unpack_deflated(z, &u) : unpack_stored(z, &u)) &&
           u.got == e->size && u.crc == e->crc;
}
