#include "op/attachment.h"

#include "base/log.h"
#include "base/setting.h"
#include "base/spool.h"
#include "http/audit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { KIND, NAME, TYPE, SIZE, SHA256, REMOVED, DISPOSED, RELEASABLE, RELEASED };

static bool
truth(const PGresult *row, int column)
{
    return *PQgetvalue(row, 0, column) == 't';
}

enum problem
attachment_find(struct request *rq, struct attachment *t)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(attachment_find), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这份附件", "no such attachment");
    *t = (struct attachment){.kind = PQgetvalue(row, 0, KIND),
                             .name = PQgetvalue(row, 0, NAME),
                             .type = file_type_of(PQgetvalue(row, 0, TYPE)),
                             .size = strtoll(PQgetvalue(row, 0, SIZE), NULL, 10),
                             .sha256 = PQgetvalue(row, 0, SHA256),
                             .removed = truth(row, REMOVED),
                             .disposed = truth(row, DISPOSED),
                             .releasable = truth(row, RELEASABLE),
                             .released = truth(row, RELEASED)};
    return OK;
}

enum problem
attachment_find_whole(struct request *rq, struct attachment *t)
{
    TRY(attachment_find(rq, t));
    if (t->disposed)
        return fail_with(
            rq, P_not_found, "该申请已销毁，附件只保留摘要",
            "the case was disposed of; of its attachments the digests are kept");
    if (t->removed)
        return fail_with(rq, P_not_found, "该附件已移除，只保留记录和摘要",
                         "the attachment was taken out; its record and digest are kept");
    return OK;
}

enum problem
attachment_spool(struct request *rq, struct spool **s)
{
    const struct settings *set = rq->service->settings;

    *s = spool_open(*set->spool_dir != '\0' ? set->spool_dir : set->state_dir);
    if (*s != NULL)
        return OK;
    log_line(LOG_ERROR, "spool", "\"errno\":%d", errno);
    return P_no_space;
}

static enum problem
read_chunks(struct request *rq, struct spool *content)
{
    PGresult *row;
    enum problem p;
    bool written = true;

    TRY(db_stream_bytes(rq->db, SQL(attachment_get), &rq->bag));
    while ((p = db_next(rq->db, &row)) == OK && row != NULL) {
        written = written && spool_write(content, PQgetvalue(row, 0, 0),
                                         (size_t)PQgetlength(row, 0, 0));
        PQclear(row);
    }
    return p == OK && !written ? P_no_space : p;
}

/* What is stored is not what came: somebody or something changed it, which an operator learns
 * from the log, and the reader by getting nothing. */
static enum problem
altered(struct request *rq)
{
    log_line(LOG_ERROR, "attachment_altered", "\"application\":%s,\"attachment\":%s",
             text_of(rq, "application"), text_of(rq, "attachment"));
    return fail_with(
        rq, P_file_altered,
        "该附件的内容与上传时的摘要不一致，请立即联系管理员，运行 gongkai verify 核查",
        "the attachment's content does not agree with its digest; tell the "
        "administrator, who runs gongkai verify");
}

enum problem
attachment_read(struct request *rq, const struct attachment *t, struct spool **content)
{
    char hex[SPOOL_HEX];
    enum problem p;

    TRY(attachment_spool(rq, content));
    p = read_chunks(rq, *content);
    if (p == OK && (spool_size(*content) != t->size ||
                    strcmp(spool_digest_hex(*content, hex), t->sha256) != 0))
        p = altered(rq);
    if (p != OK) {
        spool_free(*content);
        *content = NULL;
    }
    return p;
}

void
attachment_note(struct request *rq, const char *sha256)
{
    audit_note(rq, "attachment", text_of(rq, "attachment"));
    audit_note(rq, "sha256", arena_printf(rq->arena, "\"%s\"", sha256));
}

void
attachment_warn(struct request *rq, const struct hidden_report *r)
{
    for (enum hidden h = 0; h < HIDDEN_COUNT; h++) {
        if (r->found[h] == 0)
            continue;
        add_warning(rq, hidden_code(h), "含有%s（%ld 处）：%s。", "holds %s (%ld): %s.",
                    hidden_name(h, rq->english), r->found[h], hidden_todo(h, rq->english));
    }
}
