/* Who confirms a letter gets the one that was drafted, or none. */
#include "harness.h"
#include "op/acting.h"
#include "op/letters.h"
#include "op/who.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct letter_story none = {LETTER_receipt, "", NULL};

/* A case of a new agency CODE. */
static const char *
case_of(const char *code)
{
    letters_agency(code);
    return letters_case(code, &none);
}

/* What a supervisor of AGENCY proposed: the letter of BODY for ID.  The proposal's number. */
static const char *
drafted(const char *agency, const char *id, const char *body)
{
    const json_t *made = sent(as_person(agency, "drafter", "{supervisor}", NULL), 202, NULL,
                              body, "POST /api/v1/applications/%s/letters", id);

    return text_in(made, "proposal.id");
}

static const json_t *
confirmed(const char *agency, const char *proposal, long status, const char *code)
{
    return sent(as_person(agency, "signer", "{supervisor}", NULL), status, code, "{}",
                "POST /api/v1/proposals/%s/confirm", proposal);
}

START_TEST(a_letter_whose_letterhead_changed_is_not_issued)
{
    const char *id = case_of("head"), *proposal = drafted("head", id, "{'kind':'receipt'}");

    ask(200, "{'full_name':'象山县教育局','short_name':'象教','phone':'0574-65009999'}",
        "POST /api/v1/agencies/head/letterhead");
    confirmed("head", proposal, 409, "proposal_outdated");
    ck_assert_uint_eq(json_array_size(value_in(shown_case(id), "letters")), 0);
    /* it waits, to be rejected; drafted again it is issued */
    sent(as_person("head", "signer", "{supervisor}", NULL), 200, NULL,
         "{'note':'电话有误'}", "POST /api/v1/proposals/%s/reject", proposal);
    proposal = drafted("head", id, "{'kind':'receipt'}");
    ck_assert_str_eq(text_in(confirmed("head", proposal, 200, NULL), "letter.number"),
                     "象教公收〔2025〕1号");
}
END_TEST

START_TEST(a_letter_whose_facts_changed_is_not_issued)
{
    const char *id = case_of("found"), *proposal;

    ask(200,
        "{'fact':'search','where':'档案室','keywords':'征地','who':'李某','on':'2025-03-12'}",
        "POST /api/v1/applications/%s/facts", id);
    proposal = drafted("found", id, "{'kind':'answer_unavailable_1'}");
    ask(200,
        "{'fact':'search','where':'机房','keywords':'征地','who':'李某','on':'2025-03-13'}",
        "POST /api/v1/applications/%s/facts", id);
    confirmed("found", proposal, 409, "proposal_outdated");
}
END_TEST

START_TEST(a_letter_whose_items_changed_is_not_issued)
{
    const char *id = case_of("items"), *proposal;

    ask(200, "{'fact':'item','n':1,'what':'批复','outcome':'unavailable_1'}",
        "POST /api/v1/applications/%s/facts", id);
    proposal =
        drafted("items", id, "{'kind':'answer_unavailable_1','texts':{'facts':'甲'}}");
    ask(200, "{'fact':'item','n':1,'what':'批复和附图','outcome':'unavailable_1'}",
        "POST /api/v1/applications/%s/facts", id);
    confirmed("items", proposal, 409, "proposal_outdated");
}
END_TEST

START_TEST(a_letter_whose_template_changed_is_not_issued)
{
    static const char path[] =
        "POST /api/v1/agencies/paper/letter-templates/answer_other_3",
                      draft[] = "{'kind':'answer_other_3','texts':{'reason':'甲'}}";
    const char *id = case_of("paper"), *proposal = drafted("paper", id, draft);
    struct text same = letters_template("paper", "answer_other_3", "?standard=true"),
                other = letters_template_with("paper", "answer_other_3", "申请", "申 请");

    /* out of another template that says the same it is the same letter */
    ask(200, letters_upload(&same), "%s", path);
    confirmed("paper", proposal, 200, NULL);
    proposal = drafted("paper", id, draft);
    ask(200, letters_upload(&other), "%s", path);
    confirmed("paper", proposal, 409, "proposal_outdated");
    text_free(&same);
    text_free(&other);
}
END_TEST

START_TEST(the_form_of_the_number_is_part_of_what_was_seen)
{
    const char *id = case_of("form"), *proposal = drafted("form", id, "{'kind':'receipt'}");

    ask(200,
        "{'full_name':'象山县教育局','short_name':'象教','seal_name':'象山县教育局',"
        "'office':'办公室','address':'浙江省宁波市象山县丹东街道新华路1号','postcode':'315700',"
        "'phone':'0574-65000000','contact':'王老师','online_review':'https://fy.example.gov.cn',"
        "'number_pattern':'{short}{series}[{year}]{serial}'}",
        "POST /api/v1/agencies/form/letterhead");
    confirmed("form", proposal, 409, "proposal_outdated");
}
END_TEST

START_TEST(what_a_letter_gets_at_its_issue_may_differ)
{
    static const char *const early[] = {"--today=2025-03-14", NULL},
                             *const late[] = {"--today=2025-03-17", NULL};
    const char *id, *proposal;
    const json_t *made;

    service_begin(&here, early);
    id = case_of("later");
    proposal = drafted("later", id, "{'kind':'answer_other_3','texts':{'reason':'甲'}}");
    ask(200, "{'kind':'answer_other_3','texts':{'reason':'乙'}}", /* takes number 1 */
        "POST /api/v1/applications/%s/letters", id);
    service_stop(&here, SIGTERM);
    service_start(&here, late);
    made = confirmed("later", proposal, 200, NULL);
    ck_assert_str_eq(text_in(made, "letter.number"), "象教公复〔2025〕2号");
    ck_assert_str_eq(text_in(made, "letter.dated_on"), "2025-03-17");
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_letter_whose_letterhead_changed_is_not_issued,
        a_letter_whose_facts_changed_is_not_issued,
        a_letter_whose_items_changed_is_not_issued,
        a_letter_whose_template_changed_is_not_issued,
        the_form_of_the_number_is_part_of_what_was_seen,
        what_a_letter_gets_at_its_issue_may_differ,
        NULL,
    };

    return here_run("letter_proposal", tests,
                    (const char *const[]){"--today=2025-03-14", NULL});
}
