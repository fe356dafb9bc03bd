/* Letters through the service: every kind, their numbers, what stops them, and what becomes of
 * them. */
#include "op/letter_draft.h" /* first: check.h takes the name fail */

#include "base/arena.h"
#include "harness.h"
#include "op/acting.h"
#include "op/disposing.h"
#include "op/letters.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IDENTITY "11010519491231002X"
#define PHONE "13812345678"

/* --- every kind */

static void
check_words(enum letter_kind k, const struct text *words)
{
    const struct letter *l = letter(k);
    const struct letter_mention *m;
    char series[64];

    snprintf(series, sizeof series, "象教%s〔2025〕", letter_series_word(k));
    ck_assert_msg(letters_say(words, "象山县教育局") && letters_say(words, series) &&
                      letters_say(words, "号"),
                  "%s: %s", l->code, words->bytes);
    ck_assert_msg(!letters_say(words, "{{") && !letters_say(words, "【缺"), "%s: %s",
                  l->code, words->bytes);
    ck_assert_msg(!letters_say(words, IDENTITY) && !letters_say(words, PHONE), "%s: %s",
                  l->code, words->bytes);
    ck_assert_msg(letters_say(words, "𬭩䶮·买买提") ==
                      (l->to == LETTER_TO_APPLICANT),
                  "%s: %s", l->code, words->bytes);
    ck_assert_msg(letters_say(words, "行政复议") ==
                      (l->remedy || k == LETTER_fee /* says it cannot be had */),
                  "%s: %s", l->code, words->bytes);
    if (l->remedy)
        ck_assert_msg(letters_say(words, "向象山县人民政府申请行政复议"), "%s",
                      words->bytes);
    for (int i = 0; (m = letter_mention(k, i)) != NULL; i++)
        ck_assert_msg(letters_say(words, m->words), "%s: %s", l->code, m->words);
}

START_TEST(every_kind_of_letter_is_issued_and_survives_libreoffice)
{
    char directory[64], path[200], *before[LETTER_COUNT];

    letters_directory(directory);
    letters_agency("every");
    ck_assert_int_eq(letter_story_count, LETTER_COUNT);
    for (int i = 0; i < letter_story_count; i++) {
        const struct letter_story *s = &letter_stories[i];
        const char *id = letters_case("every", s);
        struct text docx = letters_docx(id, letters_issue(id, s));
        struct text words = letters_text(docx.bytes, docx.len);

        check_words(s->kind, &words);
        before[i] = letters_squeezed(&words);
        snprintf(path, sizeof path, "%s/%s.docx", directory, letter(s->kind)->code);
        letters_write(path, &docx);
        text_free(&docx);
        text_free(&words);
    }
    if (getenv("GONGKAI_KEEP_LETTERS") != NULL) { /* to be looked at */
        printf("# letters are in %s\n", directory);
        return;
    }
    letters_resave(directory);
    for (int i = 0; i < letter_story_count; i++) {
        struct text docx, words;
        char *after;

        snprintf(path, sizeof path, "%s/saved/%s.docx", directory,
                 letter(letter_stories[i].kind)->code);
        docx = letters_read(path);
        words = letters_text(docx.bytes, docx.len);
        after = letters_squeezed(&words);
        ck_assert_msg(strcmp(before[i], after) == 0, "%s\n%s\n%s", path, before[i], after);
        free(before[i]);
        free(after);
        text_free(&docx);
        text_free(&words);
    }
    letters_remove(directory);
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
           "answer {'outcome':'refused_5','service':'electronic','sent_on':'2025-03-14',"
           "'note':'内部管理'}");
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

        ck_assert(letters_say(&words, "先向象山县人民政府申请行政复议"));
        ck_assert(letters_say(&words, "https://fy.example.gov.cn"));
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

/* Records the fact BODY in the case ID. */
static void
put_fact(const char *id, const char *body)
{
    ask(200, body, "POST /api/v1/applications/%s/facts", id);
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
}
END_TEST

START_TEST(facts_are_said_in_sentences)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id;

    letters_agency("said");
    id = letters_case("said", &none);
    put_fact(id, "{'fact':'classification','which':'secret','name':'某省保密局'}");
    ck_assert_ptr_nonnull(strstr(preview(id, "{'kind':'answer_refused_1'}"),
                                 "定密依据：机密级国家秘密；某省保密局"));
    put_fact(id, "{'fact':'classification','which':'referred','name':'某省保密局'}");
    ck_assert_ptr_nonnull(strstr(preview(id, "{'kind':'answer_refused_1'}"),
                                 "定密依据：经保密行政管理部门确定；某省保密局"));
    put_fact(id, "{'fact':'danger','which':'social_stability','reason':'引发聚集'}");
    ck_assert_ptr_nonnull(
        strstr(preview(id, "{'kind':'answer_refused_3'}"), "可能危及社会稳定。"));
    put_fact(id, "{'fact':'process_kind','which':'letter','reason':'磋商'}");
    ck_assert_ptr_nonnull(
        strstr(preview(id, "{'kind':'answer_refused_6'}"), "（磋商信函）"));
    put_fact(id, "{'fact':'provision','which':'to_be_published','url':'https://x.gov.cn'}");
    ck_assert_ptr_nonnull(strstr(preview(id, "{'kind':'answer_granted'}"),
                                 "该信息将主动公开，https://x.gov.cn。"));
    put_fact(id, "{'fact':'other_reason','which':'party_document'}");
    ck_assert_ptr_nonnull(strstr(preview(id, "{'kind':'answer_other_3'}"),
                                 "该申请属于下列情形：属于党务信息，不是政府信息。"));
    put_fact(id, "{'fact':'other_reason','which':'other'}");
    invalid(id, "letters", "{'kind':'answer_other_3'}", "texts.reason");
}
END_TEST

START_TEST(no_number_of_anybody_named_stands_in_a_letter_however_it_is_written)
{
    const char *id, *html;

    letters_agency("numbers");
    id = make_case(
        "numbers", "2025-03-10",
        "'applicant_name':'甲','applicant_id_type':'resident_id',"
        "'applicant_id_number':'" IDENTITY "','applicant_phone':'" PHONE "',"
        "'joint':[{'name':'乙','id_type':'resident_id','id_number':'440524188001010014',"
        "'phone':'13900001111'}],"
        "'agent':{'name':'丙','id_type':'passport','id_number':'ｅ1234 5678',"
        "'phone':'0574-65001234','authorised':true}");
    put_fact(id, "{'fact':'item','n':1,'what':'１１０１０５ 19491231 002ｘ的材料',"
                 "'outcome':'granted'}");
    html = preview(id, "{'kind':'answer_other_3','texts':{'reason':"
                       "'甲138 1234 5678，440524-18800101-0014、１３９００００１１１１，"
                       "护照E12345678，电话057465001234；第12345项，138 1234 5679。'}}");
    ck_assert_msg(strstr(html, "甲138****5678，440524********0014、139****1111，") != NULL,
                  "%s", html);
    ck_assert_msg(strstr(html, "护照E12**5678，电话057*****1234；") != NULL, "%s", html);
    ck_assert_ptr_nonnull(strstr(html, "第12345项，138 1234 5679。")); /* nobody's */
    ck_assert_ptr_nonnull(strstr(preview(id, "{'kind':'answer_unavailable_1'}"),
                                 "1．110105********002X的材料"));
}
END_TEST

START_TEST(a_repeat_is_referred_to_the_answer_it_repeats)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *first, *again, *html;
    char body[100], words[200];

    letters_agency("repeat");
    first = letters_case("repeat", &none);
    again =
        make_case("repeat", "2025-03-12",
                  "'applicant_name':'𬭩䶮·买买提','applicant_id_type':'resident_id',"
                  "'applicant_id_number':'11010519491231002X'");
    snprintf(body, sizeof body, "{'link':'repeats','to':'%s'}", first);
    ask(200, body, "POST /api/v1/applications/%s/links", again);
    invalid(again, "letters", "{'kind':'answer_not_processed_2'}", "texts.earlier");
    answer_case(first, "granted", "2025-03-13");
    snprintf(words, sizeof words, "（%s号申请，2025年3月13日答复）",
             text_in(shown_case(first), "application.number"));
    html = preview(again, "{'kind':'answer_not_processed_2'}");
    ck_assert_msg(strstr(html, words) != NULL, "%s: %s", words, html);
    ask(200, "{'kind':'answer_granted','texts':{'provision':'随函寄送'}}",
        "POST /api/v1/applications/%s/letters", first);
    html = preview(again, "{'kind':'answer_not_processed_2'}");
    ck_assert_ptr_nonnull(strstr(html, "，2025年3月13日答复，象教公复〔2025〕1号）"));
}
END_TEST

START_TEST(a_fee_notice_explains_its_amount)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id, *html;

    letters_agency("fee");
    id = letters_case("fee", &none);
    happen(id, "fee-notice {'sent_on':'2025-03-12','basis':'item','units':32,"
               "'amount':2400}");
    html = preview(id, "{'kind':'fee'}");
    ck_assert_ptr_nonnull(strstr(html, "按件计收"));
    ck_assert_msg(strstr(html, "合计 2400 元") != NULL, "%s", html);
    id = letters_case("fee", &none); /* the 33rd item of the month */
    happen(id, "fee-notice {'sent_on':'2025-03-12','basis':'item','units':1,'amount':50,"
               "'reduced_reason':'低保家庭'}");
    html = preview(id, "{'kind':'fee'}");
    ck_assert_msg(strstr(html, "合计 200 元；低保家庭，减收后为 50 元") != NULL, "%s",
                  html);
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
    bool said = status != 0 && letters_say(&out, words);

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

/* The case file of ID, unpacked; COMMAND must find in it what it looks for. */
static void
case_file_holds(const char *id, const char *command)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/applications/%s/case-file", id);
    struct text zip = {NULL, 0, 0};
    char directory[64], path[100], line[900];

    ck_assert_int_eq(a->answer.status, 200);
    letters_directory(directory);
    snprintf(path, sizeof path, "%s/file.zip", directory);
    text_add_bytes(&zip, a->answer.body.bytes, a->answer.body.len);
    letters_write(path, &zip);
    text_free(&zip);
    snprintf(line, sizeof line,
             "cd '%s' && LC_ALL=C.UTF-8 unzip -q file.zip && sha256sum --quiet -c "
             "SHA256SUMS && %s",
             directory, command);
    ck_assert_msg(system(line) == 0, "%s", line);
    letters_remove(directory);
}

START_TEST(who_inspects_a_case_from_above_sees_its_letters_and_not_what_they_say)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *const *above;
    const struct asked *a;
    const char *id;

    letters_agency("below");
    id = letters_case("below", &none);
    letters_issue(id, &none);
    above = as_person("county", "inspector", "{oversight}", NULL);
    a = ask_with(above, "{'purpose':'复核'}", "POST /api/v1/applications/%s/inspection",
                 id);
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(text_in(a->json, "letters.0.number"), "象教公收〔2025〕1号");
    a = ask_with(above, NULL, "GET /api/v1/applications/%s/letters/1/file", id);
    ck_assert_int_eq(a->answer.status, 403);
}
END_TEST

START_TEST(a_case_file_and_a_proof_hold_the_letters)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const struct asked *a;
    const json_t *shown;
    const char *id;
    char command[600];

    letters_agency("file2");
    id = letters_case("file2", &none);
    letters_issue(id, &none);
    ask(200, "{'number_pattern':'{short}/{series}:{year}-{serial}','short_name':'象教'}",
        "POST /api/v1/agencies/file2/letterhead");
    happen(id, "answer {'outcome':'not_processed_1','service':'post',"
               "'tracking_number':'1234567890123','posted_on':'2025-03-14',"
               "'note':'举报事项'}");
    ask(200, "{'seq':2,'texts':{'reason':'以申请的形式举报'}}",
        "POST /api/v1/applications/%s/letters", id);
    ask(200, "{'reason':'盖错章'}", "POST /api/v1/applications/%s/letters/1/void", id);
    shown = shown_case(id);
    snprintf(command, sizeof command,
             "test -f '文书/01-象教公收〔2025〕1号（作废）.docx' && "
             "test -f '文书/02-象教-公复-2025-1.docx' && "
             "test \"$(grep -c ' 文书/' SHA256SUMS)\" = 2 && "
             "grep -q '^%s  文书/02-' SHA256SUMS && grep -q '作废：盖错章' 00-目录.csv && "
             "grep -q '象教/公复:2025-1' 00-目录.csv",
             text_in(shown, "letters.1.sha256"));
    case_file_holds(id, command);
    a = ask_with(NULL, NULL, "GET /api/v1/applications/%s/proof", id);
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "象教公收〔2025〕1号"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "盖错章"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, text_in(shown, "letters.0.sha256")));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "邮寄"));
    sql(KEPT
        "update gongkai.letter set bytes = set_byte(bytes, 9, 255 - get_byte(bytes, 9))"
        " where number = '象教/公复:2025-1'" AGAIN);
    refused(500, "file_altered", NULL, "GET /api/v1/applications/%s/case-file", id);
    sql(KEPT
        "update gongkai.letter set bytes = set_byte(bytes, 9, 255 - get_byte(bytes, 9))"
        " where number = '象教/公复:2025-1'" AGAIN);
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
    case_file_holds(id, "test ! -e 文书 && grep -q '已销毁，只保留摘要' 00-目录.csv");
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
        facts_are_said_in_sentences,
        no_number_of_anybody_named_stands_in_a_letter_however_it_is_written,
        a_repeat_is_referred_to_the_answer_it_repeats,
        a_fee_notice_explains_its_amount,
        every_source_of_a_letter_is_one_there_is,
        an_issued_letter_is_the_same_as_docx_page_and_pdf,
        verify_finds_bytes_that_changed_and_numbers_that_went,
        who_inspects_a_case_from_above_sees_its_letters_and_not_what_they_say,
        a_case_file_and_a_proof_hold_the_letters,
        a_disposal_takes_the_bytes_and_leaves_number_digest_and_dates,
        NULL,
    };

    return here_run(
        "letter", tests,
        (const char *const[]){"--today=2025-03-14", "--soffice=/usr/bin/soffice", NULL});
}
