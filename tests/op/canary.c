#include "op/canary.h"

#include <ctype.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Birthdays of 1985 and a serial number make them differ. */
enum {
    ID_LENGTH = 18,
    PHONE_LENGTH = 11,
    HEX = 2,
    SERIALS = 1000,
    MONTHS = 10,
    OPEN_FILES = 16
};

static const char id_start[] = "9999991985";
static const char phone_start[] = "1998";

static char
check_character(const char *number)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    for (int i = 0; i < ID_LENGTH - 1; i++)
        sum += (number[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

const char *
canary_id_number(int n, char number[CANARY_SIZE])
{
    unsigned i = (unsigned)n % CANARIES;

    snprintf(number, CANARY_SIZE, "%s%02u11%03u", id_start, i / SERIALS + 1, i % SERIALS);
    number[ID_LENGTH - 1] = check_character(number);
    number[ID_LENGTH] = '\0';
    return number;
}

const char *
canary_phone(int n, char number[CANARY_SIZE])
{
    snprintf(number, CANARY_SIZE, "%s%07d", phone_start, (n * 787 + 1234567) % 10000000);
    return number;
}

/* Whether at AT, where there is enough, stands one of the identity numbers. */
static bool
is_id_number(const char *at)
{
    char known[CANARY_SIZE], digits[4] = "";
    int month, serial;

    memcpy(digits, at + 10, 2);
    month = atoi(digits);
    memcpy(digits, at + 14, 3);
    serial = atoi(digits);
    if (month < 1 || month > MONTHS)
        return false;
    canary_id_number((month - 1) * SERIALS + serial, known);
    return strncasecmp(at, known, ID_LENGTH) == 0;
}

static bool
is_phone(const char *at)
{
    char digits[8] = "";
    long n;

    memcpy(digits, at + 4, 7);
    if (strspn(digits, "0123456789") != 7)
        return false;
    n = (atol(digits) - 1234567 + 10000000) % 10000000;
    return n % 787 == 0 && n / 787 < CANARIES;
}

/* LENGTH bytes at AT, which are hex digits of text, as that text. */
static bool
from_hex(const char *at, int length, char *out)
{
    for (int i = 0; i < length; i++) {
        char pair[3] = {at[2 * i], at[2 * i + 1], '\0'};

        if (!isxdigit((unsigned char)pair[0]) || !isxdigit((unsigned char)pair[1]))
            return false;
        out[i] = (char)strtol(pair, NULL, 16);
    }
    out[length] = '\0';
    return true;
}

/* Counts what begins with START and is LENGTH long, by IS. */
static long
count_plain(const char *bytes, size_t len, const char *start, int length,
            bool (*is)(const char *))
{
    const char *end = bytes + len, *at = bytes;
    long n = 0;

    while ((at = memmem(at, (size_t)(end - at), start, strlen(start))) != NULL) {
        n += end - at >= length && is(at);
        at++;
    }
    return n;
}

static long
count_hex(const char *bytes, size_t len, const char *start, int length,
          bool (*is)(const char *))
{
    const char *end = bytes + len, *at = bytes;
    char pattern[64] = "", plain[CANARY_SIZE];
    long n = 0;

    for (const char *p = start; *p != '\0'; p++)
        snprintf(pattern + strlen(pattern), 3, "%02x", (unsigned char)*p);
    while ((at = memmem(at, (size_t)(end - at), pattern, strlen(pattern))) != NULL) {
        n += end - at >= HEX * length && from_hex(at, length, plain) && is(plain);
        at++;
    }
    return n;
}

long
canary_count(const char *bytes, size_t len)
{
    return count_plain(bytes, len, id_start, ID_LENGTH, is_id_number) +
           count_plain(bytes, len, phone_start, PHONE_LENGTH, is_phone) +
           count_hex(bytes, len, id_start, ID_LENGTH, is_id_number) +
           count_hex(bytes, len, phone_start, PHONE_LENGTH, is_phone);
}

long
canary_in_file(const char *path, struct text *where)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    long n = 0;
    char *bytes;

    if (fd < 0)
        return 0;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes != MAP_FAILED) {
            n = canary_count(bytes, (size_t)status.st_size);
            munmap(bytes, (size_t)status.st_size);
        }
    }
    close(fd);
    if (n > 0)
        text_addf(where, "%s: %ld\n", path, n);
    return n;
}

/* Files as nftw, which has no argument to hand on, names them one after another. */
static struct text *names;

static int
take_name(const char *path, const struct stat *status, int kind, struct FTW *at)
{
    (void)status;
    (void)at;
    if (kind == FTW_F)
        text_add_bytes(names, path, strlen(path) + 1);
    return 0;
}

long
canary_below(const char *directory, struct text *where)
{
    struct text list = {NULL, 0, 0};
    long n = 0;

    names = &list;
    nftw(directory, take_name, OPEN_FILES, FTW_PHYS);
    names = NULL;
    for (size_t at = 0; at < list.len; at += strlen(list.bytes + at) + 1)
        n += canary_in_file(list.bytes + at, where);
    text_free(&list);
    return n;
}
