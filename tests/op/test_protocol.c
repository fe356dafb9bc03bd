/* What must not shake the server, whatever the bytes on the socket are; and that none of it
 * leaves half a case behind. */
#include "op/ask.h"
#include "op/raw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char body[] = "{\"channel\":\"oral\",\"arrived_on\":\"2025-03-04\","
                           "\"applicant_category\":\"other\",\"applicant_name\":\"A\","
                           "\"content\":\"B\"}";

/* Head and body of a registration with the AGENCY "raw"; HEADERS are lines ended by CRLF. */
static void
compose(struct text *t, const char *headers, const char *content, size_t size)
{
    char lines[160];

    text_addf(t,
              "POST /api/v1/agencies/raw/applications HTTP/1.1\r\nHost: localhost\r\n"
              "%s%s\r\n",
              service_credential(&here, "POST", "/api/v1/agencies/raw/applications", lines),
              headers);
    text_add_bytes(t, content, size);
}

static int
post(const char *headers, const char *content, size_t size)
{
    struct text t = {NULL, 0, 0};
    int status;

    compose(&t, headers, content, size);
    status = raw_status(&here, t.bytes, t.len);
    text_free(&t);
    return status;
}

static void
make_raw(void)
{
    const struct asked *a = ask_with(NULL, "{'code':'raw','name':'raw','level':'county'}",
                                     "POST /api/v1/agencies");

    ck_assert(a->answer.status == 201 || a->answer.status == 409);
}

static size_t
cases(void)
{
    return json_array_size(
        value_in(ask(200, NULL, "GET /api/v1/agencies/raw/applications"), "applications"));
}

/* Whether the server refuses as it should: with a 4xx, or without a word. */
static void
is_refused(int status, const char *what)
{
    ck_assert_msg(status == 0 || (status >= 400 && status < 500), "%.60s: %d", what,
                  status);
}

static void
lives_and_holds(size_t wanted)
{
    ck_assert_str_eq(text_in(ask(200, NULL, "GET /healthz"), "status"), "ok");
    ck_assert_uint_eq(cases(), wanted);
}

START_TEST(a_body_says_that_it_is_json)
{
    static const struct {
        const char *type;
        int status;
    } types[] = {
        {"Content-Type: application/json\r\n", 201},
        {"Content-Type: application/json; charset=utf-8\r\n", 201},
        {"content-type:application/json;charset=UTF-8\r\n", 201},
        {"Content-Type: Application/JSON\r\n", 201},
        {"", 415},
        {"Content-Type:\r\n", 415},
        {"Content-Type: text/plain\r\n", 415},
        {"Content-Type: text/json\r\n", 415},
        {"Content-Type: application/jsonp\r\n", 415},
        {"Content-Type: application/json-patch+json\r\n", 415},
        {"Content-Type: application/x-www-form-urlencoded\r\n", 415},
        {"Content-Type: multipart/form-data; boundary=x\r\n", 415},
    };
    size_t made = 0;

    make_raw();
    made = cases();
    for (unsigned i = 0; i < sizeof types / sizeof types[0]; i++) {
        char headers[200];

        snprintf(headers, sizeof headers, "%sContent-Length: %zu\r\n", types[i].type,
                 strlen(body));
        ck_assert_msg(post(headers, body, strlen(body)) == types[i].status, "%s",
                      types[i].type);
        made += types[i].status == 201;
    }
    lives_and_holds(made);
}
END_TEST

START_TEST(a_zero_byte_in_a_body_is_no_json)
{
    static const char with_zero[] = "{\"channel\":\"or\0al\"}";
    char headers[100];

    make_raw();
    snprintf(headers, sizeof headers,
             "Content-Type: application/json\r\nContent-Length: %zu\r\n",
             sizeof with_zero - 1);
    ck_assert_int_eq(post(headers, with_zero, sizeof with_zero - 1), 400);
}
END_TEST

START_TEST(a_body_announced_as_too_large_is_refused_before_it_is_sent)
{
    size_t before;

    make_raw();
    before = cases();
    ck_assert_int_eq(
        post("Content-Type: application/json\r\nContent-Length: 10485760\r\n", "", 0), 413);
    ck_assert_int_eq(post("Content-Type: application/json\r\nContent-Length: 1048577\r\n"
                          "Expect: 100-continue\r\n",
                          "", 0),
                     413);
    is_refused(post("Content-Type: application/json\r\n"
                    "Content-Length: 99999999999999999999999\r\n",
                    body, strlen(body)),
               "a length beyond all numbers");
    lives_and_holds(before);
}
END_TEST

START_TEST(ten_megabytes_sent_regardless_are_refused)
{
    struct text reply = {NULL, 0, 0}, t = {NULL, 0, 0};
    char *chunk = calloc(1, 1 << 20);
    size_t before;
    int fd;

    make_raw();
    before = cases();
    compose(&t, "Content-Type: application/json\r\nContent-Length: 10485760\r\n", "", 0);
    fd = raw_connect(&here);
    raw_send(fd, t.bytes, t.len);
    for (int i = 0; i < 10 && raw_send(fd, chunk, 1 << 20); i++)
        continue;
    raw_receive(fd, &reply);
    close(fd);
    is_refused(raw_status_of(&reply), "ten megabytes"); /* a reset may swallow the reply */
    lives_and_holds(before);
    text_free(&reply);
    text_free(&t);
    free(chunk);
}
END_TEST

/* A body of SIZE bytes in chunks; whether the server took all of it, and its reply. */
static int
post_chunked(size_t size, bool *taken)
{
    struct text reply = {NULL, 0, 0}, t = {NULL, 0, 0};
    char piece[4096 + 8 + 1];
    int fd = raw_connect(&here), status;

    compose(&t, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "", 0);
    *taken = raw_send(fd, t.bytes, t.len);
    snprintf(piece, sizeof piece, "1000\r\n%*s\r\n", 4096, "");
    for (size_t sent = 0; sent < size && *taken; sent += 4096)
        *taken = raw_send(fd, piece, 4096 + 8);
    *taken = *taken && raw_send(fd, "0\r\n\r\n", 5);
    shutdown(fd, SHUT_WR);
    raw_receive(fd, &reply);
    close(fd);
    status = raw_status_of(&reply);
    text_free(&reply);
    text_free(&t);
    return status;
}

START_TEST(a_body_of_unknown_length_is_read_to_its_limit_and_refused)
{
    size_t before;
    bool taken;

    make_raw();
    before = cases();
    ck_assert_int_eq(post_chunked(1048576, &taken), 400); /* blanks are no JSON */
    ck_assert_int_eq(post_chunked(1048577, &taken), 413);
    ck_assert_int_eq(post_chunked(3000000, &taken), 413);
    ck_assert_int_eq(post_chunked(10485760, &taken), 413);
    lives_and_holds(before);
}
END_TEST

START_TEST(a_body_without_end_is_cut_off)
{
    bool taken;

    make_raw();
    is_refused(post_chunked((size_t)200 << 20, &taken), "two hundred megabytes");
    ck_assert(!taken);
    lives_and_holds(cases());
}
END_TEST

START_TEST(a_body_in_chunks_is_as_good_as_one_in_a_piece)
{
    struct text t = {NULL, 0, 0};
    size_t before;

    make_raw();
    before = cases();
    text_addf(&t, "5;name=value\r\n%.5s\r\n%zx\r\n%s\r\n0\r\nTrailer: x\r\n\r\n", body,
              strlen(body) - 5, body + 5);
    ck_assert_int_eq(
        post("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", t.bytes,
             t.len),
        201);
    text_free(&t);
    lives_and_holds(before + 1);
}
END_TEST

/* Framings that two servers in a row could read differently.  The body holds a second
 * request, which must not run. */
START_TEST(contradictory_framing_is_refused_and_nothing_hides_in_it)
{
    static const char *const bad[] = {
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 5, 5\r\n",
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 5 5\r\n",
        "Content-Length:\r\n",
        "Content-Length: five\r\n",
    };
    struct text inside = {NULL, 0, 0};
    char headers[100];
    size_t before;

    make_raw();
    before = cases();
    snprintf(headers, sizeof headers,
             "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(body));
    text_add(&inside, "0\r\n\r\n");
    compose(&inside, headers, body, strlen(body));
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char lines[200];

        snprintf(lines, sizeof lines, "Content-Type: application/json\r\n%s", bad[i]);
        is_refused(post(lines, inside.bytes, inside.len), bad[i]);
        ck_assert_msg(cases() == before, "%s lets a hidden request run", bad[i]);
    }
    text_free(&inside);
    lives_and_holds(before);
}
END_TEST

START_TEST(broken_chunks_are_refused)
{
    static const char *const bad[] = {
        "zz\r\n",
        "5\r\nabc",
        "-5\r\nabcde\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nabc\r\n",
        "5\r\nabcdeX\r\n0\r\n\r\n",
        "\r\n\r\n",
        "0x5\r\nabcde\r\n0\r\n\r\n",
    };
    size_t before;

    make_raw();
    before = cases();
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        is_refused(post("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                        bad[i], strlen(bad[i])),
                   bad[i]);
    lives_and_holds(before);
}
END_TEST

START_TEST(bytes_that_are_no_request_do_no_harm)
{
    static const struct {
        const char *bytes;
        size_t size;
    } bad[] = {
#define BYTES(s) {s, sizeof s - 1}
        BYTES(""),
        BYTES("\r\n\r\n\r\n"),
        BYTES("\0\0\0\0\0\0\0\0"),
        BYTES("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), /* TLS */
        BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        BYTES("GET /\r\n\r\n"),
        BYTES("GET / HTTP/9.9\r\nHost: x\r\n\r\n"),
        BYTES("GET / HTTP/1.1\r\n\r\n"), /* no Host */
        BYTES("GET /healthz HTTP/1.1\r\nHost\r\n\r\n"),
        BYTES("GET  /healthz  HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET http://other.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("CONNECT localhost:1 HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET /\x01\x02 HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET /% HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n"),
        BYTES("GET /nowhere HTTP/1.1\r\nHost: x\r\nA\0B: x\r\n\r\n"),
        BYTES("GET /nowhere HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n"),
        BYTES("GET /nowhere HTTP/1.1\r\n Host: x\r\n\r\n"),
        BYTES("GET /nowhere HTTP/1.1\nHost: x\n\n"),
        BYTES("{\"channel\":\"oral\"}"),
#undef BYTES
    };

    make_raw();
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int status = raw_status(&here, bad[i].bytes, bad[i].size);

        if (status != 505) /* a version of HTTP that is not ours */
            is_refused(status, bad[i].bytes);
    }
    lives_and_holds(cases());
}
END_TEST

START_TEST(heads_and_addresses_without_measure_are_refused)
{
    static const size_t lengths[] = {4060, 5000, 40000, 70000, 2000000};

    make_raw();
    for (unsigned i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct text t = {NULL, 0, 0};

        text_add(&t, "GET /healthz?a=");
        for (size_t k = 0; k < lengths[i]; k++)
            text_add_bytes(&t, "a", 1);
        text_add(&t, " HTTP/1.1\r\nHost: x\r\n\r\n");
        is_refused(raw_status(&here, t.bytes, t.len), "a long address");
        if (lengths[i] == 5000)
            ck_assert_int_eq(raw_status(&here, t.bytes, t.len), 414);
        t.len = 0;
        text_add(&t, "GET /nowhere HTTP/1.1\r\nHost: x\r\n");
        for (size_t k = 0; k < lengths[i]; k += 10)
            text_addf(&t, "H%zu: %zu\r\n", k, k);
        text_add(&t, "\r\n");
        is_refused(raw_status(&here, t.bytes, t.len), "many headers");
        text_free(&t);
    }
    lives_and_holds(cases());
}
END_TEST

/* Every prefix of a good registration, cut off, leaves nothing. */
START_TEST(a_request_that_breaks_off_leaves_nothing_behind)
{
    struct text t = {NULL, 0, 0};
    char headers[100];
    size_t before;

    make_raw();
    before = cases();
    snprintf(headers, sizeof headers,
             "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(body));
    compose(&t, headers, body, strlen(body));
    for (size_t size = 1; size < t.len; size += size + 40 < t.len ? 13 : 1) {
        int fd = raw_connect(&here);

        raw_send(fd, t.bytes, size);
        if (size % 2)
            setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0},
                       sizeof(struct linger));
        close(fd); /* with a reset every other time */
    }
    lives_and_holds(before);
    ck_assert_int_eq(raw_status(&here, t.bytes, t.len), 201);
    text_free(&t);
    lives_and_holds(before + 1);
}
END_TEST

START_TEST(requests_sent_in_one_breath_are_answered_one_by_one)
{
    struct text t = {NULL, 0, 0}, reply = {NULL, 0, 0};
    int fd, replies = 0;

    for (int i = 0; i < 10; i++)
        text_addf(&t, "GET /healthz HTTP/1.1\r\nHost: x\r\n%s\r\n",
                  i == 9 ? "Connection: close\r\n" : "");
    fd = raw_connect(&here);
    raw_send(fd, t.bytes, t.len);
    raw_receive(fd, &reply);
    close(fd);
    for (const char *p = reply.bytes; (p = strstr(p, "HTTP/1.1 200")) != NULL; p++)
        replies++;
    ck_assert_int_eq(replies, 10);
    text_free(&t);
    text_free(&reply);
}
END_TEST

START_TEST(an_authorization_given_twice_is_refused)
{
    struct text t = {NULL, 0, 0};

    text_addf(&t, "GET /api/v1/codes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n"
                  "Authorization: Bearer wrong\r\n\r\n");
    ck_assert_int_eq(raw_status(&here, t.bytes, t.len), 400);
    text_free(&t);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_body_says_that_it_is_json,
        a_zero_byte_in_a_body_is_no_json,
        a_body_announced_as_too_large_is_refused_before_it_is_sent,
        ten_megabytes_sent_regardless_are_refused,
        a_body_of_unknown_length_is_read_to_its_limit_and_refused,
        a_body_without_end_is_cut_off,
        a_body_in_chunks_is_as_good_as_one_in_a_piece,
        contradictory_framing_is_refused_and_nothing_hides_in_it,
        broken_chunks_are_refused,
        bytes_that_are_no_request_do_no_harm,
        heads_and_addresses_without_measure_are_refused,
        a_request_that_breaks_off_leaves_nothing_behind,
        requests_sent_in_one_breath_are_answered_one_by_one,
        an_authorization_given_twice_is_refused,
        NULL,
    };

    return here_run("protocol", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
