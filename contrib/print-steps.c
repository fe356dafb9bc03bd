/* Prints the table of steps (core/step.def) as a diagram, docs/steps.svg: above the acts that
 * change the state of a case, below every act with its states, right, needs and article.
 * `make papers` runs it.  What is drawn comes from the table; only the places on the sheet stand
 * here, and a table that they do not fit is an error. */
#include "core/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 1400,
    BOX_WIDTH = 150,
    BOX_HEIGHT = 60,
    TABLE_TOP = 680,
    LINE_HEIGHT = 19,
    ROW_GAP = 9,
    NEEDS_WIDTH = 36 /* ideographs a line */
};

#define BIT(s) (1u << CLOCK_##s)
#define RECEIVED (BIT(RUNNING) | BIT(AWAITING_CORRECTION) | BIT(AWAITING_FEE))
#define OPEN (BIT(AWAITING_CONFIRMATION) | RECEIVED)
#define ENTERED (OPEN | BIT(ANSWERED) | BIT(WITHDRAWN))

static const struct {
    enum clock_status state;
    int x, y;
} boxes[] = {
    {CLOCK_AWAITING_CONFIRMATION, 230, 300},
    {CLOCK_RUNNING, 560, 300},
    {CLOCK_AWAITING_CORRECTION, 560, 140},
    {CLOCK_AWAITING_FEE, 560, 460},
    {CLOCK_ANSWERED, 970, 300},
    {CLOCK_WITHDRAWN, 970, 500},
    {CLOCK_VOIDED, 1240, 300},
};

/* States that an act may be taken in alike: one arrow leaves their frame. */
static const struct {
    const char *name;
    int x, y, width, height;
} frames[] = {
    {"已登记", 140, 60, 995, 560},
    {"未办结", 170, 95, 680, 510},
    {"已收到，未办结", 440, 105, 390, 440},
};

/* The arrows: from these states to that one, along these points; the label begins at the last
 * two numbers. */
static const struct {
    unsigned from;
    enum clock_status to;
    const char *points;
    int x, y;
} arrows[] = {
    {BIT(NOT_RECEIVED), CLOCK_AWAITING_CONFIRMATION, "84,330 230,330", 90, 321},
    {BIT(NOT_RECEIVED), CLOCK_RUNNING, "70,316 70,240 500,240 500,315 560,315", 90, 231},
    {BIT(AWAITING_CONFIRMATION), CLOCK_RUNNING, "380,345 560,345", 450, 366},
    {BIT(RUNNING), CLOCK_AWAITING_CORRECTION, "605,300 605,200", 537, 255},
    {BIT(AWAITING_CORRECTION), CLOCK_RUNNING, "665,200 665,300", 675, 235},
    {BIT(RUNNING), CLOCK_AWAITING_FEE, "605,360 605,460", 537, 415},
    {BIT(AWAITING_FEE), CLOCK_RUNNING, "665,460 665,360", 675, 395},
    {RECEIVED, CLOCK_ANSWERED, "830,330 970,330", 880, 321},
    {OPEN, CLOCK_WITHDRAWN, "850,530 970,530", 865, 521},
    {ENTERED, CLOCK_VOIDED, "1135,330 1240,330", 1138, 321},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The states of the table's columns. */
static const enum clock_status columns[] = {CLOCK_AWAITING_CONFIRMATION,
                                            CLOCK_RUNNING,
                                            CLOCK_AWAITING_CORRECTION,
                                            CLOCK_AWAITING_FEE,
                                            CLOCK_ANSWERED,
                                            CLOCK_WITHDRAWN,
                                            CLOCK_VOIDED};

/* From which other states KIND leads to THEN (bits). */
static unsigned
leads_from(enum event_kind kind, enum clock_status then)
{
    unsigned from = 0;

    for (enum clock_status s = 0; s <= CLOCK_VOIDED; s++)
        if (s != then && step_leads(kind, s, then))
            from |= 1u << s;
    return from;
}

/* Whether arrow I stands for KIND: its states are among those from which KIND leads there, and
 * no arrow with more of them is. */
static bool
is_drawn_by(size_t i, enum event_kind kind)
{
    unsigned from = leads_from(kind, arrows[i].to);

    if (kind == EVENT_retracted || (arrows[i].from & from) != arrows[i].from)
        return false;
    for (size_t k = 0; k < COUNT(arrows); k++)
        if (k != i && arrows[k].to == arrows[i].to &&
            (arrows[k].from & from) == arrows[k].from &&
            (arrows[k].from & arrows[i].from) == arrows[i].from)
            return false;
    return true;
}

/* Whether the arrows show every change of state that the table has, and no other. */
static bool
is_whole(void)
{
    bool whole = true;

    for (enum event_kind k = 0; k < EVENT_COUNT; k++)
        for (enum clock_status then = 0; then <= CLOCK_VOIDED; then++) {
            unsigned drawn = 0;

            for (size_t i = 0; i < COUNT(arrows); i++)
                if (arrows[i].to == then && is_drawn_by(i, k))
                    drawn |= arrows[i].from;
            if (k != EVENT_retracted && drawn != leads_from(k, then)) {
                fprintf(stderr, "print-steps: %s to %s has no arrow\n", event_kind_code(k),
                        clock_status_code(then));
                whole = false;
            }
        }
    return whole;
}

static void
print_text(int x, int y, const char *class, const char *text)
{
    printf("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n", x, y, class, text);
}

static void
print_head(int height)
{
    printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
           "height=\"%d\" lang=\"zh-CN\">\n",
           WIDTH, height, WIDTH, height);
    printf("<title>政府信息公开申请的办理步骤</title>\n"
           "<style>\n"
           "text { font-family: \"Noto Sans CJK SC\", \"Source Han Sans SC\", "
           "\"Microsoft YaHei\", SimHei, sans-serif; font-size: 14px; fill: #1a1a1a }\n"
           ".title { font-size: 22px; font-weight: bold }\n"
           ".state { font-size: 17px; font-weight: bold; text-anchor: middle }\n"
           ".code { font-size: 11px; text-anchor: middle; fill: #555 }\n"
           ".frame { font-size: 13px; fill: #555 }\n"
           ".head { font-weight: bold }\n"
           ".middle { text-anchor: middle }\n"
           ".box { fill: #fff; stroke: #1f4e79; stroke-width: 2 }\n"
           ".end { fill: #e8eef5 }\n"
           ".round { fill: none; stroke: #8a97a6; stroke-dasharray: 6 4 }\n"
           ".arrow { fill: none; stroke: #1f4e79; stroke-width: 1.6; "
           "marker-end: url(#tip) }\n"
           ".line { stroke: #d0d5db }\n"
           "</style>\n"
           "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
           "markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
           "<path d=\"M0 0 L10 5 L0 10 z\" fill=\"#1f4e79\"/></marker></defs>\n"
           "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n");
    print_text(20, 36, "title", "政府信息公开申请的办理步骤");
}

static void
print_states(void)
{
    for (size_t i = 0; i < COUNT(frames); i++) {
        printf("<rect class=\"round\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
               "rx=\"12\"/>\n",
               frames[i].x, frames[i].y, frames[i].width, frames[i].height);
        print_text(frames[i].x + 12, frames[i].y + 22, "frame", frames[i].name);
    }
    printf("<circle cx=\"70\" cy=\"330\" r=\"14\" fill=\"#1f4e79\"/>\n");
    for (size_t i = 0; i < COUNT(boxes); i++) {
        enum clock_status s = boxes[i].state;
        int middle = boxes[i].x + BOX_WIDTH / 2;

        printf("<rect class=\"box%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
               "rx=\"6\"/>\n",
               clock_is_open(s) ? "" : " end", boxes[i].x, boxes[i].y, BOX_WIDTH,
               BOX_HEIGHT);
        print_text(middle, boxes[i].y + 28, "state", clock_status_name(s));
        print_text(middle, boxes[i].y + 47, "code", clock_status_code(s));
    }
}

static void
print_arrows(void)
{
    for (size_t i = 0; i < COUNT(arrows); i++) {
        int y = arrows[i].y;

        printf("<polyline class=\"arrow\" points=\"%s\"/>\n", arrows[i].points);
        for (enum event_kind k = 0; k < EVENT_COUNT; k++)
            if (is_drawn_by(i, k)) {
                print_text(arrows[i].x, y, "", event_kind_name(k));
                y += LINE_HEIGHT;
            }
    }
    print_text(140, 648, "frame",
               "从虚线框引出的箭头：框内任一状态都可以办理。不改变状态的事项见下表。"
               "误录事项撤销后，回到没有该事项时的状态。");
}

/* Prints TEXT in lines of NEEDS_WIDTH ideographs, a line not beginning with a mark; their
 * number.  X negative: only counts. */
static int
print_wrapped(int x, int y, const char *text)
{
    int lines = 0;

    while (*text != '\0') {
        const char *end = text;
        int width = 0; /* in halves */

        while (*end != '\0' && (width < 2 * NEEDS_WIDTH || strncmp(end, "，", 3) == 0 ||
                                strncmp(end, "；", 3) == 0 || strncmp(end, "。", 3) == 0 ||
                                strncmp(end, "、", 3) == 0 || strncmp(end, "）", 3) == 0)) {
            width += ((unsigned char)*end & 0x80) != 0 ? 2 : 1;
            for (end++; ((unsigned char)*end & 0xC0) == 0x80; end++)
                ;
        }
        if (x >= 0)
            printf("<text x=\"%d\" y=\"%d\">%.*s</text>\n", x, y + lines * LINE_HEIGHT,
                   (int)(end - text), text);
        text = end;
        lines++;
    }
    return lines;
}

/* The columns of the table. */
enum { X_KIND = 20, X_STATES = 260, X_STATE = 52, X_RIGHT = 610, X_NEEDS = 850 };

static void
print_row(enum event_kind k, int y)
{
    enum right right = step_right(k);

    print_text(X_KIND, y, "", event_kind_name(k));
    for (size_t i = 0; i < COUNT(columns); i++) {
        bool changes = false;

        for (enum clock_status then = 0; then <= CLOCK_VOIDED; then++)
            changes = changes || (then != columns[i] && step_leads(k, columns[i], then));
        if (step_allowed(k, columns[i]))
            print_text(X_STATES + X_STATE * (int)i, y, "middle", changes ? "◆" : "●");
    }
    print_text(X_RIGHT, y, "",
               right != RIGHT_NONE ? right_name(right, false) : "所撤销事项的更正权限");
    print_text(X_RIGHT, y + LINE_HEIGHT, "frame", step_article(k));
    print_wrapped(X_NEEDS, y, step_needs(k, false));
}

static int
lines_of(enum event_kind k)
{
    int lines = print_wrapped(-1, 0, step_needs(k, false));

    return lines > 2 ? lines : 2; /* the right, and the article below it */
}

static int
row_height(enum event_kind k)
{
    return lines_of(k) * LINE_HEIGHT + ROW_GAP;
}

static void
print_table(void)
{
    int y = TABLE_TOP + 20;

    print_text(X_KIND, y, "head", "事项");
    for (size_t i = 0; i < COUNT(columns); i++)
        print_text(X_STATES + X_STATE * (int)i, y, "head middle",
                   clock_status_name(columns[i]));
    print_text(X_RIGHT, y, "head", "权限 · 依据");
    print_text(X_NEEDS, y, "head", "所需");
    for (enum event_kind k = 0; k < EVENT_COUNT; k++) {
        printf("<path class=\"line\" d=\"M20 %d H%d\"/>\n", y + 10, WIDTH - 20);
        print_row(k, y + 10 + LINE_HEIGHT);
        y += row_height(k);
    }
    print_text(X_KIND, y + 42, "frame",
               "● 可以办理，状态不变   ◆ 可以办理，可以改变状态。"
               "登记使申请从无到有。是否合法，由当日的期限决定。");
}

int
main(void)
{
    int height = TABLE_TOP + 90;

    if (!is_whole())
        return EXIT_FAILURE;
    for (enum event_kind k = 0; k < EVENT_COUNT; k++)
        height += row_height(k);
    print_head(height);
    print_states();
    print_arrows();
    print_table();
    printf("</svg>\n");
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
