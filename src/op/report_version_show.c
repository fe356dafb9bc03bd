#include "op/report_way.h"

/* A frozen report, its bytes as they were frozen; the ETag is their SHA-256. */
OPERATION(report_version_show, .summary = "Show a frozen report as it was frozen",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/versions/{version}",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE),
          .reply = FIELDS(TEXT("agency", "机关代码", .required = true),
                          TEXT("name", "机关名称", .required = true), TEXT("level", "层级"),
                          INTEGER("year", "年度", .required = true),
                          CHOICE("scope", "范围", .oneof = "|agency|subtree",
                                 .required = true),
                          INTEGER("version", "版次", .required = true),
                          TEXT("reason", "重述原因", .multiline = true),
                          DATE("happened_by", "截至（发生日期）", .required = true),
                          MOMENT("known_at", "截至（记录时刻）", .required = true),
                          TEXT("title", "标题", .required = true),
                          OBJECT("section2", "第二部分，金额以分计", .required = true),
                          OBJECT("section3", "第三部分", .required = true),
                          OBJECT("section4", "第四部分", .required = true),
                          OBJECT("text", "各部分的文字", .required = true),
                          TEXT("cases", "各格申请清单的 SHA-256", .required = true)))
{
    PGresult *row;

    TRY(run_sql(rq, SQL(report_version_show), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有锁定过这一版年度报告",
                         "no such version of the report was frozen");
    if (*PQgetvalue(row, 0, 2) != 't')
        return fail_with(rq, P_file_altered,
                         "锁定的年度报告已被改动，请运行 gongkai verify",
                         "the frozen report is not what was frozen; run gongkai verify");
    rq->reply.etag = arena_printf(rq->arena, "\"%s\"", PQgetvalue(row, 0, 1));
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
