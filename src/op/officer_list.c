#include "http/request.h"

/* Who may be given a case, or stand in for another: the active accounts of the agency. */
QUERY(officer_list, .summary = "List who handles cases in an agency",
      .route = "GET /api/v1/agencies/{agency}/officers", .right = RIGHT_case_list,
      .reply = FIELDS(LIST("officers", "经办人员", .required = true,
                           .fields = FIELDS(ID("id", "账号", .required = true),
                                            TEXT("name", "姓名", .required = true),
                                            TEXT("sign_in", "登录名", .required = true),
                                            LIST("roles", "角色", .required = true)))));
