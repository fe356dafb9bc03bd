#include "guard/keyholder.h"
#include "http/request.h"
#include "op/audit_heads.h"
#include "op/clock_view.h"
#include "op/coverage.h"
#include "op/doctor.h"
#include "op/fields.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define CHECK_STATES "|unknown|fine|warns|refuses"

/* Columns of system_show.sql. */
enum { S_SCHEMA, S_KEY, S_MADE, S_RETIRED, S_PROOF };

static void
set_text(json_t *object, const char *name, const char *value)
{
    json_object_set_new(object, name, value != NULL ? json_string(value) : json_null());
}

/* All that was sealed is counted by `gongkai doctor` alone. */
static json_t *
checks_json(const struct doctor *d, bool english)
{
    static const char *const states[] = {"unknown", "fine", "warns", "refuses"};
    json_t *list = json_array();

    for (enum doctor_check c = 0; c < CHECK_COUNT; c++) {
        json_t *one = json_object();

        set_text(one, "check", doctor_code(c));
        set_text(one, "state", states[d->checks[c].state]);
        set_text(one, "fault", doctor_says(c, english));
        set_text(one, "found", *d->checks[c].found != '\0' ? d->checks[c].found : NULL);
        set_text(one, "remedy", doctor_remedy(c));
        json_array_append_new(list, one);
    }
    return list;
}

/* The keys by their numbers; what is wrong with those still in use goes to D. */
static json_t *
keys_json(struct doctor *d, const struct keyring *ring, const PGresult *rows)
{
    json_t *list = json_array();
    char wrong[64] = "";

    for (int i = 0; i < PQntuples(rows); i++) {
        int id = PQgetisnull(rows, i, S_KEY) ? 0 : atoi(PQgetvalue(rows, i, S_KEY));
        json_t *one;

        if (id == 0)
            continue;
        if (*wrong == '\0' && PQgetisnull(rows, i, S_RETIRED))
            doctor_compare_key(ring, id, db_value(rows, i, S_PROOF), wrong);
        one = json_object();
        json_object_set_new(one, "key", json_integer(id));
        set_text(one, "made_on", db_value(rows, i, S_MADE));
        set_text(one, "retired_on", db_value(rows, i, S_RETIRED));
        json_object_set_new(one, "current", json_boolean(id == keyring_current(ring)));
        json_array_append_new(list, one);
    }
    doctor_note(d, CHECK_keys, *wrong != '\0', wrong);
    return list;
}

/* When the heads of the audit last moved on in their file; null when it cannot be read. */
static json_t *
heads_json(const struct settings *s)
{
    char path[FILENAME_MAX], moment[32];
    struct stat status;
    struct tm utc;

    if (stat(audit_heads_path(s, path), &status) != 0 ||
        gmtime_r(&status.st_mtime, &utc) == NULL)
        return json_null();
    strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return json_string(moment);
}

static enum problem
examine(struct request *rq, struct doctor *d)
{
    const struct settings *s = rq->service->settings;

    *d = (struct doctor){.training = s->training};
    doctor_look_at_settings(d, s);
    TRY(doctor_look_at_database(d, rq->db));
    if (*s->today == '\0')
        TRY(doctor_look_at_clock(d, rq->db));
    TRY(doctor_look_at_calendar(d, rq->db, rq->today));
    doctor_note(d, CHECK_database, false, "");
    return OK;
}

static json_t *
coverage_json(const struct coverage *c)
{
    json_t *view = json_object();
    char text[DATE_SIZE];

    json_object_set_new(view, "last_year", json_integer(c->last_year));
    set_text(view, "certain_until",
             c->certain_until == NO_DATE ? NULL : date_text(c->certain_until, text));
    json_object_set_new(view, "days_left", json_integer(c->days_left));
    return view;
}

/* How the service is: what a daily `gongkai doctor` would tell of it, as far as a request can
 * look, with the keys and the calendar (matrix row 33: for the three administrators). */
OPERATION(system_show, .summary = "Show the state of the service",
          .route = "GET /api/v1/system", .right = RIGHT_system_read,
          .reply = FIELDS(
              TEXT("version", "程序版本", .required = true),
              INTEGER("schema", "数据库版本", .required = true),
              DATE("today", "服务的当日", .required = true),
              BOOLEAN("training", "演练", .required = true),
              BOOLEAN("plain_http", "未加密传输", .required = true),
              OBJECT("coverage", "日历覆盖", .required = true,
                     .fields = FIELDS(INTEGER("last_year", "最后年度", .required = true),
                                      DATE("certain_until", "确定到"),
                                      INTEGER("days_left", "剩余天数", .required = true))),
              LIST("keys", "密钥", .required = true,
                   .fields = FIELDS(INTEGER("key", "密钥编号", .required = true),
                                    DATE("made_on", "生成日期", .required = true),
                                    DATE("retired_on", "停用日期"),
                                    BOOLEAN("current", "现用", .required = true))),
              MOMENT("heads_kept_at", "审计链头最近留存"),
              LIST("checks", "检查", .required = true,
                   .fields = FIELDS(
                       TEXT("check", "项目", .required = true),
                       CHOICE("state", "结果", .oneof = CHECK_STATES, .required = true),
                       TEXT("fault", "不合格的含义", .required = true),
                       TEXT("found", "现状"), TEXT("remedy", "办法", .required = true)))))
{
    const struct settings *s = rq->service->settings;
    struct coverage coverage;
    struct doctor doctor;
    char day[DATE_SIZE];
    PGresult *rows;
    json_t *view;

    TRY(examine(rq, &doctor));
    TRY(coverage_find(rq, &coverage));
    TRY(run_sql(rq, SQL(system_show), &rows));
    view = json_object();
    set_text(view, "version", PACKAGE_VERSION);
    json_object_set_new(view, "schema", json_integer(atoi(PQgetvalue(rows, 0, S_SCHEMA))));
    set_text(view, "today", date_text(rq->today, day));
    json_object_set_new(view, "training", json_boolean(s->training));
    json_object_set_new(view, "plain_http", json_boolean(s->plain_http));
    json_object_set_new(view, "coverage", coverage_json(&coverage));
    json_object_set_new(view, "keys",
                        keys_json(&doctor, keyholder_ring(rq->service->keys), rows));
    json_object_set_new(view, "heads_kept_at", heads_json(s));
    json_object_set_new(view, "checks", checks_json(&doctor, rq->english));
    return reply_json(rq, 200, view);
}
