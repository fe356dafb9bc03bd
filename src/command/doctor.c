#include "command/doctor.h"

#include "base/log.h"
#include "base/text.h"
#include "command/command.h"
#include "command/migrate.h"
#include "core/date.h"
#include "db/db.h"
#include "db/statement_list.h"
#include "guard/keyring.h"
#include "http/listener.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum level { WARN, TRAINING, REFUSE };

static const struct {
    const char *code;
    enum level level;
    const char *zh, *en, *remedy;
} table[CHECK_COUNT] = {
#define CHECK(code, level, zh, en, remedy) [CHECK_##code] = {#code, level, zh, en, remedy},
#include "command/doctor.def"
#undef CHECK
};

enum { MOST_SKEW_S = 2, WARN_FROM_MONTH = 11, OTHERS = 077, OTHERS_WRITE = 022 };

static void
note(struct doctor *d, enum doctor_check check, bool wrong, const char *found)
{
    enum level level = table[check].level;

    snprintf(d->checks[check].found, sizeof d->checks[check].found, "%s", found);
    if (!wrong)
        d->checks[check].state = DOCTOR_FINE;
    else if (level == WARN || (level == TRAINING && d->training))
        d->checks[check].state = DOCTOR_WARNS;
    else
        d->checks[check].state = DOCTOR_REFUSES;
}

void
doctor_forget_environment(char *names, unsigned size)
{
    size_t len = 0;

    *names = '\0';
    for (char **at = environ; *at != NULL;) {
        size_t n = strcspn(*at, "=");
        char name[64];

        if (strncmp(*at, "PG", 2) != 0 || n >= sizeof name) {
            at++;
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int)n, *at);
        if (len < size)
            len += (size_t)snprintf(names + len, size - len, len ? " %s" : "%s", name);
        unsetenv(name); /* the next one takes its place */
    }
}

static void
look_at_environment(struct doctor *d)
{
    char names[256];

    doctor_forget_environment(names, sizeof names);
    note(d, CHECK_settings_environment, *names != '\0', names);
}

static void
look_at_settings(struct doctor *d, const struct settings *s)
{
    PQconninfoOption *options = PQconninfoParse(s->database, NULL);
    bool exposed = listener_is_exposed(s), password = false;

    for (const PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++)
        password = password || (strcmp(o->keyword, "password") == 0 && o->val != NULL);
    PQconninfoFree(options);
    note(d, CHECK_password_in_database, password, "");
    note(d, CHECK_exposed, exposed && !s->plain_http, exposed ? s->listen : "");
    note(d, CHECK_plain_http, exposed && s->plain_http, exposed ? s->listen : "");
}

/* A secret is for its owner alone; another file, such as a log, others may not write. */
static bool
is_open_to_others(const char *name, mode_t mode)
{
    bool secret = strcmp(name, "token") == 0 || strcmp(name, "keys") == 0;

    return (mode & (secret ? OTHERS : OTHERS_WRITE)) != 0;
}

/* The first file of DIR that is open to others into NAME; false for none. */
static bool
find_open_file(DIR *dir, char name[256])
{
    struct dirent *entry;
    struct stat status;

    while ((entry = readdir(dir)) != NULL) {
        if (fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(status.st_mode) && is_open_to_others(entry->d_name, status.st_mode)) {
            snprintf(name, 256, "%s", entry->d_name);
            return true;
        }
    }
    return false;
}

/* A directory that is not there yet is made with the right mode. */
static void
look_at_state_dir(struct doctor *d, const struct settings *s)
{
    DIR *dir = opendir(s->state_dir);
    struct stat status;
    char name[256] = "";
    bool wrong;

    if (dir == NULL) {
        note(d, CHECK_state_dir, false, "");
        return;
    }
    wrong = fstat(dirfd(dir), &status) != 0 || (status.st_mode & OTHERS) != 0;
    if (wrong)
        snprintf(name, sizeof name, "%s", s->state_dir);
    else
        wrong = find_open_file(dir, name);
    closedir(dir);
    note(d, CHECK_state_dir, wrong, name);
}

static double
seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The time of the question and of the answer is that of the network, not of the clocks. */
static enum problem
look_at_clock(struct doctor *d, struct db *db)
{
    double before = seconds_now(), after, there;
    PGresult *row;
    char found[64];

    TRY(db_run(db, SQL(doctor_clock), NULL, &row));
    after = seconds_now();
    there = strtod(PQgetvalue(row, 0, 0), NULL);
    PQclear(row);
    snprintf(found, sizeof found, "%.1f s", there - (before + after) / 2);
    note(d, CHECK_clock, there < before - MOST_SKEW_S || there > after + MOST_SKEW_S,
         found);
    return OK;
}

static enum problem
knows_year(struct db *db, int year, bool *known)
{
    struct bag bag = {.count = 0};
    PGresult *row;
    char text[16];

    snprintf(text, sizeof text, "%d", year);
    bag_put(&bag, "year", text);
    TRY(db_run(db, SQL(doctor_calendar), &bag, &row));
    *known = *PQgetvalue(row, 0, 0) == 't';
    PQclear(row);
    return OK;
}

static enum problem
look_at_calendar(struct doctor *d, struct db *db, const struct settings *s)
{
    char found[16];
    bool this_one, next_one;
    int year, month, day;
    date today;

    if (!date_parse(s->today, &today))
        today = date_of_seconds(time(NULL));
    date_split(today, &year, &month, &day);
    TRY(knows_year(db, year, &this_one));
    TRY(knows_year(db, year + 1, &next_one));
    snprintf(found, sizeof found, "%d", year);
    note(d, CHECK_calendar_year, !this_one, found);
    snprintf(found, sizeof found, "%d", year + 1);
    note(d, CHECK_calendar_next, !next_one && month >= WARN_FROM_MONTH, found);
    return OK;
}

/* What is wrong with the ring, of which a row of doctor_keys.sql names a key; "" for
 * nothing. */
static void
compare_key(const struct keyring *ring, const PGresult *rows, int row, char found[64])
{
    int id = atoi(PQgetvalue(rows, row, 1));
    char proof[KEY_PROOF_SIZE];

    *found = '\0';
    if (PQgetisnull(rows, row, 1))
        return;
    if (ring == NULL || !keyring_proof(ring, id, proof))
        snprintf(found, 64, "key %d is missing", id);
    else if (!PQgetisnull(rows, row, 2) && strcmp(proof, PQgetvalue(rows, row, 2)) != 0)
        snprintf(found, 64, "key %d is another one", id);
}

static enum problem
look_at_keys(struct doctor *d, struct db *db, const struct settings *s)
{
    char reason[256], found[64] = "";
    struct keyring *ring = NULL;
    PGresult *rows;

    TRY(db_run(db, SQL(doctor_keys), NULL, &rows));
    note(d, CHECK_open_numbers, strcmp(PQgetvalue(rows, 0, 0), "0") != 0,
         PQgetvalue(rows, 0, 0));
    keyring_load(s->state_dir, false, NO_DATE, &ring, reason, sizeof reason);
    for (int i = 0; i < PQntuples(rows) && *found == '\0'; i++)
        compare_key(ring, rows, i, found);
    PQclear(rows);
    keyring_free(ring);
    note(d, CHECK_keys, *found != '\0', found);
    return OK;
}

static enum doctor_check
check_called(const char *code)
{
    enum doctor_check check = 0;

    while (check < CHECK_COUNT && strcmp(table[check].code, code) != 0)
        check++;
    return check;
}

static enum problem
look_at_database(struct doctor *d, struct db *db)
{
    PGresult *rows;

    TRY(db_run(db, SQL(doctor), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        enum doctor_check check = check_called(PQgetvalue(rows, i, 0));

        if (check == CHECK_COUNT)
            abort();
        note(d, check, *PQgetvalue(rows, i, 1) == 't', PQgetvalue(rows, i, 2));
    }
    PQclear(rows);
    return OK;
}

void
doctor_examine(struct doctor *d, const struct settings *s)
{
    struct db *db = NULL;
    char reason[256] = "";
    bool reached;

    *d = (struct doctor){.training = s->training};
    look_at_environment(d);
    look_at_settings(d, s);
    look_at_state_dir(d, s);
    reached = db_open(s->database, "gongkai_server", &db, reason, sizeof reason) == OK;
    note(d, CHECK_database, !reached, reason);
    if (!reached)
        return;
    if (look_at_database(d, db) != OK || (*s->today == '\0' && look_at_clock(d, db) != OK))
        note(d, CHECK_database, true, db_fault(db)->sqlstate);
    if (!migrate_check(db, reason, sizeof reason))
        note(d, CHECK_schema, true, reason);
    else if (look_at_calendar(d, db, s) == OK && look_at_keys(d, db, s) == OK)
        note(d, CHECK_schema, false, "");
    else
        note(d, CHECK_schema, true, db_fault(db)->sqlstate);
    db_close(db);
}

int
doctor_refusals(const struct doctor *d)
{
    int n = 0;

    for (int i = 0; i < CHECK_COUNT; i++)
        n += d->checks[i].state == DOCTOR_REFUSES;
    return n;
}

void
doctor_print(const struct doctor *d, bool only_refusals, FILE *out)
{
    static const char *const words[] = {"未查  ", "ok    ", "提醒  ", "不合格"};

    for (int i = 0; i < CHECK_COUNT; i++) {
        enum doctor_state state = d->checks[i].state;
        const char *found = d->checks[i].found;

        if (only_refusals && state != DOCTOR_REFUSES)
            continue;
        fprintf(out, *found ? "%s %s (%s)\n" : "%s %s\n", words[state], table[i].code,
                found);
        if (state >= DOCTOR_WARNS)
            fprintf(out, "       %s / %s\n       -> %s\n", table[i].zh, table[i].en,
                    table[i].remedy);
    }
}

void
doctor_log(const struct doctor *d)
{
    char safe[256];

    for (int i = 0; i < CHECK_COUNT; i++)
        if (d->checks[i].state == DOCTOR_WARNS)
            log_line(LOG_WARNING, "doctor", "\"check\":\"%s\",\"found\":\"%s\"",
                     table[i].code, log_safe(d->checks[i].found, safe, sizeof safe));
}

int
command_doctor(const struct settings *s, int argc, char **argv)
{
    struct doctor d;
    int refusals;

    (void)argv;
    if (argc != 0)
        return command_misused("doctor");
    doctor_examine(&d, s);
    doctor_print(&d, false, stdout);
    refusals = doctor_refusals(&d);
    if (refusals > 0)
        printf("%d 项不合格，服务不能启动 / gongkaid would not start\n", refusals);
    return refusals > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
