#include "document/csv.h"

#include <stdio.h>
#include <string.h>

/* Every cell is written with a comma behind it; the end of the row takes the last back. */

void
csv_begin(struct text *out)
{
    text_add(out, "\xef\xbb\xbf");
}

static bool
runs_as_formula(const char *s)
{
    static const char *const full_width[] = {"＝", "＋", "－", "＠"};

    if (*s == '\0')
        return false;
    if (strchr("=+-@\t\r\n", *s) != NULL)
        return true;
    for (size_t i = 0; i < sizeof full_width / sizeof full_width[0]; i++)
        if (strncmp(s, full_width[i], strlen(full_width[i])) == 0)
            return true;
    return false;
}

static void
add_quoted(struct text *out, const char *s)
{
    const char *quote;

    for (; (quote = strchr(s, '"')) != NULL; s = quote + 1) {
        text_add_bytes(out, s, (size_t)(quote - s));
        text_add_bytes(out, "\"\"", 2);
    }
    text_add(out, s);
}

void
csv_cell(struct text *out, const char *s)
{
    size_t plain;
    bool quoted;

    if (s == NULL)
        s = "";
    plain = strcspn(s, "\",\r\n");
    quoted = s[plain] != '\0';
    if (quoted)
        text_add_bytes(out, "\"", 1);
    if (runs_as_formula(s))
        text_add_bytes(out, "'", 1);
    if (quoted)
        add_quoted(out, s);
    else
        text_add_bytes(out, s, plain);
    text_add(out, quoted ? "\"," : ",");
}

void
csv_number(struct text *out, long n)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%ld,", n);

    text_add_bytes(out, digits, (size_t)len);
}

void
csv_digits(struct text *out, const char *digits)
{
    text_addf(out, "%s,", digits);
}

void
csv_end_row(struct text *out)
{
    out->len--;
    text_add_bytes(out, "\r\n", 2);
}
