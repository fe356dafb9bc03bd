#include "op/paging.h"

#include <stdlib.h>
#include <string.h>

bool
scope_is_subtree(const struct request *rq)
{
    const char *scope = text_of(rq, "scope");

    return scope != NULL && strcmp(scope, "subtree") == 0;
}

static bool
is_id(const char *s)
{
    size_t len = strlen(s);

    return len >= 1 && len <= 18 && strspn(s, "0123456789") == len;
}

enum problem
take_cursor(struct request *rq, bool by_due)
{
    const char *after = text_of(rq, "after");
    const char *id = after;
    char day[DATE_SIZE];
    date due = NO_DATE;

    put_number(rq, "limit", text_of(rq, "limit") ? number_of(rq, "limit") : 100);
    put_text(rq, "after_id", NULL);
    put_text(rq, "after_due", NULL);
    if (after == NULL)
        return OK;
    if (by_due && strlen(after) > DATE_SIZE && after[DATE_SIZE - 1] == '.') {
        memcpy(day, after, DATE_SIZE - 1);
        day[DATE_SIZE - 1] = '\0';
        id = after + DATE_SIZE;
        if (!date_parse(day, &due) && strcmp(day, "9999-12-31") != 0)
            id = "";
        put_text(rq, "after_due", arena_copy(rq->arena, day, DATE_SIZE - 1));
    }
    if (!is_id(id) || by_due != (id != after)) {
        add_error_with(rq, "after", "不是上一页给出的 next",
                       "not the next of an earlier page");
        return P_invalid;
    }
    put_text(rq, "after_id", id);
    return OK;
}
