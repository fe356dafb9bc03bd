#include "op/wire.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wire {
    CURL *curl;
    const struct service_under_test *service;
    struct answer answer;
    struct text url, normal;
};

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
    text_add_bytes(context, bytes, size * count);
    return size * count;
}

static size_t
take_header(char *bytes, size_t size, size_t count, void *context)
{
    struct text *t = context;
    size_t start = t->len;

    text_add_bytes(t, bytes, size * count);
    for (size_t i = start; i < t->len && t->bytes[i] != ':'; i++)
        t->bytes[i] = (char)tolower((unsigned char)t->bytes[i]);
    return size * count;
}

struct wire *
wire_open(const struct service_under_test *s)
{
    struct wire *w = calloc(1, sizeof *w);

    if (w == NULL)
        abort();
    w->service = s;
    w->curl = curl_easy_init();
    curl_easy_setopt(w->curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(w->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(w->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(w->curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(w->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(w->curl, CURLOPT_WRITEDATA, &w->answer.body);
    curl_easy_setopt(w->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(w->curl, CURLOPT_HEADERDATA, &w->answer.headers);
    return w;
}

void
wire_close(struct wire *w)
{
    curl_easy_cleanup(w->curl);
    answer_free(&w->answer);
    text_free(&w->url);
    text_free(&w->normal);
    free(w);
}

static struct curl_slist *
add_lines(struct curl_slist *list, const char *lines)
{
    char line[1024];

    while (lines != NULL && *lines != '\0') {
        size_t len = strcspn(lines, "\n");

        snprintf(line, sizeof line, "%.*s", (int)len, lines);
        list = curl_slist_append(list, line);
        lines += len + (lines[len] == '\n');
    }
    return list;
}

const struct answer *
wire_ask(struct wire *w, const char *method, const char *path, const char *body,
         const char *credential, const char *more)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    bool head = strcmp(method, "HEAD") == 0;

    list = add_lines(add_lines(list, credential), more);
    if (body != NULL)
        list = add_lines(list, service_body_type(body));
    w->url.len = w->answer.body.len = w->answer.headers.len = 0;
    text_addf(&w->url, "%s%s", w->service->url, path);
    text_add(&w->answer.body, "");
    text_add(&w->answer.headers, "");
    curl_easy_setopt(w->curl, CURLOPT_URL, w->url.bytes);
    curl_easy_setopt(w->curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(w->curl, CURLOPT_HTTPGET, 1L);
    if (body != NULL) {
        curl_easy_setopt(w->curl, CURLOPT_POST, 1L);
        curl_easy_setopt(w->curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
        curl_easy_setopt(w->curl, CURLOPT_POSTFIELDS, body);
    }
    curl_easy_setopt(w->curl, CURLOPT_CUSTOMREQUEST, head ? NULL : method);
    curl_easy_setopt(w->curl, CURLOPT_NOBODY, head ? 1L : 0L);
    w->answer.status = 0;
    if (curl_easy_perform(w->curl) == CURLE_OK ||
        curl_easy_perform(w->curl) == CURLE_OK) /* the service may close what was idle */
        curl_easy_getinfo(w->curl, CURLINFO_RESPONSE_CODE, &w->answer.status);
    curl_slist_free_all(list);
    return &w->answer;
}

/* TEXT without the lines that begin with one of three names. */
static void
add_headers(struct text *out, const char *text)
{
    static const char *const differ[] = {"date:", "x-request-id:", "content-length:"};

    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        bool skip = false;

        for (unsigned i = 0; i < sizeof differ / sizeof differ[0]; i++)
            skip = skip || strncmp(text, differ[i], strlen(differ[i])) == 0;
        if (!skip)
            text_add_bytes(out, text, len + (text[len] == '\n'));
        text += len + (text[len] == '\n');
    }
}

const char *
wire_normal(struct wire *w, const struct answer *a)
{
    static const char mark[] = "\"request\":\"";
    const char *id = a->body.bytes ? strstr(a->body.bytes, mark) : NULL;

    w->normal.len = 0;
    add_headers(&w->normal, a->headers.bytes ? a->headers.bytes : "");
    text_addf(&w->normal, "%zu bytes\n", a->body.len);
    if (id == NULL)
        text_add(&w->normal, a->body.bytes ? a->body.bytes : "");
    else
        text_addf(&w->normal, "%.*s%s", (int)(id - a->body.bytes), a->body.bytes,
                  id + strlen(mark) + strcspn(id + strlen(mark), "\""));
    return w->normal.bytes;
}
