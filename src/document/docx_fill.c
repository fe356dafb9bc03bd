#include "document/docx_fill.h"

#include "document/docx_file.h"
#include "document/docx_insert.h"
#include "document/docx_plan.h"

#include <string.h>

enum { MOST_MARKS = 5000 }; /* in a template */

/* A template under examination. */
struct examination {
    struct arena *arena;
    struct package *package;
    const struct docx_data *data; /* NULL: any name is taken */
    struct docx_faults *faults;
    struct docx_names names; /* what was found */
    bool *value_used, *list_used, *block_used;
    size_t marks;
};

/* ---- Names ---- */

static const char *
full_name(struct arena *a, const struct docx_mark *mark)
{
    return mark->field == NULL ? mark->name
                               : arena_printf(a, "%s.%s", mark->name, mark->field);
}

static void
note_name(struct examination *e, const char *name, bool said)
{
    size_t i = 0;

    while (i < e->names.count && strcmp(e->names.list[i], name) != 0)
        i++;
    if (i == e->names.count)
        e->names.list[e->names.count++] = arena_copy(e->arena, name, strlen(name));
    e->names.said[i] |= said;
}

/* Whether the value of MARK stands in the letter whatever else is empty. */
static bool
is_said(const struct docx_paragraph *p, const struct docx_mark *mark,
        const struct docx_group *group)
{
    if (mark->kind != MARK_VALUE || group != NULL)
        return false;
    for (size_t i = 0; i < p->mark_count; i++)
        if (p->marks[i].kind == MARK_IF &&
            (p->marks[i].field != NULL || strcmp(p->marks[i].name, mark->name) != 0))
            return false;
    return true;
}

/* ---- Checking ---- */

static void
check_block(struct examination *e, const struct docx_mark *mark,
            const struct docx_group *group, const struct docx_paragraph *p)
{
    bool alone = p->mark_count == 1 && docx_paragraph_is_bare(p);

    if (mark->kind != MARK_VALUE)
        return;
    e->block_used[docx_find_block(e->data, mark->name)] = true;
    if (group != NULL || !alone)
        docx_fault_add(e->faults, DOCX_block_beside, mark->name);
}

static void
check_plain(struct examination *e, const struct docx_mark *mark)
{
    size_t value = docx_find_value(e->data, mark->name),
           list = docx_find_list(e->data, mark->name);

    if (value < e->data->value_count)
        e->value_used[value] |= mark->kind == MARK_VALUE;
    else if (mark->kind != MARK_IF || list == e->data->list_count)
        docx_fault_add(e->faults, DOCX_field_unknown, mark->name);
}

static void
check_listed(struct examination *e, const struct docx_mark *mark, const char *full)
{
    size_t i = docx_find_list(e->data, mark->name);

    if (i == e->data->list_count)
        docx_fault_add(e->faults, DOCX_list_unknown, mark->name);
    else if (mark->field == NULL)
        e->list_used[i] = true;
    else if (docx_find_field(&e->data->lists[i], mark->field) ==
             e->data->lists[i].field_count)
        docx_fault_add(e->faults, DOCX_field_unknown, full);
}

static void
check_mark(struct examination *e, const struct docx_mark *mark,
           const struct docx_group *group, const struct docx_paragraph *p, struct arena *a)
{
    const char *full = full_name(a, mark);

    note_name(e, full, is_said(p, mark, group));
    if (mark->field != NULL && (group == NULL || strcmp(group->name, mark->name) != 0))
        docx_fault_add(e->faults, DOCX_list_outside, full);
    if (e->data == NULL)
        return;
    if (mark->field == NULL && docx_find_block(e->data, mark->name) < e->data->block_count)
        check_block(e, mark, group, p);
    else if (mark->field == NULL && (mark->kind == MARK_VALUE || mark->kind == MARK_IF))
        check_plain(e, mark);
    else
        check_listed(e, mark, full);
}

/* Reads a part as it is in the template and holds every mark against what there is. */
static void
check_part(struct examination *e, xmlDoc *doc)
{
    struct arena *a = arena_new();
    struct docx_plan plan = docx_plan_read(a, doc, e->faults);

    e->marks += plan.mark_count;
    if (e->marks > MOST_MARKS) {
        docx_fault_add(e->faults, DOCX_deep, "");
    } else {
        for (size_t i = 0; i < plan.paragraph_count; i++)
            for (size_t m = 0; m < plan.paragraphs[i].mark_count; m++)
                check_mark(e, &plan.paragraphs[i].marks[m],
                           docx_plan_of(plan.paragraphs[i].node), &plan.paragraphs[i], a);
    }
    arena_free(a);
}

/* What must be in the template but is not; and, when FILLED, what must be said but is not. */
static void
check_required(const struct examination *e, bool filled)
{
    const struct docx_data *data = e->data;

    for (size_t i = 0; i < data->value_count; i++) {
        const struct docx_value *v = &data->values[i];

        if (v->required && !e->value_used[i])
            docx_fault_add(e->faults, DOCX_field_absent, v->name);
        if (v->required && filled && (v->value == NULL || *v->value == '\0'))
            docx_fault_add(e->faults, DOCX_field_empty, v->name);
    }
    for (size_t i = 0; i < data->list_count; i++) {
        const struct docx_list *l = &data->lists[i];

        if (l->required && !e->list_used[i])
            docx_fault_add(e->faults, DOCX_list_absent, l->name);
        if (l->required && filled && l->rows == 0)
            docx_fault_add(e->faults, DOCX_list_empty, l->name);
    }
    for (size_t i = 0; i < data->block_count; i++)
        if (data->blocks[i].required && !e->block_used[i])
            docx_fault_add(e->faults, DOCX_field_absent, data->blocks[i].name);
}

static void
check_parts(struct examination *e)
{
    for (size_t i = 0; i < e->package->count; i++) {
        const struct package_part *part = &e->package->parts[i];
        xmlDoc *doc = docx_is_text(part) ? package_xml(e->package, part, e->faults) : NULL;

        if (doc != NULL)
            check_part(e, doc);
        xmlFreeDoc(doc);
    }
}

/* Opens the template and finds every fault of it, and when FILLED of the data too. */
static bool
examine(struct examination *e, const char *template, size_t size, bool filled)
{
    e->package = docx_open(e->arena, template, size, e->faults);
    if (e->package == NULL)
        return false;
    e->names.list = arena_alloc(e->arena, sizeof *e->names.list * MOST_MARKS);
    e->names.said = arena_alloc(e->arena, sizeof *e->names.said * MOST_MARKS);
    if (e->data != NULL) {
        e->value_used = arena_alloc(e->arena, e->data->value_count);
        e->list_used = arena_alloc(e->arena, e->data->list_count);
        e->block_used = arena_alloc(e->arena, e->data->block_count);
    }
    check_parts(e);
    if (e->data != NULL)
        check_required(e, filled);
    return e->faults->count == 0;
}

bool
docx_fields(struct arena *a, const char *template, size_t size,
            const struct docx_data *data, struct docx_names *names,
            struct docx_faults *faults)
{
    struct examination e = {.arena = a, .data = data, .faults = faults};
    bool sound = examine(&e, template, size, false);

    if (names != NULL)
        *names = e.names;
    return sound;
}

/* ---- Filling ---- */

static bool
fill_part(struct package *p, const struct package_part *part, const struct docx_data *data,
          struct docx_allowance *allowance, struct docx_faults *faults)
{
    xmlDoc *doc = package_xml(p, part, faults);
    xmlChar *bytes = NULL;
    int size = 0;
    bool filled = doc != NULL && docx_insert(doc, data, allowance);

    if (filled) {
        xmlDocDumpMemoryEnc(doc, &bytes, &size, "UTF-8");
        package_replace(p, part, (const char *)bytes, (size_t)size);
    } else if (doc != NULL) {
        docx_fault_add(faults, DOCX_result_size, "");
    }
    xmlFree(bytes);
    xmlFreeDoc(doc);
    return filled;
}

bool
docx_fill(struct arena *a, const char *template, size_t size, const struct docx_data *data,
          struct text *out, struct docx_faults *faults)
{
    struct examination e = {.arena = a, .data = data, .faults = faults};
    struct docx_allowance allowance = docx_full_allowance;

    if (!examine(&e, template, size, true))
        return false;
    for (size_t i = 0; i < e.package->count; i++)
        if (docx_is_text(&e.package->parts[i]) &&
            !fill_part(e.package, &e.package->parts[i], data, &allowance, faults))
            return false;
    if (!package_write(e.package, out))
        docx_fault_add(faults, DOCX_zip, "");
    return faults->count == 0;
}
