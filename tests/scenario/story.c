/* Statement by statement: what is told, and whether it comes true. */
#include "scenario/story.h"

#include "core/date.h"
#include "op/ask.h"
#include "scenario/call.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHECKS = 100 };

struct check {
    int line;
    const char *text; /* behind the arrow */
};

/* A statement and the checks below it. */
struct statement {
    int line;
    const char *text;
    struct check checks[MOST_CHECKS];
    int count;
};

/* ---- What comes back ---- */

/* Where the text STEP stands among the members of the entries of LIST, -1 for nowhere. */
static int
place_of(const json_t *list, const char *step)
{
    json_t *entry, *value;
    const char *name;
    size_t i;

    json_array_foreach(list, i, entry)
        json_object_foreach(entry, name, value)
            if (json_is_string(value) && strcmp(json_string_value(value), step) == 0)
                return (int)i;
    return -1;
}

/* The entry of LIST, a part of REPLY, that STEP means; NULL for none. */
static const json_t *
entry_of(const json_t *reply, const json_t *list, const char *step)
{
    bool row = json_is_integer(json_array_get(list, 0));
    int place = strspn(step, "0123456789") == strlen(step)
                    ? atoi(step)
                    : place_of(row ? json_object_get(reply, "columns") : list, step);

    return place < 0 ? NULL : json_array_get(list, (size_t)place);
}

static const json_t *
member_at(struct story *s, const json_t *reply, const char *path)
{
    const json_t *at = reply;

    while (at != NULL && *path != '\0') {
        size_t len = strcspn(path, ".");
        const char *step = part(s, path, len);

        at = json_is_array(at) ? entry_of(reply, at, step) : json_object_get(at, step);
        path += len + (path[len] == '.');
    }
    return at;
}

/* VALUE as a story writes it. */
static const char *
written(struct story *s, const json_t *value)
{
    const char *copy;
    char *text;

    if (json_is_string(value))
        return json_string_value(value);
    text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    copy = part(s, text, strlen(text));
    free(text);
    return copy;
}

static bool
compare(struct story *s, const struct check *c, const char *path, const char *word,
        const char *wanted, const char *found)
{
    bool holds;

    if (strcmp(word, "is") == 0)
        holds = strcmp(found, wanted) == 0;
    else if (strcmp(word, "has") == 0)
        holds = strstr(found, wanted) != NULL;
    else if (strcmp(word, "lacks") == 0)
        holds = strstr(found, wanted) == NULL;
    else
        return fault(s, c->line, "nothing can be checked with \"%s\"", word);
    return holds || fault(s, c->line, "%s: %.1500s, not: %s %s", path, found, word, wanted);
}

/* A check of the member VALUE at PATH. */
static bool
check_member(struct story *s, const struct check *c, const char *path, const char *word,
             const char *wanted, const json_t *value)
{
    size_t size = json_is_array(value) ? json_array_size(value) : json_object_size(value);
    char counted[32];

    if (strcmp(word, "as") == 0) {
        json_object_set_new(s->names, wanted, json_string(written(s, value)));
        return true;
    }
    if (strcmp(word, "counts") != 0)
        return compare(s, c, path, word, wanted, written(s, value));
    if (!json_is_array(value) && !json_is_object(value))
        return fault(s, c->line, "%s has no members to count", path);
    snprintf(counted, sizeof counted, "%zu", size);
    return strcmp(counted, wanted) == 0 ||
           fault(s, c->line, "%s counts %zu, not %s", path, size, wanted);
}

static bool
check_reply(struct story *s, const struct check *c, const struct asked *reply)
{
    const char *at = c->text;
    const char *path = cut_word(s, &at), *word = cut_word(s, &at);
    const json_t *value;

    if (*at == '\0')
        return fault(s, c->line, "a check is PATH, a word and what is wanted");
    s->checks++;
    if (strcmp(path, "body") == 0 && reply->json == NULL)
        return compare(s, c, path, word, at, reply->answer.body.bytes);
    value = member_at(s, reply->json, path);
    if (value == NULL)
        return fault(s, c->line, "the reply has no %s: %.1500s", path,
                     reply->answer.body.bytes);
    return check_member(s, c, path, word, at, value);
}

/* The code ST says its operation is refused with; NULL when it should succeed. */
static const char *
refusal_of(const struct statement *st)
{
    static const char refused[] = "refused ";

    if (st->count == 0 || strncmp(st->checks[0].text, refused, sizeof refused - 1) != 0)
        return NULL;
    return next_word(st->checks[0].text + sizeof refused - 1);
}

static bool
check_status(struct story *s, const struct statement *st, const struct asked *reply)
{
    const char *code = refusal_of(st), *bytes = reply->answer.body.bytes;
    const char *type = text_in(reply->json, "type");
    bool warned = json_array_size(json_object_get(reply->json, "warnings")) > 0;

    if (code != NULL && reply->answer.status < 400)
        return fault(s, st->checks[0].line, "not refused: %.1500s", bytes);
    if (code != NULL && strcmp(strrchr(type, ':') + 1, code) != 0)
        return fault(s, st->checks[0].line, "refused otherwise: %.1500s", bytes);
    if (code == NULL && reply->answer.status >= 300)
        return fault(s, st->line, "refused: %.1500s", bytes);
    for (int i = 0; i < st->count && warned; i++)
        warned = strncmp(st->checks[i].text, "warnings", 8) != 0;
    return !warned ||
           fault(s, st->line, "a warning that the story does not tell: %.1500s", bytes);
}

static bool
check_all(struct story *s, const struct statement *st, const struct asked *reply)
{
    if (!check_status(s, st, reply))
        return false;
    s->checks += refusal_of(st) != NULL;
    for (int i = refusal_of(st) != NULL; i < st->count; i++)
        if (!check_reply(s, &st->checks[i], reply))
            return false;
    return true;
}

/* ---- The statements ---- */

static bool
tell_today(struct story *s, const struct statement *st, const char *day)
{
    char option[32];
    const char *const options[] = {option, NULL};
    date d;

    if (!date_parse(day, &d))
        return fault(s, st->line, "%s is no day", day);
    snprintf(option, sizeof option, "--today=%s", day);
    if (s->begun) {
        service_stop(&here, SIGTERM);
        service_start(&here, options);
    } else {
        service_begin(&here, options);
    }
    s->begun = true;
    return true;
}

static bool
tell_usually(struct story *s, const struct statement *st, const char *at)
{
    const char *name = cut_word(s, &at);
    const struct operation *op = operation_named(name);
    json_t *pairs = json_object_get(s->usual, name);

    if (op == NULL)
        return fault(s, st->line, "there is no operation %s", name);
    if (pairs == NULL) {
        pairs = json_object();
        json_object_set_new(s->usual, name, pairs);
    }
    return read_pairs(s, st->line, at, pairs) && check_keys(s, st->line, op, pairs);
}

/* Sends OP with PAIRS and checks the reply. */
static bool
send_and_check(struct story *s, const struct statement *st, const struct operation *op,
               const json_t *pairs, const struct asked **reply)
{
    const char *request;

    if (!check_keys(s, st->line, op, pairs))
        return false;
    request = request_of(s, st->line, op, pairs);
    if (request == NULL)
        return false;
    *reply = ask_with(NULL, body_of(s, op, pairs), "%s", request);
    return check_all(s, st, *reply);
}

static bool
name_application(struct story *s, const struct statement *st, const char *name,
                 const struct asked *reply)
{
    const json_t *id = value_in(reply->json, "application.id");

    if (id == NULL)
        return fault(s, st->line, "the reply has no application to call %s", name);
    json_object_set_new(s->names, name, json_string(json_string_value(id)));
    return true;
}

/* OPERATION KEY=VALUE … at AT, about SUBJECT (NULL: about nothing named). */
static bool
tell_operation(struct story *s, const struct statement *st, const char *subject,
               const char *at)
{
    const char *name = cut_word(s, &at);
    const struct operation *op = operation_named(name);
    json_t *pairs = json_deep_copy(json_object_get(s->usual, name));
    const struct asked *reply;
    bool makes = false;

    if (op == NULL)
        return fault(s, st->line, "there is no operation %s", name);
    if (!s->begun)
        return fault(s, st->line, "a story begins with its today");
    if (pairs == NULL)
        pairs = json_object();
    arena_own(s->arena, pairs, (void (*)(void *))json_decref);
    if (!read_pairs(s, st->line, at, pairs))
        return false;
    if (subject != NULL && !put_subject(s, st->line, op, subject, pairs, &makes))
        return false;
    return send_and_check(s, st, op, pairs, &reply) &&
           (!makes || refusal_of(st) != NULL || name_application(s, st, subject, reply));
}

static bool
tell_statement(struct story *s, const struct statement *st)
{
    const char *at = st->text;
    const char *word = cut_word(s, &at);
    size_t len = strlen(word);
    bool asks = strcmp(word, "today") != 0 && strcmp(word, "usually") != 0;

    if (!asks && st->count > 0)
        return fault(s, st->checks[0].line, "there is no reply to check");
    if (strcmp(word, "today") == 0)
        return tell_today(s, st, at);
    if (strcmp(word, "usually") == 0)
        return tell_usually(s, st, at);
    if (word[len - 1] == ':')
        return tell_operation(s, st, part(s, word, len - 1), at);
    return tell_operation(s, st, NULL, st->text);
}

/* Puts the line at AT, which begins with a blank, to ST. */
static bool
go_on(struct story *s, struct statement *st, int line, const char *at)
{
    if (st->text == NULL)
        return fault(s, line, "there is no line to go on with");
    if (strncmp(at, "-> ", 3) != 0) {
        if (st->count > 0)
            return fault(s, line, "words behind a check");
        st->text = arena_printf(s->arena, "%s %s", st->text, at);
        return true;
    }
    if (st->count == MOST_CHECKS)
        return fault(s, line, "too many checks");
    st->checks[st->count++] = (struct check){line, next_word(at + 3)};
    return true;
}

bool
story_tell(struct story *s, const char *text, int line)
{
    struct statement st = {.text = NULL};

    for (; *text != '\0'; line++) {
        size_t len = strcspn(text, "\n"), used = len;
        const char *at;

        while (used > 0 && text[used - 1] == ' ')
            used--;
        at = part(s, text, used);
        text += len + (text[len] == '\n');
        if (*at == '\0' || *at == '#')
            continue;
        if (*at == ' ') {
            if (!go_on(s, &st, line, next_word(at)))
                return false;
            continue;
        }
        if (st.text != NULL && !tell_statement(s, &st))
            return false;
        st = (struct statement){.line = line, .text = at};
    }
    return st.text == NULL || tell_statement(s, &st);
}

struct story *
story_new(const char *file)
{
    struct arena *a = arena_new();
    struct story *s = arena_alloc(a, sizeof *s);

    *s = (struct story){
        .arena = a, .file = file, .usual = json_object(), .names = json_object()};
    return s;
}

void
story_free(struct story *s)
{
    if (s->begun)
        service_end(&here);
    json_decref(s->usual);
    json_decref(s->names);
    arena_free(s->arena);
}
