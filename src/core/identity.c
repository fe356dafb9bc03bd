#include "core/identity.h"

#include "core/date.h"

#include <string.h>

bool
identity_resident_valid(const char *number)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0, year, month, day, y, m, d;
    char last;

    if (strlen(number) != 18)
        return false;
    for (int i = 0; i < 17; i++) {
        if (number[i] < '0' || number[i] > '9')
            return false;
        sum += (number[i] - '0') * weights[i];
    }
    year = (number[6] - '0') * 1000 + (number[7] - '0') * 100 + (number[8] - '0') * 10 +
           (number[9] - '0');
    month = (number[10] - '0') * 10 + (number[11] - '0');
    day = (number[12] - '0') * 10 + (number[13] - '0');
    if (year < 1800 || month < 1 || month > 12 || day < 1)
        return false;
    date_split(date_of(year, month, day), &y, &m, &d);
    if (y != year || m != month || d != day)
        return false;
    last = number[17] == 'x' ? 'X' : number[17];
    return last == "10X98765432"[sum % 11];
}

bool
identity_credit_code_valid(const char *code)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0, weight = 1;

    if (strlen(code) != 18)
        return false;
    for (int i = 0; i < 18; i++) {
        const char *at = strchr(alphabet, code[i]);
        int value;

        if (at == NULL)
            return false;
        value = (int)(at - alphabet);
        if (i == 17)
            return value == (31 - sum % 31) % 31;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return false;
}

/* How many characters of N stay readable at the front and at the end. */
static void
readable(size_t n, size_t *front, size_t *end)
{
    *front = n >= 15 ? 6 : n >= 7 ? 3 : 0;
    *end = n >= 7 ? 4 : 0;
}

static bool
begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

const char *
identity_masked(struct arena *a, const char *number)
{
    char *masked = arena_alloc(a, strlen(number) + 1), *out = masked;
    size_t n = 0, at = 0, front, end;

    for (const char *p = number; *p != '\0'; p++)
        n += begins_character(*p);
    readable(n, &front, &end);
    for (const char *p = number; *p != '\0'; p++) {
        at += begins_character(*p);
        if (at <= front || at > n - end)
            *out++ = *p;
        else if (begins_character(*p))
            *out++ = '*';
    }
    *out = '\0';
    return masked;
}
