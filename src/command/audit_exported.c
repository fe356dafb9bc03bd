#include "command/audit_check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINE = 512 };

static int
by_chain(const void *a, const void *b)
{
    const struct head *x = a, *y = b;

    if (x->agency != y->agency)
        return x->agency < y->agency ? -1 : 1;
    return (x->seq > y->seq) - (x->seq < y->seq);
}

int
audit_first(const struct head *heads, int count, long long agency)
{
    int low = 0, high = count;

    while (low < high) {
        int middle = (low + high) / 2;

        if (heads[middle].agency < agency)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
audit_compare_exported(struct audit_check *c)
{
    for (int i = 1; i < c->exported_count; i++) {
        const struct head *a = &c->exported[i - 1], *b = &c->exported[i];
        char subject[120], name[80];

        if (by_chain(a, b) != 0 || memcmp(a->hash, b->hash, CHAIN_HASH) == 0)
            continue;
        snprintf(subject, sizeof subject, "%s record %lld",
                 audit_agency(c, a->agency, name), a->seq);
        audit_tell(c, subject, "it was exported with two hashes", "导出过两个不同的摘要");
    }
}

static void
read_lines(struct audit_check *c, FILE *file)
{
    char line[MOST_LINE], subject[60];
    int room = 0, number = 0;

    while (fgets(line, sizeof line, file) != NULL) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        c->exported =
            audit_grow(c->exported, c->exported_count, &room, sizeof *c->exported);
        if (head_read(c->keys, line, &c->exported[c->exported_count])) {
            c->exported_count++;
            continue;
        }
        snprintf(subject, sizeof subject, "exported heads, line %d", number);
        audit_tell(c, subject, "was not written by this service", "不是本服务写下的");
    }
}

void
audit_read_exported(struct audit_check *c, const char *path)
{
    FILE *file = fopen(path, "re");

    if (file == NULL) {
        audit_tell(c, path, strerror(errno), "读不到导出的链头");
        return;
    }
    read_lines(c, file);
    fclose(file);
    if (c->exported_count > 1)
        qsort(c->exported, (size_t)c->exported_count, sizeof *c->exported, by_chain);
}
