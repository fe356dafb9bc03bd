#include "document/charset.h"

#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is asked of iconv for a declared name; everything Chinese on the mainland is GB 18030. */
static const char *
name_of(const char *declared)
{
    if (declared != NULL && strncasecmp(declared, "big5", 4) == 0)
        return "BIG5-HKSCS";
    if (declared != NULL && strncasecmp(declared, "utf-16", 6) == 0)
        return "UTF-16LE";
    return "GB18030";
}

/* How long the character at S is if it is one of UTF-8, else 0. */
static size_t
utf8_length(const char *s, size_t left)
{
    unsigned char c = (unsigned char)*s;
    size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

    return n <= left && text_is_utf8(s, n) ? n : 0;
}

static void
add_plain(struct text *out, const char *s, size_t size)
{
    bool broken = false;

    for (size_t n; size > 0; s += n, size -= n) {
        n = utf8_length(s, size);
        if (n > 0 && *s != '\0')
            text_add_bytes(out, s, n);
        else if (n == 0 && !broken)
            text_add(out, "\ufffd");
        broken = n == 0;
        n = n > 0 ? n : 1;
    }
}

/* How much iconv is given at once: a check that watches what it is given would else look at all
 * the rest for each bad byte. */
enum { STEP = 4096 };

static void
convert(struct text *out, const char *name, const char *bytes, size_t size)
{
    iconv_t cd = iconv_open("UTF-8", name);
    char *in = (char *)bytes, buffer[16384];
    const char *broken = NULL; /* where the last bad byte ended */

    if (cd == (iconv_t)-1) {
        add_plain(out, bytes, size);
        return;
    }
    while (size > 0) {
        char *to = buffer;
        size_t room = sizeof buffer, given = size < STEP ? size : STEP, left = given;
        size_t done = iconv(cd, &in, &left, &to, &room);

        size -= given - left;
        for (const char *s = buffer, *nul; s < to; s = nul + 1) { /* without NUL */
            nul = memchr(s, '\0', (size_t)(to - s));
            nul = nul != NULL ? nul : to;
            text_add_bytes(out, s, (size_t)(nul - s));
        }
        if (done != (size_t)-1 || errno == E2BIG ||
            (errno == EINVAL && left < given && left < size))
            continue; /* the last: a character that goes on behind the step */
        if (in != broken)
            text_add(out, "\ufffd");
        broken = ++in;
        size--;
    }
    iconv_close(cd);
}

char *
charset_utf8(struct arena *a, const char *bytes, size_t size, const char *declared,
             size_t *len)
{
    struct text out = {0};

    text_add(&out, "");
    if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        add_plain(&out, bytes + 3, size - 3);
    else if (size >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
        convert(&out, "UTF-16LE", bytes + 2, size - 2);
    else if (size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
        convert(&out, "UTF-16BE", bytes + 2, size - 2);
    else if (text_is_utf8(bytes, size))
        add_plain(&out, bytes, size);
    else
        convert(&out, name_of(declared), bytes, size);
    arena_own(a, out.bytes, free);
    *len = out.len;
    return out.bytes;
}
