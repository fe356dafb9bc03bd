#include "op/report_view.h"

/* How many characters stand in the first SIZE bytes of S. */
static json_int_t
characters(const char *s, size_t size)
{
    json_int_t n = 0;

    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)s[i] & 0xc0) != 0x80;
    return n;
}

json_t *
report_fields_view(const struct narrative_filled *f)
{
    json_t *list = json_array();

    for (int i = 0; i < f->count; i++)
        json_array_append_new(list,
                              json_pack("{s:I,s:I,s:s,s:b}", "from",
                                        characters(f->text, f->ranges[i].from), "to",
                                        characters(f->text, f->ranges[i].to), "field",
                                        f->ranges[i].field, "absent", f->ranges[i].absent));
    return list;
}

json_t *
report_texts_view(const struct assembled *a)
{
    static const enum report_part written[] = {PART_opening, PART_one, PART_five, PART_six};
    json_t *list = json_array();

    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        enum report_part p = written[i];

        json_array_append_new(list, json_pack("{s:s,s:s?,s:s?,s:s,s:o}", "part",
                                              report_part_code(p), "heading",
                                              a->report.text[p].heading, "raw", a->raw[p],
                                              "text", a->report.text[p].body, "fields",
                                              report_fields_view(&a->filled[p])));
    }
    return list;
}

static json_t *
finding(const char *code, const char *subject, const char *words)
{
    return json_pack("{s:s,s:s,s:s}", "code", code, "subject", subject, "message", words);
}

json_t *
report_findings_view(struct request *rq, const struct assembled *a)
{
    json_t *list = json_array();

    for (int i = 0; i < a->missing_count; i++)
        json_array_append_new(
            list, finding("figures_missing", a->missing[i].code,
                          arena_printf(rq->arena,
                                       rq->english ? "%s stated no figures of %d"
                                                   : "%s未填报%d年度的数字",
                                       a->missing[i].name, a->report.year)));
    for (int p = 0; p < PART_COUNT; p++) {
        const char *code = report_part_code((enum report_part)p), *at;
        size_t length;

        for (int i = 0; i < a->filled[p].count; i++)
            if (a->filled[p].ranges[i].absent)
                json_array_append_new(
                    list, finding("field_absent", code,
                                  arena_printf(rq->arena,
                                               rq->english ? "{{%s}} has no value"
                                                           : "字段 {{%s}} 没有可用的数据",
                                               a->filled[p].ranges[i].field)));
        at = a->raw[p] != NULL ? a->raw[p] : "";
        while ((at = narrative_unwritten(at, &length)) != NULL) {
            json_array_append_new(
                list, finding("unwritten", code, arena_copy(rq->arena, at, length)));
            at += length;
        }
    }
    return list;
}
