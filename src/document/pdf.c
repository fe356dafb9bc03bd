#include "document/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 60, MOST = 64 << 20, NOT_RUN = 127 };

static const struct {
    const char *zh, *en;
} sentences[] = {
    [PDF_OK] = {"已生成 PDF", "the PDF is made"},
    [PDF_BUSY] = {"正在转换其他文档，请稍后再试",
                  "another document is being converted; try again"},
    [PDF_MISSING] = {"无法运行 LibreOffice；请检查设置",
                     "LibreOffice cannot be run; check the setting"},
    [PDF_SLOW] = {"转换 PDF 超时", "the conversion took too long"},
    [PDF_FAILED] = {"LibreOffice 未能转换该文档",
                    "LibreOffice could not convert the document"},
    [PDF_LARGE] = {"生成的 PDF 过大", "the PDF is too large"},
    [PDF_SYSTEM] = {"服务器无法启动转换（临时目录或进程）",
                    "the server cannot begin the conversion (temporary folder or process)"},
};

const char *
pdf_fault_zh(enum pdf_fault fault)
{
    return sentences[fault].zh;
}

const char *
pdf_fault_en(enum pdf_fault fault)
{
    return sentences[fault].en;
}

/* One conversion. */
struct job {
    const char *soffice;
    size_t most;
    struct timespec end;
    char folder[PATH_MAX];
    pid_t process;
    int output; /* what the program says: open as long as any process of it lives */
};

/* ---- Files ---- */

static bool
make_folder(struct job *job)
{
    const char *parent = getenv("TMPDIR");
    int len = snprintf(job->folder, sizeof job->folder, "%s/gongkai-XXXXXX",
                       parent != NULL && *parent != '\0' ? parent : "/tmp");

    return len < (int)sizeof job->folder && mkdtemp(job->folder) != NULL;
}

static int
remove_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
    (void)stat;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

/* NAME in the folder of the job, in A. */
static char *
in_folder(const struct job *job, struct arena *a, const char *name)
{
    return arena_printf(a, "%s/%s", job->folder, name);
}

static bool
write_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wxe");
    bool whole;

    if (file == NULL)
        return false;
    whole = fwrite(bytes, 1, size, file) == size;
    return fclose(file) == 0 && whole;
}

/* Appends the PDF at PATH to OUT, if it is one and not too large. */
static enum pdf_fault
read_pdf(const char *path, size_t most, struct text *out)
{
    char buffer[16384];
    struct text pdf = {0};
    FILE *file = fopen(path, "re");
    enum pdf_fault fault = PDF_FAILED;
    size_t n;

    if (file == NULL)
        return PDF_FAILED;
    while (pdf.len <= most && (n = fread(buffer, 1, sizeof buffer, file)) > 0)
        text_add_bytes(&pdf, buffer, n);
    fclose(file);
    if (pdf.len > most)
        fault = PDF_LARGE;
    else if (pdf.len > 5 && memcmp(pdf.bytes, "%PDF-", 5) == 0)
        fault = PDF_OK;
    if (fault == PDF_OK)
        text_add_bytes(out, pdf.bytes, pdf.len);
    text_free(&pdf);
    return fault;
}

/* ---- The process ---- */

/* In the child, where only what is safe beside threads may be called. */
static _Noreturn void
become(const struct job *job, char *const *arguments, char *const *environment, int output)
{
    size_t most = job->most > MOST ? job->most : MOST;
    struct rlimit size = {.rlim_cur = most + 1, .rlim_max = most + 1};
    struct rlimit no_core = {.rlim_cur = 0, .rlim_max = 0};
    int null = open("/dev/null", O_RDONLY);
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    setrlimit(RLIMIT_FSIZE, &size);
    setrlimit(RLIMIT_CORE, &no_core);
    dup2(null, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    close_range(STDERR_FILENO + 1, ~0u, 0);
    execve(arguments[0], arguments, environment);
    _exit(NOT_RUN);
}

/* PATH as a file: URL. */
static const char *
url_of(struct arena *a, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789/-_.~";
    struct text url = {0};
    const char *copy;

    text_add(&url, "file://");
    for (; *path != '\0'; path++)
        if (strchr(plain, *path) != NULL)
            text_add_bytes(&url, path, 1);
        else
            text_addf(&url, "%%%02X", (unsigned char)*path);
    copy = arena_copy(a, url.bytes, url.len);
    text_free(&url);
    return copy;
}

/* Starts the program upon letter.docx in the folder; false with errno. */
static bool
start(struct job *job, struct arena *a)
{
    const char *fonts = getenv("FONTCONFIG_FILE");
    char *const arguments[] = {(char *)job->soffice,
                               arena_printf(a, "-env:UserInstallation=%s",
                                            url_of(a, in_folder(job, a, "profile"))),
                               "--headless",
                               "--nologo",
                               "--nodefault",
                               "--norestore",
                               "--nolockcheck",
                               "--convert-to",
                               "pdf:writer_pdf_Export",
                               "--outdir",
                               job->folder,
                               in_folder(job, a, "letter.docx"),
                               NULL};
    char *const environment[] = {
        "PATH=/usr/local/bin:/usr/bin:/bin",
        "LANG=C.UTF-8",
        arena_printf(a, "HOME=%s", job->folder),
        arena_printf(a, "TMPDIR=%s", job->folder),
        fonts != NULL ? arena_printf(a, "FONTCONFIG_FILE=%s", fonts) : NULL,
        NULL};
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    job->process = fork();
    if (job->process == 0)
        become(job, arguments, environment, ends[1]);
    close(ends[1]);
    job->output = ends[0];
    if (job->process > 0)
        setpgid(job->process, job->process); /* whoever comes first */
    else
        close(job->output);
    return job->process > 0;
}

static int
milliseconds_left(const struct job *job)
{
    struct timespec now;
    long left;

    clock_gettime(CLOCK_MONOTONIC, &now);
    left =
        (job->end.tv_sec - now.tv_sec) * 1000 + (job->end.tv_nsec - now.tv_nsec) / 1000000;
    return left > 0 ? (int)left : 0;
}

/* Waits until every process of the program has ended, or the time is over; whether they did. */
static bool
wait_for_end(const struct job *job)
{
    struct pollfd output = {.fd = job->output, .events = POLLIN};
    char ignored[512];

    for (;;) {
        int ready = poll(&output, 1, milliseconds_left(job));

        if (ready == 0)
            return false;
        if (ready > 0 && read(job->output, ignored, sizeof ignored) <= 0)
            return true;
    }
}

static enum pdf_fault
run(struct job *job, struct arena *a)
{
    bool ended;
    int status = 0;

    if (!start(job, a))
        return PDF_SYSTEM;
    ended = wait_for_end(job);
    kill(-job->process, SIGKILL);
    while (waitpid(job->process, &status, 0) < 0 && errno == EINTR)
        ;
    close(job->output);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_RUN)
        return PDF_MISSING;
    return ended ? PDF_OK : PDF_SLOW;
}

static enum pdf_fault
convert(struct job *job, const char *docx, size_t size, struct text *out)
{
    struct arena *a = arena_new();
    enum pdf_fault fault = PDF_SYSTEM;

    if (make_folder(job)) {
        if (write_file(in_folder(job, a, "letter.docx"), docx, size))
            fault = run(job, a);
        if (fault == PDF_OK)
            fault = read_pdf(in_folder(job, a, "letter.pdf"), job->most, out);
        nftw(job->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
    arena_free(a);
    return fault;
}

enum pdf_fault
pdf_of_docx(const struct pdf_converter *converter, const char *docx, size_t size,
            struct text *out)
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    struct job job = {.soffice = converter->soffice,
                      .most = converter->most != 0 ? converter->most : MOST};
    int seconds = converter->seconds != 0 ? converter->seconds : SECONDS;
    struct timespec end;
    enum pdf_fault fault;

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += seconds;
    if (pthread_mutex_clocklock(&one_at_a_time, CLOCK_MONOTONIC, &end) != 0)
        return PDF_BUSY;
    clock_gettime(CLOCK_MONOTONIC, &job.end);
    job.end.tv_sec += seconds;
    fault = convert(&job, docx, size, out);
    pthread_mutex_unlock(&one_at_a_time);
    return fault;
}
