/* Section two: the numbers that an agency states for a year. */
#ifndef GONGKAI_OP_FIGURES_H
#define GONGKAI_OP_FIGURES_H

#include "core/report.h"
#include "http/request.h"
#include "op/fields.h"

/* The latest figures of the bag's "agency_id" and "year", with "subtree" the sum of those of
 * each agency that counts, as known at "known_at".  *STATED tells whether any did. */
enum problem figures_read(struct request *rq, const struct figure_form *form,
                          struct printed figures[FIGURE_MAX], bool *stated);

/* One statement of an agency's figures of a year. */
struct figures_revision {
    int n; /* 1 for the first; 0: there is none */
    const char *reason, *stated_at, *stated_by;
    struct printed figures[FIGURE_MAX];
};

/* What the request's agency stated of YEAR, the latest first: the number of revisions, at most
 * FIGURES_REVISIONS, into *COUNT; in the request's memory. */
enum { FIGURES_REVISIONS = 200 };
enum problem figures_revisions(struct request *rq, int year, struct figures_revision **all,
                               int *count);

/* Warns of what is lawful but seldom right in NOW, the numbers of the request's year: a stock
 * that last year's does not lead to, less in force than issued, rules of a body that makes
 * none, less taken than the fee alone (rules 7.1-7.3). */
enum problem figures_warn(struct request *rq, const struct printed now[FIGURE_MAX]);

/* Replies with R, the warnings of the request, and the version as ETag. */
enum problem figures_reply(struct request *rq, const struct figures_revision *r);

/* FIGURES as a list of {key, item, row, column, unit, value}: the value as printed, null where
 * there is none.  The caller owns it. */
json_t *figures_view(const struct figure_form *form,
                     const struct printed figures[FIGURE_MAX]);

#define FIGURES_SHOWN                                                                      \
    LIST("figures", "第二部分的数", .required = true,                                      \
         .fields =                                                                         \
             FIELDS(TEXT("key", "代码", .required = true),                                 \
                    TEXT("item", "条例条款", .required = true),                            \
                    TEXT("row", "信息内容", .required = true),                             \
                    TEXT("column", "栏目", .required = true),                              \
                    CHOICE("unit", "单位", .oneof = figure_unit_codes, .required = true),  \
                    TEXT("value", "填报数")))

#define FIGURES_STATED                                                                     \
    INTEGER("n", "第几次填报", .required = true), TEXT("reason", "更正理由"),              \
        TEXT("stated_at", "填报时刻"), TEXT("stated_by", "填报人"), FIGURES_SHOWN
#define FIGURES_REPLY                                                                      \
    FIELDS(TEXT("agency", "机关代码", .required = true),                                   \
           INTEGER("year", "年度", .required = true),                                      \
           TEXT("form", "格式", .required = true), FIGURES_STATED, WARNINGS)

#endif
