#include "http/file_name.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_VALUE = 2000 };

static int
digit_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* What NAME= is followed by in VALUE, a parameter of its own; NULL when there is none. */
static const char *
parameter(const char *value, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = strchr(value, ';'); at != NULL; at = strchr(at, ';')) {
        at++;
        at += strspn(at, " \t");
        if (strncasecmp(at, name, len) == 0 && at[len] == '=')
            return at + len + 1;
        while (*at != '\0' && *at != ';') /* a semicolon between quotes parts nothing */
            if (*at++ == '"')
                while (*at != '\0' && *at++ != '"')
                    ;
    }
    return NULL;
}

/* UTF-8''%E7%94%B3… ; NULL when it is not that. */
static const char *
decode(struct arena *a, const char *s)
{
    char *name, *to;

    if (strncasecmp(s, "UTF-8'", 6) != 0 || (s = strchr(s + 6, '\'')) == NULL)
        return NULL;
    name = to = arena_alloc(a, strlen(s));
    for (s++; *s != '\0' && *s != ';' && *s != ' '; s++) {
        if (*s == '%' && digit_of(s[1]) >= 0 && digit_of(s[2]) >= 0) {
            *to++ = (char)(digit_of(s[1]) * 16 + digit_of(s[2]));
            s += 2;
        } else if (*s == '%' || *s == '"') {
            return NULL;
        } else {
            *to++ = *s;
        }
        if (to[-1] == '\0')
            return NULL;
    }
    return name;
}

/* "name.pdf", or a word without quotes; NULL when it is not that. */
static const char *
unquote(struct arena *a, const char *s)
{
    char *name = arena_alloc(a, strlen(s) + 1), *to = name;

    if (*s != '"')
        return arena_copy(a, s, strcspn(s, "; \t\""));
    for (s++; *s != '"'; s++) {
        if (*s == '\\')
            s++;
        if (*s == '\0')
            return NULL;
        *to++ = *s;
    }
    return name;
}

enum problem
file_name_take(struct request *rq, const char *value)
{
    const char *extended, *plain, *zh, *name = NULL;

    if (value != NULL && strlen(value) <= MOST_VALUE) {
        extended = parameter(value, "filename*");
        plain = parameter(value, "filename");
        name = extended != NULL ? decode(rq->arena, extended)
               : plain != NULL  ? unquote(rq->arena, plain)
                                : NULL;
    }
    if (name == NULL || *name == '\0')
        return fail_with(rq, P_bad_request,
                         "请在 Content-Disposition 中写明文件名，如 attachment; "
                         "filename*=UTF-8''%E7%94%B3%E8%AF%B7.pdf",
                         "name the file in Content-Disposition, such as attachment; "
                         "filename*=UTF-8''%E7%94%B3%E8%AF%B7.pdf");
    if (!text_is_utf8(name, strlen(name)) ||
        text_fault(name, strlen(name), false, &zh) != NULL)
        return fail_with(rq, P_bad_request,
                         "文件名含有控制字符、不可见字符或不是 UTF-8，请改名后再上传",
                         "the name holds control or invisible characters, or is not UTF-8; "
                         "rename the file");
    rq->upload.name = name;
    return OK;
}

const char *
file_name_disposition(struct arena *a, const char *name)
{
    const char *dot = strrchr(name, '.');
    char extension[12] = "", *to, *value = arena_alloc(a, 3 * strlen(name) + 80);

    if (dot != NULL && strlen(dot) < sizeof extension &&
        strspn(dot + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") ==
            strlen(dot + 1))
        strcpy(extension, dot);
    to = value +
         sprintf(value, "attachment; filename=\"file%s\"; filename*=UTF-8''", extension);
    for (const char *p = name; *p != '\0'; p++)
        if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
            (*p >= 'a' && *p <= 'z') || *p == '.' || *p == '-' || *p == '_')
            *to++ = *p;
        else
            to += sprintf(to, "%%%02X", (unsigned)(unsigned char)*p);
    *to = '\0';
    return value;
}
