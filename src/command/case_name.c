#include "command/case_name.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_id(const char *s)
{
    return *s != '\0' && strspn(s, "0123456789") == strlen(s);
}

bool
case_named(const char *name, const char *agency)
{
    return is_id(name) || agency != NULL;
}

/* The id of the application with that NUMBER among those of the page LIST; NULL for none. */
static char *
id_of_number(const json_t *page, const char *number)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(page, "applications"), i, one) {
        const char *its = json_string_value(json_object_get(one, "number"));

        if (its != NULL && strcmp(its, number) == 0)
            return strdup(json_string_value(json_object_get(one, "id")));
    }
    return NULL;
}

char *
case_find(struct client *c, const char *name, const char *agency)
{
    struct text path = {NULL, 0, 0}, reply = {NULL, 0, 0};
    char *code, *number, *id = NULL;
    json_t *page = NULL;
    long status;

    if (is_id(name))
        return strdup(name);
    code = client_escape(c, agency);
    number = client_escape(c, name);
    text_addf(&path, "/api/v1/agencies/%s/applications?text=%s&limit=1000", code, number);
    status = client_call(c, "GET", path.bytes, NULL, NULL, &reply);
    if (status == 200) {
        page = json_loadb(reply.bytes, reply.len, 0, NULL);
        id = id_of_number(page, name);
        if (id == NULL)
            fprintf(stderr, "gongkai: the agency %s has no application %s\n", agency, name);
    } else if (status != 0) {
        client_explain("gongkai", status, &reply);
    }
    json_decref(page);
    free(code);
    free(number);
    text_free(&path);
    text_free(&reply);
    return id;
}
