#include "op/case_pair.h"

#include "guard/seal.h"
#include "op/applicant.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* Columns of case_pair.sql. */
enum {
    ID,
    RECEIVED,
    ARRIVED,
    STATUS,
    CONTENT,
    NAME,
    NUMBER,
    DISPOSED,
    SEALED_KEY,
    SEALED_SEQ,
    SEALED_ID_NUMBER,
    SEALED_PHONE
};

static const char *
folded(struct request *rq, const char *number)
{
    return number != NULL ? number_folded(rq->arena, number) : NULL;
}

static enum problem
take(struct request *rq, const PGresult *r, int row, struct paired *out)
{
    struct sealed_numbers sealed = {
        .key = atoi(PQgetvalue(r, row, SEALED_KEY)),
        .application = PQgetvalue(r, row, ID),
        .seq = PQgetvalue(r, row, SEALED_SEQ),
        .id_number = db_value(r, row, SEALED_ID_NUMBER),
        .phone = db_value(r, row, SEALED_PHONE),
    };
    const char *id_number, *phone;

    TRY(applicant_open(rq, &sealed, &id_number, &phone));
    *out = (struct paired){
        .id = strtoll(PQgetvalue(r, row, ID), NULL, 10),
        .number = db_value(r, row, NUMBER),
        .status = PQgetvalue(r, row, STATUS),
        .content = PQgetvalue(r, row, CONTENT),
        .received_on = day_at(r, row, RECEIVED),
        .arrived_on = day_at(r, row, ARRIVED),
        .who = {PQgetvalue(r, row, NAME), folded(rq, id_number), folded(rq, phone)},
    };
    return OK;
}

static enum problem
no_other(struct request *rq, const char *field, const char *zh, const char *en)
{
    add_error_with(rq, field, zh, en);
    return P_invalid;
}

enum problem
case_pair(struct request *rq, const char *field, struct paired *own, struct paired *other)
{
    const char *id = text_of(rq, "application");
    PGresult *rows;
    int mine;

    put_text(rq, "other", text_of(rq, field));
    if (strcmp(text_of(rq, field), id) == 0)
        return no_other(rq, field, "不能是本件自己", "cannot be the case itself");
    TRY(run_sql(rq, SQL(case_pair), &rows));
    if (PQntuples(rows) == 0 ||
        (PQntuples(rows) == 1 && strcmp(PQgetvalue(rows, 0, ID), id) != 0))
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    if (PQntuples(rows) < 2)
        return no_other(rq, field, "本机关没有这件申请",
                        "no such application of the agency");
    mine = strcmp(PQgetvalue(rows, 0, ID), id) == 0 ? 0 : 1;
    if (!PQgetisnull(rows, 1 - mine, DISPOSED))
        return no_other(rq, field, "该件已经销毁", "was disposed of");
    TRY(take(rq, rows, mine, own));
    TRY(take(rq, rows, 1 - mine, other));
    if (strcmp(other->status, "voided") == 0)
        return no_other(rq, field, "该件已经作废", "is void");
    return OK;
}

bool
paired_earlier(const struct paired *a, const struct paired *b)
{
    if (a->received_on == NO_DATE || b->received_on == NO_DATE)
        return a->received_on != NO_DATE && b->received_on == NO_DATE;
    return a->received_on != b->received_on ? a->received_on < b->received_on
                                            : a->id < b->id;
}
