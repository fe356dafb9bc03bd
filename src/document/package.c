#include "document/package.h"

#include "document/markup.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

/* 1 January 1980, 0:00: the first moment that ZIP can tell. */
enum { FIRST_DAY = 1 << 5 | 1, FIRST_MOMENT = 0 };

static void
must(bool done)
{
    if (done)
        return;
    fputs("gongkai: out of memory\n", stderr);
    abort();
}

/* ---- Opening ---- */

static void
discard(void *object)
{
    struct package *p = object;

    if (p->zip != NULL)
        zip_discard(p->zip);
    if (p->source != NULL)
        zip_source_free(p->source);
    p->zip = NULL;
    p->source = NULL;
}

/* A copy for libzip, which frees it unless it is empty. */
static void *
own_copy(const char *bytes, size_t size)
{
    return size > 0 ? memcpy(xmalloc(size), bytes, size) : NULL;
}

/* The ZIP in SIZE bytes at BYTES, or a new one when there are none.  Of bytes that are not its
 * own libzip frees some when it writes (1.7.3), so it gets a copy. */
static struct package *
open_zip(struct arena *a, const char *bytes, size_t size)
{
    struct package *p = arena_alloc(a, sizeof *p);
    zip_error_t error;

    zip_error_init(&error);
    p->arena = a;
    p->source = zip_source_buffer_create(own_copy(bytes, size), size, 1, &error);
    must(p->source != NULL);
    zip_source_keep(p->source);
    p->zip = zip_open_from_source(p->source, bytes == NULL ? ZIP_TRUNCATE : 0, &error);
    if (p->zip == NULL)
        zip_source_free(p->source);
    zip_error_fini(&error);
    arena_own(a, p, discard);
    return p;
}

/* Whether NAME is one that a part may have: steps between slashes, none of them a way out. */
static bool
name_is_fit(const char *name)
{
    size_t len = strlen(name);

    if (len == 0 || len > 200 || !text_is_utf8(name, len) || strpbrk(name, "\\:*?\"<>|"))
        return false;
    for (const char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            return false;
    for (const char *step = name;;) {
        size_t n = strcspn(step, "/");

        if (n == 0 || strspn(step, ".") >= n)
            return false;
        if (step[n] == '\0' || step[n + 1] == '\0')
            return true;
        step += n + 1;
    }
}

/* Unpacks the part to the end, which verifies its check sum. */
static bool
unpacks(const struct package *p, const struct package_part *part)
{
    char buffer[16384];
    zip_file_t *file = zip_fopen_index(p->zip, part->index, 0);
    size_t total = 0;
    zip_int64_t n;

    if (file == NULL)
        return false;
    while ((n = zip_fread(file, buffer, sizeof buffer)) > 0 && total <= part->size)
        total += (size_t)n;
    zip_fclose(file);
    return n == 0 && total == part->size;
}

/* What speaks against the entry, or DOCX_FAULT_KINDS if nothing does. */
static enum docx_fault_kind
fault_of_entry(const struct package *p, const zip_stat_t *stat)
{
    const zip_uint64_t needed =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;

    if ((stat->valid & needed) != needed)
        return DOCX_zip;
    if (!name_is_fit(stat->name))
        return DOCX_entry_name;
    if (package_find(p, stat->name) != NULL)
        return DOCX_entry_twice;
    if (stat->encryption_method != ZIP_EM_NONE ||
        (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE))
        return DOCX_entry_method;
    if (stat->size > PACKAGE_MOST_OF_PART)
        return DOCX_entry_size;
    return DOCX_FAULT_KINDS;
}

static bool
list_parts(struct package *p, zip_uint64_t entries, struct docx_faults *faults)
{
    size_t total = 0;

    p->parts = arena_alloc(p->arena, sizeof *p->parts * (size_t)entries);
    for (zip_uint64_t i = 0; i < entries; i++) {
        struct package_part *part = &p->parts[p->count];
        enum docx_fault_kind kind;
        zip_stat_t stat;

        zip_stat_init(&stat);
        kind =
            zip_stat_index(p->zip, i, 0, &stat) == 0 ? fault_of_entry(p, &stat) : DOCX_zip;
        if (kind != DOCX_FAULT_KINDS) {
            docx_fault_add(faults, kind, kind == DOCX_zip ? "" : stat.name);
            return false;
        }
        *part = (struct package_part){arena_copy(p->arena, stat.name, strlen(stat.name)),
                                      "", (size_t)stat.size, i};
        total += part->size;
        p->count++;
    }
    if (total > PACKAGE_MOST_UNPACKED)
        docx_fault_add(faults, DOCX_total_size, "");
    return total <= PACKAGE_MOST_UNPACKED;
}

static bool
verify_parts(struct package *p, struct docx_faults *faults)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->count; i++) {
        struct package_part part = p->parts[i];
        bool folder = part.name[strlen(part.name) - 1] == '/';

        if ((folder && part.size > 0) || !unpacks(p, &part)) {
            docx_fault_add(faults, DOCX_zip, "");
            return false;
        }
        if (!folder)
            p->parts[kept++] = part;
    }
    p->count = kept;
    return true;
}

/* ---- Types of content ---- */

static bool
ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcasecmp(s + n - m, end) == 0;
}

/* Gives the parts that RULE (Default or Override) is about their type. */
static void
apply_type(struct package *p, xmlNode *rule)
{
    bool override = xmlStrEqual(rule->name, BAD_CAST "Override");
    char *which =
        (char *)xmlGetNoNsProp(rule, BAD_CAST(override ? "PartName" : "Extension"));
    char *type = (char *)xmlGetNoNsProp(rule, BAD_CAST "ContentType");
    const char *kept = type != NULL ? arena_copy(p->arena, type, strlen(type)) : "";
    const char *end = arena_printf(p->arena, ".%s", which != NULL ? which : "");

    for (size_t i = 0; which != NULL && i < p->count; i++)
        if (override ? strcasecmp(p->parts[i].name, which + (*which == '/')) == 0
                     : *p->parts[i].type == '\0' && ends_with(p->parts[i].name, end))
            p->parts[i].type = kept;
    xmlFree(which);
    xmlFree(type);
}

static bool
read_types(struct package *p, struct docx_faults *faults)
{
    static const char *const kinds[] = {"Default", "Override"};
    const struct package_part *part = package_find(p, "[Content_Types].xml");
    xmlDoc *doc;

    if (part == NULL) {
        docx_fault_add(faults, DOCX_word, "");
        return false;
    }
    doc = package_xml(p, part, faults);
    if (doc == NULL)
        return false;
    for (int i = 0; i < 2; i++)
        for (xmlNode *n = xmlDocGetRootElement(doc)->children; n != NULL; n = n->next)
            if (n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, BAD_CAST kinds[i]))
                apply_type(p, n);
    xmlFreeDoc(doc);
    return true;
}

struct package *
package_open(struct arena *a, const char *bytes, size_t size, struct docx_faults *faults)
{
    struct package *p;
    zip_int64_t entries;

    if (size > PACKAGE_MOST_BYTES) {
        docx_fault_add(faults, DOCX_size, "");
        return NULL;
    }
    p = size > 0 ? open_zip(a, bytes, size) : NULL;
    entries = p != NULL && p->zip != NULL ? zip_get_num_entries(p->zip, 0) : 0;
    if (entries <= 0 || entries > PACKAGE_MOST_PARTS)
        docx_fault_add(faults, entries <= 0 ? DOCX_zip : DOCX_entries, "");
    else if (list_parts(p, (zip_uint64_t)entries, faults) && verify_parts(p, faults) &&
             read_types(p, faults))
        return p;
    if (p != NULL)
        discard(p); /* now, for it may be large */
    return NULL;
}

/* ---- Parts ---- */

const struct package_part *
package_find(const struct package *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcasecmp(p->parts[i].name, name) == 0)
            return &p->parts[i];
    return NULL;
}

xmlDoc *
package_xml(const struct package *p, const struct package_part *part,
            struct docx_faults *faults)
{
    enum docx_fault_kind kind = DOCX_entry_size;
    xmlDoc *doc = NULL;

    if (part->size <= PACKAGE_MOST_XML) {
        char *bytes = xmalloc(part->size + 1);
        zip_file_t *file = zip_fopen_index(p->zip, part->index, 0);
        zip_int64_t n = file != NULL ? zip_fread(file, bytes, part->size) : -1;

        if (file != NULL)
            zip_fclose(file);
        kind = n == (zip_int64_t)part->size ? markup_fault(bytes, part->size) : DOCX_zip;
        if (kind == DOCX_FAULT_KINDS)
            doc = markup_read(bytes, part->size);
        free(bytes);
    }
    if (doc == NULL)
        docx_fault_add(faults, kind == DOCX_FAULT_KINDS ? DOCX_xml : kind, part->name);
    return doc;
}

/* ---- Writing ---- */

struct package *
package_new(struct arena *a)
{
    struct package *p = open_zip(a, NULL, 0);

    must(p->zip != NULL);
    return p;
}

static zip_source_t *
copy_of(struct package *p, const char *bytes, size_t size)
{
    zip_source_t *source = zip_source_buffer(p->zip, own_copy(bytes, size), size, 1);

    must(source != NULL);
    return source;
}

static void
settle(struct package *p, zip_uint64_t index)
{
    must(zip_set_file_compression(p->zip, index, ZIP_CM_DEFLATE, 9) == 0 &&
         zip_file_set_dostime(p->zip, index, FIRST_MOMENT, FIRST_DAY, 0) == 0);
}

void
package_add(struct package *p, const char *name, const char *bytes, size_t size)
{
    zip_int64_t index =
        zip_file_add(p->zip, name, copy_of(p, bytes, size), ZIP_FL_ENC_UTF_8);

    must(index >= 0);
    settle(p, (zip_uint64_t)index);
}

void
package_replace(struct package *p, const struct package_part *part, const char *bytes,
                size_t size)
{
    must(zip_file_replace(p->zip, part->index, copy_of(p, bytes, size), 0) == 0);
    settle(p, part->index);
}

static bool
read_source(zip_source_t *source, struct text *out)
{
    char buffer[16384];
    zip_int64_t n;

    if (zip_source_open(source) != 0)
        return false;
    while ((n = zip_source_read(source, buffer, sizeof buffer)) > 0)
        text_add_bytes(out, buffer, (size_t)n);
    zip_source_close(source);
    return n == 0;
}

bool
package_write(struct package *p, struct text *out)
{
    struct text bytes = {0};
    bool done = zip_close(p->zip) == 0;

    if (done)
        p->zip = NULL;
    done = done && read_source(p->source, &bytes);
    if (done)
        text_add_bytes(out, bytes.bytes, bytes.len);
    text_free(&bytes);
    return done;
}
