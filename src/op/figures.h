/* Section two: the numbers that an agency states for a year. */
#ifndef GONGKAI_OP_FIGURES_H
#define GONGKAI_OP_FIGURES_H

#include "core/report.h"
#include "http/request.h"

/* The latest figures of the bag's "agency_id" and "year", with "subtree" the sum of those of
 * each agency that counts, as known at "known_at".  *STATED tells whether any did. */
enum problem figures_read(struct request *rq, const struct figure_form *form,
                          struct printed figures[FIGURE_MAX], bool *stated);

/* FIGURES as a list of {key, item, row, column, unit, value}: the value as printed, null where
 * there is none.  The caller owns it. */
json_t *figures_view(const struct figure_form *form,
                     const struct printed figures[FIGURE_MAX]);

#define FIGURE_UNITS "|count|change|wan|yuan"
#define FIGURES_SHOWN                                                                      \
    LIST("figures", "第二部分的数", .required = true,                                      \
         .fields = FIELDS(TEXT("key", "代码", .required = true),                           \
                          TEXT("item", "条例条款", .required = true),                      \
                          TEXT("row", "信息内容", .required = true),                       \
                          TEXT("column", "栏目", .required = true),                        \
                          CHOICE("unit", "单位", .oneof = FIGURE_UNITS, .required = true), \
                          TEXT("value", "填报数")))

#endif
