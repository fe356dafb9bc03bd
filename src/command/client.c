#include "command/client.h"

#include "base/arena.h"
#include "command/stage.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_TRIES = 6 };

static const char unix_prefix[] = "unix:";

struct client {
    CURL *curl;
    const char *url, *database;
    const char *socket; /* the file to connect to; NULL: what URL names */
};

struct client *
client_new(const struct settings *s)
{
    struct client *c;

    c = xmalloc(sizeof *c);
    c->socket = strncmp(s->url, unix_prefix, strlen(unix_prefix)) == 0
                    ? s->url + strlen(unix_prefix)
                    : NULL;
    c->url = c->socket != NULL ? "http://gongkai" : s->url;
    c->database = s->database;
    c->curl = curl_easy_init();
    if (c->curl == NULL)
        abort();
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
headers_of(const char *secret, const char *key)
{
    struct curl_slist *headers = curl_slist_append(NULL, "X-Requested-With: gongkai");
    char line[256];

    snprintf(line, sizeof line, "Cookie: sid=%s; __Host-sid=%s", secret, secret);
    headers = curl_slist_append(headers, line);
    headers = curl_slist_append(headers, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    if (key != NULL) {
        snprintf(line, sizeof line, "Idempotency-Key: %s", key);
        headers = curl_slist_append(headers, line);
    }
    return headers;
}

/* Sends a request as the bearer of SECRET; again, a few times, while the service is busy and
 * repeating does no harm. */
static long
send_as(struct client *c, const char *secret, const char *method, const char *path,
        const char *body, const char *key, struct text *reply)
{
    struct curl_slist *headers = headers_of(secret, key);
    struct text url = {NULL, 0, 0};
    CURLcode code = CURLE_OK;
    long status = 0;

    text_addf(&url, "%s%s", c->url, path);
    for (int i = 1; i <= MOST_TRIES; i++) {
        const struct timespec pause = {i / 2, 500000000L * (i % 2)};

        code = send_once(c, method, url.bytes, body, headers, reply, &status);
        if (code == CURLE_OK && status != 503 && status != 429)
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
    text_free(&url);
    return status;
}

long
client_call(struct client *c, const char *method, const char *path, const json_t *body,
            const char *key, struct text *reply)
{
    char *sent = body ? json_dumps(body, JSON_COMPACT) : NULL;
    char where[100], again[128];
    struct cast cast;
    long status = 0;

    if (stage_cast(c->database, method, path, &cast))
        status = send_as(c, cast.first, method, path, sent, key, reply);
    if (status == 202) {
        snprintf(where, sizeof where, "/api/v1/proposals/%lld/confirm",
                 stage_proposal(reply->bytes));
        snprintf(again, sizeof again, "%s-confirmed", key ? key : "");
        status = send_as(c, cast.second, "POST", where, "{}", key ? again : NULL, reply);
    }
    free(sent);
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
