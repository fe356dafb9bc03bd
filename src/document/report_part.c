#include "document/report_file.h"

#include <stdio.h>
#include <string.h>

const char *
report_file_title(const struct report *r)
{
    return r->title != NULL ? r->title : "政府信息公开工作年度报告";
}

size_t
report_title_break(const struct report *r)
{
    const char *title = report_file_title(r), *at;
    char year[16];

    snprintf(year, sizeof year, "%d", r->year);
    at = strstr(title, year);
    return at == NULL || text_width(title) <= TITLE_LINE ? 0 : (size_t)(at - title);
}

const char *
report_file_heading(const struct report *r, enum report_part part)
{
    const char *printed = r->text[part].heading;

    return printed != NULL && *printed != '\0' ? printed : report_heading(part, r->year);
}

/* The blanks that people put around paragraphs: ASCII's, and the one of full width. */
static size_t
blank_at(const char *s, const char *end)
{
    static const char wide[] = "　";

    if (s < end && strchr(" \t\r\n", *s) != NULL && *s != '\0')
        return 1;
    return (size_t)(end - s) >= strlen(wide) && memcmp(s, wide, strlen(wide)) == 0
               ? strlen(wide)
               : 0;
}

static void
trim(const char **begin, const char **end)
{
    size_t n;

    while ((n = blank_at(*begin, *end)) > 0)
        *begin += n;
    for (;;) {
        if (*end > *begin && blank_at(*end - 1, *end) == 1)
            *end -= 1;
        else if (*end - *begin >= 3 && blank_at(*end - 3, *end) == 3)
            *end -= 3;
        else
            return;
    }
}

bool
report_paragraph(const char **body, const char **begin, size_t *len)
{
    while (*body != NULL && **body != '\0') {
        const char *end = *body + strcspn(*body, "\n");

        *begin = *body;
        *body = *end == '\n' ? end + 1 : end;
        trim(begin, &end);
        *len = (size_t)(end - *begin);
        if (*len > 0)
            return true;
    }
    return false;
}

/* The length of "（十二）" at S, of either kind of brackets; 0 when it is none. */
static size_t
number_length(const char *s, size_t len)
{
    static const char *const open[] = {"（", "("}, *const close[] = {"）", ")"};
    static const char digits[] = "一二三四五六七八九十";
    size_t at = 0;

    for (int i = 0; i < 2 && at == 0; i++)
        if (len > strlen(open[i]) && memcmp(s, open[i], strlen(open[i])) == 0)
            at = strlen(open[i]);
    if (at == 0)
        return 0;
    for (size_t first = at;; at += 3) {
        const char *digit = digits;

        if (len < at + 3)
            return 0;
        while (*digit != '\0' && memcmp(digit, s + at, 3) != 0)
            digit += 3;
        if (*digit == '\0') {
            if (at == first)
                return 0;
            break;
        }
    }
    for (int i = 0; i < 2; i++)
        if (len >= at + strlen(close[i]) && memcmp(s + at, close[i], strlen(close[i])) == 0)
            return at + strlen(close[i]);
    return 0;
}

size_t
report_heading_length(const char *begin, size_t len)
{
    enum { LONGEST = 40 * 3 }; /* bytes: what is longer is no heading */
    static const char stop[] = "。";
    size_t number = number_length(begin, len);

    if (number == 0)
        return 0;
    for (size_t at = number; at + strlen(stop) <= len && at <= LONGEST; at++)
        if (memcmp(begin + at, stop, strlen(stop)) == 0)
            return at + strlen(stop);
    return len <= LONGEST ? len : 0;
}
