/* Members of entries and facts in the words of a letter. */
#include "op/letter_draft.h"

#include "core/identity.h"

#include <string.h>

static const struct {
    const char *name, *code, *word;
} words[] = {
    {"service", "post", "邮寄送达"},
    {"service", "hand", "直接送达"},
    {"service", "electronic", "电子送达"},
    {"opinion", "consent", "同意公开"},
    {"opinion", "partly", "同意部分公开"},
    {"opinion", "object", "不同意公开"},
    {"opinion", "other", "提出其他意见"},
    {"which", "given", "直接提供"},
    {"which", "published", "该信息已主动公开，可以自行获取"},
    {"which", "to_be_published", "该信息将主动公开"},
    {"which", "top_secret", "绝密级国家秘密"},
    {"which", "secret", "机密级国家秘密"},
    {"which", "confidential", "秘密级国家秘密"},
    {"which", "referred", "经保密行政管理部门确定为国家秘密"},
    {"which", "law", "法律"},
    {"which", "administrative_regulation", "行政法规"},
    {"which", "department_rule", "部门规章"},
    {"which", "local_regulation", "地方性法规"},
    {"which", "local_rule", "地方政府规章"},
    {"which", "national_security", "国家安全"},
    {"which", "public_security", "公共安全"},
    {"which", "economic_security", "经济安全"},
    {"which", "social_stability", "社会稳定"},
    {"which", "rights_prevail", "不公开不会对公共利益造成重大影响"},
    {"which", "interest_prevails", "不公开会对公共利益造成重大影响"},
    {"which", "personnel", "人事管理"},
    {"which", "logistics", "后勤管理"},
    {"which", "workflow", "内部工作流程"},
    {"which", "discussion", "讨论记录"},
    {"which", "draft", "过程稿"},
    {"which", "letter", "磋商信函"},
    {"which", "report", "请示报告"},
    {"which", "deceased", "申请人死亡或者终止"},
    {"which", "party_document", "申请公开的信息属于党务信息，不是政府信息"},
    {"which", "judicial_file",
     "申请公开的信息属于刑事司法、复议或者诉讼案卷，不是政府信息"},
    {"which", "settled", "争议已在行政复议、行政诉讼中解决"},
    {"which", "merged", "本申请与同日提出的相同申请合并办理"},
    {"which", "own_case_file", "所需材料已通过查阅案卷的方式提供"},
    {"which", "question", "所提内容属于咨询，不是政府信息公开申请"},
    {"wanted_form", "paper", "纸质"},
    {"wanted_form", "electronic", "电子文件"},
    {"wanted_form", "disc", "光盘等介质"},
    {"wanted_form", "inspection", "查阅、抄录"},
    {"wanted_route", "post", "邮寄"},
    {"wanted_route", "email", "电子邮件"},
    {"wanted_route", "pickup", "自行领取"},
    {"wanted_route", "online", "网上获取"},
    {"wanted_route", "fax", "传真"},
};

static const char *
text_said(struct arena *a, const char *name, const char *text)
{
    date d;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].name, name) == 0 && strcmp(words[i].code, text) == 0)
            return words[i].word;
    if (strcmp(name, "outcome") == 0 && outcome_of(text) != OUTCOME_NONE)
        return outcome_name(outcome_of(text));
    if (strcmp(name, "channel") == 0 && channel_of(text) != CHANNEL_NONE)
        return channel_name(channel_of(text));
    if (date_parse(text, &d))
        return letter_day(a, d);
    return *text != '\0' ? text : NULL;
}

const char *
letter_said(struct arena *a, const char *name, const json_t *value)
{
    if (json_is_string(value))
        return text_said(a, name, json_string_value(value));
    if (json_is_integer(value))
        return arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_boolean(value))
        return json_is_true(value) ? "是" : "否";
    return NULL;
}

/* TEXT with NUMBER replaced by its mask, wherever it stands. */
static const char *
mask_one(struct arena *a, const char *text, const char *number)
{
    struct text t = {NULL, 0, 0};
    const char *mask, *at, *result;

    if (text == NULL || number == NULL || strlen(number) < 5 ||
        strstr(text, number) == NULL)
        return text;
    mask = identity_masked(a, number);
    for (; (at = strstr(text, number)) != NULL; text = at + strlen(number)) {
        text_add_bytes(&t, text, (size_t)(at - text));
        text_add(&t, mask);
    }
    text_add(&t, text);
    result = arena_copy(a, t.bytes, t.len);
    text_free(&t);
    return result;
}

const char *
letter_masked(struct request *rq, const struct letter_draft *d, const char *text)
{
    return mask_one(rq->arena, mask_one(rq->arena, text, d->id_number), d->phone);
}
