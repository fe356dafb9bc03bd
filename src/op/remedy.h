/* What the operations on remedies share: the entries as the fold takes them, a remedy as it
 * is replied, and the way an entry is judged and stored. */
#ifndef GONGKAI_OP_REMEDY_H
#define GONGKAI_OP_REMEDY_H

#include "core/remedy.h"
#include "http/request.h"

/* What is known of a remedy when it is entered, and corrected later. */
#define REMEDY_FACTS(must)                                                                 \
    CHOICE("kind", "种类", .oneof = remedy_kind_codes, .required = must),                  \
        CHOICE("route", "起诉途径", .oneof = remedy_route_codes),                          \
        CHOICE("matter", "争议事项", .oneof = remedy_matter_codes),                        \
        CHOICE("capacity", "被诉身份", .oneof = remedy_capacity_codes),                    \
        TEXT("body", "复议机关或法院", .max = 200, .required = must),                      \
        TEXT("number", "案号", .max = 100),                                                \
        TEXT("claimant", "申请人、原告", .max = 200, .required = must),                    \
        LIST("respondents", "被申请人、被告", .min = 1, .max = 20),                        \
        INTEGER("after", "此前的复议", .min = 1, .max = 1000000000),                       \
        DATE("known_on", "知道行政行为之日", .past = true),                                \
        DATE("review_received_on", "收到复议决定之日", .past = true),                      \
        CHOICE("rests_on", "不予公开部分的依据", .oneof = REMEDY_GROUNDS)

#define REMEDY_GROUNDS "|14_to_16|other"
#define REMEDY_ACTS                                                                        \
    "|accepted|served|replied|hearing|extended|decided|appealed|appeal_decided|reopened"   \
    "|re_decided"

/* What an entry says besides its day. */
#define REMEDY_ACT_FACTS                                                                   \
    CHOICE("result", "结果", .oneof = remedy_result_codes),                                \
        DATE("delivered_on", "送达日期", .past = true), BOOLEAN("simplified", "简易程序"), \
        BOOLEAN("re_decide", "责令重新答复"),                                              \
        INTEGER("re_decide_days", "重新答复期限（工作日）", .min = 1, .max = 250),         \
        DATE("re_decide_by", "重新答复期限届满日"),                                        \
        CHOICE("outcome", "重新答复的结果", .oneof = outcome_codes),                       \
        TEXT("ref", "文号", .max = 100)

/* A remedy in a reply; NAMED: with who sued. */
#define REMEDY                                                                             \
    FIELDS(                                                                                \
        TEXT("agency", "机关代码", .required = true),                                      \
        INTEGER("n", "序号", .required = true), ID("about", "所涉申请"),                   \
        CHOICE("kind", "种类", .oneof = remedy_kind_codes, .required = true),              \
        CHOICE("route", "起诉途径", .oneof = remedy_route_codes),                          \
        CHOICE("matter", "争议事项", .oneof = remedy_matter_codes, .required = true),      \
        CHOICE("capacity", "被诉身份", .oneof = remedy_capacity_codes, .required = true),  \
        TEXT("body", "复议机关或法院", .required = true), TEXT("number", "案号"),          \
        DATE("filed_on", "提起日期", .required = true),                                    \
        LIST("respondents", "被申请人、被告"), INTEGER("after", "此前的复议"),             \
        TEXT("claimant", "申请人、原告"), INTEGER("version", "版本", .required = true),    \
        CHOICE("stage", "阶段", .oneof = remedy_stage_codes, .required = true),            \
        BOOLEAN("over", "已审结", .required = true), DATE("accepted_on", "受理日期"),      \
        CHOICE("result", "结果", .oneof = remedy_result_codes),                            \
        DATE("decided_on", "裁判日期"), DATE("settled_on", "生效日期"),                    \
        CHOICE("column", "表四的列", .oneof = remedy_column_codes),                        \
        DATE("due_on", "本机关的期限"), TEXT("due_for", "期限事项"),                       \
        BOOLEAN("overdue", "逾期", .required = true),                                      \
        DATE("re_decided_on", "重新答复日期"),                                             \
        CHOICE("re_decided", "重新答复的结果", .oneof = outcome_codes))

#define REMEDY_REPLY                                                                       \
    FIELDS(OBJECT("remedy", "复议或诉讼", .required = true, .fields = REMEDY), WARNINGS)

#define REMEDIES_REPLY                                                                     \
    FIELDS(LIST("remedies", "复议和诉讼", .required = true, .fields = REMEDY),             \
           TEXT("next", "下一页"))

/* A remedy at hand. */
struct remedy_history {
    int count;
    struct remedy_event *events; /* room for one more */
    struct remedy_terms terms;   /* with the agency's calendar and the answer's outcome */
};

/* The entry of SEQ that the JSON object DATA describes. */
struct remedy_event remedy_event_read(int seq, int supersedes, const char *kind,
                                      date happened_on, const char *data);

/* Reads the remedy of the path; P_not_found when the agency has none of that number. */
enum problem remedy_find(struct request *rq, struct remedy_history *h);

/* The same, locks it and checks If-Match (P_stale with what came since). */
enum problem remedy_begin(struct request *rq, struct remedy_history *h);

/* The entry with SEQ, NULL if there is none. */
const struct remedy_event *remedy_entry(const struct remedy_history *h, int seq);

/* Adds an entry of KIND; it is judged when it is stored. */
struct remedy_event *remedy_add(struct remedy_history *h, enum remedy_event_kind kind,
                                date happened_on, const char *data);

/* Judges the history with its last entry, which was just added: what would have no effect is
 * P_act_not_lawful, what is to be known a warning.  Puts what follows for the statements. */
enum problem remedy_accept(struct request *rq, struct remedy_history *h);

/* The same, and stores the entry with DATA and the words of the request; replies STATUS with
 * the remedy. */
enum problem remedy_store(struct request *rq, struct remedy_history *h, const char *data);

/* Has the record of the request vouch for the entry SEQ of REMEDY, whose digest is HEX. */
void remedy_vouch(struct request *rq, const char *remedy, int seq, const char *hex);

/* Replies STATUS with the remedy of the path as it is now. */
enum problem remedy_reply(struct request *rq, unsigned status,
                          const struct remedy_history *h);

/* What of R depends on the day ON and the calendar, as a JSON object. */
const char *remedy_live(struct request *rq, const struct remedy *r, date on);

/* DATA with the members that were not stated and hold all the same. */
const char *remedy_filed_data(struct request *rq, const char *except);

/* The fields of a request about what was filed: a road for a suit and for no review, and an
 * earlier review that exists.  P_invalid with the fields otherwise. */
enum problem remedy_check_filed(struct request *rq, enum remedy_kind kind,
                                enum remedy_route route);

/* The fields of an entry of KIND: those it has, and those it must have. */
enum problem remedy_check_act(struct request *rq, enum remedy_event_kind kind,
                              date happened_on, bool whole);

/* ---- Many ---- */

/* One of many: its entries and what its case says. */
struct remedy_row {
    int agency, n;
    const char *number_key; /* NULL for none */
    struct remedy_terms terms;
    const struct remedy_event *events;
    int count;
};

/* Takes one; ARENA is gone with it. */
typedef void (*remedy_taker)(void *context, struct arena *arena,
                             const struct remedy_row *row);

/* Hands every remedy that STATEMENT reads, one after the other, to TAKE. */
enum problem remedies_each(struct request *rq, const struct sql *statement,
                           remedy_taker take, void *context);

/* Those to show on a page, in their order. */
struct remedy_page {
    struct text rows; /* [{"agency":1,"n":1,"live":{}},…] */
    int count;
};
void remedy_page_add(struct remedy_page *page, int agency, int n, const char *live);

/* Replies with the page, stubs where the caller only counts, and NEXT, the cursor of the one
 * behind it, or NULL. */
enum problem remedy_page_reply(struct request *rq, struct remedy_page *page,
                               const char *next);

#endif
