/* The words of remedies: codes and names of everything in core/remedy.h. */
#include "core/remedy.h"

#include <string.h>

enum { OF_any = 10, OF_review = REMEDY_review, OF_suit = REMEDY_suit, OF_appeal = 11 };
enum { APPEAL_final = 0, APPEAL_ruling = 10, APPEAL_judgment = 15 };

static const char *const kinds[] = {"review", "suit"};
static const char *const routes[] = {"direct", "after_review"};
static const char *const matters[] = {"answer", "silence", "proactive", "other"};
static const char *const capacities[] = {"original", "review_body"};
static const char *const stages[] = {"voided", "filed", "pending", "appeal", "decided"};
static const char *const levels[] = {"note", "warning", "error", "no_effect"};
static const char *const blocks[] = {"review", "suit_direct", "suit_after_review"};
static const char *const block_labels[] = {"行政复议", "未经复议直接起诉", "复议后起诉"};
static const char *const columns[] = {"upheld", "corrected", "other_result", "pending",
                                      "total"};
static const char *const column_labels[] = {"结果维持", "结果纠正", "其他结果", "尚未审结",
                                            "总计"};

const char remedy_kind_codes[] = "|review|suit";
const char remedy_route_codes[] = "|direct|after_review";
const char remedy_matter_codes[] = "|answer|silence|proactive|other";
const char remedy_capacity_codes[] = "|original|review_body";
const char remedy_stage_codes[] = "|voided|filed|pending|appeal|decided";
const char remedy_level_codes[] = "|note|warning|error|no_effect";
const char remedy_block_codes[] = "|review|suit_direct|suit_after_review";
const char remedy_column_codes[] = "|upheld|corrected|other_result|pending|total";
const char remedy_event_codes[] =
#define REMEDY_EVENT(code, zh, of) "|" #code
#include "core/remedy_event.def"
#undef REMEDY_EVENT
    ;
const char remedy_result_codes[] =
#define REMEDY_RESULT(code, zh, of, column, appeal, article) "|" #code
#include "core/remedy_result.def"
#undef REMEDY_RESULT
    ;

static const struct {
    const char *code, *name;
    int of;
} events[] = {
#define REMEDY_EVENT(code, zh, of) {#code, zh, OF_##of},
#include "core/remedy_event.def"
#undef REMEDY_EVENT
};

static const struct {
    const char *code, *name;
    int of;
    enum remedy_column column;
    int appeal;
    const char *article;
} results[] = {
#define REMEDY_RESULT(code, zh, of, column, appeal, article)                               \
    {#code, zh, OF_##of, COLUMN_##column, APPEAL_##appeal, article},
#include "core/remedy_result.def"
#undef REMEDY_RESULT
};

static const struct {
    const char *code, *name, *whose, *article, *zh, *en;
} periods[] = {
#define REMEDY_PERIOD(code, zh, who, n, unit, article, effect, effect_en)                  \
    {#code, zh, #who, article, effect, effect_en},
#include "core/remedy_period.def"
#undef REMEDY_PERIOD
};

static const struct {
    const char *code;
    enum remedy_level level;
    const char *article, *zh, *en;
} flags[] = {
#define REMEDY_FLAG(code, level, article, zh, en) {#code, LEVEL_##level, article, zh, en},
#include "core/remedy_flag.def"
#undef REMEDY_FLAG
};

/* The place of CODE among the N LIST; -1 for an unknown one, and for NULL. */
static int
place_of(const char *code, const char *const *list, int n)
{
    for (int i = 0; code != NULL && i < n; i++)
        if (strcmp(list[i], code) == 0)
            return i;
    return -1;
}

#define PLACE_OF(code, list) place_of(code, list, (int)(sizeof list / sizeof list[0]))

enum remedy_kind
remedy_kind_of(const char *code)
{
    return PLACE_OF(code, kinds);
}

enum remedy_route
remedy_route_of(const char *code)
{
    return PLACE_OF(code, routes);
}

enum remedy_matter
remedy_matter_of(const char *code)
{
    return PLACE_OF(code, matters);
}

enum remedy_capacity
remedy_capacity_of(const char *code)
{
    return PLACE_OF(code, capacities);
}

enum remedy_event_kind
remedy_event_of(const char *code)
{
    for (int i = 0; code != NULL && i < REMEDY_EVENT_COUNT; i++)
        if (strcmp(events[i].code, code) == 0)
            return i;
    return REMEDY_EVENT_NONE;
}

enum remedy_result
remedy_result_of(const char *code)
{
    for (int i = 0; code != NULL && i < RESULT_COUNT; i++)
        if (strcmp(results[i].code, code) == 0)
            return i;
    return RESULT_NONE;
}

int
remedy_block_named(const char *code)
{
    return PLACE_OF(code, blocks);
}

int
remedy_column_named(const char *code)
{
    return PLACE_OF(code, columns);
}

const char *
remedy_kind_code(enum remedy_kind k)
{
    return k == REMEDY_NONE ? NULL : kinds[k];
}

const char *
remedy_route_code(enum remedy_route r)
{
    return r == ROUTE_NONE ? NULL : routes[r];
}

const char *
remedy_matter_code(enum remedy_matter m)
{
    return m == MATTER_NONE ? NULL : matters[m];
}

const char *
remedy_capacity_code(enum remedy_capacity c)
{
    return c == CAPACITY_NONE ? NULL : capacities[c];
}

const char *
remedy_stage_code(enum remedy_stage s)
{
    return stages[s];
}

const char *
remedy_event_code(enum remedy_event_kind k)
{
    return events[k].code;
}

const char *
remedy_event_name(enum remedy_event_kind k)
{
    return events[k].name;
}

bool
remedy_event_fits(enum remedy_event_kind k, enum remedy_kind of)
{
    return events[k].of == OF_any || events[k].of == (int)of;
}

const char *
remedy_result_code(enum remedy_result r)
{
    return r == RESULT_NONE ? NULL : results[r].code;
}

const char *
remedy_result_name(enum remedy_result r)
{
    return results[r].name;
}

const char *
remedy_result_article(enum remedy_result r)
{
    return results[r].article;
}

enum remedy_column
remedy_result_column(enum remedy_result r)
{
    return results[r].column;
}

enum remedy_kind
remedy_result_kind(enum remedy_result r)
{
    return results[r].of == OF_appeal ? REMEDY_NONE : (enum remedy_kind)results[r].of;
}

int
remedy_appeal_days(enum remedy_result r)
{
    return results[r].appeal;
}

const char *
remedy_block_code(enum remedy_block b)
{
    return blocks[b];
}

const char *
remedy_block_label(enum remedy_block b)
{
    return block_labels[b];
}

const char *
remedy_column_code(enum remedy_column c)
{
    return columns[c];
}

const char *
remedy_column_label(enum remedy_column c)
{
    return column_labels[c];
}

const char *
remedy_period_code(enum remedy_period k)
{
    return periods[k].code;
}

const char *
remedy_period_name(enum remedy_period k)
{
    return periods[k].name;
}

const char *
remedy_period_whose(enum remedy_period k)
{
    return periods[k].whose;
}

const char *
remedy_period_article(enum remedy_period k)
{
    return periods[k].article;
}

const char *
remedy_period_effect(enum remedy_period k, bool english)
{
    return english ? periods[k].en : periods[k].zh;
}

const char *
remedy_flag_code(enum remedy_flag_kind f)
{
    return flags[f].code;
}

const char *
remedy_flag_text(enum remedy_flag_kind f, bool english)
{
    return english ? flags[f].en : flags[f].zh;
}

const char *
remedy_flag_article(enum remedy_flag_kind f)
{
    return flags[f].article;
}

enum remedy_level
remedy_flag_level(enum remedy_flag_kind f)
{
    return flags[f].level;
}

const char *
remedy_level_code(enum remedy_level l)
{
    return levels[l];
}
