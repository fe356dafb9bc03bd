/* Issued letters against the records of their issue.  That the bytes fit the digest is what
 * `gongkai verify` looks at; here, that the digest is the one that was issued. */
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

void
audit_vouch_letter(struct audit_check *c, const char *const *fields, const json_t *data)
{
    const char *hex = json_string_value(json_object_get(data, "letter_digest"));
    struct vouched *v;

    c->issued = audit_grow(c->issued, c->issued_count, &c->issued_room, sizeof *v);
    v = &c->issued[c->issued_count];
    *v = (struct vouched){
        .application = fields[CHAIN_APPLICATION] ? atoll(fields[CHAIN_APPLICATION]) : 0,
        .number = atoll(fields[CHAIN_SEQ]),
        .entry = (int)json_integer_value(json_object_get(data, "letter"))};
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

static void
tell_issued(struct audit_check *c, const struct vouched *v, const char *en, const char *zh)
{
    char in_english[160], in_chinese[160];

    snprintf(in_english, sizeof in_english, "letter %d of application %lld %s", v->entry,
             v->application, en);
    snprintf(in_chinese, sizeof in_chinese, "申请 %lld 第 %d 份文书%s", v->application,
             v->entry, zh);
    audit_bad(c, v->number, in_english, in_chinese);
}

static void
tell_unissued(struct audit_check *c, const struct kept_letter *l)
{
    char subject[160], name[80];

    snprintf(subject, sizeof subject, "%s application %lld letter %d",
             audit_agency(c, l->agency, name), l->application, l->n);
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
