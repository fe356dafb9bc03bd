#include "document/docx_plan.h"

#include "document/markup.h"

#include <string.h>

/* ---- Paragraphs ---- */

/* A template with these would tell whoever gets the letter what was struck out or noted. */
static void
check_traces(const xmlNode *n, struct docx_faults *faults)
{
    static const char *const revisions[] = {
        "ins",           "del",          "moveFrom",    "moveTo",     "rPrChange",
        "pPrChange",     "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblGridChange", "cellIns",      "cellDel",     "cellMerge",  NULL};
    static const char *const comments[] = {"commentRangeStart", "commentReference", NULL};

    if (markup_is_one_of(n, revisions))
        docx_fault_add(faults, DOCX_revision, (const char *)n->name);
    if (markup_is_one_of(n, comments))
        docx_fault_add(faults, DOCX_comment, "");
}

struct docx_plan
docx_plan_paragraphs(struct arena *a, xmlDoc *doc, struct docx_faults *faults)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    struct docx_plan plan = {.mark_count = 0};
    size_t count = 0;

    for (const xmlNode *n = root; n != NULL; n = markup_next(n, root, true))
        count += markup_is(n, "p");
    plan.paragraphs = arena_alloc(a, sizeof *plan.paragraphs * count);
    for (xmlNode *n = root; n != NULL; n = markup_next(n, root, true)) {
        check_traces(n, faults);
        if (markup_is(n, "p"))
            plan.paragraphs[plan.paragraph_count++] = docx_paragraph_read(a, n, faults);
    }
    for (size_t i = 0; i < count; i++)
        plan.mark_count += plan.paragraphs[i].mark_count;
    return plan;
}

/* ---- Groups ---- */

static int
depth(const xmlNode *node)
{
    int n = 0;

    while ((node = node->parent) != NULL)
        n++;
    return n;
}

/* Replaces A and B by the ancestors of theirs (or themselves) that are siblings; both become
 * the same if one lies within the other. */
static void
climb_to_siblings(xmlNode **a, xmlNode **b)
{
    int over = depth(*a) - depth(*b);

    for (; over > 0; over--)
        *a = (*a)->parent;
    for (; over < 0; over++)
        *b = (*b)->parent;
    while (*a != *b && (*a)->parent != (*b)->parent) {
        *a = (*a)->parent;
        *b = (*b)->parent;
    }
}

static bool
has_section(const xmlNode *p)
{
    return markup_child(markup_child(p, "pPr"), "sectPr") != NULL;
}

static bool
is_within(const xmlNode *node, const xmlNode *root)
{
    while (node != NULL && node != root)
        node = node->parent;
    return node != NULL;
}

/* Whether nothing but one mark is in UNIT, a paragraph or table row.  AT is the paragraph of
 * the mark; the others of a row lie around it. */
static bool
is_bare(const struct docx_plan *plan, const xmlNode *unit, size_t at)
{
    size_t first = at, end = at + 1, marks = 0;

    if (unit != plan->paragraphs[at].node) {
        while (first > 0 && is_within(plan->paragraphs[first - 1].node, unit))
            first--;
        while (end < plan->paragraph_count && is_within(plan->paragraphs[end].node, unit))
            end++;
    }
    for (size_t i = first; i < end; i++) {
        const struct docx_paragraph *p = &plan->paragraphs[i];

        marks += p->mark_count;
        if (marks > 1 || !docx_paragraph_is_bare(p) || has_section(p->node))
            return false;
    }
    return true;
}

static xmlNode *
row_of(xmlNode *node)
{
    while (node != NULL && !markup_is(node, "tr"))
        node = node->parent;
    return node;
}

/* Replaces A and B, the paragraphs of two marks, by the first and the last of the paragraphs
 * or rows that repeat; false when there is nothing that can be repeated between them. */
static bool
find_units(xmlNode **a, xmlNode **b)
{
    xmlNode *open = *a, *close = *b;

    if (open == close)
        return true;
    climb_to_siblings(a, b);
    if (markup_is(*a, "tc") && markup_is(*b, "tc"))
        *a = *b = row_of(*a);
    else if (*a == *b)
        return false;
    return *a != NULL &&
           ((markup_is(*a, "tr") && markup_is(*b, "tr")) || (*a == open && *b == close));
}

/* Makes GROUP repeat what lies from the mark in paragraph OPEN to the one in CLOSE. */
static bool
span(const struct docx_plan *plan, struct docx_group *group, size_t open, size_t close)
{
    xmlNode *a = plan->paragraphs[open].node, *b = plan->paragraphs[close].node;

    if (!find_units(&a, &b))
        return false;
    group->open = a != b && is_bare(plan, a, open) ? a : NULL;
    group->close = a != b && is_bare(plan, b, close) ? b : NULL;
    group->first = group->open != NULL ? a->next : a;
    group->last = group->close != NULL ? b->prev : b;
    if (group->first == group->close && group->close != NULL)
        group->first = group->last = NULL;
    return true;
}

void *
docx_plan_of(const xmlNode *node)
{
    for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
        if (node->_private != NULL)
            return node->_private;
    return NULL;
}

static bool
holds_group(const xmlNode *root)
{
    for (const xmlNode *n = root; n != NULL; n = markup_next(n, root, true))
        if (n->_private != NULL)
            return true;
    return false;
}

/* Writes GROUP into what repeats for it; false when that repeats for another one already. */
static bool
claim(struct docx_group *group)
{
    xmlNode *end = group->last != NULL ? group->last->next : NULL;

    if ((group->open != NULL && docx_plan_of(group->open) != NULL) ||
        (group->close != NULL && docx_plan_of(group->close) != NULL))
        return false;
    for (xmlNode *n = group->first; n != end; n = n->next)
        if (docx_plan_of(n) != NULL || holds_group(n))
            return false;
    for (xmlNode *n = group->first; n != end; n = n->next)
        n->_private = group;
    return true;
}

static void
add_group(struct docx_plan *plan, const char *name, size_t open, size_t close,
          struct docx_faults *faults)
{
    struct docx_group *group = &plan->groups[plan->group_count];

    *group = (struct docx_group){.name = name};
    if (!span(plan, group, open, close))
        docx_fault_add(faults, DOCX_list_crooked, name);
    else if (!claim(group))
        docx_fault_add(faults, DOCX_list_nested, name);
    else
        plan->group_count++;
}

/* Pairs the marks that open and close lists. */
static void
find_groups(struct arena *a, struct docx_plan *plan, struct docx_faults *faults)
{
    const char *name = NULL; /* of the list that is open */
    size_t open = 0;

    plan->groups = arena_alloc(a, sizeof *plan->groups * (plan->mark_count / 2 + 1));
    for (size_t i = 0; i < plan->paragraph_count; i++)
        for (size_t m = 0; m < plan->paragraphs[i].mark_count; m++) {
            const struct docx_mark *mark = &plan->paragraphs[i].marks[m];

            if (mark->kind == MARK_OPEN && name != NULL) {
                docx_fault_add(faults, DOCX_list_nested, mark->name);
            } else if (mark->kind == MARK_OPEN) {
                name = mark->name;
                open = i;
            } else if (mark->kind == MARK_CLOSE &&
                       (name == NULL || strcmp(name, mark->name) != 0)) {
                docx_fault_add(faults, DOCX_list_unopened, mark->name);
            } else if (mark->kind == MARK_CLOSE) {
                add_group(plan, name, open, i, faults);
                name = NULL;
            }
        }
    if (name != NULL)
        docx_fault_add(faults, DOCX_list_unclosed, name);
}

struct docx_plan
docx_plan_read(struct arena *a, xmlDoc *doc, struct docx_faults *faults)
{
    struct docx_plan plan = docx_plan_paragraphs(a, doc, faults);

    find_groups(a, &plan, faults);
    return plan;
}
