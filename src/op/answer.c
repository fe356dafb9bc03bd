#include "op/answer.h"

#include "op/member.h"

#include <string.h>

const char *
answer_day_member(const char *service)
{
    return strcmp(service, "post") == 0   ? "posted_on"
           : strcmp(service, "hand") == 0 ? "signed_on"
                                          : "sent_on";
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
