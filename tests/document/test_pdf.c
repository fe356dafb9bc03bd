/* How a converter is run: scripts stand in for LibreOffice, which docx.sh runs itself. */
#include "document/pdf.h"

#include "harness.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/gongkai-pdf-XXXXXX";
static char program[64];

/* Makes PROGRAM a script that does what SCRIPT says. */
static void
stand_in(const char *script)
{
    FILE *file;

    snprintf(program, sizeof program, "%s/office", folder);
    file = fopen(program, "we");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    chmod(program, 0700);
}

static int
entries(const char *path)
{
    DIR *dir = opendir(path);
    int n = 0;

    while (readdir(dir) != NULL)
        n++;
    closedir(dir);
    return n - 2;
}

static enum pdf_fault
convert(int seconds, size_t most, struct text *out)
{
    struct pdf_converter converter = {program, seconds, most};

    return pdf_of_docx(&converter, "the letter", 10, out);
}

static void
assert_fault(enum pdf_fault fault, int seconds, size_t most)
{
    struct text out = {0};

    ck_assert_int_eq(convert(seconds, most, &out), fault);
    ck_assert_uint_eq(out.len, 0);
    ck_assert_int_eq(entries(folder), 1); /* the program itself */
    text_free(&out);
}

/* What LibreOffice makes of its eleventh argument, the letter. */
#define PDF "out=\"${11%.docx}.pdf\"; "

START_TEST(the_program_gets_the_letter_and_a_profile_of_its_own)
{
    struct text out = {0};

    stand_in(PDF
             "{ printf '%%PDF-'; for a; do echo \"$a\"; done; cat \"${11}\"; env; } >$out");
    setenv("GONGKAI_SECRET", "must not be seen", 1);
    ck_assert_int_eq(convert(10, 0, &out), PDF_OK);
    ck_assert_ptr_nonnull(
        strstr(out.bytes, "-env:UserInstallation=file:///tmp/gongkai-pdf-"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "\n--headless\n"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "\n--convert-to\npdf:writer_pdf_Export\n"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "the letter"));
    ck_assert_ptr_null(strstr(out.bytes, "GONGKAI_SECRET"));
    ck_assert_int_eq(entries(folder), 1);
    text_free(&out);
}
END_TEST

START_TEST(what_goes_wrong_is_told_and_leaves_nothing)
{
    stand_in("exit 3");
    assert_fault(PDF_FAILED, 10, 0);
    stand_in(PDF "echo no PDF >$out");
    assert_fault(PDF_FAILED, 10, 0);
    stand_in(PDF ": >$out");
    assert_fault(PDF_FAILED, 10, 0);
    stand_in(PDF "{ echo %PDF-1; head -c 2000 /dev/zero; } >$out");
    assert_fault(PDF_LARGE, 10, 1000);
    unlink(program);
    symlink("/nowhere", program);
    assert_fault(PDF_MISSING, 10, 0);
    unlink(program);
    stand_in("");
    chmod(program, 0600);
    if (getuid() != 0)
        assert_fault(PDF_MISSING, 10, 0);
}
END_TEST

START_TEST(a_program_that_does_not_end_is_ended_with_its_children)
{
    struct timespec begun, done;
    char path[80], script[160];
    FILE *file;
    int child = 0;

    snprintf(path, sizeof path, "%s/../child-%d", folder, getpid());
    snprintf(script, sizeof script, "sleep 100 & echo $! >%s; while :; do sleep 1; done",
             path);
    stand_in(script);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    assert_fault(PDF_SLOW, 1, 0);
    clock_gettime(CLOCK_MONOTONIC, &done);
    ck_assert_int_le(done.tv_sec - begun.tv_sec, 10);
    file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%d", &child), 1);
    fclose(file);
    unlink(path);
    for (int i = 0; i < 100 && kill(child, 0) == 0; i++)
        usleep(100000);
    ck_assert_int_ne(kill(child, 0), 0);
}
END_TEST

START_TEST(a_program_that_talks_much_is_not_held_up)
{
    struct text out = {0};

    stand_in(PDF
             "head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; echo %PDF-1 >$out");
    ck_assert_int_eq(convert(10, 0, &out), PDF_OK);
    ck_assert_str_eq(out.bytes, "%PDF-1\n");
    text_free(&out);
}
END_TEST

static void *
convert_beside(void *result)
{
    struct text out = {0};

    *(enum pdf_fault *)result = convert(20, 0, &out);
    text_free(&out);
    return NULL;
}

/* The script fails when it finds another one at work. */
START_TEST(one_is_converted_at_a_time)
{
    pthread_t threads[4];
    enum pdf_fault results[4];

    stand_in(PDF "mkdir \"${0%/*}/lock\" || exit 1; sleep 0.2; rmdir \"${0%/*}/lock\"; "
                 "echo %PDF-1 >$out");
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, convert_beside, &results[i]);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        ck_assert_int_eq(results[i], PDF_OK);
    }
}
END_TEST

START_TEST(who_waits_too_long_for_another_is_told)
{
    pthread_t thread;
    enum pdf_fault result;
    struct text out = {0};

    stand_in(PDF "sleep 3; echo %PDF-1 >$out");
    pthread_create(&thread, NULL, convert_beside, &result);
    usleep(500000);
    ck_assert_int_eq(convert(1, 0, &out), PDF_BUSY);
    pthread_join(thread, NULL);
    ck_assert_int_eq(result, PDF_OK);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {the_program_gets_the_letter_and_a_profile_of_its_own,
                                  what_goes_wrong_is_told_and_leaves_nothing,
                                  a_program_that_does_not_end_is_ended_with_its_children,
                                  a_program_that_talks_much_is_not_held_up,
                                  one_is_converted_at_a_time,
                                  who_waits_too_long_for_another_is_told,
                                  NULL};
    int status;

    if (mkdtemp(folder) == NULL)
        return EXIT_FAILURE;
    setenv("TMPDIR", folder, 1);
    status = harness_run(harness_suite("pdf", tests, 60));
    unlink(program);
    snprintf(program, sizeof program, "%s/office", folder);
    unlink(program);
    rmdir(folder);
    return status;
}
