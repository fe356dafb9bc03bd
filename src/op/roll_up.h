/* The roll-up of a subtree and year: read with a handful of statements, however many agencies
 * there are, and decided by core/roll_up.h. */
#ifndef GONGKAI_OP_ROLL_UP_H
#define GONGKAI_OP_ROLL_UP_H

#include "core/report_step.h"
#include "core/roll_up.h"
#include "http/request.h"

/* What an agency is called, beside its member of the roll-up. */
struct roll_up_name {
    int id, place; /* in the list of members */
    const char *code, *name, *level, *successor;
    const char *state,
        *state_name; /* how far its report came here; NULL: nothing was done */
};

struct roll_up_view {
    struct roll_up r;
    struct roll_up_name *names; /* of the members, in their order */
    struct roll_up_name *by_id; /* the same, by id */
};

/* Reads and decides the roll-up of the agency and year of the path; P_invalid for a year that
 * has not begun.  Everything belongs to the request's arena. */
enum problem roll_up_load(struct request *rq, struct roll_up_view *v);

/* The place of the agency ID among the members, -1 for none. */
int roll_up_place(const struct roll_up_view *v, int id);

/* {code, name} of member I. */
json_t *roll_up_called(const struct roll_up_view *v, int i);

#define ROLL_UP_CALLED                                                                     \
    FIELDS(TEXT("code", "机关代码", .required = true),                                     \
           TEXT("name", "机关名称", .required = true))

#endif
