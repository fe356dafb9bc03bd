#include "core/remedy_text.h"

#include <stddef.h>
#include <string.h>

enum remedy_class { REMEDY_EXEMPT, REMEDY_PARTLY, REMEDY_QUERY, REMEDY_OTHER };

struct remedy_rule {
    enum remedy_class class;
    const char *from;
    enum remedy_road road;
    const char *articles;
    enum remedy_notice notice;
};

static const struct remedy_rule rules[] = {
#define REMEDY_RULE(class, from, road, articles, notice)                                   \
    {REMEDY_##class, from, REMEDY_##road, articles, REMEDY_##notice},
#include "core/remedy_rule.def"
#undef REMEDY_RULE
};

static const struct {
    const char *zh, *en;
} notices[] = {
    {"", ""},
#define REMEDY_NOTICE(code, zh, en) {zh, en},
#include "core/remedy_notice.def"
#undef REMEDY_NOTICE
};

const char leadership_codes[] = "|territorial|vertical|justice";

static int
place_of(const char *const *codes, int n, const char *code)
{
    for (int i = 0; code != NULL && i < n; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    return -1;
}

enum agency_level
agency_level_of(const char *code)
{
    static const char *const codes[] = {"nation", "province", "city",
                                        "county", "township", "department"};

    return place_of(codes, 6, code);
}

enum leadership
leadership_of(const char *code)
{
    static const char *const codes[] = {"territorial", "vertical", "justice"};

    return place_of(codes, 3, code);
}

bool
outcome_is_exempt(enum outcome o)
{
    return o >= OUTCOME_refused_1 && o <= OUTCOME_refused_7;
}

static enum remedy_class
class_of(enum outcome o, bool exempt_part)
{
    if (outcome_is_exempt(o))
        return REMEDY_EXEMPT;
    if (o == OUTCOME_partly_granted && exempt_part)
        return REMEDY_PARTLY;
    return o == OUTCOME_refused_8 ? REMEDY_QUERY : REMEDY_OTHER;
}

static const struct remedy_rule *
rule_on(enum remedy_class class, date day)
{
    const struct remedy_rule *found = NULL;
    date from;

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (rules[i].class == class && date_parse(rules[i].from, &from) &&
            (found == NULL || from <= day))
            found = &rules[i];
    return found;
}

enum remedy_road
remedy_road(enum outcome outcome, bool exempt_part, date decided_on)
{
    return rule_on(class_of(outcome, exempt_part), decided_on)->road;
}

/* From this day the government of the place reviews alone what its departments decide. */
static bool
is_of_2024(date day)
{
    return day >= date_of(2024, 1, 1);
}

/* Departments: the same-level government, ministries themselves (Art. 24, 25); before 2024 also
 * the higher department, as judicial departments still (Art. 28). */
static const char *
body_of_department(struct arena *a, const struct remedy_text_terms *t)
{
    bool choice = t->leadership == LEADERSHIP_JUSTICE || !is_of_2024(t->decided_on);

    if (t->government_level == LEVEL_NATION)
        return t->agency;
    if (t->government == NULL || !choice)
        return t->government;
    return arena_printf(a, "%s或者上一级%s", t->government,
                        t->leadership == LEADERSHIP_JUSTICE ? "司法行政部门" : "主管部门");
}

/* Vertically led: the next higher one of their own kind, a ministry itself (Art. 25, 27); never
 * the government of the place.  An agency that stands right under one has none that is known
 * here: it is to be configured. */
static const char *
body_of_vertical(const struct remedy_text_terms *t)
{
    if (t->superior_level == LEVEL_DEPARTMENT)
        return t->superior;
    return t->superior_level == LEVEL_NATION ? t->agency : NULL;
}

/* R3. */
static const char *
body_of(struct arena *a, const struct remedy_text_terms *t)
{
    if (t->review_body != NULL)
        return t->review_body;
    if (t->leadership == LEADERSHIP_VERTICAL)
        return body_of_vertical(t);
    if (t->level == LEVEL_DEPARTMENT)
        return body_of_department(a, t);
    if (t->level == LEVEL_NATION || t->level == LEVEL_PROVINCE)
        return t->agency;
    return t->government;
}

static const char *
online_clause(struct arena *a, const struct remedy_text_terms *t)
{
    return t->online != NULL
               ? arena_printf(a, "（也可以通过互联网渠道提交行政复议申请书：%s）",
                              t->online)
               : "";
}

static const char *
paragraph_of(struct arena *a, const struct remedy_text_terms *t,
             const struct remedy_text *r)
{
    const char *court = t->court != NULL ? t->court : "有管辖权的人民法院";
    const char *at =
        t->review_address != NULL ? arena_printf(a, "（地址：%s）", t->review_address) : "";
    const char *online = online_clause(a, t);

    if (r->road == REMEDY_REVIEW_FIRST)
        return arena_printf(
            a,
            "如不服本告知书，应当自收到本告知书之日起六十日内先向%s%s申请行政复议%s；对行政"
            "复议决定不服，或者行政复议机关不予受理、驳回申请、逾期不作答复的，可以自收到决定"
            "书之日起或者行政复议期限届满之日起十五日内，依法向%s提起行政诉讼。",
            r->review_body, at, online, court);
    return arena_printf(
        a,
        "如不服本告知书，可以自收到本告知书之日起六十日内向%s%s申请行政复议%s，也可以自收到本"
        "告知书之日起六个月内依法直接向%s提起行政诉讼。",
        r->review_body, at, online, court);
}

struct remedy_text
remedy_text(struct arena *a, const struct remedy_text_terms *t)
{
    enum remedy_class class = class_of(t->outcome, t->exempt_part);
    const struct remedy_rule *rule;
    struct remedy_text r = {.lack = REMEDY_COMPLETE};

    if (class == REMEDY_QUERY && t->query_review_first)
        class = REMEDY_EXEMPT;
    rule = rule_on(class, t->decided_on);
    r.road = rule->road;
    r.articles = rule->articles;
    r.notices[0] = rule->notice;
    r.review_body = body_of(a, t);
    if (r.review_body == NULL)
        r.lack = REMEDY_NO_BODY;
    else if (t->served_online && t->online == NULL && is_of_2024(t->decided_on))
        r.lack = REMEDY_NO_ONLINE;
    if (r.review_body != NULL && r.review_body == t->agency)
        r.notices[1] = REMEDY_OWN_BODY;
    if (r.lack == REMEDY_COMPLETE)
        r.paragraph = paragraph_of(a, t, &r);
    return r;
}

const char *
remedy_notice_text(enum remedy_notice n, bool english)
{
    return english ? notices[n].en : notices[n].zh;
}
