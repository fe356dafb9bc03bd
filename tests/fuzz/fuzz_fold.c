/* Bytes read as a history, lawful or not: every kind of entry, days inside and outside the
 * calendar, corrections of what is and is not there. */
#include "fuzz/fuzz.h"

#include <string.h>

enum {
    MOST_ENTRIES = 40,
    EDGE = 500 /* days before and after the calendar that may be stated */
};

const char fuzz_corpus[] = "fuzz/corpus/fold";

struct reader {
    const uint8_t *at;
    size_t left;
    date day; /* the last that an entry happened on */
};

/* 0 behind the end. */
static int
byte(struct reader *r)
{
    if (r->left == 0)
        return 0;
    r->left--;
    return *r->at++;
}

static int
number(struct reader *r)
{
    int low = byte(r);

    return low + 256 * byte(r);
}

static date
any_day(struct reader *r)
{
    return DATE_FIRST - EDGE + number(r) % (DATE_LAST - DATE_FIRST + 2 * EDGE);
}

/* No day before 1970 comes of one after it: 0 is NO_DATE. */
static date
later(date day, int n)
{
    return day + n > 0 ? day + n : 1;
}

/* Mostly some days before or after the last one. */
static date
some_day(struct reader *r)
{
    int b = byte(r);

    switch (b) {
    case 255:
        return NO_DATE;
    case 254:
        return any_day(r);
    case 253:
        return DATE_LAST - byte(r);
    case 252:
        return DATE_FIRST + byte(r);
    case 251:
        return 1 + number(r) % 10000;
    default:
        return later(r->day, (b < 200 ? b : 200 + (b - 200) * 40) - 20);
    }
}

/* Mostly of the years with notices. */
static date
day_of_registration(struct reader *r)
{
    int n = number(r);

    return n < 65000 ? date_of(2017, 1, 1) + n % 4000 : any_day(r);
}

/* Mostly up to 16 months on; a far one is rare, for its account is long. */
static date
day_of_question(struct reader *r)
{
    int b = byte(r);

    return b < 250 ? later(r->day, 2 * b - 10) : b == 250 ? any_day(r) : NO_DATE;
}

/* As history_event gives them: 0 to 999999; below 0 as well. */
static int
some_days(struct reader *r)
{
    int b = byte(r);

    return b < 250 ? b : b == 255 ? 999999 : b == 254 ? -1 : number(r);
}

/* An entry before SEQ, itself, one behind it, or none at all. */
static int
some_seq(struct reader *r, int seq)
{
    int b = byte(r);

    return b < 200 ? seq - b : seq + b - 199;
}

static const char *
some_ref(int choice)
{
    static const char *const refs[] = {NULL, "", "A", "B", "C", "意见", "A", "A"};

    return refs[choice % 8];
}

static struct readings
some_readings(struct reader *r)
{
    struct readings set = {.other = {false}};
    int bits = number(r);

    for (int i = 0; i < READING_COUNT; i++)
        set.other[i] = (bits >> i & 1) && *reading_value(i, true) != '\0';
    return set;
}

static enum stated
some_stated(int bits)
{
    return bits % 3 == 0 ? NOT_STATED : bits % 3 == 1 ? STATED_YES : STATED_NO;
}

static void
read_registration(struct reader *r, struct event *e)
{
    int who = byte(r);

    e->channel = who % (CHANNEL_COUNT + 1) - 1;
    e->category = who / 8 % (CATEGORY_COUNT + 1) - 1;
    e->submitted_on = who & 128 ? some_day(r) : NO_DATE;
    e->confirmed_on = who & 64 ? some_day(r) : NO_DATE;
    e->readings = some_readings(r);
}

static void
read_members(struct reader *r, struct event *e, int which)
{
    if (which & 1)
        e->delivered_on = some_day(r);
    if (which & 2)
        e->deadline_on = some_day(r);
    if (which & 4)
        e->days = some_days(r);
    if (which & 8)
        e->of = some_seq(r, e->seq);
    if (which & 16)
        e->supersedes = some_seq(r, e->seq);
    if (which & 32) {
        int b = byte(r);

        e->approved = some_stated(b);
        e->told = some_stated(b / 3);
        e->accepted = some_stated(b / 9);
    }
    if (which & 64) {
        e->outcome = byte(r) % (OUTCOME_COUNT + 1) - 1;
        e->drafted_on = some_day(r);
        e->dated_on = some_day(r);
    }
    if (which & 128 || e->kind == EVENT_registered)
        read_registration(r, e);
}

static struct event
read_event(struct reader *r, int seq)
{
    int kind = byte(r), more = byte(r);
    struct event e = {.seq = seq + (more >> 3 & 1), /* sometimes a number is left out */
                      .kind = kind % (EVENT_COUNT + 1) - 1,
                      .happened_on = some_day(r),
                      .channel = CHANNEL_NONE,
                      .category = CATEGORY_NONE,
                      .outcome = OUTCOME_NONE,
                      .ref = some_ref(more)};

    if (e.happened_on != NO_DATE)
        r->day = e.happened_on;
    read_members(r, &e, more & 128 ? byte(r) : more >> 4 & 7);
    return e;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const int laws[] = {0, 0, 2008, 2019};
    struct reader r = {.at = bytes, .left = size};
    int mode = byte(&r), n = 1;
    struct clock_terms terms = {.calendar = fuzz_calendar(!(mode & 4)),
                                .law = laws[mode % 4]};
    struct arena *a = arena_new();
    struct event *events = arena_alloc(a, sizeof *events * MOST_ENTRIES);

    r.day = day_of_registration(&r);
    terms.as_of = day_of_question(&r);
    events[0] = (struct event){.seq = 1, .kind = EVENT_registered, .outcome = OUTCOME_NONE};
    if (mode & 8)
        events[0].kind = byte(&r) % EVENT_COUNT;
    events[0].happened_on = mode & 16 ? some_day(&r) : r.day;
    read_registration(&r, &events[0]);
    for (; n < MOST_ENTRIES && r.left > 0; n++)
        events[n] = read_event(&r, events[n - 1].seq + 1);
    fuzz_clock(a, &terms, events, size == 0 ? 0 : n);
    arena_free(a);
    return 0;
}
