/* The letters (文书) of a case: which there are, what each must say, which one documents an
 * entry.  Pure; letter.def is the list, sources in rules 2.2, 3.3 to 3.6, 4.0 and 9. */
#ifndef GONGKAI_CORE_LETTER_H
#define GONGKAI_CORE_LETTER_H

#include "base/arena.h"
#include "core/date.h"
#include "core/outcome.h"

#include <stdbool.h>

enum letter_kind {
    LETTER_NONE = -1,
#define LETTER(code, name, series, to, events, outcome, remedy, article) LETTER_##code,
#define SERIES(code, word)
#define SLOT(code, label, sources, must, article)
#define MENTION(words, what, article)
#define LINE(text)
#include "core/letter.def"
#undef LETTER
#undef SERIES
#undef SLOT
#undef MENTION
#undef LINE
    LETTER_COUNT
};

enum letter_to { LETTER_TO_APPLICANT, LETTER_TO_THIRD_PARTY, LETTER_TO_AGENCY };

struct letter {
    const char *code, *name;
    const char *series; /* of its number: "reply" */
    enum letter_to to;
    const char *events;   /* kinds of entry it documents: "|answered" */
    enum outcome outcome; /* of the entry; OUTCOME_NONE for letters of procedure */
    bool remedy;          /* carries a remedy paragraph */
    const char *article;
};

/* One thing a letter says.  SOURCES: where its value is looked for, the first that is there;
 * "text.reason|event.reason|fact.danger.*". */
struct letter_slot {
    const char *name, *label, *sources;
    bool must;
    const char *article;
};

/* Words that stand for something a letter must say. */
struct letter_mention {
    const char *words, *what, *article;
};

/* A name that every template may use; ANYONE: not only in letters to the applicant. */
struct letter_field {
    const char *name, *label;
    bool anyone, must;
};

extern const char letter_codes[]; /* "|receipt|correction|…" */

enum letter_kind letter_kind_of(const char *code);
const struct letter *letter(enum letter_kind k);
const char *letter_series_word(enum letter_kind k); /* "公复" */
const char *letter_to_code(enum letter_to to); /* "applicant", "third_party", "agency" */

/* The Ith of what belongs to K, NULL behind the last. */
const struct letter_slot *letter_slot(enum letter_kind k, int i);
const struct letter_mention *letter_mention(enum letter_kind k, int i);
const char *letter_line(enum letter_kind k, int i);
const struct letter_field *letter_field(int i);

/* The slot or field of K called NAME by its name or its label; whether there is one. */
bool letter_knows(enum letter_kind k, const char *name);

/* The letter that documents an entry of KIND with OUTCOME: the one of procedure, or the answer
 * letter; LETTER_NONE when there is none. */
enum letter_kind letter_for(enum event_kind kind, enum outcome outcome);

/* Whether K documents entries of KIND (with OUTCOME). */
bool letter_documents(enum letter_kind k, enum event_kind kind, enum outcome outcome);

/* The document number that PATTERN ("{short}{series}〔{year}〕{serial}号") makes for K, or what
 * is wrong with PATTERN: NULL, or an English phrase with a Chinese one in *ZH. */
const char *letter_number(struct arena *a, const char *pattern, const char *short_name,
                          enum letter_kind k, int year, long serial);
const char *letter_pattern_fault(const char *pattern, const char **zh);
extern const char letter_standard_pattern[];

/* "2026年3月5日"; NULL for NO_DATE. */
const char *letter_day(struct arena *a, date d);

#endif
