/* Three hundred files and more that mean harm: each is refused, or kept as what does nothing,
 * within two seconds and 128 MB. */
#include "document/forge.h"
#include "document/hidden.h"
#include "document/hostile.h"
#include "document/sniff.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { WATCHED = 1 }; /* by a sanitizer, which needs memory and time of its own */
#else
enum { WATCHED = 0 };
#endif

enum { LEAST = 300, SECONDS = 2, MOST_KB = 128 << 10 };

/* What a child tells by its exit status. */
enum { TAKEN, REFUSED, WORDLESS };

static bool
name_is_good(const char *name)
{
    struct refusal why;
    const char *zh;

    return text_is_utf8(name, strlen(name)) &&
           text_fault(name, strlen(name), false, &zh) == NULL &&
           file_name_is_sound(name, &why);
}

static int
try_file(const struct spool *s, const char *name)
{
    struct refusal why = {NULL, NULL};
    struct hidden_report r;
    enum file_type t;

    if (!name_is_good(name))
        return REFUSED;
    t = sniff(s, name, &why);
    if (t == FILE_NONE)
        return why.zh != NULL && why.en != NULL && *why.zh && *why.en ? REFUSED : WORDLESS;
    hidden_examine(s, t, &r);
    return TAKEN;
}

/* Bytes of address space the process has now. */
static rlim_t
address_space(void)
{
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");

    ck_assert(f != NULL && fscanf(f, "%lu", &pages) == 1);
    fclose(f);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* Tries S in a process of its own, which has 128 MB and no more. */
static int
try_apart(const struct spool *s, const char *name, double *seconds, long *kb)
{
    struct rusage used;
    int status;
    pid_t pid = fork();

    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        rlim_t all = address_space() + ((rlim_t)MOST_KB << 10);
        struct rlimit memory = {all, all}, time = {30, 30};

        if (!WATCHED)
            setrlimit(RLIMIT_AS, &memory);
        setrlimit(RLIMIT_CPU, &time);
        _exit(try_file(s, name));
    }
    ck_assert_int_eq(wait4(pid, &status, 0, &used), pid);
    *seconds = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    *kb = used.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

START_TEST(every_hostile_file_is_refused_or_inert_in_two_seconds_and_128_mb)
{
    double slowest = 0, seconds;
    int counts[2] = {0, 0}, wrong = 0, n = hostile_count();
    char slow[120] = "";
    long most = 0, kb;

    for (int i = 0; i < n; i++) {
        struct hostile h;
        struct spool *s;
        int is;

        hostile_make(i, &h);
        s = forge_spool(h.bytes.bytes != NULL ? h.bytes.bytes : "", h.bytes.len);
        text_free(&h.bytes);
        is = try_apart(s, h.name, &seconds, &kb);
        spool_free(s);
        if ((is != REFUSED && (is != TAKEN || !h.may_be_taken)) ||
            (!WATCHED && (seconds > SECONDS || kb > MOST_KB))) {
            printf("# %s: %s, %.2f s, %ld KB\n", h.label,
                   is == TAKEN     ? "taken"
                   : is == REFUSED ? "refused"
                                   : "fell",
                   seconds, kb);
            wrong++;
        } else {
            counts[is]++;
        }
        if (seconds > slowest) {
            slowest = seconds;
            snprintf(slow, sizeof slow, "%s", h.label);
        }
        most = kb > most ? kb : most;
    }
    printf(
        "# %d hostile files: %d refused, %d kept inert; slowest %.2f s (%s), most memory "
        "%ld KB\n",
        n, counts[REFUSED], counts[TAKEN], slowest, slow, most);
    fflush(stdout);
    ck_assert_int_ge(n, LEAST);
    ck_assert_int_eq(wrong, 0);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_hostile_file_is_refused_or_inert_in_two_seconds_and_128_mb, NULL};

    return harness_run(harness_suite("hostile_files", tests, 600));
}
