#include "base/spool.h"
#include "op/act.h"
#include "op/attachment.h"

#include <stdlib.h>
#include <string.h>

/* Kinds and numbers as a JSON object. */
static const char *
found_json(struct request *rq, const struct hidden_report *r)
{
    struct text t = {NULL, 0, 0};
    const char *json;

    for (enum hidden h = 0; h < HIDDEN_COUNT; h++)
        if (r->found[h] > 0)
            text_addf(&t, "%s\"%s\":%ld", t.len > 0 ? "," : "", hidden_code(h),
                      r->found[h]);
    json = arena_printf(rq->arena, "{%s}", t.bytes != NULL ? t.bytes : "");
    text_free(&t);
    return json;
}

static enum problem
check_releasable(struct request *rq, const struct attachment *t)
{
    if (strcmp(t->kind, "released_copy") != 0)
        return fail_with(rq, P_act_not_lawful,
                         "只有公开件可以放行；请上传遮盖后的公开件，原件不得提供",
                         "only a released_copy is released; upload the redacted copy, the "
                         "original never leaves");
    if (!t->releasable)
        return fail_with(rq, P_act_not_lawful,
                         "该文件已有遮盖后的公开件，请放行公开件，原件不得提供",
                         "the file has a redacted copy; release that, the original never "
                         "leaves");
    if (t->released)
        return fail_with(rq, P_act_not_lawful, "该公开件已经放行",
                         "the copy was released already");
    return OK;
}

/* What is in the file now must have been looked at by somebody who says so. */
static enum problem
check_report(struct request *rq, const struct hidden_report *r)
{
    if (text_of(rq, "hidden_reviewed") != NULL || !hidden_report_needs_review(r))
        return OK;
    for (enum hidden h = 0; h < HIDDEN_COUNT; h++)
        if (r->found[h] > 0 && hidden_needs_review(h))
            add_error(rq, hidden_code(h), "含有%s（%ld 处）：%s", "holds %s (%ld): %s",
                      hidden_name(h, rq->english), r->found[h],
                      hidden_todo(h, rq->english));
    return fail_with(rq, P_hidden_content,
                     "请处理后重新上传；确需保留的，在 hidden_reviewed 中说明已核对及理由",
                     "remove it and upload anew, or say in hidden_reviewed that it was "
                     "reviewed and why it stays");
}

/* Let a copy leave, after its hidden-data report; another confirms. */
OPERATION(
    attachment_release, .summary = "Release a copy after its hidden-data report",
    .route = "POST /api/v1/applications/{application}/attachments/{attachment}/release",
    .right = RIGHT_attachment_release,
    .body = FIELDS(TEXT("hidden_reviewed", "隐藏内容核对说明", .max = 500)),
    .reply = ATTACHMENT_REPLY)
{
    struct hidden_report report;
    struct attachment t;
    struct spool *content;
    PGresult *done;

    TRY(act_lock(rq));
    TRY(attachment_find_whole(rq, &t));
    TRY(check_releasable(rq, &t));
    TRY(attachment_read(rq, &t, &content));
    hidden_examine(content, t.type, &report);
    spool_free(content);
    TRY(check_report(rq, &report));
    put_text(rq, "found", found_json(rq, &report));
    put_text(rq, "by_proposer", rq->proposed_by);
    TRY(run_sql(rq, SQL(attachment_release), &done));
    attachment_note(rq, t.sha256);
    attachment_warn(rq, &report);
    put_warnings(rq);
    return reply_one(rq, 200, SQL(attachment_show));
}
