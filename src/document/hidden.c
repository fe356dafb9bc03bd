#include "document/hidden.h"

#include "document/ole.h"

static const struct {
    const char *code;
    bool review;
    const char *zh, *en, *todo_zh, *todo_en;
} kinds[] = {
#define HIDDEN(code, review, zh, en, todo_zh, todo_en)                                     \
    {#code, review, zh, en, todo_zh, todo_en},
#include "document/hidden.def"
#undef HIDDEN
};

const char hidden_codes[] = ""
#define HIDDEN(code, review, zh, en, todo_zh, todo_en) "|" #code
#include "document/hidden.def"
#undef HIDDEN
    ;

const char *
hidden_code(enum hidden h)
{
    return kinds[h].code;
}

const char *
hidden_name(enum hidden h, bool english)
{
    return english ? kinds[h].en : kinds[h].zh;
}

const char *
hidden_todo(enum hidden h, bool english)
{
    return english ? kinds[h].todo_en : kinds[h].todo_zh;
}

bool
hidden_needs_review(enum hidden h)
{
    return kinds[h].review;
}

bool
hidden_report_needs_review(const struct hidden_report *r)
{
    for (enum hidden h = 0; h < HIDDEN_COUNT; h++)
        if (r->found[h] > 0 && kinds[h].review)
            return true;
    return false;
}

/* Old binary formats: what their directory tells; changes and comments it does not. */
static void
in_compound(const struct spool *file, struct hidden_report *r)
{
    struct ole o;

    r->found[HIDDEN_unexamined]++;
    if (!ole_read(file, &o))
        return;
    r->found[HIDDEN_embedded_objects] += o.embedded;
    r->found[HIDDEN_properties] += o.properties;
}

void
hidden_examine(const struct spool *file, enum file_type type, struct hidden_report *r)
{
    *r = (struct hidden_report){.found = {0}};
    switch (type) {
    case FILE_docx:
    case FILE_xlsx:
    case FILE_pptx:
    case FILE_odt:
    case FILE_ods:
    case FILE_ofd:
    case FILE_zip:
        hidden_in_package(file, type, r);
        break;
    case FILE_pdf:
        hidden_in_pdf(file, r);
        break;
    case FILE_doc:
    case FILE_xls:
    case FILE_ppt:
        in_compound(file, r);
        break;
    case FILE_jpg:
    case FILE_png:
    case FILE_gif:
    case FILE_bmp:
    case FILE_tiff:
    case FILE_webp:
        hidden_in_image(file, type, r);
        break;
    case FILE_txt:
    case FILE_csv:
    case FILE_COUNT:
    case FILE_NONE:
        break;
    }
}
