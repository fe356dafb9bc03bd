/* By when the reports of a year are due. */
#ifndef GONGKAI_OP_REPORT_DEADLINE_H
#define GONGKAI_OP_REPORT_DEADLINE_H

#include "core/roll_up.h"
#include "http/request.h"

#define REPORT_DEADLINES                                                                   \
    FIELDS(TEXT("agency", "机关代码", .required = true),                                   \
           INTEGER("year", "报告年度", .required = true),                                  \
           LIST("deadlines", "报送期限", .required = true,                                 \
                .fields = FIELDS(                                                          \
                    CHOICE("tier", "类别", .oneof = report_tier_codes, .required = true),  \
                    DATE("due_on", "期限", .required = true),                              \
                    DATE("by_law", "法定期限", .required = true),                          \
                    TEXT("stated_by", "由哪个机关设定"), INTEGER("from_year", "自何年度"), \
                    TEXT("basis", "依据", .required = true))))

/* Day MONTH-DAY of the year after YEAR. */
date report_due(int year, int month, int day);

/* The deadlines that hold for the bag's agency and year, as a reply. */
enum problem report_deadlines_reply(struct request *rq, unsigned status);

#endif
