#include "op/fee_year.h"

#include <stdlib.h>

static long
number_at(const PGresult *row, int column)
{
    return strtol(PQgetvalue(row, 0, column), NULL, 10);
}

enum problem
fee_year_read(struct request *rq, struct fee_year *f)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(fee_figures), &row));
    *f = (struct fee_year){number_at(row, 0), number_at(row, 1), number_at(row, 2),
                           number_at(row, 3), number_at(row, 4), number_at(row, 5),
                           number_at(row, 6)};
    return OK;
}
