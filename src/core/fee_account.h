/* What was asked for, paid and given back in a case (国办函〔2020〕109号; rules 10.2, 10.6, 10.8).
 * The days are the clock's business (core/clock.h); this is the money. */
#ifndef GONGKAI_CORE_FEE_ACCOUNT_H
#define GONGKAI_CORE_FEE_ACCOUNT_H

#include "core/clock.h"

enum fee_fault {
    FEE_RIGHT,
    FEE_BOTH_BASES,  /* one application by item and by page (Art. 3) */
    FEE_TOO_EARLY,   /* received before the fee began, on 2021-01-01 */
    FEE_OVER_REFUND, /* more given back than was paid by then */
};

struct fee_account {
    enum fee_basis basis; /* of the notices that stand; FEE_NO_BASIS: none, or not stated */
    int notices;
    long units;                   /* of all of them */
    long noticed, paid, refunded; /* yuan, of the entries that stand */
    enum fee_fault fault;         /* the first, and the entry that shows it */
    int fault_seq;
};

/* Adds up what stands of the N entries; RECEIVED_ON is the day of receipt. */
struct fee_account fee_account_of(const struct event *events, int n, date received_on);

/* What is still to be paid, with what was given back; 0 when nothing is. */
long fee_outstanding(const struct fee_account *a);

const char *fee_fault_text(enum fee_fault f, bool english);

#endif
