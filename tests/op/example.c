#include "op/example.h"

#include "op/ask.h"

#include <stdio.h>
#include <string.h>

static const struct example {
    const char *operation, *query, *body;
    const char *channel; /* of the application */
    bool answered;       /* the application is answered already */
} examples[] = {
    {"agency_close", "", "{'closed_on':'2025-03-14','successor':'heir'}", "oral", false},
    {"agency_create", "", "{'code':'made','name':'新设机关','level':'county'}", "oral",
     false},
    {"agency_list", "?limit=2", NULL, "oral", false},
    {"agency_move", "", "{'parent':'heir','moved_on':'2025-03-14'}", "oral", false},
    {"agency_show", "", NULL, "oral", false},
    {"application_answer", "", "{'outcome':'granted','answered_on':'2025-03-14'}", "fax",
     false},
    {"application_cells", "", NULL, "oral", true},
    {"application_confirm", "", "{'confirmed_on':'2025-03-14'}", "internet", false},
    {"application_ledger", "?scope=subtree&year=2025", NULL, "oral", true},
    {"application_list", "?scope=subtree", NULL, "oral", false},
    {"application_register", "",
     "{'channel':'oral','arrived_on':'2025-03-14','applicant_category':'research',"
     "'applicant_name':'某研究所','content':'某报告'}",
     "oral", false},
    {"application_show", "", NULL, "oral", true},
    {"application_void", "", "{'reason':'重复登记'}", "oral", false},
    {"application_withdraw", "", "{'withdrawn_on':'2025-03-14'}", "oral", false},
    {"asset_show", "", NULL, "oral", false},
    {"code_list", "", NULL, "oral", false},
    {"event_retract", "", "{'reason':'录错案件'}", "oral", true},
    {"event_supersede", "", "{'reason':'录错结果','outcome':'refused_1'}", "oral", true},
    {"health_show", "", NULL, "oral", false},
    {"home_show", "", NULL, "oral", false},
    {"openapi_show", "", NULL, "oral", false},
    {"section_three_cases", "?year=2025", NULL, "oral", false},
    {"section_three_show", "?year=2025&scope=subtree", NULL, "oral", false},
};

static const struct example *
example_of(const struct operation *op)
{
    for (unsigned i = 0; i < sizeof examples / sizeof examples[0]; i++)
        if (strcmp(examples[i].operation, op->name) == 0)
            return &examples[i];
    ck_abort_msg("there is no example of the operation %s", op->name);
}

const char *
example_query(const struct operation *op)
{
    return example_of(op)->query;
}

const char *
example_body(const struct operation *op)
{
    return example_of(op)->body;
}

/* The agency that others move under or are succeeded by; one for the whole program. */
static void
make_heir(void)
{
    const struct asked *a =
        ask_with(NULL, "{'code':'heir','name':'承接机关','level':'county'}",
                 "POST /api/v1/agencies");

    ck_assert(a->answer.status == 201 || a->answer.status == 409);
}

struct place
example_place(const struct operation *op, const char *prefix)
{
    const struct example *e = example_of(op);
    struct place place = {
        .seq = "2", .row = "new", .column = "total", .file = "gongkai.css"};
    char code[80], facts[100];
    const json_t *made;

    make_heir();
    snprintf(code, sizeof code, "%s-%s", prefix, op->name);
    for (char *p = strchr(code, '_'); p != NULL; p = strchr(p, '_'))
        *p = '-';
    made = make_agency(code, NULL);
    place.agency = text_in(made, "agency.code");
    snprintf(facts, sizeof facts, "'channel':'%s'%s", e->channel,
             strcmp(e->channel, "fax") == 0 ? ",'confirmed_on':'2025-03-13'" : "");
    place.application = make_case(code, "2025-03-13", facts);
    if (e->answered)
        answer_case(place.application, "granted", "2025-03-14");
    return place;
}

const char *
example_request(const struct operation *op, const struct place *place,
                char request[REQUEST_SIZE])
{
    const struct {
        const char *name, *value;
    } parts[] = {{"{agency}", place->agency}, {"{application}", place->application},
                 {"{seq}", place->seq},       {"{row}", place->row},
                 {"{column}", place->column}, {"{file}", place->file}};
    size_t len = 0;

    request[0] = '\0';
    for (const char *at = op->route; *at != '\0';) {
        const char *value = NULL;

        for (unsigned i = 0; i < sizeof parts / sizeof parts[0] && value == NULL; i++)
            if (strncmp(at, parts[i].name, strlen(parts[i].name)) == 0)
                value = parts[i].value;
        if (value != NULL)
            len += (size_t)snprintf(request + len, REQUEST_SIZE - len, "%s", value);
        else
            len += (size_t)snprintf(request + len, REQUEST_SIZE - len, "%c", *at);
        at = value != NULL ? strchr(at, '}') + 1 : at + 1;
    }
    return request;
}

bool
operation_writes(const struct operation *op)
{
    return strncmp(op->route, "GET ", 4) != 0;
}
