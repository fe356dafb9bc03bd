/* The particulars of a registration, shared by registering, correcting and showing it.
 * Identity and telephone numbers are sealed in the database (guard/seal.h), each where it
 * stands: agency, application and entry. */
#ifndef GONGKAI_OP_APPLICANT_H
#define GONGKAI_OP_APPLICANT_H

#include "http/request.h"

/* The registration's facts as a JSON object, without the applicant's identity. */
const char *registration_data(struct request *rq);

/* Checks the identity number against its type; a fault is a warning, never a refusal. */
void check_identity(struct request *rq);

/* Numbers as the database has them; texts NULL for none. */
struct sealed_numbers {
    int key;
    const char *application, *seq;
    const char *id_number, *phone;
};

/* Puts the numbers (NULL for none) for the entry SEQ of APPLICATION as :key, :id_number,
 * :id_number_index, :phone and :phone_index. */
void applicant_seal(struct request *rq, const char *application, const char *seq,
                    const char *id_number, const char *phone);

/* Opens what was sealed; *ID_NUMBER and *PHONE may be NULL.  P_internal when a key is missing
 * or a byte was changed. */
enum problem applicant_open(struct request *rq, const struct sealed_numbers *sealed,
                            const char **id_number, const char **phone);

/* The index of NUMBER in COLUMN ("id_number") under every key there is, as an SQL array. */
const char *applicant_indexes(struct request *rq, const char *column, const char *number);

/* The numbers in the columns KEY, seq, id_number, phone of ROW, from COLUMN on. */
struct sealed_numbers applicant_sealed(struct request *rq, const PGresult *row, int column);

#endif
