#include "http/file_name.h"
#include "op/attachment.h"

/* Each time somebody gets a file is on record before its first byte. */
static enum problem
record(struct request *rq)
{
    struct attachment t;

    TRY(attachment_find_whole(rq, &t));
    attachment_note(rq, t.sha256);
    rq->reply.status = 200;
    return OK;
}

/* The file as it came, held against its digest first; to be kept, never to be shown. */
OPERATION(
    attachment_content, .summary = "Download an attachment",
    .route = "GET /api/v1/applications/{application}/attachments/{attachment}/content",
    .right = RIGHT_attachment_read, .record = record, .recorded_with = "attachment")
{
    struct attachment t;
    struct spool *content;

    TRY(attachment_find_whole(rq, &t));
    TRY(attachment_read(rq, &t, &content));
    rq->reply.etag = arena_printf(rq->arena, "\"%s\"", t.sha256);
    rq->reply.disposition = file_name_disposition(rq->arena, t.name);
    rq->reply.is_foreign = true;
    return reply_spool(rq, file_type_mime(t.type), content);
}
