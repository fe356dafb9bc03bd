#include "document/csv_read.h"

#include <stdbool.h>
#include <string.h>

struct csv_reader
csv_read_begin(char *text)
{
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    return (struct csv_reader){.at = text, .line = 1, .next = 1};
}

/* Takes a quoted cell, at its opening quote, together; NULL when the quote stays open. */
static char *
take_quoted(struct csv_reader *r)
{
    char *cell = r->at, *to = cell;
    const char *from = cell + 1;
    bool closed = false;

    while (*from != '\0' && !closed) {
        closed = *from == '"' && *++from != '"';
        if (!closed) {
            r->next += *from == '\n';
            *to++ = *from++;
        }
    }
    if (!closed)
        return NULL;
    r->at += from - cell;
    *to = '\0';
    return cell;
}

/* Ends the cell at the reader's place; whether the row ends with it. */
static bool
end_cell(struct csv_reader *r)
{
    char end = *r->at;

    if (end == '\0')
        return true;
    *r->at++ = '\0';
    if (end == '\r' && *r->at == '\n')
        r->at++;
    r->next += end != ',';
    return end != ',';
}

int
csv_read_row(struct csv_reader *r, char **cells, int room)
{
    int n = 0;

    while (*r->at == '\r' || *r->at == '\n')
        end_cell(r);
    r->line = r->next;
    if (*r->at == '\0')
        return 0;
    for (;;) {
        char *cell = r->at;

        if (*r->at == '"')
            cell = take_quoted(r);
        else
            r->at += strcspn(r->at, ",\r\n");
        if (cell == NULL || strchr(",\r\n", *r->at) == NULL)
            return -1;
        if (n++ < room)
            cells[n - 1] = cell;
        if (end_cell(r))
            return n;
    }
}
