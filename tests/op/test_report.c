/* The annual report: the figures an agency states, the written parts with their fields, and
 * the whole as it stands. */
#include "base/text.h"
#include "harness.h"
#include "op/ask.h"
#include "op/written.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the figures of section two */

static const json_t *
state(const char *agency, int year, const char *changes, const char *more)
{
    return ask(200, figures_body(changes, more), "POST /api/v1/agencies/%s/figures/%d",
               agency, year);
}

static const char *
figure_in(const json_t *reply, const char *list, const char *key)
{
    const json_t *figure;
    size_t i;

    json_array_foreach(value_in(reply, list), i, figure) {
        if (strcmp(text_in(figure, "key"), key) == 0)
            return text_in(figure, "value");
    }
    return "(none)";
}

/* --- the written parts */

static const json_t *
write_part(long status, const char *agency, int year, const char *part, const char *text)
{
    json_t *body = json_pack("{s:s}", "text", text);
    char *bytes = json_dumps(body, 0);
    const struct asked *a = ask_with(
        NULL, bytes, "POST /api/v1/agencies/%s/narrative/%d/%s", agency, year, part);

    ck_assert_msg(a->answer.status == status, "%s: %ld, %s", text, a->answer.status,
                  a->answer.body.bytes);
    json_decref(body);
    free(bytes);
    return a->json;
}

static const json_t *
report(const char *agency, int year, const char *query)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/reports/%d%s", agency, year, query);
}

static const json_t *
member(const json_t *list, const char *name, const char *is)
{
    const json_t *one;
    size_t i;

    json_array_foreach(list, i, one) {
        if (strcmp(text_in(one, name), is) == 0)
            return one;
    }
    return NULL;
}

static const char *
text_of_part(const json_t *r, const char *part)
{
    return text_in(member(value_in(r, "texts"), "part", part), "text");
}

static long
cell(const json_t *r, const char *row, const char *column)
{
    const json_t *line = member(value_in(r, "section_three.rows"), "key", row);

    return line != NULL ? number_in(value_in(line, "cells"), column) : -1;
}

/* --- the seed: a township's report of 2024 as it was published */

/* TEXT with {{year}} for each 2024. */
static char *
bound(const char *text)
{
    struct text t = {NULL, 0, 0};

    for (const char *at; (at = strstr(text, "2024")) != NULL; text = at + 4) {
        text_add_bytes(&t, text, (size_t)(at - text));
        text_add(&t, "{{year}}");
    }
    text_add(&t, text);
    return t.bytes;
}

START_TEST(the_report_of_a_township_comes_out_as_it_was_published)
{
    static const char *const parts[] = {"opening", "one", "five", "six"};
    static const char *const blocks[] = {"review", "suit_direct", "suit_after_review"};
    const json_t *r;

    make_agency("seed", "'name':'沙坡头区香山乡','level':'township'");
    state("seed", 2024, "penalty.processed=7", "");
    for (unsigned i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char name[60], *text, *with;

        snprintf(name, sizeof name, "data/seed/%s.txt", parts[i]);
        text = harness_read(name, NULL);
        with = bound(text);
        write_part(200, "seed", 2024, parts[i], with);
        r = report("seed", 2024, "");
        ck_assert_str_eq(text_of_part(r, parts[i]), text);
        free(with);
        free(text);
    }
    ck_assert_str_eq(text_in(r, "title"), "沙坡头区香山乡2024年政府信息公开工作年度报告");
    ck_assert_str_eq(text_in(r, "section_two.heading"), "二、主动公开政府信息情况");
    ck_assert_uint_eq(json_array_size(value_in(r, "section_two.figures")), FIGURE_KEYS);
    for (int i = 0; i < FIGURE_KEYS; i++)
        ck_assert_str_eq(figure_in(r, "section_two.figures", figure_keys[i]),
                         strcmp(figure_keys[i], "penalty.processed") == 0 ? "7" : "0");
    ck_assert_uint_eq(json_array_size(value_in(r, "section_three.rows")), 25);
    for (size_t i = 0; i < 25; i++) {
        const char *column;
        json_t *value;

        json_object_foreach(
            json_object_get(json_array_get(value_in(r, "section_three.rows"), i), "cells"),
            column, value)
            ck_assert_int_eq(json_integer_value(value), 0);
    }
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(
            number_in(member(value_in(r, "section_four.blocks"), "key", blocks[i]),
                      "cells.total"),
            0);
    ck_assert_str_eq(text_in(member(value_in(r, "texts"), "part", "five"), "heading"),
                     "五、存在的主要问题及改进情况");
    ck_assert_uint_eq(json_array_size(value_in(r, "findings")), 0);
    ck_assert_uint_eq(
        json_array_size(value_in(member(value_in(r, "texts"), "part", "one"), "fields")),
        3);
    /* Its own slip, 77 items listed of 85 claimed, and nothing else. */
    r = ask(200, NULL, "GET /api/v1/agencies/seed/reports/2024/findings");
    ck_assert_str_eq(text_in(r, "verdict"), "pass");
    ck_assert_uint_eq(json_array_size(value_in(r, "findings")), 1);
    ck_assert_str_eq(text_in(r, "findings.0.rule"), "text_list");
    ck_assert_ptr_nonnull(strstr(text_in(r, "findings.0.message"), "77"));
    ck_assert_ptr_nonnull(strstr(text_in(r, "findings.0.message"), "85"));
}
END_TEST

START_TEST(figures_are_refused_with_the_cell_and_what_to_do)
{
    static const struct {
        const char *changes, *field, *says;
    } bad[] = {
        {"penalty.processed=7件", "figures.7.value", "只写数字，不写单位"},
        {"fees.amount=400元", "figures.9.value", "400 元写作 0.04"},
        {"fees.amount=0.0000001", "figures.9.value", "至多六位小数"},
        {"penalty.processed=-1", "figures.7.value", "不能小于零"},
        {"penalty.processed=1.5", "figures.7.value", "须是整数"},
        {"penalty.processed=/", "figures.7.value", "没有的填 0"},
        {"penalty.processed=", "penalty.processed", "没有的填 0"},
    };
    const json_t *p;

    make_agency("faulty", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        p = refused(422, "invalid", figures_body(bad[i].changes, ""),
                    "POST /api/v1/agencies/faulty/figures/2024");
        ck_assert_str_eq(fields_in(value_in(p, "errors")), bad[i].field);
        ck_assert_msg(strstr(text_in(p, "errors.0.message"), bad[i].says) != NULL, "%s: %s",
                      bad[i].changes, text_in(p, "errors.0.message"));
    }
    p = refused(422, "invalid",
                "{'figures':[{'key':'penalty.processed','value':'1'},"
                "{'key':'penalty.processed','value':'1'},{'key':'procurement.count',"
                "'value':'1'}]}",
                "POST /api/v1/agencies/faulty/figures/2024");
    ck_assert_uint_eq(json_array_size(value_in(p, "errors")), 2 + FIGURE_KEYS - 1);
    refused(422, "invalid", figures_body("", ""),
            "POST /api/v1/agencies/faulty/figures/2026");
    ck_assert_int_eq(
        number_in(ask(200, NULL, "GET /api/v1/agencies/faulty/figures/2024"), "n"), 0);
}
END_TEST

START_TEST(figures_stated_anew_say_why_and_the_old_ones_are_kept)
{
    const json_t *h;
    const struct asked *stale;

    make_agency("anew", NULL);
    ck_assert_int_eq(number_in(state("anew", 2024, "penalty.processed=7", ""), "n"), 1);
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid", figures_body("penalty.processed=8", ""),
                                   "POST /api/v1/agencies/anew/figures/2024"),
                           "errors")),
        "reason");
    ck_assert_int_eq(
        number_in(state("anew", 2024, "penalty.processed=8 fees.amount=18651.064104",
                        "'reason':'漏报一件',"),
                  "n"),
        2);
    stale = ask_with((const char *const[]){"If-Match: \"1\"", NULL},
                     figures_body("penalty.processed=9", "'reason':'又一件',"),
                     "POST /api/v1/agencies/anew/figures/2024");
    ck_assert_int_eq(stale->answer.status, 412);
    h = ask(200, NULL, "GET /api/v1/agencies/anew/figures/2024/history");
    ck_assert_uint_eq(json_array_size(value_in(h, "revisions")), 2);
    ck_assert_str_eq(text_in(h, "revisions.0.reason"), "漏报一件");
    ck_assert_str_eq(figure_in(value_in(h, "revisions.0"), "figures", "fees.amount"),
                     "18651.064104");
    ck_assert_str_eq(figure_in(value_in(h, "revisions.1"), "figures", "penalty.processed"),
                     "7");
    ck_assert(*text_in(h, "revisions.1.stated_by") != '\0');
    ck_assert_str_eq(
        figure_in(report("anew", 2024, ""), "section_two.figures", "penalty.processed"),
        "8");
    /* As it was known the day before, nothing was stated. */
    ck_assert_str_eq(
        text_in(report("anew", 2024, "?known_at=2025-01-19"), "section_two.missing.0.code"),
        "anew");
}
END_TEST

START_TEST(a_stock_that_last_years_does_not_lead_to_is_warned_of_with_the_number_expected)
{
    const json_t *r;

    make_agency("stock", "'level':'county'");
    state("stock", 2023, "normative_documents.in_force=597", "");
    r = state("stock", 2024,
              "normative_documents.issued=50 normative_documents.repealed=227 "
              "normative_documents.in_force=420",
              "");
    ck_assert_uint_eq(json_array_size(value_in(r, "warnings")), 0);
    r = state("stock", 2024,
              "normative_documents.issued=50 normative_documents.repealed=227 "
              "normative_documents.in_force=50",
              "'reason':'试',");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "normative_documents.in_force");
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "应为 420 件"));
    r = state("stock", 2022, "normative_documents.issued=3 rules.issued=1 rules.in_force=1",
              "");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")),
                     "normative_documents.in_force rules.issued");
}
END_TEST

START_TEST(the_fee_that_was_taken_belongs_in_the_amount)
{
    const char *id;
    const json_t *r;

    make_agency("taken", NULL);
    id = make_case("taken", "2024-03-13", NULL);
    ask(200, "{'sent_on':'2024-03-14','basis':'page','units':60,'amount':300}",
        "POST /api/v1/applications/%s/fee-notice", id);
    ask(200, "{'paid_on':'2024-03-20','receipt_number':'1'}",
        "POST /api/v1/applications/%s/payment", id);
    r = state("taken", 2024, "", "");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "fees.amount");
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "0.03 万元"));
    r = state("taken", 2024, "fees.amount=0.03", "'reason':'补计信息处理费',");
    ck_assert_uint_eq(json_array_size(value_in(r, "warnings")), 0);
    write_part(200, "taken", 2024, "six",
               "发出通知{{processing_fee.notices}}件，收取{{processing_fee.collected}}元。"
               "{{processing_fee.sentence}}");
    ck_assert_ptr_nonnull(strstr(text_of_part(report("taken", 2024, ""), "six"),
                                 "发出通知1件，收取300元。2024年度发出收费通知 1 件"));
}
END_TEST

START_TEST(a_subtree_adds_up_who_stated_and_names_who_did_not)
{
    const char *const *above;
    const struct asked *a;

    make_agency("zone", "'level':'county'");
    make_agency("zone-a", "'parent':'zone'");
    make_agency("zone-b", "'parent':'zone'");
    make_agency("zone-c", "'parent':'zone'");
    state("zone", 2024, "penalty.processed=1", "");
    state("zone-a", 2024, "penalty.processed=7 fees.amount=0.000001", "");
    state("zone-c", 2024, "penalty.processed=20 fees.amount=12.5", "");
    answer_case(make_case("zone-a", "2024-03-04", NULL), "granted", "2024-03-20");
    make_case("zone-b", "2024-03-04", NULL);
    above = as_person("zone", "wang", "{oversight}", NULL);
    a = ask_with(above, NULL, "GET /api/v1/agencies/zone/reports/2024?scope=subtree");
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(figure_in(a->json, "section_two.figures", "penalty.processed"), "28");
    ck_assert_str_eq(figure_in(a->json, "section_two.figures", "fees.amount"), "12.500001");
    ck_assert_uint_eq(json_array_size(value_in(a->json, "section_two.missing")), 1);
    ck_assert_str_eq(text_in(a->json, "section_two.missing.0.code"), "zone-b");
    ck_assert_str_eq(text_in(a->json, "findings.0.code"), "figures_missing");
    ck_assert_int_eq(cell(a->json, "new", "total"), 2);
    ck_assert_int_eq(cell(a->json, "granted", "natural_person"), 1);
    ck_assert_str_eq(
        figure_in(report("zone", 2024, ""), "section_two.figures", "penalty.processed"),
        "1");
}
END_TEST

START_TEST(numbers_in_a_text_follow_the_cases)
{
    const json_t *r;

    make_agency("bound", "'valid_from':'2020-01-01'");
    state("bound", 2023, "", "");
    answer_case(make_case("bound", "2023-03-04", NULL), "granted", "2023-03-20");
    write_part(200, "bound", 2024, "one",
               "收到{{new.total}}件，上年{{last.new.total}}件，比上年"
               "{{change.new.total}}；共{{new.total+carried_in.total|汉字}}件。");
    ck_assert_str_eq(text_of_part(report("bound", 2024, ""), "one"),
                     "收到0件，上年1件，比上年减少100%；共零件。");
    make_case("bound", "2024-03-04", NULL);
    make_case("bound", "2024-03-05", "'applicant_category':'commercial'");
    r = report("bound", 2024, "");
    ck_assert_str_eq(text_of_part(r, "one"), "收到2件，上年1件，比上年增长100%；共二件。");
    ck_assert_int_eq(cell(r, "new", "commercial"), 1);
    ck_assert_int_eq(
        number_in(member(value_in(r, "texts"), "part", "one"), "fields.0.from"), 2);
    ck_assert_int_eq(number_in(member(value_in(r, "texts"), "part", "one"), "fields.0.to"),
                     3);
    ck_assert_str_eq(text_of_part(report("bound", 2024, "?as_of=2024-03-04"), "one"),
                     "收到1件，上年1件，比上年持平；共一件。");
}
END_TEST

START_TEST(a_field_without_a_value_is_marked_and_found)
{
    const json_t *r;

    make_agency("young", "'valid_from':'2024-02-01'");
    state("young", 2024, "", "");
    r = write_part(200, "young", 2024, "one", "上年{{last.new.total}}件。〔待写：甲〕");
    ck_assert_str_eq(text_in(r, "text"),
                     "上年【无此数据：last.new.total】件。〔待写：甲〕");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "text text");
    r = report("young", 2024, "");
    ck_assert_str_eq(text_in(r, "findings.0.code"), "field_absent");
    ck_assert_str_eq(text_in(r, "findings.0.subject"), "one");
    ck_assert_str_eq(text_in(r, "findings.1.code"), "unwritten");
    ck_assert_str_eq(text_in(r, "findings.1.message"), "〔待写：甲〕");
}
END_TEST

START_TEST(an_unknown_field_is_refused_with_the_name_probably_meant)
{
    const json_t *p;

    make_agency("unknown", NULL);
    p = write_part(422, "unknown", 2024, "one", "{{new.totl}}和{{granted.persons}}");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "text text");
    ck_assert_ptr_nonnull(strstr(text_in(p, "errors.0.message"), "{{new.total}}"));
    write_part(422, "unknown", 2024, "one", "{{new.total");
    write_part(422, "unknown", 2024, "one", "甲\x01乙");
    refused(422, "invalid", "{'text':'甲'}",
            "POST /api/v1/agencies/unknown/narrative/2024/two");
    ck_assert_ptr_null(value_in(
        member(value_in(report("unknown", 2024, ""), "texts"), "part", "one"), "raw.x"));
}
END_TEST

START_TEST(a_value_with_braces_stays_text)
{
    make_agency("braces", "'name':'{{new.total}}局'");
    write_part(200, "braces", 2024, "one", "{{agency}}");
    ck_assert_str_eq(text_of_part(report("braces", 2024, ""), "one"), "{{new.total}}局");
}
END_TEST

START_TEST(the_longest_text_passes_and_a_longer_one_does_not)
{
    struct text t = {NULL, 0, 0};

    make_agency("long", NULL);
    for (int i = 0; i < 20000; i++)
        text_add(&t, "字");
    write_part(200, "long", 2024, "five", t.bytes);
    text_add(&t, "多");
    write_part(422, "long", 2024, "five", t.bytes);
    text_free(&t);
}
END_TEST

START_TEST(revisions_of_a_text_are_kept_with_what_changed)
{
    const json_t *r;
    const struct asked *stale;

    make_agency("drafts", NULL);
    write_part(200, "drafts", 2024, "five", "一是甲不足。二是乙不足。");
    write_part(200, "drafts", 2024, "five", "一是甲不足。三是丙不足。");
    stale = ask_with((const char *const[]){"If-Match: \"1\"", NULL}, "{'text':'甲'}",
                     "POST /api/v1/agencies/drafts/narrative/2024/five");
    ck_assert_int_eq(stale->answer.status, 412);
    r = ask(200, NULL, "GET /api/v1/agencies/drafts/narrative/2024/five/revisions");
    ck_assert_uint_eq(json_array_size(value_in(r, "revisions")), 2);
    ck_assert_int_eq(number_in(r, "revisions.0.n"), 2);
    ck_assert_str_eq(text_in(r, "revisions.0.changes.0.change"), "removed");
    ck_assert_str_eq(text_in(r, "revisions.0.changes.0.sentence"), "二是乙不足。");
    ck_assert_str_eq(text_in(r, "revisions.0.changes.1.sentence"), "三是丙不足。");
    ck_assert_uint_eq(json_array_size(value_in(r, "revisions.1.changes")), 2);
}
END_TEST

START_TEST(a_text_copied_from_last_year_is_told_with_its_sentences)
{
    const json_t *r;

    make_agency("copy", NULL);
    write_part(200, "copy", 2023, "five",
               "公开意识有待进一步提高，还有差距。政策解读的形式较为单一。");
    r = write_part(200, "copy", 2024, "five",
                   "公开意识有待进一步提高，还有差距。政策解读的形式较为单一。");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "text");
    r = write_part(
        200, "copy", 2024, "five",
        "公开意识有待进一步提高，还有差距。今年新发现的问题是依申请公开答复文书不"
        "够规范，已经组织培训。");
    ck_assert_uint_eq(json_array_size(value_in(r, "warnings")), 0);
    r = ask(200, NULL, "GET /api/v1/agencies/copy/narrative/2024/five/comparison");
    ck_assert_uint_eq(json_array_size(value_in(r, "copied")), 1);
    ck_assert_int_lt(number_in(r, "similarity"), 90);
    ck_assert_str_eq(text_in(r, "changes.0.change"), "removed");
    r = ask(200, NULL, "GET /api/v1/agencies/copy/narrative/2023/five/comparison");
    ck_assert(json_is_null(value_in(r, "similarity")));
}
END_TEST

START_TEST(a_draft_is_filled_and_shows_what_is_left_to_write)
{
    const json_t *d;

    make_agency("begin", "'name':'某镇','level':'township'");
    make_case("begin", "2024-03-04", NULL);
    d = ask(200, NULL, "GET /api/v1/agencies/begin/narrative-draft/2024");
    ck_assert_ptr_nonnull(strstr(text_of_part(d, "one"), "收到政府信息公开申请1件"));
    ck_assert_ptr_nonnull(strstr(text_of_part(d, "one"), "责任追究"));
    ck_assert_str_eq(text_of_part(d, "six"), "2024年度未收取信息处理费。");
    ck_assert_ptr_nonnull(member(value_in(d, "findings"), "code", "unwritten"));
    /* A draft can be stated as it is. */
    write_part(200, "begin", 2024, "one",
               text_in(member(value_in(d, "texts"), "part", "one"), "raw"));
    d = ask(200, NULL, "GET /api/v1/agencies/begin/narrative-fields/2024");
    ck_assert_str_eq(text_in(member(value_in(d, "fields"), "field", "new.total"), "value"),
                     "1");
    d = ask(200, NULL, "GET /api/v1/agencies/begin/narrative/2024");
    ck_assert_ptr_nonnull(strstr(text_of_part(d, "one"), "收到政府信息公开申请1件"));
}
END_TEST

START_TEST(the_form_of_2019_prints_the_same_cases)
{
    const json_t *r;

    make_agency("forms", NULL);
    answer_case(make_case("forms", "2024-03-04", NULL), "other_1", "2024-04-10");
    answer_case(make_case("forms", "2024-03-04", NULL), "other_3", "2024-03-10");
    r = report("forms", 2024, "?form=2019");
    ck_assert_str_eq(text_in(r, "section_three.form"), "2019");
    ck_assert_uint_eq(json_array_size(value_in(r, "section_three.rows")), 23);
    ck_assert_int_eq(cell(r, "other", "total"), 2);
    ck_assert_str_eq(text_in(r, "section_two.form"), "2021");
    ck_assert_int_eq(cell(report("forms", 2024, ""), "other_3", "total"), 1);
    r = report("forms", 2020, "");
    ck_assert_str_eq(text_in(r, "section_two.form"), "2019");
    ck_assert_str_eq(text_in(member(value_in(r, "texts"), "part", "five"), "heading"),
                     "五、政府信息公开工作存在的主要问题及改进情况");
    ck_assert_int_eq(
        (int)json_array_size(value_in(
            ask(200, NULL,
                "GET /api/v1/agencies/forms/section-three/other/total?year=2024&form=2019"),
            "applications")),
        2);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_report_of_a_township_comes_out_as_it_was_published,
        figures_are_refused_with_the_cell_and_what_to_do,
        figures_stated_anew_say_why_and_the_old_ones_are_kept,
        a_stock_that_last_years_does_not_lead_to_is_warned_of_with_the_number_expected,
        the_fee_that_was_taken_belongs_in_the_amount,
        a_subtree_adds_up_who_stated_and_names_who_did_not,
        numbers_in_a_text_follow_the_cases,
        a_field_without_a_value_is_marked_and_found,
        an_unknown_field_is_refused_with_the_name_probably_meant,
        a_value_with_braces_stays_text,
        the_longest_text_passes_and_a_longer_one_does_not,
        revisions_of_a_text_are_kept_with_what_changed,
        a_text_copied_from_last_year_is_told_with_its_sentences,
        a_draft_is_filled_and_shows_what_is_left_to_write,
        the_form_of_2019_prints_the_same_cases,
        NULL,
    };

    return here_run("report", tests, (const char *const[]){"--today=2025-01-20", NULL});
}
