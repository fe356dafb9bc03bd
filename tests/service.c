#include "service.h"

#include "base/arena.h"
#include "command/stage.h"
#include "core/tally.h"

#include <check.h>
#include <ctype.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 32, START_TENTHS = 300 };

/* To the address sanitizer: what a test allocates ends with the test's process.  Service and
 * commands are processes of their own, and are looked at. */
int __lsan_is_turned_off(void);
int
__lsan_is_turned_off(void)
{
    return 1;
}

/* Runs COMMAND on the PostgreSQL the tests were given, not on the fresh database. */
static void
on_cluster(const char *command)
{
    PGconn *conn = PQconnectdb(getenv("GONGKAI_DATABASE"));
    PGresult *result = PQexec(conn, command);

    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        ck_abort_msg("%s: %s", command, PQerrorMessage(conn));
    PQclear(result);
    PQfinish(conn);
}

static const char *
program(const char *name, char path[4096])
{
    const char *build = getenv("GONGKAI_BUILD");

    snprintf(path, 4096, "%s/%s", build ? build : ".", name);
    return path;
}

/* Starts a program of ours with the environment of S; its output goes to OUTPUT. */
static pid_t
spawn(const struct service_under_test *s, const char *name, const char *const *arguments,
      int output)
{
    const char *argv[MOST_ARGUMENTS] = {name};
    char path[4096], session[80];
    int n = 1;
    pid_t pid;

    for (; arguments != NULL && *arguments != NULL && n < MOST_ARGUMENTS - 1; arguments++)
        argv[n++] = *arguments;
    argv[n] = NULL;
    program(name, path);
    fflush(NULL);
    pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid > 0)
        return pid;
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    setenv("GONGKAI_DATABASE", s->database, 1);
    setenv("GONGKAI_STATE_DIR", s->directory, 1);
    setenv("GONGKAI_URL", s->url, 1);
    snprintf(session, sizeof session, "%s/session", s->directory);
    setenv("GONGKAI_SESSION_FILE", session, 1);
    execv(path, (char *const *)(size_t)argv);
    _exit(127);
}

static int
wait_for(pid_t pid)
{
    int status;

    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool
read_line(const char *path, char *line, size_t size)
{
    FILE *file = fopen(path, "re");
    bool done = file != NULL && fgets(line, (int)size, file) != NULL;

    if (file != NULL)
        fclose(file);
    if (done)
        line[strcspn(line, "\n")] = '\0';
    return done;
}

void
service_start(struct service_under_test *s, const char *const *options)
{
    const char *arguments[MOST_ARGUMENTS] = {"--port=0", "--fold-interval-ms=50",
                                             "--plain-http=yes", "--rate-per-second=0",
                                             "--source-rate-per-second=0"};
    const struct timespec tenth = {0, 100000000};
    char ready[256], option[300], log[256];
    int n = 5, output;

    snprintf(ready, sizeof ready, "%s/ready", s->directory);
    snprintf(option, sizeof option, "--ready-file=%s", ready);
    snprintf(log, sizeof log, "%s/log", s->directory);
    arguments[n++] = option;
    for (; options != NULL && *options != NULL; options++)
        arguments[n++] = *options;
    arguments[n] = NULL;
    unlink(ready);
    output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    s->pid = spawn(s, "gongkaid", arguments, output);
    close(output);
    for (int i = 0; i < START_TENTHS && !read_line(ready, s->url, sizeof s->url); i++) {
        if (waitpid(s->pid, NULL, WNOHANG) != 0)
            ck_abort_msg("gongkaid did not start; see %s", log);
        nanosleep(&tenth, NULL);
    }
}

void
service_stop(struct service_under_test *s, int signal)
{
    kill(s->pid, signal);
    if (signal == SIGTERM)
        ck_assert_int_eq(wait_for(s->pid), 0);
    else
        wait_for(s->pid);
    s->pid = 0;
}

/* The connection string of GONGKAI_DATABASE with another database. */
static void
point_to(struct service_under_test *s, const char *name)
{
    snprintf(s->database, sizeof s->database, "%s dbname=%s", getenv("GONGKAI_DATABASE"),
             name);
}

void
service_begin(struct service_under_test *s, const char *const *options)
{
    char command[256], name[64];

    if (getenv("GONGKAI_DATABASE") == NULL)
        ck_abort_msg("run this test under contrib/with-postgres");
    *s = (struct service_under_test){.directory = "/tmp/gongkai-test-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(s->directory));
    snprintf(name, sizeof name, "test_%s", strrchr(s->directory, '-') + 1);
    snprintf(command, sizeof command, "create database \"%s\" template template0", name);
    on_cluster(command);
    point_to(s, name);
    ck_assert_int_eq(service_command(s, NULL, (const char *const[]){"migrate", NULL}), 0);
    service_start(s, options);
}

void
service_end(struct service_under_test *s)
{
    char command[256];

    if (s->pid != 0)
        service_stop(s, SIGTERM);
    snprintf(command, sizeof command, "drop database \"test_%s\" with (force)",
             strrchr(s->directory, '-') + 1);
    on_cluster(command);
    snprintf(command, sizeof command, "rm -rf '%s'", s->directory);
    ck_assert_int_eq(system(command), 0);
}

int
service_command(const struct service_under_test *s, struct text *out,
                const char *const *arguments)
{
    int ends[2];
    char chunk[4096];
    ssize_t n;
    pid_t pid;

    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    pid = spawn(s, "gongkai", arguments, ends[1]);
    close(ends[1]);
    while ((n = read(ends[0], chunk, sizeof chunk)) > 0)
        if (out != NULL)
            text_add_bytes(out, chunk, (size_t)n);
    close(ends[0]);
    return wait_for(pid);
}

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

static struct curl_slist *
add_lines(struct curl_slist *list, const char *lines)
{
    char line[256];

    for (; *lines != '\0'; lines += lines[0] == '\n') {
        size_t len = strcspn(lines, "\n");

        snprintf(line, sizeof line, "%.*s", (int)len, lines);
        list = curl_slist_append(list, line);
        lines += len;
    }
    return list;
}

static bool
has_header(const char *const *headers, const char *name)
{
    for (; headers != NULL && *headers != NULL; headers++)
        if (strncasecmp(*headers, name, strlen(name)) == 0)
            return true;
    return false;
}

const char *
service_body_type(const char *body)
{
    if (strncmp(body, "<table", 6) == 0)
        return "Content-Type: application/octet-stream\n"
               "Content-Disposition: attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.html";
    return strncmp(body, "%PDF-", 5) == 0
               ? "Content-Type: application/octet-stream\n"
                 "Content-Disposition: attachment; filename*=UTF-8''%E7%94%B3%E8%AF%B7.pdf"
               : "Content-Type: application/json";
}

/* One request; SECRET is the session's, NULL for none. */
static struct answer
send_once(const struct service_under_test *s, const char *method, const char *path,
          const char *body, const char *const *headers, const char *secret)
{
    struct answer a = {.status = 0};
    struct text url = {NULL, 0, 0}, line = {NULL, 0, 0};
    struct curl_slist *list = NULL;
    CURL *curl = curl_easy_init();

    if (strncmp(s->url, "unix:", 5) == 0)
        curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, s->url + 5);
    text_addf(&url, "%s%s", strncmp(s->url, "unix:", 5) == 0 ? "http://unix" : s->url,
              path);
    text_addf(&line, "Cookie: sid=%s", secret ? secret : "");
    text_add(&a.headers, "");
    text_add(&a.body, "");
    if (body != NULL && !has_header(headers, "Content-Type:"))
        list = add_lines(list, service_body_type(body));
    list = curl_slist_append(list, "Expect:");
    for (; headers != NULL && *headers != NULL; headers++)
        list = curl_slist_append(list, *headers);
    if (secret != NULL) {
        list = curl_slist_append(list, line.bytes);
        list = curl_slist_append(list, "X-Requested-With: gongkai");
    }
    curl_easy_setopt(curl, CURLOPT_URL, url.bytes);
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &a.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &a.headers);
    if (strcmp(method, "HEAD") == 0)
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    else
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    if (body != NULL)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    if (curl_easy_perform(curl) == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &a.status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    text_free(&url);
    text_free(&line);
    return a;
}

const char *
service_credential(const struct service_under_test *s, const char *method, const char *path,
                   char lines[160])
{
    struct cast cast;

    ck_assert(stage_cast(s->database, method, path, &cast));
    snprintf(lines, 160, "Cookie: sid=%s\r\nX-Requested-With: gongkai\r\n", cast.first);
    return lines;
}

/* Whether HEADERS say themselves who is asking, or that nobody is. */
static bool
has_credential(const char *const *headers)
{
    return has_header(headers, "Authorization:") || has_header(headers, "Cookie:");
}

/* The headers for confirming what HEADERS proposed: a repeated request confirms once. */
static void
confirming_headers(const char *const *headers, char key[256], const char *to[3])
{
    int n = 0;

    for (; headers != NULL && *headers != NULL; headers++) {
        if (strncasecmp(*headers, "Idempotency-Key:", 16) == 0) {
            snprintf(key, 256, "%s-confirmed", *headers);
            to[n++] = key;
        } else if (strncasecmp(*headers, "Accept-Language:", 16) == 0 && n < 2) {
            to[n++] = *headers;
        }
    }
    to[n] = NULL;
}

struct answer
service_call(const struct service_under_test *s, const char *method, const char *path,
             const char *body, const char *const *headers)
{
    const char *confirming[3] = {NULL};
    struct answer a;
    struct cast cast;
    char where[100], key[256];

    if (has_credential(headers))
        return send_once(s, method, path, body, headers, NULL);
    ck_assert(stage_cast(s->database, method, path, &cast));
    a = send_once(s, method, path, body, headers, cast.first);
    if (a.status != 202)
        return a;
    snprintf(where, sizeof where, "/api/v1/proposals/%lld/confirm",
             stage_proposal(a.body.bytes));
    answer_free(&a);
    confirming_headers(headers, key, confirming);
    return send_once(s, "POST", where, "{}", confirming, cast.second);
}

void
answer_free(struct answer *a)
{
    text_free(&a->headers);
    text_free(&a->body);
}

const char *
answer_header(const struct answer *a, const char *name, char *value, size_t size)
{
    size_t len = strlen(name);

    for (const char *line = a->headers.bytes; line != NULL && *line != '\0';) {
        if (strncmp(line, name, len) == 0 && line[len] == ':') {
            line += len + 1 + strspn(line + len + 1, " ");
            snprintf(value, size, "%.*s", (int)strcspn(line, "\r\n"), line);
            return value;
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    snprintf(value, size, "%s", "");
    return value;
}

json_t *
service_json(const struct service_under_test *s, long status, const char *method,
             const char *path, const char *body)
{
    struct answer a = service_call(s, method, path, body, NULL);
    json_t *json = json_loadb(a.body.bytes, a.body.len, JSON_REJECT_DUPLICATES, NULL);

    if (a.status != status || json == NULL)
        ck_abort_msg("%s %s: %ld instead of %ld: %s", method, path, a.status, status,
                     a.body.bytes);
    answer_free(&a);
    return json;
}

void
service_agency(const struct service_under_test *s, const char *code)
{
    json_t *body =
        json_pack("{s:s, s:s, s:s}", "code", code, "name", code, "level", "township");
    char *sent = json_dumps(body, 0);

    json_decref(service_json(s, 201, "POST", "/api/v1/agencies", sent));
    free(sent);
    json_decref(body);
}

void
service_register(const struct service_under_test *s, const char *agency, const char *day,
                 char id[32])
{
    json_t *body = json_pack("{s:s, s:s, s:s, s:s, s:s}", "channel", "in_person",
                             "arrived_on", day, "applicant_category", "natural_person",
                             "applicant_name", "测试申请人", "content", "测试内容");
    char *sent = json_dumps(body, 0), path[256];
    json_t *made;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/applications", agency);
    made = service_json(s, 201, "POST", path, sent);
    snprintf(
        id, 32, "%s",
        json_string_value(json_object_get(json_object_get(made, "application"), "id")));
    json_decref(made);
    free(sent);
    json_decref(body);
}

long
service_cell(const struct service_under_test *s, const char *agency, const char *query,
             const char *row, const char *column)
{
    char path[512];
    json_t *table, *line;
    long found = -1;
    size_t i;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/section-three?%s", agency, query);
    table = service_json(s, 200, "GET", path, NULL);
    json_array_foreach(json_object_get(table, "rows"), i, line) {
        if (strcmp(json_string_value(json_object_get(line, "key")), row) == 0)
            found = (long)json_integer_value(json_array_get(
                json_object_get(line, "cells"), (size_t)tally_column_of(column)));
    }
    json_decref(table);
    return found;
}
