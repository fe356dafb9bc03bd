/* Identity and telephone numbers as the table applicant keeps them: sealed where they stand,
 * with an index by which equal ones are found within an agency. */
#ifndef GONGKAI_OP_NUMBER_H
#define GONGKAI_OP_NUMBER_H

#include "base/arena.h"
#include "guard/keyring.h"

/* Where a number stands: agency and application by id, the entry, and the COLUMN
 * ("id_number", "phone"). */
struct number_place {
    const char *agency, *application, *seq, *column;
};

/* NUMBER sealed with the current key; NULL for NULL. */
const char *number_seal(struct arena *a, const struct keyring *k,
                        const struct number_place *at, const char *number);

/* What SEALED with the key ID opens to into *NUMBER; NULL for NULL.  False when it does not. */
bool number_open(struct arena *a, const struct keyring *k, int id,
                 const struct number_place *at, const char *sealed, const char **number);

/* The index of NUMBER under the key ID, which K knows; the same number has another one in
 * another agency or column.  NULL for NULL. */
const char *number_index(struct arena *a, const struct keyring *k, int id,
                         const char *agency, const char *column, const char *number);

#endif
