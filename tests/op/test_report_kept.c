/* What is taken out of a frozen report: its files, the cases of its cells, what changed since. */
#include "document/report_read.h"
#include "op/ask.h"
#include "op/example.h"
#include "op/report_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT_2025 "GET /api/v1/agencies/%s/reports/2025/"

/* Submitted, accepted and frozen, of SCOPE. */
static void
freeze(const char *agency, const char *scope)
{
    char body[60];

    snprintf(body, sizeof body, "{'scope':'%s'}", scope);
    report_act(agency, 2025, "submit", body);
    report_act(agency, 2025, "accept", body);
    report_act(agency, 2025, "freeze", body);
}

/* Of an agency below ABOVE, whose oversight accepts it. */
static void
freeze_below(const char *above, const char *agency)
{
    report_act(agency, 2025, "submit", "{}");
    ck_assert_int_eq(ask_with(as_person(above, "shang", "{oversight}", NULL), "{}",
                              "POST /api/v1/agencies/%s/reports/2025/accept", agency)
                         ->answer.status,
                     200);
    report_act(agency, 2025, "freeze", "{}");
}

static const struct asked *
exported(const char *agency, const char *query)
{
    const struct asked *a = ask_with(NULL, NULL, REPORT_2025 "export?%s", agency, query);

    ck_assert_msg(a->answer.status == 200, "%s", a->answer.body.bytes);
    return a;
}

/* The file of AGENCY in a text format says WORDS. */
static void
says(const char *agency, const char *query, const char *words)
{
    const struct asked *a = exported(agency, query);

    ck_assert_msg(strstr(a->answer.body.bytes, words) != NULL, "%s: %s", query,
                  a->answer.body.bytes);
}

START_TEST(a_version_is_exported_as_it_was_frozen_with_what_proves_it)
{
    static const char *const formats[] = {"html", "csv", "json", "xml"};
    const char *sha;
    char query[60];

    make_agency("files", NULL);
    make_case("files", "2025-12-01", NULL);
    says("files", "format=xml", "草稿：本报告尚未锁定");
    freeze("files", "agency");
    sha = text_in(ask(200, NULL, REPORT_2025 "history", "files"), "versions.0.sha256");
    says("files", "format=xml", "第1版：统计2025年12月31日以前发生、2026-01-01 ");
    make_case("files", "2025-12-31", NULL);
    for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++) {
        snprintf(query, sizeof query, "version=1&format=%s", formats[i]);
        says("files", query, sha);
        snprintf(query, sizeof query, "format=%s", formats[i]);
        says("files", query, "草稿：与已锁定的第1版不一致");
    }
    report_act("files", 2025, "restate", "{'reason':'迟录一件'}");
    says("files", "version=1&format=json", sha);
    says("files", "version=2&format=json", "第2版：");
    says("files", "format=json&as_of=2025-12-30", "草稿：按所选截止时间");
    refused(404, "not_found", NULL, REPORT_2025 "export?version=3", "files");
    refused(422, "invalid", NULL, REPORT_2025 "export?version=1&as_of=2025-12-30", "files");
}
END_TEST

START_TEST(every_format_of_a_version_holds_the_frozen_numbers)
{
    static const char *const formats[] = {"html", "docx", "xlsx", "csv"};
    char query[60];

    make_agency("numbers", NULL);
    make_case("numbers", "2025-12-01", NULL);
    freeze("numbers", "agency");
    make_case("numbers", "2025-12-31", NULL);
    for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct arena *a = arena_new();
        struct report *r = arena_alloc(a, sizeof *r);
        const struct asked *file;
        const char *zh, *en = "";

        snprintf(query, sizeof query, "version=1&format=%s", formats[i]);
        file = exported("numbers", query);
        ck_assert_msg(report_read(a, file->answer.body.bytes, file->answer.body.len, "r", r,
                                  &zh, &en) == 0,
                      "%s: %s", formats[i], en);
        ck_assert_int_eq(r->cells[0][0].value, 1);
        arena_free(a);
    }
}
END_TEST

/* Cases that the pages of the cell list, a page of two at a time; each once. */
static long
listed(const char *agency, const char *scope, const char *what, const char *list)
{
    char after[80] = "", before[80] = "";
    long n = 0;

    do {
        const json_t *page = ask(200, NULL, REPORT_2025 "versions/1/%s&scope=%s&limit=2%s",
                                 agency, what, scope, after);

        n += (long)json_array_size(value_in(page, list));
        ck_assert_uint_le(json_array_size(value_in(page, list)), 2);
        if (json_is_null(value_in(page, "next")))
            return n;
        snprintf(before, sizeof before, "%s", after);
        snprintf(after, sizeof after, "&after=%s", text_in(page, "next"));
        ck_assert_str_ne(after, before);
    } while (n < 1000);
    ck_abort_msg("the pages of %s do not end", what);
}

/* Every cell of the frozen report of AGENCY opens as many cases as it says. */
static void
opens_all(const char *agency, const char *scope)
{
    const struct asked *a =
        ask_with(NULL, NULL, REPORT_2025 "versions/1?scope=%s", agency, scope);
    struct arena *arena = arena_new();
    struct report *r = arena_alloc(arena, sizeof *r);
    char what[120];

    ck_assert_int_eq(a->answer.status, 200);
    ck_assert(report_of_bytes(arena, a->answer.body.bytes, a->answer.body.len, r));
    for (int i = 0; i < r->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++) {
            snprintf(what, sizeof what, "cases?row=%s&column=%s",
                     r->tally_form->rows[i].key, tally_column_key(j));
            ck_assert_msg(listed(agency, scope, what, "applications") ==
                              r->cells[i][j].value,
                          "%s %s %s", agency, scope, what);
        }
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int j = 0; j < COLUMN_COUNT; j++) {
            snprintf(what, sizeof what, "remedies?block=%s&column=%s", remedy_block_code(b),
                     remedy_column_code(j));
            ck_assert_msg(listed(agency, scope, what, "remedies") ==
                              r->remedies[b][j].value,
                          "%s %s %s", agency, scope, what);
        }
    arena_free(arena);
}

static void
file_review(const char *agency, const char *day)
{
    char body[200];

    snprintf(body, sizeof body,
             "{'kind':'review','body':'某市人民政府','claimant':'王五五','filed_on':'%s'}",
             day);
    ask(201, body, "POST /api/v1/agencies/%s/remedies", agency);
}

START_TEST(every_cell_of_a_frozen_report_opens_exactly_its_cases)
{
    static const char *const outcomes[] = {"granted", "refused_5", "granted", "refused_1"};
    static const char *const agencies[] = {"cells", "cells-a", "cells-b"};
    char request[80];

    make_agency("cells", NULL);
    make_agency("cells-a", "'parent':'cells'");
    make_agency("cells-b", "'parent':'cells'");
    for (unsigned k = 0; k < 3; k++) {
        for (unsigned i = 0; i < 4; i++)
            answer_case(make_case(agencies[k], i == 0 ? "2024-12-27" : "2025-03-03",
                                  i == k ? "'applicant_category':'commercial'" : NULL),
                        outcomes[i], "2025-03-10");
        make_case(agencies[k], "2025-12-20", NULL);
        file_review(agencies[k], "2025-06-02");
        file_review(agencies[k], "2025-12-01");
        snprintf(request, sizeof request, "POST /api/v1/agencies/%s/remedies/2/events",
                 agencies[k]);
        ask(200, "{'kind':'served','happened_on':'2025-12-10'}", "%s", request);
    }
    ask(200, "{'kind':'decided','happened_on':'2025-07-21','result':'review_annulled'}",
        "POST /api/v1/agencies/cells-a/remedies/1/events");
    freeze("cells", "subtree");
    freeze("cells", "agency");
    freeze_below("cells", "cells-a");
    /* What comes afterwards is behind no cell of it. */
    make_case("cells-a", "2025-12-31", NULL);
    file_review("cells-a", "2025-12-30");
    opens_all("cells", "subtree");
    opens_all("cells", "agency");
    opens_all("cells-a", "agency");
    refused(404, "not_found", NULL, REPORT_2025 "versions/2/cases?row=new&column=total",
            "cells");
    refused(404, "not_found", NULL, REPORT_2025 "versions/1/cases?row=old&column=total",
            "cells");
    refused(404, "not_found", NULL, REPORT_2025 "versions/1/remedies?block=x&column=total",
            "cells");
}
END_TEST

START_TEST(a_remedy_that_changes_a_frozen_section_four_says_so)
{
    const json_t *r;

    make_agency("four", NULL);
    file_review("four", "2025-06-02");
    freeze("four", "agency");
    r = ask(200, "{'kind':'decided','happened_on':'2025-07-21','result':'review_annulled'}",
            "POST /api/v1/agencies/four/remedies/1/events");
    ck_assert_ptr_nonnull(strstr(fields_in(value_in(r, "warnings")), "report"));
    r = ask(201,
            "{'kind':'review','body':'某市人民政府','claimant':'王五五',"
            "'filed_on':'2026-01-01'}",
            "POST /api/v1/agencies/four/remedies");
    ck_assert_ptr_null(strstr(fields_in(value_in(r, "warnings")), "report"));
    r = ask(201,
            "{'kind':'review','body':'某市人民政府','claimant':'赵六六',"
            "'filed_on':'2025-12-01'}",
            "POST /api/v1/agencies/four/remedies");
    ck_assert_ptr_null(strstr(fields_in(value_in(r, "warnings")), "report"));
    r = ask(200, "{'kind':'served','happened_on':'2025-12-10'}",
            "POST /api/v1/agencies/four/remedies/3/events");
    ck_assert_ptr_nonnull(strstr(fields_in(value_in(r, "warnings")), "report"));
}
END_TEST

START_TEST(what_lies_with_who_reviews_it_is_not_stated_anew)
{
    static const char text[] = "{'text':'我镇严格落实政府信息公开各项要求。'}";
    const json_t *r;

    make_agency("stated", NULL);
    report_act("stated", 2025, "submit", "{}");
    refused(409, "act_not_lawful", text, "POST /api/v1/agencies/stated/narrative/2025/one");
    report_act("stated", 2025, "accept", "{}");
    refused(409, "act_not_lawful", text, "POST /api/v1/agencies/stated/narrative/2025/one");
    refused(409, "act_not_lawful", "{'figures':[{'key':'licensing','value':'1'}]}",
            "POST /api/v1/agencies/stated/figures/2025");
    report_act("stated", 2025, "withdraw", "{}");
    ask(200, text, "POST /api/v1/agencies/stated/narrative/2025/one");
    freeze("stated", "agency");
    r = ask(200, text, "POST /api/v1/agencies/stated/narrative/2025/one");
    ck_assert_ptr_nonnull(strstr(fields_in(value_in(r, "warnings")), "report"));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_version_is_exported_as_it_was_frozen_with_what_proves_it,
        every_format_of_a_version_holds_the_frozen_numbers,
        every_cell_of_a_frozen_report_opens_exactly_its_cases,
        a_remedy_that_changes_a_frozen_section_four_says_so,
        what_lies_with_who_reviews_it_is_not_stated_anew,
        NULL,
    };

    return here_run("report_kept", tests,
                    (const char *const[]){"--today=2026-01-01", NULL});
}
