/* Bytes read as a report and judged: whatever is read has findings that hold together, is
 * written and read again the same, and sums up. */
#include "fuzz/fuzz.h"

#include "core/report_check.h"
#include "core/report_sum.h"
#include "document/report_json.h"

#include <string.h>

const char fuzz_corpus[] = "fuzz/corpus/report";

static void
check_place(struct arena *a, const struct report *r, const struct check_place *p)
{
    size_t len = r->text[p->part].body != NULL ? strlen(r->text[p->part].body) : 0;

    fuzz_holds(p->part >= PART_opening && p->part < PART_COUNT, "a place is in a part");
    fuzz_holds(p->length == 0 || (p->offset <= len && p->length <= len - p->offset),
               "a sentence lies in its part");
    fuzz_holds(*check_place_text(a, r, p, true) && *check_place_text(a, r, p, false),
               "a place has its words");
}

static void
check_findings(struct arena *a, const struct report *r, const struct report_context *k)
{
    struct findings found = report_check(a, r, k), again = report_check(a, r, k);

    fuzz_holds(found.errors + found.warnings + found.unknown == found.count &&
                   found.count == again.count,
               "every finding is counted once, every time");
    for (int i = 0; i < found.count; i++) {
        const struct finding *f = &found.list[i];

        check_place(a, r, &f->place);
        fuzz_holds(*f->zh && *f->en, "a finding has its words");
        fuzz_holds((f->cause_zh == NULL) == (f->cause_en == NULL),
                   "a cause is told in both languages");
        fuzz_holds(strcmp(f->key, again.list[i].key) == 0, "a finding keeps its key");
        for (int c = 0; c < f->cell_count; c++)
            fuzz_holds(f->cells[c].row >= 0, "a cell is in a row");
    }
}

static void
check_written(struct arena *a, const struct report *r)
{
    struct text first = {NULL, 0, 0}, second = {NULL, 0, 0};
    struct report *again = arena_alloc(a, sizeof *again);
    const char *zh, *en;

    report_json_write(&first, r);
    fuzz_holds(report_json_read(a, first.bytes, first.len, again, &zh, &en) == 0,
               "what is written can be read");
    report_json_write(&second, again);
    fuzz_holds(strcmp(first.bytes, second.bytes) == 0, "and is written the same again");
    text_free(&first);
    text_free(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);
    const struct report *children[] = {r, r};
    const struct report_context alone = {.previous = NULL};
    const struct report_context full = {.previous = r,
                                        .rule_power = POWER_NONE,
                                        .has_fees = true,
                                        .fee_notices = 1,
                                        .fee_collected = 100};
    const char *zh = "", *en = "";

    if (report_json_read(a, (const char *)bytes, size, r, &zh, &en) != 0) {
        fuzz_holds(*zh && *en, "a refusal has its words");
    } else {
        struct report_sum sum;

        check_findings(a, r, &alone);
        check_findings(a, r, &full);
        check_written(a, r);
        sum = report_sum(a, r, children, 2);
        for (int i = 0; i < sum.gap_count; i++)
            check_place(a, r, &sum.gaps[i].place);
    }
    arena_free(a);
    return 0;
}
