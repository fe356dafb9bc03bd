/* That an agency had no application in a year (无申请). */
#ifndef GONGKAI_OP_NIL_H
#define GONGKAI_OP_NIL_H

#include "http/field.h"

#define NIL_REPLY                                                                          \
    FIELDS(TEXT("agency", "机关代码", .required = true),                                   \
           INTEGER("year", "年度", .required = true),                                      \
           BOOLEAN("declared", "申报无申请", .required = true),                            \
           LIST("declarations", "历次申报", .required = true,                              \
                .fields = FIELDS(INTEGER("n", "序号", .required = true),                   \
                                 BOOLEAN("declared", "申报无申请", .required = true),      \
                                 TEXT("note", "说明"),                                     \
                                 MOMENT("declared_at", "申报时刻", .required = true),      \
                                 TEXT("declared_by", "申报人", .required = true))))

#endif
