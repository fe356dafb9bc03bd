/* The text a report starts from, by level of government: every number bound to its cell, and
 * a mark 〔待写：…〕 wherever only the agency knows what to say. */
#ifndef GONGKAI_CORE_NARRATIVE_DRAFT_H
#define GONGKAI_CORE_NARRATIVE_DRAFT_H

#include "core/report.h"

/* The draft of PART for an agency of LEVEL ("county") and a report of YEAR, paragraphs
 * separated by '\n'; "" for a part that is a table. */
const char *narrative_draft(struct arena *a, enum report_part part, const char *level,
                            int year);

#endif
