/* gongkai check-report: what contradicts itself in published reports.  Needs no database. */
#include "command/command.h"
#include "command/report_print.h"
#include "document/report_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    bool json, sum_of;
    const char *previous;
    int count;
    const char **files; /* with sum_of the last is the parent */
};

static bool
take_options(struct arena *a, struct options *o, int argc, char **argv)
{
    const char *parent = NULL;
    int i = 0;

    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--json") == 0)
            o->json = true;
        else if (strcmp(argv[i], "--previous") == 0 && i + 1 < argc)
            o->previous = argv[++i];
        else if (strcmp(argv[i], "--sum-of") == 0 && i + 1 < argc)
            parent = argv[++i];
        else
            return false;
    }
    o->files = arena_alloc(a, sizeof *o->files * (size_t)(argc - i + 1));
    while (i < argc)
        o->files[o->count++] = argv[i++];
    if (o->count == 0 || (o->previous != NULL && (o->count > 1 || parent != NULL)))
        return false;
    o->sum_of = parent != NULL;
    if (parent != NULL)
        o->files[o->count++] = parent;
    return true;
}

/* ---- Files ---- */

static void
unreadable(const char *file, const char *zh, const char *en)
{
    fprintf(stderr, "gongkai: check-report: %s: %s\ngongkai: check-report: %s: %s\n", file,
            zh, file, en);
}

static bool
read_file(const char *name, struct text *bytes)
{
    static char block[1 << 16];
    FILE *file = fopen(name, "rb");
    size_t n;

    if (file == NULL) {
        unreadable(name, "打不开，请检查文件名和权限", strerror(errno));
        return false;
    }
    while (bytes->len <= REPORT_FILE_BYTES && (n = fread(block, 1, sizeof block, file)) > 0)
        text_add_bytes(bytes, block, n);
    n = (size_t)ferror(file);
    fclose(file);
    if (n != 0)
        unreadable(name, "读取出错，请检查该文件", "cannot be read; is it a file?");
    else if (bytes->len > REPORT_FILE_BYTES)
        unreadable(name, report_too_large_zh, report_too_large_en);
    return n == 0 && bytes->len <= REPORT_FILE_BYTES;
}

/* The one place in which a report comes in. */
static bool
read_report(struct arena *a, const char *name, struct report *r)
{
    const char *zh, *en;
    struct text bytes = {NULL, 0, 0};
    bool done = read_file(name, &bytes);

    if (done && report_read(a, bytes.len > 0 ? bytes.bytes : "", bytes.len, name, r, &zh,
                            &en) != 0) {
        unreadable(name, zh, en);
        done = false;
    }
    text_free(&bytes);
    return done;
}

/* ---- Reports ---- */

/* Last year's report of the same agency, if it is one of the files. */
static const struct report *
year_before(const struct checked *all, int n, const struct report *r)
{
    const struct report *found = NULL;

    for (int i = 0; i < n && r->agency != NULL && r->year > 0; i++)
        if (all[i].read && all[i].report.year == r->year - 1 &&
            all[i].report.agency != NULL && strcmp(all[i].report.agency, r->agency) == 0) {
            if (found != NULL)
                return NULL; /* two of them: which one is not known */
            found = &all[i].report;
        }
    return found;
}

static bool
differs(const struct report_sum *sum)
{
    for (int i = 0; i < sum->gap_count; i++)
        if (sum->gaps[i].kind == SUM_DIFFERS && sum->gaps[i].place.part != PART_two)
            return true;
    return false;
}

static bool
years_fit(const struct report *r, const struct report *other, int apart)
{
    return r->year == 0 || other->year == 0 || r->year - other->year == apart;
}

/* The last of all is the parent, the others are its children.  A sum without one of them, or
 * with one of another year, would be blamed on the rest. */
static bool
sum_up(struct arena *a, struct checked *all, int count)
{
    struct checked *parent = &all[count - 1];
    const struct report **children = arena_alloc(a, sizeof *children * (size_t)count);
    struct report_sum *sum = arena_alloc(a, sizeof *sum);

    for (int i = 0; i < count; i++) {
        if (!all[i].read)
            return false;
        if (!years_fit(&parent->report, &all[i].report, 0)) {
            unreadable(all[i].file, "与上级报告不是同一年度，不能汇总；请换成同年的报告",
                       "is of another year than the parent's; give the one of its year");
            return false;
        }
        children[i] = &all[i].report;
    }
    *sum = report_sum(a, &parent->report, children, count - 1);
    parent->sum = sum;
    return true;
}

/* Reads all of them; the exit status so far. */
static int
read_all(struct arena *a, const struct options *o, struct checked *all)
{
    int status = EXIT_SUCCESS;

    for (int i = 0; i < o->count; i++) {
        all[i].file = o->files[i];
        all[i].read = read_report(a, o->files[i], &all[i].report);
        if (!all[i].read)
            status = 2;
    }
    if (o->sum_of && !sum_up(a, all, o->count))
        status = 2;
    return status;
}

static int
check_all(struct arena *a, const struct options *o, struct checked *all)
{
    struct report *previous = arena_alloc(a, sizeof *previous);
    int status = read_all(a, o, all);

    if (o->previous != NULL && !read_report(a, o->previous, previous))
        return 2;
    if (o->previous != NULL && !years_fit(&all[0].report, previous, 1)) {
        unreadable(o->previous, "不是上一年度的报告",
                   "is not the report of the year before");
        return 2;
    }
    for (int i = 0; i < o->count; i++) {
        struct report_context context = {
            .previous =
                o->previous ? previous : year_before(all, o->count, &all[i].report)};

        if (!all[i].read)
            continue;
        all[i].found = report_check(a, &all[i].report, &context);
        if (status == EXIT_SUCCESS &&
            (all[i].found.errors > 0 || (all[i].sum != NULL && differs(all[i].sum))))
            status = EXIT_FAILURE;
    }
    return status;
}

int
command_check_report(const struct settings *s, int argc, char **argv)
{
    struct options o = {.json = false};
    struct checked *all;
    struct arena *a = arena_new();
    int status;

    (void)s;
    if (!take_options(a, &o, argc, argv)) {
        arena_free(a);
        return command_misused("check-report");
    }
    all = arena_alloc(a, sizeof *all * (size_t)o.count);
    status = check_all(a, &o, all);
    if (o.json)
        report_print_json(a, all, o.count);
    else
        report_print_text(a, all, o.count);
    arena_free(a);
    return status;
}
