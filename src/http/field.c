#include "http/field.h"

#include "http/request.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOMENT_SIZE = 48, MOST_ENTRY = 200 /* code points of a text in a list */ };

const char *
field_code_fault(const char *value, const char **zh)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-_";

    if (value[strspn(value, allowed)] == '\0')
        return NULL;
    *zh = "只能使用字母、数字、连字符和下划线";
    return "may hold letters, digits, hyphens and underscores only";
}

const struct field path_fields[] = {
    TEXT("agency", "机关代码", .max = 40),
    ID("application", "申请"),
    INTEGER("seq", "事项序号", .min = 1, .max = 1000000),
    INTEGER("notice", "放假安排通知", .min = 1, .max = 1000000000),
    INTEGER("year", "年度", .min = 2008, .max = 2100),
    CHOICE("part", "报告部分", .oneof = "|opening|one|five|six"),
    TEXT("ref", "征求意见编号", .max = 20, .fault = field_code_fault),
    TEXT("reading", "适用理解", .max = 40, .fault = field_code_fault),
    TEXT("row", "表格行", .max = 40),
    TEXT("column", "表格列", .max = 40),
    TEXT("block", "表格栏目", .max = 40),
    INTEGER("remedy", "复议或诉讼", .min = 1, .max = 1000000000),
    TEXT("figure", "收费统计项", .max = 40, .fault = field_code_fault),
    TEXT("file", "文件", .max = 100),
    ID("proposal", "待确认事项"),
    INTEGER("account", "账号", .min = 1, .max = 2000000000),
    INTEGER("token", "服务令牌", .min = 1, .max = 2000000000),
    INTEGER("delegation", "委托", .min = 1, .max = 1000000000),
    TEXT("right", "事项", .max = 40, .fault = field_code_fault),
    TEXT("record_type", "档案种类", .max = 40, .fault = field_code_fault),
    INTEGER("attachment", "附件", .min = 1, .max = 1000000),
    INTEGER("letter", "文书", .min = 1, .max = 1000000),
    TEXT("letter_kind", "文书种类", .max = 40, .fault = field_code_fault),
    INTEGER("version", "年度报告版次", .min = 1, .max = 1000000),
    INTEGER("disposal", "销毁证明", .min = 1, .max = 1000000000),
    {.name = NULL},
};

bool
field_is_one_of(const char *code, const char *list)
{
    size_t len = strlen(code);

    if (strchr(code, '|') != NULL)
        return false;
    for (const char *at = list; (at = strchr(at, '|')) != NULL;) {
        at++;
        if (strncmp(at, code, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return len > 0;
    }
    return false;
}

/* How messages call F: by its Chinese label, or by its name in English. */
static const char *
called(const struct request *rq, const struct field *f)
{
    return rq->english ? f->name : f->label;
}

static bool
whole_number(const char *s, long long *value)
{
    char *end;

    errno = 0;
    *value = strtoll(s, &end, 10);
    return errno == 0 && end != s && *end == '\0' &&
           (*s == '-' || (*s >= '0' && *s <= '9'));
}

static bool
two_digits(const char *s, int least, int most)
{
    int value;

    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
        return false;
    value = (s[0] - '0') * 10 + s[1] - '0';
    return value >= least && value <= most;
}

/* RFC 3339 with at most six digits of a second, or a date for its last microsecond in
 * Asia/Shanghai; written to OUT as PostgreSQL reads it. */
static bool
parse_moment(const char *s, char out[MOMENT_SIZE])
{
    char day[DATE_SIZE];
    const char *p = s + 10;
    date d;

    if (strlen(s) < 10 || strlen(s) > 35)
        return false;
    memcpy(day, s, 10);
    day[10] = '\0';
    if (!date_parse(day, &d))
        return false;
    if (*p == '\0') {
        snprintf(out, MOMENT_SIZE, "%s 23:59:59.999999+08", day);
        return true;
    }
    if ((*p != 'T' && *p != 't') || strlen(p) < 9 || !two_digits(p + 1, 0, 23) ||
        p[3] != ':' || !two_digits(p + 4, 0, 59) || p[6] != ':' ||
        !two_digits(p + 7, 0, 59))
        return false;
    p += 9;
    if (*p == '.') {
        size_t n = strspn(p + 1, "0123456789");

        if (n < 1 || n > 6)
            return false;
        p += n + 1;
    }
    if (strcmp(p, "Z") != 0 && strcmp(p, "z") != 0 &&
        !((*p == '+' || *p == '-') && strlen(p) == 6 && two_digits(p + 1, 0, 14) &&
          p[3] == ':' && two_digits(p + 4, 0, 59)))
        return false;
    snprintf(out, MOMENT_SIZE, "%s", s);
    return true;
}

/* Blanks alone, ideographic ones included, are nothing. */
static bool
is_blank(const char *value)
{
    while (*value != '\0') {
        unsigned c = text_next(&value);

        if (c != ' ' && c != '\t' && c != '\n' && c != 0xa0 && c != 0x3000)
            return false;
    }
    return true;
}

static void
check_length(struct request *rq, const struct field *f, const char *value)
{
    size_t len = text_length(value);

    if (f->max > 0 && len > (size_t)f->max)
        add_error(rq, f->name, "%s不能超过%ld个字，现为%zu个字",
                  "%s: at most %ld characters, not %zu", called(rq, f), f->max, len);
    if (len < (size_t)(f->min > 0 ? f->min : 1) || is_blank(value))
        add_error(rq, f->name, "%s不能为空", "%s must not be empty", called(rq, f));
}

static void
check_text(struct request *rq, const struct field *f, const char *value)
{
    const char *zh, *en = f->fault != NULL ? f->fault(value, &zh) : NULL;

    check_length(rq, f, value);
    if (en != NULL)
        add_error_with(rq, f->name, zh, en);
}

static void
check_date(struct request *rq, const struct field *f, const char *value)
{
    char today[DATE_SIZE];
    date d;

    if (!date_parse(value, &d))
        add_error(rq, f->name,
                  "%s须是确实存在的日期，写成 2024-03-05 的形式（2000年至2100年）",
                  "%s must be a date that exists, written like 2024-03-05 (2000 to 2100)",
                  called(rq, f));
    else if (f->past && d > rq->today)
        add_error(rq, f->name, "%s不能晚于今天（%s）", "%s cannot lie after today (%s)",
                  called(rq, f), date_text(rq->today, today));
}

static void
check_choice(struct request *rq, const struct field *f, const char *value)
{
    if (!field_is_one_of(value, f->oneof))
        add_error(rq, f->name, "%s须是下列之一：%s", "%s must be one of: %s", called(rq, f),
                  f->oneof + 1);
}

static void
check_number(struct request *rq, const struct field *f, const char *value)
{
    long long number;

    if (!whole_number(value, &number) || number < f->min || number > f->max)
        add_error(rq, f->name, "%s须是 %ld 到 %ld 之间的整数",
                  "%s must be a whole number from %ld to %ld", called(rq, f), f->min,
                  f->max);
}

static void
check_id(struct request *rq, const struct field *f, const char *value)
{
    long long number;

    if (!whole_number(value, &number) || number <= 0 || value[0] == '0')
        add_error(rq, f->name, "%s须是系统给出的编号",
                  "%s must be an id given by the service", called(rq, f));
}

/* Checks one plain VALUE; the text to keep, NULL with errors noted when it is none. */
static const char *
check_plain(struct request *rq, const struct field *f, const char *value)
{
    char moment[MOMENT_SIZE];
    const char *zh, *en;

    if (!text_is_utf8(value, strlen(value))) {
        add_error(rq, f->name, "%s不是有效的 UTF-8 文字", "%s is not valid UTF-8",
                  called(rq, f));
        return NULL;
    }
    en = text_fault(value, strlen(value), f->multiline, &zh);
    if (en != NULL) {
        add_error(rq, f->name, "%s%s", "%s: %s", called(rq, f), rq->english ? en : zh);
        return NULL;
    }
    switch (f->type) {
    case FIELD_TEXT:
        check_text(rq, f, value);
        break;
    case FIELD_CHOICE:
        check_choice(rq, f, value);
        break;
    case FIELD_DATE:
        check_date(rq, f, value);
        break;
    case FIELD_INTEGER:
        check_number(rq, f, value);
        break;
    case FIELD_ID:
        check_id(rq, f, value);
        break;
    case FIELD_BOOLEAN:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            add_error(rq, f->name, "%s须是 true 或 false", "%s must be true or false",
                      called(rq, f));
        break;
    case FIELD_MOMENT:
        if (!parse_moment(value, moment))
            add_error(rq, f->name,
                      "%s须是日期（2024-03-05）或带时区的时刻（2024-03-05T10:00:00+08:00）",
                      "%s must be a date or an RFC 3339 date-time", called(rq, f));
        else
            value = arena_copy(rq->arena, moment, strlen(moment));
        break;
    case FIELD_OBJECT:
    case FIELD_LIST:
        return NULL;
    }
    return value;
}

static void
check_presence(struct request *rq, const struct field *f)
{
    if (f->required)
        add_error(rq, f->name, "缺少%s", "%s is missing", called(rq, f));
}

void
field_check_text(struct request *rq, const struct field *f, const char *value)
{
    int errors = rq->error_count;
    const char *kept = value != NULL ? check_plain(rq, f, value) : NULL;

    if (value == NULL)
        check_presence(rq, f);
    put_text(rq, f->name, rq->error_count == errors ? kept : NULL);
}

/* A JSON value as the text that field_check_text expects; NULL with an error noted when it
 * is of the wrong kind. */
static const char *
text_of_json(struct request *rq, const struct field *f, const json_t *value)
{
    if (json_is_string(value) && f->type != FIELD_INTEGER && f->type != FIELD_BOOLEAN)
        return json_string_value(value);
    if (json_is_integer(value) && f->type == FIELD_INTEGER)
        return arena_printf(rq->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_boolean(value) && f->type == FIELD_BOOLEAN)
        return json_is_true(value) ? "true" : "false";
    add_error(rq, f->name, "%s须是%s", "%s must be %s", called(rq, f),
              f->type == FIELD_INTEGER   ? (rq->english ? "a whole number" : "整数")
              : f->type == FIELD_BOOLEAN ? "true / false"
              : rq->english              ? "text"
                                         : "文字");
    return NULL;
}

static void
refuse_unknown(struct request *rq, const struct field *fields, const json_t *object,
               const char *place)
{
    const char *name, *zh;
    json_t *value;

    json_object_foreach((json_t *)object, name, value) {
        bool known = false;

        for (const struct field *f = fields; f != NULL && f->name != NULL && !known; f++)
            known = strcmp(f->name, name) == 0;
        if (!known && text_fault(name, strlen(name), false, &zh) == NULL &&
            strlen(name) < 100)
            add_error(rq, arena_printf(rq->arena, "%s%s", place, name),
                      "没有名为 %s 的字段，请检查拼写", "there is no field named %s", name);
        else if (!known)
            add_error_with(rq,
                           *place ? arena_copy(rq->arena, place, strlen(place) - 1) : "",
                           "有一个无法识别的字段名", "a field has an unacceptable name");
    }
}

static const char *check_value(struct request *rq, const struct field *f,
                               const json_t *value);

/* Checks the members of OBJECT at PLACE ("days.3."), which are not kept by themselves. */
static void
check_members(struct request *rq, const struct field *fields, const json_t *object,
              const char *place)
{
    for (const struct field *f = fields; f != NULL && f->name != NULL; f++) {
        struct field here = *f;

        here.name = arena_printf(rq->arena, "%s%s", place, f->name);
        check_value(rq, &here, json_object_get(object, f->name));
    }
    refuse_unknown(rq, fields, object, place);
}

/* An entry of a list of codes, or of texts. */
static void
check_plain_entry(struct request *rq, const struct field *f, const char *place,
                  const json_t *entry)
{
    const struct field text = {.name = place,
                               .label = f->label,
                               .type = FIELD_TEXT,
                               .required = true,
                               .max = MOST_ENTRY,
                               .fault = f->fault};
    const char *code = json_string_value(entry);

    if (f->oneof == NULL)
        check_value(rq, &text, entry);
    else if (code == NULL || strlen(code) != json_string_length(entry) ||
             !field_is_one_of(code, f->oneof))
        add_error(rq, place, "只能是 %s", "must be one of %s", f->oneof + 1);
}

static void
check_list(struct request *rq, const struct field *f, const json_t *list)
{
    size_t n = json_array_size(list);

    if (n < (size_t)f->min || n > (size_t)f->max)
        add_error(rq, f->name, "%s须有 %ld 至 %ld 项，现为 %zu 项",
                  "%s must have %ld to %ld entries, not %zu", called(rq, f), f->min, f->max,
                  n);
    for (size_t i = 0; i < n && i < (size_t)f->max && rq->error_count < REQUEST_MAX_ERRORS;
         i++) {
        const char *place = arena_printf(rq->arena, "%s.%zu", f->name, i);
        const json_t *entry = json_array_get(list, i);

        if (f->fields == NULL)
            check_plain_entry(rq, f, place, entry);
        else if (!json_is_object(entry))
            add_error_with(rq, place, "须是 JSON 对象", "must be an object");
        else
            check_members(rq, f->fields, entry, arena_printf(rq->arena, "%s.", place));
    }
}

static const char *
check_nested(struct request *rq, const struct field *f, const json_t *value)
{
    bool list = f->type == FIELD_LIST;
    char *text;

    if (list ? !json_is_array(value) : !json_is_object(value)) {
        add_error(rq, f->name, "%s须是%s", "%s must be %s", called(rq, f),
                  rq->english ? (list ? "a list" : "an object")
                              : (list ? "列表" : "JSON 对象"));
        return NULL;
    }
    if (list)
        check_list(rq, f, value);
    else if (!f->or_none || json_object_size(value) > 0)
        check_members(rq, f->fields, value, arena_printf(rq->arena, "%s.", f->name));
    text = json_dumps(value, JSON_COMPACT);
    arena_own(rq->arena, text, free);
    return text;
}

/* Checks VALUE (NULL or null: absent); the text to keep, NULL for none. */
static const char *
check_value(struct request *rq, const struct field *f, const json_t *value)
{
    const char *text;

    if (value == NULL || json_is_null(value)) {
        check_presence(rq, f);
        return NULL;
    }
    if (f->type == FIELD_OBJECT || f->type == FIELD_LIST)
        return check_nested(rq, f, value);
    text = text_of_json(rq, f, value);
    return text != NULL ? check_plain(rq, f, text) : NULL;
}

void
field_check_body(struct request *rq, const struct field *fields, const json_t *body)
{
    for (const struct field *f = fields; f != NULL && f->name != NULL; f++)
        put_text(rq, f->name, check_value(rq, f, json_object_get(body, f->name)));
    refuse_unknown(rq, fields, body, "");
}
