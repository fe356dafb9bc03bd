#include "document/flow_package.h"

#include "document/flow.h"

#include <stdlib.h>

const struct refusal flow_damaged = {
    "文件已损坏或不是 Word（docx）、Excel（xlsx）文件，请用原程序打开并重新保存后再试",
    "the file is damaged or no DOCX or XLSX; open it in its program and save it anew"};
const struct refusal flow_too_large = {
    "文件内容过多，不像一份年度报告；请只保留报告正文后再试",
    "there is too much in the file for an annual report; keep the report alone"};

static const struct refusal no_room = {
    "无法写入临时文件（磁盘已满或 TMPDIR 不可写），请联系管理员",
    "no temporary file can be written (disk full, or TMPDIR not writable)"};

bool
flow_open(struct arena *a, const char *bytes, size_t size, struct zip *z,
          struct refusal *why)
{
    const char *folder = getenv("TMPDIR");
    struct spool *file = spool_open(folder != NULL ? folder : "/tmp");

    if (file != NULL)
        arena_own(a, file, spool_free);
    if (file == NULL || !spool_write(file, bytes, size)) {
        *why = no_room;
        return false;
    }
    return zip_open(a, file, z, why);
}

struct counting {
    const struct xml_sink *sink;
    int elements;
    bool enough;
};

static void
count_element(void *context, const char *name, const struct xml_attributes *a)
{
    struct counting *c = context;

    c->enough = c->enough || ++c->elements > FLOW_MOST_ELEMENTS ||
                (c->sink->enough != NULL && *c->sink->enough);
    if (!c->enough && c->sink->element != NULL)
        c->sink->element(c->sink->context, name, a);
}

static void
count_end(void *context, const char *name)
{
    const struct counting *c = context;

    if (!c->enough && c->sink->end != NULL)
        c->sink->end(c->sink->context, name);
}

static void
count_text(void *context, const char *bytes, size_t size)
{
    const struct counting *c = context;

    if (!c->enough && c->sink->text != NULL)
        c->sink->text(c->sink->context, bytes, size);
}

bool
flow_scan(const struct zip *z, const struct zip_entry *e, const struct xml_sink *sink,
          struct refusal *why)
{
    struct counting c = {.sink = sink};
    const struct xml_sink counted = {count_element, count_end, count_text, &c, &c.enough};
    bool fine = xml_scan(z, e, &counted);

    if (!fine)
        *why = c.enough ? flow_too_large : flow_damaged;
    return fine;
}

int
flow_number(const struct xml_attributes *a, const char *name, int most, int other)
{
    char value[16];
    char *end;
    long n;

    if (xml_attribute(a, name, value, sizeof value) == NULL)
        return other;
    n = strtol(value, &end, 10);
    return end == value || *end != '\0' || n < 0 ? other : n > most ? most : (int)n;
}
