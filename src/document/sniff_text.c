#include "document/sniff.h"

#include <string.h>

enum { FRONT = 1024, PIECE = 65536 };

static const struct refusal no_text = {
    "不能识别文件的类型。可以上传：PDF、OFD、Word、Excel、PowerPoint、WPS、ODF、图片、"
    "纯文本、CSV 和 ZIP",
    "the file's type is not known.  Taken are PDF, OFD, Word, Excel, PowerPoint, WPS, ODF, "
    "images, plain text, CSV and ZIP"};
static const struct refusal page = {
    "网页、SVG、XML 和脚本可能在打开时执行内容，不能上传；请另存为 PDF 或纯文本",
    "pages, SVG, XML and scripts may run something when opened; save it as PDF or text"};

/* Where a text stands in the middle of a character, in each of the two encodings. */
struct encodings {
    bool utf8, gb;        /* still possible */
    int left;             /* bytes to come of a character in UTF-8, */
    unsigned least, most; /* the next one's range */
    int at;               /* bytes had of one in GB 18030 */
    bool four;
};

static void
step_utf8(struct encodings *e, unsigned char c)
{
    if (e->left > 0) {
        e->utf8 = e->utf8 && c >= e->least && c <= e->most;
        e->left--;
        e->least = 0x80;
        e->most = 0xbf;
    } else if (c >= 0x80) {
        e->utf8 = e->utf8 && c >= 0xc2 && c <= 0xf4;
        e->left = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
        e->least = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
        e->most = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    }
}

static void
step_gb(struct encodings *e, unsigned char c)
{
    switch (e->at) {
    case 0:
        if (c >= 0x80) {
            e->gb = e->gb && c != 0x80 && c != 0xff;
            e->at = 1;
        }
        break;
    case 1:
        e->four = c >= 0x30 && c <= 0x39;
        e->gb = e->gb && (e->four || (c >= 0x40 && c != 0x7f && c != 0xff));
        e->at = e->four ? 2 : 0;
        break;
    case 2:
        e->gb = e->gb && c >= 0x81 && c <= 0xfe;
        e->at = 3;
        break;
    default:
        e->gb = e->gb && c >= 0x30 && c <= 0x39;
        e->at = 0;
    }
}

/* What a browser or a shell would take for its own, at the front. */
static bool
is_page(const unsigned char *front, size_t n)
{
    static const char *const words[] = {
        "<html",  "<!doctype",     "<svg",        "<script",  "<?xml",
        "<?php",  "<body",         "<head",       "<iframe",  "<object",
        "<embed", "<meta",         "<table",      "<img",     "<a href",
        "{\\rtf", "mime-version:", "javascript:", "@echo off"};
    char small[FRONT + 1];

    for (size_t i = 0; i < n; i++)
        small[i] = (char)(front[i] >= 'A' && front[i] <= 'Z' ? front[i] + 32 : front[i]);
    small[n] = '\0';
    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(small, words[i]) != NULL)
            return true;
    return false;
}

static bool
is_plain(unsigned char c)
{
    return c >= ' ' ? c != 0x7f : c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool
sniff_text(const struct spool *file, struct refusal *why)
{
    struct encodings e = {.utf8 = true, .gb = true};
    unsigned char piece[PIECE];
    long long size = spool_size(file);

    *why = no_text;
    for (long long at = 0; at < size;) {
        size_t n = size - at < PIECE ? (size_t)(size - at) : PIECE;

        if (!spool_read(file, at, piece, n))
            return false;
        for (size_t i = 0; i < n; i++) {
            if (!is_plain(piece[i]))
                return false;
            step_utf8(&e, piece[i]);
            step_gb(&e, piece[i]);
        }
        if (!e.utf8 && !e.gb)
            return false;
        if (at == 0 && is_page(piece, n < FRONT ? n : FRONT)) {
            *why = page;
            return false;
        }
        at += (long long)n;
    }
    return (e.utf8 && e.left == 0) || (e.gb && e.at == 0);
}
