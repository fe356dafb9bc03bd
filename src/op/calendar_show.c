#include "core/calendar.h"
#include "document/csv.h"
#include "document/ics.h"
#include "op/fields.h"
#include "op/law.h"

#include "http/request.h"

#include <stdlib.h>
#include <string.h>

/* One year of a region's calendar, and the notices it rests on. */
struct year {
    const struct calendar *calendar;
    int year;
    const char *region, *notices_json;
    json_t *notices;
};

/* What a day is: nothing is said of "workday" and "weekend", a notice made "holiday" and
 * "makeup".  A weekday that a notice took back from an earlier one is a workday again. */
static const char *
kind_of(const struct calendar *c, date d)
{
    bool weekend = date_weekday(d) >= 5;

    if (calendar_works(c, d))
        return weekend ? "makeup" : "workday";
    return calendar_fact(c, d) != NULL ? "holiday" : "weekend";
}

/* The member NAME of the notice that F rests on, NULL when it has none. */
static const char *
of_notice(const struct year *y, const struct calendar_fact *f, const char *name)
{
    const char *found = NULL;
    json_t *notice;
    size_t i;

    json_array_foreach(y->notices, i, notice)
        if (strcmp(json_string_value(json_object_get(notice, "notice")), f->notice) == 0)
            found = json_string_value(json_object_get(notice, name));
    return found;
}

static bool
is_complete(const struct year *y)
{
    bool complete = false;
    json_t *notice;
    size_t i;

    json_array_foreach(y->notices, i, notice)
        complete =
            complete ||
            (strcmp(json_string_value(json_object_get(notice, "type")), "annual") == 0 &&
             json_integer_value(json_object_get(notice, "year")) == y->year);
    return complete;
}

static void
add_nullable(struct text *t, const char *name, const char *value)
{
    text_addf(t, ",\"%s\":", name);
    if (value != NULL)
        text_add_json(t, value);
    else
        text_add(t, "null");
}

static void
add_day(struct text *t, const struct year *y, date d)
{
    const struct calendar_fact *f = calendar_fact(y->calendar, d);
    char day[DATE_SIZE];

    text_addf(t, "{\"date\":\"%s\",\"works\":%s,\"kind\":\"%s\"", date_text(d, day),
              calendar_works(y->calendar, d) ? "true" : "false", kind_of(y->calendar, d));
    add_nullable(t, "name", f != NULL ? f->name : NULL);
    add_nullable(t, "notice", f != NULL ? f->notice : NULL);
    text_addf(t, ",\"provisional\":%s}",
              calendar_provisional(y->calendar, d) ? "true" : "false");
}

static enum problem
reply_json(struct request *rq, const struct year *y)
{
    date first = date_of(y->year, 1, 1), last = date_of(y->year, 12, 31);
    struct text t = {NULL, 0, 0};

    text_addf(&t, "{\"year\":%d,\"region\":", y->year);
    text_add_json(&t, y->region);
    text_addf(&t, ",\"version\":%d", rq->calendar_version);
    add_nullable(&t, "known_on", text_of(rq, "known_on"));
    text_addf(&t, ",\"complete\":%s,\"notices\":%s,\"days\":[",
              is_complete(y) ? "true" : "false", y->notices_json);
    for (date d = first; d <= last; d++) {
        text_add(&t, d > first ? "," : "");
        add_day(&t, y, d);
    }
    text_add(&t, "]}");
    return reply_text(rq, 200, "application/json", &t);
}

static enum problem
reply_file(struct request *rq, const struct year *y, const char *type, const char *suffix,
           struct text *t)
{
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"calendar-%d.%s\"", y->year, suffix);
    return reply_text(rq, 200, type, t);
}

static enum problem
reply_csv(struct request *rq, const struct year *y)
{
    static const char *const headings[] = {"日期", "星期", "上班", "性质",
                                           "名称", "依据", "暂定"};
    static const char *const weekdays[] = {"一", "二", "三", "四", "五", "六", "日"};
    struct text t = {NULL, 0, 0};
    char day[DATE_SIZE];

    csv_begin(&t);
    for (unsigned i = 0; i < sizeof headings / sizeof headings[0]; i++)
        csv_cell(&t, headings[i]);
    csv_end_row(&t);
    for (date d = date_of(y->year, 1, 1); d <= date_of(y->year, 12, 31); d++) {
        const struct calendar_fact *f = calendar_fact(y->calendar, d);

        csv_cell(&t, date_text(d, day));
        csv_cell(&t, weekdays[date_weekday(d)]);
        csv_cell(&t, calendar_works(y->calendar, d) ? "是" : "否");
        csv_cell(&t, kind_of(y->calendar, d));
        csv_cell(&t, f != NULL ? f->name : NULL);
        csv_cell(&t, f != NULL ? f->notice : NULL);
        csv_cell(&t, calendar_provisional(y->calendar, d) ? "是" : NULL);
        csv_end_row(&t);
    }
    return reply_file(rq, y, "text/csv; charset=utf-8", "csv", &t);
}

static bool
says_the_same(const struct calendar_fact *a, const struct calendar_fact *b)
{
    return b != NULL && a->works == b->works && strcmp(a->name, b->name) == 0 &&
           strcmp(a->notice, b->notice) == 0;
}

/* When what F says was made public; where that is not known, the year it is of begins. */
static date
stamp_of(const struct year *y, const struct calendar_fact *f)
{
    const char *published = of_notice(y, f, "published");
    const char *dated = of_notice(y, f, "dated");
    date d = date_of(y->year, 1, 1);

    if (published != NULL || dated != NULL)
        date_parse(published != NULL ? published : dated, &d);
    return d;
}

/* The days from FIRST on, to LAST, of which the same is said. */
static void
add_event(struct request *rq, struct text *t, const struct year *y, date first, date last)
{
    const struct calendar_fact *f = calendar_fact(y->calendar, first);
    const char *mark = f->works ? "班" : "休";
    char day[DATE_SIZE];

    ics_event(t, &(struct ics_event){
                     .uid = arena_printf(rq->arena, "%s-%s-%s@calendar.gongkai",
                                         date_text(first, day),
                                         f->works ? "workday" : "holiday", y->region),
                     .stamp = stamp_of(y, f),
                     .first = first,
                     .last = last,
                     .summary = arena_printf(rq->arena, "%s %s", mark, f->name),
                     .description = f->notice,
                     .category = mark,
                     .url = of_notice(y, f, "url"),
                     .busy = f->works,
                 });
}

static enum problem
reply_ics(struct request *rq, const struct year *y)
{
    date last = date_of(y->year, 12, 31);
    struct text t = {NULL, 0, 0};

    ics_begin(&t, arena_printf(rq->arena, "%d年放假调休安排%s%s", y->year,
                               strcmp(y->region, "national") == 0 ? "" : " ",
                               strcmp(y->region, "national") == 0 ? "" : y->region));
    for (date d = date_of(y->year, 1, 1), end; d <= last; d = end + 1) {
        const struct calendar_fact *f = calendar_fact(y->calendar, d);

        end = d;
        while (f != NULL && end < last &&
               says_the_same(f, calendar_fact(y->calendar, end + 1)))
            end++;
        if (f != NULL)
            add_event(rq, &t, y, d, end);
    }
    ics_end(&t);
    return reply_file(rq, y, "text/calendar; charset=utf-8", "ics", &t);
}

static enum problem
find_year(struct request *rq, struct year *y)
{
    date known_on = date_of_field(rq, "known_on");
    struct law *law = rq->service->law;
    PGresult *row;

    TRY(run_sql(rq, SQL(calendar_show), &row));
    y->year = (int)number_of(rq, "year");
    y->region = text_of(rq, "region") ? text_of(rq, "region") : "national";
    y->notices_json = PQgetvalue(row, 0, 0);
    y->notices = json_loads(y->notices_json, 0, NULL);
    own_json(rq->arena, y->notices);
    y->calendar = known_on == NO_DATE
                      ? law_calendar_at(law, y->region, rq->calendar_version)
                      : law_calendar_known_on(law, y->region, known_on);
    return OK;
}

/* Every day of a year, as the notices in force have it, or as it was known on a day. */
OPERATION(
    calendar_show, .summary = "Show a year of the working-day calendar",
    .route = "GET /api/v1/calendar", .right = RIGHT_law_read, .formats = "|json|csv|ics",
    .query = FIELDS(INTEGER("year", "年度", .min = 2000, .max = 2100, .required = true),
                    TEXT("region", "适用地区", .max = 60),
                    DATE("known_on", "在该日已公布")),
    .reply = FIELDS(
        INTEGER("year", "年度", .required = true),
        TEXT("region", "适用地区", .required = true),
        INTEGER("version", "日历版本", .required = true), DATE("known_on", "在该日已公布"),
        BOOLEAN("complete", "该年度已有通知", .required = true),
        LIST("notices", "通知", .required = true, .fields = NOTICE),
        LIST("days", "日子", .required = true,
             .fields = FIELDS(DATE("date", "日期", .required = true),
                              BOOLEAN("works", "上班", .required = true),
                              CHOICE("kind", "性质", .required = true,
                                     .oneof = "|workday|weekend|holiday|makeup"),
                              TEXT("name", "名称"), TEXT("notice", "依据"),
                              BOOLEAN("provisional", "暂定", .required = true)))))
{
    struct year y;

    TRY(find_year(rq, &y));
    if (strcmp(rq->format, "csv") == 0)
        return reply_csv(rq, &y);
    if (strcmp(rq->format, "ics") == 0)
        return reply_ics(rq, &y);
    return reply_json(rq, &y);
}
