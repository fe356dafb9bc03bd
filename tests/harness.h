/* What every check program shares: run a suite forked, print TAP, say whether all passed. */
#ifndef GONGKAI_TESTS_HARNESS_H
#define GONGKAI_TESTS_HARNESS_H

#include <check.h>
#include <stddef.h>

/* A suite of one case from a list of tests ended by NULL; TIMEOUT seconds a test. */
Suite *harness_suite(const char *name, const TTest *const *tests, double timeout);

/* Runs and frees SUITE; the exit status of the program. */
int harness_run(Suite *suite);

/* The bytes of the file NAME under tests/ ($srcdir), NUL-terminated, to be freed. */
char *harness_read(const char *name, size_t *size);

#endif
