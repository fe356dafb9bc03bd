#include "op/report_reply.h"

#include "base/setting.h"
#include "document/pdf.h"
#include "document/report_json.h"
#include "op/letter_render.h"

#include <string.h>

enum problem
report_template_read(struct request *rq, struct report_template *t)
{
    PGresult *row;

    *t = (struct report_template){.bytes = NULL};
    put_text(rq, "letter_kind", REPORT_TEMPLATE_KIND);
    TRY(run_sql(rq, SQL(letter_template_read), &row));
    if (PQntuples(row) > 0)
        t->bytes = letter_bytes(rq, row, 0, &t->size);
    return OK;
}

static void
name_file(struct request *rq, const char *name, const char *suffix)
{
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"%s.%s\"", name, suffix);
}

static enum problem
make_docx(struct request *rq, const struct report_file *f, const struct report_template *t,
          struct text *out)
{
    struct docx_faults faults = {.count = 0};

    if (report_docx(rq->arena, f, t->bytes, t->size, out, &faults))
        return OK;
    return fail_with(rq, P_internal, docx_fault_zh(rq->arena, &faults.list[0]),
                     docx_fault_en(rq->arena, &faults.list[0]));
}

static enum problem
reply_pdf(struct request *rq, const struct report_file *f, const struct report_template *t,
          const char *name)
{
    struct pdf_converter converter = {.soffice = rq->service->settings->soffice};
    struct text docx = {NULL, 0, 0}, pdf = {NULL, 0, 0};
    enum pdf_fault fault;

    if (*converter.soffice == '\0')
        return fail_with(
            rq, P_not_acceptable,
            "本系统未设置 LibreOffice（设置项 soffice）；请下载 DOCX，或打开网页"
            "后另存为 PDF",
            "no LibreOffice is set (setting soffice); take the DOCX, or print "
            "the page to PDF");
    TRY(make_docx(rq, f, t, &docx));
    fault = pdf_of_docx(&converter, docx.bytes, docx.len, &pdf);
    text_free(&docx);
    if (fault != PDF_OK) {
        text_free(&pdf);
        rq->reply.retry_after = fault == PDF_BUSY ? 30 : 0;
        return fail_with(rq, fault == PDF_BUSY ? P_busy : P_internal, pdf_fault_zh(fault),
                         pdf_fault_en(fault));
    }
    name_file(rq, name, "pdf");
    return reply_text(rq, 200, "application/pdf", &pdf);
}

static enum problem
reply_xlsx(struct request *rq, const struct report_file *f, const char *name)
{
    struct text out = {NULL, 0, 0};

    if (report_xlsx(f, &out) != 0)
        return P_internal;
    name_file(rq, name, "xlsx");
    return reply_text(
        rq, 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &out);
}

/* The report as it is read in again, and its version as the last member. */
static void
write_json(struct text *out, const struct report_file *f)
{
    report_json_write(out, f->report);
    if (f->version_line == NULL)
        return;
    out->len--; /* the closing brace */
    text_add(out, ",\"version\":");
    text_add_json(out, f->version_line);
    text_add(out, "}");
}

enum problem
reply_report(struct request *rq, const struct report_file *f,
             const struct report_template *t, const char *name)
{
    struct text out = {NULL, 0, 0};

    if (strcmp(rq->format, "pdf") == 0)
        return reply_pdf(rq, f, t, name);
    if (strcmp(rq->format, "xlsx") == 0)
        return reply_xlsx(rq, f, name);
    if (strcmp(rq->format, "docx") == 0) {
        TRY(make_docx(rq, f, t, &out));
        name_file(rq, name, "docx");
        return reply_text(rq, 200, DOCX_TYPE, &out);
    }
    if (strcmp(rq->format, "csv") == 0) {
        report_csv(&out, f);
        name_file(rq, name, "csv");
        return reply_text(rq, 200, "text/csv; charset=utf-8", &out);
    }
    if (strcmp(rq->format, "xml") == 0) {
        report_xml(&out, f);
        name_file(rq, name, "xml");
        return reply_text(rq, 200, "application/xml", &out);
    }
    if (strcmp(rq->format, "json") == 0) {
        write_json(&out, f);
        name_file(rq, name, "json");
        return reply_text(rq, 200, "application/json", &out);
    }
    report_html(&out, f);
    rq->reply.is_document = rq->reply.can_copy = true;
    return reply_text(rq, 200, "text/html; charset=utf-8", &out);
}
