#include "command/report_print.h"

#include "base/text.h"
#include "op/report_place.h"

#include <stdio.h>
#include <string.h>

/* ---- Text ---- */

static const char *
level_word(const struct finding *f)
{
    if (f->verdict == CHECK_CANNOT_TELL)
        return "无法判断";
    return check_rule_level(f->rule) == CHECK_ERROR ? "错误" : "提醒";
}

static void
print_cells(const struct report *r, const struct finding *f)
{
    bool column = f->place.column == TALLY_TOTAL_COLUMN;

    for (int i = 0; i < f->cell_count; i++) {
        const struct check_cell *c = &f->cells[i];

        if (c->printed != c->expected)
            printf("        “%s”应为 %ld\n",
                   column ? r->tally_form->rows[c->row].label
                          : tally_column_label(c->column),
                   c->expected);
    }
}

static void
print_finding(struct arena *a, const struct report *r, const struct finding *f,
              const char *said)
{
    struct check_place place = f->place;

    place.row = place.column = -1; /* the words name them */
    printf("    %s %s %s%s\n", level_word(f), check_rule_code(f->rule),
           check_place_text(a, r, &place, false), f->zh);
    print_cells(r, f);
    if (f->cause_zh != NULL && (said == NULL || strcmp(said, f->cause_zh) != 0))
        printf("        可能的原因：%s\n", f->cause_zh);
}

static void
print_sum(struct arena *a, const struct checked *k)
{
    static const char *const words[] = {"不等于各单位之和", "等于，但单位所填总计有误",
                                        "等于，只差小数"};

    if (k->sum->gap_count == 0)
        printf("    与各单位之和逐格相符\n");
    for (int i = 0; i < k->sum->gap_count; i++) {
        const struct sum_gap *g = &k->sum->gaps[i];

        printf("    汇总 %s：%s：%s\n", check_place_text(a, &k->report, &g->place, false),
               words[g->kind], g->zh);
    }
    if (k->sum->left_out_count > 0)
        printf("    有 %d 份没有第三部分，或用了另一年的格式，未计入\n",
               k->sum->left_out_count);
}

static void
print_report(struct arena *a, const struct checked *k)
{
    const struct findings *found = &k->found;
    const char *said = NULL;

    printf("%s：%s %d 年：", k->file, k->report.agency ? k->report.agency : "（无名称）",
           k->report.year);
    if (found->count == 0)
        printf("没有发现问题\n");
    else
        printf("%d 处矛盾，%d 处提醒，%d 处无法判断\n", found->errors, found->warnings,
               found->unknown);
    for (int i = 0; i < found->count; i++) {
        print_finding(a, &k->report, &found->list[i], said);
        said = found->list[i].cause_zh;
    }
    if (k->sum != NULL)
        print_sum(a, k);
}

void
report_print_text(struct arena *a, const struct checked *all, int count)
{
    int read = 0, wrong = 0, errors = 0, warnings = 0, unknown = 0;

    for (int i = 0; i < count; i++) {
        if (!all[i].read)
            continue;
        print_report(a, &all[i]);
        read++;
        wrong += all[i].found.errors > 0;
        errors += all[i].found.errors;
        warnings += all[i].found.warnings;
        unknown += all[i].found.unknown;
    }
    printf("%d 份报告，%d 份自相矛盾：%d 处矛盾，%d 处提醒，%d 处无法判断；%d 份读不出来\n",
           read, wrong, errors, warnings, unknown, count - read);
}

/* ---- JSON ---- */

static void
add_member(struct text *out, const char *name, const char *value)
{
    text_addf(out, ",\"%s\":", name);
    if (value == NULL)
        text_add(out, "null");
    else
        text_add_json(out, value);
}

/* In section two a number bears one key, its row and column in one. */
static const char *
row_key(const struct report *r, enum report_part part, int row)
{
    if (part == PART_two && row >= 0)
        return r->figure_form->figures[row].key;
    return report_row_key(r, part, row);
}

static void
add_place(struct text *out, struct arena *a, const struct report *r,
          const struct finding *f)
{
    const struct check_place *p = &f->place;

    text_addf(out, ",\"place\":{\"part\":\"%s\"", report_part_code(p->part));
    if (p->length == 0) {
        add_member(out, "row", row_key(r, p->part, p->row));
        add_member(out, "column", report_column_key(p->part, p->column));
    } else {
        text_addf(out, ",\"offset\":%zu,\"length\":%zu", p->offset, p->length);
        add_member(out, "sentence",
                   arena_copy(a, r->text[p->part].body + p->offset, p->length));
    }
    text_add(out, "}");
}

static void
add_cells(struct text *out, const struct report *r, const struct finding *f)
{
    text_add(out, ",\"cells\":[");
    for (int i = 0; i < f->cell_count; i++) {
        const struct check_cell *c = &f->cells[i];

        text_addf(out, "%s{\"printed\":%ld,\"expected\":%ld", i > 0 ? "," : "", c->printed,
                  c->expected);
        add_member(out, "row", row_key(r, f->place.part, c->row));
        add_member(out, "column", report_column_key(f->place.part, c->column));
        text_add(out, "}");
    }
    text_add(out, "]");
}

static void
add_finding(struct text *out, struct arena *a, const struct report *r,
            const struct finding *f)
{
    text_addf(out, "{\"rule\":\"%s\",\"level\":\"%s\",\"verdict\":\"%s\"",
              check_rule_code(f->rule), check_level_code(check_rule_level(f->rule)),
              check_verdict_code(f->verdict));
    add_place(out, a, r, f);
    if (f->has_numbers)
        text_addf(out, ",\"printed\":%ld,\"expected\":%ld", f->printed, f->expected);
    add_cells(out, r, f);
    add_member(out, "message_zh", f->zh);
    add_member(out, "message_en", f->en);
    add_member(out, "cause_zh", f->cause_zh);
    add_member(out, "cause_en", f->cause_en);
    add_member(out, "fix_zh", check_rule_fix(f->rule, false));
    add_member(out, "fix_en", check_rule_fix(f->rule, true));
    add_member(out, "basis", check_rule_basis(f->rule));
    add_member(out, "key", f->key);
    text_add(out, "}");
}

static void
add_gap(struct text *out, struct arena *a, const struct checked *k, const struct sum_gap *g,
        const struct checked *children)
{
    struct finding at = {.place = g->place};

    text_addf(out, "{\"kind\":\"%s\"", sum_gap_kind_code(g->kind));
    add_place(out, a, &k->report, &at);
    text_addf(out,
              ",\"printed\":%ld,\"computed\":%ld,\"added\":%ld,\"unexplained\":%ld,"
              "\"blame\":[",
              g->printed, g->computed, g->added, g->unexplained);
    for (int i = 0; i < g->blame_count; i++) {
        const struct blame *b = &g->blame[i];

        text_addf(out, "%s{\"by\":%ld", i > 0 ? "," : "", b->by);
        add_member(out, "file", children[b->child].file);
        add_member(out, "agency", children[b->child].report.agency);
        add_member(out, "cause", blame_kind_code(b->kind));
        text_add(out, "}");
    }
    text_add(out, "]");
    add_member(out, "message_zh", g->zh);
    add_member(out, "message_en", g->en);
    text_add(out, "}");
}

static void
add_sum(struct text *out, struct arena *a, const struct checked *k,
        const struct checked *children)
{
    text_add(out, ",\"gaps\":[");
    for (int i = 0; i < k->sum->gap_count; i++) {
        text_add(out, i > 0 ? ",\n  " : "\n  ");
        add_gap(out, a, k, &k->sum->gaps[i], children);
    }
    text_add(out, "],\"left_out\":[");
    for (int i = 0; i < k->sum->left_out_count; i++) {
        text_add(out, i > 0 ? "," : "");
        text_add_json(out, children[k->sum->left_out[i]].file);
    }
    text_add(out, "]");
}

static void
add_report(struct text *out, struct arena *a, const struct checked *k,
           const struct checked *all)
{
    const struct findings *found = &k->found;

    text_add(out, "{\"file\":");
    text_add_json(out, k->file);
    text_addf(out, ",\"read\":%s", k->read ? "true" : "false");
    if (k->read) {
        add_member(out, "agency", k->report.agency);
        text_addf(out,
                  ",\"year\":%d,\"errors\":%d,\"warnings\":%d,\"cannot_tell\":%d,"
                  "\"findings\":[",
                  k->report.year, found->errors, found->warnings, found->unknown);
        for (int i = 0; i < found->count; i++) {
            text_add(out, i > 0 ? ",\n  " : "\n  ");
            add_finding(out, a, &k->report, &found->list[i]);
        }
        text_add(out, "]");
        if (k->sum != NULL)
            add_sum(out, a, k, all);
    }
    text_add(out, "}");
}

void
report_print_json(struct arena *a, const struct checked *all, int count)
{
    struct text out = {NULL, 0, 0};

    for (int i = 0; i < count; i++) {
        text_add(&out, i > 0 ? ",\n " : "[");
        add_report(&out, a, &all[i], all);
    }
    text_add(&out, "]\n");
    fwrite(out.bytes, 1, out.len, stdout);
    text_free(&out);
}
