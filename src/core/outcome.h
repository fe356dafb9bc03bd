/* The code lists of the law: outcomes, channels, applicant categories, kinds of event,
 * parties of consultations.  Each comes from one .def file; the same codes stand in SQL, JSON
 * and the interface. */
#ifndef GONGKAI_CORE_OUTCOME_H
#define GONGKAI_CORE_OUTCOME_H

#include <stdbool.h>

enum outcome_group { GRANTED, PARTLY_GRANTED, REFUSED, UNAVAILABLE, NOT_PROCESSED, OTHER };

enum outcome {
    OUTCOME_NONE = -1,
#define OUTCOME(code, group, label, name, article) OUTCOME_##code,
#include "core/outcome.def"
#undef OUTCOME
    OUTCOME_COUNT
};

enum channel {
    CHANNEL_NONE = -1,
#define CHANNEL(code, name, confirm, clause) CHANNEL_##code,
#include "core/channel.def"
#undef CHANNEL
    CHANNEL_COUNT
};

enum category {
    CATEGORY_NONE = -1,
#define CATEGORY(code, label) CATEGORY_##code,
#include "core/category.def"
#undef CATEGORY
    CATEGORY_COUNT
};

enum event_kind {
    EVENT_NONE = -1,
#define EVENT(code, name) EVENT_##code,
#include "core/event.def"
#undef EVENT
    EVENT_COUNT
};

enum party {
    PARTY_NONE = -1,
#define PARTY(code, article) PARTY_##code,
#include "core/party.def"
#undef PARTY
    PARTY_COUNT
};

/* The codes separated by |, for field declarations. */
extern const char outcome_codes[], channel_codes[], category_codes[], event_codes[],
    party_codes[];

/* From code to enumerator; …_NONE for a code that does not exist or NULL. */
enum outcome outcome_of(const char *code);
enum channel channel_of(const char *code);
enum category category_of(const char *code);
enum event_kind event_kind_of(const char *code);
enum party party_of(const char *code);

const char *outcome_code(enum outcome o);
enum outcome_group outcome_group(enum outcome o);
const char *outcome_label(enum outcome o);             /* as printed in the form */
const char *outcome_name(enum outcome o);              /* without the form's number */
const char *outcome_article(enum outcome o);           /* the article it rests on */
const char *outcome_group_label(enum outcome_group g); /* "(三) 不予公开" */

const char *channel_code(enum channel c);
const char *channel_name(enum channel c);
const char *channel_clause(enum channel c); /* what fixes the day of receipt */
/* Whether receipt is the day both sides confirm rather than the day of arrival (Reg. 31). */
bool channel_confirms(enum channel c);

const char *category_code(enum category c);
const char *category_label(enum category c);

const char *event_kind_code(enum event_kind k);
const char *event_kind_name(enum event_kind k);

/* Whether K is a letter of a consultation, or a reply to one. */
bool event_is_letter(enum event_kind k);
bool event_is_reply(enum event_kind k);
/* Whether K never concerns the clock: facts, links, how letters travelled.  It is taken on any
 * day from the receipt on, closed or not. */
bool event_is_aside(enum event_kind k);
/* Whom such a letter asks or such a reply is from; PARTY_NONE for another entry. */
enum party event_party(enum event_kind k);

const char *party_code(enum party p);
const char *party_article(enum party p);    /* the article that has it asked */
enum event_kind party_letter(enum party p); /* EVENT_third_party_sent, … */
enum event_kind party_reply(enum party p);  /* EVENT_third_party_reply, … */

#endif
