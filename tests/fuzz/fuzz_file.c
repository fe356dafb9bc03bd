/* Bytes read as a file that somebody uploads: what they are, and what they hide.  The first
 * byte chooses the name. */
#include "fuzz/fuzz.h"

#include "base/spool.h"
#include "base/text.h"
#include "document/hidden.h"
#include "document/sniff.h"

#include <stdio.h>
#include <string.h>

const char fuzz_corpus[] = "fuzz/corpus/file";

static void
check_report(const struct spool *file, enum file_type t)
{
    struct hidden_report r, again;

    hidden_examine(file, t, &r);
    hidden_examine(file, t, &again);
    fuzz_holds(memcmp(&r, &again, sizeof r) == 0, "a report is the same the second time");
    for (enum hidden h = 0; h < HIDDEN_COUNT; h++)
        fuzz_holds(r.found[h] >= 0, "a number of things is none below zero");
}

/* Every reader bears any bytes, whatever sniff would say of them. */
static void
try_readers(const struct spool *file, enum file_type t)
{
    struct hidden_report r = {.found = {0}};

    switch (t) {
    case FILE_pdf:
        hidden_in_pdf(file, &r);
        break;
    case FILE_jpg:
    case FILE_png:
    case FILE_tiff:
    case FILE_webp:
        hidden_in_image(file, t, &r);
        break;
    default:
        hidden_in_package(file, t, &r);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum file_type named = size > 0 ? (enum file_type)(*bytes % FILE_COUNT) : FILE_pdf;
    struct spool *file = spool_open("/dev/shm");
    struct refusal why = {NULL, NULL};
    enum file_type t;
    char name[20];

    if (file == NULL)
        file = spool_open("/tmp");
    fuzz_holds(file != NULL && (size < 2 || spool_write(file, bytes + 1, size - 1)),
               "there is room for a file");
    snprintf(name, sizeof name, "a.%s", file_type_code(named));
    t = sniff(file, name, &why);
    fuzz_holds(t < FILE_COUNT || (t == FILE_NONE && why.zh != NULL && why.en != NULL),
               "a file has a type, or a reason why it is not taken");
    if (t != FILE_NONE) {
        fuzz_holds(file_type_fits(t, name), "a file's name agrees with its content");
        check_report(file, t);
    }
    try_readers(file, named);
    spool_free(file);
    return 0;
}
