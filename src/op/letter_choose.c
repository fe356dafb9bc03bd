/* Which letter it is: its kind, and the entry or the new answer it documents. */
#include "op/letter_draft.h"
#include "op/letter_remedy.h"
#include "op/member.h"

static const json_t *
entry_numbered(const struct letter_draft *d, long seq)
{
    const json_t *events = json_object_get(d->facts, "events");

    for (size_t i = 0; i < json_array_size(events); i++)
        if (number_member(json_array_get(events, i), "seq") == seq)
            return json_array_get(events, i);
    return NULL;
}

static bool
documents(enum letter_kind k, const json_t *entry)
{
    return letter_documents(
        k, event_kind_of(text_member(entry, "kind")),
        outcome_of(text_member(json_object_get(entry, "data"), "outcome")));
}

/* The latest entry that K documents, NULL for none. */
static const json_t *
latest_for(const struct letter_draft *d, enum letter_kind k)
{
    const json_t *events = json_object_get(d->facts, "events");

    for (size_t i = json_array_size(events); i > 0; i--)
        if (documents(k, json_array_get(events, i - 1)))
            return json_array_get(events, i - 1);
    return NULL;
}

/* The outcome on record, OUTCOME_NONE for none. */
static enum outcome
answered_with(const struct letter_draft *d)
{
    const json_t *events = json_object_get(d->facts, "events");

    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *e = json_array_get(events, i);

        if (event_kind_of(text_member(e, "kind")) == EVENT_answered)
            return outcome_of(text_member(json_object_get(e, "data"), "outcome"));
    }
    return OUTCOME_NONE;
}

/* The recorded outcome O, told by ZH and EN, has another letter. */
static enum problem
other_letter(struct request *rq, enum outcome o, const char *zh, const char *en)
{
    add_error_with(rq, "kind",
                   arena_printf(rq->arena, "%s“%s”，对应的文书是 answer_%s（%s）", zh,
                                outcome_name(o), outcome_code(o), outcome_article(o)),
                   arena_printf(rq->arena, "%s “%s”; its letter is answer_%s [%s]", en,
                                outcome_name(o), outcome_code(o), outcome_article(o)));
    return P_invalid;
}

/* The new answer that remedy N ordered; for N 0 the latest one with OUTCOME.  NULL for none. */
static const struct re_decision *
find_re_decision(const struct re_decision *list, int count, long n, enum outcome o)
{
    for (int i = count; i > 0; i--)
        if (n != 0 ? list[i - 1].remedy == n
                   : list[i - 1].outcome != OUTCOME_NONE && list[i - 1].outcome == o)
            return &list[i - 1];
    return NULL;
}

static void
document(struct letter_draft *d, const struct re_decision *r)
{
    d->remedy_n = r->remedy;
    d->re_decided_on = r->on;
    d->entry = NULL;
    d->seq = 0;
}

/* A new answer that a review or suit ordered (rule 5.9) is a letter of its own; the case keeps
 * its outcome.  Once it is on record, that says which letter it is. */
static enum problem
choose_re_decision(struct request *rq, struct letter_draft *d, long n)
{
    const struct re_decision *r;
    struct re_decision *list;
    int count;

    TRY(letter_re_decisions(rq, &list, &count));
    r = find_re_decision(list, count, n, OUTCOME_NONE);
    if (r == NULL) {
        add_error(rq, "remedy", "第 %ld 件复议或诉讼没有责令对本申请重新答复",
                  "review or suit %ld orders no new answer to this application", n);
        return P_invalid;
    }
    if (d->kind == LETTER_NONE && r->outcome != OUTCOME_NONE)
        d->kind = letter_for(EVENT_answered, r->outcome);
    if (d->kind == LETTER_NONE || letter(d->kind)->outcome == OUTCOME_NONE) {
        add_error_with(rq, "kind", "请选择重新答复的答复书",
                       "name the answer letter that the new answer is");
        return P_invalid;
    }
    if (r->outcome != OUTCOME_NONE && r->outcome != letter(d->kind)->outcome)
        return other_letter(rq, r->outcome, "已记录的重新答复结果是",
                            "the outcome of the new answer on record is");
    document(d, r);
    return OK;
}

/* An answer that was recorded says which letter it is: that of the case, or the new one with
 * the outcome of the letter. */
static enum problem
check_outcome(struct request *rq, struct letter_draft *d)
{
    enum outcome answered = answered_with(d), wanted = letter(d->kind)->outcome;
    const struct re_decision *r;
    struct re_decision *list;
    int count;

    if (wanted == OUTCOME_NONE || answered == OUTCOME_NONE || answered == wanted)
        return OK;
    TRY(letter_re_decisions(rq, &list, &count));
    r = find_re_decision(list, count, 0, wanted);
    if (r == NULL)
        return other_letter(rq, answered, "已记录的办理结果是", "the outcome on record is");
    document(d, r);
    return OK;
}

enum problem
letter_choose(struct request *rq, struct letter_draft *d)
{
    long seq = number_of(rq, "seq"), remedy = number_of(rq, "remedy");

    d->kind = letter_kind_of(text_of(rq, "kind"));
    if (seq != 0 && remedy != 0) {
        add_error_with(rq, "remedy", "重新答复的答复书不记载申请的事项，二者只写其一",
                       "a new answer documents no entry of the application; state one");
        return P_invalid;
    }
    if (remedy != 0)
        return choose_re_decision(rq, d, remedy);
    if (seq == 0 && d->kind == LETTER_NONE) {
        add_error_with(rq, "kind", "请选择文书种类，或指明所记载的事项",
                       "name the kind of letter, or the entry it documents");
        return P_invalid;
    }
    d->entry = seq != 0 ? entry_numbered(d, seq) : latest_for(d, d->kind);
    if (d->kind == LETTER_NONE && d->entry != NULL)
        d->kind = letter_for(
            event_kind_of(text_member(d->entry, "kind")),
            outcome_of(text_member(json_object_get(d->entry, "data"), "outcome")));
    if (d->kind == LETTER_NONE || (seq != 0 && !documents(d->kind, d->entry))) {
        add_error(rq, "seq", "第 %ld 项不是%s所记载的事项，或已被更正、撤销",
                  "entry %ld is none that a letter of this kind documents%.0s, or does not "
                  "stand",
                  seq, d->kind != LETTER_NONE ? letter(d->kind)->name : "文书");
        return P_invalid;
    }
    d->seq = d->entry != NULL ? number_member(d->entry, "seq") : 0;
    return check_outcome(rq, d);
}
