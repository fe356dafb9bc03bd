/* What of a record is hashed: every byte of it, each in its place. */
#include "guard/chain.h"
#include "guard/head.h"
#include "guard/state.h"
#include "harness.h"

#include <string.h>

static const char *const record[CHAIN_FIELDS] = {
    [CHAIN_AGENCY] = "7",
    [CHAIN_SEQ] = "2",
    [CHAIN_RECORDED_AT] = "2026-11-23T08:00:00.000001Z",
    [CHAIN_ACTOR] = "account:12",
    [CHAIN_ROLE] = "officer",
    [CHAIN_OPERATION] = "application_answer",
    [CHAIN_APPLICATION] = "30064771073",
    [CHAIN_SUBJECT] = NULL,
    [CHAIN_REQUEST] = "0123456789abcdef",
    [CHAIN_STATUS] = "200",
    [CHAIN_SOURCE] = "",
    [CHAIN_DATA] = "{\"entry\":2,\"原因\":\"x\"}",
    [CHAIN_KEY] = "1",
};

static const char *const entry[ENTRY_FIELDS] = {
    [ENTRY_AGENCY] = "7",
    [ENTRY_APPLICATION] = "30064771073",
    [ENTRY_SEQ] = "2",
    [ENTRY_KIND] = "answered",
    [ENTRY_HAPPENED_ON] = "2026-11-20",
    [ENTRY_RECORDED_AT] = "2026-11-23T08:00:00.000001Z",
    [ENTRY_ACTOR] = "account:12",
    [ENTRY_SUPERSEDES] = NULL,
    [ENTRY_DATA] = "{\"outcome\": \"granted\"}",
};

static void
hash_of(const char *const *fields, const unsigned char *prev, char hex[CHAIN_HEX])
{
    unsigned char hash[CHAIN_HASH];
    struct text scratch = {NULL, 0, 0};

    chain_hash(fields, prev, &scratch, hash);
    chain_to_hex(hash, hex);
    text_free(&scratch);
}

/* Both digests were reckoned with another program from the words in chain.h. */
START_TEST(hashes_are_those_that_the_description_gives)
{
    unsigned char prev[CHAIN_HASH], digest[CHAIN_HASH];
    struct text scratch = {NULL, 0, 0};
    char hex[CHAIN_HEX];

    for (int i = 0; i < CHAIN_HASH; i++)
        prev[i] = (unsigned char)i;
    hash_of(record, prev, hex);
    ck_assert_str_eq(hex,
                     "ceb511c4edaeb72564dc251f03b242a1ccc7b8a853a8a8994e1a303f1d36ce56");
    chain_entry_digest(entry, &scratch, digest);
    ck_assert_str_eq(chain_to_hex(digest, hex),
                     "c058e3d7f4e2152a8af00915e3e12a3b1fd7fffd30fa2132c151dbc137a9e7b9");
    text_free(&scratch);
}
END_TEST

START_TEST(bytes_are_a_version_and_fields_behind_their_lengths)
{
    static const char right[] = "\x01\0\0\0\x02"
                                "ab\0\0\0\0\xff\xff\xff\xff\0\0\0\x03"
                                "中";
    const char *const values[] = {"ab", "", NULL, "中"};
    struct text out = {NULL, 0, 0};

    chain_bytes(values, 4, NULL, &out);
    ck_assert_uint_eq(out.len, sizeof right - 1);
    ck_assert_mem_eq(out.bytes, right, out.len);
    chain_bytes(values, 1, NULL, &out); /* alone, not behind the former */
    ck_assert_uint_eq(out.len, 7);
    text_free(&out);
}
END_TEST

START_TEST(no_field_can_change_or_move_unseen)
{
    unsigned char prev[CHAIN_HASH] = {0};
    char before[CHAIN_HEX], after[CHAIN_HEX];

    hash_of(record, prev, before);
    for (int i = 0; i < CHAIN_FIELDS; i++) {
        static const char *const values[] = {NULL, "", "x", "2 "};

        for (unsigned k = 0; k < sizeof values / sizeof values[0]; k++) {
            const char *changed[CHAIN_FIELDS];

            memcpy(changed, record, sizeof changed);
            if (values[k] == record[i] || (values[k] != NULL && record[i] != NULL &&
                                           strcmp(values[k], record[i]) == 0))
                continue;
            changed[i] = values[k];
            hash_of(changed, prev, after);
            ck_assert_str_ne(before, after);
        }
    }
    for (int i = 0; i < CHAIN_HASH * 8; i++) {
        unsigned char other[CHAIN_HASH] = {0};

        other[i / 8] = (unsigned char)(1 << i % 8);
        hash_of(record, other, after);
        ck_assert_str_ne(before, after);
    }
}
END_TEST

START_TEST(a_letter_that_moves_to_the_next_field_is_seen)
{
    const char *changed[CHAIN_FIELDS];
    unsigned char prev[CHAIN_HASH] = {0};
    char before[CHAIN_HEX], after[CHAIN_HEX];

    memcpy(changed, record, sizeof changed);
    changed[CHAIN_ACTOR] = "account:1";
    changed[CHAIN_ROLE] = "2officer";
    hash_of(record, prev, before);
    hash_of(changed, prev, after);
    ck_assert_str_ne(before, after);
}
END_TEST

START_TEST(hexadecimal_digits_are_read_strictly)
{
    char hex[CHAIN_HEX + 1], again[CHAIN_HEX];
    unsigned char bytes[CHAIN_HASH];

    memset(hex, 'a', sizeof hex);
    hex[CHAIN_HEX - 1] = '\0';
    ck_assert(chain_from_hex(hex, bytes));
    ck_assert_str_eq(chain_to_hex(bytes, again), hex);
    hex[10] = 'A';
    ck_assert(!chain_from_hex(hex, bytes));
    hex[10] = 'a';
    hex[CHAIN_HEX - 2] = '\0';
    ck_assert(!chain_from_hex(hex, bytes));
    hex[CHAIN_HEX - 2] = hex[CHAIN_HEX - 1] = 'a';
    hex[CHAIN_HEX] = '\0';
    ck_assert(!chain_from_hex(hex, bytes));
    ck_assert(!chain_from_hex("", bytes));
}
END_TEST

/* A ring of one key in a directory that is gone again. */
static struct keyring *
ring(void)
{
    char *directory = state_new();
    struct keyring *keys = state_keys(directory, true);

    state_remove(directory);
    return keys;
}

START_TEST(a_head_that_was_written_is_read_again)
{
    struct head head = {.moment = "2026-11-23T08:00:00Z",
                        .agency = 7,
                        .seq = 1234567890123},
                again;
    struct keyring *keys = ring();
    struct text line = {NULL, 0, 0};

    head.hash[0] = 0xab;
    ck_assert(head_write(keys, &head, &line));
    ck_assert_int_eq(line.bytes[line.len - 1], '\n');
    line.bytes[line.len - 1] = '\0';
    ck_assert(head_read(keys, line.bytes, &again));
    ck_assert_str_eq(again.moment, head.moment);
    ck_assert_int_eq(again.agency, head.agency);
    ck_assert_int_eq(again.seq, head.seq);
    ck_assert_mem_eq(again.hash, head.hash, CHAIN_HASH);
    text_free(&line);
    keyring_free(keys);
}
END_TEST

START_TEST(a_head_with_any_byte_changed_lost_or_added_is_refused)
{
    struct head head = {.moment = "2026-11-23T08:00:00Z", .agency = 7, .seq = 12}, again;
    struct keyring *keys = ring(), *others = ring();
    struct text line = {NULL, 0, 0};

    ck_assert(head_write(keys, &head, &line));
    line.bytes[--line.len] = '\0';
    ck_assert(!head_read(others, line.bytes, &again));
    for (size_t i = 0; i < line.len; i++) {
        char byte = line.bytes[i];

        line.bytes[i] = byte == '1' ? '2' : '1';
        ck_assert(!head_read(keys, line.bytes, &again));
        line.bytes[i] = '\0';
        ck_assert(!head_read(keys, line.bytes, &again));
        line.bytes[i] = byte;
    }
    ck_assert(head_read(keys, line.bytes, &again));
    text_add(&line, "0");
    ck_assert(!head_read(keys, line.bytes, &again));
    text_free(&line);
    keyring_free(keys);
    keyring_free(others);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        hashes_are_those_that_the_description_gives,
        bytes_are_a_version_and_fields_behind_their_lengths,
        no_field_can_change_or_move_unseen,
        a_letter_that_moves_to_the_next_field_is_seen,
        hexadecimal_digits_are_read_strictly,
        a_head_that_was_written_is_read_again,
        a_head_with_any_byte_changed_lost_or_added_is_refused,
        NULL,
    };

    return harness_run(harness_suite("chain", tests, 20));
}
