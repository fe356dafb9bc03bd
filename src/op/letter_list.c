#include "op/letter_view.h"

#include "http/operation.h"

/* The letters of an application, in the order they were issued; voided ones, too. */
QUERY(letter_list, .summary = "List the letters of an application",
      .route = "GET /api/v1/applications/{application}/letters", .right = RIGHT_case_read,
      .reply = FIELDS(LIST("letters", "文书", .required = true, .fields = LETTER)));
