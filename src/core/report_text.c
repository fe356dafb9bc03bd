#include "core/report_text.h"

#include <string.h>

/* ---- Words ---- */

struct word {
    const char *words;
    enum claim claim;
};

/* The longer of two that overlap stands first. */
static const struct word subjects[] = {
    {"予以公开及部分公开", CLAIM_GRANTED_OR_PARTLY},
    {"予以公开和部分公开", CLAIM_GRANTED_OR_PARTLY},
    {"予以公开、部分公开", CLAIM_GRANTED_OR_PARTLY},
    {"予以公开或部分公开", CLAIM_GRANTED_OR_PARTLY},
    {"上年结转", CLAIM_CARRIED_IN},
    {"上年度结转", CLAIM_CARRIED_IN},
    {"上一年度结转", CLAIM_CARRIED_IN},
    {"上一年结转", CLAIM_CARRIED_IN},
    {"结转下年", CLAIM_CARRIED_OUT},
    {"结转至下年", CLAIM_CARRIED_OUT},
    {"结转下一年", CLAIM_CARRIED_OUT},
    {"结转至下一年", CLAIM_CARRIED_OUT},
    {"转下年度", CLAIM_CARRIED_OUT},
    {"顺延到下年", CLAIM_CARRIED_OUT},
    {"顺延至下年", CLAIM_CARRIED_OUT},
    {"不予公开", CLAIM_REFUSED},
    {"予以公开", CLAIM_GRANTED},
    {"同意公开", CLAIM_GRANTED},
    {"部分公开", CLAIM_PARTLY},
    {"区分处理", CLAIM_PARTLY},
    {"无法提供", CLAIM_UNAVAILABLE},
    {"不予处理", CLAIM_NOT_PROCESSED},
    {"其他处理", CLAIM_OTHER},
    {"自然人", CLAIM_NATURAL},
    {"法人", CLAIM_LEGAL},
    {"行政复议", CLAIM_REVIEW},
    {"复议", CLAIM_REVIEW},
    {"行政诉讼", CLAIM_SUIT},
    {"诉讼", CLAIM_SUIT},
    {"公开答复", CLAIM_NONE}, /* either of two */
    {"新收", CLAIM_NEW},
    {"收到", CLAIM_RECEIVED},
    {"受理", CLAIM_RECEIVED},
    {"收办", CLAIM_RECEIVED},
    {"办理", CLAIM_RECEIVED},
    {"办结", CLAIM_ANSWERED},
    {"答复", CLAIM_ANSWERED},
    {"办复", CLAIM_ANSWERED},
};

/* What may stand between a subject and its number. */
static const char *const fillings[] = {
    "依申请公开",
    "政府信息公开",
    "信息公开",
    "政府信息",
    "申请",
    "或其他组织",
    "或者其他组织",
    "和其他组织",
    "及其他组织",
    "案件",
    "总数",
    "数量",
    "共计",
    "合计",
    "累计",
    "总计",
    "件数",
    "各类",
    "的",
    "为",
    "有",
    "共",
    "了",
    "计",
    "过",
    ":",
    "(",
    "=",
    "+",
    "度",
    "继续",

    "其他组织",
    "办理",
    "到",
    "至",
    "情况",

};

/* Words of a part of the agency, the year, the channels or the matters. */
static const char *const partial[] = {
    "办公室", "办公厅", "本级", "我办", "本办", "网络",   "网上",   "线上",   "线下",
    "信函",   "邮寄",   "邮件", "邮箱", "当面", "现场",   "窗口",   "平台",   "系统",
    "传真",   "季度",   "半年", "涉及", "关于", "方面",   "街道",   "乡镇",   "各部门",
    "各单位", "历年",   "去年", "期间", "领域", "类申请", "属性",   "公文",   "平均",
    "例如",   "重大",   "首次", "微信", "超期", "逾期",   "延期",   "疑难",   "补正",
    "转办",   "指导",   "协助", "纠错", "败诉", "近三年", "近年",   "当场",   "电话",
    "口头",   "书面",   "下属", "所属", "直属", "网站",   "近两年", "近五年", "上年同期",
    "五年来", "三年来",
};

/* Matters that are received and handled too, but are no applications for information. */
static const char *const strangers[] = {
    "许可", "来信", "来电", "来访", "投诉", "举报", "信访",   "建议", "提案", "议案",
    "咨询", "工单", "事项", "留言", "报件", "低保", "补贴",   "救助", "执法", "处罚",
    "证照", "项目", "热线", "收费", "费",   "档案", "规范性", "登记",
};

static bool
has_any(const char *s, const char *end, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (words_find(s, end, words[i]) != NULL)
            return true;
    return false;
}

#define HAS_ANY(s, end, words) has_any(s, end, words, sizeof(words) / sizeof *(words))

bool
claim_topic(const char *words)
{
    static const char *const topic[] = {
        "信息公开申请", "依申请公开", "公开申请", "无法提供", "不予公开",  "部分公开",
        "区分处理",     "予以公开",   "不予处理", "法人申请", "自然人申请"};

    return HAS_ANY(words, words + strlen(words), topic);
}

/* A month, unless the whole year is named by its first and last day. */
static bool
names_a_month(const char *words)
{
    if (strstr(words, "1月1日") != NULL && strstr(words, "12月31日") != NULL)
        return false;
    for (const char *at = strstr(words, "月"); at != NULL; at = strstr(at + 1, "月"))
        if (at > words && at[-1] >= '0' && at[-1] <= '9')
            return true;
    return false;
}

bool
claim_is_partial(const char *words)
{
    return HAS_ANY(words, words + strlen(words), partial) || names_a_month(words);
}

/* ---- Claims ---- */

/* S without a filling in front; S itself when there is none. */
static const char *
behind_filling(const char *s)
{
    for (size_t i = 0; i < sizeof fillings / sizeof *fillings; i++)
        if (strncmp(s, fillings[i], strlen(fillings[i])) == 0)
            return s + strlen(fillings[i]);
    return s;
}

/* Whether nothing but fillings stands between S and END. */
static bool
only_fillings(const char *s, const char *end)
{
    const char *before;

    do {
        before = s;
        s = behind_filling(s);
    } while (s != before && s < end);
    return s == end;
}

/* No subject stands further from its number, in bytes. */
enum { REACH = 120 };

/* The subject that stands right before END, its beginning not before S; CLAIM_NONE if there
 * is none. */
static enum claim
subject_before(const char *s, const char *end)
{
    const char *from = end - s > REACH ? end - REACH : s;

    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        const char *word = subjects[i].words;

        for (const char *at = words_find(from, end, word); at != NULL;
             at = words_find(at + 1, end, word))
            if (only_fillings(at + strlen(word), end) &&
                !(at >= s + 3 && strncmp(at - 3, "未", 3) == 0))
                return subjects[i].claim;
    }
    return CLAIM_NONE;
}

/* “3件属于“本机关不掌握相关政府信息””, “103件顺延到下年度”. */
static enum claim
subject_behind(const struct tally_form *form, const char *s, int *row)
{
    const char *end = s + strcspn(s, ",(:");
    static const char *const belongs[] = {"属于", "属", "系", "因"};

    if (strncmp(s, "结转下", 9) == 0 || strncmp(s, "顺延到下年", 15) == 0 ||
        strncmp(s, "结转至下", 12) == 0)
        return CLAIM_CARRIED_OUT;
    for (size_t i = 0; i < sizeof belongs / sizeof *belongs; i++) {
        if (strncmp(s, belongs[i], strlen(belongs[i])) != 0)
            continue;
        for (int r = 0; form != NULL && r < form->row_count; r++) {
            const char *name, *at;

            if (form->rows[r].kind != ROW_OUTCOME ||
                form->rows[r].outcome == OUTCOME_other_3)
                continue;
            name = outcome_name(form->rows[r].outcome);
            at = strstr(s, name);
            if (at == NULL && strncmp(name, "属于", strlen("属于")) == 0)
                at = strstr(s, name + strlen("属于"));
            if (at != NULL && at < end) {
                *row = r;
                return CLAIM_ROW;
            }
        }
    }
    return CLAIM_NONE;
}

enum claim
claim_of(const struct tally_form *form, const char *words, const struct numeral *before,
         const struct numeral *n, int *row)
{
    const char *from = before != NULL ? before->end : words;
    enum claim claim = subject_before(from, n->start);

    *row = -1;
    if (n->decimals > 0 || n->unit == NUMERAL_PERCENT || n->unit == NUMERAL_OTHER)
        return CLAIM_NONE;
    /* 条 counts documents, 份 papers: applications only where they are called so. */
    if (n->unit == NUMERAL_PIECE &&
        ((claim != CLAIM_RECEIVED && claim != CLAIM_NEW) || strstr(words, "申请") == NULL))
        return CLAIM_NONE;
    /* Without a unit the subject must be one of the form's own words. */
    if (n->unit == NUMERAL_BARE && (claim < CLAIM_CARRIED_IN || claim > CLAIM_OTHER))
        return CLAIM_NONE;
    if (claim == CLAIM_NONE && n->unit == NUMERAL_CASE)
        claim = subject_behind(form, n->end, row);
    if (HAS_ANY(from, n->start, strangers))
        return CLAIM_NONE;
    return claim;
}

/* ---- Readings ---- */

static void
take(struct readings *r, long value)
{
    if (!readings_have(r, value) && r->count < MOST_READINGS)
        r->value[r->count++] = value;
}

bool
readings_have(const struct readings *r, long value)
{
    for (int i = 0; i < r->count; i++)
        if (r->value[i] == value)
            return true;
    return false;
}

/* The six of ROW; the printed total is another reading where it differs. */
static long
six_of(const struct report *r, int row)
{
    long sum = 0;

    for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
        sum += r->cells[row][c].value;
    return sum;
}

static long
printed_of(const struct report *r, int row)
{
    return r->cells[row][TALLY_TOTAL_COLUMN].value;
}

static long
natural_of(const struct report *r, int row)
{
    return r->cells[row][CATEGORY_natural_person].value;
}

static long
legal_of(const struct report *r, int row)
{
    return six_of(r, row) - natural_of(r, row);
}

typedef long column_of(const struct report *r, int row);

static long
of_group(const struct report *r, enum outcome_group g, column_of *of)
{
    long sum = 0;

    for (int i = 0; i < r->tally_form->row_count; i++) {
        const struct tally_row *row = &r->tally_form->rows[i];

        if ((row->kind == ROW_OUTCOME && outcome_group(row->outcome) == g) ||
            (row->kind == ROW_OTHER && g == OTHER))
            sum += of(r, i);
    }
    return sum;
}

static long
of_row(const struct report *r, const char *key, column_of *of)
{
    return of(r, tally_row_of(r->tally_form, key));
}

/* What was received: 新收, that with 上年结转, and what became of both. */
static void
take_received(struct readings *to, const struct report *r, column_of *of)
{
    long in = of_row(r, "carried_in", of), out = of_row(r, "carried_out", of);

    take(to, of_row(r, "new", of));
    take(to, of_row(r, "new", of) + in);
    take(to, of_row(r, "total", of) + out);
    take(to, of_row(r, "total", of));
}

static void
take_answered(struct readings *to, const struct report *r, column_of *of)
{
    long total = of_row(r, "total", of), results = 0;

    take(to, total);
    take(to, total - of_row(r, "carried_in", of));
    take(to, total - of_group(r, OTHER, of));
    take(to, of_row(r, "new", of));
    for (enum outcome_group g = GRANTED; g <= OTHER; g++)
        results += of_group(r, g, of);
    take(to, results);
}

static void
take_remedies(struct readings *to, const struct report *r, enum remedy_block first,
              enum remedy_block last)
{
    long sum = 0, printed = 0;

    for (enum remedy_block b = first; b <= last; b++)
        for (enum remedy_column k = 0; k <= COLUMN_total; k++)
            *(k == COLUMN_total ? &printed : &sum) += r->remedies[b][k].value;
    take(to, sum);
    take(to, printed);
}

static void
take_claim(struct readings *to, const struct report *r, enum claim claim, int row,
           column_of *of)
{
    long granted = of_group(r, GRANTED, of), partly = of_group(r, PARTLY_GRANTED, of);

    switch (claim) {
    case CLAIM_NEW:
        take(to, of_row(r, "new", of));
        break;
    case CLAIM_CARRIED_IN:
        take(to, of_row(r, "carried_in", of));
        break;
    case CLAIM_CARRIED_OUT:
        take(to, of_row(r, "carried_out", of));
        break;
    case CLAIM_ANSWERED:
        take_answered(to, r, of);
        break;
    case CLAIM_GRANTED:
        take(to, granted);
        take(to, granted + partly);
        break;
    case CLAIM_PARTLY:
        take(to, partly);
        break;
    case CLAIM_GRANTED_OR_PARTLY:
        take(to, granted + partly);
        break;
    case CLAIM_REFUSED:
    case CLAIM_UNAVAILABLE:
    case CLAIM_NOT_PROCESSED:
    case CLAIM_OTHER:
        take(to, of_group(r, (enum outcome_group)(claim - CLAIM_REFUSED) + REFUSED, of));
        break;
    case CLAIM_ROW:
        take(to, of(r, row));
        break;
    default:
        take_received(to, r, of);
    }
}

struct readings
readings_of(const struct report *r, enum claim claim, int row)
{
    struct readings found = {.count = 0};

    if (claim == CLAIM_REVIEW || claim == CLAIM_SUIT) {
        if (r->has_remedies && claim == CLAIM_REVIEW)
            take_remedies(&found, r, BLOCK_review, BLOCK_review);
        else if (r->has_remedies)
            take_remedies(&found, r, BLOCK_suit_direct, BLOCK_suit_after_review);
        return found;
    }
    if (r->tally_form == NULL || claim == CLAIM_NONE)
        return found;
    if (claim == CLAIM_NATURAL || claim == CLAIM_LEGAL) {
        take_received(&found, r, claim == CLAIM_NATURAL ? natural_of : legal_of);
        return found;
    }
    take_claim(&found, r, claim, row, six_of);
    take_claim(&found, r, claim, row, printed_of);
    return found;
}
