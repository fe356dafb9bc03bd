#include "command/credential_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, LINE_SIZE = 4096 };

static bool
complain(const char *what, const char *path, const char *why)
{
    fprintf(stderr, "gongkai: %s %s: %s\n", what, path, why);
    return false;
}

static bool
session_path(const struct settings *s, char path[PATH_SIZE])
{
    const char *home = getenv("HOME");
    int len;

    if (*s->session_file != '\0')
        len = snprintf(path, PATH_SIZE, "%s", s->session_file);
    else if (home != NULL && *home == '/')
        len = snprintf(path, PATH_SIZE, "%s/.config/gongkai/session", home);
    else
        len = 0; /* nowhere */
    path[len > 0 && len < PATH_SIZE ? len : 0] = '\0';
    return *path != '\0';
}

/* Opens PATH, which nobody else may read; *FILE is NULL when there is none. */
static bool
open_private(const char *path, FILE **file)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat st;

    *file = NULL;
    if (fd < 0)
        return errno == ENOENT || complain("cannot read", path, strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
        (st.st_mode & 077) != 0) {
        close(fd);
        return complain("refusing", path,
                        "it must be a file of yours that others cannot read (chmod 600)");
    }
    *file = fdopen(fd, "r");
    if (*file == NULL)
        abort();
    return true;
}

static bool
read_line(FILE *file, char line[LINE_SIZE])
{
    if (fgets(line, LINE_SIZE, file) == NULL)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

static void
take_secret(FILE *file, char secret[SECRET_SIZE])
{
    char line[LINE_SIZE];

    if (read_line(file, line) && secret_formed(line))
        snprintf(secret, SECRET_SIZE, "%.*s", SECRET_SIZE - 1, line);
    sodium_memzero(line, sizeof line);
}

bool
session_file_read(const struct settings *s, char secret[SECRET_SIZE])
{
    char path[PATH_SIZE], url[LINE_SIZE];
    FILE *file;

    secret[0] = '\0';
    if (!session_path(s, path))
        return true;
    if (!open_private(path, &file))
        return false;
    if (file == NULL)
        return true;
    if (read_line(file, url) && strcmp(url, s->url) == 0)
        take_secret(file, secret);
    fclose(file);
    return true;
}

/* The folders above PATH that do not exist yet. */
static void
make_folders(const char *path)
{
    char folder[PATH_SIZE];

    for (const char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(at - path), path);
        mkdir(folder, 0700);
    }
}

/* Made aside and moved, so that the file is whole and private at every moment. */
static bool
store(const char *path, const char *url, const char *secret)
{
    char aside[PATH_SIZE + 16];
    int fd;
    bool done;

    make_folders(path);
    snprintf(aside, sizeof aside, "%s.XXXXXX", path);
    fd = mkostemp(aside, O_CLOEXEC); /* mode 0600 */
    if (fd < 0)
        return complain("cannot write", path, strerror(errno));
    done = dprintf(fd, "%s\n%s\n", url, secret) > 0 && fsync(fd) == 0;
    if (close(fd) == 0 && done && rename(aside, path) == 0)
        return true;
    complain("cannot write", path, strerror(errno));
    unlink(aside);
    return false;
}

bool
session_file_write(const struct settings *s, const char *secret)
{
    char path[PATH_SIZE];

    if (!session_path(s, path))
        return complain("cannot keep the session", "session_file",
                        "set it; there is no home folder");
    if (*secret != '\0')
        return store(path, s->url, secret);
    return unlink(path) == 0 || errno == ENOENT ||
           complain("cannot remove", path, strerror(errno));
}

bool
token_file_read(const struct settings *s, char secret[SECRET_SIZE])
{
    FILE *file;

    secret[0] = '\0';
    if (*s->token_file == '\0')
        return true;
    if (!open_private(s->token_file, &file))
        return false;
    if (file == NULL)
        return complain("cannot read", s->token_file, strerror(ENOENT));
    take_secret(file, secret);
    fclose(file);
    return *secret != '\0' || complain("refusing", s->token_file, "it holds no token");
}
