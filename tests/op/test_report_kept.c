/* What is taken out of a frozen report: its files, the cases of its cells, what changed since. */
#include "document/report_read.h"
#include "op/ask.h"
#include "op/example.h"
#include "op/report_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT_2025 "GET /api/v1/agencies/%s/reports/2025/"

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
    freeze_report("files", 2025, "agency");
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
    freeze_report("numbers", 2025, "agency");
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

/* What was frozen is what is open, and who did not exist yet has no lines. */
START_TEST(open_data_are_the_frozen_numbers)
{
#define NEW_OF_OWN                                                                         \
    ",2025,three,2021,new,natural_person,一、本年新收政府信息公开申请数量,自然人,,"
    const char *bytes;

    make_agency("open", NULL);
    make_agency("open-a", "'parent':'open'");
    make_agency("open-b", "'parent':'open','valid_from':'2026-01-01'");
    make_case("open", "2025-12-01", NULL);
    make_case("open-a", "2025-12-01", NULL);
    freeze_report("open", 2025, "agency");
    make_case("open", "2025-12-31", NULL);
    make_case("open-a", "2025-12-31", NULL);
    bytes =
        ask_with(NULL, NULL, "GET /api/v1/agencies/open/open-data?year=2025&scope=subtree")
            ->answer.body.bytes;
    ck_assert_ptr_nonnull(strstr(bytes, "\nopen,open" NEW_OF_OWN "1\r"));
    ck_assert_ptr_nonnull(strstr(bytes, "\nopen-a,open-a" NEW_OF_OWN "2\r"));
    ck_assert_ptr_null(strstr(bytes, "\nopen-b,"));
    report_act("open", 2025, "restate", "{'reason':'迟录一件'}");
    bytes = ask_with(NULL, NULL, "GET /api/v1/agencies/open/open-data?year=2025")
                ->answer.body.bytes;
    ck_assert_ptr_nonnull(strstr(bytes, "\nopen,open" NEW_OF_OWN "2\r"));
    bytes = ask_with(NULL, NULL,
                     "GET /api/v1/agencies/open/open-data?year=2025&as_of=2025-12-30")
                ->answer.body.bytes;
    ck_assert_ptr_nonnull(strstr(bytes, "\nopen,open" NEW_OF_OWN "1\r"));
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
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
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
    freeze_report("cells", 2025, "subtree");
    freeze_report("cells", 2025, "agency");
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
    freeze_report("four", 2025, "agency");
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
    freeze_report("stated", 2025, "agency");
    r = ask(200, text, "POST /api/v1/agencies/stated/narrative/2025/one");
    ck_assert_ptr_nonnull(strstr(fields_in(value_in(r, "warnings")), "report"));
}
END_TEST

/* ---- Any history after a freeze ---- */

enum { HISTORIES = 100, ACTS = 5, MOST_CASES = 2 + ACTS, CELLS = 300 };

/* A case, and the cells of 2025 that counted it at the freeze. */
struct known {
    const char *id;
    char cells[CELLS];
};

struct course {
    char agency[16];
    unsigned random;
    int count;
    struct known cases[MOST_CASES];
};

static unsigned
below(struct course *c, unsigned n)
{
    c->random = c->random * 1103515245u + 12345u;
    return (c->random >> 16) % n;
}

/* The cells of 2025 that count the case ID, each with a blank behind it. */
static void
cells_of(const char *id, char cells[CELLS])
{
    const json_t *list =
        value_in(ask(200, NULL, "GET /api/v1/applications/%s/cells", id), "cells");
    size_t used = 0, i;
    json_t *one;

    cells[0] = '\0';
    json_array_foreach(list, i, one)
        if (number_in(one, "year") == 2025 && strcmp(text_in(one, "row"), "total") != 0)
            used += (size_t)snprintf(cells + used, CELLS - used, "%s.%s ",
                                     text_in(one, "row"), text_in(one, "column"));
    ck_assert_uint_lt(used, CELLS);
}

static struct known *
enter_case(struct course *c, const char *day)
{
    struct known *k = &c->cases[c->count++];

    *k = (struct known){.id = make_case(c->agency, day, NULL)};
    ground_case(k->id, "granted");
    return k;
}

/* One act at random; whether it is lawful is the service's to say. */
static void
act(struct course *c)
{
    static const char *const days[] = {"2025-12-29", "2025-12-30", "2025-12-31",
                                       "2026-01-01"};
    const char *id = c->cases[below(c, (unsigned)c->count)].id, *day = days[below(c, 4)];
    const struct asked *a = NULL;
    char body[200];

    switch (below(c, 7)) {
    case 0:
        enter_case(c, day);
        return;
    case 1:
    case 2:
        snprintf(body, sizeof body, "{'outcome':'granted','answered_on':'%s'}", day);
        a = ask_with(NULL, body, "POST /api/v1/applications/%s/answer", id);
        break;
    case 3:
        a = ask_with(NULL, "{'reason':'录错'}",
                     "POST /api/v1/applications/%s/events/%u/retract", id, 2 + below(c, 4));
        break;
    case 4:
        snprintf(body, sizeof body, "{'applicant_category':'%s','reason':'更正'}",
                 below(c, 2) ? "commercial" : "natural_person");
        a = ask_with(NULL, body, "POST /api/v1/applications/%s/events/1/supersede", id);
        break;
    case 5:
        a = ask_with(NULL, "{'reason':'误录'}", "POST /api/v1/applications/%s/void", id);
        break;
    default:
        snprintf(body, sizeof body,
                 "{'kind':'decided','happened_on':'%s','result':'review_annulled'}", day);
        a = ask_with(NULL, body, "POST /api/v1/agencies/%s/remedies/1/events", c->agency);
    }
    ck_assert_msg(a->answer.status == 200 || a->answer.status == 409 ||
                      a->answer.status == 404 || a->answer.status == 422,
                  "%ld: %s", (long)a->answer.status, a->answer.body.bytes);
}

/* The bytes of version 1, which the service refuses to show when they are not those of the
 * SHA-256 beside them. */
static const char *
frozen(const char *agency)
{
    const struct asked *a = ask_with(NULL, NULL, REPORT_2025 "versions/1", agency);

    ck_assert_int_eq(a->answer.status, 200);
    return a->answer.body.bytes;
}

/* The difference of the two versions names the cases whose cells are others now, no more. */
static int
names_who_moved(struct course *c)
{
    const json_t *list =
        value_in(ask(200, NULL, REPORT_2025 "difference?from=1&to=2", c->agency), "cases");
    int moved = 0;

    for (int i = 0; i < c->count; i++) {
        char now[CELLS];
        bool named = false;
        size_t k;
        json_t *one;

        cells_of(c->cases[i].id, now);
        json_array_foreach(list, k, one)
            named = named || strcmp(text_in(one, "application"), c->cases[i].id) == 0;
        ck_assert_msg(named == (strcmp(now, c->cases[i].cells) != 0),
                      "%s: case %s was in %s and is in %s", c->agency, c->cases[i].id,
                      c->cases[i].cells, now);
        moved += named;
    }
    ck_assert_uint_eq(json_array_size(list), (size_t)moved);
    return moved;
}

static int
run(int n)
{
    struct course c = {.random = (unsigned)n * 7919u + 1};
    const char *bytes;

    snprintf(c.agency, sizeof c.agency, "history-%d", n);
    make_agency(c.agency, NULL);
    for (int i = 0; i < 2; i++)
        enter_case(&c, "2025-12-22");
    file_review(c.agency, "2025-11-03");
    for (int i = 0; i < 2; i++)
        cells_of(c.cases[i].id, c.cases[i].cells);
    freeze_report(c.agency, 2025, "agency");
    bytes = frozen(c.agency);
    for (int i = 0; i < ACTS; i++)
        act(&c);
    ck_assert_str_eq(frozen(c.agency), bytes);
    report_act(c.agency, 2025, "restate", "{'reason':'核对'}");
    ck_assert_str_eq(frozen(c.agency), bytes);
    return names_who_moved(&c);
}

/* Whatever is registered, answered, retracted, superseded or decided afterwards. */
START_TEST(no_history_changes_what_was_frozen_and_a_restatement_names_who_moved)
{
    int moved = 0;

    for (int n = 0; n < HISTORIES; n++)
        moved += run(n);
    printf("# %d histories, %d cases moved\n", HISTORIES, moved);
    ck_assert_int_gt(moved, HISTORIES / 2);
}
END_TEST

/* ---- A report published elsewhere ---- */

START_TEST(the_bridge_starts_from_a_published_report_where_none_was_frozen)
{
    const json_t *b;
    const char *id;

    make_agency("bridge", NULL);
    id = make_case("bridge", "2025-12-01", NULL);
    ck_assert_int_eq(
        ask_with((const char *const[]){"Content-Type: application/octet-stream",
                                       "Content-Disposition: attachment; filename=r.json",
                                       NULL},
                 "{'year':2025,'section3':{'rows':{'new':[5,0,0,0,0,0,5],"
                 "'granted':[3,0,0,0,0,0,3],'total':[3,0,0,0,0,0,3],"
                 "'carried_out':[2,0,0,0,0,null,2]}}}",
                 "POST /api/v1/agencies/bridge/published-reports/2025?covers=agency"
                 "&source=x&published_on=2026-01-01")
            ->answer.status,
        201);
    b = ask(200, NULL, "GET /api/v1/agencies/bridge/reports/2026/bridge");
    ck_assert_str_eq(text_in(b, "source"), "published");
    ck_assert_int_eq(number_in(b, "n"), 1);
    ck_assert_str_eq(text_in(b, "version"), "");
    ck_assert_int_eq(number_in(b, "columns.0.published"), 2);
    ck_assert_int_eq(number_in(b, "columns.0.opening"), 1);
    ck_assert_int_eq(number_in(b, "columns.0.explained"), 0);
    ck_assert_int_eq(number_in(b, "columns.0.remaining"), -1);
    ck_assert_str_eq(text_in(b, "columns.0.cause"), "published_wrongly");
    ck_assert_str_eq(text_in(b, "columns.1.cause"), "");
    ck_assert_uint_eq(json_array_size(value_in(b, "cases")), 0);
    /* One frozen here goes before it. */
    freeze_report("bridge", 2025, "agency");
    b = ask(200, NULL, "GET /api/v1/agencies/bridge/reports/2026/bridge");
    ck_assert_str_eq(text_in(b, "source"), "frozen");
    ck_assert_int_eq(number_in(b, "columns.6.remaining"), 0);
    ck_assert_ptr_nonnull(id);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_version_is_exported_as_it_was_frozen_with_what_proves_it,
        every_format_of_a_version_holds_the_frozen_numbers,
        open_data_are_the_frozen_numbers,
        every_cell_of_a_frozen_report_opens_exactly_its_cases,
        a_remedy_that_changes_a_frozen_section_four_says_so,
        what_lies_with_who_reviews_it_is_not_stated_anew,
        no_history_changes_what_was_frozen_and_a_restatement_names_who_moved,
        the_bridge_starts_from_a_published_report_where_none_was_frozen,
        NULL,
    };

    return here_run("report_kept", tests,
                    (const char *const[]){"--today=2026-01-01", NULL});
}
