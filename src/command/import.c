#include "command/import.h"

#include "base/arena.h"
#include "command/command.h"
#include "http/operation.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One import under way. */
struct import {
    struct client *client;
    const char *name;
    long line;
    json_t *made; /* name given by "as" -> id */
    json_t *seen; /* text of a line -> how often it stood so far */
    struct text reply;
};

static bool
refuse(const struct import *im, const char *what, const char *which)
{
    fprintf(stderr, "%s:%ld: %s%s\n", im->name, im->line, what, which);
    return false;
}

/* The path of OP with its parts taken out of LINE. */
static bool
build_path(struct import *im, const struct operation *op, json_t *line, struct text *path)
{
    const char *route = strchr(op->route, ' ') + 1;
    char name[32];

    for (int i = 0; operation_part(op, i, name); i++) {
        const char *brace = strchr(route, '{');
        const char *value = json_string_value(json_object_get(line, name));
        const char *id = json_string_value(json_object_get(im->made, value ? value : ""));
        char number[32], *escaped;

        if (json_is_integer(json_object_get(line, name))) {
            snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT,
                     json_integer_value(json_object_get(line, name)));
            value = number;
        }
        if (value == NULL)
            return refuse(im, "缺少 ", name);
        escaped = client_escape(im->client, id ? id : value);
        text_add_bytes(path, route, (size_t)(brace - route));
        text_add(path, escaped);
        free(escaped);
        json_object_del(line, name);
        route = strchr(brace, '}') + 1;
    }
    text_add(path, route);
    return true;
}

/* Ids in the body may be names, too. */
static void
name_ids(struct import *im, const struct operation *op, json_t *line)
{
    for (const struct field *f = op->body; f != NULL && f->name != NULL; f++) {
        const char *value = json_string_value(json_object_get(line, f->name));
        json_t *id =
            f->type == FIELD_ID && value != NULL ? json_object_get(im->made, value) : NULL;

        if (id != NULL)
            json_object_set(line, f->name, id);
    }
}

/* The same line has the same key in every run; equal lines differ by their count. */
static void
key_of(struct import *im, const char *text, size_t len, char key[96])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    json_int_t count;

    crypto_hash_sha256(hash, (const unsigned char *)text, len);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    count = json_integer_value(json_object_get(im->seen, hex)) + 1;
    json_object_set_new(im->seen, hex, json_integer(count));
    snprintf(key, 96, "import-%.48s-%" JSON_INTEGER_FORMAT, hex, count);
}

static void
remember(struct import *im, const char *as)
{
    json_t *reply = json_loads(im->reply.bytes, 0, NULL);
    json_t *id = json_object_get(json_object_get(reply, "application"), "id");

    if (as != NULL && id != NULL)
        json_object_set(im->made, as, id);
    json_decref(reply);
}

static bool
perform(struct import *im, json_t *line, const char *key)
{
    const char *called = json_string_value(json_object_get(line, "operation"));
    const struct operation *op = operation_named(called ? called : "");
    json_t *as = json_incref(json_object_get(line, "as"));
    struct text path = {NULL, 0, 0};
    char where[300];
    long status = 0;
    bool built;

    if (op == NULL || strncmp(op->route, "POST ", 5) != 0) {
        json_decref(as);
        return refuse(im, "没有这种写操作：", called ? called : "(operation)");
    }
    json_object_del(line, "operation");
    json_object_del(line, "as");
    built = build_path(im, op, line, &path);
    name_ids(im, op, line);
    if (built)
        status = client_call(im->client, "POST", path.bytes, line, key, &im->reply);
    text_free(&path);
    if (status >= 200 && status < 300) {
        remember(im, json_string_value(as));
    } else if (status > 0) {
        snprintf(where, sizeof where, "%s:%ld", im->name, im->line);
        client_explain(where, status, &im->reply);
    }
    json_decref(as);
    return status >= 200 && status < 300;
}

static bool
import_line(struct import *im, const char *text, size_t len)
{
    json_error_t error;
    json_t *line = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
    char key[96];
    bool done;

    if (!json_is_object(line)) {
        json_decref(line);
        return refuse(im, "不是 JSON 对象：", error.text);
    }
    key_of(im, text, len, key);
    done = perform(im, line, key);
    json_decref(line);
    return done;
}

long
import_lines(struct client *c, const char *name, const char *bytes)
{
    struct import im = {
        .client = c, .name = name, .made = json_object(), .seen = json_object()};
    long failed = 0;

    while (*bytes != '\0') {
        size_t len = strcspn(bytes, "\n");

        im.line++;
        if (len > strspn(bytes, " \t\r") && !import_line(&im, bytes, len))
            failed++;
        bytes += len + (bytes[len] == '\n');
    }
    json_decref(im.made);
    json_decref(im.seen);
    text_free(&im.reply);
    return failed;
}

static char *
read_all(const char *path)
{
    FILE *file = fopen(path, "re");
    struct text t = {NULL, 0, 0};
    char chunk[65536];
    size_t n;

    if (file == NULL) {
        fprintf(stderr, "gongkai: cannot read %s: %s\n", path, strerror(errno));
        return NULL;
    }
    text_add(&t, "");
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        text_add_bytes(&t, chunk, n);
    fclose(file);
    return t.bytes;
}

int
command_import(const struct settings *s, int argc, char **argv)
{
    struct client *c;
    char *bytes;
    long failed;

    if (argc != 1)
        return command_misused("import");
    bytes = read_all(argv[0]);
    if (bytes == NULL)
        return EXIT_FAILURE;
    c = client_new(s);
    failed = c ? import_lines(c, argv[0], bytes) : 1;
    client_free(c);
    free(bytes);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
