/* An annual report as JSON: identity, the three tables, what is written.
 *
 *     {"title": "…", "agency": "…", "level": "county", "year": 2024, "format": "2021",
 *      "section2": {"format": "2021", "rules": {"issued": 0, …}, "licensing": 12, …,
 *                   "fees_10k_yuan": 0.04},
 *      "section3": {"columns": ["natural_person", …], "rows": {"new": [3, 0, …, 3], …}},
 *      "section4": {"review": [1, 0, 0, 0, 1], "suit_direct": […], "suit_after_review": […]},
 *      "text": {"opening": {"heading": null, "body": "…"}, "one": {…}, …}}
 *
 * A cell is a number, null when it is blank, "/" for a dash, or {"value": 1.2, "remark":
 * "12000元"}, where the value is one of these or "?" for what could not be read.  It may also
 * be the words of the whole cell, read as document/report_number.h reads them.  Section two of
 * the form before 2021 has its numbers under row and column throughout.  In the place of text,
 * text_claims may hold sentences out of it. */
#ifndef GONGKAI_DOCUMENT_REPORT_JSON_H
#define GONGKAI_DOCUMENT_REPORT_JSON_H

#include "base/arena.h"
#include "base/text.h"
#include "core/report.h"

/* JSON that is longer is no report. */
enum { REPORT_JSON_BYTES = 4 << 20 };

/* Reads SIZE BYTES, which may be anything; what *OUT points to lives as long as A.  Returns 0,
 * or -1 with the reason in both languages.  Members it does not know are passed over; which
 * form a table is on is told by its rows.  What is larger than REPORT_JSON_BYTES, or has more
 * values or a deeper nesting than a report can have, is refused before it is parsed. */
int report_json_read(struct arena *a, const char *bytes, size_t size, struct report *out,
                     const char **why_zh, const char **why_en);

/* Appends R to OUT, one object without a line feed behind it.  Read again it is the same report,
 * but for a cell that a row of seven (or five) lacks, which becomes a blank one. */
void report_json_write(struct text *out, const struct report *r);

#endif
