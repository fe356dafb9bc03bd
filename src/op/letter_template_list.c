#include "op/letter_template_view.h"

#include "http/operation.h"
#include "http/request.h"

/* Which template holds for each kind of letter in an agency; agency null: the default one. */
OPERATION(letter_template_list, .summary = "List the templates that hold for an agency",
          .route = "GET /api/v1/agencies/{agency}/letter-templates",
          .right = RIGHT_agency_read,
          .reply = FIELDS(LIST("templates", "模板", .required = true,
                               .fields = LETTER_TEMPLATE)))
{
    put_text(rq, "kinds", letter_codes);
    return reply_one(rq, 200, SQL(letter_template_list));
}
