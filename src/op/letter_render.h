/* From a draft to a document: the template that holds for the agency, filled. */
#ifndef GONGKAI_OP_LETTER_RENDER_H
#define GONGKAI_OP_LETTER_RENDER_H

#include "base/text.h"
#include "op/letter_draft.h"

/* The template of the letter KIND that holds for the request's agency. */
struct letter_template {
    const char *bytes;
    size_t size;
    const char *agency; /* id of whose it is; NULL: the default one */
    const char *n;
};

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

void letter_template_default(struct request *rq, enum letter_kind k,
                             struct letter_template *t);
enum problem letter_template_read(struct request *rq, enum letter_kind k,
                                  struct letter_template *t);

/* Appends D, a DOCX, to OUT; what must be there and is not is shown as 【缺：…】. */
enum problem letter_render(struct request *rq, const struct letter_draft *d,
                           const struct letter_template *t, struct text *out);

/* Checks an uploaded template of K: whole, harmless, names that there are, and all that must
 * be said.  All faults are told at once, of FIELD; P_invalid. */
enum problem letter_template_check(struct request *rq, enum letter_kind k,
                                   const char *field, const char *bytes, size_t size);

/* The field docx of the request, Base64, as BYTES (NULL: none), which with their SHA-256 come into
 * the bag for letter_template_set.sql and into the record; P_invalid. */
enum problem letter_template_upload(struct request *rq, const char **bytes, size_t *size);

/* The bytes of a bytea column, which live as long as the request. */
const char *letter_bytes(struct request *rq, const PGresult *row, int column, size_t *size);

/* The BYTES as a bytea parameter, and their SHA-256 as another. */
const char *letter_bytea(struct request *rq, const char *bytes, size_t size);
const char *letter_digest(struct request *rq, const char *bytes, size_t size);

#endif
