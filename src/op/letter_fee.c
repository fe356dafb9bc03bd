/* The account of a fee in the letter that asks for it (国办函〔2020〕109号第四条). */
#include "op/fee.h"
#include "op/letter_draft.h"
#include "op/member.h"

/* The tariff's account of EVENT, the last entry of H; what less is asked for, and why. */
static const char *
account(struct request *rq, const struct history *h, const struct event *event,
        const char *reduced_reason)
{
    struct text words = {NULL, 0, 0};
    struct fee_price price;
    const char *said;

    if (fee_price(rq, h, event, &price) != OK || price.why != NULL ||
        price.amount < event->amount ||
        (price.amount > event->amount && reduced_reason == NULL))
        return NULL;
    fee_explain(&words, event->basis, price.slices, price.count, false);
    if (price.amount > event->amount)
        text_addf(&words, "；%s，减收后为 %d 元", reduced_reason, event->amount);
    said = arena_copy(rq->arena, words.bytes, words.len);
    text_free(&words);
    return said;
}

const char *
letter_fee_calculation(struct request *rq, const struct letter_draft *d)
{
    const json_t *data = json_object_get(d->entry, "data");
    struct history h;

    put_text(rq, "known_at", NULL);
    if (d->entry == NULL || history_read(rq, &h) != OK)
        return NULL;
    while (h.count > 0 && h.events[h.count - 1].seq > d->seq)
        h.count--;
    if (h.count == 0 || h.events[h.count - 1].seq != d->seq)
        return NULL;
    const struct event *event = &h.events[h.count - 1];

    if (event->kind != EVENT_fee_notice || event->basis == FEE_NO_BASIS ||
        event->units <= 0 || event->amount <= 0)
        return NULL;
    return account(rq, &h, event, text_member(data, "reduced_reason"));
}
