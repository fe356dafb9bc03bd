#include "op/token.h"

#include "http/operation.h"

/* The service tokens of all agencies, or of one, newest first; never a secret. */
QUERY(token_list, .summary = "List service tokens", .route = "GET /api/v1/tokens",
      .right = RIGHT_token_read, .query = FIELDS(TEXT("of", "机关代码", .max = 40)),
      .reply = FIELDS(LIST("tokens", "服务令牌", .required = true, .fields = TOKEN)));
