#include "op/applicant.h"
#include "op/fields.h"
#include "op/paging.h"

/* One of the three, or it is unclear which applications are meant. */
static enum problem
check_one(struct request *rq)
{
    int n = (text_of(rq, "id_number") != NULL) + (text_of(rq, "phone") != NULL) +
            (text_of(rq, "name") != NULL);

    if (n == 1)
        return OK;
    add_error_with(rq, "id_number", "证件号码、电话、姓名请只填其中一项",
                   "give one of id_number, phone and name");
    return P_invalid;
}

static void
put_indexes(struct request *rq, const char *name, const char *column)
{
    const char *number = text_of(rq, column);

    put_text(rq, name, number ? applicant_indexes(rq, column, number) : NULL);
}

/* Find an applicant's applications; what is looked for stands in no address, and so in no
 * log of addresses. */
OPERATION(application_find, .summary = "Find applications by who applied",
          .route = "POST /api/v1/agencies/{agency}/applications/find",
          .right = RIGHT_case_list, .asks = true,
          .body = FIELDS(TEXT("id_number", "证件号码", .max = 40),
                         TEXT("phone", "联系电话", .max = 40),
                         TEXT("name", "姓名或名称", .max = 200), PAGING),
          .reply = APPLICATIONS_REPLY)
{
    TRY(check_one(rq));
    put_indexes(rq, "id_number_indexes", "id_number");
    put_indexes(rq, "phone_indexes", "phone");
    TRY(take_cursor(rq, false));
    return reply_one(rq, 200, SQL(application_find));
}
