#include "command/ground.h"

#include <stddef.h>
#include <string.h>

/* Acts in order; the reasons come with the answer. */
static const struct {
    enum outcome outcome;
    const char *path, *body;
    int day; /* of %s, after the receipt */
} acts[] = {
    {OUTCOME_partly_granted, "facts",
     "{\"fact\":\"item\",\"n\":1,\"what\":\"可以提供的部分\",\"outcome\":\"granted\"}", 0},
    {OUTCOME_partly_granted, "facts",
     "{\"fact\":\"item\",\"n\":2,\"what\":\"不能提供的部分\",\"outcome\":\"refused_5\","
     "\"reason\":\"属于内部工作流程\"}",
     0},
    {OUTCOME_refused_1, "facts",
     "{\"fact\":\"classification\",\"which\":\"secret\",\"name\":\"定密责任人确定\"}", 0},
    {OUTCOME_refused_2, "facts",
     "{\"fact\":\"statute\",\"which\":\"law\",\"name\":\"统计法\",\"article\":\"第二十五条\"}",
     0},
    {OUTCOME_refused_3, "facts",
     "{\"fact\":\"danger\",\"which\":\"public_security\",\"reason\":\"公开后可能影响公共安全\"}",
     0},
    {OUTCOME_refused_4, "facts",
     "{\"fact\":\"no_consultation\",\"reason\":\"第三方无法联系\"}", 0},
    {OUTCOME_refused_4, "facts",
     "{\"fact\":\"public_interest\",\"which\":\"rights_prevail\","
     "\"reason\":\"不公开不影响公共利益\"}",
     0},
    {OUTCOME_refused_6, "facts", "{\"fact\":\"no_duty\",\"who\":\"承办人\"}", 0},
    {OUTCOME_refused_7, "facts", "{\"fact\":\"no_duty\",\"who\":\"承办人\"}", 0},
    {OUTCOME_refused_8, "facts",
     "{\"fact\":\"query_route\",\"name\":\"不动产登记暂行条例\",\"what\":\"到登记机构查询\"}",
     0},
    {OUTCOME_unavailable_1, "facts",
     "{\"fact\":\"search\",\"where\":\"本机关档案室、办公系统\",\"keywords\":\"申请所列名称\","
     "\"who\":\"承办人\",\"on\":\"%s\"}",
     0},
    {OUTCOME_unavailable_3, "correction-notice",
     "{\"sent_on\":\"%s\",\"items\":\"请明确所需信息\"}", 0},
    {OUTCOME_unavailable_3, "correction", "{\"received_on\":\"%s\"}", 1},
    {OUTCOME_not_processed_4, "reasons-notice", "{\"sent_on\":\"%s\"}", 0},
    {OUTCOME_not_processed_4, "reasons", "{\"received_on\":\"%s\",\"reasonable\":false}",
     1},
    {OUTCOME_not_processed_4, "facts",
     "{\"fact\":\"unreasonable\",\"reason\":\"数量明显超过合理范围\"}", 0},
    {OUTCOME_other_1, "correction-notice",
     "{\"sent_on\":\"%s\",\"items\":\"请明确所需信息\",\"days\":5}", 0},
    {OUTCOME_other_2, "fee-notice",
     "{\"sent_on\":\"%s\",\"basis\":\"page\",\"units\":40,\"amount\":100}", 0},
    {OUTCOME_other_3, "facts", "{\"fact\":\"other_reason\",\"which\":\"party_document\"}",
     0},
};

const char *
ground_act(struct arena *a, enum outcome outcome, int n, date received, const char **body)
{
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        const char *place = strstr(acts[i].body, "%s");
        char day[DATE_SIZE];

        if (acts[i].outcome != outcome || n-- > 0)
            continue;
        *body = acts[i].body;
        if (place != NULL)
            *body = arena_printf(a, "%.*s%s%s", (int)(place - *body), *body,
                                 date_text(received + acts[i].day, day), place + 2);
        return acts[i].path;
    }
    return NULL;
}

int
ground_days(enum outcome outcome)
{
    return outcome == OUTCOME_other_2   ? 60
           : outcome == OUTCOME_other_1 ? 30
           : outcome == OUTCOME_granted ? 0
                                        : 1;
}
