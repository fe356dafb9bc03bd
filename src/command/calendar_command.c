/* gongkai calendar: load, print and check the working-day calendar. */
#include "command/calendar_command.h"

#include "command/command.h"
#include "core/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MONTHS_BESIDE = 2,
    ROWS_OF_MONTH = 8,
    LINE_SIZE = 160,
    NUMBER_WIDTH = 34 /* columns of the list that a notice's number takes */
};

static const json_t *
day_of(const json_t *days, date d)
{
    date first;

    date_parse(client_text(json_array_get(days, 0), "date"), &first);
    return json_array_get(days, (size_t)(d - first));
}

/* 休 and 班 where a notice says so, a blank of the same width elsewhere. */
static const char *
mark_of(const json_t *day)
{
    const char *kind = client_text(day, "kind");

    return strcmp(kind, "holiday") == 0 ? "休" : strcmp(kind, "makeup") == 0 ? "班" : "  ";
}

/* Row ROW of a month: its name, the weekdays, then weeks. */
static void
add_month_row(struct text *line, const json_t *days, int year, int month, int row)
{
    date first = date_of(year, month, 1);
    date next = month < 12 ? date_of(year, month + 1, 1) : date_of(year + 1, 1, 1);
    date monday = first - date_weekday(first) + (row - 2) * 7;

    if (row == 0)
        text_addf(line, "            %4d年%2d月             ", year, month);
    else if (row == 1)
        text_add(line, " 一   二   三   四   五   六   日  ");
    for (date d = monday; row > 1 && d < monday + 7; d++) {
        if (d < first || d >= next)
            text_add(line, "     ");
        else
            text_addf(line, "%2d%s ", d - first + 1, mark_of(day_of(days, d)));
    }
}

static void
print_months(const json_t *days, int year)
{
    for (int month = 1; month <= 12; month += MONTHS_BESIDE) {
        for (int row = 0; row < ROWS_OF_MONTH; row++) {
            struct text line = {NULL, 0, 0};

            for (int i = 0; i < MONTHS_BESIDE; i++) {
                text_add(&line, i > 0 ? "   " : "");
                add_month_row(&line, days, year, month + i, row);
            }
            while (line.len > 0 && line.bytes[line.len - 1] == ' ')
                line.bytes[--line.len] = '\0';
            if (line.len > 0)
                puts(line.bytes);
            text_free(&line);
        }
        puts("");
    }
}

/* The first day of the year whose law may still change, "" when none is. */
static const char *
provisional_from(const json_t *days)
{
    json_t *day;
    size_t i;

    json_array_foreach(days, i, day)
        if (json_is_true(json_object_get(day, "provisional")))
            return client_text(day, "date");
    return "";
}

static void
print_year(const json_t *shown)
{
    const json_t *days = json_object_get(shown, "days");
    const char *region = client_text(shown, "region"), *from = provisional_from(days);
    json_t *notice;
    size_t i;

    print_months(days, (int)client_number(shown, "year"));
    printf("休 放假　班 调休上班　%s\n", strcmp(region, "national") == 0 ? "全国" : region);
    if (*from != '\0')
        printf("%s 起为暂定\n", from);
    json_array_foreach(json_object_get(shown, "notices"), i, notice) {
        const char *published = client_text(notice, "published");

        printf("依据：%s%s%s%s%s\n", client_text(notice, "notice"), *published ? "，" : "",
               published, *published ? " 公布 " : " ", client_text(notice, "url"));
    }
}

static int
show(struct client *c, int argc, char **argv)
{
    struct text path = {NULL, 0, 0};
    char *region;
    json_t *shown;

    if (argc != 1 && (argc != 3 || strcmp(argv[1], "--region") != 0))
        return command_misused("calendar show");
    region = client_escape(c, argc == 3 ? argv[2] : "national");
    text_addf(&path, "/api/v1/calendar?year=%d&region=%s", atoi(argv[0]), region);
    shown = client_fetch(c, path.bytes);
    if (shown != NULL)
        print_year(shown);
    free(region);
    text_free(&path);
    json_decref(shown);
    return shown != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

static const char *
word_of(const char *code)
{
    static const char *const words[][2] = {
        {"in_force", "有效"}, {"pending", "待采用"}, {"withdrawn", "已撤回"},
        {"annual", "年度"},   {"change", "调整"},    {"regional", "地方"},
        {"national", "全国"},
    };

    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i][0], code) == 0)
            return words[i][1];
    return code;
}

/* TEXT and blanks up to WIDTH columns. */
static void
print_padded(const char *text, int width)
{
    printf("%s%*s ", text, width > text_width(text) ? width - text_width(text) : 0, "");
}

static int
list(struct client *c, int argc, char **argv)
{
    json_t *all, *notice;
    size_t i;

    (void)argv;
    if (argc != 0)
        return command_misused("calendar list");
    all = client_fetch(c, "/api/v1/calendar/notices");
    if (all == NULL)
        return EXIT_FAILURE;
    json_array_foreach(json_object_get(all, "notices"), i, notice) {
        printf("%4s ", client_text(notice, "id"));
        print_padded(word_of(client_text(notice, "state")), 6);
        printf("%ld ", client_number(notice, "year"));
        print_padded(word_of(client_text(notice, "type")), 4);
        print_padded(client_text(notice, "published"), DATE_SIZE - 1);
        printf("%3zu 天 ", json_array_size(json_object_get(notice, "days")));
        print_padded(client_text(notice, "notice"), NUMBER_WIDTH);
        printf("%s\n", word_of(client_text(notice, "region")));
    }
    json_decref(all);
    return EXIT_SUCCESS;
}

static int
import_file(struct client *c, int argc, char **argv)
{
    return argc == 1 ? calendar_import_file(c, argv[0])
                     : command_misused("calendar import");
}

static int
check(struct client *c, int argc, char **argv)
{
    (void)argv;
    return argc == 0 ? calendar_check(c) : command_misused("calendar check");
}

static int
adopt(struct client *c, int argc, char **argv)
{
    return calendar_send_change(c, "adopt", argc, argv);
}

static int
withdraw(struct client *c, int argc, char **argv)
{
    return calendar_send_change(c, "withdraw", argc, argv);
}

int
command_calendar(const struct settings *s, int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(struct client *c, int argc, char **argv);
    } parts[] = {
        {"import", import_file},
        {"show", show},
        {"list", list},
        {"check", check},
        {"preview", calendar_show_preview},
        {"adopt", adopt},
        {"withdraw", withdraw},
    };
    struct client *c;
    int status = EXIT_FAILURE;

    for (unsigned i = 0; argc > 0 && i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(parts[i].name, argv[0]) != 0)
            continue;
        c = client_new(s);
        if (c != NULL)
            status = parts[i].run(c, argc - 1, argv + 1);
        client_free(c);
        return status;
    }
    return command_misused("calendar");
}
