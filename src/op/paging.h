/* Keyset paging: a cursor names the last row of a page, so pages neither repeat nor skip. */
#ifndef GONGKAI_OP_PAGING_H
#define GONGKAI_OP_PAGING_H

#include "http/request.h"

#define PAGING                                                                             \
    TEXT("after", "下一页的起点", .max = 60),                                              \
        INTEGER("limit", "每页件数", .min = 1, .max = 1000)

/* Puts "limit" (100 unless given, one more than asked so that the statement sees whether
 * there is a next page), "after_id" and, for a list by deadline, "after_due" from the
 * cursor of the request; P_invalid for a cursor no page gave. */
enum problem take_cursor(struct request *rq, bool by_due);

/* Whether the request asks for the whole subtree. */
bool scope_is_subtree(const struct request *rq);

#endif
