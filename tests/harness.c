#include "harness.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

Suite *
harness_suite(const char *name, const TTest *const *tests, double timeout)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);

    tcase_set_timeout(all, timeout);
    for (; *tests != NULL; tests++)
        tcase_add_test(all, *tests);
    suite_add_tcase(suite, all);
    return suite;
}

int
harness_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int failed;

    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

char *
harness_read(const char *name, size_t *size)
{
    const char *srcdir = getenv("srcdir");
    char path[4096];
    FILE *file;
    char *bytes;
    long len;

    snprintf(path, sizeof path, "%s/tests/%s", srcdir ? srcdir : ".", name);
    file = fopen(path, "re");
    if (file == NULL)
        ck_abort_msg("cannot open %s", path);
    fseek(file, 0, SEEK_END);
    len = ftell(file);
    rewind(file);
    bytes = xmalloc((size_t)len + 1);
    if (fread(bytes, 1, (size_t)len, file) != (size_t)len)
        ck_abort_msg("cannot read %s", path);
    fclose(file);
    bytes[len] = '\0';
    if (size != NULL)
        *size = (size_t)len;
    return bytes;
}
