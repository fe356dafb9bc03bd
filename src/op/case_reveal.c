#include "op/applicant.h"
#include "op/case_person.h"
#include "op/disclosure.h"
#include "op/fields.h"

static void
add_number(struct text *t, const char *name, const char *number)
{
    text_addf(t, ", \"%s\" : ", name);
    if (number != NULL)
        text_add_json(t, number);
    else
        text_add(t, "null");
}

/* Show the applicant's numbers in full, to the one who handles the case, for a reason that
 * stays on record. */
OPERATION(case_reveal, .summary = "Reveal the applicant's identity and telephone numbers",
          .route = "POST /api/v1/applications/{application}/reveal",
          .right = RIGHT_case_reveal, .secret = true,
          .body = FIELDS(TEXT("reason", "查看原因", .max = 500, .required = true)),
          .reply = FIELDS(OBJECT(
              "applicant", "申请人", .required = true,
              .fields = FIELDS(TEXT("name", "姓名或名称", .required = true),
                               TEXT("id_type", "证件类型"), TEXT("id_number", "证件号码"),
                               TEXT("phone", "联系电话"), JOINT_AND_AGENT))))
{
    const char *id_number, *phone;
    struct sealed_numbers sealed;
    struct text t = {NULL, 0, 0};
    json_t *persons;
    PGresult *row;

    TRY(run_sql(rq, SQL(case_reveal), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    sealed = applicant_sealed(rq, row, 2);
    TRY(applicant_open(rq, &sealed, &id_number, &phone));
    TRY(persons_open(rq, db_value(row, 0, 6), &persons));
    TRY(disclosure_note(rq, NULL));
    text_add(&t, "{\"applicant\" : {\"name\" : ");
    text_add_json(&t, PQgetvalue(row, 0, 0));
    add_number(&t, "id_type", db_value(row, 0, 1));
    add_number(&t, "id_number", id_number);
    add_number(&t, "phone", phone);
    persons_add(rq, &t, persons, true);
    text_add(&t, "}}");
    return reply_text(rq, 200, "application/json", &t);
}
