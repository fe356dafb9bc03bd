#include "op/letter_render.h"

#include "document/docx_fill.h"
#include "document/docx_html.h"
#include "op/letter_default.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* The list of an application's items, by either name; each column, too. */
static const char *const item_lists[] = {"items", "事项"};
static const char *const item_columns[] = {"n",       "序号", "content", "内容",
                                           "outcome", "结果", "reason",  "理由"};
enum { ITEM_NAMES = sizeof item_columns / sizeof item_columns[0] };

enum { MOST_NAMES = 2 * LETTER_MOST_VALUES + 512 };

/* --- bytes */

const char *
letter_bytes(struct request *rq, const PGresult *row, int column, size_t *size)
{
    unsigned char *bytes =
        PQunescapeBytea((const unsigned char *)PQgetvalue(row, 0, column), size);
    char *copy = arena_copy(rq->arena, (const char *)bytes, bytes != NULL ? *size : 0);

    PQfreemem(bytes);
    return copy;
}

const char *
letter_bytea(struct request *rq, const char *bytes, size_t size)
{
    char *hex = arena_alloc(rq->arena, 2 * size + 3);

    memcpy(hex, "\\x", 2);
    sodium_bin2hex(hex + 2, 2 * size + 1, (const unsigned char *)bytes, size);
    return hex;
}

const char *
letter_digest(struct request *rq, const char *bytes, size_t size)
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, (const unsigned char *)bytes, size);
    return letter_bytea(rq, (const char *)digest, sizeof digest);
}

/* --- which template */

void
letter_template_default(struct request *rq, enum letter_kind k, struct letter_template *t)
{
    struct text made = {NULL, 0, 0};

    letter_default(rq->arena, k, &made);
    *t = (struct letter_template){arena_copy(rq->arena, made.bytes, made.len), made.len,
                                  NULL, NULL};
    text_free(&made);
}

enum problem
letter_template_read(struct request *rq, enum letter_kind k, struct letter_template *t)
{
    PGresult *row;

    put_text(rq, "letter_kind", letter(k)->code);
    TRY(run_sql(rq, SQL(letter_template_read), &row));
    if (PQntuples(row) == 0) {
        letter_template_default(rq, k, t);
        return OK;
    }
    t->bytes = letter_bytes(rq, row, 0, &t->size);
    t->agency = PQgetvalue(row, 0, 1);
    t->n = PQgetvalue(row, 0, 2);
    return OK;
}

/* --- filling */

static const char *
or_gap(struct request *rq, const struct letter_value *v)
{
    return v->value != NULL || !v->must ? v->value
                                        : arena_printf(rq->arena, "【缺：%s】", v->label);
}

/* The value of {{fact_search_where}}: the member of a fact that no slot of the letter is. */
static const char *
fact_value(struct request *rq, const struct letter_draft *d, const char *name)
{
    char *code = arena_copy(rq->arena, name + 5, strlen(name + 5));
    const char *value = NULL;

    /* Codes and members have underscores themselves: each may be the one between them. */
    for (char *at = code; value == NULL && (at = strchr(at, '_')) != NULL; at++) {
        *at = '\0';
        value = letter_fact(rq, d, code, at + 1);
        *at = '_';
    }
    return letter_masked(rq, d, value);
}

static bool
is_fact(const char *name)
{
    return strncmp(name, "fact_", 5) == 0 && strchr(name + 5, '_') != NULL;
}

/* Puts D's values under both their names into VALUES, and the facts the template names. */
static size_t
values_of(struct request *rq, const struct letter_draft *d, const struct docx_names *names,
          struct docx_value *values)
{
    size_t n = 0;

    for (int i = 0; i < d->value_count; i++) {
        const struct letter_value *v = &d->values[i];

        values[n++] = (struct docx_value){v->name, or_gap(rq, v), false};
        values[n++] = (struct docx_value){v->label, or_gap(rq, v), false};
    }
    for (size_t i = 0; i < names->count && n < MOST_NAMES; i++)
        if (is_fact(names->list[i]))
            values[n++] = (struct docx_value){names->list[i],
                                              fact_value(rq, d, names->list[i]), false};
    return n;
}

static void
lists_of(struct request *rq, const struct letter_draft *d, struct docx_list lists[2])
{
    size_t rows = (size_t)d->items.count;
    const char **cells = arena_alloc(rq->arena, sizeof *cells * (rows * ITEM_NAMES + 1));

    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < ITEM_NAMES; c++)
            cells[r * ITEM_NAMES + c] = d->items.cells[r * LETTER_ITEM_COLUMNS + c / 2];
    for (int i = 0; i < 2; i++)
        lists[i] =
            (struct docx_list){item_lists[i], item_columns, ITEM_NAMES, cells, rows, false};
}

static enum problem
refuse_template(struct request *rq, const struct docx_faults *faults)
{
    const struct docx_fault *first = &faults->list[0];

    return fail(rq, P_act_not_lawful, "模板有误，不能生成文书：%s%.0s",
                "%.0sthe template is wrong, no letter can be made: %s",
                docx_fault_zh(rq->arena, first), docx_fault_en(rq->arena, first));
}

enum problem
letter_render(struct request *rq, const struct letter_draft *d,
              const struct letter_template *t, struct text *out)
{
    struct docx_value *values = arena_alloc(rq->arena, sizeof *values * MOST_NAMES);
    struct docx_faults faults = {.count = 0};
    struct docx_names names = {.count = 0};
    struct docx_list lists[2];
    struct docx_data data = {.values = values, .lists = lists, .list_count = 2};

    if (!docx_fields(rq->arena, t->bytes, t->size, NULL, &names, &faults))
        return refuse_template(rq, &faults);
    data.value_count = values_of(rq, d, &names, values);
    lists_of(rq, d, lists);
    if (!docx_fill(rq->arena, t->bytes, t->size, &data, out, &faults))
        return refuse_template(rq, &faults);
    return OK;
}

/* --- checking an uploaded one */

static bool
is_item_name(const char *name)
{
    for (int i = 0; i < 2; i++) {
        size_t len = strlen(item_lists[i]);

        if (strncmp(name, item_lists[i], len) != 0)
            continue;
        if (name[len] == '\0')
            return true;
        for (int c = 0; name[len] == '.' && c < ITEM_NAMES; c++)
            if (strcmp(name + len + 1, item_columns[c]) == 0)
                return true;
    }
    return false;
}

static bool
is_said(const struct docx_names *names, const char *name, const char *label)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->said[i] &&
            (strcmp(names->list[i], name) == 0 || strcmp(names->list[i], label) == 0))
            return true;
    return false;
}

static void
check_names(struct request *rq, enum letter_kind k, const char *field,
            const struct docx_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!letter_knows(k, names->list[i]) && !is_item_name(names->list[i]) &&
            !(is_fact(names->list[i]) && letter(k)->to == LETTER_TO_APPLICANT))
            add_error(
                rq, field,
                "%s没有字段 {{%s}}，请对照字段清单修改（发给第三方和其他机关的文书不透露申请人）",
                "%s has no field {{%s}}; compare the list of fields (others than the "
                "applicant are not told who asked)",
                letter(k)->name, names->list[i]);
}

static void
need(struct request *rq, const char *field, const struct docx_names *names,
     const char *name, const char *label, const char *article)
{
    if (!is_said(names, name, label))
        add_error(
            rq, field,
            "模板缺少必备内容 {{%s}}（%s）；只作条件（{{?…}}）或只写在列表内、其他字段的"
            "条件段落内的不算",
            "the template lacks {{%s}}, which it must say [%s]; as a condition "
            "({{?…}}), or in a list or a paragraph that another field leaves out, "
            "it does not count",
            label, article);
}

static void
check_needs(struct request *rq, enum letter_kind k, const char *field,
            const struct docx_names *names)
{
    const struct letter_field *f;
    const struct letter_slot *s;

    for (int i = 0; (f = letter_field(i)) != NULL; i++)
        if (f->must || (letter(k)->remedy && strcmp(f->name, "remedy") == 0))
            need(rq, field, names, f->name, f->label, letter(k)->article);
    for (int i = 0; (s = letter_slot(k, i)) != NULL; i++)
        if (s->must)
            need(rq, field, names, s->name, s->label, s->article);
}

static void
check_mentions(struct request *rq, enum letter_kind k, const char *field, const char *bytes,
               size_t size)
{
    struct docx_faults faults = {.count = 0};
    struct text words = {NULL, 0, 0};
    const struct letter_mention *m;

    if (docx_text(rq->arena, bytes, size, &words, &faults) && words.bytes != NULL)
        for (int i = 0; (m = letter_mention(k, i)) != NULL; i++)
            if (strstr(words.bytes, m->words) == NULL)
                add_error(rq, field, "模板须写明%s（含“%s”字样，%s）",
                          "the template must tell %s (with the words “%s”) [%s]", m->what,
                          m->words, m->article);
    text_free(&words);
}

enum problem
letter_template_check(struct request *rq, enum letter_kind k, const char *field,
                      const char *bytes, size_t size)
{
    struct docx_faults faults = {.count = 0};
    struct docx_names names = {.count = 0};

    if (!docx_fields(rq->arena, bytes, size, NULL, &names, &faults)) {
        for (size_t i = 0; i < faults.count; i++)
            add_error_with(rq, field, docx_fault_zh(rq->arena, &faults.list[i]),
                           docx_fault_en(rq->arena, &faults.list[i]));
        return P_invalid;
    }
    check_names(rq, k, field, &names);
    check_needs(rq, k, field, &names);
    check_mentions(rq, k, field, bytes, size);
    return rq->error_count > 0 ? P_invalid : OK;
}
