/* Members of entries and facts in the words of a letter. */
#include "op/letter_draft.h"

#include "core/fact.h"
#include "core/identity.h"
#include "guard/seal.h"

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

const char *
letter_fact_said(struct arena *a, const char *fact, const char *member, const json_t *value)
{
    const char *stated = json_string_value(value), *code, *name;
    bool which = strcmp(member, "which") == 0 && stated != NULL;

    for (int n = 0; which && (code = fact_which(fact_of(fact), n, &name)) != NULL; n++)
        if (strcmp(code, stated) == 0)
            return name;
    return letter_said(a, member, value);
}

/* How many bytes from TEXT on are NUMBER (folded) in some writing; 0 when they are not. */
static size_t
length_of(const char *text, const char *number)
{
    const char *at = text, *behind = text;

    while (*number != '\0' && *at != '\0') {
        unsigned c = number_fold(text_next(&at));

        if (c == 0)
            continue;
        if (c != text_next(&number))
            return 0;
        behind = at;
    }
    return *number == '\0' ? (size_t)(behind - text) : 0;
}

/* The longest number of D that begins at TEXT, NULL for none; its *LENGTH there. */
static const char *
number_at(const struct letter_draft *d, const char *text, size_t *length)
{
    const char *found = NULL, *at = text;

    *length = 0;
    if (number_fold(text_next(&at)) == 0)
        return NULL;
    for (int i = 0; i < d->number_count; i++) {
        size_t n = length_of(text, d->numbers[i]);

        if (n > *length) {
            *length = n;
            found = d->numbers[i];
        }
    }
    return found;
}

const char *
letter_masked(struct request *rq, const struct letter_draft *d, const char *text)
{
    struct text t = {NULL, 0, 0};
    const char *done = text, *result;

    if (text == NULL)
        return NULL;
    for (const char *at = text; *at != '\0';) {
        size_t length;
        const char *number = number_at(d, at, &length);

        if (number == NULL) {
            text_next(&at);
            continue;
        }
        text_add_bytes(&t, done, (size_t)(at - done));
        text_add(&t, identity_masked(rq->arena, number));
        done = at += length;
    }
    if (done == text)
        return text;
    text_add(&t, done);
    result = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return result;
}
