#include "op/report_judge.h"
#include "op/report_keep.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The year end on a snapshot that is only read: whether the report would be taken, and the
 * bytes and digest a freeze at this moment would keep.  Nothing is written. */
OPERATION(report_rehearse, .summary = "Rehearse the freeze of a report",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/rehearse",
          .right = RIGHT_report_submit, .across = true, .whole = true, .asks = true,
          .body = FIELDS(REPORT_SCOPE),
          .reply = FIELDS(CHOICE("verdict", "结论", .oneof = "|pass|fail|cannot_tell",
                                 .required = true),
                          INTEGER("errors", "自相矛盾之处", .required = true),
                          INTEGER("warnings", "未说明的警告", .required = true),
                          BOOLEAN("blocked", "不能报送", .required = true),
                          INTEGER("version", "版次", .required = true),
                          MOMENT("known_at", "截至（记录时刻）", .required = true),
                          TEXT("sha256", "SHA-256", .required = true),
                          INTEGER("size", "字节数", .required = true),
                          OBJECT("report", "将被锁定的报告", .required = true)))
{
    struct report_way way;
    struct judgement j;
    struct kept kept;
    json_t *reply;
    char *text;

    TRY(report_way_read(rq, &way));
    TRY(report_judge(rq, &j));
    TRY(report_try(rq, way.version + 1, NULL, &kept));
    reply =
        json_pack("{s:s,s:i,s:i,s:b,s:i,s:s,s:s,s:I,s:o}", "verdict", judgement_verdict(&j),
                  "errors", j.errors, "warnings", j.open, "blocked", j.errors > 0,
                  "version", way.version + 1, "known_at", kept.known_at, "sha256",
                  kept.digest, "size", (json_int_t)kept.bytes.len, "report",
                  json_loadb(kept.bytes.bytes, kept.bytes.len, 0, NULL));
    own_json(rq->arena, reply);
    text = json_dumps(reply, JSON_COMPACT);
    arena_own(rq->arena, text, free);
    return reply_bytes(rq, 200, "application/json", text, strlen(text));
}
