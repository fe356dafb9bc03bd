/* The cases behind the cells of a table, opened one cell after the other. */
#ifndef GONGKAI_TESTS_CELLS_H
#define GONGKAI_TESTS_CELLS_H

#include "published.h"
#include "service.h"

/* Section three of AGENCY; QUERY such as "year=2024&scope=subtree".  Its rows must be those
 * of LIKE, in that order. */
void cells_count(const struct service_under_test *s, const char *agency, const char *query,
                 const struct published *like, long cells[MOST_ROWS][COLUMNS]);

/* Opens every cell of the table TABLE, LIMIT cases a page: each must show as many cases as
 * TABLE says, each of which belongs there, and the lists must fit one another as the
 * numbers do. */
void cells_open_all(const struct service_under_test *s, const char *agency,
                    const char *query, const struct published *table, int limit);

#endif
