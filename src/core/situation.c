#include "core/situation.h"

static const struct {
    const char *code, *name;
    enum outcome outcome;
    enum reading reading;
    const char *article;
} situations[] = {
#define SITUATION(code, name, outcome, reading, article)                                   \
    {#code, name, OUTCOME_##outcome, READING_##reading, article},
#include "core/situation.def"
#undef SITUATION
};

const char *
situation_code(enum situation s)
{
    return situations[s].code;
}

const char *
situation_name(enum situation s)
{
    return situations[s].name;
}

const char *
situation_article(enum situation s)
{
    return situations[s].article;
}

enum outcome
situation_outcome(enum situation s, const struct readings *r)
{
    enum reading reading = situations[s].reading;

    if (reading == READING_NONE || !r->other[reading])
        return situations[s].outcome;
    return outcome_of(reading_value(reading, true));
}

enum reading
situation_reading(enum situation s)
{
    return situations[s].reading;
}
