#include "cluster.h"

#include "harness.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PROCESSES = 256, START_TRIES = 10, GONE_TENTHS = 100, MOST_FILES = 1024 };

static const char *
directory(void)
{
    const char *path = getenv("GONGKAI_TEST_PGDIR");

    ck_assert_msg(path != NULL, "run this test under contrib/with-postgres");
    return path;
}

static void
wait_a_tenth(void)
{
    nanosleep(&(struct timespec){0, 100000000}, NULL);
}

/* The parent and the state of process PID; false when there is none. */
static bool
process(pid_t pid, pid_t *parent, char *state)
{
    char path[64], line[512] = "", *behind;
    FILE *file;
    int ppid;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    file = fopen(path, "re");
    if (file == NULL)
        return false;
    behind = fgets(line, sizeof line, file) != NULL ? strrchr(line, ')') : NULL;
    fclose(file);
    if (behind == NULL || sscanf(behind + 1, " %c %d", state, &ppid) != 2)
        return false;
    *parent = ppid;
    return true;
}

static int
children_of(pid_t parent, pid_t children[MOST_PROCESSES])
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    int n = 0;

    ck_assert_ptr_nonnull(proc);
    while ((entry = readdir(proc)) != NULL && n < MOST_PROCESSES) {
        pid_t pid = isdigit((unsigned char)*entry->d_name) ? atoi(entry->d_name) : 0, of;
        char state;

        if (pid > 0 && process(pid, &of, &state) && of == parent)
            children[n++] = pid;
    }
    closedir(proc);
    return n;
}

static void
wait_until_gone(pid_t pid)
{
    pid_t parent;
    char state;

    for (int i = 0; i < GONE_TENTHS; i++) {
        if (!process(pid, &parent, &state) || state == 'Z')
            return;
        wait_a_tenth();
    }
    ck_abort_msg("process %d does not end", (int)pid);
}

/* The server's process, from the first line of its note; it must be a postgres. */
static pid_t
postmaster(void)
{
    char path[4096], name[32] = "";
    FILE *file;
    int pid = 0;

    snprintf(path, sizeof path, "%s/data/postmaster.pid", directory());
    file = fopen(path, "re");
    ck_assert_msg(file != NULL && fscanf(file, "%d", &pid) == 1 && pid > 1,
                  "cannot read %s", path);
    fclose(file);
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    file = fopen(path, "re");
    ck_assert_msg(file != NULL && fgets(name, sizeof name, file) != NULL &&
                      strcmp(name, "postgres\n") == 0,
                  "process %d is no PostgreSQL", pid);
    fclose(file);
    return pid;
}

/* Stopped first, so that it neither starts another process nor tidies up. */
void
cluster_kill(void)
{
    pid_t children[MOST_PROCESSES], server = postmaster();
    int n;

    ck_assert_int_eq(kill(server, SIGSTOP), 0);
    n = children_of(server, children);
    ck_assert_int_gt(n, 0);
    ck_assert_int_eq(kill(server, SIGKILL), 0);
    for (int i = 0; i < n; i++)
        kill(children[i], SIGKILL);
    wait_until_gone(server);
    for (int i = 0; i < n; i++)
        wait_until_gone(children[i]);
}

/* The server must not inherit a writer's connection. */
static int
start_once(void)
{
    const char *srcdir = getenv("srcdir");
    char path[4096];
    int status, null;
    pid_t pid;

    snprintf(path, sizeof path, "%s/contrib/postgres", srcdir ? srcdir : ".");
    fflush(NULL);
    pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        null = open("/dev/null", O_RDWR);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        for (int fd = 3; fd < MOST_FILES; fd++)
            close(fd);
        execl(path, path, "start", directory(), "--fast", (char *)NULL);
        _exit(127);
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* 0: started; 3: it ran already. */
void
cluster_start(void)
{
    int status = 1;

    for (int i = 0; i < START_TRIES && status != 0 && status != 3; i++) {
        status = start_once();
        if (status != 0 && status != 3)
            wait_a_tenth();
    }
    ck_assert_msg(status == 0 || status == 3, "contrib/postgres start: %d", status);
}
