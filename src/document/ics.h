/* iCalendar as calendar programs subscribe to it (RFC 5545): ics_begin, an ics_event for
 * each, ics_end.  Lines end in CRLF and are folded at 75 octets, never within a character;
 * texts are escaped.  Equal calls write equal bytes. */
#ifndef GONGKAI_DOCUMENT_ICS_H
#define GONGKAI_DOCUMENT_ICS_H

#include "base/text.h"
#include "core/date.h"

/* An event of whole days.  Texts are UTF-8 without control characters but line feeds. */
struct ics_event {
    const char *uid; /* the same for the same event for ever */
    date stamp;      /* when what it says was made public: no clock is read */
    date first, last;
    const char *summary;
    const char *description, *category, *url; /* NULL when there is none */
    bool busy;                                /* takes the person's time */
};

/* A calendar that programs show as NAME. */
void ics_begin(struct text *out, const char *name);
void ics_event(struct text *out, const struct ics_event *e);
void ics_end(struct text *out);

#endif
