#include "guard/totp.h"

#include "base/text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

enum { SECRET_LEAST = 16 };

void
totp_new_secret(enum totp_hash hash, struct totp_secret *out)
{
    *out = (struct totp_secret){.hash = hash, .len = hash == TOTP_SHA1 ? 20 : 32};
    randombytes_buf(out->bytes, out->len);
}

const char *
totp_base32(struct arena *a, const struct totp_secret *s)
{
    char *text = arena_alloc(a, (s->len * 8 + 4) / 5 + 1), *p = text;
    unsigned bits = 0;
    int have = 0;

    for (size_t i = 0; i < s->len; i++) {
        bits = (bits << 8 | s->bytes[i]) & 0xfff;
        for (have += 8; have >= 5; have -= 5)
            *p++ = letters[bits >> (have - 5) & 31];
    }
    if (have > 0)
        *p++ = letters[bits << (5 - have) & 31];
    return text;
}

/* The value of a letter of base32; -1 for another character. */
static int
letter_value(char c)
{
    const char *at;

    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    at = c != '\0' ? strchr(letters, c) : NULL;
    return at != NULL ? (int)(at - letters) : -1;
}

bool
totp_read(const char *text, enum totp_hash hash, struct totp_secret *out)
{
    struct totp_secret s = {.hash = hash};
    unsigned bits = 0;
    int have = 0;

    for (; *text != '\0' && *text != '='; text++) {
        int value = letter_value(*text);

        if (*text == ' ')
            continue;
        if (value < 0)
            return false;
        bits = (bits << 5 | (unsigned)value) & 0xfff;
        have += 5;
        if (have < 8)
            continue;
        if (s.len == TOTP_SECRET_MAX)
            return false;
        have -= 8;
        s.bytes[s.len++] = (unsigned char)(bits >> have);
    }
    if (text[strspn(text, "=")] != '\0' || s.len < SECRET_LEAST)
        return false;
    *out = s;
    return true;
}

static void
add_percent(struct text *t, const char *s)
{
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            strchr("-._~", c) != NULL)
            text_add_bytes(t, s, 1);
        else
            text_addf(t, "%%%02X", c);
    }
}

const char *
totp_url(struct arena *a, const struct totp_secret *s, const char *login)
{
    struct text label = {NULL, 0, 0};
    const char *url;

    add_percent(&label, login);
    url = arena_printf(
        a,
        "otpauth://totp/gongkai:%s?secret=%s&issuer=gongkai&algorithm=%s&digits=%d&period=%d",
        label.bytes != NULL ? label.bytes : "", totp_base32(a, s),
        s->hash == TOTP_SHA1 ? "SHA1" : "SHA256", TOTP_DIGITS, TOTP_SECONDS);
    text_free(&label);
    return url;
}

void
totp_code(const struct totp_secret *s, long long step, char code[TOTP_DIGITS + 1])
{
    unsigned char counter[8], mac[EVP_MAX_MD_SIZE], *at;
    unsigned len = 0;
    uint32_t number;

    for (int i = 0; i < 8; i++)
        counter[i] = (unsigned char)((unsigned long long)step >> (56 - 8 * i));
    if (HMAC(s->hash == TOTP_SHA1 ? EVP_sha1() : EVP_sha256(), s->bytes, (int)s->len,
             counter, sizeof counter, mac, &len) == NULL) {
        fputs("gongkai: libcrypto cannot hash\n", stderr);
        abort();
    }
    at = mac + (mac[len - 1] & 15);
    number = ((uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 |
              (uint32_t)at[2] << 8 | at[3]) %
             1000000;
    snprintf(code, TOTP_DIGITS + 1, "%06u", (unsigned)number);
}

long long
totp_step(const struct totp_secret *s, const char *code, long long unix_seconds,
          long long last_step)
{
    long long now = unix_seconds / TOTP_SECONDS, found = -1;
    char right[TOTP_DIGITS + 1];

    if (strnlen(code, TOTP_DIGITS + 1) != TOTP_DIGITS)
        return -1;
    /* All three, so that the time does not tell which one was near. */
    for (long long step = now > 0 ? now - 1 : 0; step <= now + 1; step++) {
        totp_code(s, step, right);
        if (sodium_memcmp(code, right, TOTP_DIGITS) == 0 && step > last_step)
            found = step;
    }
    sodium_memzero(right, sizeof right);
    return found;
}
