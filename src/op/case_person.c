#include "op/case_person.h"

#include "core/identity.h"
#include "guard/keyring.h"
#include "http/keys.h"
#include "op/member.h"
#include "op/number.h"

#include <stdlib.h>
#include <string.h>

/* The place a number of the Nth person is sealed for: behind the entry stands which person. */
static struct number_place
place_of(struct request *rq, const char *application, const char *seq, const json_t *person,
         const char *column)
{
    return (struct number_place){
        arena_printf(rq->arena, "%d", rq->agency.id), application,
        arena_printf(rq->arena, "%s.%d", seq,
                     (int)json_integer_value(json_object_get(person, "n"))),
        column};
}

static bool
open_number(struct request *rq, json_t *person, const char *column)
{
    int key = (int)json_integer_value(json_object_get(person, "key"));
    const char *seq = arena_printf(rq->arena, "%d",
                                   (int)json_integer_value(json_object_get(person, "seq")));
    struct number_place at = place_of(rq, text_of(rq, "application"), seq, person, column);
    const char *number;

    if (!number_open(rq->arena, keys_for(rq, key), key, &at, text_member(person, column),
                     &number))
        return false;
    json_object_set_new(person, column, text_json(number));
    return true;
}

enum problem
persons_open(struct request *rq, const char *stored, json_t **open)
{
    json_t *person;
    size_t i;

    *open = stored != NULL ? json_loads(stored, 0, NULL) : json_array();
    own_json(rq->arena, *open);
    json_array_foreach(*open, i, person)
        if (!open_number(rq, person, "id_number") || !open_number(rq, person, "phone"))
            return fail_with(rq, P_internal,
                             "联名申请人或代理人的号码无法打开：缺少密钥或数据被改动",
                             "the numbers of a joint applicant or agent do not open: a key "
                             "is missing or they were changed");
    return OK;
}

static void
add_person(json_t *all, const char *role, int n, const json_t *stated)
{
    json_t *person = json_copy((json_t *)stated);

    json_object_set_new(person, "role", json_string(role));
    json_object_set_new(person, "n", json_integer(n));
    json_array_append_new(all, person);
}

/* Those of BEFORE with ROLE. */
static void
add_before(json_t *all, const json_t *before, const char *role)
{
    json_t *person;
    size_t i;

    json_array_foreach(before, i, person)
        if (strcmp(text_member(person, "role"), role) == 0)
            json_array_append(all, person);
}

json_t *
persons_stated(struct request *rq, const json_t *before)
{
    const json_t *joint = json_object_get(rq->body, "joint");
    const json_t *agent = json_object_get(rq->body, "agent");
    json_t *all = json_array(), *person;
    size_t i;

    own_json(rq->arena, all);
    if (!json_is_object(agent))
        add_before(all, before, "agent");
    else if (json_object_size(agent) > 0) /* an empty one: there is none any more */
        add_person(all, "agent", 0, agent);
    if (!json_is_array(joint))
        add_before(all, before, "joint");
    json_array_foreach(joint, i, person)
        add_person(all, "joint", (int)i + 1, person);
    return all;
}

int
persons_joint(const json_t *open)
{
    int n = 0;
    json_t *person;
    size_t i;

    json_array_foreach(open, i, person)
        n += strcmp(text_member(person, "role"), "joint") == 0;
    return n;
}

static bool
fails_check(const json_t *person)
{
    const char *type = text_member(person, "id_type");
    const char *number = text_member(person, "id_number");

    if (type == NULL || number == NULL)
        return false;
    return (strcmp(type, "resident_id") == 0 && !identity_resident_valid(number)) ||
           (strcmp(type, "credit_code") == 0 && !identity_credit_code_valid(number));
}

static void
check_agent(struct request *rq, const json_t *agent)
{
    if (!json_is_true(json_object_get(agent, "authorised")))
        add_warning(rq, "agent.authorised", "未登记授权委托书，可要求补正%s",
                    "no authorisation is recorded; a correction may be asked for%s", "");
    if (text_member(agent, "id_number") == NULL)
        add_warning(rq, "agent.id_number", "未登记代理人身份证明，可要求补正%s",
                    "no proof of the agent's identity is recorded%s", "");
}

void
persons_check(struct request *rq, const json_t *open)
{
    json_t *person;
    size_t i;

    json_array_foreach(open, i, person) {
        int n = (int)json_integer_value(json_object_get(person, "n"));
        const char *field = n == 0 ? "agent.id_number"
                                   : arena_printf(rq->arena, "joint.%d.id_number", n - 1);

        if (n == 0)
            check_agent(rq, person);
        if (fails_check(person))
            add_warning(rq, field, "证件号码的校验位不符，请核对%s",
                        "the number fails its check%s", "");
    }
}

/* NUMBER of PERSON sealed in ROW, with its index. */
static void
seal_one(struct request *rq, json_t *row, const struct number_place *at, const char *index,
         const char *number)
{
    const struct keyring *k = rq->keyring;

    json_object_set_new(row, at->column, text_json(number_seal(rq->arena, k, at, number)));
    json_object_set_new(row, index,
                        text_json(number_index(rq->arena, k, keyring_current(k), at->agency,
                                               at->column, number)));
}

const char *
persons_seal(struct request *rq, const json_t *open, const char *application,
             const char *seq)
{
    json_t *rows = json_array(), *person;
    char *text;
    size_t i;

    json_array_foreach(open, i, person) {
        json_t *row = json_copy(person);
        struct number_place at = place_of(rq, application, seq, person, "id_number");

        seal_one(rq, row, &at, "id_number_index", text_member(person, "id_number"));
        at.column = "phone";
        seal_one(rq, row, &at, "phone_index", text_member(person, "phone"));
        json_array_append_new(rows, row);
    }
    text = json_dumps(rows, JSON_COMPACT);
    json_decref(rows);
    arena_own(rq->arena, text, free);
    return text;
}

void
persons_put(struct request *rq, const json_t *open, const char *application,
            const char *seq)
{
    put_text(rq, "persons", persons_seal(rq, open, application, seq));
    put_number(rq, "joint_count", persons_joint(open));
}

static json_t *
number_shown(struct request *rq, const json_t *person, const char *column, bool full)
{
    const char *number = text_member(person, column);

    if (number != NULL && !full)
        number = identity_masked(rq->arena, number);
    return text_json(number);
}

static json_t *
person_shown(struct request *rq, const json_t *person, bool full)
{
    static const char *const texts[] = {"name", "id_type", "email", "address"};
    json_t *shown = json_object();

    for (unsigned i = 0; i < sizeof texts / sizeof texts[0]; i++)
        json_object_set_new(shown, texts[i], text_json(text_member(person, texts[i])));
    json_object_set_new(shown, "id_number", number_shown(rq, person, "id_number", full));
    json_object_set_new(shown, "phone", number_shown(rq, person, "phone", full));
    if (json_integer_value(json_object_get(person, "n")) == 0)
        json_object_set_new(
            shown, "authorised",
            json_boolean(json_is_true(json_object_get(person, "authorised"))));
    return shown;
}

void
persons_add(struct request *rq, struct text *t, const json_t *open, bool full)
{
    json_t *joint = json_array(), *agent = json_null(), *person;
    char *text;
    size_t i;

    json_array_foreach(open, i, person) {
        json_t *shown = person_shown(rq, person, full);

        if (json_object_get(shown, "authorised") != NULL)
            agent = shown;
        else
            json_array_append_new(joint, shown);
    }
    text = json_dumps(joint, JSON_COMPACT);
    text_addf(t, ", \"joint\" : %s", text);
    free(text);
    text = json_dumps(agent, JSON_COMPACT | JSON_ENCODE_ANY);
    text_addf(t, ", \"agent\" : %s", text);
    free(text);
    json_decref(joint);
    json_decref(agent);
}
