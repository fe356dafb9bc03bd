#include "op/disclosure.h"

enum problem
disclosure_note(struct request *rq, const char *grant)
{
    PGresult *none;

    put_text(rq, "of_grant", grant);
    put_text(rq, "of_application", grant == NULL ? text_of(rq, "application") : NULL);
    put_text(rq, "stated_reason", grant == NULL ? text_of(rq, "reason") : NULL);
    return run_sql(rq, SQL(disclosure_note), &none);
}
