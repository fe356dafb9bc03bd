#include "document/docx_file.h"

#include "document/markup.h"

#include <string.h>
#include <strings.h>

#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* What is looked through, and where its faults go. */
struct search {
    const struct package *package;
    const struct package_part *part;
    struct docx_faults *faults;
};

static void
found(const struct search *s, enum docx_fault_kind kind, const char *about)
{
    docx_fault_add(s->faults, kind, about);
}

static bool
ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcasecmp(s + n - m, end) == 0;
}

static bool
begins_with(const char *s, const char *begin)
{
    return strncasecmp(s, begin, strlen(begin)) == 0;
}

bool
docx_is_main(const struct package_part *part)
{
    return strcasecmp(part->type, WORD "document.main+xml") == 0;
}

bool
docx_is_text(const struct package_part *part)
{
    static const char *const others[] = {WORD "header+xml", WORD "footer+xml",
                                         WORD "footnotes+xml", WORD "endnotes+xml"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcasecmp(part->type, others[i]) == 0)
            return true;
    return docx_is_main(part);
}

static bool
is_relations(const struct package_part *part)
{
    return ends_with(part->name, ".rels");
}

static bool
is_xml(const struct package_part *part)
{
    return is_relations(part) || ends_with(part->name, ".xml") ||
           ends_with(part->type, "xml") || ends_with(part->type, "vmlDrawing");
}

/* ---- Relations ---- */

/* What a relation of this kind brings in, wherever it leads. */
static enum docx_fault_kind
fault_of_relation(const char *type)
{
    static const struct {
        const char *end;
        enum docx_fault_kind kind;
    } barred[] = {
        {"/vbaProject", DOCX_macro},
        {"/wordVbaData", DOCX_macro},
        {"/keyMapCustomizations", DOCX_macro},
        {"/attachedToolbars", DOCX_macro},
        {"/oleObject", DOCX_object},
        {"/package", DOCX_object},
        {"/control", DOCX_object},
        {"/activeXControlBinary", DOCX_object},
        {"/aFChunk", DOCX_object},
        {"/subDocument", DOCX_object},
        {"/attachedTemplate", DOCX_external},
        {"/frame", DOCX_external},
        {"/mailMergeSource", DOCX_mail_merge},
        {"/mailMergeHeaderSource", DOCX_mail_merge},
        {"/recipientData", DOCX_mail_merge},
    };

    for (size_t i = 0; i < sizeof barred / sizeof barred[0]; i++)
        if (ends_with(type, barred[i].end))
            return barred[i].kind;
    return DOCX_FAULT_KINDS;
}

static bool
is_harmless_link(const char *target)
{
    return begins_with(target, "http://") || begins_with(target, "https://") ||
           begins_with(target, "mailto:") || *target == '#';
}

static void
check_relation(const struct search *s, const char *type, const char *target,
               const char *mode)
{
    enum docx_fault_kind kind = fault_of_relation(type);
    bool outside = strcasecmp(mode, "External") == 0 || strchr(target, ':') != NULL ||
                   begins_with(target, "//") || begins_with(target, "\\\\");

    if (kind != DOCX_FAULT_KINDS)
        found(s, kind, target);
    else if (outside && !ends_with(type, "/hyperlink"))
        found(s, DOCX_external, target);
    else if (outside && !is_harmless_link(target))
        found(s, DOCX_link, target);
}

static char *
attribute(xmlNode *n, const char *name)
{
    char *value = (char *)xmlGetNoNsProp(n, BAD_CAST name);

    return value != NULL ? value : (char *)xmlStrdup(BAD_CAST "");
}

static void
check_relations(const struct search *s, xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);

    for (xmlNode *n = root; n != NULL; n = markup_next(n, root, true)) {
        char *type, *target, *mode;

        if (n->type != XML_ELEMENT_NODE || !xmlStrEqual(n->name, BAD_CAST "Relationship"))
            continue;
        type = attribute(n, "Type");
        target = attribute(n, "Target");
        mode = attribute(n, "TargetMode");
        check_relation(s, type, target, mode);
        xmlFree(type);
        xmlFree(target);
        xmlFree(mode);
    }
}

/* ---- Content ---- */

/* Whether WORD stands in the INSTRUCTION of a field as a word of its own. */
static bool
instructs(const char *instruction, const char *word)
{
    static const char between[] = " \t\r\n\"|\\{}";
    size_t len = strlen(word);

    for (const char *at = instruction; (at = strcasestr(at, word)) != NULL; at++)
        if ((at == instruction || strchr(between, at[-1]) != NULL) &&
            (at[len] == '\0' || strchr(between, at[len]) != NULL))
            return true;
    return false;
}

static void
check_instruction(const struct search *s, const char *instruction)
{
    static const char *const barred[] = {
        "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK",     "DDE",
        "DDEAUTO",        "DATABASE",    "EMBED",   "RD",     "AUTOTEXT", "MACROBUTTON"};

    for (size_t i = 0; i < sizeof barred / sizeof barred[0]; i++)
        if (instructs(instruction, barred[i]))
            found(s, DOCX_fetching, barred[i]);
}

/* Addresses outside of relations: only VML pictures of old have them. */
static void
check_attributes(const struct search *s, const xmlNode *n)
{
    static const char *const names[] = {"src", "href", "althref"};

    for (const xmlAttr *a = n->properties; a != NULL; a = a->next) {
        const char *value = a->children != NULL && a->children->content != NULL
                                ? (const char *)a->children->content
                                : "";

        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            if (xmlStrcasecmp(a->name, BAD_CAST names[i]) == 0 && *value != '\0' &&
                *value != '#' && !begins_with(value, "data:") &&
                (a->ns == NULL || !ends_with((const char *)a->ns->href,
                                             "/officeDocument/2006/relationships")))
                found(s, DOCX_external, value);
    }
    if (markup_is(n, "fldSimple"))
        for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
            if (xmlStrEqual(a->name, BAD_CAST "instr") && a->children != NULL)
                check_instruction(s, (const char *)a->children->content);
}

static void
check_element(const struct search *s, const xmlNode *n)
{
    static const char *const objects[] = {"object",  "OLEObject",   "altChunk",  "subDoc",
                                          "control", "objectEmbed", "objectLink"};

    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++)
        if (xmlStrEqual(n->name, BAD_CAST objects[i]))
            found(s, DOCX_object, objects[i]);
    if (markup_is(n, "mailMerge"))
        found(s, DOCX_mail_merge, "");
    check_attributes(s, n);
}

/* Elements one by one, and what the fields of the part say, put together: the writing program
 * may have torn an instruction apart. */
static void
check_content(const struct search *s, xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    struct text instructions = {0};

    for (xmlNode *n = root; n != NULL; n = markup_next(n, root, true)) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        check_element(s, n);
        if (markup_is(n, "fldChar"))
            text_add(&instructions, "|");
        if (markup_is(n, "instrText") && n->children != NULL &&
            n->children->content != NULL)
            text_add(&instructions, (const char *)n->children->content);
    }
    if (instructions.len > 0)
        check_instruction(s, instructions.bytes);
    text_free(&instructions);
}

/* ---- Parts ---- */

static void
check_type(const struct search *s)
{
    const char *type = s->part->type, *name = s->part->name;

    if (strcasestr(type, "macroEnabled") != NULL ||
        strcasestr(type, "vbaProject") != NULL || ends_with(name, "vbaProject.bin"))
        found(s, DOCX_macro, name);
    if (strcasestr(type, "oleObject") != NULL || strcasestr(type, "activeX") != NULL ||
        strcasestr(name, "embeddings/") != NULL)
        found(s, DOCX_object, name);
}

static void
check_part(const struct search *s)
{
    xmlDoc *doc;

    check_type(s);
    if (!is_xml(s->part))
        return;
    doc = package_xml(s->package, s->part, s->faults);
    if (doc == NULL)
        return;
    if (is_relations(s->part))
        check_relations(s, doc);
    else
        check_content(s, doc);
    xmlFreeDoc(doc);
}

struct package *
docx_open(struct arena *a, const char *bytes, size_t size, struct docx_faults *faults)
{
    struct package *p = package_open(a, bytes, size, faults);
    struct search s = {.package = p, .faults = faults};
    int texts = 0;

    if (p == NULL)
        return NULL;
    for (size_t i = 0; i < p->count; i++) {
        s.part = &p->parts[i];
        texts += docx_is_main(s.part);
        check_part(&s);
    }
    if (texts != 1)
        found(&s, DOCX_word, "");
    return faults->count == 0 ? p : NULL;
}
