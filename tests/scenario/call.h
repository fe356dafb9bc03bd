/* The words of a story, and the request that a statement makes of them. */
#ifndef GONGKAI_TESTS_SCENARIO_CALL_H
#define GONGKAI_TESTS_SCENARIO_CALL_H

#include "http/operation.h"
#include "scenario/story.h"

/* False, with the story's problem set to the LINE and the printf-made words. */
bool fault(struct story *s, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Behind the blanks at AT. */
const char *next_word(const char *at);

/* The LEN bytes at AT in the story's memory. */
const char *part(struct story *s, const char *at, size_t len);

/* Cuts the word at *AT off, which moves to the next one. */
const char *cut_word(struct story *s, const char **at);

/* KEY=VALUE … at AT into PAIRS. */
bool read_pairs(struct story *s, int line, const char *at, json_t *pairs);

/* Whether OP knows every key of PAIRS; a fault otherwise. */
bool check_keys(struct story *s, int line, const struct operation *op, const json_t *pairs);

/* Fills the first part of OP's path that PAIRS leave open with what SUBJECT stands for;
 * *MAKES when none is open. */
bool put_subject(struct story *s, int line, const struct operation *op, const char *subject,
                 json_t *pairs, bool *makes);

/* The body of OP with PAIRS; NULL for a GET. */
const char *body_of(struct story *s, const struct operation *op, const json_t *pairs);

/* "METHOD /path?query"; NULL with a fault when a part of the path is missing. */
const char *request_of(struct story *s, int line, const struct operation *op,
                       const json_t *pairs);

#endif
