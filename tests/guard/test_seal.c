#include "guard/seal.h"
#include "guard/state.h"
#include "harness.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define OTHER "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define CONTEXT "applicant|3|12884901889|1|id_number"
#define NUMBER "11010519491231002X"

static struct arena *arena;
static char *dir;
static struct keyring *keys; /* 7 and 9 */

static void
set_up(void)
{
    arena = arena_new();
    dir = state_new();
    state_write(dir, "7 2026-01-05 " HEX "\n9 2026-02-01 " OTHER "\n", 0600);
    keys = state_keys(dir, false);
}

static void
tear_down(void)
{
    keyring_free(keys);
    state_remove(dir);
    arena_free(arena);
}

/* What SEALED opens to with the current key, NULL if it does not. */
static const char *
opened(const char *context, const char *sealed)
{
    const char *plain = NULL;

    if (!unseal(arena, keys, 9, context, sealed, &plain))
        ck_assert_ptr_null(plain);
    return plain;
}

/* Computed by another implementation of HKDF, AES-GCM and HMAC. */
START_TEST(what_was_sealed_in_this_form_once_opens_for_ever)
{
    static const char sealed[] =
        "\\x016465666768696a6b6c6d6e6f25bff5200f37a07aabdfe6a4450fd525"
        "2631ab187364ef8a359a325e1c47c4986b5b";
    const char *plain = NULL;
    unsigned char mac[SEAL_MAC_SIZE];
    char hex[2 * SEAL_MAC_SIZE + 1];

    ck_assert(unseal(arena, keys, 7, CONTEXT, sealed, &plain));
    ck_assert_str_eq(plain, NUMBER);
    ck_assert_str_eq(seal_index(arena, keys, 7, "3|id_number", NUMBER),
                     "\\x0ced8260f58c99d879a98f1e6461516178d752aa8e4c43bf9b02b2fae5618abd");
    ck_assert(seal_mac(keys, 7, KEY_FOR_AUDIT, (const unsigned char *)"entry", 5, mac));
    sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    ck_assert_str_eq(hex,
                     "c38d74c56d5706b03505a71aeba3dc3ec7d1dec5dfe115b7a4deff7ede47db79");
}
END_TEST

START_TEST(ten_thousand_texts_open_to_what_they_were)
{
    for (int i = 0; i < 10000; i++) {
        struct arena *a = arena_new();
        size_t len = randombytes_uniform(300);
        char *plain = arena_alloc(a, len + 1);
        const char *sealed, *read = NULL;

        for (size_t at = 0; at < len; at++)
            plain[at] = (char)(1 + randombytes_uniform(255));
        sealed = seal(a, keys, CONTEXT, plain);
        ck_assert_uint_eq(strlen(sealed), 2 + 2 * (1 + 12 + len + 16));
        ck_assert(unseal(a, keys, 9, CONTEXT, sealed, &read));
        ck_assert_str_eq(read, plain);
        arena_free(a);
    }
}
END_TEST

START_TEST(a_value_with_any_bit_changed_does_not_open)
{
    const char *sealed = seal(arena, keys, CONTEXT, NUMBER);
    unsigned char bytes[100];
    size_t len;
    char text[300] = "\\x";

    ck_assert_str_eq(opened(CONTEXT, sealed), NUMBER);
    sodium_hex2bin(bytes, sizeof bytes, sealed + 2, strlen(sealed + 2), NULL, &len, NULL);
    ck_assert_uint_eq(len, 1 + 12 + 18 + 16);
    for (size_t bit = 0; bit < 8 * len; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        sodium_bin2hex(text + 2, sizeof text - 2, bytes, len);
        ck_assert_msg(opened(CONTEXT, text) == NULL, "bit %zu", bit);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    for (size_t at = 0; at < len; at++)
        for (unsigned change = 1; change < 256; change++) {
            bytes[at] ^= (unsigned char)change;
            sodium_bin2hex(text + 2, sizeof text - 2, bytes, len);
            ck_assert_msg(opened(CONTEXT, text) == NULL, "byte %zu", at);
            bytes[at] ^= (unsigned char)change;
        }
    sodium_bin2hex(text + 2, sizeof text - 2, bytes, len);
    ck_assert_str_eq(opened(CONTEXT, text), NUMBER);
}
END_TEST

START_TEST(a_value_cut_short_or_made_longer_does_not_open)
{
    const char *sealed = seal(arena, keys, CONTEXT, NUMBER);
    char text[300];

    for (size_t len = 0; len < strlen(sealed); len++)
        ck_assert_ptr_null(opened(CONTEXT, arena_copy(arena, sealed, len)));
    snprintf(text, sizeof text, "%s00", sealed);
    ck_assert_ptr_null(opened(CONTEXT, text));
    snprintf(text, sizeof text, "%s0", sealed);
    ck_assert_ptr_null(opened(CONTEXT, text));
    snprintf(text, sizeof text, "%sxy", sealed);
    ck_assert_ptr_null(opened(CONTEXT, text));
    snprintf(text, sizeof text, "\\X%s", sealed + 2);
    ck_assert_ptr_null(opened(CONTEXT, text));
    ck_assert_ptr_null(opened(CONTEXT, sealed + 2));
    ck_assert_ptr_null(opened(CONTEXT, NUMBER));
}
END_TEST

START_TEST(a_value_moved_to_another_place_does_not_open)
{
    static const char *const others[] = {
        "applicant|4|12884901889|1|id_number",   "applicant|3|12884901890|1|id_number",
        "applicant|3|12884901889|2|id_number",   "applicant|3|12884901889|1|phone",
        "applicant|3|12884901889|1|id_numbe",    "applicant|3|12884901889|1|id_number ",
        "application|3|12884901889|1|id_number", ""};
    const char *sealed = seal(arena, keys, CONTEXT, NUMBER);

    for (unsigned i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_ptr_null(opened(others[i], sealed));
    ck_assert_str_eq(opened(CONTEXT, sealed), NUMBER);
    ck_assert_str_eq(opened("", seal(arena, keys, "", "")), "");
}
END_TEST

START_TEST(a_value_opens_with_its_own_key_only)
{
    const char *sealed = seal(arena, keys, CONTEXT, NUMBER), *plain = NULL;

    ck_assert(unseal(arena, keys, 9, CONTEXT, sealed, &plain));
    plain = NULL;
    ck_assert(!unseal(arena, keys, 7, CONTEXT, sealed, &plain));
    ck_assert(!unseal(arena, keys, 8, CONTEXT, sealed, &plain));
    ck_assert(!unseal(arena, keys, 0, CONTEXT, sealed, &plain));
    ck_assert(!unseal(arena, keys, -9, CONTEXT, sealed, &plain));
    ck_assert_ptr_null(plain);
}
END_TEST

START_TEST(after_a_rotation_old_values_open_until_their_key_is_retired)
{
    const char *old = seal(arena, keys, CONTEXT, "old"), *new, *plain = NULL;
    char reason[300] = "";
    int id = 0;

    ck_assert(keyring_add(dir, date_of(2026, 3, 1), &id, reason, sizeof reason));
    ck_assert_int_eq(id, 10);
    keyring_free(keys);
    keys = state_keys(dir, false);
    new = seal(arena, keys, CONTEXT, "new");
    ck_assert(unseal(arena, keys, 9, CONTEXT, old, &plain));
    ck_assert_str_eq(plain, "old");
    ck_assert(!unseal(arena, keys, 9, CONTEXT, new, &plain));
    ck_assert(unseal(arena, keys, keyring_current(keys), CONTEXT, new, &plain));
    ck_assert_str_eq(plain, "new");
    ck_assert(keyring_retire(dir, 9, reason, sizeof reason));
    keyring_free(keys);
    keys = state_keys(dir, false);
    ck_assert(!unseal(arena, keys, 9, CONTEXT, old, &plain));
    ck_assert(unseal(arena, keys, 10, CONTEXT, new, &plain));
}
END_TEST

enum { NONCES = 100000, NONCE_DIGITS = 24 };

static int
compare_nonces(const void *a, const void *b)
{
    return memcmp(a, b, NONCE_DIGITS);
}

START_TEST(of_a_hundred_thousand_nonces_no_two_are_alike)
{
    char(*nonces)[NONCE_DIGITS] = malloc(sizeof *nonces * NONCES);

    ck_assert_ptr_nonnull(nonces);
    for (int i = 0; i < NONCES; i++) {
        struct arena *a = arena_new();

        memcpy(nonces[i], seal(a, keys, CONTEXT, "") + 4, NONCE_DIGITS);
        arena_free(a);
    }
    qsort(nonces, NONCES, sizeof *nonces, compare_nonces);
    for (int i = 1; i < NONCES; i++)
        ck_assert_mem_ne(nonces[i], nonces[i - 1], NONCE_DIGITS);
    free(nonces);
}
END_TEST

START_TEST(an_index_finds_equal_numbers_of_one_agency_and_key_only)
{
    const char *index = seal_index(arena, keys, 9, "3|id_number", NUMBER);

    ck_assert_uint_eq(strlen(index), 2 + 64);
    ck_assert_str_eq(seal_index(arena, keys, 9, "3|id_number", NUMBER), index);
    ck_assert_str_ne(seal_index(arena, keys, 9, "4|id_number", NUMBER), index);
    ck_assert_str_ne(seal_index(arena, keys, 9, "3|phone", NUMBER), index);
    ck_assert_str_ne(seal_index(arena, keys, 9, "3|id_number", "110105194912310021"),
                     index);
    ck_assert_str_ne(seal_index(arena, keys, 7, "3|id_number", NUMBER), index);
    ck_assert_ptr_null(seal_index(arena, keys, 8, "3|id_number", NUMBER));
    /* What leaves the context does not come into the value. */
    ck_assert_str_ne(seal_index(arena, keys, 9, "3|id_number1", "1010519491231002X"),
                     index);
}
END_TEST

START_TEST(a_mac_depends_on_key_purpose_and_every_byte)
{
    unsigned char mac[SEAL_MAC_SIZE], other[SEAL_MAC_SIZE], bytes[64] = {0};

    ck_assert(seal_mac(keys, 9, KEY_FOR_AUDIT, bytes, sizeof bytes, mac));
    ck_assert(seal_mac(keys, 7, KEY_FOR_AUDIT, bytes, sizeof bytes, other));
    ck_assert_mem_ne(mac, other, SEAL_MAC_SIZE);
    ck_assert(seal_mac(keys, 9, KEY_FOR_TOKEN, bytes, sizeof bytes, other));
    ck_assert_mem_ne(mac, other, SEAL_MAC_SIZE);
    ck_assert(seal_mac(keys, 9, KEY_FOR_AUDIT, bytes, sizeof bytes - 1, other));
    ck_assert_mem_ne(mac, other, SEAL_MAC_SIZE);
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = 1;
        ck_assert(seal_mac(keys, 9, KEY_FOR_AUDIT, bytes, sizeof bytes, other));
        ck_assert_mem_ne(mac, other, SEAL_MAC_SIZE);
        bytes[i] = 0;
    }
    ck_assert(!seal_mac(keys, 8, KEY_FOR_AUDIT, bytes, sizeof bytes, other));
}
END_TEST

START_TEST(a_number_is_the_same_however_it_is_typed)
{
    static const char *const same[] = {
        NUMBER,
        "11010519491231002x",
        "110105 19491231 002X",
        "110105-1949-1231-002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "１１０１０５　１９４９１２３１　００２ｘ",
        "110105.19491231.002X",
        "110105·19491231·002X",
        "110105－19491231—002X",
        " 11010519491231002X\t",
        "11010519491231002\u00a0X",
    };

    for (unsigned i = 0; i < sizeof same / sizeof same[0]; i++)
        ck_assert_str_eq(number_folded(arena, same[i]), NUMBER);
    ck_assert_str_eq(number_folded(arena, ""), "");
    ck_assert_str_eq(number_folded(arena, " -. "), "");
    ck_assert_str_eq(number_folded(arena, "港澳 h1234567(８)"), "港澳H1234567(8)");
    ck_assert_str_eq(number_folded(arena, "𠀀é"), "𠀀é");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        what_was_sealed_in_this_form_once_opens_for_ever,
        ten_thousand_texts_open_to_what_they_were,
        a_value_with_any_bit_changed_does_not_open,
        a_value_cut_short_or_made_longer_does_not_open,
        a_value_moved_to_another_place_does_not_open,
        a_value_opens_with_its_own_key_only,
        after_a_rotation_old_values_open_until_their_key_is_retired,
        of_a_hundred_thousand_nonces_no_two_are_alike,
        an_index_finds_equal_numbers_of_one_agency_and_key_only,
        a_mac_depends_on_key_purpose_and_every_byte,
        a_number_is_the_same_however_it_is_typed,
        NULL,
    };
    Suite *suite = suite_create("seal");
    TCase *all = tcase_create("seal");

    tcase_set_timeout(all, 120);
    tcase_add_checked_fixture(all, set_up, tear_down);
    for (const TTest *const *test = tests; *test != NULL; test++)
        tcase_add_test(all, *test);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
