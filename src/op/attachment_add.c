#include "base/log.h"
#include "base/setting.h"
#include "base/spool.h"
#include "document/sniff.h"
#include "guard/virus.h"
#include "http/audit.h"
#include "http/dispatch.h"
#include "op/act.h"
#include "op/attachment.h"

#include <stdlib.h>
#include <string.h>

/* What was found in the file before it is stored. */
struct seen {
    enum file_type type;
    struct hidden_report report;
    char virus[VIRUS_NAME];
};

/* A file that was refused for a virus leaves a record, in a transaction of its own. */
static enum problem
record_virus(struct request *rq)
{
    const struct seen *seen = rq->upload.seen;
    char hex[SPOOL_HEX];

    audit_note(rq, "virus", arena_printf(rq->arena, "\"%s\"", seen->virus));
    audit_note(rq, "sha256",
               arena_printf(rq->arena, "\"%s\"", spool_digest_hex(rq->upload.file, hex)));
    rq->reply.status = problem_status(P_file_infected);
    return OK;
}

static enum problem
check_virus(struct request *rq, struct seen *seen)
{
    const struct settings *s = rq->service->settings;

    if (*s->clamd_socket == '\0')
        return OK;
    switch (virus_look(s->clamd_socket, s->clamd_timeout_s, rq->upload.file, seen->virus)) {
    case VIRUS_NONE:
        return OK;
    case VIRUS_UNKNOWN:
        log_line(LOG_ERROR, "scanner_down", "\"seconds\":%ld", s->clamd_timeout_s);
        return P_scanner_down;
    case VIRUS_FOUND:
        break;
    }
    TRY(dispatch_alone(rq, record_virus, true));
    return fail(rq, P_file_infected, "病毒检查发现 %s，文件已拒收并记录；请先清除病毒",
                "the scanner found %s; the file was refused, which is on record",
                seen->virus);
}

/* Everything about the file that needs no database. */
static enum problem
examine(struct request *rq)
{
    struct seen *seen = arena_alloc(rq->arena, sizeof *seen);
    struct refusal why;

    if (!file_name_is_sound(rq->upload.name, &why))
        return fail_with(rq, P_file_refused, why.zh, why.en);
    seen->type = sniff(rq->upload.file, rq->upload.name, &why);
    if (seen->type == FILE_NONE)
        return fail_with(rq, P_file_refused, why.zh, why.en);
    rq->upload.seen = seen;
    TRY(check_virus(rq, seen));
    if (strcmp(text_of(rq, "kind"), "released_copy") == 0)
        hidden_examine(rq->upload.file, seen->type, &seen->report);
    return OK;
}

/* The number the file gets, if the case has room for it. */
static enum problem
take_number(struct request *rq)
{
    const struct settings *s = rq->service->settings;
    PGresult *row;

    TRY(run_sql(rq, SQL(attachment_room), &row));
    if (atol(PQgetvalue(row, 0, 1)) >= s->attachments_per_case)
        return fail(rq, P_file_refused, "一件申请最多 %ld 份附件，请合并后再上传",
                    "an application has at most %ld attachments; join some",
                    s->attachments_per_case);
    if (atoll(PQgetvalue(row, 0, 2)) + spool_size(rq->upload.file) > s->attachments_total)
        return fail(rq, P_file_refused, "一件申请的附件总共最多 %ld 字节，请压缩后再上传",
                    "the attachments of an application have at most %ld bytes together",
                    s->attachments_total);
    put_text(rq, "attachment", PQgetvalue(row, 0, 0));
    return OK;
}

/* A redacted copy is one of a file of the same case, and another file. */
static enum problem
check_original(struct request *rq, const char *sha256)
{
    const char *own = text_of(rq, "attachment");
    struct attachment original;

    if (text_of(rq, "redacted_of") == NULL)
        return OK;
    if (strcmp(text_of(rq, "kind"), "released_copy") != 0) {
        add_error_with(rq, "kind", "遮盖后的副本须作为公开件上传",
                       "a redacted copy is a released_copy");
        return P_invalid;
    }
    put_text(rq, "attachment", text_of(rq, "redacted_of"));
    if (attachment_find_whole(rq, &original) != OK) {
        add_error_with(rq, "redacted_of", "没有这份原件", "there is no such original");
        return P_invalid;
    }
    put_text(rq, "attachment", own);
    if (strcmp(original.sha256, sha256) != 0)
        return OK;
    add_error_with(rq, "redacted_of", "与原件完全相同，没有遮盖任何内容",
                   "is the same file as the original; nothing was redacted");
    return P_invalid;
}

static enum problem
put_chunks(struct request *rq)
{
    const struct spool *file = rq->upload.file;
    char *piece = xmalloc(ATTACHMENT_CHUNK);
    enum problem p = OK;

    for (long long at = 0, n = 1; at < spool_size(file) && p == OK; n++) {
        long long left = spool_size(file) - at;
        size_t size = left < ATTACHMENT_CHUNK ? (size_t)left : ATTACHMENT_CHUNK;
        PGresult *done = NULL;

        put_number(rq, "chunk", n);
        p = spool_read(file, at, piece, size)
                ? db_run_with_bytes(rq->db, SQL(attachment_put), &rq->bag, "bytes", piece,
                                    size, &done)
                : P_internal;
        PQclear(done);
        at += (long long)size;
    }
    free(piece);
    return p;
}

/* Keep a file with its case: the body is the file, its name stands in Content-Disposition.
 * What it is, its content says; what could run somewhere is refused. */
OPERATION(attachment_add, .summary = "Attach a file to an application",
          .route = "POST /api/v1/applications/{application}/attachments",
          .right = RIGHT_attachment_add, .upload = true, .examine = examine,
          .query = FIELDS(CHOICE("kind", "用途", .oneof = ATTACHMENT_KINDS,
                                 .required = true),
                          INTEGER("redacted_of", "公开件的原件", .min = 1, .max = 1000000)),
          .reply = ATTACHMENT_REPLY)
{
    const struct seen *seen = rq->upload.seen;
    char *hex = arena_alloc(rq->arena, SPOOL_HEX);
    PGresult *row;

    spool_digest_hex(rq->upload.file, hex);
    TRY(act_lock(rq));
    TRY(take_number(rq));
    TRY(check_original(rq, hex));
    put_text(rq, "file_name", rq->upload.name);
    put_text(rq, "type", file_type_code(seen->type));
    put_number(rq, "size", spool_size(rq->upload.file));
    put_text(rq, "sha256", hex);
    TRY(run_sql(rq, SQL(attachment_add), &row));
    TRY(put_chunks(rq));
    attachment_note(rq, hex);
    attachment_warn(rq, &seen->report);
    put_warnings(rq);
    rq->reply.location =
        arena_printf(rq->arena, "/api/v1/applications/%s/attachments/%s",
                     text_of(rq, "application"), text_of(rq, "attachment"));
    return reply_one(rq, 201, SQL(attachment_show));
}
