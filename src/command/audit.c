/* gongkai audit verify: whether the audit is what the service wrote, all of it, and whether
 * the entries are what the audit vouches for. */
#include "base/arena.h"
#include "command/audit_check.h"
#include "command/command.h"
#include "command/snapshot.h"
#include "db/statement_list.h"
#include "op/audit_heads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
audit_tell(struct audit_check *c, const char *subject, const char *en, const char *zh)
{
    printf("%s: %s（%s）\n", subject, en, zh);
    c->findings++;
}

void
audit_bad(struct audit_check *c, long long number, const char *en, const char *zh)
{
    if (c->bad && c->first_bad <= number)
        return;
    c->bad = true;
    c->first_bad = number;
    snprintf(c->bad_en, sizeof c->bad_en, "%s", en);
    snprintf(c->bad_zh, sizeof c->bad_zh, "%s", zh);
}

const char *
audit_agency(const struct audit_check *c, int agency, char name[80])
{
    snprintf(name, 80, agency == 0 ? "installation" : "agency %d", agency);
    for (int i = 0; i < c->code_count; i++)
        if (c->codes[i].id == agency)
            snprintf(name, 80, "agency %s", c->codes[i].code);
    return name;
}

void *
audit_grow(void *list, int count, int *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room > 0 ? *room * 2 : 64;
    return xrealloc(list, (size_t)*room * size);
}

static enum problem
read_codes(struct audit_check *c)
{
    PGresult *rows;

    TRY(db_run(c->records, SQL(audit_agencies), NULL, &rows));
    c->codes = xmalloc(sizeof *c->codes * (size_t)(PQntuples(rows) + 1));
    for (int i = 0; i < PQntuples(rows); i++)
        c->codes[c->code_count++] = (struct agency_code){atoi(PQgetvalue(rows, i, 0)),
                                                         xstrdup(PQgetvalue(rows, i, 1))};
    PQclear(rows);
    return OK;
}

static enum problem
read_heads(struct audit_check *c)
{
    PGresult *rows;

    TRY(db_run(c->records, SQL(audit_heads), NULL, &rows));
    c->heads = xmalloc(sizeof *c->heads * (size_t)(PQntuples(rows) + 1));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct head *h = &c->heads[c->head_count++];

        *h = (struct head){.agency = atoi(PQgetvalue(rows, i, 0)),
                           .seq = strtoll(PQgetvalue(rows, i, 1), NULL, 10)};
        if (!chain_from_hex(PQgetvalue(rows, i, 2), h->hash))
            memset(h->hash, 0, CHAIN_HASH);
    }
    PQclear(rows);
    return OK;
}

static enum problem
verify(struct audit_check *c, const char *exported)
{
    audit_read_exported(c, exported);
    TRY(snapshot_share(c->records, c->entries));
    TRY(audit_check_protection(c));
    TRY(read_codes(c));
    TRY(read_heads(c));
    TRY(audit_read_kept(c));
    audit_compare_exported(c);
    return audit_check_chains(c);
}

static void
free_check(struct audit_check *c)
{
    db_copy_free(&c->record);
    db_copy_free(&c->entry);
    for (int i = 0; i < c->code_count; i++)
        free(c->codes[i].code);
    free(c->codes);
    free(c->disposals);
    free(c->heads);
    free(c->exported);
    free(c->vouched);
    for (int k = 0; k < AUDIT_KEPT_KINDS; k++) {
        free(c->kept[k].rows);
        free(c->kept[k].records);
    }
    free(c->batches);
    text_free(&c->scratch);
    db_close(c->records);
    db_close(c->entries);
    sodium_memzero(&c->key, sizeof c->key);
}

static int
run(const struct settings *s, struct audit_check *c, const char *exported)
{
    char reason[512];
    enum problem p;

    if (db_open(s->database, "gongkai_server", &c->records, reason, sizeof reason) != OK ||
        db_open(s->database, "gongkai_server", &c->entries, reason, sizeof reason) != OK) {
        fprintf(stderr, "gongkai: %s\n", reason);
        return EXIT_FAILURE;
    }
    p = verify(c, exported);
    if (p != OK) {
        fprintf(stderr, "gongkai: audit: %s\n", problem_title_en(p));
        return EXIT_FAILURE;
    }
    printf("%ld records in %ld chains, %ld entries, %d exported heads: %ld findings\n",
           c->record_count, c->chain_count, c->entry_count, c->exported_count, c->findings);
    return c->findings == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
command_audit(const struct settings *s, int argc, char **argv)
{
    struct audit_check c = {.findings = 0};
    struct keyring *keys;
    char reason[512], path[FILENAME_MAX];
    int status;

    if ((argc != 1 && argc != 3) || strcmp(argv[0], "verify") != 0 ||
        (argc == 3 && strcmp(argv[1], "--heads") != 0))
        return command_misused("audit");
    if (!keyring_load(s->state_dir, false, NO_DATE, &keys, reason, sizeof reason)) {
        fprintf(stderr, "gongkai: %s\n", reason);
        return EXIT_FAILURE;
    }
    c.keys = keys;
    status = run(s, &c, argc == 3 ? argv[2] : audit_heads_path(s, path));
    free_check(&c);
    keyring_free(keys);
    return status;
}
