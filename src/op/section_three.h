/* Section three of one agency or subtree and year: the question and its answer. */
#ifndef GONGKAI_OP_SECTION_THREE_H
#define GONGKAI_OP_SECTION_THREE_H

#include "core/tally.h"
#include "http/request.h"

/* The query fields of every operation about section three. */
#define SECTION_THREE_FIELDS                                                               \
    INTEGER("year", "年度", .min = 2008, .max = 2100, .required = true),                   \
        CHOICE("scope", "范围", .oneof = "|agency|subtree"),                               \
        DATE("as_of", "截至（发生日期）", .past = true),                                   \
        MOMENT("known_at", "截至（记录时刻）")

/* Checks year and cut-offs (P_invalid for a year not yet begun), and puts "subtree",
 * "cut_off" (as_of, at most 31 December) and "known_at" into the bag. */
enum problem section_three_question(struct request *rq);

/* Whether the question asks for another state than today's knowledge of the whole year. */
bool section_three_is_past(const struct request *rq);

/* The form may be chosen: either prints the same cases (rule 5.13). */
#define TALLY_FORMS "|2021|2019"

/* Counts the table, on the form of the year or the one that the field "form" names, and
 * checks every identity; P_table_inconsistent with each fault as an error when one does not
 * hold, so that nothing wrong leaves the house. */
enum problem section_three_count(struct request *rq, struct tally *t);

/* The outcomes that ROW of FORM counts, as an SQL array; "{}" for new and the balances. */
const char *section_three_cells(struct request *rq, const struct tally_form *form, int row);

#endif
