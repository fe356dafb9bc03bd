#include "http/token.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
create_token(const char *path, const char *state_dir, char *reason, unsigned size)
{
    unsigned char secret[32];
    char token[TOKEN_SIZE + 1];
    int fd, dir;
    bool written;

    if (mkdir(state_dir, 0700) != 0 && errno != EEXIST) {
        snprintf(reason, size, "cannot create %s: %s", state_dir, strerror(errno));
        return false;
    }
    randombytes_buf(secret, sizeof secret);
    sodium_bin2base64(token, TOKEN_SIZE, secret, sizeof secret,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(secret, sizeof secret);
    strcat(token, "\n");
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        snprintf(reason, size, "cannot create %s: %s", path, strerror(errno));
        return errno == EEXIST;
    }
    written = write(fd, token, TOKEN_SIZE) == TOKEN_SIZE && fsync(fd) == 0;
    close(fd);
    dir = open(state_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir >= 0) {
        fsync(dir);
        close(dir);
    }
    if (!written)
        snprintf(reason, size, "cannot write %s: %s", path, strerror(errno));
    return written;
}

bool
token_load(const char *state_dir, bool create, char token[TOKEN_SIZE], char *reason,
           unsigned size)
{
    char path[4096], line[128] = "";
    struct stat status;
    FILE *file;

    if (sodium_init() < 0) {
        snprintf(reason, size, "libsodium does not start");
        return false;
    }
    snprintf(path, sizeof path, "%s/token", state_dir);
    file = fopen(path, "re");
    if (file == NULL && errno == ENOENT && create) {
        if (!create_token(path, state_dir, reason, size))
            return false;
        file = fopen(path, "re");
    }
    if (file == NULL) {
        snprintf(reason, size, "cannot read %s: %s", path, strerror(errno));
        return false;
    }
    if (fstat(fileno(file), &status) != 0 || (status.st_mode & 077) != 0) {
        snprintf(reason, size, "%s may be read by others; run chmod 600 on it", path);
        fclose(file);
        return false;
    }
    if (fgets(line, sizeof line, file) == NULL)
        line[0] = '\0';
    fclose(file);
    line[strcspn(line, "\r\n")] = '\0';
    if (strlen(line) != TOKEN_SIZE - 1) {
        snprintf(reason, size, "%s does not hold a token; remove it to have a new one made",
                 path);
        return false;
    }
    memcpy(token, line, TOKEN_SIZE);
    return true;
}

static bool
equal(const char *token, const char *given)
{
    size_t len = strlen(given);
    char padded[TOKEN_SIZE] = "";

    memcpy(padded, given, len < TOKEN_SIZE ? len : TOKEN_SIZE - 1);
    return sodium_memcmp(padded, token, TOKEN_SIZE) == 0 && len == TOKEN_SIZE - 1;
}

bool
token_accepts(const char *token, const char *value)
{
    char decoded[256];
    const char *colon;
    size_t len;

    if (value == NULL)
        return false;
    if (strncasecmp(value, "Bearer ", 7) == 0)
        return equal(token, value + 7);
    if (strncasecmp(value, "Basic ", 6) != 0 ||
        sodium_base642bin((unsigned char *)decoded, sizeof decoded - 1, value + 6,
                          strlen(value + 6), " ", &len, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    decoded[len] = '\0';
    colon = strchr(decoded, ':');
    return colon != NULL && equal(token, colon + 1);
}
