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

/* A case as it is compared and shown; its content is gone by then. */
struct found {
    const char *id, *called, *letter; /* called: its number, or else its id */
    long long n;                      /* its id */
    int similarity;                   /* -1: there is nothing to compare */
    date day, arrived;
    bool certain, same_letter;
};

enum { COUNTS = YEAR_POSSIBLE - MONTH + 1 };

struct sighting {
    struct found *all;
    int n;
    const char *counts[COUNTS]; /* from MONTH on; NULL when none was found */
};

static int
most_alike_first(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    if (x->similarity != y->similarity)
        return x->similarity > y->similarity ? -1 : 1;
    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    return (x->n < y->n) - (x->n > y->n);
}

static const char *
kept(struct request *rq, const PGresult *row, int column)
{
    return arena_copy(rq->arena, PQgetvalue(row, 0, column),
                      (size_t)PQgetlength(row, 0, column));
}

/* How like the content of ROW is to WANTED (NULL: nothing to compare).  What the comparison
 * takes goes at once: there may be a thousand long ones. */
static int
likeness(const struct pairs *wanted, const PGresult *row)
{
    struct arena *scratch;
    struct pairs theirs;
    int alike;

    if (wanted == NULL)
        return -1;
    scratch = arena_new();
    theirs = pairs_of(scratch, PQgetvalue(row, 0, CONTENT));
    alike = similarity(wanted, &theirs);
    arena_free(scratch);
    return alike;
}

static void
take_row(struct request *rq, const struct pairs *wanted, const PGresult *row,
         struct sighting *s)
{
    struct found *f = &s->all[s->n++];

    *f = (struct found){
        .id = kept(rq, row, ID),
        .letter = kept(rq, row, OF_LETTER),
        .n = strtoll(PQgetvalue(row, 0, ID), NULL, 10),
        .similarity = likeness(wanted, row),
        .day = day_at(row, 0, DAY),
        .arrived = day_at(row, 0, ARRIVED),
        .certain = atoi(PQgetvalue(row, 0, GRADE)) == SAME_PERSON,
        .same_letter = *PQgetvalue(row, 0, SAME_LETTER) == 't',
    };
    f->called = PQgetisnull(row, 0, NUMBER) ? f->id : kept(rq, row, NUMBER);
    for (int i = 0; i < COUNTS && s->n == 1; i++)
        s->counts[i] = kept(rq, row, MONTH + i);
}

/* Finds and compares, row by row as they come. */
static enum problem
compare(struct request *rq, const struct radar_query *q, struct sighting *s)
{
    struct pairs wanted = {NULL, 0};
    enum problem p;
    PGresult *row;

    *s = (struct sighting){
        .all = arena_alloc(rq->arena, sizeof *s->all * (MOST_COMPARED + 1))};
    if (q->content != NULL)
        wanted = pairs_of(rq->arena, q->content);
    TRY(db_stream(rq->db, SQL(radar_find), &rq->bag));
    while ((p = db_next(rq->db, &row)) == OK && row != NULL) {
        take_row(rq, q->content != NULL ? &wanted : NULL, row, s);
        PQclear(row);
    }
    if (p != OK)
        db_cancel(rq->db);
    if (s->n > 1)
        qsort(s->all, (size_t)s->n, sizeof *s->all, most_alike_first);
    return p;
}

/* Whether F came out of the same letter by a split. */
static bool
is_part(const struct radar_query *q, const struct found *f)
{
    return q->letter != NULL && strcmp(q->letter, f->letter) == 0;
}

static void
warn_of_paper(struct request *rq, const struct radar_query *q, const struct found *f)
{
    int apart = f->arrived > q->arrived_on ? f->arrived - q->arrived_on
                                           : q->arrived_on - f->arrived;
    char day[DATE_SIZE];

    if (is_part(q, f))
        return;
    if (f->same_letter)
        add_warning(rq, "tracking_number", "邮件号码与 %s 相同，可能是同一来件重复登记",
                    "the letter of %s has the same number; it may be registered twice",
                    f->called);
    else if (f->similarity >= SAME_PAPER && q->arrived_on != NO_DATE && apart <= SAME_DAYS)
        add_warning(rq, "content", "%s 于 %s 到达，内容相似度 %d，可能是同一来件重复登记",
                    "%s arrived on %s with a likeness of %d; this paper may be registered "
                    "twice",
                    f->called, date_text(f->arrived, day), f->similarity);
}

static void
warn_of_volume(struct request *rq, const struct sighting *s)
{
    int earlier = s->n > 0 ? atoi(s->counts[0]) : 0;

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

/* The ids, likenesses and marks of the N most alike, as SQL arrays. */
static void
put_found(struct request *rq, const struct found *all, int n)
{
    struct text ids = {NULL, 0, 0}, like = {NULL, 0, 0}, same = {NULL, 0, 0},
                letter = {NULL, 0, 0};

    for (int i = 0; i < n; i++) {
        const char *comma = i > 0 ? "," : "";

        text_addf(&ids, "%s%s", comma, all[i].id);
        if (all[i].similarity < 0)
            text_addf(&like, "%snull", comma);
        else
            text_addf(&like, "%s%d", comma, all[i].similarity);
        text_addf(&same, "%s%s", comma, all[i].certain ? "certain" : "possible");
        text_addf(&letter, "%s%s", comma, all[i].same_letter ? "t" : "f");
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
put_counts(struct request *rq, const struct sighting *s)
{
    static const char *const names[COUNTS] = {"in_month", "in_month_possible", "in_year",
                                              "in_year_possible"};

    for (int i = 0; i < COUNTS; i++)
        put_text(rq, names[i], s->n > 0 ? s->counts[i] : "0");
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
    struct sighting s;
    int shown;

    put_query(rq, q);
    TRY(compare(rq, q, &s));
    shown = s.n < SHOWN ? s.n : SHOWN;
    for (int i = 0; i < shown; i++)
        warn_of_paper(rq, q, &s.all[i]);
    warn_of_volume(rq, &s);
    put_found(rq, s.all, shown);
    put_counts(rq, &s);
    put_bool(rq, "complete", s.n <= MOST_COMPARED);
    put_warnings(rq);
    return reply_one(rq, 200, SQL(radar_reply));
}
