#include "op/attachment.h"

/* The attachments of an application: which may leave, which did, which were taken out. */
QUERY(attachment_list, .summary = "List the attachments of an application",
      .route = "GET /api/v1/applications/{application}/attachments",
      .right = RIGHT_attachment_read,
      .reply = FIELDS(LIST("attachments", "附件", .required = true, .fields = ATTACHMENT)));
