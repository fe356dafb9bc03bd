/* Every story of tests/scenario comes true (story.h says how they are written). */
#include "scenario/story.h"

#include "harness.h"
#include "op/ask.h"

#include <curl/curl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STORIES = 100, SECONDS = 120 };

static glob_t files;

/* The name of the file at PATH. */
static const char *
base(const char *path)
{
    return strrchr(path, '/') + 1;
}

START_TEST(a_story)
{
    struct story *s = story_new(base(files.gl_pathv[_i]));
    struct text out = {NULL, 0, 0};
    char name[300];
    char *text;

    snprintf(name, sizeof name, "scenario/%s", s->file);
    text = harness_read(name, NULL);
    ck_assert_msg(story_tell(s, text, 1), "%s", s->problem);
    ck_assert_msg(s->checks > 0, "%s checks nothing", s->file);
    ck_assert_msg(service_command(&here, &out, (const char *const[]){"verify", NULL}) == 0,
                  "%s: %s", s->file, out.bytes);
    text_free(&out);
    free(text);
    story_free(s);
}
END_TEST

/* What is wrong with each line, told behind a good beginning. */
static const struct {
    const char *line, *problem;
} wrong[] = {
    {"nonsense", "f:1: there is no operation nonsense"},
    {"a: nonsense", "f:1: there is no operation nonsense"},
    {"usually nonsense a=b", "f:1: there is no operation nonsense"},
    {"usually agency_show wrong=1", "f:1: agency_show has no wrong"},
    {"today 2025-02-30", "f:1: 2025-02-30 is no day"},
    {"today 2025-10-20\n -> a is b", "f:2: there is no reply to check"},
    {" -> a is b", "f:1: there is no line to go on with"},
    {"agency_show", "f:1: agency_show needs the agency"},
    {"agency_show town", "f:1: town is no KEY=VALUE"},
    {"agency_show agency=@town", "f:1: nothing is called town"},
    {"agency_create code=[", "f:1: no JSON: "},
    {"agency_show agency=town wrong=1", "f:1: agency_show has no wrong"},
    {"agency_show agency=town format=text", "f:1: agency_show has no format"},
    {"agency_show agency=nobody", "f:1: refused: "},
    {"b: clock_show", "f:1: no application is called b"},
    {"b: agency_show agency=town", "f:1: the reply has no application to call b"},
    {"a: application_withdraw withdrawn_on=2025-10-20\n -> refused invalid",
     "f:2: not refused: "},
    {"town: agency_show\n -> refused agency_unknown", "f:2: not refused: "},
    {"nobody: agency_show\n -> refused invalid", "f:2: refused otherwise: "},
    {"town: agency_show\n -> agency.code is city", "f:2: agency.code: town, not: is city"},
    {"town: agency_show\n -> agency.parent is none", "f:2: agency.parent: null, not: "},
    {"town: agency_show\n -> agency.code has x", "f:2: agency.code: town, not: has x"},
    {"town: agency_show\n -> agency.code lacks ow", "f:2: agency.code: town, not: lacks "},
    {"town: agency_show\n -> agency counts 1", "f:2: agency counts "},
    {"town: agency_show\n -> agency.version counts 0",
     "f:2: agency.version has no members"},
    {"town: agency_show\n -> agency.wrong is null", "f:2: the reply has no agency.wrong"},
    {"town: agency_show\n -> agency.code equals town", "f:2: nothing can be checked with "},
    {"town: agency_show\n -> agency.code", "f:2: a check is PATH, a word and "},
    {"town: agency_show\n -> agency.code is town\n more=1", "f:3: words behind a check"},
    {"a: clock_show\n -> account.2025-09-14.n is 1", "f:2: the reply has no account."},
    {"a: clock_show format=text\n -> body has nonsense", "f:2: body: "},
    {"town: section_three_show year=2025\n -> rows.new.cells.total is 2",
     "f:2: rows.new.cells.total: 1, not: is 2"},
    {"b: application_register agency=town channel=in_person arrived_on=2025-09-15\n"
     " applicant_category=other applicant_name=某 content=某",
     "f:1: a warning that the story does not tell: "},
};

START_TEST(a_line_that_is_wrong_or_does_not_come_true_is_found_with_its_number)
{
    struct story *s = story_new("f");

    ck_assert_msg(!story_tell(s, "agency_list", 1), "a story began without its day");
    ck_assert_msg(
        story_tell(
            s,
            "today 2025-10-20\n"
            "agency_create code=town name=某镇 level=township\n"
            "a: application_register agency=town channel=in_person content=某\n"
            "  arrived_on=2025-09-15 applicant_category=natural_person applicant_name=某\n"
            "  applicant_id_type=passport applicant_id_number=\"G 1\"\n",
            1),
        "%s", s->problem);
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert_msg(!story_tell(s, wrong[i].line, 1), "%s passed", wrong[i].line);
        ck_assert_msg(strncmp(s->problem, wrong[i].problem, strlen(wrong[i].problem)) == 0,
                      "%s: %s instead of %s", wrong[i].line, s->problem, wrong[i].problem);
        json_object_clear(s->usual);
    }
    ck_assert_msg(story_tell(s, "town: agency_show\n -> agency.code is town\n", 1), "%s",
                  s->problem);
    story_free(s);
}
END_TEST

/* "the/01_a_story.txt" as "01_a_story". */
static const char *
title(const char *path, char *name, size_t size)
{
    snprintf(name, size, "%.*s", (int)strlen(base(path)) - 4, base(path));
    return name;
}

int
main(void)
{
    static char names[MOST_STORIES][100];
    static TTest tests[MOST_STORIES];
    const char *srcdir = getenv("srcdir");
    Suite *suite = suite_create("scenario");
    TCase *all = tcase_create("scenario");
    char pattern[4096];
    int status;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    snprintf(pattern, sizeof pattern, "%s/tests/scenario/*.txt", srcdir ? srcdir : ".");
    tcase_set_timeout(all, SECONDS);
    tcase_add_test(all,
                   a_line_that_is_wrong_or_does_not_come_true_is_found_with_its_number);
    if (glob(pattern, 0, NULL, &files) != 0 || files.gl_pathc > MOST_STORIES) {
        puts("Bail out! there are no stories, or too many");
        return EXIT_FAILURE;
    }
    for (int i = 0; i < (int)files.gl_pathc; i++) {
        tests[i] = *a_story;
        tests[i].name = title(files.gl_pathv[i], names[i], sizeof names[i]);
        tcase_add_loop_test(all, &tests[i], i, i + 1);
    }
    suite_add_tcase(suite, all);
    status = harness_run(suite);
    globfree(&files);
    return status;
}
