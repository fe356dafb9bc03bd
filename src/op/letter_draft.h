/* A letter in the making: what it says, taken from the case, from what the drafter writes and
 * from the agency's letterhead; and what is missing. */
#ifndef GONGKAI_OP_LETTER_DRAFT_H
#define GONGKAI_OP_LETTER_DRAFT_H

#include "core/letter.h"
#include "core/remedy_text.h"
#include "http/request.h"
#include "op/fields.h"

#include <jansson.h>

/* What the drafter may write; `texts.reason` and so on. */
#define LETTER_TEXT(code, label) TEXT(code, label, .max = 4000, .multiline = true)
#define LETTER_TEXTS                                                                       \
    FIELDS(LETTER_TEXT("facts", "查明情况"), LETTER_TEXT("reason", "理由"),                \
           LETTER_TEXT("items", "需补正、说明或协助的内容"),                               \
           LETTER_TEXT("guidance", "办理、查询、获取的途径"),                              \
           LETTER_TEXT("provision", "提供方式、时间、地点"),                               \
           LETTER_TEXT("given", "公开部分"), LETTER_TEXT("withheld", "不予公开部分"),      \
           LETTER_TEXT("which", "属于哪一类"), LETTER_TEXT("basis", "依据、方式"),         \
           LETTER_TEXT("statute", "法律、行政法规名称和条款"),                             \
           LETTER_TEXT("concern", "涉及的信息"), LETTER_TEXT("proposal", "本机关意见"),    \
           LETTER_TEXT("earlier", "原答复文号"), LETTER_TEXT("amount", "金额"),            \
           LETTER_TEXT("calculation", "计算过程"), LETTER_TEXT("payment", "缴费方式"),     \
           LETTER_TEXT("method", "送达方法"), LETTER_TEXT("annexes", "附件"))

/* The body of who drafts a letter. */
#define LETTER_DRAFT                                                                       \
    FIELDS(CHOICE("kind", "文书种类", .oneof = letter_codes),                              \
           INTEGER("seq", "所记载的事项", .min = 1, .max = 1000000),                       \
           DATE("dated_on", "落款日期", .past = true),                                     \
           CHOICE("service", "送达方式", .oneof = service_way_codes),                      \
           TEXT("addressee", "收件人", .max = 200),                                        \
           INTEGER("about", "所送达的文书", .min = 1, .max = 1000000), LIMIT(1, 60),       \
           INTEGER("remedy", "责令重新答复的复议或诉讼", .min = 1, .max = 1000000000),     \
           DATE("new_due_on", "延期或延迟后的答复日期"),                                   \
           BOOLEAN("exempt_part", "不予公开的部分依据条例第十四条至第十六条"),             \
           OBJECT("texts", "拟写内容", .fields = LETTER_TEXTS))

/* A list of items of an application with several (事项). */
struct letter_items {
    bool withheld; /* one of them at least */
    int count;
    const char **cells; /* LETTER_ITEM_COLUMNS each */
    bool *exempt;       /* one each: it rests on Reg. 14 to 16 */
};
enum { ITEM_NUMBER, ITEM_CONTENT, ITEM_OUTCOME, ITEM_REASON, LETTER_ITEM_COLUMNS };

/* A value by its name; NULL while nothing is known. */
struct letter_value {
    const char *name, *label, *value;
    bool must;
    const char *article, *source; /* what to state so that it is there */
};

enum { LETTER_MOST_VALUES = 64 };

struct letter_draft {
    enum letter_kind kind;
    int seq;            /* of the entry; 0: there is none yet */
    int remedy_n;       /* it is the new answer that this review or suit ordered; 0: none */
    date re_decided_on; /* the day of that answer; NO_DATE: not on record */
    date dated_on;
    bool dated_at_issue; /* dated_on is today: no other day was stated or is on record */
    json_t *facts;       /* what letter_case.sql said */
    const json_t *entry; /* with that seq; NULL: none */
    const json_t *texts;
    const char **numbers; /* of the applicant, those beside him and the agent, folded */
    int number_count;     /* (number_folded): never in a letter unless masked */
    struct clock *before,
        *after;         /* the clock without and with the entry; NULL: no matter */
    struct clock *open; /* as if the case was not answered */
    struct letter_items items;
    struct remedy_text remedy;
    int value_count;
    struct letter_value values[LETTER_MOST_VALUES];
};

/* Reads the case and puts D together from the request's body.  P_invalid for what cannot be a
 * letter at all; what a letter misses is in D (letter_missing). */
enum problem letter_prepare(struct request *rq, struct letter_draft *d);

/* Says which letter D is by what the request states of kind, entry and new answer, each of which
 * may say the others; its case is read.  P_invalid for none. */
enum problem letter_choose(struct request *rq, struct letter_draft *d);

/* The Ith value that must be there and is not; NULL behind the last. */
const struct letter_value *letter_missing(const struct letter_draft *d, int i);

/* Tells all that is missing as faults of the request; P_invalid if anything is. */
enum problem letter_complete(struct request *rq, const struct letter_draft *d);

/* The document number of D; the value of {{文号}}. */
void letter_numbered(struct letter_draft *d, const char *number);

/* Makes D what it is before its issue: with words for its number and, unless its date is
 * stated or on record, for that. */
void letter_unissued(struct letter_draft *d);

/* Fills in D's values, once the case, the entry and the remedy are known. */
void letter_fill(struct request *rq, struct letter_draft *d);

/* The data of the latest standing fact of CODE, NULL when there is none. */
const json_t *letter_fact_data(const struct letter_draft *d, const char *code);

/* The latest standing fact of CODE: its MEMBER as a letter says it, "*" for all members;
 * NULL when there is none. */
const char *letter_fact(struct request *rq, const struct letter_draft *d, const char *code,
                        const char *member);

/* What the case tells under NAME ("received_on"); NULL for nothing. */
const char *letter_case_value(struct request *rq, const struct letter_draft *d,
                              const char *name);
/* Whether there is such a name at all. */
bool letter_case_knows(const char *name);

/* TEXT with the numbers of the applicant, of joint ones and of the agent masked, however their
 * digits are written and spaced. */
const char *letter_masked(struct request *rq, const struct letter_draft *d,
                          const char *text);

/* Members of entries as letters say them, and those of a FACT. */
const char *letter_said(struct arena *a, const char *name, const json_t *value);
const char *letter_fact_said(struct arena *a, const char *fact, const char *member,
                             const json_t *value);

/* How the fee of the notice D documents came about, slice by slice; NULL when there is no
 * notice or its amount does not follow from what is known today. */
const char *letter_fee_calculation(struct request *rq, const struct letter_draft *d);

#endif
