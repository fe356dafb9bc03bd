#include "op/letter_view.h"

#include "http/operation.h"

QUERY(letter_show, .summary = "Show a letter of an application",
      .route = "GET /api/v1/applications/{application}/letters/{letter}",
      .right = RIGHT_case_read,
      .reply = FIELDS(OBJECT("letter", "文书", .required = true, .fields = LETTER)));
