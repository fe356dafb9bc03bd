#include "command/client.h"

#include "base/arena.h"
#include "http/token.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_TRIES = 6 };

static const char unix_prefix[] = "unix:";

struct client {
    CURL *curl;
    const char *url, *socket; /* socket: the file to connect to; NULL: what URL names */
    char authorization[TOKEN_SIZE + 32];
};

struct client *
client_new(const struct settings *s)
{
    char token[TOKEN_SIZE], reason[512];
    struct client *c;

    if (!token_load(s->state_dir, false, token, reason, sizeof reason)) {
        fprintf(stderr, "gongkai: %s (is the service set up, and state_dir right?)\n",
                reason);
        return NULL;
    }
    c = xmalloc(sizeof *c);
    c->socket = strncmp(s->url, unix_prefix, strlen(unix_prefix)) == 0
                    ? s->url + strlen(unix_prefix)
                    : NULL;
    c->url = c->socket != NULL ? "http://gongkai" : s->url;
    c->curl = curl_easy_init();
    if (c->curl == NULL)
        abort();
    snprintf(c->authorization, sizeof c->authorization, "Authorization: Bearer %s", token);
    return c;
}

void
client_free(struct client *c)
{
    if (c == NULL)
        return;
    curl_easy_cleanup(c->curl);
    free(c);
}

static size_t
take(char *bytes, size_t size, size_t count, void *context)
{
    text_add_bytes(context, bytes, size * count);
    return size * count;
}

static CURLcode
send_once(struct client *c, const char *method, const char *url, const char *body,
          struct curl_slist *headers, struct text *reply, long *status)
{
    CURLcode code;

    reply->len = 0;
    text_add(reply, "");
    curl_easy_reset(c->curl);
    curl_easy_setopt(c->curl, CURLOPT_URL, url);
    curl_easy_setopt(c->curl, CURLOPT_UNIX_SOCKET_PATH, c->socket);
    curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(c->curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, reply);
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 600L);
    curl_easy_setopt(c->curl, CURLOPT_CONNECTTIMEOUT, 5L);
    if (body != NULL)
        curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, body);
    code = curl_easy_perform(c->curl);
    *status = 0;
    curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, status);
    return code;
}

static struct curl_slist *
headers_of(const struct client *c, const char *key)
{
    struct curl_slist *headers = curl_slist_append(NULL, c->authorization);
    char line[256];

    headers = curl_slist_append(headers, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    if (key != NULL) {
        snprintf(line, sizeof line, "Idempotency-Key: %s", key);
        headers = curl_slist_append(headers, line);
    }
    return headers;
}

long
client_call(struct client *c, const char *method, const char *path, const json_t *body,
            const char *key, struct text *reply)
{
    struct curl_slist *headers = headers_of(c, key);
    char *sent = body ? json_dumps(body, JSON_COMPACT) : NULL;
    struct text url = {NULL, 0, 0};
    CURLcode code = CURLE_OK;
    long status = 0;

    text_addf(&url, "%s%s", c->url, path);
    for (int i = 1; i <= MOST_TRIES; i++) {
        const struct timespec pause = {i / 2, 500000000L * (i % 2)};

        code = send_once(c, method, url.bytes, sent, headers, reply, &status);
        if (code == CURLE_OK && status != 503)
            break;
        if ((key == NULL && strcmp(method, "GET") != 0) || i == MOST_TRIES)
            break;
        nanosleep(&pause, NULL);
    }
    if (code != CURLE_OK) {
        fprintf(stderr, "gongkai: %s: %s\n", url.bytes, curl_easy_strerror(code));
        status = 0;
    }
    curl_slist_free_all(headers);
    free(sent);
    text_free(&url);
    return status;
}

void
client_explain(const char *prefix, long status, const struct text *reply)
{
    json_t *problem = json_loads(reply->bytes ? reply->bytes : "", 0, NULL), *error;
    const char *title = json_string_value(json_object_get(problem, "title"));
    const char *detail = json_string_value(json_object_get(problem, "detail"));
    size_t i;

    fprintf(stderr, "%s: %ld %s%s%s\n", prefix, status, title ? title : "",
            detail ? "：" : "", detail ? detail : "");
    json_array_foreach(json_object_get(problem, "errors"), i, error)
        fprintf(stderr, "    %s：%s\n", json_string_value(json_object_get(error, "field")),
                json_string_value(json_object_get(error, "message")));
    json_decref(problem);
}

char *
client_escape(struct client *c, const char *part)
{
    char *escaped = curl_easy_escape(c->curl, part, 0);
    char *copy = xstrdup(escaped ? escaped : "");

    curl_free(escaped);
    return copy;
}

json_t *
client_fetch(struct client *c, const char *path)
{
    struct text reply = {NULL, 0, 0};
    long status = client_call(c, "GET", path, NULL, NULL, &reply);
    json_t *json = NULL;

    if (status == 200)
        json = json_loadb(reply.bytes, reply.len, 0, NULL);
    else if (status != 0)
        client_explain("gongkai", status, &reply);
    text_free(&reply);
    return json;
}

const char *
client_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text != NULL ? text : "";
}

long
client_number(const json_t *object, const char *name)
{
    return (long)json_integer_value(json_object_get(object, name));
}
