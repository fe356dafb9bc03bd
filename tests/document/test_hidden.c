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

/* What the PDF with the stream HEAD of the packed BYTES hides; CUT bytes of it are lost. */
static void
packed_holds(const char *head, const char *bytes, size_t cut, const char *found)
{
    struct text t = {NULL, 0, 0}, packed = {NULL, 0, 0};

    forge_packed(bytes, strlen(bytes), &packed);
    text_addf(&t, "%%PDF-1.7\n2 0 obj<</Type/ObjStm%s>>stream\n", head);
    text_add_bytes(&t, packed.bytes, packed.len - cut);
    text_add(&t, "\nendstream endobj\nstartxref\n0\n%%EOF\n");
    text_free(&packed);
    holds(&t, "a.pdf", "pdf", found);
}

START_TEST(packed_objects_of_a_pdf_are_read_to_their_end_or_told_to_be_not)
{
    static const char objects[] = "3 0 <</Type/Page/Title(100% /JS)>> ";
    struct text t;

    packed_holds("/Filter/FlateDecode", objects, 0, "");
    packed_holds("/Filter[/FlateDecode]", objects, 0, "");
    packed_holds("/Filter/FlateDecode", objects, 4, "unexamined:1");  /* no end */
    packed_holds("/Filter/FlateDecode", objects, 12, "unexamined:2"); /* nor its string */
    packed_holds("/Filter[/ASCIIHexDecode/FlateDecode]", objects, 0, "unexamined:1");
    packed_holds("/Filter[/FlateDecode/LZWDecode]", objects, 0, "unexamined:1");
    packed_holds("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>", objects, 0,
                 "unexamined:1");
    packed_holds("/Filter/FlateDecode/DecodeParms 9 0 R", objects, 0, "unexamined:1");
    packed_holds("/Filter/FlateDecode/F(elsewhere)", objects, 0, "unexamined:1");
    /* a percent sign in a string begins no comment, and what it swallowed is told */
    forge_pdf("2 0 obj<</T(100% \\) \\( (a)) /JS(x)>>endobj", &t);
    holds(&t, "a.pdf", "pdf", "scripts:1");
    forge_pdf("2 0 obj<</T(open /JS(x)>>endobj", &t);
    holds(&t, "a.pdf", "pdf", "unexamined:1");
}
END_TEST

START_TEST(parts_of_a_document_are_read_wherever_they_stand)
{
    static const char changes[] = "<w:document xmlns:w=\"w\"><w:ins/></w:document>";

    part_holds("docx", "word/other/text.dat", changes, "tracked_changes:1 custom_xml:1");
    part_holds("docx", "word/comments.abc",
               "<w:comments xmlns:w=\"w\"><w:comment/>"
               "</w:comments>",
               "comments:1 custom_xml:1");
    part_holds("docx", "text.xml", changes, "tracked_changes:1 custom_xml:1");
    part_holds("xlsx", "xl/elsewhere/page.xml",
               "<worksheet><row hidden=\"1\"/></worksheet>", "hidden_cells:1");
    part_holds("pptx", "ppt/pages/page1.xml", "<p:sld xmlns:p=\"p\" show=\"0\"/>",
               "hidden_sheets:1");
    part_holds("docx", "data/item.xml", "<x/>", "custom_xml:1");
    part_holds("docx", "word/_rels/document.xml.rels",
               "<Relationships><Relationship Type=\"http://x/aFChunk\" Target=\"a.xml\"/>"
               "</Relationships>",
               "embedded_objects:1");
    /* what is neither XML nor a picture is not examined, by any name */
    part_holds("docx", "word/stuff.xml", "no markup", "unexamined:1");
    part_holds("docx", "word/media/image1.png", "no picture", "unexamined:1");
    part_holds("xlsx", "xl/printerSettings/printerSettings1.bin", "x", "unexamined:1");
    part_holds("odt", "Pictures/a.png", "x", "unexamined:1");
    part_holds("odt", "META-INF/manifest.xml", "<m xmlns:n=\"n\"><n:encryption-data/></m>",
               "unexamined:1");
    part_holds("ofd", "Doc_0/Pages/Page_0/Content.xml",
               "<ofd:Page xmlns:ofd=\"o\"><ofd:TextObject Visible=\"false\"/></ofd:Page>",
               "hidden_text:1");
    part_holds("ofd", "Doc_0/Res/a.bin", "x", "unexamined:1");
}
END_TEST

START_TEST(what_a_part_says_it_is_counts_wherever_it_stands)
{
    static const char *const kinds[][2] = {
        {"presentationml.notesSlide+xml", "notes:1"},
        {"spreadsheetml.externalLink+xml", "external_links:1"},
        {"spreadsheetml.revisionLog+xml", "tracked_changes:1"},
        {"spreadsheetml.pivotCacheRecords+xml", "hidden_cells:1"},
        {"oleObject", "embedded_objects:1"},
    };

    for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct forged_zip z = {.count = 0};
        char types[400];
        struct text t;

        snprintf(types, sizeof types,
                 "<Types><Override PartName=\"/a/b.xml\" ContentType=\"application/"
                 "vnd.openxmlformats-officedocument.%s\"/></Types>",
                 kinds[i][0]);
        forge_text(&z, "[Content_Types].xml", types);
        forge_text(&z, "xl/workbook.xml", "<workbook/>");
        forge_text(&z, "a/b.xml", "<a/>");
        forge_end(&z, -1, &t);
        holds(&t, "a.xlsx", "xlsx", kinds[i][1]);
    }
}
END_TEST

START_TEST(a_picture_in_a_document_is_examined_as_one)
{
    struct forged_zip z = {.count = 0};
    struct text t, photograph;

    forge_photograph(&photograph);
    forge_text(&z, "[Content_Types].xml", "<Types/>");
    forge_text(&z, "word/document.xml", "<w:document xmlns:w=\"w\"/>");
    forge_entry(&z, &(struct forged_entry){.name = "word/media/image1.jpeg",
                                           .bytes = photograph.bytes,
                                           .size = photograph.len,
                                           .deflated = true});
    forge_end(&z, -1, &t);
    text_free(&photograph);
    holds(&t, "a.docx", "docx", "location:1 thumbnail:1 camera:1");
}
END_TEST

/* The bytes of a string literal, zeroes and all, as a file NAME of TYPE hide FOUND. */
#define BYTES_HOLD(bytes, name, type, found)                                               \
    do {                                                                                   \
        struct text t = {NULL, 0, 0};                                                      \
                                                                                           \
        text_add_bytes(&t, bytes, sizeof bytes - 1);                                       \
        holds(&t, name, type, found);                                                      \
    } while (0)

START_TEST(what_is_no_part_of_a_picture_is_told)
{
#define GIF(blocks)                                                                        \
    "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" blocks ",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;"
    BYTES_HOLD(GIF(""), "a.gif", "gif", "");
    BYTES_HOLD(GIF("!\xf9\4\0\0\0\0\0!\xff\13NETSCAPE2.0\3\1\0\0\0"), "a.gif", "gif", "");
    BYTES_HOLD(GIF("!\xfe\3abc\0"), "a.gif", "gif", "metadata:1");
    BYTES_HOLD(GIF("!\xff\13XMP DataXMP\3abc\0"), "a.gif", "gif", "metadata:1");
    BYTES_HOLD(GIF("!\xff\13PRIVATE 1.0\3abc\0"), "a.gif", "gif", "unexamined:1");
    BYTES_HOLD(GIF("!\1\2ab\3abc\0"), "a.gif", "gif", "hidden_text:1");
    BYTES_HOLD(GIF("") "more;", "a.gif", "gif", "trailing_data:1");
    BYTES_HOLD(GIF("?"), "a.gif", "gif", "unexamined:1");
#define PNG(chunks)                                                                        \
    "\x89PNG\r\n\x1a\n\0\0\0\15IHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\0\0\0\0" chunks             \
    "\0\0\0\0IEND\xae\x42\x60\x82"
    BYTES_HOLD(PNG(""), "a.png", "png", "");
    BYTES_HOLD(PNG("\0\0\0\2tEXta\0\0\0\0\0"), "a.png", "png", "metadata:1");
    BYTES_HOLD(PNG("\0\0\0\1prVtx\0\0\0\0"), "a.png", "png", "unexamined:1");
#define JPEG(segments) "\xff\xd8" segments "\xff\xda\0\2x\xff\xd9"
    BYTES_HOLD(JPEG("\xff\xe0\0\20JFIF\0\1\1\0\0\1\0\1\0\0"), "a.jpg", "jpg", "");
    BYTES_HOLD(JPEG("\xff\xe0\0\23JFIF\0\1\1\0\0\1\0\1\1\1abc"), "a.jpg", "jpg",
               "thumbnail:1");
    BYTES_HOLD(JPEG("\xff\xe5\0\6abcd"), "a.jpg", "jpg", "unexamined:1");
    BYTES_HOLD(JPEG("\xff\xe2\0\6MPF\0"), "a.jpg", "jpg", "thumbnail:1");
    BYTES_HOLD(JPEG("\xff\xfe\0\6abcd"), "a.jpg", "jpg", "metadata:1");
    BYTES_HOLD(JPEG("\xff\xed\0\34Photoshop 3.0\0"
                    "8BIM\4\14\0\0\0\0\0\0"),
               "a.jpg", "jpg", "thumbnail:1 metadata:1");
    BYTES_HOLD(JPEG("\xff\xe1\0\46http://ns.adobe.com/xap\0GPSLatitude="), "a.jpg", "jpg",
               "location:1 metadata:1");
#define BMP(size, at, compression)                                                         \
    "BM" size "\0\0\0\0\0\0\0" at "\0\0\0\50\0\0\0\1\0\0\0\1\0\0\0\1\0\30\0" compression   \
    "\0\0\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    BYTES_HOLD(BMP("\x3a", "\x36", "\0") "abc\0", "a.bmp", "bmp", "");
    BYTES_HOLD(BMP("\x3c", "\x36", "\0") "abc\0de", "a.bmp", "bmp", "trailing_data:1");
    BYTES_HOLD(BMP("\x3c", "\x38", "\0") "deabc\0", "a.bmp", "bmp", "unexamined:1");
    BYTES_HOLD(BMP("\x3a", "\x36", "\1") "abc\0", "a.bmp", "bmp", "unexamined:1");
#define WEBP(size, chunks) "RIFF" size "\0\0\0WEBPVP8 \2\0\0\0ab" chunks
    BYTES_HOLD(WEBP("\16", ""), "a.webp", "webp", "");
    BYTES_HOLD(WEBP("\30", "priv\2\0\0\0ab"), "a.webp", "webp", "unexamined:1");
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
        packed_objects_of_a_pdf_are_read_to_their_end_or_told_to_be_not,
        parts_of_a_document_are_read_wherever_they_stand,
        what_a_part_says_it_is_counts_wherever_it_stands,
        a_picture_in_a_document_is_examined_as_one,
        what_is_no_part_of_a_picture_is_told,
        where_a_photograph_was_taken_is_told,
        an_old_format_is_told_by_its_streams_and_cannot_be_examined,
        text_is_taken_in_both_encodings,
        a_package_in_a_package_is_named_and_not_opened,
        NULL,
    };

    return harness_run(harness_suite("hidden", tests, 60));
}
