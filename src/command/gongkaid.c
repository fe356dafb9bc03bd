/* gongkaid: the service. */
#include "base/log.h"
#include "base/setting.h"
#include "command/doctor.h"
#include "command/keys.h"
#include "command/manual.h"
#include "command/migrate.h"
#include "command/notify.h"
#include "guard/directory.h"
#include "guard/keyholder.h"
#include "guard/password.h"
#include "guard/throttle.h"
#include "http/audit.h"
#include "http/server.h"
#include "op/audit_heads.h"
#include "op/fold.h"
#include "op/law.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CALLERS = 4096 };

static int
give_up(const char *reason)
{
    fprintf(stderr, "gongkaid: %s\n", reason);
    return EXIT_FAILURE;
}

static bool
set_log_level(const char *name)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};

    for (int i = 0; i < 4; i++) {
        if (strcmp(names[i], name) == 0) {
            log_set_level((enum log_level)i);
            return true;
        }
    }
    return false;
}

/* Written beside and renamed, so that a reader sees all of it or nothing. */
static bool
write_ready_file(const char *path, const char *url)
{
    char beside[4096];
    FILE *file;

    if (*path == '\0')
        return true;
    snprintf(beside, sizeof beside, "%s.new", path);
    file = fopen(beside, "we");
    if (file == NULL)
        return false;
    fprintf(file, "%s\n", url);
    return fclose(file) == 0 && rename(beside, path) == 0;
}

/* Blocks until SIGINT, SIGTERM or SIGHUP, which every thread has blocked. */
static void
wait_for_signal(const sigset_t *signals)
{
    int which;

    while (sigwait(signals, &which) != 0)
        continue;
    log_line(LOG_INFO, "stopping", "\"signal\":%d", which);
}

static int
serve(const struct settings *settings, struct service *service, const sigset_t *signals)
{
    struct server *server;
    struct fold *fold;
    struct audit_heads *heads;
    char reason[512];

    heads = audit_heads_start(service, reason, sizeof reason);
    if (heads == NULL)
        return give_up(reason);
    server = server_start(service, reason, sizeof reason);
    if (server == NULL) {
        audit_heads_stop(heads);
        return give_up(reason);
    }
    fold = fold_start(service);
    if (write_ready_file(settings->ready_file, server_url(server))) {
        log_line(LOG_INFO, "ready", "\"url\":\"%s\"", server_url(server));
        notify("READY=1");
        wait_for_signal(signals);
    } else {
        fprintf(stderr, "gongkaid: cannot write %s: %s\n", settings->ready_file,
                strerror(errno));
    }
    notify("STOPPING=1");
    server_stop(server);
    fold_stop(fold);
    audit_heads_stop(heads);
    return EXIT_SUCCESS;
}

static bool
open_database(const struct settings *settings, struct keyholder *keys, struct law **law,
              char *reason, unsigned size)
{
    struct db *db;
    bool ready;

    if (db_open(settings->database, "gongkai_server", &db, reason, size) != OK)
        return false;
    ready = migrate_check(db, reason, size);
    if (ready && keys_note(db, keyholder_ring(keys)) != OK) {
        snprintf(reason, size, "cannot note the keys");
        ready = false;
    }
    if (ready && law_load(db, law) != OK) {
        snprintf(reason, size, "cannot read the calendar");
        ready = false;
    }
    if (ready && audit_begin(db, keyholder_ring(keys), settings->today) != OK) {
        snprintf(reason, size, "cannot begin the audit");
        law_free(*law);
        *law = NULL;
        ready = false;
    }
    db_close(db);
    return ready;
}

/* What outlives requests besides the database's facts.  That no key was lost is known by
 * now: a new key file is made only where nothing is sealed. */
static bool
open_guard(const struct settings *settings, struct service *service, char *reason,
           unsigned size)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    if (!keyholder_open(settings->state_dir, true, date_of_seconds(now.tv_sec),
                        &service->keys, reason, size))
        return false;
    service->passwords = passwords_new(PASSWORD_COST_FULL);
    if (service->passwords == NULL) {
        snprintf(reason, size, "there is not enough memory to check passwords");
        return false;
    }
    if (*settings->ldap_url != '\0') {
        service->directory =
            directory_new(settings->ldap_url, settings->ldap_dn, reason, size);
        if (service->directory == NULL)
            return false;
    }
    service->callers = throttle_new(MOST_CALLERS, (unsigned)settings->rate_per_second,
                                    (unsigned)settings->rate_burst);
    service->sources =
        throttle_new(MOST_CALLERS, (unsigned)settings->source_rate_per_second,
                     (unsigned)settings->source_rate_burst);
    return true;
}

static void
close_guard(struct service *service)
{
    throttle_free(service->callers);
    throttle_free(service->sources);
    directory_free(service->directory);
    passwords_free(service->passwords);
    keyholder_close(service->keys);
}

/* What is in memory, applicants and keys, must not get out: no core dump, no look by
 * other programs of the user; files that are made are for him alone. */
static bool
close_process(void)
{
    const struct rlimit none = {0, 0};
    struct rlimit now;

    umask(0077);
    setrlimit(RLIMIT_CORE, &none);
    return getrlimit(RLIMIT_CORE, &now) == 0 && now.rlim_cur == 0 &&
           prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* Whether nothing speaks against serving; says on standard error what does. */
static bool
is_in_order(const struct settings *settings)
{
    struct doctor doctor;

    doctor_examine(&doctor, settings);
    doctor_log(&doctor);
    if (doctor_refusals(&doctor) == 0)
        return true;
    doctor_print(&doctor, true, stderr);
    return false;
}

static int
run(const struct settings *settings)
{
    struct service service = {.settings = settings};
    struct law *law = NULL;
    char reason[512];
    sigset_t signals;
    int status;
    date today;

    if (!set_log_level(settings->log_level))
        return give_up("log_level must be error, warning, info or debug");
    if (*settings->today != '\0' && !date_parse(settings->today, &today))
        return give_up("today must be a date like 2024-03-05");
    if (!close_process())
        return give_up("core dumps cannot be turned off");
    if (!is_in_order(settings))
        return give_up("does not start; see gongkai doctor");
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (sodium_init() < 0)
        return give_up("libsodium does not start");
    if (!open_guard(settings, &service, reason, sizeof reason) ||
        !open_database(settings, service.keys, &law, reason, sizeof reason)) {
        close_guard(&service);
        return give_up(reason);
    }
    service.law = law;
    service.law_refresh = law_refresh;
    service.pool = pool_new(settings->database, "gongkai_server", settings->pool_size,
                            settings->pool_wait_ms);
    status = serve(settings, &service, &signals);
    pool_free(service.pool);
    law_free(law);
    close_guard(&service);
    return status;
}

int
main(int argc, char **argv)
{
    struct settings settings;
    int status;

    if (manual_asked(SERVER, argc, argv))
        return EXIT_SUCCESS;
    if (setting_load(&settings, SERVER, argc, argv) < argc)
        status = give_up("takes no arguments but options; see --help");
    else
        status = run(&settings);
    setting_free(&settings);
    return status;
}
