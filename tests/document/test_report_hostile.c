/* Files made to cost much, or to break the readers of published reports. */
#include "document/report_read.h"

#include "base/text.h"
#include "document/forge.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* Reads what is not worth reading: in less than two seconds and 64 MB, whatever comes of it. */
static void
bears(const struct text *file, const char *name)
{
    struct arena *a = arena_new();
    struct rusage before, after;
    struct timespec from, to;
    const char *zh, *en;
    struct report r;

    getrusage(RUSAGE_SELF, &before);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    report_read(a, file->bytes, file->len, name, &r, &zh, &en);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    getrusage(RUSAGE_SELF, &after);
    printf("# %s %s: %.3f s, %ld kB\n", name, zh != NULL ? en : "read",
           (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9,
           after.ru_maxrss - before.ru_maxrss);
    fflush(stdout);
    arena_free(a);
#ifndef __SANITIZE_ADDRESS__
    ck_assert(
        (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9 < 2);
    ck_assert(after.ru_maxrss - before.ru_maxrss < 64 << 10);
#endif
}

/* HEAD, then PIECE up to SIZE bytes, then TAIL. */
static void
bears_repeated(const char *head, const char *piece, const char *tail, size_t size,
               const char *name)
{
    struct text file = {0};

    text_add(&file, head);
    while (file.len < size)
        text_add(&file, piece);
    text_add(&file, tail);
    bears(&file, name);
    text_free(&file);
}

enum { LARGE = 15 << 20 };
#define ROW_LABEL "<td>一、本年新收政府信息公开申请数量"

START_TEST(hostile_pages_cost_little)
{
    bears_repeated("<table>", "<td>1", "", LARGE, "cells.html");
    bears_repeated("<table>", "<tr>", "", LARGE, "rows.html");
    bears_repeated("", "<table><tr><td>", "", LARGE, "nested.html");
    bears_repeated("", "<div>", "", LARGE, "deep.html");
    bears_repeated("", "<p>a", "", LARGE, "paragraphs.html");
    bears_repeated("<table><tr><td ", "a ", ">1", LARGE, "attributes.html");
    bears_repeated("<table><tr><td colspan=100000000 rowspan=100000000>1<tr>", "<td>1",
                   "</table>", 400000, "spans.html");
    bears_repeated("<table>", "<tr><td colspan=64 rowspan=9999>1", "</table>", 1 << 20,
                   "overlap.html");
    bears_repeated("<table><tr>" ROW_LABEL "<td>", "1<br>", "", LARGE, "breaks.html");
    bears_repeated("<table>", "<tr>" ROW_LABEL "<td>1<td>2<td>3<td>4", "</table>", 2 << 20,
                   "labels.html");
    bears_repeated("", "三、收到和处理政府信息公开申请情况<p>", "", LARGE, "headings.html");
    bears_repeated("<p>", "2024年政府信息公开年报", "", LARGE, "long.html");
    bears_repeated("", "<!--", "", LARGE, "comments.html");
    bears_repeated("", "<script>", "", LARGE, "scripts.html");
    bears_repeated("", "&", "", LARGE, "references.html");
    bears_repeated("<p>&#", "9", ";", LARGE, "digits.html");
    bears_repeated("<", "<", "", LARGE, "angles.html");
    bears_repeated("<p>", "\xff", "", LARGE, "bytes.html");
    bears_repeated("<title>", "2024年", "", LARGE, "title.html");
}
END_TEST

START_TEST(hostile_values_cost_little)
{
    bears_repeated("", "1,", "", LARGE, "cells.csv");
    bears_repeated("", "1\t", "", LARGE, "cells.txt");
    bears_repeated("", "\"a\t", "", LARGE, "quotes.txt");
    bears_repeated("a,", "\"\"", "", LARGE, "quotes.csv");
    bears_repeated("", "1,2\n", "", LARGE, "rows.csv");
    bears_repeated("", "总计\n", "", LARGE, "lines.txt");
    bears_repeated("\xff\xfe", "\xff\xd8", "", LARGE, "halves.txt");
}
END_TEST

/* A document of PIECE over and over between HEAD and TAIL, packed. */
static void
bears_packed(const char *part, const char *head, const char *piece, const char *tail,
             size_t size, const char *name)
{
    struct forged_zip z = {.count = 0};
    struct text xml = {0}, file = {0};

    text_add(&xml, head);
    while (xml.len < size)
        text_add(&xml, piece);
    text_add(&xml, tail);
    if (strstr(name, "xlsx") != NULL) {
        forge_text(&z, "xl/workbook.xml", "<w><sheet id=\"a\"/></w>");
        forge_text(&z, "xl/_rels/workbook.xml.rels",
                   "<r><Relationship Id=\"a\" Target=\"a.xml\"/></r>");
    }
    forge_text(&z, part, xml.bytes);
    if (strstr(part, "shared") != NULL)
        forge_text(&z, "xl/a.xml", "<w/>");
    forge_end(&z, -1, &file);
    bears(&file, name);
    text_free(&xml);
    text_free(&file);
}

START_TEST(hostile_documents_cost_little)
{
    const char *document = "word/document.xml";

    bears_packed(document, "<a>", "<p/>", "</a>", 60 << 20, "bomb.docx");
    bears_packed(document, "<tbl>", "<tr><tc/></tr>", "</tbl>", 8000000, "rows.docx");
    bears_packed(document, "<tbl><tr>", "<tc/>", "</tr></tbl>", 7900000, "cells.docx");
    bears_packed(document, "<tbl>",
                 "<tr><tc><tcPr><gridSpan val=\"999999\"/><vMerge/></tcPr></tc></tr>",
                 "</tbl>", 4000000, "spans.docx");
    bears_packed(document, "", "<tbl><tr><tc>", "", 100000, "nested.docx");
    bears_packed(document, "<p><r><t>", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "</t></r></p>",
                 7900000, "text.docx");
    bears_packed(document, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>", "&b;", "</a>", 1000,
                 "entities.docx");
    bears_packed("xl/a.xml", "<sheetData>", "<row><c><v>1</v></c></row>", "</sheetData>",
                 7900000, "rows.xlsx");
    bears_packed("xl/a.xml", "<sheetData><row>", "<c r=\"A1\"><v>1</v></c>",
                 "</row></sheetData>", 7900000, "cells.xlsx");
    bears_packed(
        "xl/a.xml",
        "<w><sheetData><row r=\"3999\"><c r=\"BL3999\"><v>1</v></c></row></sheetData>",
        "<mergeCell ref=\"A1:BL3999\"/>", "</w>", 2000000, "merges.xlsx");
    bears_packed(
        "xl/a.xml",
        "<w><sheetData><row r=\"3999\"><c r=\"A3999\"><v>1</v></c></row></sheetData>",
        "<mergeCell ref=\"B1:C3999\"/>", "</w>", 2500000, "aside.xlsx");
    bears_packed("xl/sharedStrings.xml", "<sst>", "<si><t>a</t></si>", "</sst>", 7900000,
                 "strings.xlsx");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {hostile_pages_cost_little, hostile_values_cost_little,
                                  hostile_documents_cost_little, NULL};

    return harness_run(harness_suite("report_hostile", tests, 300));
}
