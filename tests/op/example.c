#include "op/example.h"

#include "op/acting.h"
#include "op/disposing.h"

#include "base/arena.h"
#include "command/stage.h"
#include "guard/totp.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ANSWERED "answer {'outcome':'granted','answered_on':'2025-03-14'}"
#define ASKED                                                                              \
    "reasons-notice {'sent_on':'2025-03-14'}\nreasons {'received_on':'2025-03-14'}"
#define CONSULTED                                                                          \
    "consultations {'party':'other_agency','name':'某局','sent_on':'2025-03-13'}"

#define SENT CONSULTED "\nevents/2/dispatch {'dispatched_on':'2025-03-13','way':'hand'}"
#define FEE_ASKED_FOR                                                                      \
    "fee-notice {'sent_on':'2025-03-13','basis':'page','units':40,'amount':100}"
#define LETTER "{'kind':'other_agency','texts':{'concern':'某信息','proposal':'公开'}}"
#define ISSUED CONSULTED "\nletters " LETTER

#define ZERO(key) "{'key':'" key "','value':'0'},"
/* clang-format off */
#define FIGURES_OF_NONE                                                                    \
    ZERO("rules.issued") ZERO("rules.repealed") ZERO("rules.in_force")                     \
    ZERO("normative_documents.issued") ZERO("normative_documents.repealed")                \
    ZERO("normative_documents.in_force") ZERO("licensing.processed")                       \
    ZERO("penalty.processed") ZERO("coercion.processed")                                   \
    "{'key':'fees.amount','value':'0.04'}"
/* clang-format on */

#define EXAMPLE_PASSWORD "shan1-Shui2-hua5"
#define EXAMPLE_LINK "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"

/* The smallest file that is one, in a line. */
#define A_FILE "%PDF-1.4 1 0 obj<<>>endobj startxref 0 %%EOF"
#define ATTACHED "attachments?kind=released_copy " A_FILE

/* The smallest published report that is read: a table with one case. */
#define TR(label, n) "<tr><td>" label "</td>" n n n n n n n "</tr>"
#define NONE(label) TR(label, "<td>0</td>")
#define ONE(label)                                                                         \
    "<tr><td>" label "</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td>"   \
    "<td>1</td></tr>"
#define A_REPORT                                                                                            \
    "<table>" ONE("一、本年新收政府信息公开申请数量") NONE(                                                 \
        "二、上年结转政府信息公开申请数量") ONE("（一）予以公开")                                           \
        NONE("（二）部分公开（区分处理的，只计这一情形，不计其他情形）") NONE(                              \
            "1.属于国家秘密") NONE("2.其他法律行政法规禁止公开") NONE("3.危及“三安全一稳定”")               \
            NONE("4.保护第三方合法权益") NONE("5.属于三类内部事务信息") NONE(                               \
                "6.属于四类过程性信息") NONE("7.属于行政执法案卷")                                          \
                NONE("8.属于行政查询事项") NONE("1.本机关不掌握相关政府信息") NONE(                         \
                    "2.没有现成信息需要另行制作") NONE("3.补正后申请内容仍不明确")                          \
                    NONE("1.信访举报投诉类申请") NONE("2.重复申请") NONE(                                   \
                        "3.要求提供公开出版物") NONE("4.无正当理由大量反复申请")                            \
                        NONE("5.要求行政机关确认或重新出具已获取信息") NONE(                                \
                            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")             \
                            NONE(                                                                           \
                                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请") \
                                NONE("3.其他") ONE("（七）总计")                                            \
                                    NONE("四、结转下年度继续办理") "</table>"

static const struct example {
    const char *operation, *query, *body;
    const char *channel; /* of the application */
    const char *before;  /* what happened to it already (acting.h); NULL: nothing */
} examples[] = {
    {"account_create", "", "{'login':'zhao','name':'赵','roles':['officer']}", "oral",
     NULL},
    {"account_link", "", "{}", "oral", NULL},
    {"account_list", "?state=active", NULL, "oral", NULL},
    {"account_roles", "", "{'roles':['officer','supervisor']}", "oral", NULL},
    {"account_sign_out", "", "{}", "oral", NULL},
    {"account_state", "", "{'state':'disabled'}", "oral", NULL},
    {"account_unlock", "", "{}", "oral", NULL},
    {"agency_close", "", "{'closed_on':'2025-03-14','successor':'heir'}", "oral", NULL},
    {"agency_create", "", "{'code':'made','name':'新设机关','level':'county'}", "oral",
     NULL},
    {"agency_list", "?limit=2", NULL, "oral", NULL},
    {"agency_move", "", "{'parent':'heir','moved_on':'2025-03-14'}", "oral", NULL},
    {"agency_show", "", NULL, "oral", NULL},
    {"application_answer", "",
     "{'outcome':'refused_5','answered_on':'2025-03-14','note':'内部工作流程'}", "fax",
     NULL},
    {"application_assign", "", "{'account':'stage-first'}", "oral", NULL},
    {"application_cells", "", NULL, "oral", ANSWERED},
    {"application_confirm", "", "{'confirmed_on':'2025-03-14'}", "internet", NULL},
    {"application_delay", "",
     "{'told_on':'2025-03-14','deadline_on':'2025-06-03','reason':'数量大'}", "oral",
     ASKED},
    {"application_extend", "",
     "{'days':20,'reason':'资料较多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-03-14','told_on':'2025-03-14'}",
     "oral", NULL},
    {"application_find", "", "{'name':'张三','limit':5}", "oral", NULL},
    {"application_ledger", "?year=2025", NULL, "oral", ANSWERED},
    {"application_link", "", "{'link':'related','to':'1'}", "oral", NULL},
    {"application_list", "?open=true", NULL, "oral", NULL},
    {"application_merge", "", "{'into':'1','reason':'同日重复递交'}", "oral", NULL},
    {"application_register", "",
     "{'channel':'oral','arrived_on':'2025-03-14','applicant_category':'research',"
     "'applicant_name':'某研究所','content':'某报告'}",
     "oral", NULL},
    {"application_show", "", NULL, "oral", ANSWERED},
    {"application_split", "", "{'parts':[{'content':'甲方案'},{'content':'乙报告'}]}",
     "oral", NULL},
    {"application_void", "", "{'reason':'重复登记'}", "oral", NULL},
    {"application_withdraw", "", "{'withdrawn_on':'2025-03-14'}", "oral", NULL},
    {"asset_show", "", NULL, "oral", NULL},
    {"attachment_add", "?kind=released_copy", A_FILE, "oral", NULL},
    {"attachment_content", "", NULL, "oral", ATTACHED},
    {"attachment_hidden", "", NULL, "oral", ATTACHED},
    {"attachment_list", "", NULL, "oral", ATTACHED},
    {"attachment_release", "", "{'hidden_reviewed':'已核对'}", "oral", ATTACHED},
    {"attachment_remove", "", "{'reason':'传错'}", "oral", ATTACHED},
    {"audit_list", "?of_agency=-&limit=5", NULL, "oral", NULL},
    {"calendar_adopt", "", "{'reason':'与原文核对'}", "oral", NULL},
    {"calendar_import", "",
     "{'notice':'试〔2024〕1号','region':'试点','year':2025,'type':'regional',"
     "'published':'2024-12-01','days':[{'date':'2025-04-07','kind':'holiday',"
     "'name':'民俗节'}]}",
     "oral", NULL},
    {"calendar_notices", "", NULL, "oral", NULL},
    {"calendar_preview", "?limit=5", NULL, "oral", NULL},
    {"calendar_show", "?year=2025&region=%E5%AE%81%E5%A4%8F", NULL, "oral", NULL},
    {"calendar_withdraw", "", "{'reason':'录错'}", "oral", NULL},
    {"case_file", "", NULL, "oral", ATTACHED},
    {"case_inspect", "", "{'purpose':'年度检查'}", "oral", NULL},
    {"case_proof", "", NULL, "oral", ANSWERED},
    {"case_reveal", "", "{'reason':'电话核实'}", "oral", NULL},
    {"check_report", "", A_REPORT, "oral", NULL},
    {"clock_compute", "",
     "{'channel':'mail','received':'2025-03-13','events':[{'type':'extension',"
     "'date':'2025-03-14','days':5}],'policy':{'consult_cap':'legal'}}",
     "oral", NULL},
    {"clock_show", "?as_of=2025-03-20", NULL, "oral", CONSULTED},
    {"clock_what_if", "",
     "{'events':[{'kind':'correction_notice','happened_on':'2025-03-20'}]}", "oral", NULL},
    {"code_list", "", NULL, "oral", NULL},
    {"consultation_close", "", "{'closed_on':'2025-03-14','reason':'无法送达'}", "oral",
     CONSULTED},
    {"consultation_reply", "", "{'received_on':'2025-03-14','opinion':'consent'}", "oral",
     CONSULTED},
    {"consultation_send", "",
     "{'party':'third_party','name':'某公司','sent_on':'2025-03-14'}", "oral", NULL},
    {"correction_notice", "", "{'sent_on':'2025-03-14','items':'请明确年度','days':10}",
     "oral", NULL},
    {"correction_receive", "", "{'received_on':'2025-03-14','note':'2024年'}", "oral",
     "correction-notice {'sent_on':'2025-03-13','items':'年度'}"},
    {"deadline_list", "?under=heir&by=officer", NULL, "oral", NULL},
    {"delegation_end", "", "{}", "oral", NULL},
    {"delegation_list", "", NULL, "oral", NULL},
    {"delegation_make", "",
     "{'to':'stage-second','valid_from':'2025-03-14','valid_to':'2025-03-20',"
     "'reason':'出差'}",
     "oral", NULL},
    {"disposal_candidates", "?until_year=2024", NULL, "oral", NULL},
    {"disposal_list", "", NULL, "oral", NULL},
    {"disposal_make", "", "{'until_year':2024,'reason':'保管期满','expected':1}", "oral",
     NULL},
    {"disposal_show", "", NULL, "oral", NULL},
    {"event_retract", "", "{'reason':'录错案件'}", "oral", ANSWERED},
    {"event_supersede", "",
     "{'reason':'录错结果','outcome':'refused_5','note':'属于后勤管理'}", "oral", ANSWERED},
    {"fact_record", "", "{'fact':'reason','reason':'涉及第三方'}", "oral", NULL},
    {"fee_cases", "?year=2025", NULL, "oral", NULL},
    {"fee_compute", "", "{'basis':'item','units':3}", "oral", NULL},
    {"fee_figures", "?year=2025", NULL, "oral", FEE_ASKED_FOR},
    {"fee_notice", "", "{'sent_on':'2025-03-14','basis':'page','units':40,'amount':100}",
     "oral", NULL},
    {"fee_pay", "", "{'paid_on':'2025-03-14','receipt_number':'1'}", "oral", FEE_ASKED_FOR},
    {"fee_refund", "", "{'refunded_on':'2025-03-14','amount':40,'reason':'多缴'}", "oral",
     FEE_ASKED_FOR "\npayment {'paid_on':'2025-03-14','receipt_number':'1'}"},
    {"fee_show", "?pages=40&units=2", NULL, "oral", FEE_ASKED_FOR},
    {"figures_history", "", NULL, "oral", NULL},
    {"figures_show", "", NULL, "oral", NULL},
    {"figures_state", "", "{'reason':'核对后更正','figures':[" FIGURES_OF_NONE "]}", "oral",
     NULL},
    {"health_show", "", NULL, "oral", NULL},
    {"hold_end", "", "{'reason':'判决已生效'}", "oral", "hold {'reason':'行政诉讼'}"},
    {"hold_set", "", "{'reason':'行政诉讼'}", "oral", NULL},
    {"home_show", "", NULL, "oral", NULL},
    {"ledger_full", "", "{'year':2025,'reason':'移交档案'}", "oral", NULL},
    {"letter_deliver", "", "{'delivered_on':'2025-03-14','note':'签收'}", "oral",
     CONSULTED},
    {"letter_dispatch", "",
     "{'dispatched_on':'2025-03-14','way':'post','tracking_number':'EB1'}", "oral",
     CONSULTED},
    {"letter_return", "", "{'returned_on':'2025-03-14','reason':'查无此人'}", "oral", SENT},
    {"letter_file", "?format=html", NULL, "oral", ISSUED},
    {"letter_issue", "", LETTER, "oral", CONSULTED},
    {"letter_kind_list", "", NULL, "oral", NULL},
    {"letter_list", "", NULL, "oral", ISSUED},
    {"letter_preview", "", LETTER, "oral", CONSULTED},
    {"letter_show", "", NULL, "oral", ISSUED},
    {"letter_template_file", "?standard=true", NULL, "oral", NULL},
    {"letter_template_list", "", NULL, "oral", NULL},
    {"letter_template_set", "", "{'note':'使用默认模板'}", "oral", NULL},
    {"letter_void", "", "{'reason':'文号用错'}", "oral", ISSUED},
    {"letterhead_set", "",
     "{'short_name':'象政','seal_name':'象山县人民政府','phone':'0574-65000000'}", "oral",
     NULL},
    {"letterhead_show", "", NULL, "oral", NULL},
    {"narrative_compare", "", NULL, "oral", NULL},
    {"narrative_draft", "", NULL, "oral", NULL},
    {"narrative_fields", "", NULL, "oral", NULL},
    {"narrative_revisions", "", NULL, "oral", NULL},
    {"narrative_show", "", NULL, "oral", NULL},
    {"narrative_state", "", "{'text':'收到申请{{new.total}}件。'}", "oral", NULL},
    {"nil_declare", "", "{'declared':true,'note':'全年无申请'}", "oral", NULL},
    {"nil_show", "", NULL, "oral", NULL},
    {"officer_list", "", NULL, "oral", NULL},
    {"open_data", "?year=2025&scope=subtree", NULL, "oral", NULL},
    {"openapi_show", "", NULL, "oral", NULL},
    {"outcome_list", "?answered_on=2025-03-14&reasoned=true", NULL, "oral", NULL},
    {"pace_show", "?year=2025&scope=subtree", NULL, "oral", ANSWERED},
    {"password_change", "",
     "{'old_password':'" EXAMPLE_PASSWORD "','new_password':'gua4-Feng3-yu7'}", "oral",
     NULL},
    {"password_redeem", "",
     "{'link':'" EXAMPLE_LINK "','new_password':'" EXAMPLE_PASSWORD "'}", "oral", NULL},
    {"policy_set", "", "{'lock_minutes':15}", "oral", NULL},
    {"policy_show", "", NULL, "oral", NULL},
    {"proposal_confirm", "", "{'note':'已核对'}", "oral", NULL},
    {"proposal_list", "?by=me", NULL, "oral", NULL},
    {"proposal_reject", "", "{'note':'事由不足'}", "oral", NULL},
    {"proposal_show", "", NULL, "oral", NULL},
    {"proposal_withdraw", "", "{}", "oral", NULL},
    {"published_add", "?covers=agency&source=x", A_REPORT, "oral", NULL},
    {"published_compare", "", NULL, "oral", NULL},
    {"published_list", "?year=2024", NULL, "oral", NULL},
    {"published_preview", "", A_REPORT, "oral", NULL},
    {"published_show", "?covers=agency", NULL, "oral", NULL},
    {"radar_ask", "", "{'name':'张三','content':'征收补偿方案'}", "oral", NULL},
    {"radar_show", "", NULL, "oral", NULL},
    {"reading_list", "", NULL, "oral", NULL},
    {"reading_set", "", "{'value':'until_reply','basis':'本市办理规范'}", "oral", NULL},
    {"reasons_ask", "", "{'sent_on':'2025-03-14','days':5}", "oral", NULL},
    {"reasons_receive", "", "{'received_on':'2025-03-14','reasonable':true}", "oral",
     "reasons-notice {'sent_on':'2025-03-13'}"},
    {"remedy_list", "?open=true", NULL, "oral", NULL},
    {"remedy_record", "", "{'kind':'hearing','happened_on':'2025-03-14'}", "oral", NULL},
    {"remedy_register", "",
     "{'kind':'suit','route':'direct','body':'某县人民法院','claimant':'张三',"
     "'respondents':['某局'],'filed_on':'2025-03-14'}",
     "oral", NULL},
    {"remedy_retract", "", "{'reason':'录错'}", "oral", NULL},
    {"remedy_show", "", NULL, "oral", NULL},
    {"remedy_supersede", "", "{'reason':'录错','ref':'第3号通知'}", "oral", NULL},
    {"report_accept", "", "{}", "oral", NULL},
    {"report_bridge", "", NULL, "oral", NULL},
    {"report_deadline_list", "?year=2024", NULL, "oral", NULL},
    {"report_deadline_set", "",
     "{'tier':'department','year':2024,'due_on':'2025-01-20','basis':'县政务公开办通知'}",
     "oral", NULL},
    {"report_difference", "?from=1", NULL, "oral", NULL},
    {"report_dismiss", "", "{'finding':'five_empty','reason':'已核对'}", "oral", NULL},
    {"report_export", "?scope=subtree&format=xml", NULL, "oral", NULL},
    {"report_findings", "", NULL, "oral", NULL},
    {"report_freeze", "", "{}", "oral", NULL},
    {"report_history", "", NULL, "oral", NULL},
    {"report_publish", "", "{'published_on':'2025-03-14'}", "oral", NULL},
    {"report_rehearse", "", "{}", "oral", NULL},
    {"report_restate", "", "{'reason':'迟录一件'}", "oral", NULL},
    {"report_return", "", "{'remarks':'第五部分请充实'}", "oral", NULL},
    {"report_show", "?known_at=2026-12-01", NULL, "oral", NULL},
    {"report_submit", "", "{'reason':'已核对'}", "oral", NULL},
    {"report_template_file", "?standard=true", NULL, "oral", NULL},
    {"report_template_set", "", "{'note':'使用默认模板'}", "oral", NULL},
    {"report_version_cases", "?row=new&column=total", NULL, "oral", NULL},
    {"report_version_remedies", "?block=review&column=total", NULL, "oral", NULL},
    {"report_version_show", "", NULL, "oral", NULL},
    {"report_withdraw", "", "{}", "oral", NULL},
    {"retention_list", "", NULL, "oral", NULL},
    {"retention_set", "", "{'years':30,'basis':'本机关归档范围表'}", "oral", NULL},
    {"roll_up_reminders", "", NULL, "oral", NULL},
    {"roll_up_show", "", NULL, "oral", NULL},
    {"section_four_cases", "?year=2025", NULL, "oral", NULL},
    {"section_four_show", "?year=2025&scope=subtree", NULL, "oral", NULL},
    {"section_three_cases", "?year=2025", NULL, "oral", NULL},
    {"section_three_show", "?year=2025&scope=subtree", NULL, "oral", NULL},
    {"service_list", "?open=true", NULL, "oral", SENT},
    {"service_show", "", NULL, "oral", SENT},
    {"session_begin", "",
     "{'sign_in':'wang@good-session-begin','password':'" EXAMPLE_PASSWORD "'}", "oral",
     NULL},
    {"session_end", "", "{}", "oral", NULL},
    {"session_list", "", NULL, "oral", NULL},
    {"session_prove", "", "{'password':'" EXAMPLE_PASSWORD "'}", "oral", NULL},
    {"session_show", "", NULL, "oral", NULL},
    {"statistics_show", "?year=2025&scope=subtree", NULL, "oral", NULL},
    {"steps_list", "", NULL, "oral", NULL},
    {"steps_set", "", "{'steps':1}", "oral", NULL},
    {"system_show", "", NULL, "oral", NULL},
    {"token_issue", "", "{'name':'门户','scopes':['stats'],'days':30}", "oral", NULL},
    {"token_list", "", NULL, "oral", NULL},
    {"token_revoke", "", "{}", "oral", NULL},
    {"totp_begin", "", "{}", "oral", NULL},
    {"totp_confirm", "", "{'code':'123456'}", "oral", NULL},
    {"totp_end", "", "{}", "oral", NULL},
    {"totp_reset", "", "{}", "oral", NULL},
    {"work_list", "", NULL, "oral", NULL},
};

static const struct example *
example_of(const struct operation *op)
{
    for (unsigned i = 0; i < sizeof examples / sizeof examples[0]; i++)
        if (strcmp(examples[i].operation, op->name) == 0)
            return &examples[i];
    ck_abort_msg("there is no example of the operation %s", op->name);
}

const char *
example_query(const struct operation *op)
{
    return example_of(op)->query;
}

const char *
example_body(const struct operation *op)
{
    return example_of(op)->body;
}

/* The agency that others move under or are succeeded by; one for the whole program. */
static void
make_heir(void)
{
    const struct asked *a =
        ask_with(NULL, "{'code':'heir','name':'承接机关','level':'county'}",
                 "POST /api/v1/agencies");

    ck_assert(a->answer.status == 201 || a->answer.status == 409);
}

/* A notice of a region of its own, in force if OP takes it out of force. */
static const char *
make_notice(const struct operation *op, const char *code)
{
    char body[400];
    const char *id;

    if (strstr(op->route, "{notice}") == NULL)
        return "1";
    snprintf(body, sizeof body,
             "{'notice':'%s','region':'%s','year':2025,'type':'regional',"
             "'published':'2024-12-01',"
             "'days':[{'date':'2025-04-07','kind':'holiday','name':'民俗节'}]}",
             code, code);
    id = text_in(ask(201, body, "POST /api/v1/calendar/notices"), "notice.id");
    if (strcmp(op->name, "calendar_withdraw") == 0)
        ask(200, "{'reason':'核对'}", "POST /api/v1/calendar/notices/%s/adopt", id);
    return id;
}

/* The example's link is one of the account ACCOUNT and was not used. */
static void
put_link(const char *account)
{
    PGconn *conn = PQconnectdb(here.database);
    char digest[SECRET_DIGEST_SIZE];
    const char *const values[] = {secret_digest(EXAMPLE_LINK, digest), account};
    PGresult *r = PQexecParams(conn,
                               "insert into gongkai.account_link (hash, account, made_at,"
                               " expires_at) values ($1, $2, now(), 'infinity')"
                               " on conflict (hash) do update"
                               " set account = excluded.account, used_at = null",
                               2, NULL, values, NULL, NULL, 0);

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
}

/* A second factor that the person AS has begun; the body that confirms it. */
static const char *
begin_second_factor(const char *const *as)
{
    const struct asked *begun = ask_with(as, "{}", "POST /api/v1/second-factor");
    static char body[40];
    struct totp_secret secret;
    char code[TOTP_DIGITS + 1];

    ck_assert(totp_read(text_in(begun->json, "secret"), TOTP_SHA1, &secret));
    totp_code(&secret, (long long)time(NULL) / TOTP_SECONDS, code);
    snprintf(body, sizeof body, "{'code':'%s'}", code);
    return body;
}

/* An officer, Wang, who has what OP needs of him: a link, a password, a second factor. */
static void
place_person(const struct operation *op, struct place *place)
{
    const char *const *wang = as_person(place->agency, "wang", "{officer}", NULL);
    char agency[32];

    place->account =
        text_in(ask_with(wang, NULL, "GET /api/v1/session")->json, "account.id");
    if (strncmp(op->name, "password_", 9) == 0 || strncmp(op->name, "session_", 8) == 0)
        put_link(place->account);
    if (strcmp(op->name, "password_change") == 0 ||
        strcmp(op->name, "session_prove") == 0 || strcmp(op->name, "session_begin") == 0) {
        ask(200, "{'link':'" EXAMPLE_LINK "','new_password':'" EXAMPLE_PASSWORD "'}",
            "POST /api/v1/password/link");
        /* which ended the session; by the agency's id he is given another */
        snprintf(agency, sizeof agency, "#%lld", atoll(place->application) >> 32);
        wang = as_person(agency, "wang", "{officer}", NULL);
    }
    if (op->right == RIGHT_own_account)
        place->as = wang;
    if (strcmp(op->name, "totp_confirm") == 0)
        place->body = begin_second_factor(wang);
}

/* A proposal to void the application: of another, or of who withdraws it. */
static const char *
make_proposal(const struct operation *op, const struct place *place)
{
    const char *login = strcmp(op->name, "proposal_withdraw") == 0 ? "stage-first" : "qian";

    return text_in(ask_with(as_person(place->agency, login, "{supervisor}", NULL),
                            "{'reason':'误'}", "POST /api/v1/applications/%s/void",
                            place->application)
                       ->json,
                   "proposal.id");
}

static const char *
make_token(const char *agency)
{
    return text_in(ask(201, "{'name':'门户','scopes':['stats'],'days':30}",
                       "POST /api/v1/agencies/%s/tokens", agency),
                   "token.id");
}

/* A delegation of who ends it; its number, as text. */
static const char *
make_delegation(const char *agency)
{
    static char number[24];
    const json_t *made = ask(201,
                             "{'to':'stage-second','valid_from':'2025-03-14',"
                             "'valid_to':'2025-03-20','reason':'出差'}",
                             "POST /api/v1/agencies/%s/delegations", agency);

    snprintf(number, sizeof number, "%ld", number_in(made, "delegation.delegation"));
    return number;
}

/* A case whose retention has ended, and, where OP shows it, the certificate of its disposal.
 */
static void
make_disposal(const struct operation *op, const char *code)
{
    if (strstr(op->name, "disposal_") == NULL)
        return;
    withdrawn_on(code, "2013-05-06");
    if (strcmp(op->name, "disposal_show") == 0)
        dispose(code, 1);
}

const char *
example_of_another(const struct operation *op, const char *other)
{
    bool link = strcmp(op->name, "application_link") == 0;
    char *body;

    if (!link && strcmp(op->name, "application_merge") != 0)
        return example_body(op);
    ck_assert_int_gt(asprintf(&body,
                              link ? "{'link':'related','to':'%s'}"
                                   : "{'into':'%s','reason':'同日重复递交'}",
                              other),
                     0);
    return body;
}

void
make_remedy(const char *agency)
{
    ask(201,
        "{'kind':'review','body':'某县人民政府','claimant':'张三','filed_on':'2025-03-13'}",
        "POST /api/v1/agencies/%s/remedies", agency);
    for (int i = 0; i < 2; i++)
        ask(200, "{'kind':'hearing','happened_on':'2025-03-13','ref':'第2号通知'}",
            "POST /api/v1/agencies/%s/remedies/1/events", agency);
}

void
make_published(const char *agency)
{
    static const char *const covers[] = {"agency", "subtree"};

    for (int i = 0; i < 2; i++)
        ask(201, A_REPORT,
            "POST /api/v1/agencies/%s/published-reports/2024?covers=%s&source=x", agency,
            covers[i]);
}

/* The report of 2024 as far as OP needs it to have come. */
static void
make_report(const struct operation *op, const char *code)
{
    static const struct {
        const char *op, *acts;
    } before[] = {{"report_accept", "submit"},
                  {"report_return", "submit"},
                  {"report_withdraw", "submit"},
                  {"report_freeze", "submit accept"},
                  {"report_publish", "submit accept freeze"},
                  {"report_restate", "submit accept freeze"},
                  {"report_difference", "submit accept freeze"},
                  {"report_version_cases", "submit accept freeze"},
                  {"report_version_remedies", "submit accept freeze"},
                  {"report_version_show", "submit accept freeze"}};
    char acts[40] = "", *save = NULL;

    for (unsigned i = 0; i < sizeof before / sizeof before[0]; i++)
        if (strcmp(op->name, before[i].op) == 0)
            snprintf(acts, sizeof acts, "%s", before[i].acts);
    for (char *act = strtok_r(acts, " ", &save); act != NULL;
         act = strtok_r(NULL, " ", &save))
        report_act(code, 2024, act, "{}");
}

const json_t *
report_act(const char *agency, int year, const char *act, const char *body)
{
    bool submits = strcmp(act, "submit") == 0;
    const char *const *who =
        submits ? as_person(agency, "writer", "{supervisor}", NULL) : NULL;
    const struct asked *a;

    if (submits) /* whatever the checks find is let stand */
        body = strstr(body, "subtree") ? "{'scope':'subtree','reason':'已核对'}"
                                       : "{'reason':'已核对'}";
    a = ask_with(who, body, "POST /api/v1/agencies/%s/reports/%d/%s", agency, year, act);

    ck_assert_msg(a->answer.status == 200, "%s: %s", act, a->answer.body.bytes);
    return a->json;
}

void
freeze_report(const char *agency, int year, const char *scope)
{
    char body[60];

    snprintf(body, sizeof body, "{'scope':'%s'}", scope);
    report_act(agency, year, "submit", body);
    report_act(agency, year, "accept", body);
    report_act(agency, year, "freeze", body);
}

struct place
example_place(const struct operation *op, const char *prefix)
{
    const struct example *e = example_of(op);
    struct place place = {.body = e->body,
                          .seq = "2",
                          .ref = "A",
                          .reading = "consult_cap",
                          .record_type = "case_answered",
                          .disposal = "1",
                          .letter = "1",
                          .letter_kind = "correction",
                          .right = "case_clock",
                          .row = "new",
                          .column = "total",
                          .block = "review",
                          .remedy = "1",
                          .figure = "noticed",
                          .file = "copy.js"};
    char code[80], facts[100];
    const json_t *made;

    make_heir();
    snprintf(code, sizeof code, "%s-%s", prefix, op->name);
    for (char *p = strchr(code, '_'); p != NULL; p = strchr(p, '_'))
        *p = '-';
    made = make_agency(code, NULL);
    place.agency = text_in(made, "agency.code");
    snprintf(facts, sizeof facts, "'channel':'%s'%s", e->channel,
             strcmp(e->channel, "fax") == 0 ? ",'confirmed_on':'2025-03-13'" : "");
    place.application = make_case(code, "2025-03-13", facts);
    if (example_of_another(op, "1") != e->body)
        place.body = example_of_another(op, make_case(code, "2025-03-13", facts));
    place.notice = make_notice(op, code);
    make_disposal(op, code);
    make_report(op, code);
    happen(place.application, e->before != NULL ? e->before : "");
    if (op->right == RIGHT_own_account || strstr(op->route, "{account}") != NULL ||
        strncmp(op->name, "password_", 9) == 0 || strcmp(op->name, "session_begin") == 0)
        place_person(op, &place);
    if (strstr(op->route, "{remedy}") != NULL)
        make_remedy(code);
    if (strncmp(op->name, "published_", 10) == 0)
        make_published(code);
    if (strstr(op->route, "{proposal}") != NULL)
        place.proposal = make_proposal(op, &place);
    if (strstr(op->route, "{token}") != NULL)
        place.token = make_token(place.agency);
    if (strstr(op->route, "{delegation}") != NULL)
        place.delegation = make_delegation(place.agency);
    return place;
}

const char *
example_request(const struct operation *op, const struct place *place,
                char request[REQUEST_SIZE])
{
    const struct {
        const char *name, *value;
    } parts[] = {{"{agency}", place->agency},
                 {"{application}", place->application},
                 {"{seq}", place->seq},
                 {"{ref}", place->ref},
                 {"{reading}", place->reading},
                 {"{row}", place->row},
                 {"{column}", place->column},
                 {"{block}", place->block},
                 {"{remedy}", place->remedy},
                 {"{file}", place->file},
                 {"{figure}", place->figure},
                 {"{notice}", place->notice},
                 {"{account}", place->account},
                 {"{proposal}", place->proposal},
                 {"{record_type}", place->record_type},
                 {"{disposal}", place->disposal},
                 {"{attachment}", "1"},
                 {"{letter}", place->letter},
                 {"{year}", "2024"},
                 {"{version}", "1"},
                 {"{part}", "one"},
                 {"{letter_kind}", place->letter_kind},
                 {"{token}", place->token},
                 {"{delegation}", place->delegation},
                 {"{right}", place->right}};
    size_t len = 0;

    request[0] = '\0';
    for (const char *at = op->route; *at != '\0';) {
        const char *value = NULL;

        for (unsigned i = 0; i < sizeof parts / sizeof parts[0] && value == NULL; i++)
            if (strncmp(at, parts[i].name, strlen(parts[i].name)) == 0)
                value = parts[i].value;
        if (value != NULL)
            len += (size_t)snprintf(request + len, REQUEST_SIZE - len, "%s", value);
        else
            len += (size_t)snprintf(request + len, REQUEST_SIZE - len, "%c", *at);
        at = value != NULL ? strchr(at, '}') + 1 : at + 1;
    }
    return request;
}

bool
operation_writes(const struct operation *op)
{
    return strncmp(op->route, "GET ", 4) != 0;
}
