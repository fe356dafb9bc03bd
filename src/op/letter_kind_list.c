#include "op/letter_view.h"

#include "core/letter.h"
#include "http/operation.h"
#include "http/request.h"

#include <stdlib.h>
#include <string.h>

static json_t *
described(const char *name, const char *label, bool must, const char *article)
{
    return json_pack("{s:s, s:s, s:b, s:s*}", "name", name, "label", label, "required",
                     (int)must, "article", *article != '\0' ? article : NULL);
}

static json_t *
slots_of(enum letter_kind k)
{
    json_t *list = json_array();
    const struct letter_slot *s;

    for (int i = 0; (s = letter_slot(k, i)) != NULL; i++)
        json_array_append_new(list, described(s->name, s->label, s->must, s->article));
    return list;
}

static json_t *
mentions_of(enum letter_kind k)
{
    json_t *list = json_array();
    const struct letter_mention *m;

    for (int i = 0; (m = letter_mention(k, i)) != NULL; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "words", m->words, "what",
                                              m->what, "article", m->article));
    return list;
}

static json_t *
kind_json(enum letter_kind k)
{
    const struct letter *l = letter(k);

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s*, s:b, s:s, s:o, s:o}", "kind", l->code,
                     "name", l->name, "series", l->series, "series_word",
                     letter_series_word(k), "to", letter_to_code(l->to), "outcome",
                     l->outcome != OUTCOME_NONE ? outcome_code(l->outcome) : NULL, "remedy",
                     (int)l->remedy, "article", l->article, "slots", slots_of(k),
                     "mentions", mentions_of(k));
}

static json_t *
fields_json(void)
{
    json_t *list = json_array();
    const struct letter_field *f;

    for (int i = 0; (f = letter_field(i)) != NULL; i++) {
        json_t *one = described(f->name, f->label, f->must, "");

        json_object_set_new(one, "anyone", json_boolean(f->anyone));
        json_array_append_new(list, one);
    }
    return list;
}

#define NAMED                                                                              \
    TEXT("name", "字段", .required = true), TEXT("label", "名称", .required = true),       \
        BOOLEAN("required", "必备", .required = true), TEXT("article", "依据")

/* Every kind of letter: whom it is to, what it must say and by which article, and which fields
 * its template may name. */
OPERATION(letter_kind_list, .summary = "List the kinds of letters and their fields",
          .route = "GET /api/v1/letter-kinds", .open = true, .no_tables = true,
          .reply = FIELDS(
              LIST("kinds", "文书种类", .required = true,
                   .fields = FIELDS(
                       CHOICE("kind", "文书种类", .oneof = letter_codes, .required = true),
                       TEXT("name", "名称", .required = true),
                       TEXT("series", "文号类别", .required = true),
                       TEXT("series_word", "文号用字", .required = true),
                       TEXT("to", "收件人类别", .required = true),
                       CHOICE("outcome", "办理结果", .oneof = outcome_codes),
                       BOOLEAN("remedy", "载明救济途径", .required = true),
                       TEXT("article", "依据", .required = true),
                       LIST("slots", "内容", .required = true, .fields = FIELDS(NAMED)),
                       LIST("mentions", "必备字样", .required = true,
                            .fields = FIELDS(TEXT("words", "字样", .required = true),
                                             TEXT("what", "含义", .required = true),
                                             TEXT("article", "依据", .required = true))))),
              LIST("fields", "通用字段", .required = true,
                   .fields = FIELDS(NAMED, BOOLEAN("anyone", "可用于各种收件人",
                                                   .required = true)))))
{
    json_t *kinds = json_array(), *all;
    char *text;

    for (int k = 0; k < LETTER_COUNT; k++)
        json_array_append_new(kinds, kind_json(k));
    all = json_pack("{s:o, s:o}", "kinds", kinds, "fields", fields_json());
    text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    arena_own(rq->arena, text, free);
    return reply_bytes(rq, 200, "application/json", text, strlen(text));
}
