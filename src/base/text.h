/* A growing text buffer, and the questions asked of text that comes from outside. */
#ifndef GONGKAI_BASE_TEXT_H
#define GONGKAI_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes under construction; always NUL-terminated at bytes[len] once anything was added.
 * Zero-initialise; text_free (or hand `bytes` on) at the end. */
struct text {
    char *bytes;
    size_t len, size;
};

void text_add(struct text *t, const char *s);
void text_add_bytes(struct text *t, const char *s, size_t len);
void text_addf(struct text *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_free(struct text *t);

/* S with & < > " and ' as entities: for HTML text and attribute values. */
void text_add_html(struct text *t, const char *s);

/* S as a JSON string, quotes included. */
void text_add_json(struct text *t, const char *s);

/* The number of code points of the valid UTF-8 S. */
size_t text_length(const char *s);

/* The number of terminal columns of the valid UTF-8 S: CJK and full-width take two. */
int text_width(const char *s);

/* What makes S (valid UTF-8, LEN bytes) unfit to be stored and shown, or NULL if nothing
 * does: control characters (line feed and tab pass when MULTILINE), bidirectional
 * controls, zero-width characters, non-characters.  The answer is an English phrase; a
 * Chinese one is put into *ZH. */
const char *text_fault(const char *s, size_t len, bool multiline, const char **zh);

/* Decodes one code point of valid UTF-8 at *S and moves *S behind it. */
unsigned text_next(const char **s);

/* Whether the LEN bytes at S are valid UTF-8 without surrogates or overlong forms. */
bool text_is_utf8(const char *s, size_t len);

#endif
