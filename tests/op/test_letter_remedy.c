/* Letters of new answers that a review or a suit ordered (rule 5.9). */
#include "harness.h"
#include "op/acting.h"
#include "op/letters.h"

#include <stdio.h>
#include <string.h>

static const struct letter_story none = {LETTER_receipt, "", NULL};

/* A case of the new agency CODE, refused and annulled by a review that orders a new answer, which
 * is numbered 1. */
static const char *
annulled(const char *code)
{
    const char *id;
    char body[300];

    letters_agency(code);
    id = letters_case(code, &none);
    happen(id,
           "answer {'outcome':'refused_5','service':'electronic','sent_on':'2025-03-11',"
           "'note':'内部管理'}");
    snprintf(body, sizeof body,
             "{'kind':'review','body':'象山县人民政府','claimant':'甲','about':'%s',"
             "'filed_on':'2025-03-12'}",
             id);
    ask(201, body, "POST /api/v1/agencies/%s/remedies", code);
    ask(200, "{'kind':'accepted','happened_on':'2025-03-12'}",
        "POST /api/v1/agencies/%s/remedies/1/events", code);
    ask(200,
        "{'kind':'decided','happened_on':'2025-03-13','result':'review_annulled',"
        "'re_decide':true}",
        "POST /api/v1/agencies/%s/remedies/1/events", code);
    return id;
}

static void
answered_anew(const char *code, const char *outcome)
{
    char body[100];

    snprintf(body, sizeof body,
             "{'kind':'re_decided','happened_on':'2025-03-14','outcome':'%s'}", outcome);
    ask(200, body, "POST /api/v1/agencies/%s/remedies/1/events", code);
}

START_TEST(the_new_answer_has_its_own_letter_and_the_case_its_outcome)
{
    static const char granted[] = "{'kind':'answer_granted','texts':{'provision':'随函'}}";
    const char *id = annulled("anew");
    const json_t *made;

    invalid(id, "letters", granted, "kind");
    answered_anew("anew", "granted");
    made = ask(200, granted, "POST /api/v1/applications/%s/letters", id);
    ck_assert_int_eq(number_in(made, "letter.remedy"), 1);
    ck_assert_int_eq(number_in(made, "letter.seq"), -1);
    ck_assert_str_eq(text_in(made, "letter.dated_on"), "2025-03-14");
    made = ask(200, "{'remedy':1,'texts':{'provision':'随函'}}",
               "POST /api/v1/applications/%s/letters", id);
    ck_assert_str_eq(text_in(made, "letter.kind"), "answer_granted");
    ck_assert_str_eq(text_in(shown_case(id), "application.outcome"), "refused_5");
    invalid(id, "letters", "{'kind':'answer_refused_6','texts':{'reason':'甲'}}", "kind");
    invalid(id, "letters", "{'kind':'answer_refused_6','remedy':1}", "kind");
    invalid(id, "letters", "{'remedy':1,'seq':2}", "remedy");
    invalid(id, "letters", "{'remedy':2,'kind':'answer_granted'}", "remedy");
    /* the letter of the case's own answer is what it was */
    made =
        ask(200, "{'kind':'answer_refused_5','texts':{'which':'人事管理','reason':'甲'}}",
            "POST /api/v1/applications/%s/letters", id);
    ck_assert_int_eq(number_in(made, "letter.seq"), 2);
    ck_assert_str_eq(text_in(made, "letter.dated_on"), "2025-03-11");
}
END_TEST

START_TEST(a_new_answer_to_the_same_effect_is_a_letter_of_its_own)
{
    const char *id = annulled("same");
    const json_t *made;

    answered_anew("same", "refused_5");
    made = ask(200, "{'remedy':1,'texts':{'which':'人事管理','reason':'补充理由'}}",
               "POST /api/v1/applications/%s/letters", id);
    ck_assert_str_eq(text_in(made, "letter.kind"), "answer_refused_5");
    ck_assert_int_eq(number_in(made, "letter.remedy"), 1);
    ck_assert_int_eq(number_in(made, "letter.seq"), -1);
    ck_assert_str_eq(text_in(made, "letter.dated_on"), "2025-03-14");
}
END_TEST

START_TEST(a_new_answer_may_be_drafted_before_it_is_on_record)
{
    const char *id = annulled("before");
    const json_t *made;

    invalid(id, "letters", "{'remedy':1}", "kind");
    invalid(id, "letters", "{'remedy':1,'kind':'receipt'}", "kind");
    made = ask(200, "{'remedy':1,'kind':'answer_granted','texts':{'provision':'随函'}}",
               "POST /api/v1/applications/%s/letters", id);
    ck_assert_int_eq(number_in(made, "letter.remedy"), 1);
    ck_assert_str_eq(text_in(made, "letter.dated_on"), "2025-03-14"); /* today */
}
END_TEST

START_TEST(without_an_order_there_is_no_new_answer)
{
    const char *id;
    char body[300];

    letters_agency("upheld");
    id = letters_case("upheld", &none);
    happen(id,
           "answer {'outcome':'refused_5','service':'electronic','sent_on':'2025-03-11',"
           "'note':'内部管理'}");
    snprintf(body, sizeof body,
             "{'kind':'review','body':'象山县人民政府','claimant':'甲','about':'%s',"
             "'filed_on':'2025-03-12'}",
             id);
    ask(201, body, "POST /api/v1/agencies/upheld/remedies");
    invalid(id, "letters", "{'remedy':1,'kind':'answer_granted'}", "remedy");
    ask(200, "{'kind':'decided','happened_on':'2025-03-13','result':'review_upheld'}",
        "POST /api/v1/agencies/upheld/remedies/1/events");
    invalid(id, "letters", "{'remedy':1,'kind':'answer_granted'}", "remedy");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_new_answer_has_its_own_letter_and_the_case_its_outcome,
        a_new_answer_to_the_same_effect_is_a_letter_of_its_own,
        a_new_answer_may_be_drafted_before_it_is_on_record,
        without_an_order_there_is_no_new_answer,
        NULL,
    };

    return here_run("letter_remedy", tests,
                    (const char *const[]){"--today=2025-03-14", NULL});
}
