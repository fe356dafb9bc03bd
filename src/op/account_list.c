#include "http/request.h"
#include "op/fields.h"
#include "op/person.h"

/* The accounts the caller may see: an agency's administrator those of the agency, the
 * security administrator and the auditor all. */
QUERY(account_list, .summary = "List accounts", .route = "GET /api/v1/accounts",
      .right = RIGHT_account_read,
      .query = FIELDS(TEXT("of", "机关代码", .max = 40),
                      CHOICE("state", "状态", .oneof = "|active|disabled")),
      .reply = FIELDS(LIST("accounts", "账号", .required = true, .fields = ACCOUNT)));
