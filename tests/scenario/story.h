/* Life stories of cases as plain text, told to a real service over HTTP.
 *
 *     # An answer in time.
 *     today 2025-10-20
 *     agency_create code=town name=某镇 level=township
 *     usually application_register agency=town channel=in_person
 *     a: application_register arrived_on=2025-09-15
 *     a: clock_show
 *         -> due is 2025-10-17
 *
 * A file is statements, one a line; what begins with a blank goes on with the line before.
 * A line that begins with # and an empty line say nothing.
 *
 * today DAY
 *     The day the service takes for today.  The first statement; a later one stops the
 *     service and starts it again on the same database.
 * OPERATION KEY=VALUE …
 *     Asks for any operation by its name.  Every key is a part of its path, a field of its
 *     query or one of its body (or `format`).  A VALUE ends at a blank, or is JSON when it
 *     begins with [, { or "; @NAME is what NAME stands for.
 * NAME: OPERATION KEY=VALUE …
 *     The same about NAME: the first part of the path that no key fills is the agency of
 *     that code, or the application that was given the name.  When all parts are filled, the
 *     application of the reply is called NAME from here on.
 * usually OPERATION KEY=VALUE …
 *     What the operation is sent from here on unless a line says otherwise.
 *
 * An operation must succeed and bring no warning, unless a check below it says otherwise:
 *
 * -> refused CODE            refused with this code (act_not_lawful); the first check
 * -> PATH is VALUE           the member at PATH is VALUE (null, true, 3, 2025-10-17, text)
 * -> PATH has TEXT           it holds TEXT; a list or an object is read as JSON
 * -> PATH lacks TEXT         it does not
 * -> PATH counts N           so many members it has
 * -> PATH as NAME            from here on NAME stands for it
 *
 * PATH is members with dots between.  In a list a step is a number from 0, or the text of
 * any member of the entry that is meant (account.2025-10-11.label); in a row of a table it
 * is the key of the column (rows.new.cells.total).  The path `body` is a reply that is no
 * JSON.  Every other word, key or path is a fault, and so is a story without a check. */
#ifndef GONGKAI_TESTS_SCENARIO_STORY_H
#define GONGKAI_TESTS_SCENARIO_STORY_H

#include "base/arena.h"

#include <jansson.h>
#include <stdbool.h>

struct story {
    struct arena *arena;
    const char *file;    /* its name, for faults */
    bool begun;          /* the service runs */
    int checks;          /* how many held */
    json_t *usual;       /* operation: {key: value} */
    json_t *names;       /* name: value */
    const char *problem; /* "FILE:LINE: what is wrong"; NULL while all is well */
};

struct story *story_new(const char *file);

/* Tells the lines of TEXT, the first of which is number LINE, to the service of the test
 * (`here`), which begins with the first `today`.  False with a problem at the first line
 * that is wrong or does not come true. */
bool story_tell(struct story *s, const char *text, int line);

/* Ends the service, if it began, and frees S. */
void story_free(struct story *s);

#endif
