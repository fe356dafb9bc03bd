/* Letters through the service: every kind, their numbers, what stops them, templates, and what
 * LibreOffice makes of them. */
#include "op/letter_draft.h" /* first: check.h takes the name fail */

#include "base/arena.h"
#include "harness.h"
#include "op/acting.h"
#include "op/disposing.h"
#include "op/letters.h"

#include <libpq-fe.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define IDENTITY "11010519491231002X"
#define PHONE "13812345678"

static bool
says(const struct text *t, const char *words)
{
    return t->bytes != NULL && strstr(t->bytes, words) != NULL;
}

/* --- LibreOffice */

static void
write_file(const char *path, const struct text *t)
{
    FILE *f = fopen(path, "wb");

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(t->bytes, 1, t->len, f), t->len);
    ck_assert_int_eq(fclose(f), 0);
}

static struct text
read_file(const char *path)
{
    struct text t = {NULL, 0, 0};
    char buffer[4096];
    FILE *f = fopen(path, "rb");
    size_t n;

    ck_assert_msg(f != NULL, "%s was not made", path);
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        text_add_bytes(&t, buffer, n);
    fclose(f);
    return t;
}

/* Has LibreOffice open every DOCX in DIRECTORY and save it into DIRECTORY/saved. */
static void
resave(const char *directory)
{
    char command[600];

    snprintf(
        command, sizeof command,
        "cd '%s' && mkdir saved && HOME='%s' timeout 110 soffice --headless "
        "-env:UserInstallation=file://%s/profile --convert-to docx --outdir saved *.docx "
        ">soffice.log 2>&1",
        directory, directory, directory);
    ck_assert_msg(system(command) == 0, "%s", command);
}

static char directory[64];

static void
make_directory(void)
{
    snprintf(directory, sizeof directory, "/tmp/gongkai-letters-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
}

static void
remove_directory(void)
{
    char command[100];

    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    ck_assert_int_eq(system(command), 0);
}

/* Without blanks and line ends, which LibreOffice may set anew. */
static char *
squeezed(const struct text *t)
{
    char *copy = xmalloc(t->len + 1), *out = copy;

    for (size_t i = 0; i < t->len; i++)
        if (strchr(" \t\r\n", t->bytes[i]) == NULL)
            *out++ = t->bytes[i];
    *out = '\0';
    for (int page = 0; page <= 2;
         page++) { /* the number a field showed when it was saved */
        char mark[16];

        snprintf(mark, sizeof mark, "—%d—", page);
        if ((out = strstr(copy, mark)) != NULL)
            *out = '\0';
    }
    return copy;
}

/* --- every kind */

static void
check_words(enum letter_kind k, const struct text *words)
{
    const struct letter *l = letter(k);
    const struct letter_mention *m;
    char series[64];

    snprintf(series, sizeof series, "象教%s〔2025〕", letter_series_word(k));
    ck_assert_msg(says(words, "象山县教育局") && says(words, series) && says(words, "号"),
                  "%s: %s", l->code, words->bytes);
    ck_assert_msg(!says(words, "{{") && !says(words, "【缺"), "%s: %s", l->code,
                  words->bytes);
    ck_assert_msg(!says(words, IDENTITY) && !says(words, PHONE), "%s: %s", l->code,
                  words->bytes);
    ck_assert_msg(says(words, "𬭩䶮·买买提") == (l->to == LETTER_TO_APPLICANT),
                  "%s: %s", l->code, words->bytes);
    ck_assert_msg(says(words, "行政复议") ==
                      (l->remedy || k == LETTER_fee /* says it cannot be had */),
                  "%s: %s", l->code, words->bytes);
    if (l->remedy)
        ck_assert_msg(says(words, "向象山县人民政府申请行政复议"), "%s", words->bytes);
    for (int i = 0; (m = letter_mention(k, i)) != NULL; i++)
        ck_assert_msg(says(words, m->words), "%s: %s", l->code, m->words);
}

START_TEST(every_kind_of_letter_is_issued_and_survives_libreoffice)
{
    char path[200], *before[LETTER_COUNT];

    make_directory();
    letters_agency("every");
    ck_assert_int_eq(letter_story_count, LETTER_COUNT);
    for (int i = 0; i < letter_story_count; i++) {
        const struct letter_story *s = &letter_stories[i];
        const char *id = letters_case("every", s);
        struct text docx = letters_docx(id, letters_issue(id, s));
        struct text words = letters_text(docx.bytes, docx.len);

        check_words(s->kind, &words);
        before[i] = squeezed(&words);
        snprintf(path, sizeof path, "%s/%s.docx", directory, letter(s->kind)->code);
        write_file(path, &docx);
        text_free(&docx);
        text_free(&words);
    }
    if (getenv("GONGKAI_KEEP_LETTERS") != NULL) { /* to be looked at */
        printf("# letters are in %s\n", directory);
        return;
    }
    resave(directory);
    for (int i = 0; i < letter_story_count; i++) {
        struct text docx, words;
        char *after;

        snprintf(path, sizeof path, "%s/saved/%s.docx", directory,
                 letter(letter_stories[i].kind)->code);
        docx = read_file(path);
        words = letters_text(docx.bytes, docx.len);
        after = squeezed(&words);
        ck_assert_msg(strcmp(before[i], after) == 0, "%s\n%s\n%s", path, before[i], after);
        free(before[i]);
        free(after);
        text_free(&docx);
        text_free(&words);
    }
    remove_directory();
}
END_TEST

/* --- what stops a letter */

START_TEST(what_a_letter_lacks_is_named_and_stops_it)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id;
    const json_t *seen;

    letters_agency("lack");
    id = letters_case("lack", &none);
    invalid(id, "letters", "{'kind':'correction'}", "texts.reason texts.items deadline_on");
    invalid(id, "letters", "{'kind':'answer_refused_2','texts':{'reason':'理由'}}",
            "texts.statute");
    invalid(id, "letters", "{'kind':'answer_partly_granted','texts':{'given':'甲'}}",
            "exempt_part");
    invalid(id, "letters", "{'kind':'answer_other_2'}", "seq seq texts.amount");
    invalid(id, "letters", "{}", "kind");
    invalid(id, "letters", "{'kind':'withdrawal','seq':1}", "seq");
    invalid(id, "letters", "{'kind':'third_party','texts':{'concern':'甲','reason':'乙'}}",
            "addressee");
    seen = ask(200, "{'kind':'answer_refused_2'}",
               "POST /api/v1/applications/%s/letter-preview", id);
    ck_assert_str_eq(text_in(seen, "missing.0.field"), "texts.statute");
    ck_assert_str_eq(text_in(seen, "missing.0.article"), "条例第十四条");
    ck_assert_ptr_nonnull(strstr(text_in(seen, "html"), "【缺：法律行政法规】"));
    ck_assert_int_eq((int)json_array_size(value_in(shown_case(id), "letters")), 0);
}
END_TEST

START_TEST(an_answer_letter_is_that_of_the_outcome_on_record)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const json_t *made;
    const char *id;

    letters_agency("outcome");
    id = letters_case("outcome", &none);
    happen(id,
           "answer {'outcome':'refused_5','service':'electronic','sent_on':'2025-03-14'}");
    invalid(id, "letters", "{'kind':'answer_granted','texts':{'provision':'甲'}}", "kind");
    made = ask(200, "{'seq':2,'texts':{'which':'人事管理','reason':'内部管理'}}",
               "POST /api/v1/applications/%s/letters", id);
    ck_assert_str_eq(text_in(made, "letter.kind"), "answer_refused_5");
    ck_assert_int_eq(number_in(made, "letter.seq"), 2);
    made = shown_case(id);
    ck_assert_str_eq(text_in(made, "letters.0.number"), "象教公复〔2025〕1号");
    ck_assert_str_eq(text_in(made, "letters.0.dated_on"), "2025-03-14");
    {
        struct text docx = letters_docx(id, 1), words = letters_text(docx.bytes, docx.len);

        ck_assert(says(&words, "先向象山县人民政府申请行政复议"));
        ck_assert(says(&words, "https://fy.example.gov.cn"));
        text_free(&docx);
        text_free(&words);
    }
}
END_TEST

START_TEST(who_drafts_a_letter_does_not_issue_it)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id, *path = "POST /api/v1/applications/%s/letters";
    const struct asked *a;
    char request[200];

    letters_agency("eyes");
    id = letters_case("eyes", &none);
    snprintf(request, sizeof request, path, id);
    a = ask_with(as_person("eyes", "drafter", "{supervisor}", NULL), "{'kind':'receipt'}",
                 "%s", request);
    ck_assert_int_eq(a->answer.status, 202);
    snprintf(request, sizeof request, "POST /api/v1/proposals/%s/confirm",
             text_in(a->json, "proposal.id"));
    a = ask_with(as_person("eyes", "drafter", "{supervisor}", NULL), "{}", "%s", request);
    ck_assert_int_eq(a->answer.status, 403);
    ck_assert_int_eq((int)json_array_size(value_in(shown_case(id), "letters")), 0);
    a = ask_with(as_person("eyes", "signer", "{supervisor}", NULL), "{}", "%s", request);
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(text_in(a->json, "letter.issued_by"), "signer@eyes");
    ck_assert_str_eq(text_in(a->json, "letter.proposed_by"), "drafter@eyes");
}
END_TEST

START_TEST(numbers_run_without_gap_by_series_and_year_and_a_void_one_keeps_its_own)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id;

    letters_agency("serial");
    id = letters_case("serial", &none);
    letters_issue(id, &none);
    invalid(id, "letters", "{'kind':'answer_other_3'}", "texts.reason");
    letters_issue(id, &none);
    ask(200, "{'kind':'answer_other_3','texts':{'reason':'甲'}}",
        "POST /api/v1/applications/%s/letters", id);
    ask(200, "{'kind':'receipt','dated_on':'2024-12-31'}",
        "POST /api/v1/applications/%s/letters", id);
    ask(200, "{'reason':'盖错章'}", "POST /api/v1/applications/%s/letters/2/void", id);
    unlawful(id, "letters/2/void", "{'reason':'再次'}", "已经作废");
    letters_issue(id, &none);
    {
        const json_t *c = shown_case(id);

        ck_assert_str_eq(text_in(c, "letters.0.number"), "象教公收〔2025〕1号");
        ck_assert_str_eq(text_in(c, "letters.1.number"), "象教公收〔2025〕2号");
        ck_assert_str_eq(text_in(c, "letters.1.void_reason"), "盖错章");
        ck_assert_str_eq(text_in(c, "letters.2.number"), "象教公复〔2025〕1号");
        ck_assert_str_eq(text_in(c, "letters.3.number"), "象教公收〔2024〕1号");
        ck_assert_str_eq(text_in(c, "letters.4.number"), "象教公收〔2025〕3号");
    }
}
END_TEST

static void
sql(const char *command)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, command);

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK ||
                      PQresultStatus(r) == PGRES_TUPLES_OK,
                  "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
}

/* A fact with the members DATA, as the next entry of ID. */
static void
put_fact(const char *id, const char *data)
{
    PGconn *conn = PQconnectdb(here.database);
    const char *const values[] = {id, quoted(data)};
    PGresult *r = PQexecParams(
        conn,
        "with e as (insert into gongkai.event (agency, application, seq, kind, happened_on,"
        " recorded_at, actor, data) select a.agency, a.id, a.version + 1, 'fact',"
        " '2025-03-14', now(), 'x', $2::jsonb from gongkai.application a where a.id ="
        " $1::bigint returning agency, application, seq) update gongkai.application a"
        " set version = e.seq from e where a.agency = e.agency and a.id = e.application",
        2, NULL, values, NULL, NULL, 0);

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
}

static const char *
preview(const char *id, const char *body)
{
    return text_in(ask(200, body, "POST /api/v1/applications/%s/letter-preview", id),
                   "html");
}

START_TEST(letters_say_what_was_found_item_by_item)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id, *html;

    letters_agency("facts");
    id = letters_case("facts", &none);
    put_fact(id, "{'fact':'item','n':1,'what':'征地批复','outcome':'refused_1'}");
    put_fact(id, "{'fact':'item','n':2,'what':'听证笔录','outcome':'refused_4',"
                 "'reason':'含个人隐私（电话13812345678）'}");
    put_fact(id, "{'fact':'item','n':1,'what':'征地批复','outcome':'granted'}");
    put_fact(id, "{'fact':'provision','which':'published','url':'https://x.gov.cn/{{1}}'}");
    put_fact(id, "{'fact':'search','where':'档案室','keywords':'征地','who':'李某',"
                 "'on':'2025-03-12'}");
    html = preview(id, "{'kind':'answer_partly_granted'}");
    ck_assert_ptr_nonnull(strstr(html, "对下列信息予以公开：第1项，征地批复<"));
    ck_assert_ptr_nonnull(
        strstr(html, "第2项，听证笔录：保护第三方合法权益，含个人隐私（电话138****5678）"));
    ck_assert_ptr_nonnull(strstr(html, "https://x.gov.cn/{{1}}"));
    ck_assert_ptr_nonnull(strstr(html, "先向象山县人民政府")); /* a part rests on Reg. 15 */
    html = preview(id, "{'kind':'answer_unavailable_1'}");
    ck_assert_ptr_nonnull(strstr(html, "由李某在档案室以“征地”为关键词进行了检索"));
    ck_assert_ptr_nonnull(strstr(html, "2．听证笔录——保护第三方合法权益。"));
    sql("alter table gongkai.event disable trigger event_kept;"
        "delete from gongkai.event where kind = 'fact';"
        "update gongkai.application set version = 1 where version = 6;"
        "alter table gongkai.event enable trigger event_kept"); /* none of it was audited */
}
END_TEST

/* --- templates */

static const char *
base64(const struct text *t)
{
    size_t size = sodium_base64_ENCODED_LEN(t->len, sodium_base64_VARIANT_ORIGINAL);
    static char encoded[200000];

    ck_assert_uint_lt(size, sizeof encoded);
    return sodium_bin2base64(encoded, sizeof encoded, (const unsigned char *)t->bytes,
                             t->len, sodium_base64_VARIANT_ORIGINAL);
}

static const char *
upload_body(const struct text *docx)
{
    static char body[200100];

    snprintf(body, sizeof body, "{'docx':'%s'}", base64(docx));
    return body;
}

static struct text
template_of(const char *agency, const char *kind, const char *query)
{
    const struct asked *a = ask_with(
        NULL, NULL, "GET /api/v1/agencies/%s/letter-templates/%s%s", agency, kind, query);
    struct text t = {NULL, 0, 0};

    ck_assert_int_eq(a->answer.status, 200);
    text_add_bytes(&t, a->answer.body.bytes, a->answer.body.len);
    return t;
}

START_TEST(a_template_saved_by_libreoffice_is_taken_and_used_below)
{
    const struct letter_story *s = &letter_stories[LETTER_answer_refused_4];
    struct text docx, plain, edited;
    char path[200], *a, *b;
    const char *id;

    make_directory();
    letters_agency("upper");
    ask(201,
        "{'code':'lower','name':'象山县教育局丹东分局','level':'department','parent':'upper'}",
        "POST /api/v1/agencies");
    ask(200, "{'full_name':'象山县教育局','short_name':'象教','seal_name':'象山县教育局'}",
        "POST /api/v1/agencies/lower/letterhead");
    id = letters_case("lower", s);
    docx = letters_docx(id, letters_issue(id, s));
    plain = letters_text(docx.bytes, docx.len);
    text_free(&docx);
    docx = template_of("upper", letter(s->kind)->code, "");
    snprintf(path, sizeof path, "%s/t.docx", directory);
    write_file(path, &docx);
    text_free(&docx);
    resave(directory);
    snprintf(path, sizeof path, "%s/saved/t.docx", directory);
    docx = read_file(path);
    ask(200, upload_body(&docx), "POST /api/v1/agencies/upper/letter-templates/%s",
        letter(s->kind)->code);
    text_free(&docx);
    docx = letters_docx(id, letters_issue(id, s));
    edited = letters_text(docx.bytes, docx.len);
    ck_assert_str_eq(text_in(shown_case(id), "letters.1.template"), "upper/1");
    a = squeezed(&plain);
    b = squeezed(&edited);
    *strstr(a, "1号") = '2'; /* the next number */
    ck_assert_str_eq(a, b);
    ask(200, "{'note':'用回默认'}", "POST /api/v1/agencies/upper/letter-templates/%s",
        letter(s->kind)->code);
    letters_issue(id, s);
    ck_assert_str_eq(text_in(shown_case(id), "letters.2.template"), "");
    free(a);
    free(b);
    text_free(&docx);
    text_free(&plain);
    text_free(&edited);
    remove_directory();
}
END_TEST

START_TEST(a_template_that_lacks_what_the_law_wants_is_refused_in_words)
{
    const struct asked *a;
    struct text docx;

    letters_agency("refuse");
    docx = template_of("refuse", "receipt", "?standard=true");
    a = ask_with(NULL, upload_body(&docx),
                 "POST /api/v1/agencies/refuse/letter-templates/third_party");
    ck_assert_int_eq(a->answer.status, 422);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "不透露申请人"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "{{涉及信息}}"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "十五个工作日"));
    docx.len /= 2;
    a = ask_with(NULL, upload_body(&docx),
                 "POST /api/v1/agencies/refuse/letter-templates/receipt");
    ck_assert_int_eq(a->answer.status, 422);
    a = ask_with(NULL, "{'docx':'!!!'}",
                 "POST /api/v1/agencies/refuse/letter-templates/receipt");
    ck_assert_int_eq(a->answer.status, 422);
    text_free(&docx);
}
END_TEST

START_TEST(every_default_template_passes_the_check_of_uploaded_ones)
{
    letters_agency("default");
    for (int k = 0; k < LETTER_COUNT; k++) {
        struct text docx = template_of("default", letter(k)->code, "");

        ask(200, upload_body(&docx), "POST /api/v1/agencies/default/letter-templates/%s",
            letter(k)->code);
        text_free(&docx);
    }
}
END_TEST

/* The names of what a drafter may write. */
static const char *
text_names(void)
{
    static char names[1000];
    const struct field *const fields = LETTER_TEXTS;
    size_t len = 0;

    for (int i = 0; fields[i].name != NULL; i++)
        len += (size_t)snprintf(names + len, sizeof names - len, "|%s|", fields[i].name);
    return names;
}

START_TEST(every_source_of_a_letter_is_one_there_is)
{
    const struct letter_slot *s;

    for (int k = 0; k < LETTER_COUNT; k++)
        for (int i = 0; (s = letter_slot(k, i)) != NULL; i++)
            for (const char *at = s->sources; at != NULL; at = strchr(at, '|')) {
                char source[64];

                at += *at == '|';
                snprintf(source, sizeof source, "%.*s", (int)strcspn(at, "|"), at);
                ck_assert_msg(strncmp(source, "case.", 5) != 0 ||
                                  letter_case_knows(source + 5),
                              "%s", source);
                ck_assert_msg(strncmp(source, "text.", 5) != 0 ||
                                  strstr(text_names(), source + 5) != NULL,
                              "%s", source);
            }
}
END_TEST

/* --- hostile values */

/* The Ith of 200 values that mean something to somebody, in FILE as JSON text. */
static json_t *
hostile(int i)
{
    static const char *const bases[] = {"{{救济告知}}",
                                        "{{#事项}}",
                                        "{{/事项}}",
                                        "{{?联系人}}",
                                        "{{",
                                        "}}",
                                        "{{{{文号}}}}",
                                        "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
                                        "</w:t></w:r></w:p>",
                                        "<!DOCTYPE a [<!ENTITY b",
                                        "&amp;&lt;&#60;&#x3c;",
                                        "]]>",
                                        "<![CDATA[x]]>",
                                        "<?xml version=\"1.0\"?>",
                                        "<script>alert(1)</script>",
                                        "\" onload=\"x",
                                        "' or 1=1 --",
                                        "=cmd|' /C calc'!A0",
                                        "%s%n%p%.1000d",
                                        "\\u0000\\x00",
                                        "../../etc/passwd",
                                        "MERGEFIELD x",
                                        "w:instrText",
                                        "{{申请人",
                                        "申请人}}",
                                        "{ {文号} }",
                                        "｛｛文号｝｝",
                                        "{{文号\n}}",
                                        "行一\n\n行二\t三",
                                        "\xf0\xa0\xae\xb7\xf0\xa9\xb8\xbd",
                                        "e\xcc\x81\xcc\x81\xcc\x81",
                                        "٣ + ٤",
                                        "𝕏𝕐ℤ",
                                        "\xef\xbf\xbc",
                                        "_x000D_",
                                        "_x0041_",
                                        "${文号}",
                                        "<<文号>>",
                                        "[文号]",
                                        "#{文号}"};
    const int n = sizeof bases / sizeof bases[0];
    const char *b = bases[i % n];
    char value[1000];

    _Static_assert(sizeof bases / sizeof bases[0] * 5 == 200, "200 values");
    switch (i / n) {
    case 0:
        return json_string(b);
    case 1:
        snprintf(value, sizeof value, "前%s后", b);
        break;
    case 2:
        snprintf(value, sizeof value, "%s%s", b, b);
        break;
    case 3:
        snprintf(value, sizeof value, "“%s”，《%s》", b, b);
        break;
    default:
        snprintf(value, sizeof value, "x %s\ny %s", b, b);
    }
    return json_string(value);
}

/* HTML as the text it shows, line breaks as line feeds. */
static char *
shown_text(const char *html)
{
    static const char *const marks[][2] = {{"<br>", "\n"},   {"&lt;", "<"},  {"&gt;", ">"},
                                           {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"},
                                           {"&emsp;", "\t"}};
    const size_t n = sizeof marks / sizeof marks[0];
    char *out = xmalloc(strlen(html) + 1), *to = out;

    while (*html != '\0') {
        size_t i = 0;

        while (i < n && strncmp(html, marks[i][0], strlen(marks[i][0])) != 0)
            i++;
        *to++ = i < n ? *marks[i][1] : *html;
        html += i < n ? strlen(marks[i][0]) : 1;
    }
    *to = '\0';
    return out;
}

START_TEST(two_hundred_hostile_values_come_out_as_text)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id;

    letters_agency("hostile");
    id = letters_case("hostile", &none);
    for (int i = 0; i < 200; i++) {
        json_t *value = hostile(i);
        json_t *body =
            json_pack("{s:s, s:{s:O}}", "kind", "answer_other_3", "texts", "reason", value);
        char *sent = json_dumps(body, 0), *text, request[100];
        struct answer a;
        json_t *json;

        snprintf(request, sizeof request, "/api/v1/applications/%s/letter-preview", id);
        a = service_call(&here, "POST", request, sent, NULL);
        json = json_loadb(a.body.bytes, a.body.len, 0, NULL);
        ck_assert_msg(a.status == 200, "%s: %ld %s", sent, a.status, a.body.bytes);
        text = shown_text(text_in(json, "html"));
        ck_assert_msg(strstr(text, json_string_value(value)) != NULL, "%s\n%s", sent, text);
        ck_assert_ptr_null(strstr(text_in(json, "html"), "<script"));
        free(text);
        free(sent);
        answer_free(&a);
        json_decref(json);
        json_decref(body);
        json_decref(value);
    }
}
END_TEST

START_TEST(what_no_letter_may_hold_is_refused_before)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    static char body[110000];
    const char *id;

    letters_agency("bidi");
    id = letters_case("bidi", &none);
    invalid(id, "letters", "{'kind':'answer_other_3','texts':{'reason':'a\\u202eb'}}",
            "texts.reason");
    invalid(id, "letters", "{'kind':'answer_other_3','texts':{'reason':'a\\u0007b'}}",
            "texts.reason");
    snprintf(body, sizeof body, "{'kind':'answer_other_3','texts':{'reason':'%0100000d'}}",
             0);
    invalid(id, "letters", body, "texts.reason");
}
END_TEST

/* --- files, verification, disposal */

START_TEST(an_issued_letter_is_the_same_as_docx_page_and_pdf)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const struct asked *a;
    const char *id;
    char header[300];

    letters_agency("file");
    id = letters_case("file", &none);
    letters_issue(id, &none);
    a = ask_with(NULL, NULL, "GET /api/v1/applications/%s/letters/1/file?format=html", id);
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "@page"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "象教公收〔2025〕1号"));
    a = ask_with(NULL, NULL, "GET /api/v1/applications/%s/letters/1/file?format=docx", id);
    answer_header(&a->answer, "content-disposition", header, sizeof header);
    ck_assert_str_eq(header,
                     "attachment; filename=\"letter-1.docx\"; filename*=UTF-8''%E8%B1%A1"
                     "%E6%95%99%E5%85%AC%E6%94%B6%E3%80%942025%E3%80%951%E5%8F%B7.docx");
    a = ask_with(NULL, NULL, "GET /api/v1/applications/%s/letters/1/file?format=pdf", id);
    ck_assert_msg(a->answer.status == 200, "%ld %s", a->answer.status,
                  a->answer.body.bytes);
    ck_assert_int_eq(memcmp(a->answer.body.bytes, "%PDF-", 5), 0);
}
END_TEST

static bool
verify_says(const char *words)
{
    struct text out = {NULL, 0, 0};
    int status = service_command(&here, &out, (const char *const[]){"verify", NULL});
    bool said = status != 0 && says(&out, words);

    text_free(&out);
    return said;
}

#define KEPT "alter table gongkai.letter disable trigger letter_kept;"
#define AGAIN ";alter table gongkai.letter enable trigger letter_kept"
#define OURS "agency = (select id from gongkai.agency where code = 'verify')"

START_TEST(verify_finds_bytes_that_changed_and_numbers_that_went)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id;

    letters_agency("verify");
    id = letters_case("verify", &none);
    letters_issue(id, &none);
    sql(KEPT
        "update gongkai.letter set bytes = set_byte(bytes, 9, 255 - get_byte(bytes, 9))"
        " where " OURS AGAIN);
    ck_assert(verify_says("its bytes are not what was issued"));
    sql(KEPT
        "update gongkai.letter set bytes = set_byte(bytes, 9, 255 - get_byte(bytes, 9))"
        " where " OURS AGAIN);
    sql("update gongkai.serial set last = last + 1 where series = 'letter:receipt' and " OURS);
    ck_assert(verify_says("the number was given out and no letter bears it"));
    sql("update gongkai.serial set last = last - 1 where series = 'letter:receipt' and " OURS);
}
END_TEST

START_TEST(a_disposal_takes_the_bytes_and_leaves_number_digest_and_dates)
{
    const struct asked *a;
    const json_t *shown;
    const char *id;

    letters_agency("gone");
    id = withdrawn_on("gone", "2013-05-06");
    ask(200, "{'kind':'withdrawal'}", "POST /api/v1/applications/%s/letters", id);
    ask(200, "{'reason':'张三要求'}", "POST /api/v1/applications/%s/letters/1/void", id);
    dispose("gone", 1);
    shown = shown_case(id);
    ck_assert(json_is_false(value_in(shown, "letters.0.kept")));
    ck_assert_str_eq(text_in(shown, "letters.0.number"), "象教公告〔2013〕1号");
    ck_assert_str_eq(text_in(shown, "letters.0.void_reason"), "已销毁");
    ck_assert_uint_eq(strlen(text_in(shown, "letters.0.sha256")), 64);
    a = ask_with(NULL, NULL, "GET /api/v1/applications/%s/letters/1/file?format=docx", id);
    ck_assert_int_eq(a->answer.status, 409);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_kind_of_letter_is_issued_and_survives_libreoffice,
        what_a_letter_lacks_is_named_and_stops_it,
        an_answer_letter_is_that_of_the_outcome_on_record,
        who_drafts_a_letter_does_not_issue_it,
        numbers_run_without_gap_by_series_and_year_and_a_void_one_keeps_its_own,
        letters_say_what_was_found_item_by_item,
        every_source_of_a_letter_is_one_there_is,
        a_template_saved_by_libreoffice_is_taken_and_used_below,
        a_template_that_lacks_what_the_law_wants_is_refused_in_words,
        every_default_template_passes_the_check_of_uploaded_ones,
        two_hundred_hostile_values_come_out_as_text,
        what_no_letter_may_hold_is_refused_before,
        an_issued_letter_is_the_same_as_docx_page_and_pdf,
        verify_finds_bytes_that_changed_and_numbers_that_went,
        a_disposal_takes_the_bytes_and_leaves_number_digest_and_dates,
        NULL,
    };

    return here_run(
        "letter", tests,
        (const char *const[]){"--today=2025-03-14", "--soffice=/usr/bin/soffice", NULL});
}
