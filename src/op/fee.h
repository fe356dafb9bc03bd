/* The fee of a case (国办函〔2020〕109号, rule 10): the applicant's month, what may be charged by
 * item and by page, and whether a notice says just that. */
#ifndef GONGKAI_OP_FEE_H
#define GONGKAI_OP_FEE_H

#include "core/fee_account.h"
#include "op/history.h"

/* An application of the applicant in the month of receipt. */
struct fee_filed {
    const char *id, *number, *received_on, *wanted_form;
    bool self;        /* the one the request is about */
    bool same;        /* the same person beyond doubt; else only the name is the same */
    long units;       /* items its notices count it as; at least 1 */
    long first, last; /* their places in the month's count; 0 unless SAME */
};

struct fee_month {
    struct fee_filed *filed;
    int count;
    const struct fee_filed *self;
    enum { PERSON_BY_NAME, PERSON_BY_PHONE, PERSON_BY_NUMBER } known_by;
    int doubtful; /* applications that only bear the same name: not counted */
    long total;   /* units of the month */
};

/* "id_number", "phone" (with the name), "name" (which alone proves nobody the same). */
const char *fee_known_by(const struct fee_month *m);
extern const char fee_known_codes[];

/* Reads the month of the request's application, which counts for UNITS items; where UNITS is
 * 0, for those its notices state.  P_act_not_lawful when it was not received, or is void. */
enum problem fee_month_read(struct request *rq, long units, struct fee_month *m);

/* Why the application may not be charged by page, in both languages; NULL when it may.  PUBLIC:
 * the answer only says where what is public already is found. */
const char *fee_no_pages(const struct fee_month *m, bool public, const char **en);

/* What a notice may ask for by the tariff. */
struct fee_price {
    const char *why, *en; /* why nothing by this basis, in both languages; NULL: it may */
    int behind;           /* seq of a notice that goes on counting from it; 0 for none */
    int doubtful;         /* as of the month */
    long amount;
    struct fee_slice *slices;
    int count;
};

/* Prices the units that NEW, the last entry of H, names: those behind what was charged before,
 * so that nothing is charged twice.  P_invalid when there are too many. */
enum problem fee_price(struct request *rq, const struct history *h, const struct event *new,
                       struct fee_price *price);

/* Checks what NEW, a notice described by DATA that was just added to H, asks for: the amount is
 * the computed one, or less for a stated reason.  P_invalid with the fields otherwise. */
enum problem fee_check_notice(struct request *rq, const struct history *h,
                              const struct event *new, const char *data);

/* Judges the money of H, whose last entry was just added: both bases, a fee before there was
 * one, more given back than paid.  RECEIVED_ON is the day of receipt. */
enum problem fee_judge(struct request *rq, const struct history *h, date received_on);

#endif
