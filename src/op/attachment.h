/* What the operations on attachments share. */
#ifndef GONGKAI_OP_ATTACHMENT_H
#define GONGKAI_OP_ATTACHMENT_H

#include "document/hidden.h"
#include "http/request.h"
#include "op/fields.h"

enum { ATTACHMENT_CHUNK = 1 << 20 /* bytes of a stored piece */ };

#define ATTACHMENT_KINDS                                                                   \
    "|application_letter|identity_proof|released_copy|search_record|proof_of_service|other"

/* An attachment in a reply, as attachment_json writes it. */
#define ATTACHMENT                                                                         \
    FIELDS(INTEGER("attachment", "附件", .required = true),                                \
           CHOICE("kind", "用途", .oneof = ATTACHMENT_KINDS, .required = true),            \
           TEXT("name", "文件名", .required = true),                                       \
           CHOICE("type", "类型", .oneof = file_type_codes, .required = true),             \
           INTEGER("size", "字节数", .required = true),                                    \
           TEXT("sha256", "摘要", .required = true),                                       \
           INTEGER("redacted_of", "公开件的原件"),                                         \
           TEXT("uploaded_by", "上传人", .required = true),                                \
           MOMENT("made_at", "上传时间", .required = true),                                \
           OBJECT("removed", "移除",                                                       \
                  .fields = FIELDS(MOMENT("at", "移除时间", .required = true),             \
                                   TEXT("by", "移除人", .required = true),                 \
                                   TEXT("reason", "移除原因", .required = true))),         \
           BOOLEAN("releasable", "可放行", .required = true),                              \
           OBJECT("released", "放行",                                                      \
                  .fields = FIELDS(MOMENT("at", "放行时间", .required = true),             \
                                   TEXT("by", "放行人", .required = true),                 \
                                   TEXT("proposed_by", "提出人"),                          \
                                   TEXT("hidden_reviewed", "隐藏内容核对说明"))))

#define ATTACHMENT_REPLY                                                                   \
    FIELDS(OBJECT("attachment", "附件", .required = true, .fields = ATTACHMENT), WARNINGS)

/* One attachment as it is stored. */
struct attachment {
    const char *kind, *name, *sha256;
    enum file_type type;
    long long size;
    bool removed, disposed, releasable, released;
};

/* The attachment {attachment} of {application}; P_not_found when there is none. */
enum problem attachment_find(struct request *rq, struct attachment *t);

/* The same, with its content still there: P_not_found with the reason when it was taken out or
 * disposed of. */
enum problem attachment_find_whole(struct request *rq, struct attachment *t);

/* Reads the content of T from the database into a spool that the caller frees, and holds it
 * against its digest: P_file_altered, and a line in the log, when it is not what was stored. */
enum problem attachment_read(struct request *rq, const struct attachment *t,
                             struct spool **content);

/* A new spool; P_no_space when there is none. */
enum problem attachment_spool(struct request *rq, struct spool **s);

/* Says on record which attachment the request is about. */
void attachment_note(struct request *rq, const char *sha256);

/* Adds what R found to the warnings of the request: `comments`: 3 comments; delete them … */
void attachment_warn(struct request *rq, const struct hidden_report *r);

#endif
