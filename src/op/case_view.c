#include "op/case_view.h"

#include "core/identity.h"
#include "op/applicant.h"
#include "op/case_person.h"

#include <string.h>

/* The columns of application_show.sql. */
enum {
    CASE,
    CASE_VERSION,
    APPLICANT,
    NUMBERS,
    EVENTS = NUMBERS + 4,
    INSPECTIONS,
    HOLD,
    DISPOSAL,
    PERSONS,
    LINKS,
    LETTERS
};

static void
add_masked(struct request *rq, struct text *t, const char *name, const char *number)
{
    text_addf(t, ", \"%s\" : ", name);
    if (number != NULL)
        text_add_json(t, identity_masked(rq->arena, number));
    else
        text_add(t, "null");
}

static const char *
or_null(const PGresult *row, int column)
{
    return PQgetisnull(row, 0, column) ? "null" : PQgetvalue(row, 0, column);
}

enum problem
case_shape(struct request *rq, const PGresult *row)
{
    struct sealed_numbers sealed = applicant_sealed(rq, row, NUMBERS);
    const char *applicant = PQgetvalue(row, 0, APPLICANT), *id_number, *phone;
    struct text t = {NULL, 0, 0};
    json_t *persons;

    TRY(applicant_open(rq, &sealed, &id_number, &phone));
    TRY(persons_open(rq, db_value(row, 0, PERSONS), &persons));
    text_addf(&t, "{\"application\" : %s, \"applicant\" : ", PQgetvalue(row, 0, CASE));
    text_add_bytes(&t, applicant, strlen(applicant) - 1); /* its brace closes later */
    add_masked(rq, &t, "id_number", id_number);
    add_masked(rq, &t, "phone", phone);
    persons_add(rq, &t, persons, false);
    text_addf(&t, "}, \"links\" : %s", PQgetvalue(row, 0, LINKS));
    text_addf(&t, ", \"events\" : %s, \"inspections\" : %s", PQgetvalue(row, 0, EVENTS),
              PQgetvalue(row, 0, INSPECTIONS));
    text_addf(&t, ", \"hold\" : %s, \"disposal\" : %s, \"letters\" : %s}",
              or_null(row, HOLD), or_null(row, DISPOSAL), PQgetvalue(row, 0, LETTERS));
    return reply_text(rq, 200, "application/json", &t);
}
