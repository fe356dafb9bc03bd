/* A clamd is asked about each file: what it names is refused and on record, and without its
 * word nothing is taken. */
#include "document/forge.h"
#include "op/uploading.h"
#include "op/who.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static char socket_path[100];

static bool
read_all(int fd, void *buffer, size_t size)
{
    char *to = buffer;

    while (size > 0) {
        ssize_t n = read(fd, to, size);

        if (n <= 0)
            return false;
        to += n;
        size -= (size_t)n;
    }
    return true;
}

/* Speaks INSTREAM: what comes is put together and looked through. */
static void
answer_one(int fd)
{
    unsigned char length[4];
    struct text all = {NULL, 0, 0};
    char command[10], piece[65536];
    const char *reply = "stream: OK";

    text_add(&all, "");
    if (!read_all(fd, command, sizeof command) || memcmp(command, "zINSTREAM", 10) != 0)
        return;
    for (;;) {
        size_t n;

        if (!read_all(fd, length, 4))
            return;
        n = (size_t)length[0] << 24 | (size_t)length[1] << 16 | (size_t)length[2] << 8 |
            length[3];
        if (n == 0)
            break;
        if (n > sizeof piece || !read_all(fd, piece, n))
            return;
        text_add_bytes(&all, piece, n);
    }
    if (memmem(all.bytes, all.len, "virus", 5) != NULL)
        reply = "stream: Test-\"Virus\".1 FOUND";
    else if (memmem(all.bytes, all.len, "broken", 6) != NULL)
        reply = "INSTREAM size limit exceeded. ERROR";
    else if (memmem(all.bytes, all.len, "silent", 6) != NULL)
        sleep(3);
    if (write(fd, reply, strlen(reply) + 1) < 0)
        perror("clamd");
    text_free(&all);
}

static pid_t
begin_clamd(void)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    pid_t pid;

    strcpy(at.sun_path, socket_path);
    ck_assert(bind(listener, (const struct sockaddr *)&at, sizeof at) == 0 &&
              listen(listener, 8) == 0);
    pid = fork();
    ck_assert_int_ge(pid, 0);
    while (pid == 0) {
        int fd = accept(listener, NULL, NULL);

        if (fd < 0)
            _exit(0);
        answer_one(fd);
        close(fd);
    }
    close(listener);
    return pid;
}

static void
end_clamd(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    unlink(socket_path);
}

static void
sends(long status, const char *code, const char *id, const char *body)
{
    struct text t;

    forge_pdf(body, &t);
    uploaded(status, code, id, "kind=other", "a.pdf", t.bytes, t.len);
    text_free(&t);
}

START_TEST(a_virus_is_refused_and_on_record_and_silence_is_no_word)
{
    char option[130];
    const char *id;
    pid_t clamd;

    snprintf(socket_path, sizeof socket_path, "/tmp/gongkai-clamd-%d", (int)getpid());
    snprintf(option, sizeof option, "--clamd-socket=%s", socket_path);
    clamd = begin_clamd();
    service_begin(&here, (const char *const[]){"--today=2025-03-14", option,
                                               "--clamd-timeout-s=1", NULL});
    make_agency("virus", NULL);
    id = make_case("virus", "2025-03-13", NULL);
    sends(201, "", id, "nothing");
    sends(422, "file_infected", id, "a virus");
    ck_assert_str_eq(looked_up("select status || ' ' || (data::json ->> 'virus') from"
                               " gongkai.audit where application = $1 and operation ="
                               " 'attachment_add' and status <> 201",
                               id, NULL, NULL),
                     "422 Test-_Virus_.1");
    sends(503, "scanner_down", id, "broken");
    sends(503, "scanner_down", id, "silent");
    end_clamd(clamd);
    sends(503, "scanner_down", id, "nothing");
    ck_assert_str_eq(looked_up("select count(*) from gongkai.attachment", NULL, NULL, NULL),
                     "1");
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {a_virus_is_refused_and_on_record_and_silence_is_no_word,
                                  NULL};

    return here_run("virus", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
