/* What our own writer of DOCX writes, and how a DOCX is shown. */
#include "document/docx.h"
#include "document/docx_html.h"
#include "document/docx_write.h"
#include "document/letter_sample.h"
#include "harness.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct arena *a;

static int
count(const char *text, const char *what)
{
    int n = 0;

    for (; (text = strstr(text, what)) != NULL; text++)
        n++;
    return n;
}

/* Every part of DOCX that is XML is well-formed and without DTD. */
static void
assert_sound(const struct text *docx)
{
    struct docx_faults faults = {0};
    struct package *p = package_open(a, docx->bytes, docx->len, &faults);

    ck_assert_msg(p != NULL, "%s", faults_text(a, &faults));
    ck_assert_uint_eq(p->count, 11);
    for (size_t i = 0; i < p->count; i++) {
        xmlDoc *doc = package_xml(p, &p->parts[i], &faults);

        ck_assert_msg(doc != NULL, "%s", faults_text(a, &faults));
        ck_assert_str_ne(p->parts[i].type, "");
        xmlFreeDoc(doc);
    }
}

START_TEST(every_part_of_a_document_is_well_formed_and_typed)
{
    for (int i = 0; i < SAMPLES; i++) {
        struct text docx = {0};

        sample_write(a, (enum sample)i, &docx);
        assert_sound(&docx);
        text_free(&docx);
    }
}
END_TEST

START_TEST(equal_calls_write_equal_bytes_wherever_and_whenever)
{
    static const char *const zones[] = {"UTC", "Asia/Shanghai", "America/New_York",
                                        "Pacific/Kiritimati"};
    struct text first = {0};

    sample_write(a, SAMPLE_LETTER, &first);
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        struct text again = {0};

        setenv("TZ", zones[i], 1);
        tzset();
        sample_write(a, SAMPLE_LETTER, &again);
        ck_assert_uint_eq(again.len, first.len);
        ck_assert_mem_eq(again.bytes, first.bytes, first.len);
        text_free(&again);
    }
    text_free(&first);
}
END_TEST

START_TEST(the_page_is_that_of_the_standard_for_official_papers)
{
    struct text docx = {0};
    const char *document, *styles, *odd, *even;

    sample_write(a, SAMPLE_LETTER, &docx);
    document = part_of(a, &docx, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(document, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    ck_assert_ptr_nonnull(strstr(document, "<w:pgMar w:top=\"2098\" w:right=\"1474\" "
                                           "w:bottom=\"1984\" w:left=\"1588\""));
    ck_assert_ptr_nonnull(
        strstr(document, "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"));
    styles = part_of(a, &docx, "word/styles.xml");
    ck_assert_ptr_nonnull(strstr(styles, "w:eastAsia=\"仿宋_GB2312\""));
    ck_assert_ptr_nonnull(strstr(styles, "<w:sz w:val=\"32\"/>"));
    ck_assert_ptr_nonnull(
        strstr(part_of(a, &docx, "word/fontTable.xml"),
               "<w:font w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋\"/>"));
    odd = part_of(a, &docx, "word/footer1.xml");
    even = part_of(a, &docx, "word/footer2.xml");
    ck_assert_ptr_nonnull(strstr(odd, "<w:jc w:val=\"right\"/>"));
    ck_assert_ptr_nonnull(strstr(even, "<w:jc w:val=\"left\"/>"));
    ck_assert_int_eq(count(odd, "<w:fldChar"), 3);
    ck_assert_int_eq(count(odd, "<w:r>"), 7);
    ck_assert_ptr_nonnull(
        strstr(part_of(a, &docx, "word/settings.xml"), "<w:evenAndOddHeaders/>"));
    text_free(&docx);
}
END_TEST

START_TEST(the_file_names_the_agency_and_no_person)
{
    struct text docx = {0};
    const char *core;

    sample_write(a, SAMPLE_LETTER, &docx);
    core = part_of(a, &docx, "docProps/core.xml");
    ck_assert_ptr_nonnull(strstr(core, "<dc:title>政府信息公开申请答复书</dc:title>"));
    ck_assert_int_eq(count(core, "<dc:"), 1);
    ck_assert_ptr_nonnull(
        strstr(part_of(a, &docx, "docProps/app.xml"), "<Company>某市某某局</Company>"));
    text_free(&docx);
}
END_TEST

START_TEST(a_text_stands_as_it_is_and_what_xml_cannot_hold_is_shown)
{
    struct docx_writer *w = docx_begin(a, "<&\">\x01", "]]>\xff");
    struct text docx = {0};

    docx_title(w, "<w:t>&amp;]]></w:t>");
    docx_line(w, DOCX_LEFT, "{{applicant}}：");
    docx_paragraph(w, "a\nb\r\nc\td  e");
    docx_paragraph(w, "a\x80\x01\x0b\x1f\x7f|\xed\xa0\x80|\xc0\xaf|\xf0\x9f|\xef\xbf\xbe|");
    docx_heading(w, 1, "𠮷\U0002a6d6\u202e");
    docx_end(w, &docx);
    assert_sound(&docx);
    ck_assert_str_eq(text_of(a, &docx),
                     "<w:t>&amp;]]></w:t>\n{{applicant}}：\na\nb\nc\td  e\n"
                     "a\ufffd\ufffd\ufffd\ufffd\x7f|\ufffd|\ufffd|\ufffd|\ufffd|\n"
                     "𠮷\U0002a6d6\u202e\n— 1 —\n— 1 —\n");
    text_free(&docx);
}
END_TEST

/* ---- Tables ---- */

static const char *
html_of(const struct text *docx)
{
    struct docx_faults faults = {0};
    struct text out = {0};
    const char *copy;
    bool shown = docx_html(a, docx->bytes, docx->len, &out, &faults);

    ck_assert_msg(shown, "%s", faults_text(a, &faults));
    copy = arena_copy(a, out.bytes, out.len);
    text_free(&out);
    return copy;
}

static void
cell(struct docx_writer *w, const char *text, int columns, int rows)
{
    docx_cell(w, &(struct docx_cell){.text = text, .columns = columns, .rows = rows});
}

START_TEST(cells_cover_rows_and_columns_as_in_html)
{
    static const int widths[] = {2000, 2000, 2000, 2000};
    struct docx_writer *w = docx_begin(a, "", "");
    struct text docx = {0};

    docx_table_begin(w, &(struct docx_table){widths, 4, 1, 21});
    docx_row(w);
    cell(w, "a", 2, 2); /* aabc */
    cell(w, "b", 1, 3); /* aabd */
    cell(w, "c", 0, 0); /* efb_ */
    docx_row(w);
    cell(w, "d", 0, 0);
    docx_row(w);
    cell(w, "e", 0, 0);
    cell(w, "f", 0, 0);
    docx_row(w);
    cell(w, "wide", 9, 9);
    cell(w, "nowhere", 1, 1);
    docx_table_end(w);
    docx_end(w, &docx);
    assert_sound(&docx);
    ck_assert_str_eq(html_of(&docx),
                     "<table>\n"
                     "<tr><td colspan=\"2\" rowspan=\"2\">\n"
                     "<p class=\"docx-centre\">a</p>\n</td>\n"
                     "<td rowspan=\"3\">\n<p class=\"docx-centre\">b</p>\n</td>\n"
                     "<td>\n<p class=\"docx-centre\">c</p>\n</td>\n</tr>\n"
                     "<tr><td>\n<p>d</p>\n</td>\n</tr>\n"
                     "<tr><td>\n<p>e</p>\n</td>\n<td>\n<p>f</p>\n</td>\n"
                     "<td>\n<p><br></p>\n</td>\n</tr>\n"
                     "<tr><td colspan=\"4\">\n<p>wide</p>\n</td>\n</tr>\n"
                     "</table>\n<p><br></p>\n");
    ck_assert_int_eq(count(part_of(a, &docx, "word/document.xml"), "<w:tblHeader/>"), 1);
    text_free(&docx);
}
END_TEST

/* Whatever cells are asked for, each row fills the grid exactly. */
START_TEST(every_row_fills_the_grid)
{
    srandom(1);
    for (int round = 0; round < 300; round++) {
        int columns = 1 + (int)(random() % DOCX_MOST_COLUMNS), rows = (int)(random() % 8);
        int widths[DOCX_MOST_COLUMNS];
        struct docx_writer *w = docx_begin(a, "", "");
        struct text docx = {0};
        const char *row;

        for (int c = 0; c < columns; c++)
            widths[c] = 100;
        docx_table_begin(w, &(struct docx_table){widths, columns, 1, 18});
        for (int r = 0; r < rows; r++) {
            docx_row(w);
            for (long n = random() % 6; n > 0; n--)
                cell(w, "x", (int)(random() % 5), (int)(random() % 5));
        }
        docx_table_end(w);
        docx_end(w, &docx);
        row = part_of(a, &docx, "word/document.xml");
        while ((row = strstr(row, "<w:tr>")) != NULL) {
            const char *end = strstr(row, "</w:tr>"), *tc = row;
            int width = 0;

            while ((tc = strstr(tc, "<w:tcW w:w=\"")) != NULL && tc < end)
                width += atoi(tc += 12);
            ck_assert_int_eq(width, columns * 100);
            row = end;
        }
        text_free(&docx);
    }
}
END_TEST

/* ---- Showing ---- */

START_TEST(a_preview_has_headings_alignment_and_faces_and_nothing_that_acts)
{
    struct docx_writer *w = docx_begin(a, "", "");
    struct text docx = {0};

    docx_title(w, "标题");
    docx_heading(w, 1, "一、");
    docx_heading(w, 2, "（一）");
    docx_heading(w, 3, "1.");
    docx_line(w, DOCX_RIGHT, "<script>alert(1)</script>&\"'");
    docx_paragraph(w, "甲\n乙\t丙");
    docx_signature(w, "某局", "2026年1月1日");
    docx_end(w, &docx);
    ck_assert_str_eq(
        html_of(&docx),
        "<h1 class=\"docx-centre\">标题</h1>\n<h2>一、</h2>\n<h3>（一）</h3>\n"
        "<h4>1.</h4>\n<p class=\"docx-right\">&lt;script&gt;alert(1)"
        "&lt;/script&gt;&amp;&quot;&#39;</p>\n<p>甲<br>乙&emsp;丙</p>\n"
        "<p class=\"docx-centre\"><br></p>\n<p class=\"docx-centre\"><br></p>\n"
        "<p class=\"docx-centre\">某局</p>\n"
        "<p class=\"docx-centre\">2026年1月1日</p>\n");
    text_free(&docx);
}
END_TEST

START_TEST(faces_are_closed_in_order_and_text_boxes_shown_once)
{
    struct text docx = docx_of(
        a, "<w:p><w:r><w:rPr><w:b/><w:u w:val=\"single\"/></w:rPr><w:t>a</w:t></w:r>"
           "<w:r><w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr><w:t>b</w:t></w:r>"
           "<w:r><w:t>c</w:t></w:r><w:r>"
           "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/"
           "markup-compatibility/2006\"><mc:Choice Requires=\"wps\"><w:txbxContent>"
           "<w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
           "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
           "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>");

    ck_assert_str_eq(html_of(&docx), "<p><b><u>a</u></b><i>b</i>c</p>\n<p>box</p>\n");
    ck_assert_str_eq(text_of(a, &docx), "abc\nbox\n— 1 —\n— 1 —\n");
    text_free(&docx);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_part_of_a_document_is_well_formed_and_typed,
        equal_calls_write_equal_bytes_wherever_and_whenever,
        the_page_is_that_of_the_standard_for_official_papers,
        the_file_names_the_agency_and_no_person,
        a_text_stands_as_it_is_and_what_xml_cannot_hold_is_shown,
        cells_cover_rows_and_columns_as_in_html,
        every_row_fills_the_grid,
        a_preview_has_headings_alignment_and_faces_and_nothing_that_acts,
        faces_are_closed_in_order_and_text_boxes_shown_once,
        NULL};
    int status;

    a = arena_new();
    status = harness_run(harness_suite("docx", tests, 60));
    arena_free(a);
    return status;
}
