#include "base/spool.h"
#include "document/csv.h"
#include "document/file_type.h"
#include "document/zip_write.h"
#include "http/audit.h"
#include "http/file_name.h"
#include "op/attachment.h"
#include "op/case_page.h"
#include "op/case_view.h"
#include "op/clock_proof.h"
#include "op/letter_render.h"
#include "op/page.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file of the case file, as its index and its digests name it; one that is gone is named
 * only, with the digest it had. */
struct piece {
    const char *title, *name, *note;
    bool gone;
    long long size;
    char sha256[SPOOL_HEX];
    struct piece *next;
};

struct case_file {
    struct request *rq;
    struct zip_writer zip;
    struct piece *first, **last;
    struct history history;
    struct clock_terms terms;
    struct clock clock;
};

static struct piece *
add_piece(struct case_file *f, const char *title, const char *name, long long size)
{
    struct piece *p = arena_alloc(f->rq->arena, sizeof *p);

    *p = (struct piece){.title = title, .name = name, .size = size};
    *f->last = p;
    f->last = &p->next;
    return p;
}

/* Adds the text T as NAME, and frees it. */
static enum problem
add_text(struct case_file *f, const char *title, const char *name, struct text *t)
{
    struct piece *p = add_piece(f, title, name, (long long)t->len);
    unsigned char hash[crypto_hash_sha256_BYTES];
    bool added = zip_add_bytes(&f->zip, name, t->bytes, t->len);

    crypto_hash_sha256(hash, (const unsigned char *)t->bytes, t->len);
    sodium_bin2hex(p->sha256, sizeof p->sha256, hash, sizeof hash);
    text_free(t);
    return added ? OK : P_no_space;
}

static enum problem
add_proof(struct case_file *f)
{
    struct text t = {NULL, 0, 0};
    enum problem p = case_page_write(f->rq, &f->history, &f->terms, &f->clock, &t);

    if (p == OK)
        return add_text(f, "案件证明", "01-案件证明.html", &t);
    text_free(&t);
    return p;
}

static enum problem
add_clock(struct case_file *f)
{
    struct text t = {NULL, 0, 0};

    TRY(clock_proof_write(f->rq, &f->history, &f->terms, &f->clock, true, &t));
    return add_text(f, "答复期限说明", "02-答复期限说明.html", &t);
}

/* The case as application_show replies it: the numbers masked. */
static enum problem
add_facts(struct case_file *f)
{
    struct reply before = f->rq->reply;
    struct text t = {NULL, 0, 0};
    PGresult *row;

    TRY(run_sql(f->rq, SQL(application_show), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    TRY(case_shape(f->rq, row));
    text_add_bytes(&t, f->rq->reply.bytes, f->rq->reply.size);
    f->rq->reply = before;
    return add_text(f, "办理情况（脱敏）", "03-办理情况.json", &t);
}

/* As far as whoever exports it may read the audit (matrix row 29): what he did himself.  Who
 * did what else the entries say, in the proof; the whole trail is the auditor's. */
static enum problem
add_audit(struct case_file *f)
{
    static const char *const headings[] = {"序号", "时间", "操作人", "角色", "操作",
                                           "结果", "请求", "内容",   "摘要"};
    struct text t = {NULL, 0, 0};
    PGresult *rows;

    TRY(run_sql(f->rq, SQL(case_audit), &rows));
    csv_begin(&t);
    for (unsigned i = 0; i < sizeof headings / sizeof headings[0]; i++)
        csv_cell(&t, headings[i]);
    csv_end_row(&t);
    for (int i = 0; i < PQntuples(rows); i++) {
        for (int k = 0; k < PQnfields(rows); k++)
            csv_cell(&t, PQgetisnull(rows, i, k) ? "" : PQgetvalue(rows, i, k));
        csv_end_row(&t);
    }
    return add_text(f, "审计记录（导出人本人的操作）", "04-审计记录.csv", &t);
}

/* NAME with what no file system takes replaced. */
static char *
made_sound(char *name)
{
    for (char *p = strpbrk(name, "/\\:*?\"<>|"); p != NULL; p = strpbrk(p, "/\\:*?\"<>|"))
        *p = '-';
    return name;
}

/* 文书/01-象教公复〔2025〕1号.docx; the number is the agency's to shape, so that it may be none
 * a file can bear. */
static const char *
name_of_letter(struct arena *a, int n, const char *number, bool is_void)
{
    const char *mark = is_void ? "（作废）" : "";
    const char *name = made_sound(arena_printf(a, "%02d-%s%s.docx", n, number, mark));
    struct refusal why;

    if (!file_name_is_sound(name, &why))
        name = arena_printf(a, "%02d%s.docx", n, mark);
    return arena_printf(a, "文书/%s", name);
}

/* The letter of P as it went out; P_file_altered when what is kept is something else. */
static enum problem
add_letter_bytes(struct case_file *f, const struct piece *p)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[SPOOL_HEX];
    const char *bytes;
    PGresult *row;
    size_t size;

    TRY(run_sql(f->rq, SQL(letter_file), &row));
    bytes = letter_bytes(f->rq, row, 0, &size);
    crypto_hash_sha256(hash, (const unsigned char *)bytes, size);
    if (strcmp(sodium_bin2hex(hex, sizeof hex, hash, sizeof hash), p->sha256) != 0)
        return fail_with(f->rq, P_file_altered,
                         "所存文书与签发时不同，不能导出卷宗；请运行 gongkai verify 核对",
                         "a letter is not as it was issued, no case file is made; see "
                         "gongkai verify");
    return zip_add_bytes(&f->zip, p->name, bytes, size) ? OK : P_no_space;
}

/* Every letter that was issued, as it went out: the kept bytes, never made anew. */
static enum problem
add_letter(struct case_file *f, const PGresult *rows, int i)
{
    struct arena *a = f->rq->arena;
    bool is_void = !PQgetisnull(rows, i, L_VOIDED);
    enum letter_kind k = letter_kind_of(PQgetvalue(rows, i, L_KIND));
    struct piece *p = add_piece(f, k != LETTER_NONE ? letter(k)->name : "文书",
                                name_of_letter(a, atoi(PQgetvalue(rows, i, L_N)),
                                               PQgetvalue(rows, i, L_NUMBER), is_void),
                                atoll(PQgetvalue(rows, i, L_SIZE)));

    p->gone = *PQgetvalue(rows, i, L_KEPT) != 't';
    memcpy(p->sha256, PQgetvalue(rows, i, L_SHA256), SPOOL_HEX);
    p->note = arena_printf(
        a, "%s，%s%s%s%s%s%s", PQgetvalue(rows, i, L_NUMBER), PQgetvalue(rows, i, L_DATED),
        is_void ? "，已于 " : "", is_void ? PQgetvalue(rows, i, L_VOIDED) : "",
        is_void ? " 作废：" : "", is_void ? PQgetvalue(rows, i, L_REASON) : "",
        p->gone ? "，已销毁，只保留摘要" : "");
    put_text(f->rq, "letter", PQgetvalue(rows, i, L_N));
    return p->gone ? OK : add_letter_bytes(f, p);
}

static enum problem
add_letters(struct case_file *f)
{
    PGresult *rows;

    TRY(run_sql(f->rq, SQL(case_letters), &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        TRY(add_letter(f, rows, i));
    return OK;
}

static enum problem
add_attachment(struct case_file *f, const PGresult *rows, int i)
{
    struct request *rq = f->rq;
    const char *name = arena_printf(rq->arena, "附件/%02d-%s", atoi(PQgetvalue(rows, i, 0)),
                                    PQgetvalue(rows, i, 1));
    struct spool *content;
    struct attachment t;
    struct piece *p;
    bool added;

    put_text(rq, "attachment", PQgetvalue(rows, i, 0));
    TRY(attachment_find(rq, &t));
    p = add_piece(f, "附件", name, t.size);
    memcpy(p->sha256, t.sha256, strlen(t.sha256));
    p->gone = t.removed || t.disposed;
    if (p->gone) {
        p->note = t.disposed ? "已销毁，只保留摘要" : "已移除，只保留摘要";
        return OK;
    }
    TRY(attachment_read(rq, &t, &content));
    added = zip_add_spool(&f->zip, name, content);
    spool_free(content);
    return added ? OK : P_no_space;
}

static enum problem
add_attachments(struct case_file *f)
{
    PGresult *rows;

    TRY(run_sql(f->rq, SQL(case_attachments), &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        TRY(add_attachment(f, rows, i));
    return OK;
}

/* What a case file is made of, in its order; another part is one line here. */
static enum problem (*const parts[])(struct case_file *f) = {
    add_proof, add_clock, add_facts, add_audit, add_letters, add_attachments,
};

static enum problem
add_index_csv(struct case_file *f)
{
    struct text t = {NULL, 0, 0};
    char number[24];
    int n = 0;

    csv_begin(&t);
    for (const char *const *h = (const char *const[]){"序号", "名称", "文件", "字节数",
                                                      "SHA-256", "说明", NULL};
         *h != NULL; h++)
        csv_cell(&t, *h);
    csv_end_row(&t);
    for (const struct piece *p = f->first; p != NULL; p = p->next) {
        snprintf(number, sizeof number, "%d", ++n);
        csv_cell(&t, number);
        csv_cell(&t, p->title);
        csv_cell(&t, p->name);
        snprintf(number, sizeof number, "%lld", p->size);
        csv_cell(&t, number);
        csv_cell(&t, p->sha256);
        csv_cell(&t, p->note != NULL ? p->note : "");
        csv_end_row(&t);
    }
    return add_text(f, "目录", "00-目录.csv", &t);
}

static enum problem
add_index_page(struct case_file *f)
{
    static const char *const headings[] = {
        "序号", "名称", "字节数", "说明", "文件与摘要（SHA-256）", NULL, NULL, NULL};
    struct arena *a = f->rq->arena;
    struct text t = {NULL, 0, 0};
    int n = 0;

    page_begin(&t, "卷宗目录", false);
    page_table(&t, arena_printf(a, "%s", f->rq->agency.name), headings);
    for (const struct piece *p = f->first; p != NULL; p = p->next)
        page_row(&t,
                 (const char *const[]){arena_printf(a, "%d", ++n), p->title,
                                       arena_printf(a, "%lld", p->size),
                                       p->note != NULL ? p->note : "",
                                       arena_printf(a, "%s %s", p->name, p->sha256)},
                 5);
    page_table_end(&t);
    page_end(&t);
    return add_text(f, "目录", "00-目录.html", &t);
}

/* As `sha256sum -c` reads it. */
static enum problem
add_sums(struct case_file *f)
{
    struct text t = {NULL, 0, 0};

    for (const struct piece *p = f->first; p != NULL; p = p->next)
        if (!p->gone)
            text_addf(&t, "%s  %s\n", p->sha256, p->name);
    return add_text(f, "摘要", "SHA256SUMS", &t);
}

static enum problem
write_parts(struct case_file *f)
{
    for (unsigned i = 0; i < sizeof parts / sizeof parts[0]; i++)
        TRY(parts[i](f));
    TRY(add_index_csv(f));
    TRY(add_index_page(f));
    TRY(add_sums(f));
    return zip_finish(&f->zip) ? OK : P_no_space;
}

/* 卷宗-XSX-2025-0001.zip, whatever the agency's numbers hold. */
static const char *
name_of_file(struct request *rq)
{
    PGresult *row;

    if (run_sql(rq, SQL(application_number), &row) != OK || PQgetisnull(row, 0, 0))
        return "卷宗.zip";
    return made_sound(arena_printf(rq->arena, "卷宗-%s.zip", PQgetvalue(row, 0, 0)));
}

static enum problem
record(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_number), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    rq->reply.status = 200;
    return OK;
}

/* Everything of a case in one ZIP, for the archive, a review or a court: proof, clock, facts,
 * own audit, letters, attachments, with an index and the digests.  Numbers stay masked; each copy is on
 * record. */
OPERATION(case_file, .summary = "Export the case file as a ZIP archive",
          .route = "GET /api/v1/applications/{application}/case-file",
          .right = RIGHT_case_file, .record = record, .recorded_with = "application")
{
    struct case_file f = {.rq = rq, .zip = {.day = rq->today}, .last = &f.first};
    enum problem p;

    rq->english = false; /* the file is for the archive, whoever fetches it */
    TRY(case_clock(rq, &f.history, &f.terms, &f.clock));
    TRY(attachment_spool(rq, &f.zip.out));
    p = write_parts(&f);
    if (p != OK) {
        text_free(&f.zip.directory);
        spool_free(f.zip.out);
        return p;
    }
    rq->reply.disposition = file_name_disposition(rq->arena, name_of_file(rq));
    rq->reply.is_foreign = true;
    return reply_spool(rq, "application/zip", f.zip.out);
}
