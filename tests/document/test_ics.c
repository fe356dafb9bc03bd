#include "document/ics.h"

#include "harness.h"

#include <string.h>

/* One event in a calendar, to be text_free'd. */
static struct text
written(const struct ics_event *e)
{
    struct text t = {NULL, 0, 0};

    ics_begin(&t, "名称");
    ics_event(&t, e);
    ics_end(&t);
    return t;
}

/* Takes the folds out of T again. */
static void
unfold(struct text *t)
{
    char *to = t->bytes;

    for (const char *from = t->bytes; *from != '\0';) {
        if (strncmp(from, "\r\n ", 3) == 0)
            from += 3;
        else
            *to++ = *from++;
    }
    *to = '\0';
    t->len = (size_t)(to - t->bytes);
}

START_TEST(an_event_of_days_is_written_as_the_standard_has_it)
{
    const struct ics_event e = {
        .uid = "2026-10-01-holiday@calendar.gongkai",
        .stamp = date_of(2025, 11, 4),
        .first = date_of(2026, 10, 1),
        .last = date_of(2026, 10, 7),
        .summary = "休 国庆节",
        .category = "休",
        .url = "https://www.gov.cn/x,y;z",
    };
    struct text t = written(&e);

    ck_assert_str_eq(t.bytes, "BEGIN:VCALENDAR\r\n"
                              "VERSION:2.0\r\n"
                              "PRODID:-//gongkai//gongkai//ZH\r\n"
                              "CALSCALE:GREGORIAN\r\n"
                              "METHOD:PUBLISH\r\n"
                              "X-WR-CALNAME:名称\r\n"
                              "BEGIN:VEVENT\r\n"
                              "UID:2026-10-01-holiday@calendar.gongkai\r\n"
                              "DTSTAMP:20251104T000000Z\r\n"
                              "DTSTART;VALUE=DATE:20261001\r\n"
                              "DTEND;VALUE=DATE:20261008\r\n"
                              "SUMMARY:休 国庆节\r\n"
                              "CATEGORIES:休\r\n"
                              "URL:https://www.gov.cn/x,y;z\r\n"
                              "TRANSP:TRANSPARENT\r\n"
                              "END:VEVENT\r\n"
                              "END:VCALENDAR\r\n");
    text_free(&t);
}
END_TEST

START_TEST(an_event_at_the_end_of_a_year_ends_in_the_next)
{
    struct text t = written(&(struct ics_event){.uid = "x",
                                                .stamp = date_of(2027, 12, 31),
                                                .first = date_of(2027, 12, 31),
                                                .last = date_of(2027, 12, 31),
                                                .summary = "x",
                                                .busy = true});

    ck_assert_ptr_nonnull(strstr(t.bytes, "DTEND;VALUE=DATE:20280101\r\n"));
    ck_assert_ptr_nonnull(strstr(t.bytes, "TRANSP:OPAQUE\r\n"));
    ck_assert_ptr_null(strstr(t.bytes, "DESCRIPTION"));
    text_free(&t);
}
END_TEST

START_TEST(what_means_something_in_the_format_is_escaped)
{
    struct text t = written(&(struct ics_event){.uid = "x",
                                                .first = 20000,
                                                .last = 20000,
                                                .stamp = 20000,
                                                .summary = "a,b;c\\d\nEND:VEVENT\r\n，；"});

    ck_assert_ptr_nonnull(
        strstr(t.bytes, "SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\\n，；\r\n"));
    text_free(&t);
}
END_TEST

/* Every length of a text of one, two, three and four octets a character. */
START_TEST(no_line_is_longer_than_75_octets_and_no_character_is_cut)
{
    static const char *const characters[] = {"a", "é", "公", "𠀀"};

    for (unsigned k = 0; k < sizeof characters / sizeof characters[0]; k++) {
        struct text summary = {NULL, 0, 0};

        for (int n = 1; n <= 120; n++) {
            struct text t, wanted = {NULL, 0, 0};

            text_add(&summary, characters[k]);
            t = written(&(struct ics_event){.uid = "x",
                                            .first = 20000,
                                            .last = 20000,
                                            .stamp = 20000,
                                            .summary = summary.bytes});
            for (const char *line = t.bytes; *line != '\0';) {
                size_t len = strcspn(line, "\r");

                ck_assert_uint_le(len, 75);
                ck_assert(text_is_utf8(line, len));
                ck_assert(strncmp(line + len, "\r\n", 2) == 0);
                line += len + 2;
            }
            text_addf(&wanted, "\r\nSUMMARY:%s\r\n", summary.bytes);
            unfold(&t);
            ck_assert_ptr_nonnull(strstr(t.bytes, wanted.bytes));
            text_free(&wanted);
            text_free(&t);
        }
        text_free(&summary);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        an_event_of_days_is_written_as_the_standard_has_it,
        an_event_at_the_end_of_a_year_ends_in_the_next,
        what_means_something_in_the_format_is_escaped,
        no_line_is_longer_than_75_octets_and_no_character_is_cut,
        NULL,
    };

    return harness_run(harness_suite("ics", tests, 10));
}
