#include "guard/keyring.h"

#include "guard/hkdf.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line of the longest id, with its line feed and a NUL. */
enum { LINE_SIZE = 5 + 1 + 10 + 1 + 2 * KEY_SIZE + 2, FILE_MAX = 64 * 1024 };

struct key {
    int id;
    date day;
    unsigned char master[KEY_SIZE];
};

struct keyring {
    int count;
    struct key keys[KEYRING_MAX];
};

/* Memory for keys in text: locked, and wiped by sodium_free. */
struct paper {
    size_t len;
    char text[FILE_MAX + LINE_SIZE];
};

/* One work on the file, from its lock to its end. */
struct work {
    const char *state_dir;
    int dir, lock; /* lock: of the file keys.lock; -1 when it only reads */
    struct paper *paper;
    char *reason;
    unsigned size;
};

/* Why the work cannot be done; false. */
__attribute__((format(printf, 2, 3))) static bool
refuse(const struct work *w, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(w->reason, w->size, format, args);
    va_end(args);
    return false;
}

/* One writer at a time.  The directory itself is not what is locked: whoever starts the
 * service may hold it. */
static bool
take_lock(struct work *w)
{
    w->lock =
        openat(w->dir, "keys.lock", O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (w->lock < 0 || flock(w->lock, LOCK_EX) != 0)
        return refuse(w, "cannot lock %s/keys.lock: %s", w->state_dir, strerror(errno));
    return true;
}

/* WRITES: may make or change the file; CREATE: and the directory. */
static bool
begin(struct work *w, bool writes, bool create)
{
    w->dir = w->lock = -1;
    w->paper = NULL;
    if (sodium_init() < 0)
        return refuse(w, "libsodium does not start");
    if (create && mkdir(w->state_dir, 0700) != 0 && errno != EEXIST)
        return refuse(w, "cannot create %s: %s", w->state_dir, strerror(errno));
    w->dir = open(w->state_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (w->dir < 0)
        return refuse(w, "cannot open %s: %s", w->state_dir, strerror(errno));
    if (writes && !take_lock(w))
        return false;
    w->paper = sodium_malloc(sizeof *w->paper);
    if (w->paper == NULL)
        return refuse(w, "no memory for the keys");
    w->paper->len = 0;
    return true;
}

static bool
end(struct work *w, bool done)
{
    sodium_free(w->paper);
    if (w->lock >= 0)
        close(w->lock);
    if (w->dir >= 0)
        close(w->dir);
    return done;
}

static bool
read_all(struct work *w, int fd)
{
    struct paper *p = w->paper;
    ssize_t n;

    while ((n = read(fd, p->text + p->len, FILE_MAX - p->len)) > 0)
        p->len += (size_t)n;
    if (n < 0)
        return refuse(w, "cannot read %s/keys: %s", w->state_dir, strerror(errno));
    if (p->len == FILE_MAX || memchr(p->text, '\0', p->len) != NULL)
        return refuse(w, "%s/keys is not a file of keys", w->state_dir);
    if (p->len > 0 && p->text[p->len - 1] != '\n')
        p->text[p->len++] = '\n';
    p->text[p->len] = '\0';
    return true;
}

/* *FOUND is cleared when there is no such file. */
static bool
read_file(struct work *w, bool *found)
{
    int fd = openat(w->dir, "keys", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    bool done;

    *found = fd >= 0 || errno != ENOENT;
    if (fd < 0)
        return refuse(w, "cannot read %s/keys: %s", w->state_dir, strerror(errno));
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        done = refuse(w, "%s/keys is not a file", w->state_dir);
    else if ((status.st_mode & 077) != 0)
        done =
            refuse(w, "%s/keys may be read by others; run chmod 600 on it", w->state_dir);
    else
        done = read_all(w, fd);
    close(fd);
    return done;
}

static bool
write_all(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, text, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        text += n;
        len -= (size_t)n;
    }
    return fsync(fd) == 0;
}

/* What root writes is the directory's owner's to read, who runs the service. */
static bool
hand_over(const struct work *w, int fd)
{
    struct stat owner;

    return geteuid() != 0 ||
           (fstat(w->dir, &owner) == 0 && fchown(fd, owner.st_uid, owner.st_gid) == 0);
}

/* The paper takes the place of the file: whole, or not at all. */
static bool
write_file(struct work *w)
{
    bool written;
    int fd;

    unlinkat(w->dir, "keys.new", 0);
    fd = openat(w->dir, "keys.new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return refuse(w, "cannot create %s/keys.new: %s", w->state_dir, strerror(errno));
    written = hand_over(w, fd) && write_all(fd, w->paper->text, w->paper->len);
    close(fd);
    if (written && renameat(w->dir, "keys.new", w->dir, "keys") == 0 && fsync(w->dir) == 0)
        return true;
    refuse(w, "cannot write %s/keys: %s", w->state_dir, strerror(errno));
    unlinkat(w->dir, "keys.new", 0);
    return false;
}

/* The number at *S, without sign or leading zero; 0 if there is none up to KEY_ID_MAX. */
static int
read_id(const char **s)
{
    int id = 0;

    if (**s == '0')
        return 0;
    for (; **s >= '0' && **s <= '9'; ++*s) {
        id = id * 10 + (**s - '0');
        if (id > KEY_ID_MAX)
            return 0;
    }
    return id;
}

/* Reads the LEN characters of a line. */
static bool
read_key(const char *line, size_t len, struct key *key)
{
    const char *s = line;
    char day[DATE_SIZE] = "";

    key->id = read_id(&s);
    if (key->id == 0 || len != (size_t)(s - line) + DATE_SIZE + 1 + 2 * KEY_SIZE ||
        s[0] != ' ' || s[DATE_SIZE] != ' ')
        return false;
    memcpy(day, s + 1, DATE_SIZE - 1);
    s += DATE_SIZE + 1;
    return date_parse(day, &key->day) &&
           sodium_hex2bin(key->master, KEY_SIZE, s, 2 * KEY_SIZE, NULL, NULL, NULL) == 0;
}

/* The paper into K, which holds no keys yet. */
static bool
read_keys(struct work *w, struct keyring *k)
{
    const char *line = w->paper->text;
    int last = 0;

    for (int number = 1; *line != '\0'; number++, line++) {
        size_t len = strcspn(line, "\n");
        struct key *key = &k->keys[k->count];

        if (len > 0 && *line != '#') {
            if (k->count == KEYRING_MAX)
                return refuse(w, "%s/keys holds more than %d keys", w->state_dir,
                              KEYRING_MAX);
            if (!read_key(line, len, key) || key->id <= last)
                return refuse(w, "line %d of %s/keys is not a key with a higher id", number,
                              w->state_dir);
            last = key->id;
            k->count++;
        }
        line += len;
    }
    if (k->count == 0)
        return refuse(w, "%s/keys holds no key", w->state_dir);
    return true;
}

static bool
parse(struct work *w, struct keyring **out)
{
    struct keyring *k = sodium_malloc(sizeof *k);

    if (k == NULL)
        return refuse(w, "no memory for the keys");
    sodium_memzero(k, sizeof *k);
    if (!read_keys(w, k)) {
        sodium_free(k);
        return false;
    }
    sodium_mprotect_readonly(k);
    *out = k;
    return true;
}

/* A new key's line behind the others. */
static void
append(struct paper *p, int id, date today)
{
    unsigned char master[KEY_SIZE];
    char hex[2 * KEY_SIZE + 1], day[DATE_SIZE];

    randombytes_buf(master, sizeof master);
    sodium_bin2hex(hex, sizeof hex, master, sizeof master);
    p->len += (size_t)snprintf(p->text + p->len, LINE_SIZE, "%d %s %s\n", id,
                               date_text(today, day), hex);
    sodium_memzero(master, sizeof master);
    sodium_memzero(hex, sizeof hex);
}

static bool
load(struct work *w, bool create, date today, struct keyring **out)
{
    bool found;

    if (read_file(w, &found))
        return parse(w, out);
    if (found || !create)
        return false;
    append(w->paper, 1, today);
    return parse(w, out) && write_file(w);
}

bool
keyring_load(const char *state_dir, bool create, date today, struct keyring **out,
             char *reason, unsigned size)
{
    struct work w = {.state_dir = state_dir, .reason = reason, .size = size};
    struct keyring *k = NULL;
    bool done = begin(&w, create, create) && load(&w, create, today, &k);

    if (done)
        *out = k;
    else
        keyring_free(k);
    return end(&w, done);
}

void
keyring_free(struct keyring *k)
{
    sodium_free(k);
}

int
keyring_current(const struct keyring *k)
{
    return k->keys[k->count - 1].id;
}

static const struct key *
find(const struct keyring *k, int id)
{
    for (int i = k->count - 1; i >= 0; i--)
        if (k->keys[i].id == id)
            return &k->keys[i];
    return NULL;
}

bool
keyring_knows(const struct keyring *k, int id)
{
    return find(k, id) != NULL;
}

int
keyring_count(const struct keyring *k)
{
    return k->count;
}

int
keyring_ids(const struct keyring *k, int ids[KEYRING_MAX])
{
    for (int i = 0; i < k->count; i++)
        ids[i] = k->keys[i].id;
    return k->count;
}

date
keyring_day(const struct keyring *k, int id)
{
    const struct key *key = find(k, id);

    return key != NULL ? key->day : NO_DATE;
}

bool
keyring_derive(const struct keyring *k, int id, const char *purpose,
               unsigned char out[KEY_SIZE])
{
    static const char salt[] = "gongkai keyring 1";
    const struct key *key = find(k, id);

    if (key == NULL)
        return false;
    hkdf_sha256(key->master, KEY_SIZE, salt, sizeof salt - 1, purpose, strlen(purpose), out,
                KEY_SIZE);
    return true;
}

bool
keyring_proof(const struct keyring *k, int id, char proof[KEY_PROOF_SIZE])
{
    unsigned char bytes[KEY_SIZE];

    if (!keyring_derive(k, id, KEY_FOR_PROOF, bytes))
        return false;
    sodium_bin2hex(proof, KEY_PROOF_SIZE, bytes, sizeof bytes);
    return true;
}

static bool
add(struct work *w, const struct keyring *k, date today, int *new_id)
{
    int id = keyring_current(k) + 1;
    struct keyring *changed;

    if (id > KEY_ID_MAX)
        return refuse(w, "the ids of keys are used up");
    append(w->paper, id, today);
    if (!parse(w, &changed))
        return false;
    keyring_free(changed);
    if (!write_file(w))
        return false;
    *new_id = id;
    return true;
}

bool
keyring_add(const char *state_dir, date today, int *new_id, char *reason, unsigned size)
{
    struct work w = {.state_dir = state_dir, .reason = reason, .size = size};
    struct keyring *k = NULL;
    bool found, done = begin(&w, true, false) && read_file(&w, &found) && parse(&w, &k) &&
                       add(&w, k, today, new_id);

    keyring_free(k);
    return end(&w, done);
}

/* Takes the line of the key ID, which is there, out of the paper. */
static void
strike(struct paper *p, int id)
{
    char *line = p->text, *next;

    for (;; line = next) {
        const char *s = line;

        next = line + strcspn(line, "\n") + 1;
        if (read_id(&s) == id)
            break;
    }
    memmove(line, next, p->len + 1 - (size_t)(next - p->text));
    p->len -= (size_t)(next - line);
}

static bool
retire(struct work *w, const struct keyring *k, int id)
{
    if (!keyring_knows(k, id))
        return refuse(w, "%s/keys has no key %d", w->state_dir, id);
    if (id == keyring_current(k))
        return refuse(w, "key %d is the current one; add another one first", id);
    strike(w->paper, id);
    return write_file(w);
}

bool
keyring_retire(const char *state_dir, int id, char *reason, unsigned size)
{
    struct work w = {.state_dir = state_dir, .reason = reason, .size = size};
    struct keyring *k = NULL;
    bool found, done = begin(&w, true, false) && read_file(&w, &found) && parse(&w, &k) &&
                       retire(&w, k, id);

    keyring_free(k);
    return end(&w, done);
}
