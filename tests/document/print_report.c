/* Prints a sample report for the tests that need a file:
 *     print_report csv|docx|html|template|xlsx|xml seed|2019|hard */
#include "document/report_sample.h"

#include <stdio.h>
#include <string.h>

static bool
print(struct arena *a, const char *format, const struct report_file *f, struct text *out)
{
    struct docx_faults faults = {.count = 0};

    if (strcmp(format, "csv") == 0)
        report_csv(out, f);
    else if (strcmp(format, "html") == 0)
        report_html(out, f);
    else if (strcmp(format, "template") == 0)
        report_template(a, out);
    else if (strcmp(format, "xml") == 0)
        report_xml(out, f);
    else if (strcmp(format, "xlsx") == 0)
        return report_xlsx(f, out) == 0;
    else
        return strcmp(format, "docx") == 0 && report_docx(a, f, NULL, 0, out, &faults);
    return true;
}

int
main(int argc, char **argv)
{
    struct arena *a = arena_new();
    const struct report_file *f = argc == 3 ? report_sample(a, argv[2]) : NULL;
    struct text out = {0};

    if (f == NULL || !print(a, argv[1], f, &out)) {
        fputs("usage: print_report csv|docx|html|template|xlsx|xml seed|2019|hard\n",
              stderr);
        return 2;
    }
    fwrite(out.bytes, 1, out.len, stdout);
    text_free(&out);
    arena_free(a);
    return fflush(stdout) == 0 ? 0 : 1;
}
