#include "guard/secret.h"
#include "harness.h"

#include <string.h>

START_TEST(a_secret_is_43_letters_and_no_two_are_alike)
{
    char a[SECRET_SIZE], b[SECRET_SIZE];

    for (int i = 0; i < 1000; i++) {
        secret_new(a);
        secret_new(b);
        ck_assert(secret_formed(a));
        ck_assert_uint_eq(strlen(a), 43);
        ck_assert(!secret_equal(a, b));
    }
}
END_TEST

START_TEST(what_has_another_form_is_not_looked_up)
{
    char text[SECRET_SIZE + 1] = "";

    ck_assert(!secret_formed(""));
    memset(text, 'x', 43);
    ck_assert(secret_formed(text));
    text[43] = 'x';
    ck_assert(!secret_formed(text));
    text[42] = text[43] = '\0';
    ck_assert(!secret_formed(text));
    text[42] = '+';
    ck_assert(!secret_formed(text));
    text[42] = '=';
    ck_assert(!secret_formed(text));
    text[42] = 'x';
    text[43] = '=';
    ck_assert(!secret_formed(text));
}
END_TEST

/* FIPS 180-4's examples. */
START_TEST(what_is_stored_is_sha_256)
{
    char digest[SECRET_DIGEST_SIZE];

    ck_assert_str_eq(secret_digest("abc", digest),
                     "\\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ck_assert_str_eq(secret_digest("", digest),
                     "\\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

START_TEST(only_the_same_text_is_equal)
{
    ck_assert(secret_equal("", ""));
    ck_assert(secret_equal("abc", "abc"));
    ck_assert(!secret_equal("abc", "abd"));
    ck_assert(!secret_equal("abc", "ab"));
    ck_assert(!secret_equal("ab", "abc"));
    ck_assert(!secret_equal("abc", "Abc"));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_secret_is_43_letters_and_no_two_are_alike,
        what_has_another_form_is_not_looked_up,
        what_is_stored_is_sha_256,
        only_the_same_text_is_equal,
        NULL,
    };

    return harness_run(harness_suite("secret", tests, 60));
}
