#include "people.h"

#include "db/statement_list.h"
#include "guard/secret.h"

#include <stdio.h>
#include <stdlib.h>

/* A person of the agency AGENCY (0: none) and a session, whose secret goes into SECRET. */
static bool
make(struct db *db, int agency, const char *login, const char *roles,
     char secret[SECRET_SIZE])
{
    char code[16], digest[SECRET_DIGEST_SIZE];
    struct bag bag = {.count = 0};
    PGresult *row;
    bool made;

    secret_new(secret);
    snprintf(code, sizeof code, "#%d", agency);
    bag_put(&bag, "code", agency > 0 ? code : NULL);
    bag_put(&bag, "login", login);
    bag_put(&bag, "role_set", roles);
    bag_put(&bag, "digest", secret_digest(secret, digest));
    if (db_run(db, SQL(stage_person), &bag, &row) != OK)
        return false;
    made = PQntuples(row) == 1;
    PQclear(row);
    return made;
}

static bool
make_of_agency(struct db *db, int agency, const char *login, char secret[SECRET_SIZE])
{
    return make(db, agency, login, "{officer,supervisor,agency_admin,oversight}", secret);
}

bool
people_of_agencies(struct db *db, int first, int agencies)
{
    char(*secrets)[SECRET_SIZE] = calloc((size_t)agencies, sizeof *secrets);
    char second[SECRET_SIZE];
    bool made = secrets != NULL;

    for (int i = 0; made && i < agencies; i++)
        made = make_of_agency(db, first + i, "stage-first", secrets[i]);
    for (int i = 0; made && i < agencies; i++) {
        made = make_of_agency(db, first + i, "stage-second", second);
        printf("%s %s\n", secrets[i], second);
    }
    free(secrets);
    return made;
}

bool
people_above(struct db *db, int first)
{
    char system[SECRET_SIZE], oversight[SECRET_SIZE];

    if (!make(db, 0, "stage-system", "{system_admin}", system) ||
        !make_of_agency(db, first, "stage-oversight", oversight))
        return false;
    printf("%s %s\n", system, oversight);
    return true;
}
