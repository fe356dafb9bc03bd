#include "document/package_types.h"

#include "document/xml_scan.h"

#include <string.h>
#include <strings.h>

enum { MOST_RULES = 2 * ZIP_MOST_ENTRIES, MOST_LIST = 4 << 20 };

static void
take_rule(void *context, const char *name, const struct xml_attributes *a)
{
    struct package_types *t = context;
    bool override = strcmp(name, "Override") == 0;
    char of[ZIP_MOST_NAME + 1], type[200];

    if ((!override && strcmp(name, "Default") != 0) || t->count == t->room ||
        xml_attribute(a, override ? "PartName" : "Extension", of, sizeof of) == NULL ||
        xml_attribute(a, "ContentType", type, sizeof type) == NULL)
        return;
    t->rules[t->count++] =
        (struct package_rule){override, arena_copy(t->arena, of, strlen(of)),
                              arena_copy(t->arena, type, strlen(type))};
}

bool
package_types_read(struct arena *a, const struct zip *z, struct package_types *t)
{
    const struct zip_entry *list = zip_find(z, "[Content_Types].xml");
    const struct xml_sink sink = {.element = take_rule, .context = t};

    *t = (struct package_types){.arena = a};
    if (list == NULL)
        return true;
    if (list->size > MOST_LIST)
        return false;
    t->room = MOST_RULES;
    t->rules = arena_alloc(a, sizeof *t->rules * (size_t)t->room);
    return xml_scan(z, list, &sink) && t->count < t->room;
}

static bool
fits(const struct package_rule *r, const char *name)
{
    const char *dot = strrchr(name, '.');

    if (r->override)
        return strcasecmp(r->of + (*r->of == '/'), name) == 0;
    return dot != NULL && strcasecmp(dot + 1, r->of) == 0;
}

const char *
package_type_of(const struct package_types *t, const char *name)
{
    const char *type = "";

    for (int i = 0; i < t->count; i++)
        if (fits(&t->rules[i], name)) {
            type = t->rules[i].type;
            if (t->rules[i].override)
                break;
        }
    return type;
}
