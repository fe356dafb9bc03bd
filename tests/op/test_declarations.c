/* The declarations of all operations hold together. */
#include "harness.h"

#include "http/operation.h"

#include <string.h>

/* Names that the dispatcher itself puts into every request's bag. */
static const char *const context[] = {
    "reach",        "actor",      "request",         "operation",  "now",
    "today",        "warnings",   "idempotency_key", "agency_id",  "digest",
    "reply_status", "reply_etag", "reply_location",  "reply_body", "agency",
    "application",  "proposal",   "calendar_lock",   "subject",    "credential_kind",
    "credential",   "proxy_name", "from_address",    "caller",     "caller_name",
    "own_agency",   NULL};

static void
check_names(const struct operation *op, const struct field *fields)
{
    for (const struct field *f = fields; f != NULL && f->name != NULL; f++)
        for (int i = 0; context[i] != NULL; i++)
            ck_assert_msg(strcmp(f->name, context[i]) != 0,
                          "%s: the field %s bears a name of the dispatcher's", op->name,
                          f->name);
}

START_TEST(no_field_bears_a_name_that_the_dispatcher_uses)
{
    for (int i = 0; operation_list[i] != NULL; i++) {
        check_names(operation_list[i], operation_list[i]->query);
        check_names(operation_list[i], operation_list[i]->body);
    }
}
END_TEST

START_TEST(every_part_of_a_route_is_a_known_field)
{
    for (int i = 0; operation_list[i] != NULL; i++) {
        char name[32];

        for (int k = 0; operation_part(operation_list[i], k, name); k++) {
            bool known = false;

            for (const struct field *f = path_fields; f->name != NULL; f++)
                known = known || strcmp(f->name, name) == 0;
            ck_assert_msg(known, "%s: {%s}", operation_list[i]->name, name);
        }
    }
}
END_TEST

START_TEST(operations_are_listed_once_and_their_routes_differ)
{
    for (int i = 0; operation_list[i] != NULL; i++) {
        ck_assert_ptr_eq(operation_named(operation_list[i]->name), operation_list[i]);
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(operation_list[i]->route, operation_list[k]->route);
    }
}
END_TEST

START_TEST(every_operation_does_something_and_says_what)
{
    for (int i = 0; operation_list[i] != NULL; i++) {
        const struct operation *op = operation_list[i];

        ck_assert_msg((op->run != NULL) != (op->sql != NULL), "%s", op->name);
        ck_assert_msg(op->summary != NULL && *op->summary != '\0', "%s", op->name);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        no_field_bears_a_name_that_the_dispatcher_uses,
        every_part_of_a_route_is_a_known_field,
        operations_are_listed_once_and_their_routes_differ,
        every_operation_does_something_and_says_what,
        NULL,
    };

    return harness_run(harness_suite("declarations", tests, 10));
}
