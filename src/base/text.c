#include "base/text.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
reserve(struct text *t, size_t more)
{
    size_t need = t->len + more + 1;

    if (need <= t->size)
        return;
    t->size = need < 256 ? 256 : need * 2;
    t->bytes = xrealloc(t->bytes, t->size);
}

void
text_add_bytes(struct text *t, const char *s, size_t len)
{
    reserve(t, len);
    if (len > 0)
        memcpy(t->bytes + t->len, s, len);
    t->len += len;
    t->bytes[t->len] = '\0';
}

void
text_add(struct text *t, const char *s)
{
    text_add_bytes(t, s, strlen(s));
}

void
text_addf(struct text *t, const char *format, ...)
{
    va_list args, again;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        abort();
    reserve(t, (size_t)len);
    vsnprintf(t->bytes + t->len, (size_t)len + 1, format, again);
    va_end(again);
    t->len += (size_t)len;
}

void
text_free(struct text *t)
{
    free(t->bytes);
    *t = (struct text){NULL, 0, 0};
}

void
text_add_html(struct text *t, const char *s)
{
    for (; *s != '\0'; s++) {
        switch (*s) {
        case '&':
            text_add(t, "&amp;");
            break;
        case '<':
            text_add(t, "&lt;");
            break;
        case '>':
            text_add(t, "&gt;");
            break;
        case '"':
            text_add(t, "&quot;");
            break;
        case '\'':
            text_add(t, "&#39;");
            break;
        default:
            text_add_bytes(t, s, 1);
        }
    }
}

void
text_add_json(struct text *t, const char *s)
{
    text_add(t, "\"");
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;

        if (c == '"' || c == '\\')
            text_addf(t, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            text_addf(t, "\\u%04x", c);
        else
            text_add_bytes(t, s, 1);
    }
    text_add(t, "\"");
}

unsigned
text_next(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    unsigned c = *p++;
    int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

    if (more > 0)
        c &= 0x3fu >> more;
    while (more-- > 0)
        c = c << 6 | (*p++ & 0x3fu);
    *s = (const char *)p;
    return c;
}

size_t
text_length(const char *s)
{
    size_t n = 0;

    for (; *s != '\0'; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

int
text_width(const char *s)
{
    int width = 0;

    while (*s != '\0') {
        unsigned c = text_next(&s);
        bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
                    (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                    (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                    (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x20000 && c <= 0x3fffd);

        width += wide ? 2 : 1;
    }
    return width;
}

bool
text_is_utf8(const char *s, size_t len)
{
    const unsigned char *p = (const unsigned char *)s, *end = p + len;

    while (p < end) {
        unsigned c = *p++;
        int more = c < 0x80 ? 0 : c >= 0xf0 && c <= 0xf4 ? 3 : c >= 0xe0 ? 2 : 1;
        static const unsigned least[] = {0, 0x80, 0x800, 0x10000};

        if ((c >= 0x80 && c < 0xc2) || c > 0xf4 || end - p < more)
            return false;
        c &= more > 0 ? 0x3fu >> more : 0x7fu;
        for (int i = 0; i < more; i++) {
            if ((*p & 0xc0) != 0x80)
                return false;
            c = c << 6 | (*p++ & 0x3fu);
        }
        if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
            return false;
    }
    return true;
}

const char *
text_fault(const char *s, size_t len, bool multiline, const char **zh)
{
    const char *end = s + len;

    while (s < end) {
        unsigned c = text_next(&s);

        if (c == 0 || ((c < 0x20 || (c >= 0x7f && c < 0xa0)) &&
                       !(multiline && (c == '\n' || c == '\t')))) {
            *zh = "含有控制字符";
            return "contains control characters";
        }
        if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
            c == 0x200f || c == 0x061c) {
            *zh = "含有双向文字控制字符";
            return "contains bidirectional control characters";
        }
        if ((c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff || c == 0x2028 ||
            c == 0x2029) {
            *zh = "含有看不见的零宽字符";
            return "contains zero-width characters";
        }
        if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef)) {
            *zh = "含有无效字符";
            return "contains non-characters";
        }
    }
    return NULL;
}
