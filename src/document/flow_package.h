/* Inside the readers of DOCX and XLSX: a ZIP of parts in memory, and its limits. */
#ifndef GONGKAI_DOCUMENT_FLOW_PACKAGE_H
#define GONGKAI_DOCUMENT_FLOW_PACKAGE_H

#include "document/xml_scan.h"

extern const struct refusal flow_damaged, flow_too_large;

/* Opens the SIZE bytes at BYTES, for as long as A lives; false with the reason. */
bool flow_open(struct arena *a, const char *bytes, size_t size, struct zip *z,
               struct refusal *why);

/* Reads the part E; false with the reason.  *ENOUGH is set once it has had too much. */
bool flow_scan(const struct zip *z, const struct zip_entry *e, const struct xml_sink *sink,
               struct refusal *why);

/* The whole number that the attribute NAME holds, from 0 to MOST; OTHER when there is none. */
int flow_number(const struct xml_attributes *a, const char *name, int most, int other);

#endif
