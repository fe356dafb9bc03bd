#include "op/fields.h"

#include "http/operation.h"

/* The cells of section three in which an application is counted, year by year. */
QUERY(application_cells, .summary = "List the cells that count an application",
      .route = "GET /api/v1/applications/{application}/cells", .right = RIGHT_case_read,
      .reply = FIELDS(LIST("cells", "格", .required = true,
                           .fields = FIELDS(INTEGER("year", "年度", .required = true),
                                            TEXT("row", "行", .required = true),
                                            TEXT("column", "列", .required = true)))));
