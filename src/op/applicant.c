#include "op/applicant.h"

#include "core/identity.h"
#include "http/keys.h"
#include "op/act.h"
#include "op/number.h"

#include <stdlib.h>
#include <string.h>

const char *
registration_data(struct request *rq)
{
    static const char *const facts[] = {
        "channel", "applicant_category", "submitted_on", "confirmed_on",
        "content", "wanted_form",        "wanted_route", "officer",
        "unit",    "tracking_number"};
    struct text t = {NULL, 0, 0};
    const char *data;

    for (unsigned i = 0; i < sizeof facts / sizeof facts[0]; i++)
        add_member(&t, facts[i], text_of(rq, facts[i]));
    if (json_array_size(json_object_get(rq->body, "joint")) > 0)
        text_addf(&t, ",\"joint\":%zu",
                  json_array_size(json_object_get(rq->body, "joint")));
    if (rq->calendar_version > 0)
        text_addf(&t, ",\"calendar\":%d", rq->calendar_version);
    if (rq->agency.readings != NULL)
        text_addf(&t, ",\"readings\":%s", rq->agency.readings);
    data = arena_printf(rq->arena, "{%s}", t.bytes ? t.bytes : "");
    text_free(&t);
    return data;
}

void
check_identity(struct request *rq)
{
    const char *type = text_of(rq, "applicant_id_type");
    const char *number = text_of(rq, "applicant_id_number");
    const char *category = text_of(rq, "applicant_category");

    if (number == NULL) {
        add_warning(
            rq, "applicant_id_number",
            "未登记申请人身份证明，可要求补正（条例第二十九条第二款第一项、第三十条）%s",
            "no proof of identity is recorded (Reg. 29(2)(1))%s", "");
        return;
    }
    if (type == NULL) {
        add_warning(rq, "applicant_id_type", "未选择证件类型，无法核对号码%s",
                    "the number cannot be checked without its type%s", "");
        return;
    }
    if (strcmp(type, "resident_id") == 0 && !identity_resident_valid(number))
        add_warning(rq, "applicant_id_number", "身份证号码的校验位或出生日期不符，请核对%s",
                    "the resident identity number fails its check digit or birthday%s", "");
    if (strcmp(type, "credit_code") == 0 && !identity_credit_code_valid(number))
        add_warning(rq, "applicant_id_number", "统一社会信用代码的校验位不符，请核对%s",
                    "the unified social credit code fails its check character%s", "");
    if (category != NULL &&
        (strcmp(category, "natural_person") == 0) == (strcmp(type, "credit_code") == 0))
        add_warning(rq, "applicant_category", "申请人类别与证件类型不相称，请核对%s",
                    "the applicant's category does not fit the type of identity%s", "");
}

static const char *
agency_text(struct request *rq)
{
    return arena_printf(rq->arena, "%d", rq->agency.id);
}

/* Puts NUMBER sealed as :COLUMN, its index as :INDEX. */
static void
seal_one(struct request *rq, const struct keyring *k, struct number_place at,
         const char *index, const char *number)
{
    put_text(rq, at.column, number_seal(rq->arena, k, &at, number));
    put_text(rq, index,
             number_index(rq->arena, k, keyring_current(k), at.agency, at.column, number));
}

void
applicant_seal(struct request *rq, const char *application, const char *seq,
               const char *id_number, const char *phone)
{
    struct number_place at = {agency_text(rq), application, seq, "id_number"};
    const struct keyring *k = rq->keyring;

    put_number(rq, "key", keyring_current(k));
    seal_one(rq, k, at, "id_number_index", id_number);
    at.column = "phone";
    seal_one(rq, k, at, "phone_index", phone);
}

enum problem
applicant_open(struct request *rq, const struct sealed_numbers *sealed,
               const char **id_number, const char **phone)
{
    struct number_place at = {agency_text(rq), sealed->application, sealed->seq,
                              "id_number"};
    const struct keyring *k = keys_for(rq, sealed->key);
    bool opens = number_open(rq->arena, k, sealed->key, &at, sealed->id_number, id_number);

    at.column = "phone";
    if (opens && number_open(rq->arena, k, sealed->key, &at, sealed->phone, phone))
        return OK;
    return fail_with(rq, P_internal, "申请人号码无法打开：缺少密钥或数据被改动",
                     "the applicant's numbers do not open: a key is missing or they were "
                     "changed");
}

const char *
applicant_indexes(struct request *rq, const char *column, const char *number)
{
    int ids[KEYRING_MAX], n = keyring_ids(rq->keyring, ids);
    struct text t = {NULL, 0, 0};
    const char *array;

    text_add(&t, "{");
    for (int i = 0; i < n; i++)
        text_addf(
            &t, "%s\"\\%s\"", i ? "," : "",
            number_index(rq->arena, rq->keyring, ids[i], agency_text(rq), column, number));
    text_add(&t, "}");
    array = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return array;
}

struct sealed_numbers
applicant_sealed(struct request *rq, const PGresult *row, int column)
{
    return (struct sealed_numbers){
        .key = atoi(PQgetvalue(row, 0, column)),
        .application = text_of(rq, "application"),
        .seq = PQgetvalue(row, 0, column + 1),
        .id_number = db_value(row, 0, column + 2),
        .phone = db_value(row, 0, column + 3),
    };
}
