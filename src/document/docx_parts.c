#include "document/docx_parts.h"

#include <stddef.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define FORMATS "http://schemas.openxmlformats.org/"
#define WORD "xmlns:w=\"" FORMATS "wordprocessingml/2006/main\""
#define RELATION FORMATS "officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-officedocument."

#define OVERRIDE(part, type)                                                               \
    "<Override PartName=\"/" part "\" ContentType=\"" type "+xml\"/>"
#define RELATED(id, type, target)                                                          \
    "<Relationship Id=\"" id "\" Type=\"" type "\" Target=\"" target "\"/>"

static const char types[] = XML
    "<Types xmlns=\"" FORMATS "package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType="
    "\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" OVERRIDE(
        "word/document.xml", TYPE "wordprocessingml.document.main")
        OVERRIDE("word/styles.xml", TYPE "wordprocessingml.styles")
            OVERRIDE("word/settings.xml", TYPE "wordprocessingml.settings")
                OVERRIDE("word/fontTable.xml", TYPE "wordprocessingml.fontTable") OVERRIDE(
                    "word/footer1.xml", TYPE "wordprocessingml.footer")
                    OVERRIDE("word/footer2.xml", TYPE "wordprocessingml.footer") OVERRIDE(
                        "docProps/core.xml",
                        "application/vnd.openxmlformats-package.core-properties")
                        OVERRIDE("docProps/app.xml", TYPE "extended-properties") "</Types>";

static const char package_relations[] =
    XML "<Relationships xmlns=\"" FORMATS "package/2006/relationships\">" RELATED(
        "rId1", RELATION "/officeDocument", "word/document.xml")
        RELATED("rId2", FORMATS "package/2006/relationships/metadata/core-properties",
                "docProps/core.xml") RELATED("rId3", RELATION "/extended-properties",
                                             "docProps/app.xml") "</Relationships>";

static const char document_relations[] = XML
    "<Relationships xmlns=\"" FORMATS
    "package/2006/relationships\">" RELATED("rId1", RELATION "/styles", "styles.xml")
        RELATED("rId2", RELATION "/settings", "settings.xml")
            RELATED("rId3", RELATION "/fontTable", "fontTable.xml")
                RELATED("rId4", RELATION "/footer", "footer1.xml")
                    RELATED("rId5", RELATION "/footer", "footer2.xml") "</Relationships>";

/* Even pages are left ones, and a line that ends in a break is not drawn out to the edge. */
static const char settings[] = XML
    "<w:settings " WORD "><w:zoom w:percent=\"100\"/>"
    "<w:defaultTabStop w:val=\"640\"/><w:evenAndOddHeaders/>"
    "<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
    "<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name=\"compatibilityMode\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

/* ---- Fonts ---- */

/* Machines without the faces of the standard have the ones they were made after. */
#define FONT(name, other, family)                                                          \
    "<w:font w:name=\"" name "\"><w:altName w:val=\"" other "\"/>"                         \
    "<w:charset w:val=\"86\"/><w:family w:val=\"" family "\"/>"                            \
    "<w:pitch w:val=\"default\"/></w:font>"

static const char fonts[] = XML "<w:fonts " WORD ">" FONT(
    "仿宋_GB2312", "仿宋", "modern") FONT("楷体_GB2312", "楷体", "modern")
    FONT("方正小标宋简体", "华文中宋", "auto") FONT("黑体", "SimHei", "modern") FONT(
        "宋体", "SimSun",
        "auto") "<w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/>"
                "<w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>";

/* ---- Styles ---- */

#define FACE(name)                                                                         \
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "                   \
    "w:eastAsia=\"" name "\" w:cs=\"Times New Roman\"/>"
#define SIZE(half_points)                                                                  \
    "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"
#define STYLE(id, name, paragraph, run)                                                    \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>"      \
    "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr>"                \
    "<w:rPr>" run "</w:rPr></w:style>"
#define INDENT "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"
#define HEADING(level, outline, run)                                                       \
    STYLE("Heading" level, "heading " level,                                               \
          "<w:keepNext/>" INDENT "<w:outlineLvl w:val=\"" outline "\"/>", run)

/* The size stands in Normal itself, for programs that do not look further; and with a
 * character of 16 points drawn in by a quarter of one, 28 of them fill the line. */
static const char styles[] =
    XML "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr>" FACE("仿宋_GB2312") SIZE(
        "32") "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>"
              "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
              "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
              "<w:name w:val=\"Normal\"/><w:qFormat/>"
              "<w:pPr><w:widowControl w:val=\"0\"/><w:jc w:val=\"both\"/></w:pPr>"
              "<w:rPr>" FACE("仿宋_GB2312") "<w:spacing w:val=\"-5\"/>" SIZE(
                  "32") "</w:rPr></w:style>" STYLE("Body", "Body Text", INDENT, "")
                  STYLE(
                      "RedHead", "Red Head",
                      "<w:snapToGrid w:val=\"0\"/><w:jc w:val=\"center\"/>",
                      FACE(
                          "方正小标宋简体") "<w:color w:val=\"FF0000\"/><w:spacing w:val=\"0\"/>")
                      STYLE(
                          "Title", "Title",
                          "<w:snapToGrid w:val=\"0\"/>"
                          "<w:spacing w:before=\"579\" w:after=\"579\" w:line=\"660\" w:lineRule=\"exact\"/>"
                          "<w:jc w:val=\"center\"/>",
                          FACE("方正小标宋简体") "<w:spacing w:val=\"0\"/>" SIZE(
                              "44")) HEADING("1", "0",
                                             FACE("黑体")) HEADING("2", "1",
                                                                   FACE("楷体_GB2312"))
                          HEADING("3", "2", "<w:b/>") STYLE(
                              "Signature", "Signature",
                              "<w:keepNext/><w:keepLines/><w:ind w:left=\"4044\"/><w:jc w:val=\"center\"/>",
                              "")
                              STYLE(
                                  "TableText", "Table Text",
                                  "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>"
                                  "<w:jc w:val=\"left\"/>",
                                  FACE("宋体") "<w:spacing w:val=\"0\"/>")
                                  STYLE("Footer", "footer", "<w:snapToGrid w:val=\"0\"/>",
                                        FACE("宋体") "<w:spacing w:val=\"0\"/>" SIZE(
                                            "28")) "</w:styles>";

/* ---- Page numbers ---- */

/* — 1 —, one character from the outer edge.  Each piece of the field is a run of its own: WPS
 * loses a field that is in one. */
#define FOOTER(align, indent)                                                              \
    XML "<w:ftr " WORD "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>"                         \
        "<w:ind w:" indent "=\"280\"/><w:jc w:val=\"" align "\"/></w:pPr>"                 \
        "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r>"                                \
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"                                  \
        "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"              \
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"                               \
        "<w:r><w:t>1</w:t></w:r>"                                                          \
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"                                    \
        "<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"

static const char footer_odd[] = FOOTER("right", "right");
static const char footer_even[] = FOOTER("left", "left");

const struct docx_fixed_part docx_fixed_parts[] = {
    {"[Content_Types].xml", types},
    {"_rels/.rels", package_relations},
    {"word/_rels/document.xml.rels", document_relations},
    {"word/styles.xml", styles},
    {"word/settings.xml", settings},
    {"word/fontTable.xml", fonts},
    {"word/footer1.xml", footer_odd},
    {"word/footer2.xml", footer_even},
    {NULL, NULL},
};

/* ---- The page ---- */

const char docx_document_begin[] =
    XML "<w:document " WORD " xmlns:r=\"" RELATION "\"><w:body>";

/* Margins leave 156 x 225 mm; the grid has lines only, for one of characters makes LibreOffice
 * set half as many. */
const char docx_document_end[] =
    "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
    "<w:footerReference w:type=\"even\" r:id=\"rId5\"/>"
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
    "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" "
    "w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/>"
    "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>";
