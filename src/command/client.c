#include "command/client.h"

#include "base/arena.h"
#include "command/credential_file.h"
#include "command/stage.h"

#include <curl/curl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { MOST_TRIES = 6 };

static const char unix_prefix[] = "unix:";

/* In whose name it asks. */
enum bearer { NOBODY, SESSION, TOKEN, STAGE };

struct client {
    CURL *curl;
    const struct settings *settings;
    const char *url;
    const char *socket; /* the file to connect to; NULL: what URL names */
    enum bearer bearer;
    bool actors;              /* STAGE: the accounts of the database, not made-up persons */
    char secret[SECRET_SIZE]; /* of SESSION and TOKEN */
    char given[SECRET_SIZE];  /* the session in the last reply's cookie */
    bool cookie;              /* the last reply had one, "" in GIVEN to forget it */
};

static struct client *
make(const struct settings *s)
{
    struct client *c = xmalloc(sizeof *c);
    bool is_socket = strncmp(s->url, unix_prefix, strlen(unix_prefix)) == 0;

    *c = (struct client){.curl = curl_easy_init(), .settings = s};
    c->socket = is_socket ? s->url + strlen(unix_prefix) : NULL;
    c->url = is_socket ? "http://gongkai" : s->url;
    if (c->curl == NULL)
        abort();
    return c;
}

struct client *
client_new(const struct settings *s)
{
    struct client *c = make(s);

    if (!token_file_read(s, c->secret) ||
        (*c->secret == '\0' && !session_file_read(s, c->secret))) {
        client_free(c);
        return NULL;
    }
    if (*c->secret != '\0')
        c->bearer = *s->token_file != '\0' ? TOKEN : SESSION;
    else if (s->training)
        c->bearer = STAGE;
    return c;
}

struct client *
client_new_nobody(const struct settings *s)
{
    return make(s);
}

struct client *
client_new_stage(const struct settings *s, bool actors)
{
    struct client *c = make(s);

    c->bearer = STAGE;
    c->actors = actors;
    return c;
}

bool
client_is_signed_in(const struct client *c)
{
    if (c->bearer == SESSION || c->bearer == TOKEN)
        return true;
    fputs("gongkai: 请先登录 (sign in first): gongkai sign-in 登录名\n", stderr);
    return false;
}

bool
client_forget(struct client *c)
{
    c->bearer = NOBODY;
    return session_file_write(c->settings, "");
}

void
client_free(struct client *c)
{
    if (c == NULL)
        return;
    curl_easy_cleanup(c->curl);
    sodium_memzero(c, sizeof *c);
    free(c);
}

static size_t
take(char *bytes, size_t size, size_t count, void *context)
{
    text_add_bytes(context, bytes, size * count);
    return size * count;
}

/* Notes the session that a Set-Cookie line gives or takes back. */
static size_t
take_header(char *bytes, size_t size, size_t count, void *context)
{
    static const char *const names[] = {"Set-Cookie: sid=", "Set-Cookie: __Host-sid="};
    struct client *c = context;
    size_t all = size * count, name, len;

    for (int i = 0; i < 2; i++) {
        name = strlen(names[i]);
        if (all <= name || strncasecmp(bytes, names[i], name) != 0)
            continue;
        for (len = 0; name + len < all && strchr("; \r\n", bytes[name + len]) == NULL;)
            len++;
        c->cookie = len < SECRET_SIZE;
        snprintf(c->given, sizeof c->given, "%.*s", (int)len, bytes + name);
    }
    return all;
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
    c->cookie = false;
    curl_easy_setopt(c->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(c->curl, CURLOPT_HEADERDATA, c);
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 600L);
    curl_easy_setopt(c->curl, CURLOPT_CONNECTTIMEOUT, 5L);
    if (body != NULL)
        curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, body);
    code = curl_easy_perform(c->curl);
    *status = 0;
    curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, status);
    return code;
}

/* SECRET is a token's when BEARER is set, else a session's; "" for nobody's. */
static struct curl_slist *
headers_of(const char *secret, bool bearer, const char *key)
{
    struct curl_slist *headers = curl_slist_append(NULL, "X-Requested-With: gongkai");
    char line[256];

    snprintf(line, sizeof line,
             bearer ? "Authorization: Bearer %s" : "Cookie: sid=%s; __Host-sid=%s", secret,
             secret);
    if (*secret != '\0')
        headers = curl_slist_append(headers, line);
    sodium_memzero(line, sizeof line);
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
    struct curl_slist *headers = headers_of(secret, c->bearer == TOKEN, key);
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

/* Confirms as SECOND what waits in REPLY. */
static long
confirm(struct client *c, const char *second, const char *key, struct text *reply)
{
    char where[100], again[128];

    snprintf(where, sizeof where, "/api/v1/proposals/%lld/confirm",
             stage_proposal(reply->bytes));
    snprintf(again, sizeof again, "%s-confirmed", key ? key : "");
    return send_as(c, second, "POST", where, "{}", key ? again : NULL, reply);
}

static long
call_on_stage(struct client *c, const char *method, const char *path, const json_t *body,
              const char *sent, const char *key, struct text *reply)
{
    const char *officer = client_text(body, "officer");
    struct cast cast;
    long status = 0;

    for (int rank = 0; c->actors && rank < STAGE_RANKS; rank++) {
        if (!stage_actors(c->settings->database, path, officer, rank, &cast))
            return 0;
        status = send_as(c, cast.first, method, path, sent, key, reply);
        if (status == 202)
            return confirm(c, cast.second, key, reply);
        if (status != 403)
            return status;
    }
    if (c->actors)
        return status;
    if (stage_cast(c->settings->database, method, path, &cast))
        status = send_as(c, cast.first, method, path, sent, key, reply);
    return status == 202 ? confirm(c, cast.second, key, reply) : status;
}

/* A reply may give the session another secret, or end it. */
static bool
keep_cookie(struct client *c)
{
    if (!c->cookie || c->bearer == TOKEN)
        return true;
    snprintf(c->secret, sizeof c->secret, "%s", c->given);
    c->bearer = *c->secret != '\0' ? SESSION : NOBODY;
    return session_file_write(c->settings, c->secret);
}

static void
tell_of_proposal(const struct text *reply)
{
    long long id = stage_proposal(reply->bytes);

    fprintf(
        stderr,
        "已提出，待另一人确认：%lld（有权确认的人可在网页上办理，或 gongkai confirm %lld）\n"
        "Proposal %lld waits for confirmation by another person.\n",
        id, id, id);
}

long
client_call(struct client *c, const char *method, const char *path, const json_t *body,
            const char *key, struct text *reply)
{
    char *sent = body ? json_dumps(body, JSON_COMPACT) : NULL;
    long status;

    if (c->bearer == STAGE)
        status = call_on_stage(c, method, path, body, sent, key, reply);
    else
        status = send_as(c, c->secret, method, path, sent, key, reply);
    if (c->bearer != STAGE) {
        if (status == 202)
            tell_of_proposal(reply);
        if (!keep_cookie(c))
            status = 0;
    }
    if (sent != NULL)
        sodium_memzero(sent, strlen(sent)); /* it may have held a password */
    free(sent);
    return status;
}

const char *
client_problem(const json_t *problem)
{
    const char *type = client_text(problem, "type"), *last = strrchr(type, ':');

    return last != NULL ? last + 1 : "";
}

/* What to do about a refusal that another command mends. */
static const char *
remedy(const char *problem)
{
    static const char *const remedies[][2] = {
        {"unauthorized", "请先登录 (sign in first): gongkai sign-in 登录名"},
        {"proof_needed",
         "请重新登录后随即办理 (sign in again, then repeat it): gongkai sign-in 登录名"},
        {"password_must_change", "请先修改密码 (change the password): gongkai password"},
    };

    for (unsigned i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
        if (strcmp(remedies[i][0], problem) == 0)
            return remedies[i][1];
    return NULL;
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
    if (remedy(client_problem(problem)) != NULL)
        fprintf(stderr, "    %s\n", remedy(client_problem(problem)));
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
