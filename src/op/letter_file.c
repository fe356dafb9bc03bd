#include "base/setting.h"
#include "document/docx_html.h"
#include "document/pdf.h"
#include "http/dispatch.h"
#include "op/letter_render.h"
#include "op/letter_view.h"

#include <string.h>

/* A4 as the letter has it, for a browser's print. */
static const char style_sheet[] =
    "@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; }\n"
    "body { max-width: 156mm; margin: 0 auto; font: 16pt/29pt FangSong_GB2312, FangSong, "
    "仿宋_GB2312, 仿宋, serif; overflow-wrap: anywhere; }\n"
    "p { margin: 0; text-indent: 2em; text-align: justify; }\n"
    "h1, h2, h3, h4 { margin: 1em 0; font-weight: normal; text-align: center; }\n"
    "table { width: 100%; border-collapse: collapse; }\n"
    "td { border: 1px solid #000; padding: 2mm; }\ntd p { text-indent: 0; }\n"
    ".docx-centre { text-align: center; text-indent: 0; }\n"
    ".docx-right { text-align: right; text-indent: 0; }\n";

/* Reads the letter inside a transaction, which ends before anything slow begins. */
static enum problem
read_letter(struct request *rq)
{
    struct letter_template *file = arena_alloc(rq->arena, sizeof *file);
    PGresult *row;

    rq->stream = file;
    TRY(run_sql(rq, SQL(letter_file), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "该申请没有这份文书",
                         "the application has no such letter");
    if (PQgetisnull(row, 0, 0))
        return fail_with(rq, P_act_not_lawful,
                         "该申请保管期满已销毁，文书只保留文号、日期和摘要",
                         "the case was disposed of; of the letter number, dates and digest "
                         "are kept");
    file->bytes = letter_bytes(rq, row, 0, &file->size);
    file->n = PQgetvalue(row, 0, 1);
    return OK;
}

static enum problem
reply_html(struct request *rq, const struct letter_template *file)
{
    struct docx_faults faults = {.count = 0};
    struct text page = {NULL, 0, 0};

    text_add(&page, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n"
                    "<meta charset=\"utf-8\">\n<title>");
    text_add_html(&page, file->n);
    text_addf(&page, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style_sheet);
    if (!docx_html(rq->arena, file->bytes, file->size, &page, &faults)) {
        text_free(&page);
        return fail_with(rq, P_internal, docx_fault_zh(rq->arena, &faults.list[0]),
                         docx_fault_en(rq->arena, &faults.list[0]));
    }
    text_add(&page, "</body>\n</html>\n");
    rq->reply.is_document = true;
    return reply_text(rq, 200, "text/html; charset=utf-8", &page);
}

/* A name every system takes, and the document number as it is (RFC 6266). */
static void
name_file(struct request *rq, const char *number, const char *suffix)
{
    static const char hex[] = "0123456789ABCDEF";
    char *name = arena_alloc(rq->arena, 3 * strlen(number) + 1), *out = name;

    for (const unsigned char *p = (const unsigned char *)number; *p != '\0'; p++) {
        if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
            (*p >= 'a' && *p <= 'z')) {
            *out++ = (char)*p;
            continue;
        }
        *out++ = '%';
        *out++ = hex[*p >> 4];
        *out++ = hex[*p & 15];
    }
    *out = '\0';
    rq->reply.disposition = arena_printf(rq->arena,
                                         "attachment; filename=\"letter-%ld.%s\"; "
                                         "filename*=UTF-8''%s.%s",
                                         number_of(rq, "letter"), suffix, name, suffix);
}

static enum problem
reply_pdf(struct request *rq, const struct letter_template *file)
{
    struct pdf_converter converter = {.soffice = rq->service->settings->soffice};
    struct text pdf = {NULL, 0, 0};
    enum pdf_fault fault;

    if (*converter.soffice == '\0')
        return fail_with(
            rq, P_not_acceptable,
            "本系统未设置 LibreOffice（设置项 soffice）；请下载 DOCX，或打开打印页面后"
            "另存为 PDF",
            "no LibreOffice is set (setting soffice); take the DOCX, or print "
            "the page to PDF");
    fault = pdf_of_docx(&converter, file->bytes, file->size, &pdf);
    if (fault != PDF_OK) {
        text_free(&pdf);
        rq->reply.retry_after = fault == PDF_BUSY ? 30 : 0;
        return fail_with(rq, fault == PDF_BUSY ? P_busy : P_internal, pdf_fault_zh(fault),
                         pdf_fault_en(fault));
    }
    name_file(rq, file->n, "pdf");
    return reply_text(rq, 200, "application/pdf", &pdf);
}

/* An issued letter: the bytes that were issued, the same as a page to print, or as PDF where
 * LibreOffice is set. */
OPERATION(letter_file, .summary = "Download or print an issued letter",
          .route = "GET /api/v1/applications/{application}/letters/{letter}/file",
          .right = RIGHT_letter_read, .alone = true, .formats = "|docx|html|pdf")
{
    const struct letter_template *file;

    TRY(dispatch_alone(rq, read_letter, true));
    file = rq->stream;
    rq->stream = NULL;
    if (strcmp(rq->format, "html") == 0)
        return reply_html(rq, file);
    if (strcmp(rq->format, "pdf") == 0)
        return reply_pdf(rq, file);
    name_file(rq, file->n, "docx");
    return reply_bytes(rq, 200, DOCX_TYPE, file->bytes, file->size);
}
