/* Reads comma-separated values (RFC 4180, with or without a byte order mark, lines ended by
 * CRLF or LF) and keeps count of the lines, so that a fault can be told with its place. */
#ifndef GONGKAI_DOCUMENT_CSV_READ_H
#define GONGKAI_DOCUMENT_CSV_READ_H

struct csv_reader {
    char *at;  /* what is left; the cells handed out lie before it */
    long line; /* where the row read last begins, counted from 1 */
    long next; /* where the next one begins */
};

/* Reads the NUL-terminated TEXT, which is changed on the way and must outlive the cells. */
struct csv_reader csv_read_begin(char *text);

/* The cells of the next row that is not empty into CELLS, of which ROOM fit.  Returns how
 * many the row has, which may be more; 0 at the end; -1 for a quote that is never closed or
 * has something behind it. */
int csv_read_row(struct csv_reader *r, char **cells, int room);

#endif
