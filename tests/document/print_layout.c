/* Prints a published report in a layout, or says how a file differs from it.
 *
 *   print_layout NAME LAYOUT        the report of tests/data/reports/NAME.json, as layout 0, 1 …
 *   print_layout NAME FILE          what is different in FILE, one cell or text a line; status 1
 *                                   if anything is */
#include "document/report_layout.h"
#include "document/report_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
print(struct arena *a, const struct report *r, int layout)
{
    struct text out = {0};

    layout_print(a, r, (enum layout)layout, &out);
    fwrite(out.bytes, 1, out.len, stdout);
    text_free(&out);
    return 0;
}

static int
compare(struct arena *a, const struct report *expected, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct text bytes = {0}, differences = {0};
    const char *zh, *en;
    struct report r;
    char piece[4096];
    size_t n;
    int status;

    if (file == NULL) {
        perror(path);
        return 2;
    }
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        text_add_bytes(&bytes, piece, n);
    fclose(file);
    if (report_read(a, bytes.bytes, bytes.len, path, &r, &zh, &en) != 0) {
        printf("%s\n", zh);
        status = 2;
    } else {
        status = layout_compare(expected, &r, &differences) > 0;
        fputs(differences.bytes, stdout);
    }
    text_free(&differences);
    text_free(&bytes);
    return status;
}

int
main(int argc, char **argv)
{
    struct arena *a = arena_new();
    struct report r;
    int status;

    if (argc != 3)
        return 2;
    layout_load(a, argv[1], &r);
    status = strspn(argv[2], "0123456789") == strlen(argv[2]) ? print(a, &r, atoi(argv[2]))
                                                              : compare(a, &r, argv[2]);
    arena_free(a);
    return status;
}
