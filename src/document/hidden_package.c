/* Documents that are packages of parts: each part is read for what it is, wherever it stands and
 * whatever it is called.  What is neither XML nor a picture is not examined, and told so. */
#include "document/hidden.h"

#include "document/package_types.h"
#include "document/sniff.h"
#include "document/xml_scan.h"

#include <string.h>
#include <strings.h>

/* Bytes of XML that are read of one document; what is beyond is not examined. */
static const long long most_xml = 32 << 20;

/* Of a picture in a package, unpacked in memory. */
static const long long most_picture = 16 << 20;

struct part {
    struct hidden_report *report;
    bool in_property;
};

typedef void (*element_taker)(void *context, const char *name,
                              const struct xml_attributes *a);

/* A package under examination. */
struct packing {
    const struct zip *zip;
    enum file_type type;
    struct package_types types;
    struct hidden_report *report;
    long long xml; /* bytes read so far */
};

static bool
is_one_of(const char *name, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(name, *words) == 0)
            return true;
    return false;
}

/* Whether the attribute NAME is there and is one of WORDS. */
static bool
says(const struct xml_attributes *a, const char *name, const char *const *words)
{
    char value[32];

    return xml_attribute(a, name, value, sizeof value) != NULL && is_one_of(value, words);
}

static const char *const yes[] = {"1", "true", "on", NULL};
static const char *const no[] = {"0", "false", "off", NULL};

static void
in_word(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const changes[] = {
        "ins",        "del",        "moveFrom",      "moveTo",
        "rPrChange",  "pPrChange",  "sectPrChange",  "tblPrChange",
        "tcPrChange", "trPrChange", "tblGridChange", "numberingChange",
        "cellIns",    "cellDel",    "cellMerge",     NULL};
    struct part *p = context;

    if (is_one_of(name, changes))
        p->report->found[HIDDEN_tracked_changes]++;
    else if ((strcmp(name, "vanish") == 0 || strcmp(name, "specVanish") == 0) &&
             !says(a, "val", no))
        p->report->found[HIDDEN_hidden_text]++;
}

static void
in_comments(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const comments[] = {"comment", "threadedComment", "cm", NULL};
    struct part *p = context;

    (void)a;
    if (is_one_of(name, comments))
        p->report->found[HIDDEN_comments]++;
}

static void
in_workbook(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const states[] = {"hidden", "veryHidden", NULL};
    struct part *p = context;

    if (strcmp(name, "sheet") == 0 && says(a, "state", states))
        p->report->found[HIDDEN_hidden_sheets]++;
}

static void
in_sheet(void *context, const char *name, const struct xml_attributes *a)
{
    struct part *p = context;

    if ((strcmp(name, "row") == 0 || strcmp(name, "col") == 0) && says(a, "hidden", yes))
        p->report->found[HIDDEN_hidden_cells]++;
}

static void
in_slide(void *context, const char *name, const struct xml_attributes *a)
{
    struct part *p = context;

    if (strcmp(name, "sld") == 0 && says(a, "show", no))
        p->report->found[HIDDEN_hidden_sheets]++;
}

static void
in_properties(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const telling[] = {"creator",     "lastModifiedBy",  "Company",
                                          "Manager",     "initial-creator", "Author",
                                          "printed-by",  "HyperlinkBase",   "keywords",
                                          "description", "Creator",         NULL};
    struct part *p = context;

    (void)a;
    p->in_property = is_one_of(name, telling);
}

static void
take_property(void *context, const char *bytes, size_t size)
{
    struct part *p = context;
    bool filled = false;

    for (size_t i = 0; i < size; i++)
        filled = filled || strchr(" \t\r\n", bytes[i]) == NULL;
    if (p->in_property && filled) {
        p->report->found[HIDDEN_properties]++;
        p->in_property = false;
    }
}

static void
in_custom(void *context, const char *name, const struct xml_attributes *a)
{
    struct part *p = context;

    (void)a;
    if (strcmp(name, "property") == 0)
        p->report->found[HIDDEN_custom_properties]++;
}

/* Links inside the text are seen by whoever reads it; others load something by themselves.  A
 * chunk of another format is a document in the document. */
static void
in_relations(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const external[] = {"External", NULL};
    struct part *p = context;
    char type[200];

    if (strcmp(name, "Relationship") != 0)
        return;
    if (xml_attribute(a, "Type", type, sizeof type) == NULL)
        type[0] = '\0';
    if (says(a, "TargetMode", external))
        p->report->found[HIDDEN_external_links] += strstr(type, "/hyperlink") == NULL;
    else if (strstr(type, "/aFChunk") != NULL)
        p->report->found[HIDDEN_embedded_objects]++;
}

/* Any part of Office: none of the words means two things, so that it does not matter which part
 * this claims to be. */
static void
in_office(void *context, const char *name, const struct xml_attributes *a)
{
    in_word(context, name, a);
    in_comments(context, name, a);
    in_workbook(context, name, a);
    in_sheet(context, name, a);
    in_slide(context, name, a);
    in_relations(context, name, a);
}

static void
in_ofd(void *context, const char *name, const struct xml_attributes *a)
{
    struct part *p = context;

    if (says(a, "Visible", no))
        p->report->found[HIDDEN_hidden_text]++;
    else if (strcmp(name, "CustomTag") == 0)
        p->report->found[HIDDEN_custom_xml]++;
}

static void
in_open_document(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const none[] = {"none", NULL};
    static const char *const hidden[] = {"collapse", "filter", NULL};
    struct part *p = context;

    if (strcmp(name, "changed-region") == 0 || strcmp(name, "cell-content-change") == 0)
        p->report->found[HIDDEN_tracked_changes]++;
    else if (strcmp(name, "annotation") == 0)
        p->report->found[HIDDEN_comments]++;
    else if (strcmp(name, "hidden-text") == 0 || strcmp(name, "hidden-paragraph") == 0)
        p->report->found[HIDDEN_hidden_text]++;
    else if (strcmp(name, "text-properties") == 0 && says(a, "display", none))
        p->report->found[HIDDEN_hidden_text]++;
    else if (strcmp(name, "table-properties") == 0 && says(a, "display", no))
        p->report->found[HIDDEN_hidden_sheets]++;
    else if ((strcmp(name, "table-row") == 0 || strcmp(name, "table-column") == 0) &&
             says(a, "visibility", hidden))
        p->report->found[HIDDEN_hidden_cells]++;
    else if (strcmp(name, "object") == 0 || strcmp(name, "object-ole") == 0)
        p->report->found[HIDDEN_embedded_objects]++;
    else if (strcmp(name, "encryption-data") == 0)
        p->report->found[HIDDEN_unexamined]++;
}

static bool
begins(const char *name, const char *with)
{
    return strncasecmp(name, with, strlen(with)) == 0;
}

static bool
ends(const char *name, const char *with)
{
    size_t a = strlen(name), b = strlen(with);

    return a >= b && strcasecmp(name + a - b, with) == 0;
}

static bool
has(const char *type, const char *word)
{
    return strcasestr(type, word) != NULL;
}

static bool
is_office(enum file_type type)
{
    return type == FILE_docx || type == FILE_xlsx || type == FILE_pptx;
}

/* Who reads the XML of the part NAME with the content type KIND. */
static element_taker
reader_of(enum file_type type, const char *name, const char *kind)
{
    if (is_office(type) &&
        (begins(name, "docProps/custom") || has(kind, "custom-properties")))
        return in_custom;
    if ((is_office(type) && (begins(name, "docProps/") || has(kind, "core-properties") ||
                             has(kind, "extended-properties"))) ||
        strcmp(name, "meta.xml") == 0 || (type == FILE_ofd && strcmp(name, "OFD.xml") == 0))
        return in_properties;
    return is_office(type) ? in_office : type == FILE_ofd ? in_ofd : in_open_document;
}

/* Whether the XML part NAME of Office is one of its own; other XML is data of somebody else. */
static bool
is_own_part(const char *name, const char *kind)
{
    static const char *const places[] = {"word/", "xl/", "ppt/", "docProps/"};

    if (has(kind, "vnd.openxmlformats") || has(kind, "vnd.ms-") || ends(name, ".rels") ||
        strcmp(name, "[Content_Types].xml") == 0 || begins(name, "customXml/itemProps"))
        return true;
    for (unsigned i = 0; i < sizeof places / sizeof places[0]; i++)
        if (begins(name, places[i]) && (ends(name, ".xml") || ends(name, ".vml")))
            return true;
    return false;
}

/* What is told by a part's being there: by where it stands, or what it says it is. */
static void
count_office_part(const char *name, const char *kind, struct hidden_report *r)
{
    if (begins(name, "xl/externalLinks/") || has(kind, ".externalLink+xml"))
        r->found[HIDDEN_external_links] += !ends(name, ".rels");
    else if (begins(name, "xl/revisions/") || has(kind, ".revisionHeaders+xml") ||
             has(kind, ".revisionLog+xml"))
        r->found[HIDDEN_tracked_changes]++;
    else if (begins(name, "ppt/notesSlides/") || has(kind, ".notesSlide+xml"))
        r->found[HIDDEN_notes] += !ends(name, ".rels");
    else if (begins(name, "xl/pivotCache/pivotCacheRecords") ||
             has(kind, ".pivotCacheRecords+xml"))
        r->found[HIDDEN_hidden_cells]++; /* rows of a sheet that may be gone */
    else if (begins(name, "xl/queryTables/") || strcmp(name, "xl/connections.xml") == 0 ||
             has(kind, ".queryTable+xml") || has(kind, ".connections+xml"))
        r->found[HIDDEN_external_links]++;
}

/* The same in any document; true when no more is to be said of the part. */
static bool
count_part(const char *name, const char *kind, enum file_type type, struct hidden_report *r)
{
    if (strcasestr(name, "/embeddings/") != NULL || strcasestr(name, "/Attachs/") != NULL ||
        has(kind, "oleObject")) {
        r->found[HIDDEN_embedded_objects] += !ends(name, ".rels");
        return true;
    }
    if (type == FILE_ofd && strcasestr(name, "/Annots/") != NULL && ends(name, ".xml"))
        r->found[HIDDEN_annotations]++;
    else if (begins(name, "docProps/thumbnail") || begins(name, "Thumbnails/"))
        r->found[HIDDEN_thumbnail]++;
    else if (is_office(type))
        count_office_part(name, kind, r);
    return false;
}

/* ---- Parts by their first bytes ---- */

struct front {
    unsigned char bytes[SNIFF_FRONT];
    size_t len;
};

static bool
take_front(void *context, const char *bytes, size_t size)
{
    struct front *f = context;
    size_t room = sizeof f->bytes - f->len, n = size < room ? size : room;

    memcpy(f->bytes + f->len, bytes, n);
    f->len += n;
    return f->len < sizeof f->bytes;
}

static bool
is_markup(const struct front *f)
{
    size_t i = 0;

    if (f->len >= 2 && ((f->bytes[0] == 0xff && f->bytes[1] == 0xfe) ||
                        (f->bytes[0] == 0xfe && f->bytes[1] == 0xff)))
        return true;
    if (f->len >= 3 && memcmp(f->bytes, "\xef\xbb\xbf", 3) == 0)
        i = 3;
    while (i < f->len && strchr(" \t\r\n", f->bytes[i]) != NULL && f->bytes[i] != '\0')
        i++;
    return i < f->len && f->bytes[i] == '<';
}

/* Fonts are what the page is drawn with, as they are in a PDF. */
static bool
is_font(const struct front *f)
{
    static const char *const marks[] = {"OTTO", "ttcf", "true", "wOFF", "wOF2"};

    if (f->len < 12)
        return false;
    for (unsigned i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (memcmp(f->bytes, marks[i], 4) == 0)
            return true;
    return memcmp(f->bytes, "\0\1\0\0", 4) == 0;
}

static bool
take_picture(void *context, const char *bytes, size_t size)
{
    return spool_write(context, bytes, size);
}

/* Examines E as the picture it may be; false when it is none, or not whole. */
static bool
examine_picture(struct packing *p, const struct zip_entry *e, const struct front *f)
{
    struct spool *s = e->size <= most_picture ? spool_in_memory() : NULL;
    enum file_type type = FILE_NONE;
    bool whole = false;

    if (s == NULL)
        return false;
    if (zip_unpack(p->zip, e, take_picture, s))
        type = sniff_image(s, f->bytes, &whole);
    if (type != FILE_NONE && whole)
        hidden_in_image(s, type, p->report);
    spool_free(s);
    return type != FILE_NONE && whole;
}

static bool
examine_markup(struct packing *p, const struct zip_entry *e, const char *kind)
{
    struct part part = {.report = p->report};
    struct xml_sink sink = {.element = reader_of(p->type, e->name, kind), .context = &part};

    if (sink.element == in_properties)
        sink.text = take_property;
    if (is_office(p->type) && !is_own_part(e->name, kind))
        p->report->found[HIDDEN_custom_xml]++;
    p->xml += e->size;
    return p->xml <= most_xml && xml_scan(p->zip, e, &sink);
}

static void
examine_part(struct packing *p, const struct zip_entry *e)
{
    const char *kind = package_type_of(&p->types, e->name);
    struct front f = {.len = 0};
    bool examined;

    if (ends(e->name, "/") || e->size == 0 ||
        count_part(e->name, kind, p->type, p->report) || strcmp(e->name, "mimetype") == 0)
        return;
    zip_unpack(p->zip, e, take_front, &f);
    if (is_markup(&f))
        examined = examine_markup(p, e, kind);
    else
        examined = is_font(&f) || examine_picture(p, e, &f);
    p->report->found[HIDDEN_unexamined] += !examined;
}

/* What an archive holds is not opened, unless it is plain text. */
static void
in_archive(const struct zip *z, struct hidden_report *r)
{
    static const char *const plain[] = {"txt", "csv", NULL};
    char extension[FILE_EXTENSION];

    for (int i = 0; i < z->count; i++)
        r->found[HIDDEN_unexamined] +=
            !ends(z->entries[i].name, "/") &&
            !is_one_of(file_extension(z->entries[i].name, extension), plain);
}

void
hidden_in_package(const struct spool *file, enum file_type type, struct hidden_report *r)
{
    struct arena *a = arena_new();
    struct packing p = {.type = type, .report = r};
    struct refusal ignored;
    struct zip z;

    p.zip = &z;
    if (!zip_open(a, file, &z, &ignored) || !package_types_read(a, &z, &p.types))
        r->found[HIDDEN_unexamined]++;
    else if (type == FILE_zip)
        in_archive(&z, r);
    else
        for (int i = 0; i < z.count; i++)
            examine_part(&p, &z.entries[i]);
    arena_free(a);
}
