/* What an agency or subtree asked for and took as fee in a year. */
#ifndef GONGKAI_OP_FEE_YEAR_H
#define GONGKAI_OP_FEE_YEAR_H

#include "core/fee.h"
#include "http/request.h"

/* For the question that section_three_question() has checked. */
enum problem fee_year_read(struct request *rq, struct fee_year *f);

#endif
