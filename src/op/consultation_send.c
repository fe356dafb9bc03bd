#include "op/act.h"
#include "op/fields.h"

#include <stdio.h>

/* The first free of A, B, …, Z, 27, 28, … among the references of H. */
static const char *
next_ref(struct request *rq, const struct history *h)
{
    for (int n = 0;; n++) {
        const char *ref = n < 26 ? arena_printf(rq->arena, "%c", 'A' + n)
                                 : arena_printf(rq->arena, "%d", n + 1);

        if (history_letter(h, ref) == NULL)
            return ref;
    }
}

/* Ask a third party (Reg. 32), a joint maker (Reg. 34) or another agency (Reg. 33(3)) for its
 * opinion; the time they need does not count (rules 3.4, 3.5). */
OPERATION(consultation_send, .summary = "Record a letter asking for an opinion",
          .route = "POST /api/v1/applications/{application}/consultations",
          .right = RIGHT_case_clock,
          .body = FIELDS(CHOICE("party", "征求对象", .oneof = party_codes,
                                .required = true),
                         TEXT("name", "对象名称", .max = 200, .required = true),
                         DATE("sent_on", "发出日期", .required = true, .past = true),
                         DATE("delivered_on", "送达日期", .past = true),
                         TEXT("ref", "征求意见编号", .max = 20, .fault = field_code_fault),
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    date sent = date_of_field(rq, "sent_on"), delivered = date_of_field(rq, "delivered_on");
    const char *data = act_data(rq, "|sent_on|party", NULL);
    struct history h;

    if (delivered != NO_DATE && delivered < sent) {
        add_error_with(rq, "delivered_on", "送达不能早于发出", "cannot lie before sent_on");
        return P_invalid;
    }
    TRY(act_begin(rq, &h));
    if (text_of(rq, "ref") != NULL && history_letter(&h, text_of(rq, "ref")) != NULL)
        return fail(rq, P_act_not_lawful,
                    "编号 %s 已用于该申请的另一征求意见书（条例第三十二条、第三十四条）",
                    "the reference %s names another consultation of the application "
                    "(Reg. 32, 34)",
                    text_of(rq, "ref"));
    if (text_of(rq, "ref") == NULL)
        data = act_data(rq, "|sent_on|party",
                        arena_printf(rq->arena, "\"ref\":\"%s\"", next_ref(rq, &h)));
    history_add(rq, &h, party_letter(party_of(text_of(rq, "party"))), sent, data);
    return act_store(rq, &h, data);
}
