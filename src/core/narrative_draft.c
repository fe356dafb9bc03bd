#include "core/narrative_draft.h"

#include "base/text.h"

#include <string.h>

enum level {
    LEVEL_NATION = 1,
    LEVEL_PROVINCE = 2,
    LEVEL_CITY = 4,
    LEVEL_COUNTY = 8,
    TOWNSHIP = 16,
    DEPARTMENT = 32,
    RULES = LEVEL_NATION | LEVEL_PROVINCE | LEVEL_CITY,
    UPPER = RULES | LEVEL_COUNTY,
    GOVERNMENT = UPPER | TOWNSHIP,
    EVERY = GOVERNMENT | DEPARTMENT
};

enum form { SINCE_2021 = 1, BEFORE_2021 = 2, ANY = 3 };

static const struct {
    enum report_part part;
    unsigned levels, forms;
    const char *text;
} lines[] = {
#define DRAFT(part, levels, forms, text) {PART_##part, levels, forms, text},
#include "core/narrative_draft.def"
#undef DRAFT
};

static unsigned
level_of(const char *code)
{
    static const char *const codes[] = {"nation", "province", "city",
                                        "county", "township", "department"};

    for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], code) == 0)
            return 1U << i;
    return DEPARTMENT;
}

const char *
narrative_draft(struct arena *a, enum report_part part, const char *level, int year)
{
    unsigned of = level_of(level), form = year >= 2021 ? SINCE_2021 : BEFORE_2021;
    struct text t = {NULL, 0, 0};
    const char *draft;

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].part == part && (lines[i].levels & of) && (lines[i].forms & form))
            text_add(&t, lines[i].text);
    draft = arena_copy(a, t.bytes != NULL ? t.bytes : "", t.len);
    text_free(&t);
    return draft;
}
