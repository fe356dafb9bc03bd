/* Which road a suit may take (core/remedy_route.def). */
#include "core/remedy_run.h"

/* What a suit is about, for the road it may take. */
enum road { ROAD_none, ROAD_refused, ROAD_partly, ROAD_unstated, ROAD_silence };

static const struct {
    enum road road;
    int year, month, day;
    enum remedy_flag_kind flag;
} roads[] = {
#define REMEDY_ROUTE(about, year, month, day, flag)                                        \
    {ROAD_##about, year, month, day, REMEDY_FLAG_##flag},
#include "core/remedy_route.def"
#undef REMEDY_ROUTE
};

static enum road
road_of(const struct remedy_run *f)
{
    enum outcome o = f->terms->outcome;

    if (f->r->kind != REMEDY_suit || f->r->route != ROUTE_direct)
        return ROAD_none;
    if (f->r->matter == MATTER_silence)
        return ROAD_silence;
    if (f->r->matter != MATTER_answer)
        return ROAD_none;
    if (o >= OUTCOME_refused_1 && o <= OUTCOME_refused_7)
        return ROAD_refused;
    if (o != OUTCOME_partly_granted || f->filed->rests == RESTS_ELSEWHERE)
        return ROAD_none;
    return f->filed->rests == RESTS_ON_14_TO_16 ? ROAD_partly : ROAD_unstated;
}

void
remedy_check_road(struct remedy_run *f)
{
    enum road road = road_of(f);
    date day = road == ROAD_silence ? f->r->filed_on : f->terms->answered_on;
    int found = -1;

    for (int i = 0; i < (int)(sizeof roads / sizeof roads[0]); i++)
        if (roads[i].road == road &&
            day >= date_of(roads[i].year, roads[i].month, roads[i].day))
            found = i;
    if (road != ROAD_none && day != NO_DATE && found >= 0)
        remedy_raise(f, roads[found].flag, f->filed);
}
