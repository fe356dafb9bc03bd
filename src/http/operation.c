#include "http/operation.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The path of OP's route, behind the method and the space. */
static const char *
path_of(const struct operation *op)
{
    return strchr(op->route, ' ') + 1;
}

static bool
method_is(const struct operation *op, const char *method)
{
    size_t len = strlen(method);

    if (strcmp(method, "HEAD") == 0)
        return method_is(op, "GET");
    return strncmp(op->route, method, len) == 0 && op->route[len] == ' ';
}

/* Whether PATH has the shape of ROUTE; the values of its {parts} are cut out into BUFFER. */
static bool
matches(const char *route, const char *path, const char *values[ROUTE_PARTS], char *buffer)
{
    int n = 0;

    while (*route != '\0') {
        if (*route != '{') {
            if (*route++ != *path++)
                return false;
            continue;
        }
        if (*path == '/' || *path == '\0' || n == ROUTE_PARTS)
            return false;
        values[n++] = buffer;
        while (*path != '/' && *path != '\0')
            *buffer++ = *path++;
        *buffer++ = '\0';
        route = strchr(route, '}') + 1;
    }
    return *path == '\0';
}

const struct operation *
operation_find(const char *method, const char *path, const char *values[ROUTE_PARTS],
               char *buffer, char allowed[64])
{
    size_t len = 0;

    allowed[0] = '\0';
    for (int i = 0; operation_list[i] != NULL; i++) {
        const struct operation *op = operation_list[i];
        char verb[16];

        if (!matches(path_of(op), path, values, buffer))
            continue;
        if (method_is(op, method))
            return op;
        snprintf(verb, sizeof verb, "%.*s", (int)strcspn(op->route, " "), op->route);
        if (strstr(allowed, verb) == NULL) /* a word and a {part} may share a place */
            len += (size_t)snprintf(allowed + len, 64 - len, "%s%s", len ? ", " : "", verb);
    }
    return NULL;
}

bool
operation_part(const struct operation *op, int index, char name[32])
{
    const char *at = op->route;

    while ((at = strchr(at, '{')) != NULL && index-- > 0)
        at++;
    if (at == NULL)
        return false;
    snprintf(name, 32, "%.*s", (int)strcspn(at + 1, "}"), at + 1);
    return true;
}

const struct operation *
operation_named(const char *name)
{
    for (int i = 0; operation_list[i] != NULL; i++)
        if (strcmp(operation_list[i]->name, name) == 0)
            return operation_list[i];
    return NULL;
}
