/* Two hundred and more requests that no honest client sends: each is refused with a
 * well-formed 4xx or without a word within five seconds, and the service lives. */
#include "op/ask.h"
#include "op/raw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_S = 5 };

static int sent;

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Nothing at all, or a status line of 4xx (505 for a foreign version) and a whole head. */
static void
is_refusal(const struct text *reply, const char *what)
{
    int status = raw_status_of(reply);

    if (reply->len == 0)
        return;
    ck_assert_msg((status >= 400 && status < 500) || status == 505, "%.80s: %.80s", what,
                  reply->bytes);
    ck_assert_msg(strstr(reply->bytes, "\r\n\r\n") != NULL, "%.80s: %.80s", what,
                  reply->bytes);
}

static void
attack(const char *bytes, size_t size, const char *what)
{
    static const char marker[] =
        "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    struct text reply = {NULL, 0, 0};
    double begun = now();
    int fd = raw_connect(&here);

    raw_send(fd, bytes, size);
    shutdown(fd, SHUT_WR);
    raw_receive(fd, &reply);
    close(fd);
    ck_assert_msg(now() - begun < PATIENCE_S, "%.80s took %.1f s", what, now() - begun);
    is_refusal(&reply, what);
    text_free(&reply);
    ck_assert_msg(raw_status(&here, marker, sizeof marker - 1) == 200, "%.80s kills", what);
    sent++;
}

/* METHOD and TARGET with a session; HEADERS are lines ended by CRLF. */
static void
attack_with(const char *method, const char *target, const char *headers,
            const char *content, size_t size)
{
    struct text t = {NULL, 0, 0};
    char lines[160];

    text_addf(&t, "%s %s HTTP/1.1\r\nHost: x\r\n%s%s\r\n", method, target,
              service_credential(&here, "GET", "/api/v1/agencies", lines), headers);
    text_add_bytes(&t, content, size);
    attack(t.bytes, t.len, target);
    text_free(&t);
}

static void
attack_with_json(const char *content, size_t size)
{
    char headers[100];

    snprintf(headers, sizeof headers,
             "Content-Type: application/json\r\nContent-Length: %zu\r\n", size);
    attack_with("POST", "/api/v1/agencies", headers, content, size);
}

START_TEST(addresses_that_climb_or_deceive_lead_nowhere)
{
    static const char *const targets[] = {
        "/..",
        "/../etc/passwd",
        "/../../../../../../etc/passwd",
        "/web/../index.html",
        "/web/../../etc/passwd",
        "/web/..",
        "/web/.",
        "/web/",
        "/web//gongkai.js",
        "/web/./gongkai.js",
        "/web/copy.js/",
        "/web/copy.js/..",
        "/web/..%2findex.html",
        "/web/..%2Findex.html",
        "/web/%2e%2e/index.html",
        "/web/%2e%2e%2findex.html",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/web/%252e%252e%252findex.html",
        "/web/..%252findex.html",
        "/web%252fgongkai.js",
        "/web%2fgongkai.js",
        "/web/..%5cindex.html",
        "/web/..%255cindex.html",
        "/web/..\\index.html",
        "/web/%c0%ae%c0%ae/index.html",
        "/web/..%c0%afindex.html",
        "/web/..%e0%80%afindex.html",
        "/web/\xc0\xae\xc0\xae/index.html",
        "/web/..%u2216index.html",
        "/web/copy.js%00",
        "/web/copy.js%00.png",
        "/web/%00gongkai.js",
        "/healthz%00",
        "/%00",
        "/%2500",
        "/healthz%2500",
        "/healthz%0a",
        "/healthz%0d%0aX-Evil:%20yes",
        "/healthz%20",
        "/healthz%09",
        "/healthz/",
        "/healthz/.",
        "//healthz",
        "///",
        "/healthz;a=b",
        "/healthz%3fa=b",
        "/healthz%23a",
        "/HEALTHZ",
        "/Healthz",
        "/healthz\xe2\x80\x8b",
        "/%e2%80%aehealthz",
        "/\xef\xbc\x8fhealthz",
        "/%",
        "/%z",
        "/%zz",
        "/%1",
        "/%u0068ealthz",
        "/.git/config",
        "/.env",
        "/token",
        "/server-status",
        "/metrics",
        "/admin",
        "/api",
        "/api/v1",
        "/api/v1/",
        "/api/v2/agencies",
        "/api/v1/agencies/",
        "/api/v1/agencies/%",
        "/api/v1/agencies/../agencies",
        "/api/v1/agencies/'%20or%201=1--",
        "/api/v1/applications/-1",
        "/api/v1/applications/0",
        "/api/v1/applications/99999999999999999999999999",
        "/api/v1/applications/1e3",
        "/api/v1/applications/0x10",
        "/api/v1/applications/%31%00",
        "/api/v1/agencies?limit=%00",
        "/api/v1/agencies?%00=1",
        "/api/v1/agencies?a=1",
        "/api/v1/agencies?a=%ff",
        "/api/v1/agencies?%ff=1",
        "/api/v1/agencies?a=%0d%0ab",
        "/api/v1/agencies?a%5b%5d=1",
        "/api/v1/agencies?__proto__=1",
        "*",
        "nowhere",
        "?",
        "#",
        "http://[::1",
        "http:///nowhere",
        "file:///etc/passwd",
        "/nowhere HTTP/1.1 /healthz",
    };

    sent = 0;
    for (unsigned i = 0; i < sizeof targets / sizeof targets[0]; i++)
        attack_with("GET", targets[i], "", "", 0);
    ck_assert_int_ge(sent, 90);
}
END_TEST

START_TEST(methods_nobody_declared_do_nothing)
{
    static const char *const methods[] = {
        "get",     "Get",   "GETT",       "G",        "HEAD2",   "PUT",      "PATCH",
        "DELETE",  "TRACE", "TRACK",      "CONNECT",  "OPTIONS", "PROPFIND", "MKCOL",
        "COPY",    "MOVE",  "LOCK",       "M-SEARCH", "PURGE",   "DEBUG",    "INVOKE",
        "POST\tX", "\x01",  "G\xc3\x89T", "GET,POST", "%47ET",   "\"GET\"",  "",
    };
    char long_one[5001];

    sent = 0;
    memset(long_one, 'A', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    for (unsigned i = 0; i < sizeof methods / sizeof methods[0]; i++)
        attack_with(methods[i], "/api/v1/agencies", "", "", 0);
    attack_with(long_one, "/api/v1/agencies", "", "", 0);
    ck_assert_int_ge(sent, 25);
}
END_TEST

START_TEST(heads_that_are_broken_or_too_large_are_refused)
{
    static const char *const heads[] = {
        "Host: y\r\n",
        "X-Real-IP: 1.1.1.1\r\nX-Real-IP: 2.2.2.2\r\n",
        "Authorization: Bearer other\r\n",
        "No colon\r\n",
        ": no name\r\n",
        " folded\r\n",
        "\tfolded\r\n",
        "X : blank\r\n",
        "X\x01: control\r\n",
        "X: \x01\x02\x7f\r\n",
        "X: a\rb\r\n",
        "X: a\nY: b\r\n",
        "X: \xff\xfe\r\n",
        "\xff: x\r\n",
        "Range: bytes=0-18446744073709551615\r\n",
        "Expect: 200-maybe\r\n",
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n",
        "Connection: close, close, close\r\n",
        "Accept: */*;q=99999999999999999999\r\n",
        "Cookie: a=b; =; ;;; \"\r\n",
    };
    static const size_t sizes[] = {17000, 33000, 66000, 200000};
    struct text t = {NULL, 0, 0};

    sent = 0;
    for (unsigned i = 0; i < sizeof heads / sizeof heads[0]; i++)
        attack_with("GET", "/nowhere", heads[i], "", 0);
    for (int i = 0; i < 10000; i++)
        text_addf(&t, "H%d: x\r\n", i);
    attack_with("GET", "/healthz", t.bytes, "", 0);
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        t.len = 0;
        text_add(&t, "X: ");
        for (size_t k = 0; k < sizes[i]; k++)
            text_add_bytes(&t, "x", 1);
        text_add(&t, "\r\n");
        attack_with("GET", "/healthz", t.bytes, "", 0);
    }
    text_free(&t);
    ck_assert_int_ge(sent, 25);
}
END_TEST

START_TEST(framings_that_lie_are_refused)
{
    static const char *const framings[] = {
        "Content-Length: 0\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: deflate, chunked\r\n",
        "Transfer-Encoding: \"chunked\"\r\n",
        "Transfer-Encoding: chunke\r\n",
        "Transfer-Encoding:\r\n",
        "Transfer-Encoding: \013chunked\r\n",
        "Transfer_Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length : 2\r\n",
        "Content-Length: 2 2\r\n",
        "Content-Length: 2,2\r\n",
        "Content-Length: 2;\r\n",
        "Content-Length: 2.0\r\n",
        "Content-Length: -2\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: 0x2\r\n",
        "Content-Length: 2e0\r\n",
        "Content-Length: \xef\xbc\x92\r\n",
        "Content-Length: 18446744073709551618\r\n",
        "Content-Length: 9223372036854775808\r\n",
        "Content-Length: 99999999999999999999999999\r\n",
        "Content-Length: 2147483648\r\n",
        "Content-Length: two\r\n",
        "Content-Length:\r\n",
    };

    sent = 0;
    for (unsigned i = 0; i < sizeof framings / sizeof framings[0]; i++) {
        char headers[300];

        snprintf(headers, sizeof headers, "Content-Type: application/json\r\n%s",
                 framings[i]);
        attack_with("POST", "/api/v1/agencies", headers, "{}", 2);
    }
    ck_assert_int_ge(sent, 30);
}
END_TEST

START_TEST(bodies_that_are_no_sound_json_are_refused)
{
#define JSON(s)                                                                            \
    {                                                                                      \
        s, sizeof s - 1                                                                    \
    }
    static const struct {
        const char *bytes;
        size_t size;
    } bodies[] = {
        JSON(""),
        JSON("\xef\xbb\xbf{}"),
        JSON("\xff\xfe{\0}\0"),
        JSON("{\"code\":\"a\0b\"}"),
        JSON("{\"code\":\"\\u0000\"}"),
        JSON("{\"code\":\"\\ud800\"}"),
        JSON("{\"code\":\"\xed\xa0\x80\"}"),
        JSON("{\"code\":\"\xc0\x80\"}"),
        JSON("{\"code\":\"a\",\"code\":\"b\"}"),
        JSON("{\"__proto__\":{}}"),
        JSON("{\"code\":1e999}"),
        JSON("{\"code\":99999999999999999999999999}"),
        JSON("{\"code\":NaN}"),
        JSON("{'code':'a'}"),
        JSON("{\"code\":\"a\",}"),
        JSON("{}{}"),
        JSON("[]"),
        JSON("null"),
        JSON("\"\""),
        JSON("{\"code\":\"a\"} // x"),
    };
#undef JSON
    struct text t = {NULL, 0, 0};

    sent = 0;
    for (unsigned i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        attack_with_json(bodies[i].bytes, bodies[i].size);
    for (int i = 0; i < 100000; i++)
        text_add(&t, "[");
    attack_with_json(t.bytes, t.len);
    t.len = 0;
    text_add(&t, "{\"code\":[");
    for (int i = 0; i < 200000; i++)
        text_add(&t, "1,");
    text_add(&t, "1]}");
    attack_with_json(t.bytes, t.len);
    text_free(&t);
    ck_assert_int_ge(sent, 22);
}
END_TEST

START_TEST(noise_and_fragments_are_refused)
{
    static const char whole[] = "GET /nowhere HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n";
    unsigned random = 20250314;
    char noise[300];

    sent = 0;
    for (size_t size = 1; size < sizeof whole; size += 3)
        attack(whole, size, "a fragment");
    for (int i = 0; i < 40; i++) {
        for (size_t k = 0; k < sizeof noise; k++) {
            random = random * 1664525 + 1013904223;
            noise[k] = (char)(random >> 24);
        }
        attack(noise, sizeof noise, "noise");
    }
    ck_assert_int_ge(sent, 50);
}
END_TEST

static void
body_of(struct text *t, int values)
{
    t->len = 0;
    text_add(t, "{\"code\":[1");
    for (int i = 1; i < values; i++)
        text_add(t, ",1");
    text_add(t, "]}");
}

START_TEST(what_a_request_may_hold_is_counted)
{
    struct text t = {NULL, 0, 0};

    body_of(&t, 4094); /* and the list, and the object */
    refused(422, "invalid", t.bytes, "POST /api/v1/agencies");
    body_of(&t, 4095);
    refused(400, "bad_json", t.bytes, "POST /api/v1/agencies");
    t.len = 0;
    for (int i = 0; i < 64; i++)
        text_addf(&t, "%sa%d=1", i ? "&" : "", i);
    refused(422, "invalid", NULL, "GET /api/v1/agencies?%s", t.bytes);
    text_add(&t, "&b=1");
    refused(400, "bad_request", NULL, "GET /api/v1/agencies?%s", t.bytes);
    refused(413, "too_large", "{}", "GET /api/v1/agencies");
    text_free(&t);
}
END_TEST

START_TEST(a_head_is_at_most_sixteen_kilobytes_and_a_hundred_headers)
{
    struct text t = {NULL, 0, 0};
    const struct asked *a;

    text_add(&t, "X-Long: ");
    while (t.len < 15000)
        text_add(&t, "x");
    a = ask_with((const char *const[]){t.bytes, NULL}, NULL, "GET /healthz");
    ck_assert_int_eq(a->answer.status, 200);
    while (t.len < 17000)
        text_add(&t, "x");
    a = ask_with((const char *const[]){t.bytes, NULL}, NULL, "GET /healthz");
    ck_assert_int_eq(a->answer.status, 431);
    t.len = 0;
    text_add(&t, "GET /healthz HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 99; i++)
        text_addf(&t, "H%d: x\r\n", i);
    text_add(&t, "\r\n");
    ck_assert_int_eq(raw_status(&here, t.bytes, t.len), 200);
    t.len -= 2;
    text_add(&t, "H: x\r\n\r\n");
    ck_assert_int_eq(raw_status(&here, t.bytes, t.len), 431);
    text_free(&t);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        addresses_that_climb_or_deceive_lead_nowhere,
        methods_nobody_declared_do_nothing,
        heads_that_are_broken_or_too_large_are_refused,
        framings_that_lie_are_refused,
        bodies_that_are_no_sound_json_are_refused,
        noise_and_fragments_are_refused,
        what_a_request_may_hold_is_counted,
        a_head_is_at_most_sixteen_kilobytes_and_a_hundred_headers,
        NULL,
    };

    return here_run("hostile", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
