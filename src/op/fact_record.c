#include "op/act.h"
#include "op/decision.h"
#include "op/fields.h"

#include "core/fact.h"

#include <string.h>

/* The value the body states for M; numbers as text. */
static const char *
stated(const struct request *rq, enum member m)
{
    return text_of(rq, member_code(m));
}

static void
check_members(struct request *rq, enum fact_kind k)
{
    for (enum member m = 0; m < MEMBER_COUNT; m++) {
        const char *code = member_code(m);
        bool must = field_is_one_of(code, fact_must(k));

        if (must && stated(rq, m) == NULL)
            add_error(rq, code, "“%s”须填写%s（%s）", "%s needs its %s [%s]",
                      rq->english ? fact_code(k) : fact_name(k),
                      rq->english ? code : member_label(m), fact_article(k));
        else if (!must && stated(rq, m) != NULL && !field_is_one_of(code, fact_may(k)))
            add_error(rq, code, "“%s”没有%s这一项", "%s has no %s",
                      rq->english ? fact_code(k) : fact_name(k),
                      rq->english ? code : member_label(m));
    }
}

/* The values that `which` of K takes, for a message. */
static const char *
choices(struct request *rq, enum fact_kind k)
{
    struct text t = {NULL, 0, 0};
    const char *code, *name, *list;

    for (int n = 0; (code = fact_which(k, n, &name)) != NULL; n++)
        text_addf(&t, "%s%s", n ? "、" : "", rq->english ? code : name);
    list = arena_copy(rq->arena, t.bytes ? t.bytes : "", t.len);
    text_free(&t);
    return list;
}

static void
check_values(struct request *rq, enum fact_kind k)
{
    const char *which = stated(rq, MEMBER_which), *outcome = stated(rq, MEMBER_outcome);
    const char *code, *name;
    bool known = which == NULL || !field_is_one_of("which", fact_must(k));

    for (int n = 0; !known && (code = fact_which(k, n, &name)) != NULL; n++)
        known = strcmp(code, which) == 0;
    if (!known)
        add_error(rq, "which", "“%s”的类别应为：%s", "%s takes one of: %s",
                  rq->english ? fact_code(k) : fact_name(k), choices(rq, k));
    if (outcome != NULL && outcome_of(outcome) == OUTCOME_partly_granted)
        add_error_with(rq, "outcome", "分项不能是“部分公开”；请拆成提供和不提供的两项",
                       "an item is given or withheld; make two of it");
}

/* Record what was found out and the decision will rest on (rules 4; core/fact.def).  The
 * latest of a kind holds, of items the latest of each number; one that was wrong is recorded
 * anew or retracted.  No period is touched.  After the answer it is taken all the same, for a
 * correction of the answer needs its facts first; what it does to the ground of the answer
 * given is told. */
OPERATION(fact_record, .summary = "Record a fact that a decision rests on",
          .route = "POST /api/v1/applications/{application}/facts",
          .right = RIGHT_case_edit,
          .body = FIELDS(
              CHOICE("fact", "事实", .oneof = fact_codes, .required = true),
              DATE("found_on", "查明日期", .past = true),
              CHOICE("which", "类别", .oneof = fact_which_codes),
              TEXT("name", "名称", .max = 400), TEXT("article", "条款", .max = 200),
              TEXT("what", "内容", .max = 4000, .multiline = true),
              TEXT("reason", "理由", .max = 4000, .multiline = true),
              TEXT("where", "范围或地点", .max = 1000, .multiline = true),
              TEXT("keywords", "检索词", .max = 1000), TEXT("who", "经办人员", .max = 200),
              TEXT("contact", "联系方式", .max = 400), TEXT("url", "网址", .max = 1000),
              DATE("on", "日期", .past = true), INTEGER("n", "序号", .min = 1, .max = 1000),
              CHOICE("outcome", "分项结果", .oneof = outcome_codes)),
          .reply = APPLICATION_REPLY)
{
    enum fact_kind kind = fact_of(text_of(rq, "fact"));
    date found = date_of_field(rq, "found_on");
    const char *data = act_data(rq, "|found_on", NULL);
    struct standing before;
    struct history h;

    check_members(rq, kind);
    check_values(rq, kind);
    if (rq->error_count > 0)
        return P_invalid;
    TRY(act_begin(rq, &h));
    TRY(decision_standing(rq, &h, &before));
    history_add(rq, &h, EVENT_fact, found != NO_DATE ? found : rq->today, data);
    TRY(decision_warn(rq, &h, &before, data));
    return act_store(rq, &h, data);
}
