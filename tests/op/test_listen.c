/* The ways in: a socket file, a socket handed over by systemd, an address. */
#include "harness.h"
#include "op/raw.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static struct service_under_test here;

/* The socket file in the service's folder. */
static const char *
socket_path(void)
{
    static char path[100];

    snprintf(path, sizeof path, "%s/http.sock", here.directory);
    return path;
}

static const char *
listen_option(void)
{
    static char option[120];

    snprintf(option, sizeof option, "--listen=unix:%s", socket_path());
    return option;
}

/* A socket of TYPE bound to PATH. */
static int
bound_socket(const char *path, int type)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, type, 0);

    snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

static void
begin_stopped(void)
{
    service_begin(&here, NULL);
    service_stop(&here, SIGTERM);
}

static long
health(char header[200], const char *name)
{
    struct answer a = service_call(&here, "GET", "/healthz", NULL, NULL);
    long status = a.status;

    answer_header(&a, name, header, 200);
    answer_free(&a);
    return status;
}

/* gongkaid with OPTION must end with status 1 and say SAYS. */
static void
fails_with(const char *option, const char *says)
{
    const char *build = getenv("GONGKAI_BUILD");
    char command[1500], out[4096];
    size_t n;
    FILE *pipe;

    snprintf(command, sizeof command,
             "GONGKAI_DATABASE='%s' GONGKAI_STATE_DIR='%s' timeout 20 %s/gongkaid %s 2>&1",
             here.database, here.directory, build ? build : ".", option);
    pipe = popen(command, "re");
    ck_assert_ptr_nonnull(pipe);
    n = fread(out, 1, sizeof out - 1, pipe);
    out[n] = '\0';
    ck_assert_msg(WEXITSTATUS(pclose(pipe)) == 1, "%s: %s", option, out);
    ck_assert_msg(strstr(out, says) != NULL, "%s: %s", option, out);
}

START_TEST(a_socket_file_is_for_owner_and_group_and_gone_with_the_service)
{
    char header[200];
    struct stat status;

    begin_stopped();
    service_start(&here, (const char *const[]){listen_option(), NULL});
    ck_assert_str_eq(here.url + strlen("unix:"), socket_path());
    ck_assert_int_eq(health(header, "strict-transport-security"), 200);
    ck_assert_str_eq(header, "");
    ck_assert_int_eq(stat(socket_path(), &status), 0);
    ck_assert(S_ISSOCK(status.st_mode));
    ck_assert_uint_eq(status.st_mode & 0777, 0660);
    fails_with(listen_option(), "Address already in use");
    ck_assert_int_eq(health(header, "vary"), 200); /* the other did no harm */
    ck_assert_int_eq(
        service_command(&here, NULL,
                        (const char *const[]){"calendar", "show", "2025", NULL}),
        0);
    service_stop(&here, SIGTERM);
    ck_assert(stat(socket_path(), &status) != 0 && errno == ENOENT);
    service_end(&here);
}
END_TEST

START_TEST(browsers_are_kept_to_https_behind_the_proxy_only)
{
    char header[200];

    begin_stopped();
    service_start(&here, (const char *const[]){listen_option(), "--https=yes", NULL});
    ck_assert_int_eq(health(header, "strict-transport-security"), 200);
    ck_assert_str_eq(header, "max-age=31536000; includeSubDomains");
    service_stop(&here, SIGTERM);
    service_start(&here, (const char *const[]){"--https=yes", NULL});
    ck_assert_int_eq(health(header, "strict-transport-security"), 200);
    ck_assert_str_eq(header, "");
    service_end(&here);
}
END_TEST

START_TEST(a_socket_file_of_a_dead_process_is_replaced_and_another_file_is_not)
{
    char header[200], option[100];
    struct stat status;

    begin_stopped();
    close(bound_socket(socket_path(), SOCK_STREAM));
    service_start(&here, (const char *const[]){listen_option(), NULL});
    ck_assert_int_eq(health(header, "vary"), 200);
    service_stop(&here, SIGKILL); /* leaves its file */
    ck_assert_int_eq(stat(socket_path(), &status), 0);
    service_start(&here, (const char *const[]){listen_option(), NULL});
    ck_assert_int_eq(health(header, "vary"), 200);
    service_stop(&here, SIGTERM);
    snprintf(option, sizeof option, "--listen=unix:%s/keys", here.directory);
    fails_with(option, "Socket operation on non-socket");
    snprintf(option, sizeof option, "%s/keys", here.directory);
    ck_assert_int_eq(stat(option, &status), 0);
    fails_with("--listen=unix:relative", "absolute path");
    fails_with("--listen=unix:/nowhere/at/all", "No such file or directory");
    service_end(&here);
}
END_TEST

/* Starts gongkaid with FD as its file descriptor 3, as systemd does; PID: what LISTEN_PID
 * says, 0 for the truth. */
static void
start_with_socket(int fd, const char *fds, int pid, const char *notify)
{
    const char *build = getenv("GONGKAI_BUILD");
    char path[4096], number[20];

    snprintf(path, sizeof path, "%s/gongkaid", build ? build : ".");
    fflush(NULL);
    here.pid = fork();
    ck_assert_int_ge(here.pid, 0);
    if (here.pid > 0)
        return;
    if (fd == 3)
        fd = dup(fd);
    dup2(fd, 3);
    snprintf(number, sizeof number, "%d", pid != 0 ? pid : (int)getpid());
    setenv("LISTEN_PID", number, 1);
    setenv("LISTEN_FDS", fds, 1);
    setenv("NOTIFY_SOCKET", notify, 1);
    setenv("GONGKAI_DATABASE", here.database, 1);
    setenv("GONGKAI_STATE_DIR", here.directory, 1);
    execl(path, "gongkaid", "--port=0", "--log-level=warning", (char *)NULL);
    _exit(127);
}

/* What the service tells systemd next. */
static const char *
told(int fd)
{
    static char word[100];
    const struct timeval patience = {20, 0};
    ssize_t n;

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    n = recv(fd, word, sizeof word - 1, 0);
    word[n > 0 ? n : 0] = '\0';
    return word;
}

START_TEST(a_socket_that_systemd_hands_over_is_served_and_outlives_the_service)
{
    char header[200], notify[100];
    struct stat status;
    int fd, words;

    begin_stopped();
    snprintf(notify, sizeof notify, "%s/notify", here.directory);
    words = bound_socket(notify, SOCK_DGRAM);
    fd = bound_socket(socket_path(), SOCK_STREAM);
    ck_assert_int_eq(listen(fd, 16), 0);
    snprintf(here.url, sizeof here.url, "unix:%s", socket_path());
    for (int i = 0; i < 2; i++) { /* the second finds the first one's socket intact */
        start_with_socket(fd, "1", 0, notify);
        ck_assert_str_eq(told(words), "READY=1");
        ck_assert_int_eq(health(header, "vary"), 200);
        service_stop(&here, SIGTERM);
        ck_assert_str_eq(told(words), "STOPPING=1");
        ck_assert_int_eq(stat(socket_path(), &status), 0);
    }
    close(fd);
    close(words);
    service_end(&here);
}
END_TEST

START_TEST(a_socket_meant_for_another_process_is_left_alone)
{
    char notify[100];
    int fd, words, end;

    begin_stopped();
    snprintf(notify, sizeof notify, "%s/notify", here.directory);
    words = bound_socket(notify, SOCK_DGRAM);
    fd = bound_socket(socket_path(), SOCK_STREAM);
    ck_assert_int_eq(listen(fd, 16), 0);
    start_with_socket(fd, "1", 1, notify);
    ck_assert_str_eq(told(words), "READY=1"); /* on a port of its own */
    service_stop(&here, SIGTERM);
    ck_assert_str_eq(told(words), "STOPPING=1");
    start_with_socket(fd, "2", 0, notify);
    ck_assert_int_eq(waitpid(here.pid, &end, 0), here.pid);
    ck_assert_int_eq(WEXITSTATUS(end), 1);
    start_with_socket(words, "1", 0, notify); /* nothing listens there */
    ck_assert_int_eq(waitpid(here.pid, &end, 0), here.pid);
    ck_assert_int_eq(WEXITSTATUS(end), 1);
    here.pid = 0;
    close(fd);
    close(words);
    service_end(&here);
}
END_TEST

START_TEST(other_machines_are_served_only_where_plain_http_says_so)
{
    char header[200], *port;

    begin_stopped();
    fails_with("--listen=0.0.0.0 --port=0", "plain_http = yes");
    fails_with("--listen=:: --port=0", "plain_http = yes");
    service_start(&here,
                  (const char *const[]){"--listen=0.0.0.0", "--plain-http=yes", NULL});
    port = strdup(strrchr(here.url, ':'));
    snprintf(here.url, sizeof here.url, "http://127.0.0.1%s", port);
    free(port);
    ck_assert_int_eq(health(header, "vary"), 200);
    service_end(&here);
}
END_TEST

START_TEST(what_is_in_memory_is_never_dumped)
{
    char path[64], line[200], soft[32] = "", hard[32] = "";
    int end;
    FILE *limits;

    service_begin(&here, NULL);
    snprintf(path, sizeof path, "/proc/%d/limits", (int)here.pid);
    limits = fopen(path, "re");
    ck_assert_ptr_nonnull(limits);
    while (fgets(line, sizeof line, limits) != NULL)
        sscanf(line, "Max core file size %31s %31s", soft, hard);
    fclose(limits);
    ck_assert_str_eq(soft, "0");
    ck_assert_str_eq(hard, "0");
    ck_assert_int_eq(kill(here.pid, SIGABRT), 0);
    ck_assert_int_eq(waitpid(here.pid, &end, 0), here.pid);
    ck_assert(WIFSIGNALED(end) && !WCOREDUMP(end));
    here.pid = 0;
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_socket_file_is_for_owner_and_group_and_gone_with_the_service,
        browsers_are_kept_to_https_behind_the_proxy_only,
        a_socket_file_of_a_dead_process_is_replaced_and_another_file_is_not,
        a_socket_that_systemd_hands_over_is_served_and_outlives_the_service,
        a_socket_meant_for_another_process_is_left_alone,
        other_machines_are_served_only_where_plain_http_says_so,
        what_is_in_memory_is_never_dumped,
        NULL,
    };

    return harness_run(harness_suite("listen", tests, 60));
}
