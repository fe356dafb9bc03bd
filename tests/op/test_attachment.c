/* Files of a case: in, out, what is refused, what may leave, and how little memory it takes. */
#include "base/arena.h"
#include "document/forge.h"
#include "document/hostile.h"
#include "op/acting.h"
#include "op/disposing.h"
#include "op/peak.h"
#include "op/uploading.h"
#include "op/who.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char pdf[] = "%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n";

static const char *
new_case(const char *agency)
{
    make_agency(agency, NULL);
    return make_case(agency, "2025-03-13", NULL);
}

static struct answer
content_of(const char *id, int n)
{
    char path[200];

    snprintf(path, sizeof path, "/api/v1/applications/%s/attachments/%d/content", id, n);
    return fetch("GET", path);
}

START_TEST(a_file_comes_back_as_it_came_and_is_never_shown)
{
    static const char name[] = "申请书 (第1页).pdf";
    const char *id = new_case("same");
    const json_t *made =
        uploaded(201, "", id, "kind=application_letter", name, pdf, sizeof pdf - 1);
    struct answer a = content_of(id, 1), head;
    char path[200];

    ck_assert_str_eq(text_in(made, "attachment.name"), name);
    ck_assert_str_eq(text_in(made, "attachment.type"), "pdf");
    ck_assert_int_eq(a.status, 200);
    ck_assert_uint_eq(a.body.len, sizeof pdf - 1);
    ck_assert_int_eq(memcmp(a.body.bytes, pdf, a.body.len), 0);
    ck_assert_ptr_nonnull(strstr(a.headers.bytes, "Content-Type: application/pdf\r\n"));
    ck_assert_ptr_nonnull(strstr(a.headers.bytes,
                                 "Content-Disposition: attachment; filename=\"file.pdf\"; "
                                 "filename*=UTF-8''%E7%94%B3%E8%AF%B7%E4%B9%A6%20%28"));
    ck_assert_ptr_nonnull(strstr(a.headers.bytes, "X-Content-Type-Options: nosniff"));
    ck_assert_ptr_nonnull(
        strstr(a.headers.bytes, "Content-Security-Policy: sandbox; default-src 'none'"));
    ck_assert_ptr_nonnull(strstr(a.headers.bytes, text_in(made, "attachment.sha256")));
    snprintf(path, sizeof path, "/api/v1/applications/%s/attachments/1/content", id);
    head = fetch("HEAD", path);
    ck_assert_int_eq(head.status, 200);
    ck_assert_uint_eq(head.body.len, 0);
    ck_assert_ptr_nonnull(strstr(head.headers.bytes, "Content-Length: 45\r\n"));
    ck_assert_str_eq(looked_up("select count(*) from gongkai.audit where application = $1"
                               " and operation = 'attachment_content'",
                               id, NULL, NULL),
                     "2"); /* each time it was given out */
    answer_free(&a);
    answer_free(&head);
}
END_TEST

START_TEST(the_same_upload_with_the_same_key_is_one_file)
{
    const char *id = new_case("once");
    struct answer a =
        upload(id, "kind=other", "a.pdf", pdf, sizeof pdf - 1, "Idempotency-Key: k1");
    struct answer b =
        upload(id, "kind=other", "a.pdf", pdf, sizeof pdf - 1, "Idempotency-Key: k1");
    struct answer c =
        upload(id, "kind=other", "b.pdf", pdf, sizeof pdf - 1, "Idempotency-Key: k1");
    struct answer d = upload(id, "kind=other", "a.pdf", "%PDF-1.5 startxref %%EOF", 24,
                             "Idempotency-Key: k1");

    ck_assert_int_eq(a.status, 201);
    ck_assert_int_eq(b.status, 201);
    ck_assert_str_eq(a.body.bytes, b.body.bytes);
    ck_assert_int_eq(c.status, 409); /* another name */
    ck_assert_int_eq(d.status, 409); /* another content */
    ck_assert_uint_eq(
        json_array_size(value_in(
            ask(200, NULL, "GET /api/v1/applications/%s/attachments", id), "attachments")),
        1);
    answer_free(&a);
    answer_free(&b);
    answer_free(&c);
    answer_free(&d);
}
END_TEST

START_TEST(hostile_files_are_refused_or_inert_over_http)
{
    const char *id = new_case("hostile");
    int refused_ones = 0, kept = 0;

    for (int i = 0; i < hostile_count(); i += 7) {
        struct hostile h;
        struct answer a;

        hostile_make(i, &h);
        a = upload(id, "kind=released_copy", h.name,
                   h.bytes.bytes != NULL ? h.bytes.bytes : "", h.bytes.len, NULL);
        ck_assert_msg((a.status == 201 && h.may_be_taken) || a.status == 422 ||
                          a.status == 400,
                      "%s: %ld: %.300s", h.label, a.status, a.body.bytes);
        refused_ones += a.status != 201;
        kept += a.status == 201;
        answer_free(&a);
        text_free(&h.bytes);
    }
    printf("# over HTTP: %d refused, %d kept inert\n", refused_ones, kept);
    fflush(stdout);
    ck_assert_int_gt(refused_ones, 40);
}
END_TEST

START_TEST(a_file_is_told_by_its_content_and_says_what_to_do)
{
    const char *id = new_case("told");
    const json_t *r;

    r = uploaded(422, "file_refused", id, "kind=other", "a.docx", pdf, sizeof pdf - 1);
    ck_assert_ptr_nonnull(strstr(text_in(r, "detail"), "扩展名"));
    uploaded(422, "file_refused", id, "kind=other", "a.exe", pdf, sizeof pdf - 1);
    uploaded(422, "file_refused", id, "kind=other", "../a.pdf", pdf, sizeof pdf - 1);
    uploaded(400, "bad_request", id, "kind=other", "a\r\nX: y.pdf", pdf, sizeof pdf - 1);
    uploaded(400, "bad_request", id, "kind=other", "", pdf, sizeof pdf - 1);
    uploaded(422, "invalid", id, "kind=nothing", "a.pdf", pdf, sizeof pdf - 1);
    ck_assert_str_eq(looked_up("select count(*) from gongkai.attachment where application ="
                               " $1",
                               id, NULL, NULL),
                     "0");
}
END_TEST

START_TEST(only_a_reviewed_copy_leaves_and_never_the_original)
{
    const char *id = new_case("leaves");
    const json_t *list;
    struct text clean, marked;

    forge_pdf("", &clean);
    forge_pdf("2 0 obj<</Subtype/Redact>>endobj", &marked);
    uploaded(201, "", id, "kind=other", "原件.pdf", pdf, sizeof pdf - 1);
    refused(409, "act_not_lawful", "{}",
            "POST /api/v1/applications/%s/attachments/1/release", id);
    uploaded(422, "invalid", id, "kind=released_copy&redacted_of=1", "公开件.pdf", pdf,
             sizeof pdf - 1); /* nothing was taken out */
    uploaded(422, "invalid", id, "kind=other&redacted_of=1", "公开件.pdf", clean.bytes,
             clean.len);
    uploaded(422, "invalid", id, "kind=released_copy&redacted_of=9", "公开件.pdf",
             clean.bytes, clean.len);
    list = uploaded(201, "", id, "kind=released_copy&redacted_of=1", "公开件.pdf",
                    marked.bytes, marked.len);
    ck_assert_str_eq(fields_in(value_in(list, "warnings")), "redaction_marks");
    list = ask(200, NULL, "GET /api/v1/applications/%s/attachments/2/hidden", id);
    ck_assert_str_eq(text_in(list, "findings.0.kind"), "redaction_marks");
    ck_assert(json_is_true(value_in(list, "needs_review")));
    ck_assert_str_eq(fields_in(value_in(
                         refused(409, "hidden_content", "{}",
                                 "POST /api/v1/applications/%s/attachments/2/release", id),
                         "errors")),
                     "redaction_marks");
    ask(200, "{'hidden_reviewed':'标记处没有文字'}",
        "POST /api/v1/applications/%s/attachments/2/release", id);
    refused(409, "act_not_lawful", "{}",
            "POST /api/v1/applications/%s/attachments/2/release", id);
    refused(409, "act_not_lawful", "{'reason':'误'}",
            "POST /api/v1/applications/%s/attachments/2/removal", id);
    list = ask(200, NULL, "GET /api/v1/applications/%s/attachments", id);
    ck_assert(json_is_false(value_in(list, "attachments.0.releasable")));
    ck_assert(json_is_true(value_in(list, "attachments.1.releasable")));
    ck_assert_int_eq(number_in(list, "attachments.1.redacted_of"), 1);
    ck_assert_str_eq(text_in(list, "attachments.1.released.hidden_reviewed"),
                     "标记处没有文字");
    ck_assert_ptr_null(value_in(list, "attachments.0.released.at"));
    text_free(&clean);
    text_free(&marked);
}
END_TEST

START_TEST(what_is_taken_out_leaves_its_record_and_digest)
{
    const char *id = new_case("out");
    const json_t *list;
    struct answer a;

    uploaded(201, "", id, "kind=identity_proof", "证件.pdf", pdf, sizeof pdf - 1);
    ask(200, "{'reason':'传到了别的案件'}",
        "POST /api/v1/applications/%s/attachments/1/removal", id);
    refused(409, "act_not_lawful", "{'reason':'再'}",
            "POST /api/v1/applications/%s/attachments/1/removal", id);
    a = content_of(id, 1);
    ck_assert_int_eq(a.status, 404);
    list = ask(200, NULL, "GET /api/v1/applications/%s/attachments", id);
    ck_assert_str_eq(text_in(list, "attachments.0.removed.reason"), "传到了别的案件");
    ck_assert_uint_eq(strlen(text_in(list, "attachments.0.sha256")), 64);
    answer_free(&a);
}
END_TEST

/* What a fact or the proof of service rests on stays (Reg. 45). */
START_TEST(a_file_that_an_entry_names_is_not_taken_out)
{
    static const char removal[] = "POST /api/v1/applications/%s/attachments/%d/removal";
    const char *id = new_case("named");
    const json_t *r;

    uploaded(201, "", id, "kind=search_record", "检索(1).pdf", pdf, sizeof pdf - 1);
    uploaded(201, "", id, "kind=other", "1.pdf", pdf, sizeof pdf - 1);
    happen(id, "facts {'fact':'search','where':'档案室','keywords':'合同','who':'王',"
               "'on':'2025-03-13','what':'见检索(1).pdf和11.pdf'}");
    r = refused(409, "act_not_lawful", "{'reason':'误传'}", removal, id, 1);
    ck_assert_ptr_nonnull(strstr(text_in(r, "detail"), "第 2 项"));
    ask(200, "{'reason':'误传'}", removal, id, 2); /* 11.pdf is another file */
    /* with a second file of that name, or without the entry, it may go */
    uploaded(201, "", id, "kind=search_record", "检索(1).pdf", pdf, sizeof pdf - 1);
    ask(200, "{'reason':'重复'}", removal, id, 3);
    happen(id, "events/2/retract {'reason':'录错案件'}");
    ask(200, "{'reason':'误传'}", removal, id, 1);
}
END_TEST

START_TEST(a_case_has_so_many_files_and_no_more)
{
    const char *id;

    service_begin(&here, (const char *const[]){
                             "--today=2025-03-14", "--attachments-per-case=2",
                             "--attachments-total=1100", "--attachment-limit=2000", NULL});
    id = new_case("room");
    uploaded(201, "", id, "kind=other", "1.pdf", pdf, sizeof pdf - 1);
    uploaded(201, "", id, "kind=other", "2.pdf", pdf, sizeof pdf - 1);
    uploaded(422, "file_refused", id, "kind=other", "3.pdf", pdf, sizeof pdf - 1);
    id = make_case("room", "2025-03-13", NULL);
    {
        struct text big;
        char body[1101];

        memset(body, ' ', 1100);
        body[1100] = '\0';
        forge_pdf(body, &big);
        uploaded(422, "file_refused", id, "kind=other", "4.pdf", big.bytes, big.len);
        text_free(&big);
    }
    {
        char *big = xmalloc(3000);

        memset(big, 'a', 3000);
        uploaded(413, "too_large", id, "kind=other", "5.txt", big, 3000);
        free(big);
    }
    service_end(&here);
}
END_TEST

#if defined(__SANITIZE_ADDRESS__)
enum { MOST_KB = 1 << 20 }; /* a sanitizer keeps what was freed for a while */
#else
enum { MOST_KB = 60 * 1000 };
#endif

START_TEST(a_file_of_50_mb_goes_up_and_down_in_60_mb_of_memory)
{
    enum { SIZE = 50 << 20 };
    unsigned char *noise = xmalloc(SIZE);
    const char *id;
    struct answer a;
    char path[200];

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    id = new_case("large");
    peak_reset();
    randombytes_buf(noise, SIZE);
    memcpy(noise, "%PDF-1.7\n", 9);
    memcpy(noise + SIZE - 20, "\nstartxref\n0\n%%EOF\n ", 20);
    printf("# at first: VmHWM %ld KB\n", peak_memory());
    uploaded(201, "", id, "kind=released_copy", "大文件.pdf", (const char *)noise, SIZE);
    printf("# 50 MB up: VmHWM %ld KB\n", peak_memory());
    a = content_of(id, 1);
    ck_assert_int_eq(a.status, 200);
    ck_assert_uint_eq(a.body.len, SIZE);
    printf("# 50 MB down: VmHWM %ld KB\n", peak_memory());
    ck_assert_int_eq(memcmp(a.body.bytes, noise, SIZE), 0);
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/applications/%s/case-file", id);
    a = fetch("GET", path);
    ck_assert_int_eq(a.status, 200);
    ck_assert_uint_gt(a.body.len, SIZE);
    printf("# 50 MB up, down and in a case file: VmHWM %ld KB\n", peak_memory());
    fflush(stdout);
    ck_assert_int_lt(peak_memory(), MOST_KB);
    answer_free(&a);
    free(noise);
    service_end(&here);
}
END_TEST

/* Runs COMMAND in a shell; what it prints is in FILE of the state directory on failure. */
static void
runs(const char *command)
{
    int status = system(command);

    ck_assert_msg(status == 0, "%s: %d", command, status);
}

START_TEST(a_case_file_holds_everything_and_its_digests_are_right)
{
    const char *id = new_case("file");
    char path[200], zip[200], command[1500];
    struct answer a;
    FILE *f;

    uploaded(201, "", id, "kind=application_letter", "申请书.pdf", pdf, sizeof pdf - 1);
    uploaded(201, "", id, "kind=other", "传错.pdf", pdf, sizeof pdf - 1);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/attachments/2/removal", id);
    snprintf(path, sizeof path, "/api/v1/applications/%s/case-file", id);
    a = fetch("GET", path);
    ck_assert_int_eq(a.status, 200);
    snprintf(zip, sizeof zip, "%s/file.zip", here.directory);
    f = fopen(zip, "we");
    ck_assert(f != NULL && fwrite(a.body.bytes, 1, a.body.len, f) == a.body.len);
    fclose(f);
    answer_free(&a);
    snprintf(
        command, sizeof command,
        "cd '%s' && mkdir -p out && cd out && LC_ALL=C.UTF-8 unzip -q -o ../file.zip && "
        "sha256sum --quiet -c SHA256SUMS && test -f 附件/01-申请书.pdf && "
        "test ! -e 附件/02-传错.pdf && grep -q 已移除 00-目录.csv && "
        "grep -q 申请书 00-目录.html && grep -q attachment_add 04-审计记录.csv && "
        "test $(wc -l < SHA256SUMS) = 7",
        here.directory);
    runs(command);
    ck_assert_str_eq(looked_up("select count(*) from gongkai.audit where application = $1"
                               " and operation = 'case_file'",
                               id, NULL, NULL),
                     "1");
}
END_TEST

START_TEST(a_case_file_holds_no_audit_but_of_who_exports_it)
{
    const char *id = new_case("audited");
    char zip[200], command[1500];
    const struct asked *a;
    FILE *f;

    sent(as_person("audited", "first", "{supervisor}", NULL), 200, NULL,
         "{'fact':'search','where':'甲','keywords':'乙','who':'丙','on':'2025-03-12'}",
         "POST /api/v1/applications/%s/facts", id);
    sent(as_person("audited", "second", "{supervisor}", NULL), 200, NULL,
         "{'fact':'search','where':'丁','keywords':'乙','who':'丙','on':'2025-03-12'}",
         "POST /api/v1/applications/%s/facts", id);
    a = ask_with(as_person("audited", "second", "{supervisor}", NULL), NULL,
                 "GET /api/v1/applications/%s/case-file", id);
    ck_assert_int_eq(a->answer.status, 200);
    snprintf(zip, sizeof zip, "%s/own.zip", here.directory);
    f = fopen(zip, "we");
    ck_assert(f != NULL &&
              fwrite(a->answer.body.bytes, 1, a->answer.body.len, f) == a->answer.body.len);
    fclose(f);
    snprintf(
        command, sizeof command,
        "cd '%s' && mkdir -p own && cd own && LC_ALL=C.UTF-8 unzip -q -o ../own.zip && "
        "test $(grep -c 'second@audited.*fact_record' 04-审计记录.csv) = 1 && "
        "! grep -q first@audited 04-审计记录.csv && "
        "! grep -q application_register 04-审计记录.csv",
        here.directory);
    runs(command);
}
END_TEST

START_TEST(every_date_of_the_proof_is_that_of_the_ledger)
{
    static const char *const dates[] = {"arrived_on", "received_on", "due_on", "closed_on"};
    const char *id = new_case("proof");
    const json_t *shown;
    struct answer a;
    char path[200];

    happen(id,
           "consultations {'party':'third_party','name':'某公司','sent_on':'2025-03-13'}\n"
           "consultations/A/reply {'received_on':'2025-03-14','opinion':'consent'}\n"
           "answer {'outcome':'granted','answered_on':'2025-03-14'}");
    shown = shown_case(id);
    snprintf(path, sizeof path, "/api/v1/applications/%s/proof", id);
    a = fetch("GET", path);
    ck_assert_int_eq(a.status, 200);
    ck_assert_ptr_nonnull(strstr(a.headers.bytes, "default-src 'none'"));
    ck_assert_ptr_null(strstr(a.body.bytes, "<script"));
    for (unsigned i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        char member[60];

        snprintf(member, sizeof member, "application.%s", dates[i]);
        ck_assert_msg(strstr(a.body.bytes, text_in(shown, member)) != NULL, "%s", member);
    }
    ck_assert_ptr_nonnull(strstr(a.body.bytes, "条例第三十二条"));
    ck_assert_ptr_nonnull(strstr(
        a.body.bytes,
        looked_up("select encode(sha256(string_agg(gongkai.event_digest(e), ''::bytea"
                  " order by seq)), 'hex') from gongkai.event e where application ="
                  " $1",
                  id, NULL, NULL)));
    ck_assert_ptr_nonnull(
        strstr(a.body.bytes,
               looked_up("select encode(hash, 'hex') from gongkai.audit where application ="
                         " $1 order by seq desc limit 1",
                         id, NULL, NULL)));
    answer_free(&a);
}
END_TEST

/* `gongkai verify` says WORDS of what it found. */
static void
verify_says(const char *words)
{
    struct text out = {NULL, 0, 0};
    int status = service_command(&here, &out, (const char *const[]){"verify", NULL});

    ck_assert_msg(status != 0 && strstr(out.bytes, words) != NULL, "%s", out.bytes);
    text_free(&out);
}

static void
as_superuser(const char *statement)
{
    PGconn *conn = connect_as(NULL);
    PGresult *r;

    PQclear(PQexec(conn, "set session_replication_role = replica"));
    r = PQexec(conn, statement);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    PQclear(PQexec(conn, "commit"));
    PQfinish(conn);
}

START_TEST(a_turned_byte_or_a_missing_piece_is_found_and_not_given_out)
{
    char *text = xmalloc((3 << 20) + 1);
    const char *id;
    struct answer a;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    id = new_case("turned");
    memset(text, 'a', 3 << 20);
    uploaded(201, "", id, "kind=other", "a.txt", text, 3 << 20);
    nothing_differs();
    as_superuser("update gongkai.attachment_chunk set bytes = set_byte(bytes, 7, 98)"
                 " where n = 2");
    verify_says("attachment 1: its content is not what its digest says");
    a = content_of(id, 1);
    ck_assert_int_eq(a.status, 500);
    ck_assert_ptr_nonnull(strstr(a.body.bytes, "file_altered"));
    answer_free(&a);
    as_superuser("delete from gongkai.attachment_chunk where n = 2");
    verify_says("attachment 1: a piece is missing");
    as_superuser("delete from gongkai.attachment_chunk");
    verify_says("attachment 1: a piece is missing");
    free(text);
    service_end(&here);
}
END_TEST

START_TEST(a_stored_file_is_changed_by_nobody)
{
    const char *id = new_case("kept");
    PGconn *conn;

    uploaded(201, "", id, "kind=other", "a.pdf", pdf, sizeof pdf - 1);
    conn = connect_as("kept");
    is_refused(conn, "update attachment set name = 'b.pdf'");
    is_refused(conn, "delete from attachment");
    is_refused(conn, "update attachment_chunk set bytes = 'x'");
    is_refused(conn, "delete from attachment_chunk");
    is_refused(conn, "delete from attachment_release");
    PQfinish(conn);
    conn = connect_as(NULL);
    is_refused(conn, "update gongkai.attachment set sha256 = sha256('x')");
    is_refused(conn, "delete from gongkai.attachment");
    is_refused(conn, "update gongkai.attachment_chunk set bytes = 'x'");
    is_refused(conn, "delete from gongkai.attachment_chunk");
    PQfinish(conn);
}
END_TEST

START_TEST(a_disposal_erases_files_and_leaves_their_digests)
{
    const char *id;
    const json_t *list;
    struct answer a;

    make_agency("erased", NULL);
    id = withdrawn_on("erased", "2013-05-06");
    uploaded(201, "", id, "kind=released_copy", "张三.pdf", pdf, sizeof pdf - 1);
    dispose("erased", 1);
    ck_assert_str_eq(looked_up("select count(*) from gongkai.attachment_chunk where"
                               " application = $1",
                               id, NULL, NULL),
                     "0");
    list = ask(200, NULL, "GET /api/v1/applications/%s/attachments", id);
    ck_assert_str_eq(text_in(list, "attachments.0.name"), "已销毁");
    ck_assert_uint_eq(strlen(text_in(list, "attachments.0.sha256")), 64);
    a = content_of(id, 1);
    ck_assert_int_eq(a.status, 404);
    uploaded(409, "act_not_lawful", id, "kind=other", "b.pdf", pdf, sizeof pdf - 1);
    answer_free(&a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_file_comes_back_as_it_came_and_is_never_shown,
        the_same_upload_with_the_same_key_is_one_file,
        hostile_files_are_refused_or_inert_over_http,
        a_file_is_told_by_its_content_and_says_what_to_do,
        only_a_reviewed_copy_leaves_and_never_the_original,
        what_is_taken_out_leaves_its_record_and_digest,
        a_file_that_an_entry_names_is_not_taken_out,
        a_case_has_so_many_files_and_no_more,
        a_file_of_50_mb_goes_up_and_down_in_60_mb_of_memory,
        a_case_file_holds_everything_and_its_digests_are_right,
        a_case_file_holds_no_audit_but_of_who_exports_it,
        every_date_of_the_proof_is_that_of_the_ledger,
        a_turned_byte_or_a_missing_piece_is_found_and_not_given_out,
        a_stored_file_is_changed_by_nobody,
        a_disposal_erases_files_and_leaves_their_digests,
        NULL,
    };

    return here_run("attachment", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
