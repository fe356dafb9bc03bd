/* HTML, read in one pass and in time that grows with its size alone: what browsers make of
 * tables, of text that Word or a sheet left on the clipboard, and of pages whose elements are
 * not closed.  libxml2 knows the names of characters here and nothing else: it compares each
 * attribute of a tag with all others, so that a tag of 3 MB takes it minutes. */
#include "document/charset.h"
#include "document/flow.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_NAME = 16, MOST_DECLARED = 24 };

struct page {
    struct flow_writer writer;
    const char *at, *end;
    struct text title;
    int level;                    /* of the heading that is open */
    bool space, newline, started; /* what stands between two words; whether one came */
    unsigned last;                /* the character before */
    bool in_title;
};

struct tag {
    char name[MOST_NAME]; /* in small letters; cut */
    bool closes;
    int columns, rows;
};

static bool
is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

/* ---- Text ---- */

static bool
is_wide(unsigned c)
{
    return c >= 0x2e80;
}

static void
say(struct page *p, unsigned c, const char *bytes, size_t n)
{
    if (p->in_title) {
        text_add_bytes(&p->title, bytes, n);
        return;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        p->space = true;
        p->newline = p->newline || c == '\n';
        return;
    }
    /* The end of a line in the source is no space between two characters that know none. */
    if (p->space && p->started && !(p->newline && is_wide(c) && is_wide(p->last)))
        flow_add(&p->writer, " ", 1);
    p->space = p->newline = false;
    p->started = true;
    p->last = c;
    flow_add(&p->writer, bytes, n);
}

static void
say_code(struct page *p, unsigned c)
{
    char bytes[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    if (c < ' ' || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return;
    if (n == 1) {
        bytes[0] = (char)c;
    } else {
        for (size_t i = n - 1; i > 0; i--, c >>= 6)
            bytes[i] = (char)(0x80 | (c & 0x3f));
        bytes[0] = (char)((0xf00 >> n & 0xf0) | c);
    }
    say(p, 0xa0, bytes, n);
}

/* A character by name or number, at its &; how many bytes it takes, 0 if it is none. */
static size_t
say_reference(struct page *p)
{
    const char *s = p->at + 1;
    char name[MOST_NAME];
    const htmlEntityDesc *known;
    size_t n = 0;

    if (p->end - s > 1 && *s == '#') {
        bool hex = s[1] == 'x' || s[1] == 'X';
        char *after;
        unsigned long c = strtoul(s + 1 + hex, &after, hex ? 16 : 10);

        if (after == s + 1 + hex)
            return 0;
        say_code(p, c <= 0x10ffff ? (unsigned)c : 0xfffd);
        return (size_t)(after - p->at) + (*after == ';');
    }
    while (n < sizeof name - 1 && s + n < p->end &&
           ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') ||
            (s[n] >= '0' && s[n] <= '9'))) {
        name[n] = s[n];
        n++;
    }
    name[n] = '\0';
    known = n > 0 ? htmlEntityLookup(BAD_CAST name) : NULL;
    if (known == NULL)
        return 0;
    say_code(p, known->value);
    return n + 1 + (s + n < p->end && s[n] == ';');
}

static void
say_character(struct page *p)
{
    const char *from = p->at;
    unsigned c = text_next(&p->at);

    say(p, c, from, (size_t)(p->at - from));
}

static void
end_line(struct page *p, int level)
{
    if (p->in_title)
        return;
    flow_break(&p->writer, level);
    p->space = p->newline = p->started = false;
}

/* ---- Tags ---- */

static void
skip_to(struct page *p, const char *end)
{
    const char *found = strcasestr(p->at, end);

    p->at = found != NULL ? found : p->end;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* How many columns or rows a cell says it covers. */
static int
span_of(const char *s, const char *end)
{
    int n = 0;

    while (s < end && is_blank(*s))
        s++;
    for (; s < end && *s >= '0' && *s <= '9' && n < 100000; s++)
        n = n * 10 + (*s - '0');
    return n;
}

/* One attribute, at its first character. */
static void
read_attribute(struct page *p, struct tag *t)
{
    const char *name = p->at, *value;
    size_t n;
    char quote;

    while (p->at < p->end && !is_blank(*p->at) && strchr("=>/", *p->at) == NULL)
        p->at++;
    n = (size_t)(p->at - name);
    while (p->at < p->end && is_blank(*p->at))
        p->at++;
    if (p->at == p->end || *p->at != '=') {
        p->at += n == 0 && p->at < p->end && *p->at != '>';
        return;
    }
    p->at++;
    while (p->at < p->end && is_blank(*p->at))
        p->at++;
    quote = p->at < p->end && (*p->at == '"' || *p->at == '\'') ? *p->at++ : '\0';
    value = p->at;
    while (p->at < p->end &&
           (quote != '\0' ? *p->at != quote : !is_blank(*p->at) && *p->at != '>'))
        p->at++;
    if (n == 7 && strncasecmp(name, "colspan", n) == 0)
        t->columns = span_of(value, p->at);
    else if (n == 7 && strncasecmp(name, "rowspan", n) == 0)
        t->rows = span_of(value, p->at);
    p->at += quote != '\0' && p->at < p->end;
}

/* A tag, from behind its <. */
static void
read_tag(struct page *p, struct tag *t)
{
    size_t n = 0;

    *t = (struct tag){.closes = *p->at == '/', .columns = 1, .rows = 1};
    p->at += t->closes;
    for (; p->at < p->end && !is_blank(*p->at) && strchr(">/", *p->at) == NULL; p->at++)
        if (n < sizeof t->name - 1)
            t->name[n++] = (char)(*p->at >= 'A' && *p->at <= 'Z' ? *p->at + 32 : *p->at);
    while (p->at < p->end && *p->at != '>') {
        if (is_blank(*p->at) || *p->at == '/')
            p->at++;
        else
            read_attribute(p, t);
    }
    p->at += p->at < p->end;
}

/* What is not shown, up to the tag that ends it. */
static bool
skip_hidden(struct page *p, const struct tag *t)
{
    static const char *const hidden[] = {"script",   "style",  "noscript", "template",
                                         "textarea", "select", "iframe",   NULL};
    char end[MOST_NAME + 2] = "</";

    if (t->closes || !is_one_of(t->name, hidden))
        return false;
    strcat(end, t->name);
    skip_to(p, end);
    return true;
}

static void
take_cell(struct page *p, const struct tag *t)
{
    end_line(p, 0);
    if (t->closes)
        flow_end_cell(&p->writer);
    else /* rows 0: down to the end of the table */
        flow_begin_cell(&p->writer, t->columns, t->rows > 0 ? t->rows : FLOW_MOST_CELLS);
}

static void
take_table(struct page *p, const struct tag *t)
{
    end_line(p, 0);
    if (t->closes)
        flow_end_table(&p->writer);
    else
        flow_begin_table(&p->writer, false);
}

static void
take_heading(struct page *p, const struct tag *t)
{
    end_line(p, t->closes ? p->level : 0);
    p->level = t->closes ? 0 : t->name[1] - '0';
}

static void
take_tag(struct page *p, const struct tag *t)
{
    static const char *const cells[] = {"td", "th", NULL};
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", NULL};
    static const char *const lines[] = {
        "p",      "div",     "br",         "hr",      "li",      "ul",   "ol",
        "dl",     "dt",      "dd",         "section", "article", "main", "header",
        "footer", "nav",     "blockquote", "pre",     "center",  "form", "body",
        "html",   "caption", "address",    "aside",   "figure",  NULL};

    if (strcmp(t->name, "title") == 0) {
        p->in_title = !t->closes && p->title.len == 0;
    } else if (strcmp(t->name, "table") == 0) {
        take_table(p, t);
    } else if (strcmp(t->name, "tr") == 0) {
        end_line(p, 0);
        if (t->closes)
            flow_end_cell(&p->writer);
        else
            flow_begin_row(&p->writer);
    } else if (is_one_of(t->name, cells)) {
        take_cell(p, t);
    } else if (is_one_of(t->name, headings)) {
        take_heading(p, t);
    } else if (is_one_of(t->name, lines)) {
        end_line(p, p->level);
    }
}

/* What begins with <: a comment, a declaration, a tag; or a plain character. */
static void
take_markup(struct page *p)
{
    const char *s = p->at + 1;
    struct tag t;

    if (strncmp(s, "!--", 3) == 0) {
        p->at = s + 3;
        skip_to(p, "-->");
        p->at += p->at < p->end ? 3 : 0;
    } else if (*s == '!' || *s == '?') {
        skip_to(p, ">");
        p->at += p->at < p->end;
    } else if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || *s == '/') {
        p->at = s;
        read_tag(p, &t);
        if (!skip_hidden(p, &t))
            take_tag(p, &t);
    } else {
        say_character(p);
    }
}

/* What the page says it is written in: charset=… near its front. */
static const char *
declared(const char *bytes, size_t size, char found[MOST_DECLARED])
{
    size_t front = size < 4096 ? size : 4096, n = 0;

    for (size_t i = 0; i + 8 < front; i++) {
        if (strncasecmp(bytes + i, "charset=", 8) != 0)
            continue;
        i += 8;
        i += bytes[i] == '"' || bytes[i] == '\'';
        for (; i < front && n < MOST_DECLARED - 1 && (unsigned char)bytes[i] > ' ' &&
               strchr("\"'/>;", bytes[i]) == NULL;
             i++)
            found[n++] = bytes[i];
        found[n] = '\0';
        return found;
    }
    return NULL;
}

bool
flow_html(struct arena *a, const char *bytes, size_t size, struct flow *out,
          struct refusal *why)
{
    char found[MOST_DECLARED];
    size_t len;
    struct page p = {.writer = flow_begin(a, out)};
    bool fine;

    p.at = charset_utf8(a, bytes, size, declared(bytes, size, found), &len);
    p.end = p.at + len;
    while (p.at < p.end && !p.writer.full) {
        size_t n;

        if (*p.at == '<')
            take_markup(&p);
        else if (*p.at == '&' && (n = say_reference(&p)) > 0)
            p.at += n;
        else
            say_character(&p);
    }
    fine = flow_end(&p.writer, why);
    if (p.title.len > 0)
        out->title = arena_copy(a, p.title.bytes, p.title.len);
    text_free(&p.title);
    return fine;
}
