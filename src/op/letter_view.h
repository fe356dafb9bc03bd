/* How letters, letterheads and templates are shown. */
#ifndef GONGKAI_OP_LETTER_VIEW_H
#define GONGKAI_OP_LETTER_VIEW_H

#include "core/letter.h"
#include "op/fields.h"

/* One issued letter, as letter_json() writes it. */
#define LETTER                                                                             \
    FIELDS(INTEGER("letter", "文书", .required = true),                                    \
           CHOICE("kind", "文书种类", .oneof = letter_codes, .required = true),            \
           TEXT("number", "文号", .required = true),                                       \
           DATE("dated_on", "落款日期", .required = true), INTEGER("seq", "所记载的事项"), \
           INTEGER("about", "所送达的文书"),                                               \
           INTEGER("remedy", "责令重新答复的复议或诉讼"),                                  \
           INTEGER("size", "字节数", .required = true),                                    \
           TEXT("sha256", "摘要", .required = true),                                       \
           BOOLEAN("kept", "原文在库", .required = true),                                  \
           TEXT("issued_at", "签发时刻", .required = true),                                \
           TEXT("issued_by", "签发人", .required = true), TEXT("proposed_by", "拟稿人"),   \
           TEXT("template", "模板"), TEXT("voided_at", "作废时刻"),                        \
           TEXT("voided_by", "作废人"), TEXT("void_reason", "作废原因"))

#define LETTER_REPLY                                                                       \
    FIELDS(OBJECT("letter", "文书", .required = true, .fields = LETTER), WARNINGS)

#endif
