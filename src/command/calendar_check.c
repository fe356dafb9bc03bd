#include "command/calendar_command.h"

#include "base/arena.h"
#include "base/embedded.h"
#include "core/date.h"
#include "document/csv_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of migrations/calendar/notices.csv. */
enum { NOTICE, YEAR, TYPE, DATED, PUBLISHED, DAYS_OFF, DAYS_WORKED, URL, COLUMNS };

enum { FIRST = 2000, LAST = 2100 };

/* Days off and weekend days worked that a notice names. */
struct figures {
    long off, worked;
};

static struct figures
count(const json_t *notice)
{
    struct figures n = {0, 0};
    json_t *day;
    size_t i;
    date d;

    json_array_foreach(json_object_get(notice, "days"), i, day) {
        if (strcmp(client_text(day, "kind"), "holiday") == 0)
            n.off++;
        else if (date_parse(client_text(day, "date"), &d) && date_weekday(d) >= 5)
            n.worked++;
    }
    return n;
}

/* The notice called NUMBER for YEAR that counts, NULL if there is none. */
static const json_t *
find(const json_t *notices, const char *number, long year)
{
    json_t *notice;
    size_t i;

    json_array_foreach(notices, i, notice)
        if (strcmp(client_text(notice, "notice"), number) == 0 &&
            client_number(notice, "year") == year &&
            strcmp(client_text(notice, "state"), "in_force") == 0)
            return notice;
    return NULL;
}

/* Holds the notices against the figures their texts give; the number of those that differ. */
static int
compare_figures(const json_t *notices)
{
    char *text = xstrdup(embedded_find("migrations/calendar/notices.csv")->bytes);
    struct csv_reader r = csv_read_begin(text);
    char *cells[COLUMNS];
    int wrong = 0, compared = 0;

    csv_read_row(&r, cells, COLUMNS);
    while (csv_read_row(&r, cells, COLUMNS) == COLUMNS) {
        const json_t *notice = find(notices, cells[NOTICE], atol(cells[YEAR]));
        struct figures n;

        if (notice == NULL)
            continue;
        n = count(notice);
        compared++;
        if (n.off == atol(cells[DAYS_OFF]) && n.worked == atol(cells[DAYS_WORKED]))
            continue;
        printf("%s（%s年）：放假 %ld 天、周末上班 %ld 天，通知本身是 %s 天、%s 天\n",
               cells[NOTICE], cells[YEAR], n.off, n.worked, cells[DAYS_OFF],
               cells[DAYS_WORKED]);
        wrong++;
    }
    printf("天数与通知文本核对：%d 个通知，%d 个不符\n", compared, wrong);
    free(text);
    return wrong;
}

/* Says which years between the first and the last have no annual notice; how many. */
static int
find_gaps(const json_t *notices)
{
    bool known[LAST - FIRST + 1] = {false};
    int first = 0, last = 0, gaps = 0;
    json_t *notice;
    size_t i;

    json_array_foreach(notices, i, notice) {
        int year = (int)client_number(notice, "year");

        if (strcmp(client_text(notice, "type"), "annual") != 0 || year < FIRST ||
            year > LAST || strcmp(client_text(notice, "state"), "in_force") != 0)
            continue;
        known[year - FIRST] = true;
        first = first == 0 || year < first ? year : first;
        last = year > last ? year : last;
    }
    for (int year = first; year < last; year++) {
        if (!known[year - FIRST]) {
            printf("缺少 %d 年的年度通知，此后各年的期限均为暂定\n", year);
            gaps++;
        }
    }
    printf("年度通知：%d—%d 年，缺 %d 年\n", first, last, gaps);
    return gaps;
}

static void
say_pending(const json_t *notices)
{
    json_t *notice;
    size_t i;

    json_array_foreach(notices, i, notice)
        if (strcmp(client_text(notice, "state"), "pending") == 0)
            printf("待采用：%s %s（%ld年）\n", client_text(notice, "id"),
                   client_text(notice, "notice"), client_number(notice, "year"));
}

int
calendar_check(struct client *c)
{
    json_t *all = client_fetch(c, "/api/v1/calendar/notices");
    const json_t *notices = json_object_get(all, "notices");
    const json_t *coverage = json_object_get(all, "coverage");
    const char *warning = client_text(coverage, "warning");
    int wrong;

    if (all == NULL)
        return EXIT_FAILURE;
    wrong = find_gaps(notices) + compare_figures(notices);
    say_pending(notices);
    if (*warning != '\0')
        printf("%s\n", warning);
    else
        printf("日历确定到 %s，还有 %ld 天\n", client_text(coverage, "certain_until"),
               client_number(coverage, "days_left"));
    wrong += *warning != '\0';
    json_decref(all);
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
