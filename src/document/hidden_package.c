#include "document/hidden.h"

#include "document/xml_scan.h"

#include <string.h>
#include <strings.h>

/* Bytes of XML that are read of one document; what is beyond is not examined. */
static const long long most_xml = 32 << 20;

struct part {
    struct hidden_report *report;
    bool in_property;
};

typedef void (*element_taker)(void *context, const char *name,
                              const struct xml_attributes *a);

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

/* Links inside the text are seen by whoever reads it; others load something by themselves. */
static void
in_relations(void *context, const char *name, const struct xml_attributes *a)
{
    static const char *const external[] = {"External", NULL};
    struct part *p = context;
    char type[200];

    if (strcmp(name, "Relationship") == 0 && says(a, "TargetMode", external) &&
        (xml_attribute(a, "Type", type, sizeof type) == NULL ||
         strstr(type, "/hyperlink") == NULL))
        p->report->found[HIDDEN_external_links]++;
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

/* Who reads the part NAME of a document of TYPE; NULL for nobody. */
static element_taker
reader_of(enum file_type type, const char *name)
{
    if (ends(name, ".rels"))
        return in_relations;
    if (!ends(name, ".xml"))
        return NULL;
    if (begins(name, "docProps/custom"))
        return in_custom;
    if (begins(name, "docProps/") || strcmp(name, "meta.xml") == 0 ||
        strcmp(name, "OFD.xml") == 0)
        return in_properties;
    if (strcasestr(name, "comments") != NULL)
        return in_comments;
    switch (type) {
    case FILE_docx:
        return begins(name, "word/") && !begins(name, "word/theme/") ? in_word : NULL;
    case FILE_xlsx:
        return begins(name, "xl/worksheets/")                ? in_sheet
               : begins(name, "xl/workbook")                 ? in_workbook
               : strcasestr(name, "threadedComment") != NULL ? in_comments
                                                             : NULL;
    case FILE_pptx:
        return begins(name, "ppt/slides/") ? in_slide : NULL;
    case FILE_odt:
    case FILE_ods:
        return ends(name, "content.xml") || ends(name, "styles.xml") ? in_open_document
                                                                     : NULL;
    default:
        return NULL;
    }
}

/* What is told by a part's being there. */
static void
count_part(const char *name, enum file_type type, struct hidden_report *r)
{
    static const char *const plain[] = {"txt", "csv", NULL};
    char extension[FILE_EXTENSION];

    if (ends(name, "/"))
        return;
    if (strcasestr(name, "/embeddings/") != NULL || strcasestr(name, "/Attachs/") != NULL)
        r->found[HIDDEN_embedded_objects]++;
    else if (begins(name, "customXml/item") && !begins(name, "customXml/itemProps") &&
             ends(name, ".xml"))
        r->found[HIDDEN_custom_xml]++;
    else if (begins(name, "xl/externalLinks/") && ends(name, ".xml"))
        r->found[HIDDEN_external_links]++;
    else if (begins(name, "xl/revisions/"))
        r->found[HIDDEN_tracked_changes]++;
    else if (begins(name, "ppt/notesSlides/") && ends(name, ".xml"))
        r->found[HIDDEN_notes]++;
    else if (type == FILE_ofd && strcasestr(name, "/Annots/") != NULL && ends(name, ".xml"))
        r->found[HIDDEN_annotations]++;
    else if (begins(name, "docProps/thumbnail") || begins(name, "Thumbnails/"))
        r->found[HIDDEN_thumbnail]++;
    else if (begins(name, "xl/pivotCache/pivotCacheRecords"))
        r->found[HIDDEN_hidden_cells]++; /* rows of a sheet that may be gone */
    else if (begins(name, "xl/queryTables/") || strcmp(name, "xl/connections.xml") == 0)
        r->found[HIDDEN_external_links]++;
    else if (type == FILE_zip && !is_one_of(file_extension(name, extension), plain))
        r->found[HIDDEN_unexamined]++; /* what an archive holds is not opened */
}

void
hidden_in_package(const struct spool *file, enum file_type type, struct hidden_report *r)
{
    struct arena *a = arena_new();
    struct refusal ignored;
    long long xml = 0;
    struct zip z;

    if (!zip_open(a, file, &z, &ignored)) {
        r->found[HIDDEN_unexamined]++;
        arena_free(a);
        return;
    }
    for (int i = 0; i < z.count; i++) {
        const struct zip_entry *e = &z.entries[i];
        element_taker take = type == FILE_zip ? NULL : reader_of(type, e->name);
        struct part part = {.report = r};
        struct xml_sink sink = {.element = take, .context = &part};

        count_part(e->name, type, r);
        if (take == NULL)
            continue;
        if (take == in_properties)
            sink.text = take_property;
        xml += e->size;
        if (xml > most_xml || !xml_scan(&z, e, &sink))
            r->found[HIDDEN_unexamined]++;
    }
    arena_free(a);
}
