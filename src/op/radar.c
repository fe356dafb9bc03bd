#include "op/radar.h"

#include "core/sameness.h"
#include "core/similarity.h"
#include "op/applicant.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* How many are shown; from which likeness on, and within how many days, one is taken for the
 * same paper; how many are free of a fee a month (国办函〔2020〕109号, rule 10.3). */
enum { SHOWN = 20, MOST_COMPARED = 1000, SAME_PAPER = 95, SAME_DAYS = 3, FREE = 10 };

/* Columns of radar_find.sql. */
enum {
    ID,
    CONTENT,
    DAY,
    ARRIVED,
    NUMBER,
    GRADE,
    SAME_LETTER,
    OF_LETTER,
    MONTH,
    MONTH_POSSIBLE,
    YEAR,
    YEAR_POSSIBLE
};

struct found {
    long long id;
    int row, similarity; /* -1: there is nothing to compare */
    date day;
};

static int
most_alike_first(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    if (x->similarity != y->similarity)
        return x->similarity > y->similarity ? -1 : 1;
    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    return (x->id < y->id) - (x->id > y->id);
}

static struct found *
compare(struct request *rq, const struct radar_query *q, const PGresult *rows)
{
    int n = PQntuples(rows);
    struct found *all = arena_alloc(rq->arena, sizeof *all * (size_t)(n + 1));
    struct pairs wanted = {NULL, 0};

    if (q->content != NULL)
        wanted = pairs_of(rq->arena, q->content);
    for (int i = 0; i < n; i++) {
        struct pairs theirs = pairs_of(rq->arena, PQgetvalue(rows, i, CONTENT));

        all[i] = (struct found){
            .id = strtoll(PQgetvalue(rows, i, ID), NULL, 10),
            .row = i,
            .similarity = q->content != NULL ? similarity(&wanted, &theirs) : -1,
            .day = day_at(rows, i, DAY),
        };
    }
    if (n > 1)
        qsort(all, (size_t)n, sizeof *all, most_alike_first);
    return all;
}

/* Whether the case in ROW came out of the same letter by a split. */
static bool
is_part(const struct radar_query *q, const PGresult *rows, int row)
{
    return q->letter != NULL && strcmp(q->letter, PQgetvalue(rows, row, OF_LETTER)) == 0;
}

static const char *
called(const PGresult *rows, int row)
{
    return PQgetvalue(rows, row, PQgetisnull(rows, row, NUMBER) ? ID : NUMBER);
}

static void
warn_of_paper(struct request *rq, const struct radar_query *q, const PGresult *rows,
              const struct found *f)
{
    date arrived = day_at(rows, f->row, ARRIVED);
    int apart = arrived > q->arrived_on ? arrived - q->arrived_on : q->arrived_on - arrived;
    char day[DATE_SIZE];

    if (is_part(q, rows, f->row))
        return;
    if (*PQgetvalue(rows, f->row, SAME_LETTER) == 't')
        add_warning(rq, "tracking_number", "邮件号码与 %s 相同，可能是同一来件重复登记",
                    "the letter of %s has the same number; it may be registered twice",
                    called(rows, f->row));
    else if (f->similarity >= SAME_PAPER && q->arrived_on != NO_DATE && apart <= SAME_DAYS)
        add_warning(rq, "content", "%s 于 %s 到达，内容相似度 %d，可能是同一来件重复登记",
                    "%s arrived on %s with a likeness of %d; this paper may be registered "
                    "twice",
                    called(rows, f->row), date_text(arrived, day), f->similarity);
}

static void
warn_of_volume(struct request *rq, const PGresult *rows)
{
    int earlier = PQntuples(rows) > 0 ? atoi(PQgetvalue(rows, 0, MONTH)) : 0;

    if (earlier >= FREE)
        add_warning(
            rq, "applicant_name",
            "该申请人本自然月内已收到 %d 件；自第 11 件起可以按件收取信息处理费（国办函"
            "〔2020〕109号），数量是否明显超过合理范围没有法定件数（条例第三十五条）",
            "%d of this applicant were received this month; from the 11th on a fee "
            "may be charged (国办函〔2020〕109号); the law sets no number for what "
            "is unreasonable (Reg. 35)",
            earlier);
}

/* The ids, likenesses and rows of the N most alike, as SQL arrays. */
static void
put_found(struct request *rq, const PGresult *rows, const struct found *all, int n)
{
    struct text ids = {NULL, 0, 0}, like = {NULL, 0, 0}, same = {NULL, 0, 0},
                letter = {NULL, 0, 0};

    for (int i = 0; i < n; i++) {
        const char *comma = i > 0 ? "," : "";
        int row = all[i].row;

        text_addf(&ids, "%s%lld", comma, all[i].id);
        if (all[i].similarity < 0)
            text_addf(&like, "%snull", comma);
        else
            text_addf(&like, "%s%d", comma, all[i].similarity);
        text_addf(&same, "%s%s", comma,
                  atoi(PQgetvalue(rows, row, GRADE)) == SAME_PERSON ? "certain"
                                                                    : "possible");
        text_addf(&letter, "%s%s", comma, PQgetvalue(rows, row, SAME_LETTER));
    }
    put_text(rq, "ids", arena_printf(rq->arena, "{%s}", n ? ids.bytes : ""));
    put_text(rq, "likeness", arena_printf(rq->arena, "{%s}", n ? like.bytes : ""));
    put_text(rq, "sameness", arena_printf(rq->arena, "{%s}", n ? same.bytes : ""));
    put_text(rq, "letters", arena_printf(rq->arena, "{%s}", n ? letter.bytes : ""));
    text_free(&ids);
    text_free(&like);
    text_free(&same);
    text_free(&letter);
}

static void
put_counts(struct request *rq, const PGresult *rows)
{
    static const struct {
        const char *name;
        int column;
    } counts[] = {{"in_month", MONTH},
                  {"in_month_possible", MONTH_POSSIBLE},
                  {"in_year", YEAR},
                  {"in_year_possible", YEAR_POSSIBLE}};

    for (unsigned i = 0; i < sizeof counts / sizeof counts[0]; i++)
        put_text(rq, counts[i].name,
                 PQntuples(rows) > 0 ? PQgetvalue(rows, 0, counts[i].column) : "0");
}

static void
put_query(struct request *rq, const struct radar_query *q)
{
    put_text(rq, "radar_name", q->name);
    put_text(rq, "radar_letter", q->tracking_number);
    put_text(rq, "radar_id", q->id);
    put_date(rq, "radar_day", q->received_on);
    put_text(rq, "id_number_indexes",
             q->id_number ? applicant_indexes(rq, "id_number", q->id_number) : NULL);
    put_text(rq, "phone_indexes",
             q->phone ? applicant_indexes(rq, "phone", q->phone) : NULL);
    put_number(rq, "most", MOST_COMPARED + 1);
}

enum problem
radar(struct request *rq, const struct radar_query *q)
{
    struct found *all;
    PGresult *rows;
    int shown;

    put_query(rq, q);
    TRY(run_sql(rq, SQL(radar_find), &rows));
    all = compare(rq, q, rows);
    shown = PQntuples(rows) < SHOWN ? PQntuples(rows) : SHOWN;
    for (int i = 0; i < shown; i++)
        warn_of_paper(rq, q, rows, &all[i]);
    warn_of_volume(rq, rows);
    put_found(rq, rows, all, shown);
    put_counts(rq, rows);
    put_bool(rq, "complete", PQntuples(rows) <= MOST_COMPARED);
    put_warnings(rq);
    return reply_one(rq, 200, SQL(radar_reply));
}
