/* Declared input: what a query or a body may hold.  One declaration checks the input, all
 * faults at once, and prints the OpenAPI document. */
#ifndef GONGKAI_HTTP_FIELD_H
#define GONGKAI_HTTP_FIELD_H

#include <jansson.h>
#include <stdbool.h>

struct request;

enum field_type {
    FIELD_TEXT, /* NFC is not required; control, bidirectional and zero-width are refused */
    FIELD_CHOICE,  /* one of the codes in .oneof */
    FIELD_DATE,    /* YYYY-MM-DD, 2000-01-01 … 2100-12-31 */
    FIELD_INTEGER, /* from .min to .max */
    FIELD_BOOLEAN,
    FIELD_ID,     /* 64-bit number, written as text */
    FIELD_MOMENT, /* RFC 3339 date-time, or a date, which stands for the end of that day */
    FIELD_OBJECT, /* with .fields; in a reply without them: any members */
    FIELD_LIST, /* of objects with .fields; without them: of plain values, in a body of codes in
                     .oneof, or of texts as .fault wants them.  In a body at least .min and at
                     most .max of them */
};

/* What is wrong with VALUE, in English, and in Chinese in *ZH; NULL for nothing. */
typedef const char *(*field_fault)(const char *value, const char **zh);

struct field {
    const char *name;
    const char *label; /* in Chinese, for messages and the API document */
    enum field_type type;
    bool required;
    bool multiline; /* of a text: line feeds and tabs are allowed */
    bool secret;    /* is shown to nobody again */
    bool past;      /* of a date: not after today */
    bool or_none;   /* of an object in a body: {} says that there is none, where null says
                          nothing */
    long min, max;  /* of a text: code points; of an integer: value; of a list */
    const char *oneof; /* "|a|b|c" */
    field_fault fault; /* of a text, or each in a list: what else may be wrong with it */
    const struct field *fields; /* of an object, or of the objects of a list */
};

#define FIELDS(...) ((const struct field[]){__VA_ARGS__, {.name = NULL}})
/* clang-format off */
/* TEXT("name", "中文名", .required = true, …) and so on. */
#define TEXT(called, ...) {.type = FIELD_TEXT, .name = called, .label = __VA_ARGS__}
#define CHOICE(called, ...) {.type = FIELD_CHOICE, .name = called, .label = __VA_ARGS__}
#define DATE(called, ...) {.type = FIELD_DATE, .name = called, .label = __VA_ARGS__}
#define INTEGER(called, ...) {.type = FIELD_INTEGER, .name = called, .label = __VA_ARGS__}
#define BOOLEAN(called, ...) {.type = FIELD_BOOLEAN, .name = called, .label = __VA_ARGS__}
#define ID(called, ...) {.type = FIELD_ID, .name = called, .label = __VA_ARGS__}
#define MOMENT(called, ...) {.type = FIELD_MOMENT, .name = called, .label = __VA_ARGS__}
#define OBJECT(called, ...) {.type = FIELD_OBJECT, .name = called, .label = __VA_ARGS__}
#define LIST(called, ...) {.type = FIELD_LIST, .name = called, .label = __VA_ARGS__}
/* clang-format on */

/* A .fault for codes: anything but letters, digits, hyphens and underscores. */
const char *field_code_fault(const char *value, const char **zh);

/* The fields that stand in paths as {name}; ended by a field without name. */
extern const struct field path_fields[];

/* Whether CODE is one of LIST ("|a|b|c"). */
bool field_is_one_of(const char *code, const char *list);

/* Checks one text (from a path or a query) against F and puts the value into the request's
 * bag, null when it has a fault; faults go to the request's errors.  VALUE NULL means the field is absent. */
void field_check_text(struct request *rq, const struct field *f, const char *value);

/* Checks every field of FIELDS (NULL: none) against the object BODY and refuses members
 * that are not declared.  Plain values go into the bag; an object or a list goes there as
 * JSON text, for statements, and is read from rq->body otherwise.  Faults inside name their
 * place: `days.3.date` is the date of the fourth of the days. */
void field_check_body(struct request *rq, const struct field *fields, const json_t *body);

#endif
