#include "op/clock_view.h"
#include "op/narrative.h"

#include <string.h>

struct listing {
    struct arena *arena;
    const struct narrative_values *values;
    json_t *list;
};

static void
take(void *context, const char *name, const char *label)
{
    struct listing *l = context;
    struct narrative_filled f;

    narrative_fill(l->arena, arena_printf(l->arena, "{{%s}}", name), l->values, &f);
    json_array_append_new(l->list,
                          json_pack("{s:s,s:s,s:s?}", "field", name, "label", label,
                                    "value", f.ranges[0].absent ? NULL : f.text));
}

/* Every field a text of the year may have, and what it says now. */
OPERATION(narrative_fields, .summary = "List the fields of a report's texts",
          .route = "GET /api/v1/agencies/{agency}/narrative-fields/{year}",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE),
          .reply = FIELDS(LIST("fields", "字段", .required = true,
                               .fields = FIELDS(TEXT("field", "字段", .required = true),
                                                TEXT("label", "名称", .required = true),
                                                TEXT("value", "现在的值"))),
                          LIST("prefixes", "前缀", .required = true),
                          LIST("styles", "写法", .required = true)))
{
    struct report_question q;
    struct assembled a;
    struct narrative_values v;
    struct listing l = {rq->arena, &v, json_array()};
    json_t *styles = json_array();
    const char *at = narrative_styles;

    own_json(rq->arena, l.list);
    own_json(rq->arena, styles);
    TRY(report_question_of(rq, &q));
    TRY(report_assemble_all(rq, &q, &a));
    TRY(report_values(rq, &q, &a, false, &v));
    narrative_names(rq->arena, q.year, take, &l);
    while (*at == '|') {
        size_t len = strcspn(at + 1, "|");

        json_array_append_new(styles, json_stringn(at + 1, len));
        at += len + 1;
    }
    return reply_json(rq, 200,
                      json_pack("{s:O,s:[s,s],s:O}", "fields", l.list, "prefixes", "last.",
                                "change.", "styles", styles));
}
