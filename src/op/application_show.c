#include "op/fields.h"

#include "http/operation.h"

/* An application with everything that happened to it; the applicant's numbers are masked. */
QUERY(application_show, .summary = "Show an application with its events",
      .route = "GET /api/v1/applications/{application}",
      .reply = FIELDS(
          OBJECT("application", "申请", .required = true, .fields = APPLICATION),
          OBJECT("applicant", "申请人", .required = true,
                 .fields = FIELDS(TEXT("name", "姓名或名称", .required = true),
                                  TEXT("id_type", "证件类型"),
                                  TEXT("id_number", "证件号码"), TEXT("phone", "联系电话"),
                                  TEXT("email", "电子邮箱"), TEXT("address", "通信地址"))),
          LIST("events", "事项", .required = true,
               .fields = FIELDS(
                   INTEGER("seq", "序号", .required = true),
                   CHOICE("kind", "种类", .oneof = event_codes, .required = true),
                   DATE("happened_on", "发生日期", .required = true),
                   TEXT("recorded_at", "记录时刻", .required = true),
                   TEXT("actor", "记录人", .required = true), INTEGER("supersedes", "更正"),
                   BOOLEAN("stands", "有效", .required = true),
                   OBJECT("data", "内容", .required = true)))));
