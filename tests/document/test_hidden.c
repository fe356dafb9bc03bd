/* What a file is by its content, and what it holds besides what it shows. */
#include "document/forge.h"
#include "document/hidden.h"
#include "document/sniff.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The type of BYTES as NAME; what was found into R. */
static enum file_type
examined(const char *bytes, size_t size, const char *name, struct hidden_report *r)
{
    struct spool *s = forge_spool(bytes, size);
    struct refusal why = {NULL, NULL};
    enum file_type t = sniff(s, name, &why);

    if (t != FILE_NONE)
        hidden_examine(s, t, r);
    else
        ck_assert(why.zh != NULL && why.en != NULL && *why.zh && *why.en);
    spool_free(s);
    return t;
}

/* The kinds that R found, in order: "comments:2 properties:1". */
static const char *
words_of(const struct hidden_report *r)
{
    static char words[500];
    size_t len = 0;

    words[0] = '\0';
    for (enum hidden h = 0; h < HIDDEN_COUNT; h++)
        if (r->found[h] > 0)
            len += (size_t)snprintf(words + len, sizeof words - len, "%s%s:%ld",
                                    len > 0 ? " " : "", hidden_code(h), r->found[h]);
    return words;
}

/* The file T, which is then gone, named NAME is a TYPE that hides FOUND. */
static void
holds(struct text *t, const char *name, const char *type, const char *found)
{
    struct hidden_report r;
    enum file_type is = examined(t->bytes, t->len, name, &r);

    ck_assert_msg(is != FILE_NONE, "%s is refused", name);
    ck_assert_str_eq(file_type_code(is), type);
    ck_assert_str_eq(words_of(&r), found);
    text_free(t);
}

/* A document of KIND with the part NAME of BYTES hides FOUND. */
static void
part_holds(const char *kind, const char *name, const char *bytes, const char *found)
{
    char file[20];
    struct text t;

    snprintf(file, sizeof file, "a.%s", kind);
    forge_document(kind, name, bytes, &t);
    holds(&t, file, kind, found);
}

START_TEST(a_document_is_told_by_its_parts_and_a_clean_one_hides_nothing)
{
    static const char *const kinds[] = {"docx", "xlsx", "pptx", "odt", "ods", "ofd"};

    for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        part_holds(kinds[i], NULL, NULL, "");
}
END_TEST

START_TEST(changes_comments_and_hidden_text_of_a_document_are_counted)
{
#define WORD(inside) "<w:document xmlns:w=\"w\"><w:body>" inside "</w:body></w:document>"
    part_holds("docx", "word/document.xml",
               WORD("<w:ins><w:r/></w:ins><w:del/><w:rPr><w:rPrChange/></w:rPr>"),
               "tracked_changes:3");
    part_holds("docx", "word/document.xml",
               WORD("<w:vanish/><w:vanish w:val=\"false\"/><w:vanish w:val=\"1\"/>"),
               "hidden_text:2");
    part_holds("docx", "word/comments.xml",
               "<w:comments xmlns:w=\"w\"><w:comment/><w:comment/></w:comments>",
               "comments:2");
    part_holds("docx", "word/header1.xml", "<w:hdr xmlns:w=\"w\"><w:moveFrom/></w:hdr>",
               "tracked_changes:1");
    part_holds("odt", "content.xml",
               "<o xmlns:t=\"t\"><t:changed-region/><t:annotation/><t:hidden-paragraph/>"
               "<t:text-properties t:display=\"none\"/></o>",
               "tracked_changes:1 comments:1 hidden_text:2");
}
END_TEST

START_TEST(what_a_workbook_or_a_show_hides_is_counted)
{
    part_holds("xlsx", "xl/workbook.xml",
               "<workbook><sheet state=\"hidden\"/><sheet state=\"veryHidden\"/>"
               "<sheet state=\"visible\"/></workbook>",
               "hidden_sheets:2");
    part_holds("xlsx", "xl/worksheets/sheet1.xml",
               "<worksheet><cols><col hidden=\"1\"/></cols><row hidden=\"true\"/>"
               "<row hidden=\"0\"/></worksheet>",
               "hidden_cells:2");
    part_holds("xlsx", "xl/comments1.xml", "<comments><comment/></comments>", "comments:1");
    part_holds("xlsx", "xl/threadedComments/threadedComment1.xml",
               "<ThreadedComments><threadedComment/></ThreadedComments>", "comments:1");
    part_holds("xlsx", "xl/externalLinks/externalLink1.xml", "<externalLink/>",
               "external_links:1");
    part_holds("pptx", "ppt/slides/slide1.xml", "<p:sld xmlns:p=\"p\" show=\"0\"/>",
               "hidden_sheets:1");
    part_holds("pptx", "ppt/notesSlides/notesSlide1.xml", "<p:notes xmlns:p=\"p\"/>",
               "notes:1");
    part_holds("ods", "content.xml",
               "<o xmlns:t=\"t\"><t:table-row t:visibility=\"collapse\"/>"
               "<t:table-properties t:display=\"false\"/></o>",
               "hidden_sheets:1 hidden_cells:1");
}
END_TEST

START_TEST(who_wrote_it_and_what_is_packed_in_are_counted)
{
    part_holds("docx", "docProps/core.xml",
               "<c xmlns:dc=\"d\"><dc:creator>张三</dc:creator><dc:title>x</dc:title>"
               "<cp:lastModifiedBy xmlns:cp=\"c\">李四</cp:lastModifiedBy></c>",
               "properties:2");
    part_holds("docx", "docProps/core.xml",
               "<c xmlns:dc=\"d\"><dc:creator> </dc:creator></c>", "");
    part_holds("xlsx", "docProps/app.xml", "<P><Company>某局</Company></P>",
               "properties:1");
    part_holds("docx", "docProps/custom.xml", "<P><property/></P>", "custom_properties:1");
    part_holds("docx", "customXml/item1.xml", "<x/>", "custom_xml:1");
    part_holds("docx", "word/embeddings/oleObject1.bin", "x", "embedded_objects:1");
    part_holds("docx", "word/_rels/document.xml.rels",
               "<Relationships><Relationship Type=\"http://x/attachedTemplate\" "
               "TargetMode=\"External\"/><Relationship Type=\"http://x/hyperlink\" "
               "TargetMode=\"External\"/></Relationships>",
               "external_links:1");
    part_holds("docx", "word/document.xml", "<w:document xmlns:w=\"w\">", "unexamined:1");
}
END_TEST

START_TEST(a_pdf_is_read_through_packed_objects_and_written_codes)
{
    struct text t, body = {NULL, 0, 0};

    forge_pdf("2 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj", &t);
    holds(&t, "a.pdf", "pdf", "scripts:2");
    forge_pdf("2 0 obj<</S/#4aava#53cript>>endobj", &t);
    holds(&t, "a.pdf", "pdf", "scripts:1");
    forge_pdf("2 0 obj<</Subtype/Highlight>><</Subtype /Redact>><</Subtype/Link>>endobj",
              &t);
    holds(&t, "a.pdf", "pdf", "annotations:1 redaction_marks:1");
    forge_pdf("2 0 obj<</Author(x)/Type/EmbeddedFile>>endobj\nstartxref\n0\n%%EOF\n", &t);
    holds(&t, "a.pdf", "pdf", "embedded_objects:1 earlier_versions:1 properties:1");
    /* what looks like a name in a picture is none */
    forge_pdf("2 0 obj<</Length 9>>stream\n /JS /JS\nendstream endobj", &t);
    holds(&t, "a.pdf", "pdf", "");
    text_add(&body, "2 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n");
    forge_packed("3 0 <</S/JavaScript/Launch 1>> ", 31, &body);
    text_add(&body, "\nendstream endobj");
    t = (struct text){NULL, 0, 0};
    text_add(&t, "%PDF-1.7\n");
    text_add_bytes(&t, body.bytes, body.len);
    text_add(&t, "\nstartxref\n0\n%%EOF\n");
    holds(&t, "a.pdf", "pdf", "scripts:2");
    text_free(&body);
    forge_pdf("2 0 obj<</Type/ObjStm/Filter/LZWDecode>>stream\nxx\nendstream endobj", &t);
    holds(&t, "a.pdf", "pdf", "unexamined:1");
    forge_pdf("trailer<</Encrypt 9 0 R>>", &t);
    holds(&t, "a.pdf", "pdf", "unexamined:1");
}
END_TEST

START_TEST(where_a_photograph_was_taken_is_told)
{
    struct text t;

    forge_photograph(&t);
    holds(&t, "a.JPG", "jpg", "location:1 thumbnail:1 camera:1");
    forge_photograph(&t);
    text_add(&t, "more\xff\xd9");
    holds(&t, "a.jpeg", "jpg", "location:1 thumbnail:1 trailing_data:1 camera:1");
}
END_TEST

START_TEST(an_old_format_is_told_by_its_streams_and_cannot_be_examined)
{
    static const char *const word[] = {"WordDocument", "\5SummaryInformation", "ObjectPool",
                                       "1Table", NULL};
    static const char *const sheet[] = {"Workbook", NULL};
    struct text t;

    forge_compound(word, &t);
    holds(&t, "a.doc", "doc", "embedded_objects:1 unexamined:1 properties:1");
    forge_compound(word, &t);
    holds(&t, "a.wps", "doc", "embedded_objects:1 unexamined:1 properties:1");
    forge_compound(sheet, &t);
    holds(&t, "a.et", "xls", "unexamined:1");
}
END_TEST

START_TEST(text_is_taken_in_both_encodings)
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "信息公开,\"a\"\r\n");
    holds(&t, "a.csv", "csv", "");
    text_add(&t, "\xd0\xc5\xcf\xa2\xb9\xab\xbf\xaa\n"); /* in GB 18030 */
    holds(&t, "a.txt", "txt", "");
}
END_TEST

START_TEST(a_package_in_a_package_is_named_and_not_opened)
{
    struct forged_zip z = {.count = 0};
    struct text inner, t;

    forge_document("docx", NULL, NULL, &inner);
    forge_entry(&z, &(struct forged_entry){.name = "附件.docx",
                                           .flags = 1 << 11,
                                           .bytes = inner.bytes,
                                           .size = inner.len});
    forge_text(&z, "a/b.txt", "text");
    forge_end(&z, -1, &t);
    text_free(&inner);
    holds(&t, "a.zip", "zip", "unexamined:1");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_document_is_told_by_its_parts_and_a_clean_one_hides_nothing,
        changes_comments_and_hidden_text_of_a_document_are_counted,
        what_a_workbook_or_a_show_hides_is_counted,
        who_wrote_it_and_what_is_packed_in_are_counted,
        a_pdf_is_read_through_packed_objects_and_written_codes,
        where_a_photograph_was_taken_is_told,
        an_old_format_is_told_by_its_streams_and_cannot_be_examined,
        text_is_taken_in_both_encodings,
        a_package_in_a_package_is_named_and_not_opened,
        NULL,
    };

    return harness_run(harness_suite("hidden", tests, 60));
}
