#include "guard/state.h"

#include "base/arena.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *
state_new(void)
{
    const char *tmp = getenv("TMPDIR");
    char dir[4096];

    snprintf(dir, sizeof dir, "%s/gongkai-keys-XXXXXX", tmp != NULL ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    return xstrdup(dir);
}

static const char *
path_in(const char *dir, char path[4200])
{
    snprintf(path, 4200, "%s/keys", dir);
    return path;
}

void
state_remove(char *dir)
{
    char path[4200];

    unlink(path_in(dir, path));
    snprintf(path, sizeof path, "%s/keys.lock", dir);
    unlink(path);
    ck_assert_msg(rmdir(dir) == 0, "%s holds more than the keys and their lock", dir);
    free(dir);
}

void
state_write(const char *dir, const char *text, unsigned mode)
{
    char path[4200];
    FILE *file = fopen(path_in(dir, path), "we");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(chmod(path, mode), 0);
}

char *
state_read(const char *dir)
{
    char path[4200], *text = xmalloc(100000);
    FILE *file = fopen(path_in(dir, path), "re");
    size_t len = 0;

    if (file != NULL) {
        len = fread(text, 1, 99999, file);
        fclose(file);
    }
    text[len] = '\0';
    return text;
}

struct keyring *
state_keys(const char *dir, bool create)
{
    struct keyring *k = NULL;
    char reason[300] = "";

    ck_assert_msg(keyring_load(dir, create, date_of(2026, 1, 5), &k, reason, sizeof reason),
                  "%s", reason);
    return k;
}
