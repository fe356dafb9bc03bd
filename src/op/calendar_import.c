#include "op/fields.h"

#include "http/request.h"

#include <string.h>

static const char *
url_fault(const char *url, const char **zh)
{
    if ((strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0) &&
        strpbrk(url, " \"<>\\") == NULL)
        return NULL;
    *zh = "网址须以 http:// 或 https:// 开头，不含空格和引号";
    return "an address begins with http:// or https:// and has no blanks or quotes";
}

/* The State Council's notices are of the nation, published and to be found; a region's are
 * of a region, and often less is known of them. */
static void
check_origin(struct request *rq, enum notice_type type)
{
    const char *region = text_of(rq, "region");
    bool national = region == NULL || strcmp(region, "national") == 0;

    put_text(rq, "region", national ? "national" : region);
    if (type == NOTICE_REGIONAL) {
        if (national)
            add_error(rq, "region", "地方通知须写明地区",
                      "a regional notice names its region");
        return;
    }
    if (!national)
        add_error(rq, "region", "国务院办公厅的通知适用于全国，不填地区",
                  "a notice of the State Council is of no region");
    if (text_of(rq, "published") == NULL)
        add_error(rq, "published", "缺少公布日期", "published is missing");
    if (text_of(rq, "url") == NULL)
        add_error(rq, "url", "缺少网址", "url is missing");
}

static void
add_fault(void *context, int index, const char *member, const char *zh, const char *en)
{
    struct request *rq = context;

    add_error_with(
        rq, index < 0 ? member : arena_printf(rq->arena, "days.%d.%s", index, member), zh,
        en);
}

static void
check_days(struct request *rq, enum notice_type type)
{
    const json_t *list = json_object_get(rq->body, "days");
    size_t n = json_array_size(list);
    struct notice_day *days = arena_alloc(rq->arena, n * sizeof *days);

    for (size_t i = 0; i < n; i++) {
        const json_t *day = json_array_get(list, i);

        date_parse(json_string_value(json_object_get(day, "date")), &days[i].day);
        days[i].works =
            strcmp(json_string_value(json_object_get(day, "kind")), "workday") == 0;
    }
    notice_check(type, (int)number_of(rq, "year"), days, (int)n, add_fault, rq);
}

/* What speaks against it in the notices that are known; P_conflict if it is one of them. */
static enum problem
check_known(struct request *rq)
{
    static const struct {
        const char *fault, *zh, *en;
    } faults[] = {
        {"second", "该年度已有年度通知；调整个别日子的通知，类型是 change",
         "the year has its annual notice; one that changes days of it is of type change"},
        {"gap", "缺少上一年度的通知，年度须逐年录入",
         "the notice of the year before is missing; years are loaded one after another"},
        {"works", "这一天是星期一至星期五，又没有通知规定放假，本来就上班",
         "it is a Monday to Friday that no notice makes a day off: a working day anyway"},
    };
    PGresult *rows;

    TRY(run_sql(rq, SQL(calendar_import_check), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        if (strcmp(PQgetvalue(rows, i, 1), "known") == 0)
            return request_constraint(rq, "calendar_notice_unique");
        for (unsigned k = 0; k < sizeof faults / sizeof faults[0]; k++)
            if (strcmp(PQgetvalue(rows, i, 1), faults[k].fault) == 0)
                add_error_with(rq, PQgetvalue(rows, i, 0), faults[k].zh, faults[k].en);
    }
    return OK;
}

static enum problem
store(struct request *rq, unsigned status)
{
    PGresult *made;

    TRY(run_sql(rq, SQL(calendar_import), &made));
    put_text(rq, "notice_id", PQgetvalue(made, 0, 0));
    return reply_one(rq, status, SQL(calendar_notice));
}

/* Load a holiday notice.  It is pending: nothing changes until somebody adopts it. */
OPERATION(calendar_import, .summary = "Load a holiday notice, to be adopted later",
          .route = "POST /api/v1/calendar/notices", .right = RIGHT_calendar_import,
          .body = FIELDS(
              TEXT("notice", "文号", .max = 100, .required = true),
              TEXT("region", "适用地区", .max = 60),
              INTEGER("year", "年度", .min = 2001, .max = 2100, .required = true),
              CHOICE("type", "类型", .oneof = notice_type_codes, .required = true),
              DATE("dated", "成文日期", .past = true),
              DATE("published", "公布日期", .past = true),
              TEXT("url", "网址", .max = 500, .fault = url_fault),
              TEXT("source", "来源说明", .max = 200), BOOLEAN("dry_run", "只检查，不录入"),
              LIST("days", "日子", .min = 1, .max = 400, .required = true,
                   .fields = FIELDS(DATE("date", "日期", .required = true),
                                    CHOICE("kind", "性质", .oneof = DAY_KINDS,
                                           .required = true),
                                    TEXT("name", "名称", .max = 100, .required = true)))),
          .reply = FIELDS(OBJECT("notice", "通知", .required = true, .fields = NOTICE)))
{
    enum notice_type type = notice_type_of(text_of(rq, "type"));
    PGresult *row;

    TRY(run_sql(rq, SQL(calendar_import_lock), &row));
    check_origin(rq, type);
    check_days(rq, type);
    TRY(check_known(rq));
    if (rq->error_count > 0)
        return P_invalid;
    if (!is_true(rq, "dry_run"))
        return store(rq, 201);
    TRY(db_command(rq->db, "savepoint dry_run"));
    TRY(store(rq, 200));
    return db_command(rq->db, "rollback to dry_run");
}
