/* The day that counts as answering (rule 3.9, 国办公开办函〔2016〕235号): posted, the day of
 * posting; by hand or entrusted, the day signed for; electronic, the day sent. */
#ifndef GONGKAI_OP_ANSWER_H
#define GONGKAI_OP_ANSWER_H

#include "core/date.h"

/* The member that holds that day for SERVICE ("post", "hand", "entrusted", "electronic"). */
const char *answer_day_member(const char *service);

/* The day of the answer that the JSON object DATA describes; NO_DATE when its way of service
 * or that day is not stated. */
date answer_day(const char *data);

#endif
