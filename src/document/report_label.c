#include "document/report_label.h"

#include "base/text.h"

#include <string.h>

const char *
label_fold(const char *s, char folded[LABEL_SIZE])
{
    size_t n = 0;

    while (*s != '\0' && n + 5 < LABEL_SIZE) {
        const char *from = s;
        unsigned c = text_next(&s);

        if (c < 0x3400 || c > 0x9fff)
            continue;
        memcpy(folded + n, from, (size_t)(s - from));
        n += (size_t)(s - from);
    }
    folded[n] = '\0';
    return folded;
}

bool
label_holds(const char *folded, const char *words)
{
    while (*words != '\0') {
        size_t n = strcspn(words, "|");

        if (memmem(folded, strlen(folded), words, n) != NULL)
            return true;
        words += n + (words[n] == '|');
    }
    return false;
}

/* Whether FOLDED has at most N characters. */
static bool
is_short(const char *folded, size_t n)
{
    return text_length(folded) <= n;
}

/* ---- Section three ---- */

struct row_words {
    const char *key;
    int group;
    const char *words;
};

/* The rows that stand in no bracket, before the leaves are looked at. */
static const struct row_words plain_rows[] = {
    {"new", -1, "新收|年收到"},
    {"carried_out", -1, "结转下|结转至下|转下年|转下一年|下年度继续|下一年度继续"},
    {"carried_in", -1, "上年结转|上年度结转|上一年结转|上一年度结转|年结转"},
};

static const struct row_words leaves[] = {
    {"refused_1", REFUSED, "国家秘密"},
    {"refused_2", REFUSED, "法律行政|法律和行政|法律法规|规禁止公开|法规禁止"},
    {"refused_3", REFUSED, "三安全|一稳定"},
    {"refused_4", REFUSED, "第三方|第三人"},
    {"refused_5", REFUSED, "内部事务"},
    {"refused_6", REFUSED, "过程性"},
    {"refused_7", REFUSED, "执法案"},
    {"refused_8", REFUSED, "查询事项|行政查询"},
    {"unavailable_1", UNAVAILABLE, "不掌握"},
    {"unavailable_2", UNAVAILABLE, "现成信息|另行制作"},
    {"unavailable_3", UNAVAILABLE, "补正后|仍不明确"},
    {"not_processed_1", NOT_PROCESSED, "信访|举报投诉"},
    {"not_processed_2", NOT_PROCESSED, "重复申请"},
    {"not_processed_3", NOT_PROCESSED, "出版物"},
    {"not_processed_4", NOT_PROCESSED, "大量反复|反复申请"},
    {"not_processed_5", NOT_PROCESSED, "重新出具|确认或|已获取"},
    {"other_1", OTHER, "不补正|未补正"},
    {"other_2", OTHER, "缴纳费用|收费通知|缴费"},
};

static const struct row_words brackets[] = {
    {NULL, REFUSED, "不予公开|不予以公开"},
    {NULL, UNAVAILABLE, "无法提供"},
    {NULL, NOT_PROCESSED, "不予处理"},
    {NULL, OTHER, "其他处理|其它处理"},
};

static const struct row_words *
find_words(const struct row_words *rows, size_t n, const char *folded)
{
    for (size_t i = 0; i < n; i++)
        if (label_holds(folded, rows[i].words))
            return &rows[i];
    return NULL;
}

/* "3．" at the front of a label: which it is within its bracket; 0: it has no number. */
static int
number_before(const char *text)
{
    const char *s = text;
    unsigned c = ' ', next;

    while (*s != '\0' && (c == ' ' || c == 0x3000 || c == '(' || c == 0xff08))
        c = text_next(&s);
    if (c >= 0xff10 && c <= 0xff19)
        c = c - 0xff10 + '0';
    next = *s != '\0' ? text_next(&s) : 0;
    if (c < '1' || c > '9' || (next >= '0' && next <= '9') || next == '%')
        return 0;
    return (int)(c - '0');
}

/* The leaf that is the Nth of GROUP. */
static const char *
leaf_by_number(int group, int n)
{
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++)
        if (leaves[i].group == group && --n == 0)
            return leaves[i].key;
    return group == OTHER && n == 1 ? "other_3" : NULL;
}

static struct label
row(const char *key, int group)
{
    return (struct label){LABEL_ROW, group, key};
}

struct label
label_of(const char *text, int group)
{
    static const struct label none = {LABEL_NONE, -1, NULL};
    char folded[LABEL_SIZE];
    const struct row_words *found;
    const char *key;

    label_fold(text, folded);
    if (*folded == '\0' || !is_short(folded, 60))
        return none;
    found = find_words(plain_rows, sizeof plain_rows / sizeof *plain_rows, folded);
    if (found == NULL)
        found = find_words(leaves, sizeof leaves / sizeof *leaves, folded);
    if (found != NULL)
        return row(found->key, found->group);
    found = find_words(brackets, sizeof brackets / sizeof *brackets, folded);
    if (found != NULL && is_short(folded, 8))
        return (struct label){LABEL_GROUP, found->group, NULL};
    if (label_holds(folded, "部分公开|区分处理"))
        return row("partly_granted", -1);
    if (label_holds(folded, "予以公开") && is_short(folded, 12))
        return row("granted", -1);
    if (label_holds(folded, "总计|合计") && is_short(folded, 4))
        return row("total", -1);
    if (group == OTHER && label_holds(folded, "其他|其它") && is_short(folded, 6))
        return row("other_3", OTHER);
    key = group >= 0 ? leaf_by_number(group, number_before(text)) : NULL;
    return key != NULL ? row(key, group) : none;
}

/* ---- Section two ---- */

const char *
label_of_figures(const char *text)
{
    static const struct {
        const char *row, *words;
        size_t most;
    } rows[] = {
        {"normative_documents", "规范性文件", 12},
        {"rules", "规章", 5},
        {"other_services", "对外管理服务|其他对外管理", 16},
        {"licensing", "行政许可", 8},
        {"penalty", "行政处罚", 8},
        {"coercion", "行政强制", 8},
        {"fees", "事业性收费", 12},
        {"procurement", "集中采购", 10},
    };
    char folded[LABEL_SIZE];

    label_fold(text, folded);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (label_holds(folded, rows[i].words) && is_short(folded, rows[i].most))
            return rows[i].row;
    return NULL;
}

/* ---- Headings ---- */

/* Behind "一、", "第一部分" and the like, or S when there is nothing of the kind. */
static const char *
behind_number(const char *s)
{
    const char *at = s;
    int n = 0;

    while (*at == ' ' || strncmp(at, "　", 3) == 0)
        at += *at == ' ' ? 1 : 3;
    if (strncmp(at, "第", strlen("第")) == 0)
        at += strlen("第");
    for (; n < 3; n++) {
        const char *next = at;
        unsigned c = *at != '\0' ? text_next(&next) : 0;
        char one[5] = {0};

        memcpy(one, at, (size_t)(next - at));
        if (c == 0 || strstr("一二三四五六七八九十", one) == NULL)
            break;
        at = next;
    }
    if (n == 0)
        return s;
    for (const char *ends = "、|．|.|，|,| |　|部分|章|：|:"; *ends != '\0';) {
        size_t len = strcspn(ends, "|");

        if (strncmp(at, ends, len) == 0)
            return at + len;
        ends += len + (ends[len] == '|');
    }
    return s;
}

int
label_of_part(const char *text, enum report_part *part)
{
    static const struct {
        enum report_part part;
        const char *exact, *like, *and;
    } parts[] = {
        {PART_three, "收到和处理政府信息公开申请情况", "收到和处理|依申请公开|信息公开申请",
         "情况"},
        {PART_four, "政府信息公开行政复议行政诉讼情况", "行政复议|行政法复议|行政复义",
         "诉讼"},
        {PART_two, "主动公开政府信息情况", "主动公开", "情况"},
        {PART_five, "存在的主要问题及改进情况",
         "存在的主要问题|存在的问题|存在问题|存在的不足", ""},
        {PART_six, "其他需要报告的事项",
         "其他需要报告|其它需要报告|需要报告的其他|其他报告事项", ""},
        {PART_one, "总体情况", "总体情况|基本情况|概述", ""},
    };
    const char *behind = behind_number(text);
    char folded[LABEL_SIZE];

    if (strlen(text) > 180)
        return 0;
    label_fold(behind, folded);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        *part = parts[i].part;
        if (strcmp(folded, parts[i].exact) == 0 && text[0] != '(' &&
            strncmp(text, "（", 3) != 0)
            return 2;
        if (behind != text && is_short(folded, 26) && label_holds(folded, parts[i].like) &&
            label_holds(folded, *parts[i].and != '\0' ? parts[i].and : parts[i].like))
            return 1;
    }
    return 0;
}
