#include "base/text.h"
#include "http/audit.h"
#include "http/proposal.h"
#include "op/act.h"
#include "op/letter_render.h"
#include "op/letter_view.h"

#include <stdlib.h>

/* The next number of the letter's series in the year of its date; taken in this transaction,
 * so that one that is undone leaves no gap. */
static enum problem
take_number(struct request *rq, struct letter_draft *d)
{
    const json_t *head = json_object_get(d->facts, "head");
    const char *pattern = json_string_value(json_object_get(head, "number_pattern")),
               *short_name = json_string_value(json_object_get(head, "short_name"));
    int year = date_year(d->dated_on);
    const char *number;
    PGresult *row;

    put_text(rq, "series", letter(d->kind)->series);
    put_number(rq, "year", year);
    TRY(run_sql(rq, SQL(letter_next), &row));
    number = letter_number(rq->arena, pattern != NULL ? pattern : letter_standard_pattern,
                           short_name != NULL ? short_name : "", d->kind, year,
                           strtol(PQgetvalue(row, 0, 0), NULL, 10));
    put_text(rq, "serial", PQgetvalue(row, 0, 0));
    put_text(rq, "n", PQgetvalue(row, 0, 1));
    put_text(rq, "number", number);
    letter_numbered(d, number);
    return OK;
}

/* Whoever confirms the letter has seen its draft: what is issued must say the same, number and
 * day of issue excepted.  The draft is rendered, so that what no value shows (the template, what
 * it names of the facts) counts, too; the entry and the form of the number stand beside it. */
static enum problem
check_seen(struct request *rq, const struct letter_draft *d,
           const struct letter_template *t)
{
    const json_t *head = json_object_get(d->facts, "head");
    const char *pattern = json_string_value(json_object_get(head, "number_pattern")),
               *short_name = json_string_value(json_object_get(head, "short_name"));
    struct letter_draft unissued = *d;
    struct text seen = {NULL, 0, 0};
    enum problem p;

    if (!rq->trial && rq->proposed_by == NULL)
        return OK;
    letter_unissued(&unissued);
    p = letter_render(rq, &unissued, t, &seen);
    if (p == OK) {
        text_addf(&seen, "|%s|%d|%d|%s|%s", letter(d->kind)->code, d->seq, d->remedy_n,
                  pattern != NULL ? pattern : "", short_name != NULL ? short_name : "");
        p = proposal_seen(rq, letter_digest(rq, seen.bytes, seen.len));
    }
    text_free(&seen);
    return p;
}

static enum problem
store(struct request *rq, const struct letter_draft *d, const struct letter_template *t,
      const struct text *docx)
{
    const char *digest = letter_digest(rq, docx->bytes, docx->len);

    put_text(rq, "kind", letter(d->kind)->code);
    put_text(rq, "seq", NULL);
    if (d->seq != 0)
        put_number(rq, "seq", d->seq);
    put_text(rq, "remedy", NULL);
    if (d->remedy_n != 0)
        put_number(rq, "remedy", d->remedy_n);
    put_date(rq, "dated_on", d->dated_on);
    put_text(rq, "template_agency", t->agency);
    put_text(rq, "template_n", t->n);
    put_text(rq, "bytes", letter_bytea(rq, docx->bytes, docx->len));
    put_number(rq, "size", (long long)docx->len);
    put_text(rq, "sha256", digest);
    put_text(rq, "proposed_by", rq->proposed_by);
    put_warnings(rq);
    audit_note(rq, "letter", text_of(rq, "n"));
    audit_note(rq, "letter_digest", arena_printf(rq->arena, "\"%s\"", digest + 2));
    return reply_one(rq, 200, SQL(letter_store));
}

/* Issue a letter: who drafts it proposes, another one issues it (matrix rows 9 and 10).  What
 * the law wants it to say and is not there stops it.  Its bytes are kept as they went out. */
OPERATION(letter_issue, .summary = "Draft and issue a letter of an application",
          .route = "POST /api/v1/applications/{application}/letters",
          .right = RIGHT_letter_issue, .body = LETTER_DRAFT, .reply = LETTER_REPLY)
{
    struct text docx = {NULL, 0, 0};
    struct letter_template t;
    struct letter_draft d;
    enum problem p;

    TRY(act_lock(rq));
    TRY(letter_prepare(rq, &d));
    TRY(letter_complete(rq, &d));
    TRY(letter_template_read(rq, d.kind, &t));
    TRY(check_seen(rq, &d, &t));
    TRY(take_number(rq, &d));
    TRY(letter_render(rq, &d, &t, &docx));
    p = store(rq, &d, &t, &docx);
    text_free(&docx);
    return p;
}
