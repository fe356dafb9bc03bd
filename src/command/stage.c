#include "command/stage.h"

#include "base/bag.h"
#include "db/db.h"
#include "db/statement_list.h"

#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char agency_roles[] = "{officer,supervisor,agency_admin,oversight}";

/* What was handed out: "database person agency" -> secret. */
static json_t *known;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool
complain(const char *what)
{
    fprintf(stderr, "gongkai: cannot put persons into the database: %s\n", what);
    return false;
}

/* Nothing is made when the agency does not exist: *MADE is then false. */
static bool
make(const char *conninfo, const char *code, const char *login, const char *roles,
     char secret[SECRET_SIZE], bool *made)
{
    char digest[SECRET_DIGEST_SIZE], reason[256];
    struct bag bag = {.count = 0};
    PGresult *row = NULL;
    struct db *db;

    if (db_open(conninfo, NULL, &db, reason, sizeof reason) != OK)
        return complain(reason);
    secret_new(secret);
    bag_put(&bag, "code", code);
    bag_put(&bag, "login", login);
    bag_put(&bag, "role_set", roles);
    bag_put(&bag, "digest", secret_digest(secret, digest));
    if (db_command(db, "set role gongkai_owner") != OK ||
        db_run(db, SQL(stage_person), &bag, &row) != OK) {
        db_close(db);
        return complain("the statement failed");
    }
    *made = PQntuples(row) == 1;
    PQclear(row);
    db_close(db);
    return true;
}

static bool
recall(const char *name, char secret[SECRET_SIZE])
{
    const char *had;

    pthread_mutex_lock(&lock);
    had = json_string_value(json_object_get(known, name));
    if (had != NULL)
        snprintf(secret, SECRET_SIZE, "%s", had);
    pthread_mutex_unlock(&lock);
    return had != NULL;
}

static void
remember(const char *name, const char *secret)
{
    pthread_mutex_lock(&lock);
    if (known == NULL)
        known = json_object();
    json_object_set_new(known, name, json_string(secret));
    pthread_mutex_unlock(&lock);
}

/* The secret of the person, made anew; "" when the agency does not exist. */
static bool
make_known(const char *name, const char *conninfo, const char *code, const char *login,
           const char *roles, char secret[SECRET_SIZE])
{
    bool made = true;

    if (recall(name, secret))
        return true;
    if (!make(conninfo, code, login, roles, secret, &made))
        return false;
    if (made)
        remember(name, secret);
    else
        secret[0] = '\0';
    return true;
}

/* The same, remembered if it can be.  One thread at a time makes a person: of two that did, one
 * would not see what the other made. */
static bool
find(const char *conninfo, const char *code, const char *login, const char *roles,
     char secret[SECRET_SIZE])
{
    static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;
    char name[1024];
    bool found;

    snprintf(name, sizeof name, "%s %s %s", conninfo, login, code ? code : "");
    if (recall(name, secret))
        return true;
    pthread_mutex_lock(&making);
    found = make_known(name, conninfo, code, login, roles, secret);
    pthread_mutex_unlock(&making);
    return found;
}

bool
stage_person(const char *conninfo, const char *code, const char *login, const char *roles,
             char secret[SECRET_SIZE])
{
    return find(conninfo, code, login, roles, secret) && *secret != '\0';
}

/* The part of PATH behind PREFIX up to the next slash or question mark, into PART. */
static bool
part_behind(const char *path, const char *prefix, char part[64])
{
    const char *at = strstr(path, prefix);
    size_t len;

    if (at == NULL)
        return false;
    at += strlen(prefix);
    len = strcspn(at, "/?&");
    if (len == 0 || len >= 64)
        return false;
    snprintf(part, 64, "%.*s", (int)len, at);
    return true;
}

/* The agency that PATH is about, as a code or as #ID; false for none. */
static bool
agency_of(const char *path, char agency[64])
{
    char part[64];

    if ((part_behind(path, "/applications/", part) ||
         part_behind(path, "/proposals/", part)) &&
        strspn(part, "0123456789") == strlen(part)) {
        snprintf(agency, 64, "#%lld", atoll(part) >> 32);
        return true;
    }
    return part_behind(path, "/agencies/", agency) || part_behind(path, "under=", agency);
}

static bool
ends_in(const char *path, const char *end)
{
    size_t len = strcspn(path, "?"), tail = strlen(end);

    return len >= tail && strncmp(path + len - tail, end, tail) == 0;
}

/* Whether administrators do it, not persons of the agency. */
static bool
is_administration(const char *method, const char *path)
{
    return strcmp(method, "POST") == 0 && strstr(path, "/agencies/") != NULL &&
           (ends_in(path, "/move") || ends_in(path, "/close") ||
            strstr(path, "/readings/") || strstr(path, "/retention/"));
}

/* Whether the security administrator does it alone. */
static bool
is_security(const char *path)
{
    return strncmp(path, "/api/v1/accounts", 16) == 0 ||
           strncmp(path, "/api/v1/policy", 14) == 0 || strstr(path, "/tokens") != NULL ||
           strstr(path, "/confirmation-steps") != NULL || ends_in(path, "/unlock") ||
           ends_in(path, "/sign-out") || ends_in(path, "/second-factor/reset");
}

static bool
administrators(const char *conninfo, const char *path, struct cast *out)
{
    bool lawful = strstr(path, "/readings/") != NULL ||
                  strstr(path, "/calendar/") != NULL || strstr(path, "/retention/") != NULL;
    char agency[64] = "*"; /* any at the top of a tree */

    if (!find(conninfo, NULL, "stage-system", "{system_admin}", out->first))
        return false;
    if (!lawful)
        return find(conninfo, NULL, "stage-security", "{security_admin}", out->second);
    agency_of(path, agency);
    return find(conninfo, agency, "stage-second", agency_roles, out->second);
}

bool
stage_cast(const char *conninfo, const char *method, const char *path, struct cast *out)
{
    char agency[64];

    *out = (struct cast){.first = ""};
    if (is_security(path))
        return find(conninfo, NULL, "stage-security", "{security_admin}", out->first);
    if (strncmp(path, "/api/v1/audit", 13) == 0)
        return find(conninfo, NULL, "stage-auditor", "{auditor}", out->first);
    if (is_administration(method, path) || !agency_of(path, agency))
        return administrators(conninfo, path, out);
    if (!find(conninfo, agency, "stage-first", agency_roles, out->first))
        return false;
    if (*out->first == '\0')
        return administrators(conninfo, "", out);
    if (strstr(path, "/accounts") != NULL)
        return find(conninfo, NULL, "stage-security", "{security_admin}", out->second);
    return find(conninfo, agency, "stage-second", agency_roles, out->second);
}

/* The account that plays ROLE for PATH, as text; "" when nobody does. */
static bool
find_actor(struct db *db, const char *role, const char *path, const char *officer,
           char account[16])
{
    char agency[64], application[64];
    bool of_agency = !is_administration("POST", path) && agency_of(path, agency);
    struct bag bag = {.count = 0};
    PGresult *row;

    bag_put(&bag, "role", role);
    bag_put(&bag, "code", of_agency ? agency : NULL);
    bag_put(&bag, "officer", officer);
    bag_put(&bag, "application",
            part_behind(path, "/applications/", application) ? application : NULL);
    if (db_run(db, SQL(stage_actor), &bag, &row) != OK)
        return complain("the statement failed");
    snprintf(account, 16, "%s", PQntuples(row) ? PQgetvalue(row, 0, 0) : "");
    PQclear(row);
    return true;
}

/* A session of ACCOUNT, remembered or new. */
static bool
play(struct db *db, const char *conninfo, const char *account, char secret[SECRET_SIZE])
{
    char name[1024], digest[SECRET_DIGEST_SIZE];
    struct bag bag = {.count = 0};
    PGresult *row;

    snprintf(name, sizeof name, "%s account %s", conninfo, account);
    if (recall(name, secret))
        return true;
    secret_new(secret);
    bag_put(&bag, "account", account);
    bag_put(&bag, "digest", secret_digest(secret, digest));
    if (db_run(db, SQL(stage_session), &bag, &row) != OK)
        return complain("the statement failed");
    PQclear(row);
    remember(name, secret);
    return true;
}

static bool
cast_actors(struct db *db, const char *conninfo, const char *path, const char *officer,
            int rank, struct cast *out)
{
    static const char *const of_agency[STAGE_RANKS + 1] = {"officer", "supervisor",
                                                           "agency_admin"};
    static const char *const of_all[STAGE_RANKS + 1] = {"system_admin", "security_admin",
                                                        "security_admin"};
    char account[16], agency[64];
    bool all = is_administration("POST", path) || !agency_of(path, agency);
    const char *const *roles = (all ? of_all : of_agency) + rank;
    char *secrets[] = {out->first, out->second};

    for (int i = 0; i < 2; i++)
        if (!find_actor(db, roles[i], path, officer, account) ||
            (*account != '\0' && !play(db, conninfo, account, secrets[i])))
            return false;
    return true;
}

/* Opens CONNINFO as its owner; NULL after saying why not. */
static struct db *
open_owned(const char *conninfo)
{
    char reason[256];
    struct db *db;

    if (db_open(conninfo, NULL, &db, reason, sizeof reason) != OK) {
        complain(reason);
        return NULL;
    }
    if (db_command(db, "set role gongkai_owner") == OK)
        return db;
    complain("it takes the right to act as gongkai_owner");
    db_close(db);
    return NULL;
}

bool
stage_actors(const char *conninfo, const char *path, const char *officer, int rank,
             struct cast *out)
{
    struct db *db = open_owned(conninfo);
    bool done;

    *out = (struct cast){.first = ""};
    done = db != NULL && cast_actors(db, conninfo, path, officer, rank, out);
    db_close(db);
    return done;
}

bool
stage_clear(const char *conninfo)
{
    struct db *db = open_owned(conninfo);
    PGresult *none = NULL;
    bool done = db != NULL && db_run(db, SQL(stage_clear), NULL, &none) == OK;

    PQclear(none);
    db_close(db);
    pthread_mutex_lock(&lock);
    json_decref(known);
    known = NULL;
    pthread_mutex_unlock(&lock);
    return done;
}

long long
stage_proposal(const char *body)
{
    json_t *json = json_loads(body, 0, NULL);
    const char *id =
        json_string_value(json_object_get(json_object_get(json, "proposal"), "id"));
    long long number = id ? atoll(id) : 0;

    json_decref(json);
    return number;
}
