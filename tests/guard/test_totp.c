#include "guard/totp.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>

/* The seeds of RFC 6238, appendix B. */
static const struct totp_secret sha1 = {TOTP_SHA1, 20, "12345678901234567890"};
static const struct totp_secret sha256 = {TOTP_SHA256, 32,
                                          "12345678901234567890123456789012"};

START_TEST(the_codes_are_those_of_rfc_6238)
{
    /* Of their eight digits the last six. */
    static const struct {
        long long seconds;
        const char *sha1, *sha256;
    } vectors[] = {
        {59, "287082", "119246"},         {1111111109, "081804", "084774"},
        {1111111111, "050471", "062674"}, {1234567890, "005924", "819424"},
        {2000000000, "279037", "698825"}, {20000000000, "353130", "737706"},
    };
    char code[TOTP_DIGITS + 1];

    for (unsigned i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        totp_code(&sha1, vectors[i].seconds / 30, code);
        ck_assert_str_eq(code, vectors[i].sha1);
        totp_code(&sha256, vectors[i].seconds / 30, code);
        ck_assert_str_eq(code, vectors[i].sha256);
        ck_assert_int_eq(totp_step(&sha1, vectors[i].sha1, vectors[i].seconds, -1),
                         vectors[i].seconds / 30);
    }
}
END_TEST

/* RFC 4226, appendix D: the counter is the step. */
START_TEST(the_codes_are_those_of_rfc_4226)
{
    static const char *const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                        "254676", "287922", "162583", "399871", "520489"};
    char code[TOTP_DIGITS + 1];

    for (int i = 0; i < 10; i++) {
        totp_code(&sha1, i, code);
        ck_assert_str_eq(code, codes[i]);
    }
}
END_TEST

START_TEST(a_code_holds_from_half_a_minute_before_its_time_to_half_a_minute_after)
{
    char code[TOTP_DIGITS + 1];
    long long step = 57000000;

    totp_code(&sha1, step, code);
    ck_assert_int_eq(totp_step(&sha1, code, step * 30 - 31, -1), -1);
    ck_assert_int_eq(totp_step(&sha1, code, step * 30 - 30, -1), step);
    ck_assert_int_eq(totp_step(&sha1, code, step * 30, -1), step);
    ck_assert_int_eq(totp_step(&sha1, code, step * 30 + 59, -1), step);
    ck_assert_int_eq(totp_step(&sha1, code, step * 30 + 60, -1), -1);
}
END_TEST

START_TEST(a_code_is_used_once_and_never_an_older_one_after_it)
{
    char code[TOTP_DIGITS + 1], older[TOTP_DIGITS + 1], newer[TOTP_DIGITS + 1];
    long long step = 57000000, now = step * 30 + 7;

    totp_code(&sha1, step - 1, older);
    totp_code(&sha1, step, code);
    totp_code(&sha1, step + 1, newer);
    ck_assert_int_eq(totp_step(&sha1, code, now, step - 1), step);
    ck_assert_int_eq(totp_step(&sha1, code, now, step), -1);
    ck_assert_int_eq(totp_step(&sha1, older, now, step), -1);
    ck_assert_int_eq(totp_step(&sha1, newer, now, step), step + 1);
}
END_TEST

START_TEST(what_is_not_six_digits_is_no_code)
{
    static const char *const bad[] = {"",        "75522",        "7552240",
                                      "0755224", " 755224",      "755 224",
                                      "755224 ", "７５５２２４", "75522\xd4"};

    ck_assert_int_eq(totp_step(&sha1, "755224", 0, -1), 0);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_int_eq(totp_step(&sha1, bad[i], 0, -1), -1);
}
END_TEST

START_TEST(of_a_million_guesses_no_more_pass_than_there_are_steps)
{
    int passed = 0;

    for (unsigned guess = 0; guess < 1000000; guess += 7) {
        char code[TOTP_DIGITS + 1];

        snprintf(code, sizeof code, "%06u", guess % 1000000);
        passed += totp_step(&sha1, code, 1234567890, -1) >= 0;
    }
    ck_assert_int_le(passed, 3);
}
END_TEST

/* RFC 4648, section 10, as far as a secret may be that long; else by its letters. */
START_TEST(base32_is_that_of_rfc_4648)
{
    static const struct {
        const char *bytes, *text;
    } vectors[] = {{"f", "MY"},         {"fo", "MZXQ"},        {"foo", "MZXW6"},
                   {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
    struct arena *a = arena_new();

    for (unsigned i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct totp_secret s = {.len = strlen(vectors[i].bytes)};

        memcpy(s.bytes, vectors[i].bytes, s.len);
        ck_assert_str_eq(totp_base32(a, &s), vectors[i].text);
    }
    ck_assert_str_eq(totp_base32(a, &sha1), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    arena_free(a);
}
END_TEST

START_TEST(a_secret_is_read_as_it_was_written)
{
    struct arena *a = arena_new();
    struct totp_secret s, read;

    for (int i = 0; i < 1000; i++) {
        totp_new_secret(i % 2 == 0 ? TOTP_SHA1 : TOTP_SHA256, &s);
        ck_assert(totp_read(totp_base32(a, &s), s.hash, &read));
        ck_assert_uint_eq(read.len, i % 2 == 0 ? 20 : 32);
        ck_assert_mem_eq(read.bytes, s.bytes, s.len);
    }
    ck_assert(totp_read("gezd gnbv gy3t qojq gezd gnbv gy3t qojq==", TOTP_SHA1, &read));
    ck_assert_mem_eq(read.bytes, sha1.bytes, 20);
    arena_free(a);
}
END_TEST

START_TEST(what_is_not_base32_or_too_short_is_no_secret)
{
    struct totp_secret read = {.len = 7};
    char long_text[200] = "";

    ck_assert(!totp_read("", TOTP_SHA1, &read));
    ck_assert(!totp_read("GEZDGNBVGY3TQOJQ", TOTP_SHA1, &read));
    ck_assert(!totp_read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ0", TOTP_SHA1, &read));
    ck_assert(!totp_read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ=A", TOTP_SHA1, &read));
    memset(long_text, 'A', 110);
    ck_assert(!totp_read(long_text, TOTP_SHA1, &read));
    ck_assert_uint_eq(read.len, 7);
    long_text[102] = '\0';
    ck_assert(totp_read(long_text, TOTP_SHA1, &read));
}
END_TEST

START_TEST(secrets_differ)
{
    struct totp_secret a, b;

    totp_new_secret(TOTP_SHA1, &a);
    totp_new_secret(TOTP_SHA1, &b);
    ck_assert_mem_ne(a.bytes, b.bytes, 20);
}
END_TEST

START_TEST(the_address_for_the_app_escapes_any_login)
{
    struct arena *a = arena_new();

    ck_assert_str_eq(totp_url(a, &sha1, "张 san&x=1"),
                     "otpauth://totp/gongkai:%E5%BC%A0%20san%26x%3D1"
                     "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                     "&issuer=gongkai&algorithm=SHA1&digits=6&period=30");
    ck_assert_ptr_nonnull(strstr(totp_url(a, &sha256, "li.na-_~"), "gongkai:li.na-_~?"));
    ck_assert_ptr_nonnull(strstr(totp_url(a, &sha256, ""), "gongkai:?"));
    ck_assert_ptr_nonnull(strstr(totp_url(a, &sha256, "a"), "&algorithm=SHA256&"));
    arena_free(a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_codes_are_those_of_rfc_6238,
        the_codes_are_those_of_rfc_4226,
        a_code_holds_from_half_a_minute_before_its_time_to_half_a_minute_after,
        a_code_is_used_once_and_never_an_older_one_after_it,
        what_is_not_six_digits_is_no_code,
        of_a_million_guesses_no_more_pass_than_there_are_steps,
        base32_is_that_of_rfc_4648,
        a_secret_is_read_as_it_was_written,
        what_is_not_base32_or_too_short_is_no_secret,
        secrets_differ,
        the_address_for_the_app_escapes_any_login,
        NULL,
    };

    return harness_run(harness_suite("totp", tests, 60));
}
