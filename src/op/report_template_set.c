#include "http/audit.h"
#include "op/letter_render.h"
#include "op/report_reply.h"

static enum problem
check_template(struct request *rq, const char *bytes, size_t size)
{
    struct docx_faults faults = {.count = 0};

    if (report_template_check(rq->arena, bytes, size, &faults))
        return OK;
    for (size_t i = 0; i < faults.count; i++)
        add_error_with(rq, "docx", docx_fault_zh(rq->arena, &faults.list[i]),
                       docx_fault_en(rq->arena, &faults.list[i]));
    return P_invalid;
}

/* Take a template that was edited in WPS, Word or LibreOffice for annual reports; without one
 * the agency uses that of the agency above it again, or the default.  Sections and tables of
 * the form must all be in it (rules 8.2, 8.7). */
OPERATION(
    report_template_set, .summary = "Set an agency's template of annual reports",
    .route = "POST /api/v1/agencies/{agency}/report-template",
    .right = RIGHT_letterhead_change,
    .body = FIELDS(TEXT("docx", "模板文件（Base64）", .max = 1500000, .multiline = true),
                   TEXT("note", "说明", .max = 400)),
    .reply = FIELDS(OBJECT(
        "template", "模板", .required = true,
        .fields = FIELDS(TEXT("kind", "种类", .required = true), TEXT("agency", "所属机关"),
                         INTEGER("n", "版本"), INTEGER("size", "字节数"),
                         TEXT("sha256", "摘要"), TEXT("note", "说明"),
                         TEXT("uploaded_at", "上传时刻"), TEXT("uploaded_by", "上传人")))))
{
    const char *bytes;
    PGresult *row;
    size_t size;

    put_text(rq, "letter_kind", REPORT_TEMPLATE_KIND);
    TRY(letter_template_upload(rq, &bytes, &size));
    if (bytes != NULL)
        TRY(check_template(rq, bytes, size));
    audit_about(rq, "letter_template:%s", REPORT_TEMPLATE_KIND);
    TRY(run_sql(rq, SQL(letter_template_set), &row));
    return reply_one(rq, 200, SQL(letter_template_show));
}
