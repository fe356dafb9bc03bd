#include "document/sniff.h"

#include "document/zip_read.h"

#include <string.h>
#include <strings.h>

static const struct refusal macros = {
    "文档含有宏或 ActiveX 控件，不能上传；请另存为不含宏的格式（docx、xlsx、pptx）",
    "the document holds macros or ActiveX controls; save it in a format without"};
static const struct refusal entities = {
    "文档内的 XML 含有 DTD 或实体定义，不能上传；请用办公软件重新保存",
    "XML in the document has a document type or entities; save it anew"};
static const struct refusal damaged = {
    "压缩包（或以压缩包存放的文档）已损坏或结构不合规范，请用原程序重新保存后再上传",
    "the archive (or the document kept in one) is damaged or not well formed; save it anew"};
static const struct refusal mixed = {
    "文件同时具有几种文档的结构，请用原程序重新保存后再上传",
    "the file has the structure of several documents; save it anew"};
static const struct refusal holds_program = {
    "压缩包内有可执行程序、脚本、网页或含宏的文档，请去掉后重新打包",
    "the archive holds a program, a script, a page or a document with macros; remove it"};

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

/* What is looked for in an entry on its way. */
struct looking {
    const char *const *words; /* ended by NULL; in small letters */
    char carry[32];           /* the last bytes of the piece before */
    size_t carried;
    bool found;
};

enum { LONGEST_WORD = 24, MOST_TYPES = 4 << 20 /* bytes of the list of parts */ };

/* Whether one of WORDS stands in the N bytes; asked of many, so each byte is looked at once. */
static bool
holds(const char *bytes, size_t n, const char *const *words)
{
    bool first[256] = {false};

    for (int w = 0; words[w] != NULL; w++) {
        first[(unsigned char)words[w][0]] = true;
        if (words[w][0] >= 'a' && words[w][0] <= 'z')
            first[(unsigned char)(words[w][0] - 32)] = true;
    }
    for (size_t i = 0; i < n; i++) {
        if (!first[(unsigned char)bytes[i]])
            continue;
        for (int w = 0; words[w] != NULL; w++) {
            size_t len = strlen(words[w]);

            if (i + len <= n && (bytes[i + 1] | 32) == (words[w][1] | 32) &&
                strncasecmp(bytes + i, words[w], len) == 0)
                return true;
        }
    }
    return false;
}

static bool
look(void *context, const char *bytes, size_t size)
{
    struct looking *l = context;
    char seam[sizeof l->carry + LONGEST_WORD];
    size_t n = size < LONGEST_WORD ? size : LONGEST_WORD;

    memcpy(seam, l->carry, l->carried);
    memcpy(seam + l->carried, bytes, n);
    l->found = holds(seam, l->carried + n, l->words) || holds(bytes, size, l->words);
    if (size >= LONGEST_WORD) {
        l->carried = LONGEST_WORD;
        memcpy(l->carry, bytes + size - LONGEST_WORD, LONGEST_WORD);
    } else {
        n = l->carried + n < LONGEST_WORD ? l->carried + n : LONGEST_WORD;
        memmove(l->carry, seam + l->carried + size - n, n);
        l->carried = n;
    }
    return !l->found;
}

/* Unpacks E and looks for WORDS; *FOUND when one is there.  False when E is damaged. */
static bool
look_into(const struct zip *z, const struct zip_entry *e, const char *const *words,
          bool *found)
{
    struct looking l = {.words = words};
    bool whole = zip_unpack(z, e, look, &l);

    *found = l.found;
    return whole || l.found;
}

static bool
is_xml(const char *name)
{
    return ends(name, ".xml") || ends(name, ".rels") || ends(name, ".vml") ||
           ends(name, ".rdf");
}

/* Every entry unpacks to what its header says, and no XML has a document type; in an encoding
 * that hides the words xml_scan stops at it. */
static bool
check_content(const struct zip *z, struct refusal *why)
{
    static const char *const types[] = {"<!doctype", "<!entity", NULL};
    static const char *const none[] = {NULL};

    for (int i = 0; i < z->count; i++) {
        const struct zip_entry *e = &z->entries[i];
        bool found = false;

        if (!look_into(z, e, is_xml(e->name) ? types : none, &found)) {
            *why = damaged;
            return false;
        }
        if (found) {
            *why = entities;
            return false;
        }
    }
    return true;
}

static bool
has_macros(const struct zip *z)
{
    for (int i = 0; i < z->count; i++) {
        const char *name = z->entries[i].name;
        const char *base = strrchr(name, '/');

        base = base != NULL ? base + 1 : name;
        if (begins(base, "vbaproject") || begins(base, "vbadata") ||
            strcasestr(name, "/macrosheets/") != NULL ||
            strcasestr(name, "/activex/") != NULL || begins(name, "Basic/") ||
            begins(name, "Scripts/"))
            return true;
    }
    return false;
}

/* A document of Office 2007 and later: its parts say which. */
static enum file_type
office_type(const struct zip *z, const struct zip_entry *types, struct refusal *why)
{
    static const char *const with_macros[] = {"macroenabled", "vbaproject", NULL};
    bool word = false, sheet = false, slides = false, found = false;

    for (int i = 0; i < z->count; i++) {
        word = word || begins(z->entries[i].name, "word/");
        sheet = sheet || begins(z->entries[i].name, "xl/");
        slides = slides || begins(z->entries[i].name, "ppt/");
    }
    if (types->size > MOST_TYPES || !look_into(z, types, with_macros, &found)) {
        *why = damaged;
        return FILE_NONE;
    }
    if (found || has_macros(z)) {
        *why = macros;
        return FILE_NONE;
    }
    if (word + sheet + slides != 1) {
        *why = mixed;
        return FILE_NONE;
    }
    return word ? FILE_docx : sheet ? FILE_xlsx : FILE_pptx;
}

struct short_text {
    char bytes[100];
    size_t len;
};

static bool
take_short(void *context, const char *bytes, size_t size)
{
    struct short_text *t = context;

    if (size > sizeof t->bytes - 1 - t->len)
        return false;
    memcpy(t->bytes + t->len, bytes, size);
    t->len += size;
    t->bytes[t->len] = '\0';
    return true;
}

static enum file_type
open_document_type(const struct zip *z, const struct zip_entry *mimetype,
                   struct refusal *why)
{
    struct short_text mime = {.len = 0};
    enum file_type t = FILE_NONE;

    *why = damaged;
    if (!zip_unpack(z, mimetype, take_short, &mime))
        return FILE_NONE;
    if (has_macros(z)) {
        *why = macros;
        return FILE_NONE;
    }
    if (strcmp(mime.bytes, file_type_mime(FILE_odt)) == 0)
        t = FILE_odt;
    else if (strcmp(mime.bytes, file_type_mime(FILE_ods)) == 0)
        t = FILE_ods;
    return zip_find(z, "content.xml") != NULL ? t : FILE_NONE;
}

static enum file_type
archive_type(const struct zip *z, struct refusal *why)
{
    char extension[FILE_EXTENSION];

    for (int i = 0; i < z->count; i++)
        if (file_extension_runs(file_extension(z->entries[i].name, extension))) {
            *why = holds_program;
            return FILE_NONE;
        }
    return FILE_zip;
}

enum file_type
sniff_package(const struct spool *file, struct refusal *why)
{
    struct arena *a = arena_new();
    const struct zip_entry *part;
    enum file_type t = FILE_NONE;
    struct zip z;

    if (zip_open(a, file, &z, why) && check_content(&z, why)) {
        if ((part = zip_find(&z, "[Content_Types].xml")) != NULL)
            t = office_type(&z, part, why);
        else if ((part = zip_find(&z, "mimetype")) != NULL)
            t = open_document_type(&z, part, why);
        else if (zip_find(&z, "OFD.xml") != NULL)
            t = FILE_ofd;
        else
            t = archive_type(&z, why);
    }
    arena_free(a);
    return t;
}
