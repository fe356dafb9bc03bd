#include "op/act.h"
#include "op/fields.h"
#include "op/member.h"
#include "op/remedy.h"

#include <stdlib.h>

static void
add_deadlines(struct request *rq, const struct remedy *r, json_t *list)
{
    for (int i = 0; i < r->deadline_count; i++) {
        const struct remedy_deadline *d = &r->deadlines[i];
        bool late = d->due != NO_DATE &&
                    (d->done != NO_DATE ? d->done > d->due : d->open && rq->today > d->due);

        json_array_append_new(
            list,
            json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:b, s:b, s:s, s:s}", "kind",
                      remedy_period_code(d->kind), "name", remedy_period_name(d->kind),
                      "whose", remedy_period_whose(d->kind), "start", day_json(d->start),
                      "due", day_json(d->due), "done", day_json(d->done), "open", d->open,
                      "late", late, "article", remedy_period_article(d->kind), "effect",
                      remedy_period_effect(d->kind, rq->english)));
    }
}

static void
add_flags(struct request *rq, const struct remedy *r, json_t *list)
{
    for (int i = 0; i < r->flag_count; i++) {
        enum remedy_flag_kind f = r->flags[i].flag;

        json_array_append_new(
            list, json_pack("{s:s, s:s, s:i, s:s, s:s}", "flag", remedy_flag_code(f),
                            "level", remedy_level_code(remedy_flag_level(f)), "seq",
                            r->flags[i].seq, "article", remedy_flag_article(f), "text",
                            remedy_flag_text(f, rq->english)));
    }
}

/* In which cells it counts, year by year, as of the end of each or of today. */
static void
add_cells(struct request *rq, struct remedy_history *h, date from, json_t *list)
{
    for (int year = date_year(from); year <= date_year(rq->today); year++) {
        date end = date_of(year, 12, 31);
        struct remedy r;
        enum remedy_column c;

        h->terms.as_of = end < rq->today ? end : rq->today;
        remedy_fold(rq->arena, &h->terms, h->events, h->count, &r);
        c = remedy_column_on(&r, h->terms.as_of);
        if (c != COLUMN_NONE)
            json_array_append_new(list, json_pack("{s:i, s:s, s:s}", "year", year, "block",
                                                  remedy_block_code(remedy_block_of(&r)),
                                                  "column", remedy_column_code(c)));
    }
    h->terms.as_of = NO_DATE;
}

static const char *
text_of_list(struct request *rq, json_t *list)
{
    char *text = json_dumps(list, JSON_COMPACT);

    json_decref(list);
    arena_own(rq->arena, text, free);
    return text;
}

static void
put_views(struct request *rq, struct remedy_history *h)
{
    json_t *deadlines = json_array(), *flags = json_array(), *cells = json_array();
    struct remedy r;

    remedy_fold(rq->arena, &h->terms, h->events, h->count, &r);
    put_text(rq, "live", remedy_live(rq, &r, rq->today));
    add_deadlines(rq, &r, deadlines);
    add_flags(rq, &r, flags);
    if (r.stage != STAGE_voided)
        add_cells(rq, h, r.filed_on, cells);
    put_text(rq, "deadlines", text_of_list(rq, deadlines));
    put_text(rq, "flags", text_of_list(rq, flags));
    put_text(rq, "cells", text_of_list(rq, cells));
}

/* A review or suit with its entries, its periods and what they mean, what is to be known of
 * it, and the cells of section four it counts in. */
OPERATION(
    remedy_show, .summary = "Show a review or suit with its entries and periods",
    .route = "GET /api/v1/agencies/{agency}/remedies/{remedy}", .right = RIGHT_remedy_read,
    .reply = FIELDS(
        OBJECT("remedy", "复议或诉讼", .required = true, .fields = REMEDY),
        LIST("deadlines", "期限", .required = true,
             .fields =
                 FIELDS(TEXT("kind", "种类", .required = true),
                        TEXT("name", "名称", .required = true),
                        CHOICE("whose", "谁的期限", .oneof = "|agency|claimant|body|party",
                               .required = true),
                        DATE("start", "起算日", .required = true), DATE("due", "届满日"),
                        DATE("done", "完成日"), BOOLEAN("open", "未完成", .required = true),
                        BOOLEAN("late", "逾期", .required = true),
                        TEXT("article", "依据", .required = true),
                        TEXT("effect", "逾期的后果", .required = true))),
        LIST("flags", "提示", .required = true,
             .fields = FIELDS(TEXT("flag", "代码", .required = true),
                              CHOICE("level", "程度", .oneof = remedy_level_codes,
                                     .required = true),
                              INTEGER("seq", "事项序号", .required = true),
                              TEXT("article", "依据", .required = true),
                              TEXT("text", "说明", .required = true))),
        LIST("cells", "在表四中的位置", .required = true,
             .fields = FIELDS(
                 INTEGER("year", "年度", .required = true),
                 CHOICE("block", "栏目", .oneof = remedy_block_codes, .required = true),
                 CHOICE("column", "列", .oneof = remedy_column_codes, .required = true))),
        LIST("events", "事项", .required = true,
             .fields = FIELDS(INTEGER("seq", "序号", .required = true),
                              CHOICE("kind", "种类", .oneof = remedy_event_codes,
                                     .required = true),
                              DATE("happened_on", "日期", .required = true),
                              MOMENT("recorded_at", "记录时刻", .required = true),
                              TEXT("actor", "经办", .required = true),
                              INTEGER("supersedes", "更正或撤销的事项"),
                              BOOLEAN("stands", "有效", .required = true),
                              OBJECT("data", "内容", .required = true),
                              TEXT("claimant", "申请人、原告"), TEXT("note", "说明")))))
{
    struct remedy_history h;

    TRY(remedy_find(rq, &h));
    put_views(rq, &h);
    return reply_one(rq, 200, SQL(remedy_show));
}
