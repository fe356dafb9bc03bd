#include "command/demo.h"

#include "base/bag.h"
#include "base/embedded.h"
#include "base/text.h"
#include "command/client.h"
#include "command/owner.h"
#include "core/right.h"
#include "db/statement_list.h"
#include "guard/password.h"
#include "guard/password_policy.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { LENGTH = 16, NAME_WIDTH = 26, CLASSES = 4 };

/* A random password of ninety bits needs no slow hash; the service makes a slow one of it when
 * it is first used. */
#define COST ((struct password_cost){1, 8u << 20})

struct making {
    struct db *db;
    struct keyring *keys;
    struct passwords *passwords;
    FILE *file;
};

/* LENGTH characters that are not mistaken for each other, some of each class. */
static void
random_password(char out[LENGTH + 1])
{
    static const char *const classes[CLASSES] = {
        "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "-+=%@"};
    static const char all[] =
        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-+=%@";
    int found;

    do {
        for (int i = 0; i < LENGTH; i++)
            out[i] = all[randombytes_uniform(sizeof all - 1)];
        out[LENGTH] = '\0';
        found = 0;
        for (int i = 0; i < CLASSES; i++)
            found += strpbrk(out, classes[i]) != NULL;
    } while (found < CLASSES || password_fault(password_profile("dengbao"), out, "", NULL,
                                               0) != PASSWORD_FINE);
}

static void
print_line(FILE *file, const json_t *account, const char *password)
{
    const char *login = client_text(account, "login"),
               *agency = client_text(account, "agency");
    enum role role = (enum role)(ffs((int)roles_of(client_text(account, "role"))) - 1);
    char sign_in[100];

    snprintf(sign_in, sizeof sign_in, "%s%s%s", login, *agency ? "@" : "", agency);
    fprintf(file, "%-*s %s  %s %s\n", NAME_WIDTH, sign_in, password,
            client_text(account, "name"), role_name(role, false));
}

static bool
make_account(const struct making *m, const json_t *account)
{
    char password[LENGTH + 1], hash[PASSWORD_HASH_SIZE];
    struct bag bag = {.count = 0};
    PGresult *row;
    bool done = true;

    random_password(password);
    if (password_hash(m->passwords, password, hash) != PASSWORD_OK)
        return false;
    bag_put(&bag, "code", json_string_value(json_object_get(account, "agency")));
    bag_put(&bag, "login", client_text(account, "login"));
    bag_put(&bag, "name", client_text(account, "name"));
    bag_put(&bag, "role", client_text(account, "role"));
    bag_put(&bag, "hash", hash);
    if (db_run(m->db, SQL(demo_account), &bag, &row) != OK)
        return owner_complain(m->db, "an account was not made");
    if (PQntuples(row) == 1) {
        done = owner_record(m->db, m->keys, PQgetvalue(row, 0, 0), "command_demo") == OK ||
               owner_complain(m->db, "an account was not recorded");
        print_line(m->file, account, password);
    }
    PQclear(row);
    return done;
}

static bool
make_all(const struct making *m)
{
    const char *bytes = embedded_find("demo/accounts.jsonl")->bytes;
    bool done = true;

    while (done && *bytes != '\0') {
        size_t len = strcspn(bytes, "\n");
        json_t *account = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);

        done = account != NULL && make_account(m, account);
        json_decref(account);
        bytes += len + (bytes[len] == '\n');
    }
    return done && fflush(m->file) == 0 && fsync(fileno(m->file)) == 0 &&
           db_command(m->db, "COMMIT") == OK;
}

static FILE *
open_file(const struct settings *s, bool first)
{
    char path[4096], older[4200];
    int fd;

    snprintf(path, sizeof path, "%s/demo-accounts", s->state_dir);
    snprintf(older, sizeof older, "%s.older", path);
    if (first && rename(path, older) != 0 && errno != ENOENT)
        fprintf(stderr, "gongkai: %s: %s\n", path, strerror(errno));
    fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        fprintf(stderr, "gongkai: cannot write %s: %s\n", path, strerror(errno));
    return fd < 0 ? NULL : fdopen(fd, "a");
}

bool
demo_accounts(const struct settings *s, bool first)
{
    struct making m = {.file = open_file(s, first)};
    bool done = false;

    if (m.file == NULL)
        return false;
    m.passwords = passwords_new(COST);
    m.db = owner_open(s);
    if (m.db != NULL)
        m.keys = owner_begin(m.db, s);
    if (m.passwords != NULL && m.keys != NULL)
        done = make_all(&m);
    if (m.db != NULL && !done)
        fputs("gongkai: the accounts of the demonstration were not made\n", stderr);
    db_close(m.db);
    keyring_free(m.keys);
    passwords_free(m.passwords);
    return fclose(m.file) == 0 && done;
}
