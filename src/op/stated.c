#include "op/stated.h"

#include <stdio.h>
#include <string.h>

enum problem
stated_seen(struct request *rq, int n)
{
    char current[32];

    snprintf(current, sizeof current, "\"%d\"", n);
    if (rq->if_match == NULL || strcmp(rq->if_match, "*") == 0 ||
        strcmp(rq->if_match, current) == 0)
        return OK;
    return fail(rq, P_stale, "已有新的第 %d 次填报，请查看后再保存",
                "it is at revision %d now; look at it before you state another", n);
}
