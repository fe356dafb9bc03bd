#include "document/book.h"

/* A table and the words above it. */
struct sheets {
    const struct table_document *document;
    const struct printed_table *table;
};

static void
write_sheets(struct book *b, const void *what)
{
    const struct sheets *s = what;
    const struct table_document *d = s->document;
    struct text subject = {0};

    table_subject(&subject, d);
    book_write_table(b, s->table, subject.bytes, d->note != NULL ? d->note : "");
    book_write_check(b, d, CHECK_SHEET);
    text_free(&subject);
}

int
table_xlsx(const struct table_document *d, struct text *out)
{
    struct printed_table t;

    printed_table_of_document(d, &t);
    return book_make(write_sheets, &(struct sheets){d, &t}, t.title, d->agency_name,
                     d->year, out);
}
