#include "op/doctor.h"

#include "db/statement_list.h"
#include "http/listener.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum level { WARN, TRAINING, REFUSE };

static const struct {
    const char *code;
    enum level level;
    const char *zh, *en, *remedy;
} table[CHECK_COUNT] = {
#define CHECK(code, level, zh, en, remedy) [CHECK_##code] = {#code, level, zh, en, remedy},
#include "op/doctor.def"
#undef CHECK
};

enum { MOST_SKEW_S = 2, WARN_FROM_MONTH = 11, OTHERS = 077, OTHERS_WRITE = 022 };

const char *
doctor_code(enum doctor_check check)
{
    return table[check].code;
}

const char *
doctor_says(enum doctor_check check, bool english)
{
    return english ? table[check].en : table[check].zh;
}

const char *
doctor_remedy(enum doctor_check check)
{
    return table[check].remedy;
}

void
doctor_note(struct doctor *d, enum doctor_check check, bool wrong, const char *found)
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

static void
look_at_words(struct doctor *d, const struct settings *s)
{
    PQconninfoOption *options = PQconninfoParse(s->database, NULL);
    bool exposed = listener_is_exposed(s), password = false;

    for (const PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++)
        password = password || (strcmp(o->keyword, "password") == 0 && o->val != NULL);
    PQconninfoFree(options);
    doctor_note(d, CHECK_password_in_database, password, "");
    doctor_note(d, CHECK_exposed, exposed && !s->plain_http, exposed ? s->listen : "");
    doctor_note(d, CHECK_plain_http, exposed && s->plain_http, exposed ? s->listen : "");
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
        doctor_note(d, CHECK_state_dir, false, "");
        return;
    }
    wrong = fstat(dirfd(dir), &status) != 0 || (status.st_mode & OTHERS) != 0;
    if (wrong)
        snprintf(name, sizeof name, "%s", s->state_dir);
    else
        wrong = find_open_file(dir, name);
    closedir(dir);
    doctor_note(d, CHECK_state_dir, wrong, name);
}

void
doctor_look_at_settings(struct doctor *d, const struct settings *s)
{
    d->training = s->training;
    look_at_words(d, s);
    look_at_state_dir(d, s);
}

static double
seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The time of the question and of the answer is that of the network, not of the clocks. */
enum problem
doctor_look_at_clock(struct doctor *d, struct db *db)
{
    double before = seconds_now(), after, there;
    PGresult *row;
    char found[64];

    TRY(db_run(db, SQL(doctor_clock), NULL, &row));
    after = seconds_now();
    there = strtod(PQgetvalue(row, 0, 0), NULL);
    PQclear(row);
    snprintf(found, sizeof found, "%.1f s", there - (before + after) / 2);
    doctor_note(d, CHECK_clock, there < before - MOST_SKEW_S || there > after + MOST_SKEW_S,
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

enum problem
doctor_look_at_calendar(struct doctor *d, struct db *db, date today)
{
    char found[16];
    bool this_one, next_one;
    int year, month, day;

    date_split(today, &year, &month, &day);
    TRY(knows_year(db, year, &this_one));
    TRY(knows_year(db, year + 1, &next_one));
    snprintf(found, sizeof found, "%d", year);
    doctor_note(d, CHECK_calendar_year, !this_one, found);
    snprintf(found, sizeof found, "%d", year + 1);
    doctor_note(d, CHECK_calendar_next, !next_one && month >= WARN_FROM_MONTH, found);
    return OK;
}

void
doctor_compare_key(const struct keyring *ring, int id, const char *proof, char found[64])
{
    char own[KEY_PROOF_SIZE];

    *found = '\0';
    if (ring == NULL || !keyring_proof(ring, id, own))
        snprintf(found, 64, "key %d is missing", id);
    else if (proof != NULL && strcmp(own, proof) != 0)
        snprintf(found, 64, "key %d is another one", id);
}

enum problem
doctor_look_at_keys(struct doctor *d, struct db *db, const struct settings *s)
{
    char reason[256], found[64] = "";
    struct keyring *ring = NULL;
    PGresult *rows;

    TRY(db_run(db, SQL(doctor_keys), NULL, &rows));
    doctor_note(d, CHECK_open_numbers, strcmp(PQgetvalue(rows, 0, 0), "0") != 0,
                PQgetvalue(rows, 0, 0));
    keyring_load(s->state_dir, false, NO_DATE, &ring, reason, sizeof reason);
    for (int i = 0; i < PQntuples(rows) && *found == '\0'; i++)
        if (!PQgetisnull(rows, i, 1))
            doctor_compare_key(ring, atoi(PQgetvalue(rows, i, 1)), db_value(rows, i, 2),
                               found);
    PQclear(rows);
    keyring_free(ring);
    doctor_note(d, CHECK_keys, *found != '\0', found);
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

enum problem
doctor_look_at_database(struct doctor *d, struct db *db)
{
    PGresult *rows;

    TRY(db_run(db, SQL(doctor), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        enum doctor_check check = check_called(PQgetvalue(rows, i, 0));

        if (check == CHECK_COUNT)
            abort();
        doctor_note(d, check, *PQgetvalue(rows, i, 1) == 't', PQgetvalue(rows, i, 2));
    }
    PQclear(rows);
    return OK;
}
