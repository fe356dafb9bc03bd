/* What is kept beside the entries of cases, against the records that vouch for it: issued
 * letters, entries of reviews and suits, frozen reports.  That a letter's bytes fit its digest is what
 * `gongkai verify` looks at; here, that the digest is the one that was recorded. */
#include "base/arena.h"
#include "command/audit_check.h"
#include "db/statement_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Members of a record's data, and words with the part before or behind the whole. */
static const struct {
    const struct sql *statement;       /* agency, whole, part, digest; in that order */
    const char *digest, *part, *whole; /* NULL: the whole is the record's application */
    const char *en, *zh, *loose;
} kinds[AUDIT_KEPT_KINDS] = {
    [AUDIT_LETTERS] = {SQL(audit_letters), "letter_digest", "letter", NULL,
                       "letter %2$d of application %1$lld %3$s",
                       "申请 %1$lld 第 %2$d 份文书%3$s", "%s application %lld letter %d"},
    [AUDIT_REMEDIES] = {SQL(audit_remedies), "remedy_digest", "remedy_entry", "remedy",
                        "entry %2$d of remedy %1$lld %3$s",
                        "第 %1$lld 件复议或诉讼第 %2$d 项%3$s", "%s remedy %lld entry %d"},
    [AUDIT_REPORTS] = {SQL(audit_reports), "report_digest", "report_version", "report_year",
                       "version %2$d of the report of %1$lld %3$s",
                       "%1$lld 年度报告第 %2$d 版%3$s",
                       "%1$s version %3$d of the report of %2$lld"},
    [AUDIT_TREE_REPORTS] = {SQL(audit_tree_reports), "tree_report_digest", "report_version",
                            "report_year",
                            "version %2$d of the report of %1$lld with all below %3$s",
                            "%1$lld 年度报告（含下级）第 %2$d 版%3$s",
                            "%1$s version %3$d of the report of %2$lld with all below"},
};

static enum problem
read_kind(struct audit_check *c, enum audit_kept_kind kind)
{
    struct kept_list *list = &c->kept[kind];
    PGresult *rows;
    char *hex;

    TRY(db_run(c->records, kinds[kind].statement, NULL, &rows));
    list->rows = xmalloc(sizeof *list->rows * (size_t)(PQntuples(rows) + 1));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct kept *k = &list->rows[list->count++];

        *k = (struct kept){.agency = atoi(PQgetvalue(rows, i, 0)),
                           .whole = atoll(PQgetvalue(rows, i, 1)),
                           .part = atoi(PQgetvalue(rows, i, 2))};
        hex = PQgetvalue(rows, i, 3); /* \x… */
        if (strlen(hex) < 2 || !chain_from_hex(hex + 2, k->digest))
            memset(k->digest, 0, CHAIN_HASH);
    }
    PQclear(rows);
    return OK;
}

enum problem
audit_read_kept(struct audit_check *c)
{
    for (int k = 0; k < AUDIT_KEPT_KINDS; k++)
        TRY(read_kind(c, (enum audit_kept_kind)k));
    return OK;
}

static void
vouch(struct audit_check *c, enum audit_kept_kind kind, const char *const *fields,
      const json_t *data, const char *hex)
{
    struct kept_list *list = &c->kept[kind];
    const char *whole = kinds[kind].whole;
    struct vouched *v;

    list->records = audit_grow(list->records, list->record_count, &list->room, sizeof *v);
    v = &list->records[list->record_count];
    *v = (struct vouched){
        .number = atoll(fields[CHAIN_SEQ]),
        .entry = (int)json_integer_value(json_object_get(data, kinds[kind].part))};
    if (whole != NULL)
        v->application = json_integer_value(json_object_get(data, whole));
    else if (fields[CHAIN_APPLICATION] != NULL)
        v->application = atoll(fields[CHAIN_APPLICATION]);
    list->record_count += chain_from_hex(hex, v->digest);
}

bool
audit_vouch_kept(struct audit_check *c, const char *const *fields, const json_t *data)
{
    for (int k = 0; k < AUDIT_KEPT_KINDS; k++) {
        const char *hex = json_string_value(json_object_get(data, kinds[k].digest));

        if (hex == NULL)
            continue;
        vouch(c, (enum audit_kept_kind)k, fields, data, hex);
        return true;
    }
    return false;
}

static int
by_place(const void *a, const void *b)
{
    const struct vouched *x = a, *y = b;

    if (x->application != y->application)
        return x->application < y->application ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* The record that vouches for K, NULL when there is none. */
static struct vouched *
record_of(const struct kept_list *list, const struct kept *k)
{
    struct vouched place = {.application = k->whole, .entry = k->part};

    if (list->record_count == 0)
        return NULL;
    return bsearch(&place, list->records, (size_t)list->record_count, sizeof place,
                   by_place);
}

static void
tell_recorded(struct audit_check *c, enum audit_kept_kind kind, const struct vouched *v,
              const char *en, const char *zh)
{
    char in_english[160], in_chinese[160];

    snprintf(in_english, sizeof in_english, kinds[kind].en, v->application, v->entry, en);
    snprintf(in_chinese, sizeof in_chinese, kinds[kind].zh, v->application, v->entry, zh);
    audit_bad(c, v->number, in_english, in_chinese);
}

static void
tell_loose(struct audit_check *c, enum audit_kept_kind kind, const struct kept *k)
{
    char subject[160], name[80];

    snprintf(subject, sizeof subject, kinds[kind].loose, audit_agency(c, k->agency, name),
             k->whole, k->part);
    audit_tell(c, subject, "no record of the audit vouches for it", "没有对应的审计记录");
}

/* The rows stand by agency, whole and part, as the chains come. */
static void
check_kind(struct audit_check *c, enum audit_kept_kind kind, int agency)
{
    struct kept_list *list = &c->kept[kind];
    int found = 0;

    if (list->record_count > 1)
        qsort(list->records, (size_t)list->record_count, sizeof *list->records, by_place);
    for (; list->at < list->count && list->rows[list->at].agency <= agency; list->at++) {
        const struct kept *k = &list->rows[list->at];
        struct vouched *v = k->agency == agency ? record_of(list, k) : NULL;

        if (v == NULL) {
            tell_loose(c, kind, k);
            continue;
        }
        found++;
        if (memcmp(v->digest, k->digest, CHAIN_HASH) != 0)
            tell_recorded(c, kind, v, "is not as it was recorded", "与记录时不同");
        v->number = -v->number; /* found */
    }
    for (int i = 0; found < list->record_count && i < list->record_count; i++)
        if (list->records[i].number > 0)
            tell_recorded(c, kind, &list->records[i], "is gone", "不见了");
    list->record_count = 0;
}

void
audit_check_kept(struct audit_check *c, int agency)
{
    for (int k = 0; k < AUDIT_KEPT_KINDS; k++)
        check_kind(c, (enum audit_kept_kind)k, agency);
}
