#include "op/calendar_change.h"

#include "guard/chain.h"
#include "http/audit.h"
#include "op/clock_view.h"

#include <sodium.h>
#include <stdlib.h>

enum { BATCH = 20000, SHOWN = 1000 };

/* The arrays of a batch, as PostgreSQL writes them. */
struct batch {
    struct text agencies, ids, due, certain, waiting, paused, parties, states;
};

static void
add_day(struct text *t, const char *comma, date d)
{
    char text[DATE_SIZE];

    text_addf(t, "%s%s", comma, d == NO_DATE ? "null" : date_text(d, text));
}

static void
add_code(struct text *t, const char *comma, const char *code)
{
    text_addf(t, "%s%s", comma, code != NULL ? code : "null");
}

static void
fill(struct batch *b, const struct redated *list, int n)
{
    struct text *const all[] = {&b->agencies, &b->ids,    &b->due,     &b->certain,
                                &b->waiting,  &b->paused, &b->parties, &b->states};

    for (unsigned i = 0; i < sizeof all / sizeof all[0]; i++) {
        all[i]->len = 0;
        text_add(all[i], "{");
    }
    for (int i = 0; i < n; i++) {
        const char *comma = i > 0 ? "," : "";

        text_addf(&b->agencies, "%s%d", comma, list[i].agency);
        text_addf(&b->ids, "%s%lld", comma, list[i].id);
        text_addf(&b->certain, "%s%c", comma, list[i].after.due_certain ? 't' : 'f');
        add_day(&b->due, comma, list[i].after.due_on);
        add_day(&b->waiting, comma, list[i].after.waiting_until);
        if (list[i].after.paused_until == DATE_LAST)
            add_code(&b->paused, comma, "infinity");
        else
            add_day(&b->paused, comma, list[i].after.paused_until);
        add_code(&b->parties, comma, clock_party_code(list[i].after.paused_for));
        add_code(&b->states, comma, clock_status_code(list[i].after.state));
    }
    for (unsigned i = 0; i < sizeof all / sizeof all[0]; i++)
        text_add(all[i], "}");
}

static void
free_batch(struct batch *b)
{
    text_free(&b->agencies);
    text_free(&b->ids);
    text_free(&b->due);
    text_free(&b->certain);
    text_free(&b->waiting);
    text_free(&b->paused);
    text_free(&b->parties);
    text_free(&b->states);
}

/* Adds the digests of the entries, as PostgreSQL writes them, to the digest of all. */
static enum problem
take_digests(const PGresult *stored, int n, crypto_hash_sha256_state *all)
{
    size_t size;
    unsigned char *bytes =
        PQunescapeBytea((const unsigned char *)PQgetvalue(stored, 0, 1), &size);
    bool right = bytes != NULL && atoi(PQgetvalue(stored, 0, 0)) == n &&
                 size == (size_t)n * CHAIN_HASH;

    if (right)
        crypto_hash_sha256_update(all, bytes, size);
    PQfreemem(bytes);
    return right ? OK : P_conflict;
}

/* Stores the new dates of N cases with an entry each.  The bag keeps the arrays no longer
 * than this call. */
static enum problem
store(struct request *rq, struct batch *b, const struct redated *list, int n,
      crypto_hash_sha256_state *all)
{
    PGresult *result = NULL;
    enum problem p;

    fill(b, list, n);
    bag_put(&rq->bag, "agencies", b->agencies.bytes);
    bag_put(&rq->bag, "ids", b->ids.bytes);
    bag_put(&rq->bag, "due", b->due.bytes);
    bag_put(&rq->bag, "certain", b->certain.bytes);
    bag_put(&rq->bag, "waiting", b->waiting.bytes);
    bag_put(&rq->bag, "paused", b->paused.bytes);
    bag_put(&rq->bag, "parties", b->parties.bytes);
    bag_put(&rq->bag, "states", b->states.bytes);
    p = db_run(rq->db, SQL(redate_store), &rq->bag, &result);
    if (p == OK)
        p = take_digests(result, n, all);
    PQclear(result);
    return p;
}

/* The audit gets one digest over those of all entries, in the order of their keys. */
static void
note_entries(struct request *rq, int n, crypto_hash_sha256_state *all)
{
    unsigned char digest[CHAIN_HASH];
    char hex[CHAIN_HEX];

    crypto_hash_sha256_final(all, digest);
    audit_note(rq, "calendar", text_of(rq, "version"));
    audit_note(rq, "entries", arena_printf(rq->arena, "%d", n));
    audit_note(rq, "entries_digest",
               arena_printf(rq->arena, "\"%s\"", chain_to_hex(digest, hex)));
}

static enum problem
store_all(struct request *rq, const struct redate *r)
{
    struct batch b = {.ids = {NULL, 0, 0}};
    crypto_hash_sha256_state all;
    enum problem p = OK;

    crypto_hash_sha256_init(&all);

    for (int i = 0; i < r->running_count && p == OK; i += BATCH) {
        int left = r->running_count - i;

        p = store(rq, &b, r->running + i, left < BATCH ? left : BATCH, &all);
    }
    free_batch(&b);
    note_entries(rq, r->running_count, &all);
    return p;
}

enum problem
calendar_change(struct request *rq, bool adopt)
{
    struct redate found;
    PGresult *row;

    TRY(redate_find(rq, adopt, &found));
    if (text_of(rq, "expected") != NULL && number_of(rq, "expected") != found.running_count)
        return fail(rq, P_stale, "预览时有 %ld 件，现在有 %d 件；请重新预览",
                    "the preview showed %ld cases, there are %d now; preview again",
                    number_of(rq, "expected"), found.running_count);
    put_text(rq, "change", adopt ? "adopted" : "withdrawn");
    put_text(rq, "notice_name", found.name);
    audit_about(rq, "notice:%d", found.notice);
    TRY(run_sql(rq, SQL(calendar_change), &row));
    put_text(rq, "version", PQgetvalue(row, 0, 0));
    TRY(store_all(rq, &found));
    return reply_json(rq, 200, redate_view(rq, &found, SHOWN));
}
