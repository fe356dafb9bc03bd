/* Prints for the tests that send documents through LibreOffice:
 *     print_docx letter|table|template    a sample
 *     print_docx fill FILE                the file filled with the data of the sample
 *     print_docx text|html FILE           what the file says
 *     print_docx pdf FILE SOFFICE         the file as PDF, by this program */
#include "document/docx_html.h"
#include "document/letter_sample.h"
#include "document/pdf.h"

#include <stdio.h>
#include <string.h>

static void
read_file(const char *path, struct text *out)
{
    char buffer[16384];
    FILE *file = fopen(path, "re");
    size_t n;

    while (file != NULL && (n = fread(buffer, 1, sizeof buffer, file)) > 0)
        text_add_bytes(out, buffer, n);
    if (file != NULL)
        fclose(file);
}

static bool
write_sample(struct arena *a, const char *name, struct text *out)
{
    static const char *const names[] = {"letter", "table", "template"};

    for (int i = 0; i < SAMPLES; i++)
        if (strcmp(name, names[i]) == 0) {
            sample_write(a, (enum sample)i, out);
            return true;
        }
    return false;
}

static bool
treat(struct arena *a, char **argv, const struct text *in, struct text *out,
      struct docx_faults *faults)
{
    struct pdf_converter converter = {.soffice = argv[3]};
    enum pdf_fault fault;

    if (strcmp(argv[1], "fill") == 0)
        return docx_fill(a, in->bytes, in->len, &sample_data, out, faults);
    if (strcmp(argv[1], "text") == 0)
        return docx_text(a, in->bytes, in->len, out, faults);
    if (strcmp(argv[1], "html") == 0)
        return docx_html(a, in->bytes, in->len, out, faults);
    if (strcmp(argv[1], "pdf") != 0 || argv[3] == NULL)
        return false;
    fault = pdf_of_docx(&converter, in->bytes, in->len, out);
    if (fault != PDF_OK)
        fprintf(stderr, "%s\n", pdf_fault_en(fault));
    return fault == PDF_OK;
}

int
main(int argc, char **argv)
{
    struct arena *a = arena_new();
    struct text in = {0}, out = {0};
    struct docx_faults faults = {0};
    bool done = false;

    if (argc == 2) {
        done = write_sample(a, argv[1], &out);
    } else if (argc > 2) {
        read_file(argv[2], &in);
        done = treat(a, argv, &in, &out, &faults);
    }
    for (size_t i = 0; i < faults.count; i++)
        fprintf(stderr, "%s\n", docx_fault_en(a, &faults.list[i]));
    if (done)
        done = fwrite(out.bytes, 1, out.len, stdout) == out.len;
    text_free(&in);
    text_free(&out);
    arena_free(a);
    return done ? 0 : 1;
}
