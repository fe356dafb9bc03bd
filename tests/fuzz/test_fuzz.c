/* Tries every input that the fuzzer kept; see `make fuzz`. */
#include "fuzz/fuzz.h"
#include "harness.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

START_TEST(every_input_that_the_fuzzer_kept_holds)
{
    const char *srcdir = getenv("srcdir");
    char path[4096];
    const struct dirent *file;
    DIR *folder;
    int tried = 0;

    snprintf(path, sizeof path, "%s/tests/%s", srcdir ? srcdir : ".", fuzz_corpus);
    folder = opendir(path);
    ck_assert_msg(folder != NULL, "cannot open %s", path);
    while ((file = readdir(folder)) != NULL) {
        char *bytes;
        size_t size;

        if (file->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", fuzz_corpus, file->d_name);
        bytes = harness_read(path, &size);
        printf("# %s\n", path);
        fflush(stdout);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
        free(bytes);
        tried++;
    }
    closedir(folder);
    ck_assert_int_gt(tried, 0);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {every_input_that_the_fuzzer_kept_holds, NULL};

    return harness_run(harness_suite("fuzz", tests, 120));
}
