#include "story.h"

#include <stdio.h>
#include <stdlib.h>

/* splitmix64. */
unsigned
chance_below(struct chance *c, unsigned n)
{
    uint64_t z = c->state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ (z >> 31)) % n);
}

/* Shares in parts of their sum. */
static const unsigned channel_shares[CHANNEL_COUNT] = {
    [CHANNEL_in_person] = 13, [CHANNEL_mail_signed] = 20, [CHANNEL_mail_ordinary] = 8,
    [CHANNEL_internet] = 55,  [CHANNEL_fax] = 2,          [CHANNEL_oral] = 2};

static const unsigned category_shares[CATEGORY_COUNT] = {
    [CATEGORY_natural_person] = 900, [CATEGORY_commercial] = 65,    [CATEGORY_research] = 4,
    [CATEGORY_public_interest] = 6,  [CATEGORY_legal_service] = 10, [CATEGORY_other] = 15};

static const unsigned outcome_shares[OUTCOME_COUNT] = {
    [OUTCOME_granted] = 340,        [OUTCOME_partly_granted] = 75,
    [OUTCOME_refused_1] = 5,        [OUTCOME_refused_2] = 12,
    [OUTCOME_refused_3] = 6,        [OUTCOME_refused_4] = 15,
    [OUTCOME_refused_5] = 18,       [OUTCOME_refused_6] = 22,
    [OUTCOME_refused_7] = 25,       [OUTCOME_refused_8] = 20,
    [OUTCOME_unavailable_1] = 230,  [OUTCOME_unavailable_2] = 40,
    [OUTCOME_unavailable_3] = 15,   [OUTCOME_not_processed_1] = 45,
    [OUTCOME_not_processed_2] = 25, [OUTCOME_not_processed_3] = 3,
    [OUTCOME_not_processed_4] = 4,  [OUTCOME_not_processed_5] = 5,
    [OUTCOME_other_1] = 20,         [OUTCOME_other_2] = 2,
    [OUTCOME_other_3] = 50};

static int
pick(struct chance *c, const unsigned *shares, int n)
{
    unsigned sum = 0, at;
    int i = 0;

    for (int k = 0; k < n; k++)
        sum += shares[k];
    for (at = chance_below(c, sum); at >= shares[i]; i++)
        at -= shares[i];
    return i;
}

#define ONE_OF(c, list) ((list)[chance_below((c), sizeof(list) / sizeof *(list))])

static void
invent_applicant(struct story *s, struct chance *c)
{
    static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵",
                                           "黄", "周", "吴", "徐", "孙", "马", "欧阳"};
    static const char *const given[] = {"伟", "芳", "娜", "秀英", "敏", "静", "丽", "强",
                                        "磊", "军", "洋", "勇",   "艳", "杰", "娟", "建国"};
    static const char *const streets[] = {"人民路", "解放大街", "建设路", "中山南路",
                                          "文化巷", "新华街",   "迎宾道", "长江路"};
    unsigned phone = 30000000 + chance_below(c, 69999999);

    snprintf(s->name, sizeof s->name, "%s%s", ONE_OF(c, surnames), ONE_OF(c, given));
    snprintf(s->id_number, sizeof s->id_number, "%06u%04u%02u%02u%04u",
             110000 + chance_below(c, 540000), 1950 + chance_below(c, 55),
             1 + chance_below(c, 12), 1 + chance_below(c, 28), chance_below(c, 10000));
    snprintf(s->phone, sizeof s->phone, "139%08u", phone);
    snprintf(s->email, sizeof s->email, "a%u@example.org", phone);
    snprintf(s->address, sizeof s->address, "%s%u号%u室", ONE_OF(c, streets),
             1 + chance_below(c, 900), 101 + chance_below(c, 2400));
}

static void
invent_wish(struct story *s, struct chance *c)
{
    static const char *const places[] = {"城东片区", "老旧小区", "工业园区", "沿河村组",
                                         "高铁新城", "幸福小区", "农贸市场", "第三中学"};
    static const char *const things[] = {
        "征收补偿方案和补偿安置协议",   "建设用地规划许可证及附图",
        "环境影响评价批复文件",         "低保资金发放明细",
        "拆迁评估报告和公示材料",       "财政专项资金的拨付依据",
        "行政处罚决定及其法律依据全文", "工程招标投标和验收资料"};
    static const char *const ends[] = {
        "，请提供盖章的复印件。", "，用于核对本人的补偿数额，请以电子文档形式提供。",
        "以及作出该决定的会议纪要、请示和批复。",
        "，并请说明该信息的制作机关、制作日期和保存情况；如不存在，请书面告知检索的范围和方式。"};
    static const char *const forms[] = {"paper",      "paper", "electronic",
                                        "electronic", "disc",  NULL};
    static const char *const routes[] = {"post", "email", "pickup", "online", NULL};
    static const char *const units[] = {"办公室", "规划科", "建设科",
                                        "执法队", "财务科", NULL};
    static const char *const officers[] = {"经办一", "经办二", "经办三", "经办四", NULL};

    snprintf(s->content, sizeof s->content, "申请公开%u年%s%s%s",
             2010 + chance_below(c, 16), ONE_OF(c, places), ONE_OF(c, things),
             ONE_OF(c, ends));
    s->wanted_form = ONE_OF(c, forms);
    s->wanted_route = ONE_OF(c, routes);
    s->officer = ONE_OF(c, officers);
    s->unit = ONE_OF(c, units);
}

static struct event *
add_event(struct story *s, enum event_kind kind, date day)
{
    struct event *e = &s->events[s->count++];

    *e = (struct event){.seq = s->count,
                        .kind = kind,
                        .happened_on = day,
                        .channel = CHANNEL_NONE,
                        .category = CATEGORY_NONE,
                        .outcome = OUTCOME_NONE};
    return e;
}

static date
working_days_after(const struct calendar *cal, date day, unsigned n)
{
    date d = day;

    if (n > 0 && calendar_after(cal, day, (int)n, &d) != OK)
        abort();
    return d;
}

/* The day of receipt in law; NO_DATE while both sides have not confirmed it.  A confirmation
 * is stated with the registration or comes as an event of its own. */
static date
tell_receipt(struct story *s, struct chance *c, const struct calendar *cal, date last)
{
    date arrived = s->events[0].happened_on, confirmed;

    if (!channel_confirms(s->events[0].channel))
        return arrived;
    if (chance_below(c, 500) == 0)
        return NO_DATE; /* nobody ever did */
    confirmed = working_days_after(cal, arrived, chance_below(c, 4));
    if (confirmed > last)
        return NO_DATE;
    if (chance_below(c, 10) < 6)
        s->events[0].confirmed_on = confirmed;
    else
        add_event(s, EVENT_confirmed, confirmed);
    return confirmed;
}

/* Working days until the answer: most within the period of 20, some late, a few very. */
static unsigned
days_to_answer(struct chance *c)
{
    unsigned luck = chance_below(c, 1000);

    if (luck < 5)
        return 60 + chance_below(c, 200);
    if (luck < 25)
        return 21 + chance_below(c, 20);
    if (luck < 250)
        return 19 + chance_below(c, 2);
    return 2 + chance_below(c, 18);
}

static void
tell_end(struct story *s, struct chance *c, const struct calendar *cal, date received,
         date last)
{
    unsigned luck = chance_below(c, 1000);
    date closed = working_days_after(cal, received, days_to_answer(c));

    if (luck < 3)
        add_event(s, EVENT_voided, received);
    else if (luck < 5 || closed > last)
        return; /* forgotten, or not yet answered */
    else if (luck < 20)
        add_event(s, EVENT_withdrawn, closed);
    else
        add_event(s, EVENT_answered, closed)->outcome =
            (enum outcome)pick(c, outcome_shares, OUTCOME_COUNT);
}

static struct event *
register_on(struct story *s, struct chance *c, date day)
{
    s->count = 0;
    invent_applicant(s, c);
    invent_wish(s, c);
    return add_event(s, EVENT_registered, day);
}

void
story_tell(struct story *s, struct chance *c, const struct calendar *cal, date day,
           date last)
{
    struct event *registered = register_on(s, c, day);
    date received;

    registered->channel = (enum channel)pick(c, channel_shares, CHANNEL_COUNT);
    registered->category = (enum category)pick(c, category_shares, CATEGORY_COUNT);
    if (chance_below(c, 3) == 0)
        registered->submitted_on = day - (date)chance_below(c, 4);
    received = tell_receipt(s, c, cal, last);
    if (received != NO_DATE)
        tell_end(s, c, cal, received, last);
}

/* A letter under REF that asks for an opinion; it comes the next working day when REPLIED. */
static void
consult(struct story *s, const struct calendar *cal, enum event_kind letter,
        const char *ref, date sent, bool replied)
{
    enum event_kind reply = letter == EVENT_third_party_sent ? EVENT_third_party_reply
                                                             : EVENT_joint_agency_reply;

    add_event(s, letter, sent)->ref = ref;
    if (replied)
        add_event(s, reply, working_days_after(cal, sent, 1))->ref = ref;
}

/* What came of it after its receipt, AGE working days ago (at least two). */
static void
tell_middle(struct story *s, struct chance *c, const struct calendar *cal, date received,
            unsigned age)
{
    unsigned luck = chance_below(c, 100);
    date early =
        working_days_after(cal, received, 1 + chance_below(c, age < 7 ? age - 1 : 6));
    date next = working_days_after(cal, early, 1);

    if (luck < 14) {
        consult(s, cal, EVENT_third_party_sent, "A", early, false);
    } else if (luck < 19) {
        consult(s, cal, EVENT_third_party_sent, "A", early, false);
        consult(s, cal, EVENT_joint_agency_sent, "B", next, false);
    } else if (luck < 26) {
        consult(s, cal, EVENT_third_party_sent, "A", early, true);
    } else if (luck < 34) {
        add_event(s, EVENT_extension, next)->days = 20;
    } else if (luck < 42) {
        add_event(s, EVENT_correction_notice, early)->days = 15;
        add_event(s, EVENT_correction_received, next);
    } else if (luck < 46) {
        add_event(s, EVENT_correction_notice, early)->days = 15;
    } else if (luck < 48) {
        add_event(s, EVENT_fee_notice, early);
    }
}

void
story_run(struct story *s, struct chance *c, const struct calendar *cal, date last)
{
    unsigned age = 2 + chance_below(c, RUNNING_DAYS - 1);
    struct event *registered;
    date arrived = last, received;

    for (unsigned i = 0; i < age || !calendar_works(cal, arrived);)
        i += calendar_works(cal, arrived--);
    registered = register_on(s, c, arrived);
    registered->channel = (enum channel)pick(c, channel_shares, CHANNEL_COUNT);
    registered->category = (enum category)pick(c, category_shares, CATEGORY_COUNT);
    received = arrived;
    if (channel_confirms(registered->channel)) {
        if (chance_below(c, 10) < 6)
            registered->confirmed_on = received;
        else
            add_event(s, EVENT_confirmed, received);
    }
    tell_middle(s, c, cal, received, age);
}

void
story_begin(struct story *s, struct chance *c, date day)
{
    struct event *registered = register_on(s, c, day);

    registered->channel = CHANNEL_in_person;
    registered->category = CATEGORY_natural_person;
}
