#include "guard/hkdf.h"
#include "guard/keyring.h"
#include "guard/state.h"
#include "harness.h"

#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define OTHER "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

/* The reason why the keys of DIR are refused. */
static const char *
refusal(const char *dir)
{
    static char reason[300];
    struct keyring *k = NULL;

    reason[0] = '\0';
    ck_assert(!keyring_load(dir, false, NO_DATE, &k, reason, sizeof reason));
    ck_assert_ptr_null(k);
    ck_assert_ptr_null(strstr(reason, "0102030405"));
    return reason;
}

START_TEST(hkdf_is_that_of_rfc_5869)
{
    static const struct {
        unsigned char key_from, key_step, salt_from, info_from;
        size_t key_len, salt_len, info_len, out_len;
        const char *out;
    } cases[] = {
        {0x0b, 0, 0x00, 0xf0, 22, 13, 10, 42,
         "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
        {0x00, 1, 0x60, 0xb0, 80, 80, 80, 82,
         "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271"
         "cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
        {0x0b, 0, 0, 0, 22, 0, 0, 42,
         "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned char key[80], salt[80], info[80], out[82];
        char hex[2 * 82 + 1];

        for (unsigned j = 0; j < 80; j++) {
            key[j] = (unsigned char)(cases[i].key_from + cases[i].key_step * j);
            salt[j] = (unsigned char)(cases[i].salt_from + j);
            info[j] = (unsigned char)(cases[i].info_from + j);
        }
        hkdf_sha256(key, cases[i].key_len, salt, cases[i].salt_len, info, cases[i].info_len,
                    out, cases[i].out_len);
        sodium_bin2hex(hex, sizeof hex, out, cases[i].out_len);
        ck_assert_str_eq(hex, cases[i].out);
    }
}
END_TEST

START_TEST(the_first_start_makes_one_key_that_only_the_owner_may_read)
{
    char *dir = state_new(), path[4200], *first, *second;
    struct keyring *k = state_keys(dir, true);
    struct stat status;
    int ids[KEYRING_MAX];

    ck_assert_int_eq(keyring_count(k), 1);
    ck_assert_int_eq(keyring_ids(k, ids), 1);
    ck_assert_int_eq(ids[0], 1);
    ck_assert_int_eq(keyring_current(k), 1);
    ck_assert_int_eq(keyring_day(k, 1), date_of(2026, 1, 5));
    snprintf(path, sizeof path, "%s/keys", dir);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 07777, 0600);
    keyring_free(k);
    first = state_read(dir);
    ck_assert_int_eq(strncmp(first, "1 2026-01-05 ", 13), 0);
    ck_assert_uint_eq(strlen(first), 13 + 64 + 1);
    keyring_free(state_keys(dir, true));
    second = state_read(dir);
    ck_assert_str_eq(second, first);
    free(first);
    free(second);
    state_remove(dir);
}
END_TEST

START_TEST(whoever_holds_the_directory_does_not_hold_up_the_keys)
{
    char *dir = state_new();
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), 0);
    keyring_free(state_keys(dir, true));
    close(fd);
    state_remove(dir);
}
END_TEST

START_TEST(a_missing_directory_is_made_and_a_missing_file_only_when_asked_for)
{
    char *dir = state_new(), deep[4200];

    ck_assert_ptr_nonnull(strstr(refusal(dir), "No such file"));
    snprintf(deep, sizeof deep, "%s/state", dir);
    ck_assert_ptr_nonnull(strstr(refusal(deep), "No such file"));
    keyring_free(state_keys(deep, true));
    strcat(deep, "/keys");
    ck_assert_int_eq(unlink(deep), 0);
    strcat(deep, ".lock");
    ck_assert_int_eq(unlink(deep), 0);
    *strrchr(deep, '/') = '\0';
    ck_assert_int_eq(rmdir(deep), 0);
    state_remove(dir);
}
END_TEST

START_TEST(keys_that_others_may_read_are_refused)
{
    static const unsigned modes[] = {0640, 0604, 0660, 0620, 0601, 0644, 0666};
    char *dir = state_new();

    for (unsigned i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        int id = 0;
        char reason[300] = "";

        state_write(dir, "1 2026-01-05 " HEX "\n", modes[i]);
        ck_assert_ptr_nonnull(strstr(refusal(dir), "chmod 600"));
        ck_assert(!keyring_add(dir, date_of(2026, 1, 5), &id, reason, sizeof reason));
        ck_assert_ptr_nonnull(strstr(reason, "chmod 600"));
    }
    state_write(dir, "1 2026-01-05 " HEX "\n", 0400);
    keyring_free(state_keys(dir, false));
    state_remove(dir);
}
END_TEST

static const char *const bad[] = {
    "",
    "\n",
    "# none\n",
    "0 2026-01-05 " HEX "\n",
    "-1 2026-01-05 " HEX "\n",
    "+1 2026-01-05 " HEX "\n",
    "01 2026-01-05 " HEX "\n",
    "32768 2026-01-05 " HEX "\n",
    "99999999999999999999 2026-01-05 " HEX "\n",
    "1  2026-01-05 " HEX "\n",
    " 1 2026-01-05 " HEX "\n",
    "1\t2026-01-05 " HEX "\n",
    "1 2026-02-30 " HEX "\n",
    "1 2026-1-5 " HEX "\n",
    "1 " HEX "\n",
    "1 2026-01-05\n",
    "1 2026-01-05 \n",
    "1 2026-01-05 " HEX " \n",
    "1 2026-01-05 " HEX "0\n",
    "1 2026-01-05 " HEX "00\n",
    "1 2026-01-05 " HEX "\r\n",
    "1 2026-01-05 x" HEX "\n",
    "1 2026-01-05 g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n",
    "1 2026-01-05 " HEX "\n1 2026-01-06 " OTHER "\n",
    "2 2026-01-05 " HEX "\n1 2026-01-06 " OTHER "\n",
    "1 2026-01-05 " HEX "\nx\n",
};

START_TEST(a_file_that_is_not_of_keys_is_refused_not_replaced)
{
    char *dir = state_new(), *after, reason[300];
    struct keyring *k = NULL;

    state_write(dir, bad[_i], 0600);
    ck_assert_uint_gt(strlen(refusal(dir)), 0);
    ck_assert(!keyring_load(dir, true, date_of(2026, 1, 5), &k, reason, sizeof reason));
    after = state_read(dir);
    ck_assert_str_eq(after, bad[_i]);
    free(after);
    state_remove(dir);
}
END_TEST

START_TEST(comments_empty_lines_and_a_last_line_without_end_are_read)
{
    char *dir = state_new();
    struct keyring *k;
    int ids[KEYRING_MAX];

    state_write(dir, "# kept by two\n\n7 2026-01-05 " HEX "\n#\n32767 2026-02-01 " OTHER,
                0600);
    k = state_keys(dir, false);
    ck_assert_int_eq(keyring_ids(k, ids), 2);
    ck_assert(ids[0] == 7 && ids[1] == 32767);
    ck_assert_int_eq(keyring_current(k), 32767);
    ck_assert(keyring_knows(k, 7) && keyring_knows(k, 32767));
    ck_assert(!keyring_knows(k, 0) && !keyring_knows(k, 1) && !keyring_knows(k, -7));
    ck_assert_int_eq(keyring_day(k, 32767), date_of(2026, 2, 1));
    ck_assert_int_eq(keyring_day(k, 8), NO_DATE);
    keyring_free(k);
    state_remove(dir);
}
END_TEST

START_TEST(every_purpose_and_every_key_gives_another_key_and_never_the_master)
{
    static const char *const purposes[] = {KEY_FOR_SEAL,  KEY_FOR_INDEX, KEY_FOR_AUDIT,
                                           KEY_FOR_TOKEN, "sea",         ""};
    enum { PURPOSES = sizeof purposes / sizeof purposes[0] };
    unsigned char keys[2 * PURPOSES + 2][KEY_SIZE], again[KEY_SIZE];
    char *dir = state_new();
    struct keyring *k;

    state_write(dir, "1 2026-01-05 " HEX "\n2 2026-01-06 " OTHER "\n", 0600);
    k = state_keys(dir, false);
    for (int id = 1; id <= 2; id++) {
        for (int i = 0; i < PURPOSES; i++)
            ck_assert(keyring_derive(k, id, purposes[i], keys[(id - 1) * PURPOSES + i]));
        sodium_hex2bin(keys[2 * PURPOSES + id - 1], KEY_SIZE, id == 1 ? HEX : OTHER, 64,
                       NULL, NULL, NULL);
    }
    for (int i = 0; i < 2 * PURPOSES + 2; i++)
        for (int j = 0; j < i; j++)
            ck_assert_mem_ne(keys[i], keys[j], KEY_SIZE);
    ck_assert(keyring_derive(k, 1, KEY_FOR_SEAL, again));
    ck_assert_mem_eq(again, keys[0], KEY_SIZE);
    ck_assert(!keyring_derive(k, 3, KEY_FOR_SEAL, again));
    keyring_free(k);
    state_remove(dir);
}
END_TEST

START_TEST(an_added_key_is_the_current_one_and_the_others_stay_as_they_were)
{
    char *dir = state_new(), *text, reason[300] = "";
    struct keyring *k;
    int id = 0;

    state_write(dir, "# kept by two\n7 2026-01-05 " HEX, 0600);
    ck_assert(keyring_add(dir, date_of(2026, 3, 9), &id, reason, sizeof reason));
    ck_assert_int_eq(id, 8);
    text = state_read(dir);
    ck_assert_int_eq(strncmp(text, "# kept by two\n7 2026-01-05 " HEX "\n8 2026-03-09 ",
                             strlen("# kept by two\n7 2026-01-05 \n8 2026-03-09 ") + 64),
                     0);
    free(text);
    k = state_keys(dir, false);
    ck_assert_int_eq(keyring_current(k), 8);
    ck_assert_int_eq(keyring_count(k), 2);
    keyring_free(k);
    state_remove(dir);
}
END_TEST

START_TEST(a_full_ring_and_used_up_ids_are_refused_and_the_file_stays)
{
    char *dir = state_new(), *text, reason[300] = "";
    int id = 0;

    state_write(dir, "32767 2026-01-05 " HEX "\n", 0600);
    ck_assert(!keyring_add(dir, date_of(2026, 3, 9), &id, reason, sizeof reason));
    ck_assert_ptr_nonnull(strstr(reason, "used up"));
    text = state_read(dir);
    ck_assert_str_eq(text, "32767 2026-01-05 " HEX "\n");
    free(text);
    state_write(dir, "1 2026-01-05 " HEX "\n", 0600);
    for (int i = 2; i <= KEYRING_MAX; i++)
        ck_assert_msg(keyring_add(dir, date_of(2026, 3, 9), &id, reason, sizeof reason),
                      "%s", reason);
    ck_assert_int_eq(id, KEYRING_MAX);
    ck_assert(!keyring_add(dir, date_of(2026, 3, 9), &id, reason, sizeof reason));
    ck_assert_ptr_nonnull(strstr(reason, "more than 256"));
    keyring_free(state_keys(dir, false));
    state_remove(dir);
}
END_TEST

START_TEST(an_old_key_can_be_retired_and_the_current_one_never)
{
    char *dir = state_new(), *text, reason[300] = "";
    struct keyring *k;

    state_write(
        dir, "# kept by two\n1 2026-01-05 " HEX "\n# new\n12 2026-01-06 " OTHER "\n", 0600);
    ck_assert(!keyring_retire(dir, 12, reason, sizeof reason));
    ck_assert_ptr_nonnull(strstr(reason, "current"));
    ck_assert(!keyring_retire(dir, 2, reason, sizeof reason));
    ck_assert_ptr_nonnull(strstr(reason, "no key 2"));
    ck_assert(keyring_retire(dir, 1, reason, sizeof reason));
    text = state_read(dir);
    ck_assert_str_eq(text, "# kept by two\n# new\n12 2026-01-06 " OTHER "\n");
    free(text);
    k = state_keys(dir, false);
    ck_assert(!keyring_knows(k, 1));
    ck_assert_int_eq(keyring_current(k), 12);
    ck_assert_int_eq(keyring_count(k), 1);
    keyring_free(k);
    state_remove(dir);
}
END_TEST

START_TEST(a_half_written_file_of_a_crash_is_in_nobodys_way)
{
    char *dir = state_new(), path[4200], reason[300] = "";
    FILE *left;
    int id = 0;

    state_write(dir, "1 2026-01-05 " HEX "\n", 0600);
    snprintf(path, sizeof path, "%s/keys.new", dir);
    left = fopen(path, "we");
    ck_assert_ptr_nonnull(left);
    fputs("2 2026", left);
    fclose(left);
    keyring_free(state_keys(dir, false));
    ck_assert(keyring_add(dir, date_of(2026, 3, 9), &id, reason, sizeof reason));
    ck_assert_int_eq(id, 2);
    state_remove(dir);
}
END_TEST

struct adding {
    const char *dir;
    atomic_int seen[KEYRING_MAX + 1];
};

static void *
add_ten(void *arg)
{
    struct adding *adding = arg;
    char reason[300];

    for (int i = 0, id = 0; i < 10; i++)
        if (keyring_add(adding->dir, date_of(2026, 3, 9), &id, reason, sizeof reason))
            atomic_fetch_add(&adding->seen[id], 1);
    return NULL;
}

START_TEST(keys_added_at_the_same_time_are_all_kept)
{
    char *dir = state_new();
    struct adding adding = {.dir = dir};
    pthread_t threads[4];
    struct keyring *k = state_keys(dir, true);

    keyring_free(k);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, add_ten, &adding), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    k = state_keys(dir, false);
    ck_assert_int_eq(keyring_count(k), 41);
    for (int id = 2; id <= 41; id++)
        ck_assert_int_eq(atomic_load(&adding.seen[id]), 1);
    keyring_free(k);
    state_remove(dir);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        hkdf_is_that_of_rfc_5869,
        the_first_start_makes_one_key_that_only_the_owner_may_read,
        whoever_holds_the_directory_does_not_hold_up_the_keys,
        a_missing_directory_is_made_and_a_missing_file_only_when_asked_for,
        keys_that_others_may_read_are_refused,
        comments_empty_lines_and_a_last_line_without_end_are_read,
        every_purpose_and_every_key_gives_another_key_and_never_the_master,
        an_added_key_is_the_current_one_and_the_others_stay_as_they_were,
        a_full_ring_and_used_up_ids_are_refused_and_the_file_stays,
        an_old_key_can_be_retired_and_the_current_one_never,
        a_half_written_file_of_a_crash_is_in_nobodys_way,
        keys_added_at_the_same_time_are_all_kept,
        NULL,
    };
    Suite *suite = harness_suite("keyring", tests, 60);
    TCase *refused = tcase_create("refused");

    tcase_add_loop_test(refused, a_file_that_is_not_of_keys_is_refused_not_replaced, 0,
                        (int)(sizeof bad / sizeof bad[0]));
    suite_add_tcase(suite, refused);
    return harness_run(suite);
}
