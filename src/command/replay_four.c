#include "command/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A blank cell is read as 0, as the form demands it be printed. */
bool
replay_read_four(struct replay *r, const json_t *report)
{
    const json_t *section = json_object_get(report, "section4");

    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++) {
        const json_t *cells = json_object_get(section, remedy_block_code(b));

        if (json_array_size(cells) != COLUMN_COUNT)
            return replay_refuse("section4 的每一栏须有 5 个数：", remedy_block_code(b));
        for (enum remedy_column c = 0; c < COLUMN_COUNT; c++) {
            const json_t *cell = json_array_get(cells, (size_t)c);

            if (!json_is_integer(cell) && !json_is_null(cell))
                return replay_refuse("有不是整数的格：", remedy_block_code(b));
            r->blanks += json_is_null(cell);
            r->remedies.cells[b][c] = (long)json_integer_value(cell);
        }
    }
    return true;
}

bool
replay_four_adds_up(const struct replay *r)
{
    struct remedy_table_fault faults[REMEDY_MAX_FAULTS];
    int n = remedy_table_check(&r->remedies, faults);
    char line[512];

    if (n > 0)
        fprintf(stderr, "gongkai: replay: 表四自相矛盾，共 %d 处：\n", n);
    for (int i = 0; i < n; i++)
        fprintf(stderr, "    %s\n",
                remedy_fault_zh(&r->remedies, &faults[i], line, sizeof line));
    return n == 0;
}

long
replay_four_size(const struct replay *r)
{
    long size = 0;

    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        size += r->remedies.cells[b][COLUMN_total];
    return size;
}

/* Filed over the first half of the year and decided in time for a judgment to take effect in
 * it, or accepted and pending. */
void
replay_plan_four(struct replay *r)
{
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        for (enum remedy_column c = 0; c < COLUMN_total; c++)
            for (long i = 0; i < r->remedies.cells[b][c]; i++) {
                date filed = date_of(r->year, 1, 5) + (date)(i % 150);

                r->plans[r->count++] = (struct plan){.column = (int)c,
                                                     .n = (int)i,
                                                     .received_on = filed,
                                                     .answered_on = filed + 40,
                                                     .block = b};
            }
}

/* What a remedy in COLUMN came to: an entry that puts it there. */
static json_t *
ending_of(const struct plan *p)
{
    static const enum remedy_result results[2][COLUMN_pending] = {
        {RESULT_review_upheld, RESULT_review_annulled, RESULT_review_mediated},
        {RESULT_suit_claim_rejected, RESULT_suit_annulled, RESULT_suit_withdrawn}};
    char day[DATE_SIZE];

    if (p->column == COLUMN_pending)
        return json_pack("{s:s, s:s}", "kind", "accepted", "happened_on",
                         date_text(p->received_on + 3, day));
    return json_pack("{s:s, s:s, s:s}", "kind", "decided", "happened_on",
                     date_text(p->answered_on, day), "result",
                     remedy_result_code(results[p->block != BLOCK_review][p->column]));
}

static json_t *
filing_of(const struct plan *p)
{
    bool review = p->block == BLOCK_review;
    char day[DATE_SIZE];

    return json_pack("{s:s, s:s*, s:s, s:s, s:s}", "kind", review ? "review" : "suit",
                     "route",
                     review                          ? NULL
                     : p->block == BLOCK_suit_direct ? "direct"
                                                     : "after_review",
                     "body", review ? "（未公布的复议机关）" : "（未公布的法院）",
                     "claimant", "（未公布）", "filed_on", date_text(p->received_on, day));
}

bool
replay_perform_four(const struct replay *r, struct client *c, const struct plan *p,
                    struct text *reply)
{
    char path[256], key[160];
    json_t *body = filing_of(p), *made;
    long status;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/remedies", r->agency);
    snprintf(key, sizeof key, "replay-%s-%d-%s-%s-%d", r->agency, r->year,
             remedy_block_code(p->block), remedy_column_code((enum remedy_column)p->column),
             p->n);
    status = client_call(c, "POST", path, body, key, reply);
    json_decref(body);
    if (status == 201) {
        made = json_loads(reply->bytes, 0, NULL);
        snprintf(
            path, sizeof path, "/api/v1/agencies/%s/remedies/%d/events", r->agency,
            (int)json_integer_value(json_object_get(json_object_get(made, "remedy"), "n")));
        json_decref(made);
        body = ending_of(p);
        strcat(key, "-end");
        status = client_call(c, "POST", path, body, key, reply);
        json_decref(body);
    }
    if (status != 0 && status != 200 && status != 201)
        client_explain("gongkai: replay", status, reply);
    return status == 200 || status == 201;
}

bool
replay_compare_four(const struct replay *r, struct client *c)
{
    struct text reply = {NULL, 0, 0};
    int equal = 0, all = BLOCK_COUNT * COLUMN_COUNT;
    char path[256];
    json_t *table, *row, *cell;
    size_t b, k;
    long status;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/section-four?year=%d&format=json",
             r->agency, r->year);
    status = client_call(c, "GET", path, NULL, NULL, &reply);
    if (status != 200 && status != 0)
        client_explain("gongkai: replay", status, &reply);
    table = status == 200 ? json_loads(reply.bytes, 0, NULL) : NULL;
    json_array_foreach(json_object_get(table, "rows"), b, row) {
        json_array_foreach(json_object_get(row, "cells"), k, cell) {
            long got = (long)json_integer_value(cell), want = r->remedies.cells[b][k];

            equal += got == want;
            if (got != want)
                fprintf(stderr, "    %s / %s：报告 %ld，系统 %ld\n",
                        remedy_block_label((enum remedy_block)b),
                        remedy_column_label((enum remedy_column)k), want, got);
        }
    }
    json_decref(table);
    text_free(&reply);
    printf("%s %d年表四：%d 格中 %d 格相符%s\n", r->name, r->year, all, equal,
           r->blanks ? "（空白格按 0 计）" : "");
    return equal == all;
}
