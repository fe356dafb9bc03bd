#include "core/outcome.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *code;
    enum outcome_group group;
    const char *label, *name, *article;
} outcomes[] = {
#define OUTCOME(code, group, label, name, article) {#code, group, label, name, article},
#include "core/outcome.def"
#undef OUTCOME
};

static const struct {
    const char *code, *name;
    bool confirms;
    const char *clause;
} channels[] = {
#define CHANNEL(code, name, confirms, clause) {#code, name, confirms, clause},
#include "core/channel.def"
#undef CHANNEL
};

static const struct {
    const char *code, *label;
} categories[] = {
#define CATEGORY(code, label) {#code, label},
#include "core/category.def"
#undef CATEGORY
};

static const struct {
    const char *code, *name;
} events[] = {
#define EVENT(code, name) {#code, name},
#include "core/event.def"
#undef EVENT
};

static const struct {
    const char *code, *article;
    enum event_kind letter, reply;
} parties[] = {
#define PARTY(code, article) {#code, article, EVENT_##code##_sent, EVENT_##code##_reply},
#include "core/party.def"
#undef PARTY
};

/* The lists start with a bar so that each entry can be written the same way. */
const char outcome_codes[] =
#define OUTCOME(code, group, label, name, article) "|" #code
#include "core/outcome.def"
#undef OUTCOME
    ;
const char channel_codes[] =
#define CHANNEL(code, name, confirms, clause) "|" #code
#include "core/channel.def"
#undef CHANNEL
    ;
const char category_codes[] =
#define CATEGORY(code, label) "|" #code
#include "core/category.def"
#undef CATEGORY
    ;
const char event_codes[] =
#define EVENT(code, name) "|" #code
#include "core/event.def"
#undef EVENT
    ;
const char party_codes[] =
#define PARTY(code, article) "|" #code
#include "core/party.def"
#undef PARTY
    ;

static const char *const group_labels[] = {"(一) 予以公开", "(二) 部分公开",
                                           "(三) 不予公开", "(四) 无法提供",
                                           "(五) 不予处理", "(六) 其他处理"};

#define FIND(list, count, wanted)                                                          \
    do {                                                                                   \
        for (int i = 0; (wanted) != NULL && i < (count); i++)                              \
            if (strcmp((list)[i].code, (wanted)) == 0)                                     \
                return i;                                                                  \
        return -1;                                                                         \
    } while (0)

enum outcome
outcome_of(const char *code)
{
    FIND(outcomes, OUTCOME_COUNT, code);
}

enum channel
channel_of(const char *code)
{
    FIND(channels, CHANNEL_COUNT, code);
}

enum category
category_of(const char *code)
{
    FIND(categories, CATEGORY_COUNT, code);
}

enum event_kind
event_kind_of(const char *code)
{
    FIND(events, EVENT_COUNT, code);
}

enum party
party_of(const char *code)
{
    FIND(parties, PARTY_COUNT, code);
}

const char *
outcome_code(enum outcome o)
{
    return outcomes[o].code;
}

enum outcome_group
outcome_group(enum outcome o)
{
    return outcomes[o].group;
}

const char *
outcome_label(enum outcome o)
{
    return outcomes[o].label;
}

const char *
outcome_name(enum outcome o)
{
    return outcomes[o].name;
}

const char *
outcome_article(enum outcome o)
{
    return outcomes[o].article;
}

const char *
outcome_group_label(enum outcome_group g)
{
    return group_labels[g];
}

const char *
channel_code(enum channel c)
{
    return channels[c].code;
}

const char *
channel_name(enum channel c)
{
    return channels[c].name;
}

const char *
channel_clause(enum channel c)
{
    return channels[c].clause;
}

bool
channel_confirms(enum channel c)
{
    return c != CHANNEL_NONE && channels[c].confirms;
}

const char *
category_code(enum category c)
{
    return categories[c].code;
}

const char *
category_label(enum category c)
{
    return categories[c].label;
}

const char *
event_kind_code(enum event_kind k)
{
    return k != EVENT_NONE ? events[k].code : "";
}

const char *
event_kind_name(enum event_kind k)
{
    return k != EVENT_NONE ? events[k].name : "";
}

enum party
event_party(enum event_kind k)
{
    for (int p = 0; p < PARTY_COUNT; p++)
        if (parties[p].letter == k || parties[p].reply == k)
            return p;
    return PARTY_NONE;
}

bool
event_is_letter(enum event_kind k)
{
    enum party p = event_party(k);

    return p != PARTY_NONE && parties[p].letter == k;
}

bool
event_is_reply(enum event_kind k)
{
    enum party p = event_party(k);

    return p != PARTY_NONE && parties[p].reply == k;
}

bool
event_is_aside(enum event_kind k)
{
    return k == EVENT_fact || k == EVENT_linked || k == EVENT_dispatched ||
           k == EVENT_returned || k == EVENT_fee_refunded;
}

const char *
party_code(enum party p)
{
    return parties[p].code;
}

const char *
party_article(enum party p)
{
    return parties[p].article;
}

enum event_kind
party_letter(enum party p)
{
    return parties[p].letter;
}

enum event_kind
party_reply(enum party p)
{
    return parties[p].reply;
}
