/* Issued letters and frozen reports against the records of their issue.  That the bytes fit the
 * digest is what `gongkai verify` looks at; here, that the digest is the one that was issued.
 * A report takes the place of an application below zero: -(2 * year), one less of a subtree. */
#include "base/arena.h"
#include "command/audit_check.h"
#include "db/statement_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum problem
audit_read_letters(struct audit_check *c)
{
    PGresult *rows;
    char *hex;

    TRY(db_run(c->records, SQL(audit_letters), NULL, &rows));
    c->letters = xmalloc(sizeof *c->letters * (size_t)(PQntuples(rows) + 1));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct kept_letter *l = &c->letters[c->letter_count++];

        *l = (struct kept_letter){.agency = atoi(PQgetvalue(rows, i, 0)),
                                  .application = atoll(PQgetvalue(rows, i, 1)),
                                  .n = atoi(PQgetvalue(rows, i, 2))};
        hex = PQgetvalue(rows, i, 3); /* \x… */
        if (strlen(hex) < 2 || !chain_from_hex(hex + 2, l->digest))
            memset(l->digest, 0, CHAIN_HASH);
    }
    PQclear(rows);
    return OK;
}

static long long
member(const json_t *data, const char *name)
{
    return json_integer_value(json_object_get(data, name));
}

/* What the record with DATA froze or issued, and in which place. */
static const char *
digest_of(const char *const *fields, const json_t *data, struct vouched *v)
{
    const char *letter = json_string_value(json_object_get(data, "letter_digest"));
    const char *scope = json_string_value(json_object_get(data, "report_scope"));

    if (letter != NULL) {
        v->application = fields[CHAIN_APPLICATION] ? atoll(fields[CHAIN_APPLICATION]) : 0;
        v->entry = (int)member(data, "letter");
        return letter;
    }
    v->application =
        -2 * member(data, "report_year") - (scope != NULL && strcmp(scope, "subtree") == 0);
    v->entry = (int)member(data, "report_version");
    return json_string_value(json_object_get(data, "report_digest"));
}

void
audit_vouch_letter(struct audit_check *c, const char *const *fields, const json_t *data)
{
    const char *hex;
    struct vouched *v;

    c->issued = audit_grow(c->issued, c->issued_count, &c->issued_room, sizeof *v);
    v = &c->issued[c->issued_count];
    *v = (struct vouched){.number = atoll(fields[CHAIN_SEQ])};
    hex = digest_of(fields, data, v);
    c->issued_count += hex != NULL && chain_from_hex(hex, v->digest);
}

static int
by_letter(const void *a, const void *b)
{
    const struct vouched *x = a, *y = b;

    if (x->application != y->application)
        return x->application < y->application ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* The record of the issue of L, NULL when there is none. */
static struct vouched *
issue_of(struct audit_check *c, const struct kept_letter *l)
{
    struct vouched place = {.application = l->application, .entry = l->n};

    if (c->issued_count == 0)
        return NULL;
    return bsearch(&place, c->issued, (size_t)c->issued_count, sizeof place, by_letter);
}

/* "letter 1 of application 5", "version 1 of the report of 2025". */
static void
name_of(long long application, int n, char en[100], char zh[100])
{
    long long year = -application / 2;
    bool subtree = application % 2 != 0;

    if (application >= 0) {
        snprintf(en, 100, "letter %d of application %lld", n, application);
        snprintf(zh, 100, "申请 %lld 第 %d 份文书", application, n);
        return;
    }
    snprintf(en, 100, "version %d of the report of %lld%s", n, year,
             subtree ? " with all below" : "");
    snprintf(zh, 100, "%lld 年度报告%s第 %d 版", year, subtree ? "（含下级）" : "", n);
}

static void
tell_issued(struct audit_check *c, const struct vouched *v, const char *en, const char *zh)
{
    char in_english[160], in_chinese[160], name[100], zh_name[100];

    name_of(v->application, v->entry, name, zh_name);
    snprintf(in_english, sizeof in_english, "%s %s", name, en);
    snprintf(in_chinese, sizeof in_chinese, "%s%s", zh_name, zh);
    audit_bad(c, v->number, in_english, in_chinese);
}

static void
tell_unissued(struct audit_check *c, const struct kept_letter *l)
{
    char subject[200], name[80], paper[100], zh[100];

    name_of(l->application, l->n, paper, zh);
    if (l->application >= 0)
        snprintf(paper, sizeof paper, "application %lld letter %d", l->application, l->n);
    snprintf(subject, sizeof subject, "%s %s", audit_agency(c, l->agency, name), paper);
    audit_tell(c, subject, "no record of the audit vouches for it", "没有对应的审计记录");
}

/* The letters stand by agency, application and number, as the chains come. */
void
audit_check_letters(struct audit_check *c, int agency)
{
    int found = 0;

    if (c->issued_count > 1)
        qsort(c->issued, (size_t)c->issued_count, sizeof *c->issued, by_letter);
    for (; c->letter_at < c->letter_count && c->letters[c->letter_at].agency <= agency;
         c->letter_at++) {
        const struct kept_letter *l = &c->letters[c->letter_at];
        struct vouched *v = l->agency == agency ? issue_of(c, l) : NULL;

        if (v == NULL) {
            tell_unissued(c, l);
            continue;
        }
        found++;
        if (memcmp(v->digest, l->digest, CHAIN_HASH) != 0)
            tell_issued(c, v, "is not as it was issued", "与签发时不同");
        v->number = -v->number; /* found */
    }
    for (int i = 0; found < c->issued_count && i < c->issued_count; i++)
        if (c->issued[i].number > 0)
            tell_issued(c, &c->issued[i], "is gone", "不见了");
    c->issued_count = 0;
}
