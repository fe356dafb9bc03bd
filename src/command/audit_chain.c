#include "command/audit_check.h"

#include "db/statement_list.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { C_PREV = CHAIN_FIELDS, C_HASH, C_MAC, COLUMNS };

/* See audit_values: agency, seq, recorded_at, actor, role, operation, application, subject,
 * request, status, source, data, key. */
static const char record_kinds[] = "nnmtttnttnttn";

/* Where the reading of a chain stands. */
struct position {
    int agency;
    long long last; /* seq of the record before, 0 at the beginning */
    unsigned char hash[CHAIN_HASH];
    int exported; /* next line of the file about this chain */
};

/* The seal that HASH should have; false when the ring does not have the key. */
static bool
right_mac(struct audit_check *c, int key, const unsigned char *hash, unsigned char *mac)
{
    unsigned char derived[KEY_SIZE];
    crypto_auth_hmacsha256_state state;

    if (c->key.id != key) {
        if (!keyring_derive(c->keys, key, KEY_FOR_AUDIT, derived))
            return false;
        crypto_auth_hmacsha256_init(&c->key.state, derived, sizeof derived);
        sodium_memzero(derived, sizeof derived);
        c->key.id = key;
    }
    state = c->key.state;
    crypto_auth_hmacsha256_update(&state, hash, CHAIN_HASH);
    crypto_auth_hmacsha256_final(&state, mac);
    return true;
}

static bool
take_hash(const struct audit_check *c, int column, unsigned char hash[CHAIN_HASH])
{
    if (c->record.values[column] == NULL || c->record.sizes[column] != CHAIN_HASH)
        return false;
    memcpy(hash, c->record.values[column], CHAIN_HASH);
    return true;
}

/* Compares the record with its own hash and seal, and with the hash before it. */
static void
check_record(struct audit_check *c, const struct position *at, long long seq,
             const char *const *fields)
{
    unsigned char prev[CHAIN_HASH], hash[CHAIN_HASH], mac[CHAIN_HASH], right[CHAIN_HASH];
    bool whole = take_hash(c, C_PREV, prev) && take_hash(c, C_HASH, hash) &&
                 take_hash(c, C_MAC, mac);

    if (whole)
        chain_hash(fields, prev, &c->scratch, right);
    if (!whole || memcmp(hash, right, CHAIN_HASH) != 0)
        audit_bad(c, seq, "its contents were changed", "记录内容被改动");
    else if (memcmp(prev, at->hash, CHAIN_HASH) != 0)
        audit_bad(c, seq, "it does not follow the record before it", "与前一条记录不相连");
    else if (!right_mac(c, (int)copy_number(&c->record, CHAIN_KEY), hash, right))
        audit_bad(c, seq, "its key is not in the key ring", "密钥环中没有它的密钥");
    else if (sodium_memcmp(mac, right, CHAIN_HASH) != 0)
        audit_bad(c, seq, "it was not sealed by this service", "不是由本服务封签的");
}

/* The record SEQ with HASH against the lines of the file about it. */
static void
check_exported(struct audit_check *c, struct position *at, long long seq)
{
    for (; at->exported < c->exported_count; at->exported++) {
        const struct head *h = &c->exported[at->exported];

        if (h->agency != at->agency || h->seq > seq)
            return;
        if (h->seq == seq && memcmp(h->hash, at->hash, CHAIN_HASH) != 0)
            audit_bad(c, seq, "another record was exported under this number",
                      "与导出的链头不符");
    }
}

static void
missing(struct audit_check *c, long long seq)
{
    audit_bad(c, seq, "it is missing", "记录缺失");
}

static void
take_record(struct audit_check *c, struct position *at)
{
    char buffer[CHAIN_FIELDS][VALUE_SIZE];
    const char *fields[CHAIN_FIELDS];
    long long seq = copy_number(&c->record, CHAIN_SEQ);

    audit_values(&c->record, record_kinds, fields, buffer);
    if (seq > at->last + 1)
        missing(c, at->last + 1);
    if (seq < 1)
        audit_bad(c, seq, "there is no such number", "没有这个序号");
    check_record(c, at, seq, fields);
    audit_vouch(c, fields);
    at->last = seq;
    if (!take_hash(c, C_HASH, at->hash))
        memset(at->hash, 0, CHAIN_HASH);
    check_exported(c, at, seq);
    c->record_count++;
}

static const struct head *
head_of(const struct audit_check *c, int agency)
{
    int i = audit_first(c->heads, c->head_count, agency);

    return i < c->head_count && c->heads[i].agency == agency ? &c->heads[i] : NULL;
}

/* The end of the chain against its head and against what was exported beyond it. */
static void
end_chain(struct audit_check *c, const struct position *at)
{
    const struct head *head = head_of(c, at->agency);

    if (at->exported < c->exported_count && c->exported[at->exported].agency == at->agency)
        missing(c, at->last + 1);
    if (head != NULL && head->seq > at->last)
        missing(c, at->last + 1);
    else if (head == NULL && at->last > 0)
        audit_bad(c, at->last, "the chain has no head", "该链没有链头");
    else if (head != NULL && head->seq < at->last)
        audit_bad(c, head->seq + 1, "the head of the chain stands before it",
                  "链头落在它之前");
    else if (head != NULL && memcmp(head->hash, at->hash, CHAIN_HASH) != 0)
        audit_bad(c, at->last, "the head of the chain has another hash", "链头的摘要不符");
}

static void
tell_agency(struct audit_check *c, int agency)
{
    char name[80], subject[120];

    if (c->bad) {
        snprintf(subject, sizeof subject, "%s record %lld", audit_agency(c, agency, name),
                 c->first_bad);
        audit_tell(c, subject, c->bad_en, c->bad_zh);
    }
    c->bad = false;
    c->loose_told = false;
}

/* The chain of AGENCY, which may have no record at all, and its entries. */
static enum problem
check_chain(struct audit_check *c, int agency)
{
    struct position at = {.agency = agency,
                          .exported = audit_first(c->exported, c->exported_count, agency)};

    c->vouched_count = 0;
    while (c->record.buffer != NULL && copy_number(&c->record, CHAIN_AGENCY) == agency) {
        take_record(c, &at);
        TRY(db_copy_next(c->records, &c->record));
    }
    end_chain(c, &at);
    c->chain_count += at.last > 0;
    TRY(audit_check_entries(c, agency));
    audit_check_kept(c, agency);
    tell_agency(c, agency);
    return OK;
}

static void
offer(int agency, int *lowest, bool *found)
{
    if (!*found || agency < *lowest)
        *lowest = agency;
    *found = true;
}

static void
offer_head(const struct head *heads, int count, long long from, int *lowest, bool *found)
{
    int i = audit_first(heads, count, from);

    if (i < count)
        offer(heads[i].agency, lowest, found);
}

/* The lowest agency not below FROM that has a record, an entry, a head or an exported one. */
static bool
next_agency(const struct audit_check *c, long long from, int *agency)
{
    bool found = false;

    if (c->record.buffer != NULL)
        offer((int)copy_number(&c->record, CHAIN_AGENCY), agency, &found);
    if (c->entry.buffer != NULL)
        offer((int)copy_number(&c->entry, ENTRY_AGENCY), agency, &found);
    offer_head(c->heads, c->head_count, from, agency, &found);
    offer_head(c->exported, c->exported_count, from, agency, &found);
    return found;
}

enum problem
audit_check_chains(struct audit_check *c)
{
    long long from = INT_MIN;
    int agency = 0;

    TRY(db_copy(c->records, SQL(audit_records)));
    TRY(db_copy(c->entries, SQL(audit_entries)));
    TRY(db_copy_next(c->records, &c->record));
    TRY(db_copy_next(c->entries, &c->entry));
    for (; next_agency(c, from, &agency); from = agency + 1LL)
        TRY(check_chain(c, agency));
    audit_end_batches(c);
    return OK;
}
