#include "document/report_read.h"

#include "base/text.h"
#include "document/charset.h"
#include "document/file_type.h"
#include "document/flow.h"
#include "document/report_find.h"
#include "document/report_json.h"
#include "document/zip_read.h"

#include <string.h>
#include <strings.h>

enum { TABLES_NAMED = 5, NAME_LENGTH = 20, FRONT = 1 << 16 };

static const struct refusal empty = {"文件是空的，请检查后重新选择",
                                     "the file is empty; choose it again"};
const char report_too_large_zh[] = "文件超过 16 MB，请只保留报告正文（去掉图片）后再试";
const char report_too_large_en[] =
    "the file is larger than 16 MB; keep the report alone, without pictures";
static const struct refusal too_large = {report_too_large_zh, report_too_large_en};
_Static_assert(REPORT_FILE_BYTES == 16 << 20, "the words name the limit");
static const struct refusal pdf = {
    "PDF 中的表格没有单元格，不能可靠读出；请改用网页（HTML）、Word（docx）或 Excel（xlsx）文件",
    "a PDF has no cells that could be relied on; use the HTML page, a DOCX or an XLSX"};
static const struct refusal old_office = {
    "不读取旧版 Office 或 WPS 文件（doc、xls、wps、et）；请另存为 docx 或 xlsx 后再试",
    "files of old Office or WPS (doc, xls, wps, et) are not read; save it as DOCX or XLSX"};
static const struct refusal image = {
    "图片不能读取；请改用网页（HTML）、Word（docx）、Excel（xlsx）或 CSV 文件",
    "a picture cannot be read; use the HTML page, a DOCX, an XLSX or a CSV"};
static const struct refusal other_archive = {
    "这不是 Word（docx）或 Excel（xlsx）文件；请将报告本身另存为 docx、xlsx 或网页",
    "this is no DOCX or XLSX; save the report itself as DOCX, XLSX or HTML"};
static const struct refusal joined_cells = {
    "文字中表格的单元格已连在一起（如“10 0 0 0 01”“710020470”），无法确定各格的数；"
    "请改用网页（HTML）、Word（docx）、Excel（xlsx）或 CSV 文件，不要粘贴纯文本",
    "the cells of the tables run together (as in “10 0 0 0 01” or “710020470”), so the numbers "
    "cannot be told; use the HTML page, a DOCX, an XLSX or a CSV instead of plain text"};

/* ---- What it is ---- */

static bool
begins(const char *bytes, size_t size, const char *mark, size_t n)
{
    return size >= n && memcmp(bytes, mark, n) == 0;
}

/* Whether the text is markup: it has a tag near its front that pages and pastes have. */
static bool
is_markup(const char *bytes, size_t size)
{
    static const char *const tags[] = {"<html", "<!doctype", "<table", "<tr",   "<td",
                                       "<body", "<div",      "<p>",    "<p ",   "<meta",
                                       "<span", "<h1",       "<head",  "<style"};

    for (size_t i = 0; i + 6 < size && i < FRONT; i++)
        if (bytes[i] == '<')
            for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
                if (size - i >= strlen(tags[t]) &&
                    strncasecmp(bytes + i, tags[t], strlen(tags[t])) == 0)
                    return true;
    return false;
}

static bool
is_utf16(const char *bytes, size_t size)
{
    return begins(bytes, size, "\xff\xfe", 2) || begins(bytes, size, "\xfe\xff", 2);
}

static bool
is_image(const char *bytes, size_t size)
{
    return begins(bytes, size, "\xff\xd8\xff", 3) || begins(bytes, size, "\x89PNG", 4) ||
           begins(bytes, size, "GIF8", 4) || begins(bytes, size, "II*\0", 4) ||
           begins(bytes, size, "MM\0*", 4);
}

static bool
refuse(struct refusal *why, const struct refusal *reason)
{
    *why = *reason;
    return false;
}

/* A ZIP is what its parts make it. */
static bool
read_package(struct arena *a, const char *bytes, size_t size, struct flow *out,
             struct refusal *why)
{
    if (memmem(bytes, size, "word/document.xml", 17) != NULL)
        return flow_docx(a, bytes, size, out, why);
    if (memmem(bytes, size, "xl/workbook.xml", 15) != NULL)
        return flow_xlsx(a, bytes, size, out, why);
    return refuse(why, &other_archive);
}

static bool
read_text(struct arena *a, const char *bytes, size_t size, const char *file_name,
          struct flow *out, struct refusal *why)
{
    char extension[FILE_EXTENSION];
    bool page = strncmp(file_extension(file_name, extension), "htm", 3) == 0;

    if (is_utf16(bytes, size))
        bytes = charset_utf8(a, bytes, size, NULL, &size);
    if (page || (is_markup(bytes, size) && strcmp(extension, "csv") != 0))
        return flow_html(a, bytes, size, out, why);
    return flow_csv(a, bytes, size, out, why);
}

/* The one place where a format is chosen. */
static bool
read_flow(struct arena *a, const char *bytes, size_t size, const char *file_name,
          struct flow *out, struct refusal *why)
{
    if (size == 0)
        return refuse(why, &empty);
    if (size > REPORT_FILE_BYTES)
        return refuse(why, &too_large);
    if (begins(bytes, size, "PK\3\4", 4))
        return read_package(a, bytes, size, out, why);
    if (begins(bytes, size, "%PDF-", 5))
        return refuse(why, &pdf);
    if (begins(bytes, size, "\xd0\xcf\x11\xe0", 4))
        return refuse(why, &old_office);
    if (is_image(bytes, size))
        return refuse(why, &image);
    return read_text(a, bytes, size, file_name, out, why);
}

/* ---- Why not ---- */

/* The first words of a table. */
static const char *
name_of(struct arena *a, const struct flow_block *b)
{
    for (int r = 0; r < b->count; r++)
        for (int c = 0; c < b->rows[r].count; c++) {
            const char *s = b->rows[r].cells[c].text, *end = s;

            for (int n = 0; *end != '\0' && *end != '\n' && n < NAME_LENGTH; n++)
                text_next(&end);
            if (end > s)
                return arena_copy(a, s, (size_t)(end - s));
        }
    return "";
}

/* Says which tables there are where section three is not among them. */
static void
tell_tables(struct arena *a, const struct flow *f, struct refusal *why)
{
    struct text zh = {0}, en = {0};
    int n = 0;

    text_add(&zh, "");
    text_add(&en, "");
    for (int i = 0; i < f->count; i++) {
        const struct flow_block *b = &f->blocks[i];

        if (b->text != NULL || n++ >= TABLES_NAMED)
            continue;
        text_addf(&zh, "%s“%s”（%d 行）", n > 1 ? "、" : "", name_of(a, b), b->count);
        text_addf(&en, "%s“%s” (%d rows)", n > 1 ? ", " : "", name_of(a, b), b->count);
    }
    why->zh = arena_printf(
        a,
        "没有找到第三部分“收到和处理政府信息公开申请情况”的表格（按行名识别，如"
        "“本年新收”“结转下年度继续办理”）；文件中有 %d 张表%s%s。"
        "请选用含有该表的文件，或从网页、Word 中把表格完整复制过来",
        n, n > 0 ? "：" : "", zh.bytes);
    why->en =
        arena_printf(a,
                     "no table of section three (收到和处理政府信息公开申请情况, known by "
                     "the labels of its rows) was found; the file has %d tables%s%s.  "
                     "Choose a file with that table, or copy it whole from the page",
                     n, n > 0 ? ": " : "", en.bytes);
    text_free(&zh);
    text_free(&en);
}

/* An object, behind a byte order mark and spaces. */
static bool
is_json(const char *bytes, size_t size)
{
    size_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    while (at < size && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
        at++;
    return at < size && bytes[at] == '{';
}

int
report_read(struct arena *a, const char *bytes, size_t size, const char *file_name,
            struct report *out, const char **why_zh, const char **why_en)
{
    struct refusal why = {NULL, NULL};
    struct flow flow;
    bool joined = false, fine;

    if (is_json(bytes, size))
        return report_json_read(a, bytes, size, out, why_zh, why_en);
    fine = read_flow(a, bytes, size, file_name, &flow, &why);
    if (fine) {
        report_find(a, &flow, out, &joined);
        fine = out->tally_form != NULL;
        if (joined && !fine)
            why = joined_cells;
        else if (!fine)
            tell_tables(a, &flow, &why);
    }
    *why_zh = why.zh;
    *why_en = why.en;
    return fine ? 0 : -1;
}
