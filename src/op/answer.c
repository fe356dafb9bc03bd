#include "op/answer.h"

#include "core/service.h"
#include "op/member.h"

const char *
answer_day_member(const char *service)
{
    switch (service_way_of(service)) {
    case WAY_post:
        return "posted_on";
    case WAY_hand:
    case WAY_entrusted:
        return "signed_on";
    default:
        return "sent_on";
    }
}

date
answer_day(const char *data)
{
    json_t *answer = json_loads(data, 0, NULL);
    const char *service = json_string_value(json_object_get(answer, "service")),
               *day = NULL;
    date d = NO_DATE;

    if (service != NULL)
        day = json_string_value(json_object_get(answer, answer_day_member(service)));
    if (day != NULL)
        date_parse(day, &d);
    json_decref(answer);
    return d;
}
