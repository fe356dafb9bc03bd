/* A template as it is shown: whose holds for the agency. */
#ifndef GONGKAI_OP_LETTER_TEMPLATE_VIEW_H
#define GONGKAI_OP_LETTER_TEMPLATE_VIEW_H

#include "core/letter.h"
#include "http/field.h"

#define LETTER_TEMPLATE                                                                    \
    FIELDS(CHOICE("kind", "文书种类", .oneof = letter_codes, .required = true),            \
           TEXT("agency", "所属机关"), INTEGER("n", "版本"), INTEGER("size", "字节数"),    \
           TEXT("sha256", "摘要"), TEXT("note", "说明"), TEXT("uploaded_at", "上传时刻"),  \
           TEXT("uploaded_by", "上传人"))

#define LETTER_TEMPLATE_REPLY                                                              \
    FIELDS(OBJECT("template", "模板", .required = true, .fields = LETTER_TEMPLATE))

#endif
