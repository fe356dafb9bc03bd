#include "op/peak.h"

#include "op/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long
peak_memory(void)
{
    char path[64], line[200];
    long kb = -1;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/status", (int)here.pid);
    f = fopen(path, "re");
    ck_assert_ptr_nonnull(f);
    while (fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = atol(line + 6);
    fclose(f);
    return kb;
}

void
peak_reset(void)
{
    char path[64];
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/clear_refs", (int)here.pid);
    f = fopen(path, "we");
    ck_assert(f != NULL && fputs("5", f) >= 0 && fclose(f) == 0);
}
