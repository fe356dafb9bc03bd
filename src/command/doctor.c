#include "command/doctor.h"

#include "base/log.h"
#include "command/command.h"
#include "command/migrate.h"
#include "core/date.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
    doctor_note(d, CHECK_settings_environment, *names != '\0', names);
}

static enum problem
look_at_schema(struct doctor *d, struct db *db, const struct settings *s)
{
    date today;

    if (!date_parse(s->today, &today))
        today = date_of_seconds(time(NULL));
    TRY(doctor_look_at_calendar(d, db, today));
    return doctor_look_at_keys(d, db, s);
}

void
doctor_examine(struct doctor *d, const struct settings *s)
{
    struct db *db = NULL;
    char reason[256] = "";
    bool reached;

    *d = (struct doctor){.training = s->training};
    look_at_environment(d);
    doctor_look_at_settings(d, s);
    reached = db_open(s->database, "gongkai_server", &db, reason, sizeof reason) == OK;
    doctor_note(d, CHECK_database, !reached, reason);
    if (!reached)
        return;
    if (doctor_look_at_database(d, db) != OK ||
        (*s->today == '\0' && doctor_look_at_clock(d, db) != OK))
        doctor_note(d, CHECK_database, true, db_fault(db)->sqlstate);
    if (!migrate_check(db, reason, sizeof reason))
        doctor_note(d, CHECK_schema, true, reason);
    else if (look_at_schema(d, db, s) == OK)
        doctor_note(d, CHECK_schema, false, "");
    else
        doctor_note(d, CHECK_schema, true, db_fault(db)->sqlstate);
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

    for (enum doctor_check i = 0; i < CHECK_COUNT; i++) {
        enum doctor_state state = d->checks[i].state;
        const char *found = d->checks[i].found;

        if (only_refusals && state != DOCTOR_REFUSES)
            continue;
        fprintf(out, *found ? "%s %s (%s)\n" : "%s %s\n", words[state], doctor_code(i),
                found);
        if (state >= DOCTOR_WARNS)
            fprintf(out, "       %s / %s\n       -> %s\n", doctor_says(i, false),
                    doctor_says(i, true), doctor_remedy(i));
    }
}

void
doctor_log(const struct doctor *d)
{
    char safe[256];

    for (enum doctor_check i = 0; i < CHECK_COUNT; i++)
        if (d->checks[i].state == DOCTOR_WARNS)
            log_line(LOG_WARNING, "doctor", "\"check\":\"%s\",\"found\":\"%s\"",
                     doctor_code(i), log_safe(d->checks[i].found, safe, sizeof safe));
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
