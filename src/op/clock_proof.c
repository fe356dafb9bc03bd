#include "op/clock_proof.h"

#include "op/clock_view.h"
#include "op/page.h"

#include <string.h>

/* The proof is built once, as headed sections of rows; the two writers only draw it. */
enum { MOST_COLUMNS = 4 };

struct row {
    const char *cells[MOST_COLUMNS];
};

struct section {
    const char *title;
    const char *headings[MOST_COLUMNS];
    struct row *rows;
    int count, room;
};

struct proof {
    struct request *rq;
    const struct clock *c;
    const struct clock_terms *terms;
    const struct history *history;
    struct section sections[8];
    int count;
};

static const char *
say(const struct proof *p, const char *zh, const char *en)
{
    return p->rq->english ? en : zh;
}

static const char *
day(const struct proof *p, date d)
{
    char text[DATE_SIZE];

    return d == NO_DATE ? "—" : arena_copy(p->rq->arena, date_text(d, text), DATE_SIZE - 1);
}

static struct section *
add_section(struct proof *p, const char *title, int room)
{
    struct section *s = &p->sections[p->count++];

    *s = (struct section){.title = title, .room = room};
    s->rows = arena_alloc(p->rq->arena, sizeof *s->rows * (size_t)(room + 1));
    return s;
}

static void
add_row(struct section *s, const char *a, const char *b, const char *c, const char *d)
{
    s->rows[s->count++] = (struct row){{a, b, c, d}};
}

static const char *
weekday(const struct proof *p, date d)
{
    static const char *const names[][2] = {
        {"一", "Mon"}, {"二", "Tue"}, {"三", "Wed"}, {"四", "Thu"},
        {"五", "Fri"}, {"六", "Sat"}, {"日", "Sun"},
    };

    return names[date_weekday(d)][p->rq->english];
}

static const char *
due_words(const struct proof *p)
{
    const struct clock *c = p->c;
    const char *note =
        clock_calendar_note(p->rq, p->terms, p->history->events, p->history->count, c);

    if (c->due_on == NO_DATE)
        return say(p, "现不计算（等待中或尚无终期）", "none at present (waiting)");
    if (note != NULL)
        return arena_printf(p->rq->arena, "%s（%s）", day(p, c->due_on), note);
    if (c->due_assumes_reply)
        return arena_printf(p->rq->arena, "%s（%s）", day(p, c->due_on),
                            say(p, "以征求意见至迟收到之日推算",
                                "taking the latest reply of the open consultation"));
    return day(p, c->due_on);
}

static const char *
period_words(const struct proof *p, const struct clock_run *r)
{
    bool old = p->c->law == 2008;
    int statutory = clock_statutory_days(p->c->law), extension = r->allowed - statutory;
    struct arena *a = p->rq->arena;
    const char *words = arena_printf(
        a,
        say(p, "%s 起 %d 个工作日（不含当日，%s）",
            "%s, %d working days, the day itself not counted (%s)"),
        day(p, r->start), statutory,
        old ? say(p, "2007年条例第二十四条", "Art. 24 of the Regulation of 2007")
            : say(p, "条例第三十三条第二款", "Reg. 33(2)"));

    if (extension > 0)
        words = arena_printf(a, say(p, "%s，延长 %d 个工作日", "%s, extended by %d"), words,
                             extension);
    if (r->delayed_to != NO_DATE)
        words = arena_printf(
            a, say(p, "%s，延迟至 %s（条例第三十五条）", "%s, delayed to %s (Reg. 35)"),
            words, day(p, r->delayed_to));
    return words;
}

static void
add_result(struct proof *p, const char *number)
{
    const struct clock *c = p->c;
    const struct clock_run *r = clock_run_of(c);
    struct section *s = add_section(p, say(p, "期限", "The period"), 12);
    struct arena *a = p->rq->arena;

    add_row(s, say(p, "申请编号", "Number"), number, NULL, NULL);
    add_row(s, say(p, "机关", "Agency"), p->rq->agency.name, NULL, NULL);
    add_row(s, say(p, "状态", "Status"),
            p->rq->english ? clock_status_code(c->status) : clock_status_name(c->status),
            NULL, NULL);
    if (c->channel != CHANNEL_NONE)
        add_row(s, say(p, "收到申请之日", "Received"),
                arena_printf(a, "%s（%s；%s）", day(p, c->received_on),
                             channel_name(c->channel), channel_clause(c->channel)),
                NULL, NULL);
    if (r != NULL)
        add_row(s, say(p, "期限", "Period"), period_words(p, r), NULL, NULL);
    add_row(s, say(p, "答复期限", "Due"), due_words(p), NULL, NULL);
    if (r != NULL)
        add_row(s, say(p, "已计入", "Counted"), arena_printf(a, "%d", c->used), NULL, NULL);
    if (c->overdue_days > 0)
        add_row(s, say(p, "逾期工作日", "Working days late"),
                arena_printf(a, "%d", c->overdue_days), NULL, NULL);
    if (c->closed_on != NO_DATE)
        add_row(s, say(p, "办结日期", "Closed"), day(p, c->closed_on), NULL, NULL);
    if (c->in_time != NOT_STATED)
        add_row(s, say(p, "按期答复", "In time"),
                c->in_time == STATED_YES ? say(p, "是", "yes") : say(p, "否", "no"), NULL,
                NULL);
    add_row(s, say(p, "截至", "As of"), day(p, c->as_of), NULL, NULL);
    if (text_of(p->rq, "known_at") != NULL)
        add_row(s, say(p, "按何时的记录", "As known at"), text_of(p->rq, "known_at"), NULL,
                NULL);
}

/* The entry that stands in the place of SEQ, or took it away; 0 for none. */
static int
later_on(const struct history *h, int seq)
{
    for (int i = 0; i < h->count; i++)
        if (h->events[i].supersedes == seq)
            return h->events[i].seq;
    return 0;
}

static void
add_entries(struct proof *p, const struct history *h)
{
    struct section *s = add_section(p, say(p, "事项", "Entries"), h->count);

    s->headings[0] = say(p, "序号", "No.");
    s->headings[1] = say(p, "日期", "Day");
    s->headings[2] = say(p, "事项", "Entry");
    for (int i = 0; i < h->count; i++) {
        const struct event *e = &h->events[i];
        const char *name =
            p->rq->english ? event_kind_code(e->kind) : event_kind_name(e->kind);

        if (e->ref != NULL)
            name = arena_printf(p->rq->arena, "%s %s", name, e->ref);
        if (later_on(h, e->seq) != 0)
            name = arena_printf(p->rq->arena,
                                say(p, "%s（不再有效，见第 %d 项）", "%s (see no. %d)"),
                                name, later_on(h, e->seq));
        if (e->supersedes != 0)
            name =
                arena_printf(p->rq->arena, say(p, "%s（更正第 %d 项）", "%s (for no. %d)"),
                             name, e->supersedes);
        add_row(s, arena_printf(p->rq->arena, "%d", e->seq), day(p, e->happened_on), name,
                NULL);
    }
}

static void
add_deadlines(struct proof *p)
{
    const struct clock *c = p->c;
    struct section *s =
        add_section(p, say(p, "各项期限", "Side deadlines"), c->deadline_count);

    s->headings[0] = say(p, "期限", "Deadline");
    s->headings[1] = say(p, "届满", "Due");
    s->headings[2] = say(p, "完成", "Done");
    s->headings[3] = say(p, "依据与后果", "Effect");
    for (int i = 0; i < c->deadline_count; i++) {
        const struct clock_deadline *d = &c->deadlines[i];
        const char *name = p->rq->english ? deadline_code(d->kind) : deadline_name(d->kind);

        if (d->ref != NULL)
            name = arena_printf(p->rq->arena, "%s %s", name, d->ref);
        add_row(s, name, day(p, d->due), day(p, d->done),
                deadline_effect(d->kind, p->rq->english));
    }
}

static void
add_flags(struct proof *p)
{
    const struct clock *c = p->c;
    struct section *s = add_section(p, say(p, "提示", "Findings"), c->flag_count);

    s->headings[0] = say(p, "日期", "Day");
    s->headings[1] = say(p, "说明", "Finding");
    s->headings[2] = say(p, "依据", "Basis");
    for (int i = 0; i < c->flag_count; i++)
        add_row(s, day(p, c->flags[i].on), flag_text(c->flags[i].flag, p->rq->english),
                flag_article(c->flags[i].flag), NULL);
}

static void
add_readings(struct proof *p)
{
    struct section *s =
        add_section(p, say(p, "适用的理解", "Readings taken"), READING_COUNT);

    s->headings[0] = say(p, "事项", "Question");
    s->headings[1] = say(p, "理解", "Reading");
    s->headings[2] = say(p, "依据", "Basis");
    for (int r = 0; r < READING_COUNT; r++) {
        bool other = p->c->readings.other[r];

        add_row(s, p->rq->english ? reading_code(r) : reading_name(r),
                p->rq->english ? reading_value(r, other) : reading_meaning(r, other),
                reading_basis(r), NULL);
    }
}

static void
add_account(struct proof *p)
{
    struct account_day *days;
    int n = account_of(p->rq->arena, p->terms->calendar, p->c, &days);
    struct section *s = add_section(p, say(p, "逐日说明", "Day by day"), n);

    s->headings[0] = say(p, "日期", "Day");
    s->headings[1] = say(p, "星期", "Weekday");
    s->headings[2] = say(p, "第几日", "Count");
    s->headings[3] = say(p, "说明", "Account");
    for (int i = 0; i < n; i++)
        add_row(s, day(p, days[i].day), weekday(p, days[i].day),
                days[i].n > 0 ? arena_printf(p->rq->arena, "%d", days[i].n) : "",
                account_words(p->rq->arena, &days[i], p->rq->english));
}

/* ---- The two writers ---- */

static void
pad(struct text *out, const char *cell, int width)
{
    text_add(out, cell);
    for (int w = text_width(cell); w < width; w++)
        text_add(out, " ");
}

static void
write_line(struct text *out, const char *const cells[MOST_COLUMNS], const int *widths)
{
    for (int i = 0; i < MOST_COLUMNS && cells[i] != NULL; i++) {
        bool last = i + 1 == MOST_COLUMNS || cells[i + 1] == NULL;

        if (last)
            text_add(out, cells[i]);
        else
            pad(out, cells[i], widths[i] + 2);
    }
    text_add(out, "\n");
}

static void
write_text(struct text *out, const struct proof *p, const char *title)
{
    text_addf(out, "%s\n", title);
    for (int k = 0; k < p->count; k++) {
        const struct section *s = &p->sections[k];
        int widths[MOST_COLUMNS] = {0};

        if (s->count == 0)
            continue;
        text_addf(out, "\n%s\n", s->title);
        for (int i = -1; i < s->count; i++)
            for (int c = 0; c < MOST_COLUMNS; c++) {
                const char *cell = i < 0 ? s->headings[c] : s->rows[i].cells[c];
                int width = cell != NULL ? text_width(cell) : 0;

                widths[c] = width > widths[c] ? width : widths[c];
            }
        if (s->headings[0] != NULL)
            write_line(out, s->headings, widths);
        for (int i = 0; i < s->count; i++)
            write_line(out, s->rows[i].cells, widths);
    }
}

static void
write_sections(struct text *out, const struct proof *p)
{
    for (int k = 0; k < p->count; k++) {
        const struct section *s = &p->sections[k];
        const char *headings[PAGE_COLUMNS] = {NULL};

        if (s->count == 0)
            continue;
        memcpy(headings, s->headings, sizeof s->headings);
        page_table(out, s->title, s->headings[0] != NULL ? headings : NULL);
        for (int i = 0; i < s->count; i++)
            page_row(out, s->rows[i].cells, MOST_COLUMNS);
        page_table_end(out);
    }
}

static const char *
number_of_case(const struct proof *p, const PGresult *row)
{
    return PQgetisnull(row, 0, 0) ? say(p, "（未编号）", "(none)") : PQgetvalue(row, 0, 0);
}

enum problem
clock_proof_write(struct request *rq, const struct history *h,
                  const struct clock_terms *terms, const struct clock *c, bool html,
                  struct text *out)
{
    struct proof p = {.rq = rq, .c = c, .terms = terms, .history = h};
    const char *title = say(&p, "答复期限说明", "Account of the answer period");
    PGresult *row;

    TRY(run_sql(rq, SQL(application_number), &row));
    add_result(&p, number_of_case(&p, row));
    add_account(&p);
    add_entries(&p, h);
    add_deadlines(&p);
    add_flags(&p);
    add_readings(&p);
    if (!html) {
        write_text(out, &p, title);
        return OK;
    }
    page_begin(out, title, rq->english);
    write_sections(out, &p);
    page_end(out);
    return OK;
}

enum problem
clock_proof_result(struct request *rq, const struct history *h,
                   const struct clock_terms *terms, const struct clock *c, struct text *out)
{
    struct proof p = {.rq = rq, .c = c, .terms = terms, .history = h};
    PGresult *row;

    TRY(run_sql(rq, SQL(application_number), &row));
    add_result(&p, number_of_case(&p, row));
    add_deadlines(&p);
    add_flags(&p);
    write_sections(out, &p);
    return OK;
}

enum problem
clock_proof(struct request *rq, const struct history *h, const struct clock_terms *terms,
            const struct clock *c)
{
    bool html = strcmp(rq->format, "html") == 0;
    struct text out = {NULL, 0, 0};

    TRY(clock_proof_write(rq, h, terms, c, html, &out));
    rq->reply.is_document = html;
    return reply_text(
        rq, 200, html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8", &out);
}
