#include "core/link.h"
#include "op/act.h"
#include "op/case_pair.h"
#include "op/fields.h"

#include <string.h>

/* Whether the link stands already. */
static enum problem
check_new(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_link), &row));
    if (*PQgetvalue(row, 0, 0) == 't')
        return fail_with(rq, P_conflict, "这一关联已经登记",
                         "the link is recorded already");
    return OK;
}

/* A repeat is of an earlier case, and of the same person (Reg. 36(6)). */
static enum problem
check_repeat(struct request *rq, const struct paired *own, const struct paired *other)
{
    enum sameness same = sameness(&own->who, &other->who);

    if (!paired_earlier(other, own)) {
        add_error_with(rq, "to", "重复申请只能指向更早收到的申请（条例第三十六条第六项）",
                       "a repeat is of an application received earlier (Reg. 36(6))");
        return P_invalid;
    }
    if (same != SAME_PERSON)
        add_warning(rq, "to", "%s，请核对是否同一申请人（条例第三十六条第六项）",
                    "%s; make sure it is the same applicant (Reg. 36(6))",
                    rq->english ? (same == MAYBE_SAME ? "the two cases do not prove it"
                                                      : "another applicant")
                                : (same == MAYBE_SAME ? "现有信息不足以确认两件由同一人提出"
                                                      : "两件的申请人不同"));
    return OK;
}

/* Link a case to another of the agency: it repeats an earlier one, or they are related.  The
 * entry that bears the link is retracted like any other. */
OPERATION(application_link, .summary = "Link an application to another",
          .route = "POST /api/v1/applications/{application}/links",
          .right = RIGHT_case_edit,
          .body = FIELDS(CHOICE("link", "关联", .oneof = link_stated_codes,
                                .required = true),
                         ID("to", "另一申请", .required = true),
                         TEXT("note", "说明", .max = 500)),
          .reply = APPLICATION_REPLY)
{
    struct paired own, other;
    struct history h;
    struct text members = {NULL, 0, 0};
    const char *data;

    TRY(case_pair(rq, "to", &own, &other)); /* first, for it locks both in one order */
    TRY(act_begin(rq, &h));
    if (link_of(text_of(rq, "link")) == LINK_repeats)
        TRY(check_repeat(rq, &own, &other));
    TRY(check_new(rq));
    add_member(&members, "application", text_of(rq, "to"));
    data = arena_copy(rq->arena, members.bytes, members.len);
    text_free(&members);
    data = act_data(rq, "|to", data);
    history_add(rq, &h, EVENT_linked, rq->today, data);
    return act_store(rq, &h, data);
}
