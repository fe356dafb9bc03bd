#include "op/agency.h"

#include <stdio.h>
#include <string.h>

const char *
agency_code_fault(const char *code, const char **zh)
{
    if (*code != '-' &&
        strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(code))
        return NULL;
    *zh = "机关代码须以小写字母或数字开头，只含小写字母、数字和 -（如 xiangshan）";
    return "a code begins with a lower-case letter or digit and holds only those and - (such "
           "as xiangshan)";
}

const char *
agency_pattern_fault(const char *pattern, const char **zh)
{
    if (strstr(pattern, "{year}") != NULL && strstr(pattern, "{serial}") != NULL)
        return NULL;
    *zh = "编号规则须含有 {year} 和 {serial}，例如 XSX-{year}-{serial}";
    return "a number pattern holds {year} and {serial}, for example XSX-{year}-{serial}";
}

/* What agency_field does; *ROW is id, first and last day of the agency, or NULL when the
 * field is absent or names none. */
static enum problem
find_agency(struct request *rq, const char *name, PGresult **row)
{
    const char *code = text_of(rq, name);
    const char *id_name = arena_printf(rq->arena, "%s_id", name);

    *row = NULL;
    put_text(rq, id_name, NULL);
    if (code == NULL)
        return OK;
    put_text(rq, "wanted_code", code);
    TRY(run_sql(rq, SQL(agency_id), row));
    if (PQntuples(*row) == 0) {
        add_error(rq, name, "没有代码为 %s 的机关", "there is no agency %s", code);
        *row = NULL;
        return OK;
    }
    put_text(rq, id_name, PQgetvalue(*row, 0, 0));
    return OK;
}

enum problem
agency_field(struct request *rq, const char *name)
{
    PGresult *row;

    return find_agency(rq, name, &row);
}

enum problem
agency_place(struct request *rq, const char *name, date *since)
{
    PGresult *row;

    TRY(find_agency(rq, name, &row));
    if (rq->error_count > 0)
        return P_invalid;
    if (row == NULL)
        return OK;
    date_parse(PQgetvalue(row, 0, 1), since);
    if (!PQgetisnull(row, 0, 2))
        return fail(rq, P_agency_closed, "机关 %s 已经撤销", "the agency %s is closed",
                    text_of(rq, name));
    return OK;
}

enum problem
agency_not_yet(struct request *rq, const char *name)
{
    return fail(rq, P_agency_closed, "机关 %s 在该日期尚未设立",
                "the agency %s does not exist yet on that day", text_of(rq, name));
}

enum problem
agency_check_version(struct request *rq)
{
    PGresult *row;
    char current[32];

    TRY(run_sql(rq, SQL(agency_lock), &row));
    snprintf(current, sizeof current, "\"%s\"", PQgetvalue(row, 0, 0));
    if (rq->if_match == NULL || strcmp(rq->if_match, "*") == 0 ||
        strcmp(rq->if_match, current) == 0)
        return OK;
    return fail(rq, P_stale, "该机关现为第 %s 版，请刷新后再办理",
                "the agency is at version %s now; look again before you act",
                PQgetvalue(row, 0, 0));
}
