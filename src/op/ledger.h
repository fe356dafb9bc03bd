/* The ledger (台账) as CSV, and the grant that it takes with full numbers. */
#ifndef GONGKAI_OP_LEDGER_H
#define GONGKAI_OP_LEDGER_H

#include "http/request.h"

#define GRANT_REPLY                                                                        \
    FIELDS(OBJECT("grant", "导出许可", .required = true,                                   \
                  .fields = FIELDS(ID("id", "许可", .required = true),                     \
                                   TEXT("agency", "机关代码", .required = true),           \
                                   INTEGER("year", "收到年份", .required = true),          \
                                   TEXT("reason", "导出原因", .required = true),           \
                                   TEXT("account", "账号", .required = true),              \
                                   MOMENT("made_at", "许可时间", .required = true),        \
                                   MOMENT("ends_at", "失效时间", .required = true))))

/* Records that the caller uses the :grant of the query; P_forbidden when it is not his, not
 * of this agency and year, or over, or when he proposes no such exports any more. */
enum problem ledger_use_grant(struct request *rq);

/* Streams STATEMENT's rows as the ledger called NAME ("ledger"); FULL: with the numbers, whose
 * columns agency, application, key, seq, id_number, phone come last. */
enum problem ledger_stream(struct request *rq, const struct sql *statement,
                           const char *name, bool full);

#endif
