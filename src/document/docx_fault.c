#include "document/docx_fault.h"

#include "base/text.h"

#include <string.h>

static const struct {
    const char *code, *zh, *en;
} kinds[DOCX_FAULT_KINDS] = {
#define FAULT(name, zh, en) {#name, zh, en},
#include "document/docx_fault.def"
#undef FAULT
};

/* Puts S into ROOM, cut at a whole character, with ? for what should not be shown: it may come
 * from a file that was made to do harm. */
static void
present(char *room, const char *s)
{
    size_t len = strnlen(s, DOCX_MOST_ABOUT);
    const char *zh;

    for (size_t i = 0, n; i < len; i += n) {
        for (n = 1; n < 4 && ((unsigned char)s[i + n] & 0xc0) == 0x80;)
            n++;
        if (i + n > len)
            break;
        if (!text_is_utf8(s + i, n) || text_fault(s + i, n, false, &zh) != NULL)
            *room++ = '?';
        else
            room = (char *)memcpy(room, s + i, n) + n;
    }
    *room = '\0';
}

void
docx_fault_add(struct docx_faults *faults, enum docx_fault_kind kind, const char *about)
{
    struct docx_fault fault = {.kind = kind};

    present(fault.about, about);
    for (size_t i = 0; i < faults->count; i++)
        if (faults->list[i].kind == kind && strcmp(faults->list[i].about, fault.about) == 0)
            return;
    if (faults->count < DOCX_MOST_FAULTS)
        faults->list[faults->count++] = fault;
}

bool
docx_fault_has(const struct docx_faults *faults, enum docx_fault_kind kind)
{
    for (size_t i = 0; i < faults->count; i++)
        if (faults->list[i].kind == kind)
            return true;
    return false;
}

/* SENTENCE with ABOUT in the place of its %s. */
static const char *
sentence(struct arena *a, const char *sentence, const char *about)
{
    const char *place = strstr(sentence, "%s");

    if (place == NULL)
        return sentence;
    return arena_printf(a, "%.*s%s%s", (int)(place - sentence), sentence, about, place + 2);
}

const char *
docx_fault_code(enum docx_fault_kind kind)
{
    return kinds[kind].code;
}

const char *
docx_fault_zh(struct arena *a, const struct docx_fault *f)
{
    return sentence(a, kinds[f->kind].zh, f->about);
}

const char *
docx_fault_en(struct arena *a, const struct docx_fault *f)
{
    return sentence(a, kinds[f->kind].en, f->about);
}
