/* Facts: what an officer found out and a decision rests on (rules 4).  Each is recorded as an
 * entry of its own; the latest of a kind holds, and of items the latest of each number. */
#ifndef GONGKAI_CORE_FACT_H
#define GONGKAI_CORE_FACT_H

#include <stdbool.h>

enum member {
    MEMBER_NONE = -1,
#define MEMBER(code, label) MEMBER_##code,
#include "core/member.def"
#undef MEMBER
    MEMBER_COUNT
};

enum fact_kind {
    FACT_NONE = -1,
#define FACT(code, name, must, may, article) FACT_##code,
#define WHICH(fact, code, name)
#include "core/fact.def"
#undef FACT
#undef WHICH
    FACT_COUNT
};

struct fact {
    enum fact_kind kind;
    int seq;                           /* of its entry */
    const char *members[MEMBER_COUNT]; /* NULL for what is not stated */
};

/* The codes separated by |, for field declarations; the values of `which` of all facts. */
extern const char fact_codes[], fact_which_codes[];

enum fact_kind fact_of(const char *code); /* FACT_NONE for none */
const char *fact_code(enum fact_kind k);
const char *fact_name(enum fact_kind k);
const char *fact_article(enum fact_kind k);

/* What K must and may state: "|which|name". */
const char *fact_must(enum fact_kind k);
const char *fact_may(enum fact_kind k);

/* The N-th value that `which` of K takes, in the order of the list: its code and *NAME; NULL
 * behind the last. */
const char *fact_which(enum fact_kind k, int n, const char **name);

const char *member_code(enum member m);
const char *member_label(enum member m);

/* The fact of KIND that holds among the N FACTS (in the order of recording), NULL for none. */
const struct fact *fact_last(const struct fact *facts, int n, enum fact_kind kind);

/* Whether A and B state the same thing: facts of one kind, items of one number. */
bool fact_is_same(const struct fact *a, const struct fact *b);

/* Whether FACTS[I] holds still: no later one is the same. */
bool fact_holds(const struct fact *facts, int n, int i);

/* Whether F (NULL: no) states WHICH. */
bool fact_is(const struct fact *f, const char *which);

#endif
