#include "document/ics.h"

#include <stdio.h>
#include <string.h>

enum { MOST_OCTETS = 75 };

/* The length of the longest part of LINE, of LEN bytes, that takes at most ROOM octets and
 * ends between two characters. */
static size_t
part_of(const char *line, size_t len, size_t room)
{
    if (len <= room)
        return len;
    while (((unsigned char)line[room] & 0xc0) == 0x80)
        room--;
    return room;
}

/* A content line: folded, a continuation begins with a blank that counts. */
static void
add_line(struct text *out, const char *line, size_t len)
{
    size_t part = part_of(line, len, MOST_OCTETS);

    text_add_bytes(out, line, part);
    while (part < len) {
        line += part;
        len -= part;
        part = part_of(line, len, MOST_OCTETS - 1);
        text_add(out, "\r\n ");
        text_add_bytes(out, line, part);
    }
    text_add(out, "\r\n");
}

static void
add_property(struct text *out, const char *name, const char *value)
{
    struct text line = {NULL, 0, 0};

    text_addf(&line, "%s:%s", name, value);
    add_line(out, line.bytes, line.len);
    text_free(&line);
}

/* A property of type TEXT; none when VALUE is NULL. */
static void
add_text(struct text *out, const char *name, const char *value)
{
    struct text escaped = {NULL, 0, 0};

    if (value == NULL)
        return;
    text_add(&escaped, "");
    for (; *value != '\0'; value++) {
        if (*value == '\n')
            text_add(&escaped, "\\n");
        else if (strchr("\\;,", *value) != NULL)
            text_addf(&escaped, "\\%c", *value);
        else if (*value != '\r')
            text_add_bytes(&escaped, value, 1);
    }
    add_property(out, name, escaped.bytes);
    text_free(&escaped);
}

static void
add_day(struct text *out, const char *name, date d, const char *behind)
{
    char line[64];
    int year, month, day;

    date_split(d, &year, &month, &day);
    snprintf(line, sizeof line, "%04d%02d%02d%s", year, month, day, behind);
    add_property(out, name, line);
}

void
ics_begin(struct text *out, const char *name)
{
    add_property(out, "BEGIN", "VCALENDAR");
    add_property(out, "VERSION", "2.0");
    add_property(out, "PRODID", "-//gongkai//gongkai//ZH");
    add_property(out, "CALSCALE", "GREGORIAN");
    add_property(out, "METHOD", "PUBLISH");
    add_text(out, "X-WR-CALNAME", name);
}

void
ics_event(struct text *out, const struct ics_event *e)
{
    add_property(out, "BEGIN", "VEVENT");
    add_text(out, "UID", e->uid);
    add_day(out, "DTSTAMP", e->stamp, "T000000Z");
    add_day(out, "DTSTART;VALUE=DATE", e->first, "");
    add_day(out, "DTEND;VALUE=DATE", e->last + 1, ""); /* the first day that is not in it */
    add_text(out, "SUMMARY", e->summary);
    add_text(out, "DESCRIPTION", e->description);
    add_text(out, "CATEGORIES", e->category);
    if (e->url != NULL)
        add_property(out, "URL", e->url);
    add_property(out, "TRANSP", e->busy ? "OPAQUE" : "TRANSPARENT");
    add_property(out, "END", "VEVENT");
}

void
ics_end(struct text *out)
{
    add_property(out, "END", "VCALENDAR");
}
