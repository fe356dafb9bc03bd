#include "command/audit_check.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { E_CALENDAR = ENTRY_FIELDS };

/* See audit_values: agency, application, seq, kind, happened_on, recorded_at, actor,
 * supersedes, data. */
static const char entry_kinds[] = "nnntdmtnt";

static bool
digest_at(const json_t *data, const char *name, unsigned char digest[CHAIN_HASH])
{
    const char *hex = json_string_value(json_object_get(data, name));

    return hex != NULL && chain_from_hex(hex, digest);
}

static void
vouch_one(struct audit_check *c, const char *const *fields, const json_t *data)
{
    struct vouched *v;

    c->vouched = audit_grow(c->vouched, c->vouched_count, &c->vouched_room, sizeof *v);
    v = &c->vouched[c->vouched_count];
    *v = (struct vouched){.application = fields[CHAIN_APPLICATION]
                                             ? strtoll(fields[CHAIN_APPLICATION], NULL, 10)
                                             : 0,
                          .number = strtoll(fields[CHAIN_SEQ], NULL, 10),
                          .entry = (int)json_integer_value(json_object_get(data, "entry"))};
    c->vouched_count += digest_at(data, "entry_digest", v->digest);
}

static void
vouch_many(struct audit_check *c, const char *const *fields, const json_t *data)
{
    struct batch *b;

    c->batches = audit_grow(c->batches, c->batch_count, &c->batch_room, sizeof *b);
    b = &c->batches[c->batch_count];
    *b = (struct batch){.calendar =
                            (int)json_integer_value(json_object_get(data, "calendar")),
                        .number = strtoll(fields[CHAIN_SEQ], NULL, 10),
                        .entries = json_integer_value(json_object_get(data, "entries"))};
    snprintf(b->recorded_at, sizeof b->recorded_at, "%s", fields[CHAIN_RECORDED_AT]);
    crypto_hash_sha256_init(&b->state);
    c->batch_count += digest_at(data, "entries_digest", b->digest);
}

/* The entries that a change of several cases of the agency made (op/application_split.c). */
static void
vouch_cases(struct audit_check *c, const char *const *fields, const json_t *data)
{
    json_t *one;
    size_t i;

    json_array_foreach(json_object_get(data, "cases"), i, one) {
        struct vouched *v;

        c->vouched = audit_grow(c->vouched, c->vouched_count, &c->vouched_room, sizeof *v);
        v = &c->vouched[c->vouched_count];
        *v = (struct vouched){
            .application = json_integer_value(json_object_get(one, "application")),
            .number = strtoll(fields[CHAIN_SEQ], NULL, 10),
            .entry = (int)json_integer_value(json_object_get(one, "entry"))};
        c->vouched_count += digest_at(one, "entry_digest", v->digest);
    }
}

void
audit_vouch(struct audit_check *c, const char *const *fields)
{
    json_t *data;

    if (fields[CHAIN_SEQ] == NULL || fields[CHAIN_RECORDED_AT] == NULL ||
        fields[CHAIN_DATA] == NULL || strstr(fields[CHAIN_DATA], "_digest\"") == NULL)
        return;
    data = json_loads(fields[CHAIN_DATA], JSON_REJECT_DUPLICATES, NULL);
    vouch_cases(c, fields, data);
    if (json_object_get(data, "letter_digest") != NULL ||
        json_object_get(data, "report_digest") != NULL)
        audit_vouch_letter(c, fields, data);
    else if (json_object_get(data, "entry") != NULL)
        vouch_one(c, fields, data);
    else if (json_object_get(data, "disposal") != NULL)
        audit_vouch_disposal(c, strtoll(fields[CHAIN_SEQ], NULL, 10), data);
    else if (copy_number(&c->record, CHAIN_AGENCY) == 0)
        vouch_many(c, fields, data);
    json_decref(data);
}

static int
by_place(const void *a, const void *b)
{
    const struct vouched *x = a, *y = b;

    if (x->application != y->application)
        return x->application < y->application ? -1 : 1;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static struct batch *
batch_of(struct audit_check *c, int calendar)
{
    for (int i = 0; i < c->batch_count; i++)
        if (c->batches[i].calendar == calendar)
            return &c->batches[i];
    return NULL;
}

/* The batch the entry belongs to that no record of its own agency vouches for: that of its
 * calendar, or of the time before the audit, or NULL. */
static struct batch *
batch_for(struct audit_check *c, const char *const *fields)
{
    struct batch *b = NULL;

    if (c->entry.values[E_CALENDAR] != NULL)
        b = batch_of(c, atoi(c->entry.values[E_CALENDAR]));
    if (b != NULL && b->calendar > 0)
        return b;
    b = batch_of(c, 0);
    if (b != NULL && b->entries > 0 && fields[ENTRY_RECORDED_AT] != NULL &&
        strcmp(fields[ENTRY_RECORDED_AT], b->recorded_at) < 0)
        return b;
    return NULL;
}

static void
tell_loose(struct audit_check *c, const char *const *fields)
{
    char subject[160], name[80];

    if (c->loose_told)
        return;
    c->loose_told = true;
    snprintf(subject, sizeof subject, "%s application %s entry %s",
             audit_agency(c, (int)copy_number(&c->entry, ENTRY_AGENCY), name),
             fields[ENTRY_APPLICATION] ? fields[ENTRY_APPLICATION] : "?",
             fields[ENTRY_SEQ] ? fields[ENTRY_SEQ] : "?");
    audit_tell(c, subject, "no record of the audit vouches for it", "没有对应的审计记录");
}

/* The entry at hand, DIGEST, against the record V that vouches for it. */
static void
check_entry(struct audit_check *c, const struct vouched *v, const unsigned char *digest)
{
    char en[160], zh[160];

    if (memcmp(v->digest, digest, CHAIN_HASH) == 0)
        return;
    snprintf(en, sizeof en, "entry %d of application %lld is not as it was recorded",
             v->entry, v->application);
    snprintf(zh, sizeof zh, "申请 %lld 第 %d 项与记录时不同", v->application, v->entry);
    audit_bad(c, v->number, en, zh);
}

static void
tell_gone(struct audit_check *c, const struct vouched *v)
{
    char en[160], zh[160];

    snprintf(en, sizeof en, "entry %d of application %lld is gone", v->entry,
             v->application);
    snprintf(zh, sizeof zh, "申请 %lld 第 %d 项不见了", v->application, v->entry);
    audit_bad(c, v->number, en, zh);
}

/* Compares the entry with what is vouched for from *AT on, and moves *AT behind it. */
static void
take_entry(struct audit_check *c, int *at)
{
    char buffer[ENTRY_FIELDS][VALUE_SIZE];
    const char *fields[ENTRY_FIELDS];
    unsigned char digest[CHAIN_HASH];
    struct vouched place;
    struct batch *batch;
    bool certified;

    audit_values(&c->entry, entry_kinds, fields, buffer);
    chain_entry_digest(fields, &c->scratch, digest);
    certified = audit_before_disposal(c, digest);
    place = (struct vouched){.application = copy_number(&c->entry, ENTRY_APPLICATION),
                             .entry = (int)copy_number(&c->entry, ENTRY_SEQ)};
    c->entry_count++;
    while (*at < c->vouched_count && by_place(&c->vouched[*at], &place) < 0)
        tell_gone(c, &c->vouched[(*at)++]);
    if (*at < c->vouched_count && c->vouched[*at].application == place.application &&
        c->vouched[*at].entry == place.entry) {
        check_entry(c, &c->vouched[(*at)++], digest);
        if (!certified)
            tell_loose(c, fields);
    } else if (certified && (batch = batch_for(c, fields)) != NULL) {
        crypto_hash_sha256_update(&batch->state, digest, sizeof digest);
        batch->found++;
    } else {
        tell_loose(c, fields);
    }
}

enum problem
audit_check_entries(struct audit_check *c, int agency)
{
    int at = 0;

    if (c->vouched_count > 1)
        qsort(c->vouched, (size_t)c->vouched_count, sizeof *c->vouched, by_place);
    while (c->entry.buffer != NULL && copy_number(&c->entry, ENTRY_AGENCY) == agency) {
        take_entry(c, &at);
        TRY(db_copy_next(c->entries, &c->entry));
    }
    while (at < c->vouched_count)
        tell_gone(c, &c->vouched[at++]);
    audit_end_disposals(c);
    return OK;
}

void
audit_end_batches(struct audit_check *c)
{
    for (int i = 0; i < c->batch_count; i++) {
        struct batch *b = &c->batches[i];
        unsigned char digest[CHAIN_HASH];
        char subject[120], name[80];

        crypto_hash_sha256_final(&b->state, digest);
        if (b->found == b->entries && memcmp(digest, b->digest, CHAIN_HASH) == 0)
            continue;
        snprintf(subject, sizeof subject, "%s record %lld", audit_agency(c, 0, name),
                 b->number);
        audit_tell(c, subject,
                   b->calendar > 0 ? "the new dates it vouches for are not as recorded"
                                   : "the entries from before the audit were changed",
                   b->calendar > 0 ? "它所证明的期限重算与记录时不同"
                                   : "审计开始之前的事项被改动");
    }
}
