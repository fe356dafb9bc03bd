/* Fields that several operations share. */
#ifndef GONGKAI_OP_FIELDS_H
#define GONGKAI_OP_FIELDS_H

#include "core/clock.h"
#include "core/link.h"
#include "core/notice.h"
#include "core/outcome.h"
#include "core/service.h"
#include "http/field.h"

#define LEVELS "|nation|province|city|county|township|department"
#define ID_TYPES "|resident_id|credit_code|passport|other"
#define MANNERS "|signed|refused|left"
#define SIGNERS "|addressee|legal_representative|agent|cohabitant"
#define FEE_BASES "|item|page"
#define OPINIONS "|consent|partly|object|other"
#define WANTED_FORMS "|paper|electronic|disc|inspection"
#define WANTED_ROUTES "|post|email|pickup|online|fax"

/* Who asks beside the applicant, or for him. */
#define PERSON_FIELDS                                                                      \
    TEXT("name", "姓名或名称", .max = 200, .required = true),                              \
        CHOICE("id_type", "证件类型", .oneof = ID_TYPES),                                  \
        TEXT("id_number", "证件号码", .max = 40), TEXT("phone", "联系电话", .max = 40),    \
        TEXT("email", "电子邮箱", .max = 200), TEXT("address", "通信地址", .max = 400)

/* The particulars of an application and of who asks (Reg. 29(2)). */
#define PARTICULARS(must)                                                                  \
    CHOICE("channel", "渠道", .oneof = channel_codes, .required = must),                   \
        DATE("submitted_on", "申请人提交日期", .past = true),                              \
        DATE("confirmed_on", "双方确认日期", .past = true),                                \
        CHOICE("applicant_category", "申请人类别", .oneof = category_codes,                \
               .required = must),                                                          \
        TEXT("applicant_name", "申请人姓名或名称", .max = 200, .required = must),          \
        CHOICE("applicant_id_type", "证件类型", .oneof = ID_TYPES),                        \
        TEXT("applicant_id_number", "证件号码", .max = 40),                                \
        TEXT("applicant_phone", "联系电话", .max = 40),                                    \
        TEXT("applicant_email", "电子邮箱", .max = 200),                                   \
        TEXT("applicant_address", "通信地址", .max = 400),                                 \
        TEXT("content", "所需政府信息内容描述", .max = 4000, .multiline = true,            \
             .required = must),                                                            \
        CHOICE("wanted_form", "提供信息的形式", .oneof = WANTED_FORMS),                    \
        CHOICE("wanted_route", "获取信息的途径", .oneof = WANTED_ROUTES),                  \
        TEXT("officer", "经办人", .max = 100), TEXT("unit", "承办机构", .max = 100),       \
        TEXT("tracking_number", "来信邮件号码", .max = 40),                                \
        LIST("joint", "联名申请人", .max = 50, .fields = FIELDS(PERSON_FIELDS)),           \
        OBJECT("agent", "代理人（{} 表示没有或不再有）", .or_none = true,                  \
               .fields = FIELDS(PERSON_FIELDS, BOOLEAN("authorised", "已提交授权委托书")))

/* The same in a reply, the numbers masked or in full. */
#define JOINT_AND_AGENT                                                                    \
    LIST("joint", "联名申请人", .required = true, .fields = FIELDS(PERSON_FIELDS)),        \
        OBJECT("agent", "代理人",                                                          \
               .fields = FIELDS(PERSON_FIELDS, BOOLEAN("authorised", "已提交授权委托书",   \
                                                       .required = true)))

/* A link of a case, which it bears ("to") or another bears to it ("from"). */
#define LINK_FIELDS                                                                        \
    FIELDS(CHOICE("link", "关联", .oneof = link_codes, .required = true),                  \
           CHOICE("direction", "方向", .oneof = "|to|from", .required = true),             \
           ID("application", "另一申请", .required = true), TEXT("number", "其编号"),      \
           INTEGER("seq", "载明关联的事项", .required = true),                             \
           DATE("on", "日期", .required = true), TEXT("note", "说明"))

/* How an answer was served, and the days around it (rule 3.9). */
#define ANSWER_SERVICE                                                                     \
    CHOICE("service", "送达方式", .oneof = service_way_codes),                             \
        DATE("posted_on", "交邮日期", .past = true),                                       \
        DATE("signed_on", "签收日期", .past = true),                                       \
        DATE("sent_on", "电子发送日期", .past = true),                                     \
        TEXT("tracking_number", "邮件号", .max = 60, .fault = field_code_fault),           \
        DATE("drafted_on", "送审日期", .past = true),                                      \
        DATE("dated_on", "落款日期", .past = true)

/* Who took a letter, or did not (送达回证). */
#define RECEIVED_BY                                                                        \
    CHOICE("manner", "送达情况", .oneof = MANNERS),                                        \
        CHOICE("signed_by", "签收人", .oneof = SIGNERS),                                   \
        TEXT("signer", "签收人姓名", .max = 100)

/* What a fee notice asks for. */
#define FEE_ASKED                                                                          \
    INTEGER("units", "件数或页数", .min = 1, .max = 10000),                                \
        INTEGER("amount", "金额（元）", .min = 1, .max = FEE_MOST_YUAN),                   \
        TEXT("reduced_reason", "减收理由", .max = 400)

/* The limit a letter sets its addressee: a day, or working days after delivery. */
#define LIMIT(least, most)                                                                 \
    DATE("deadline_on", "期限届满日期"),                                                   \
        INTEGER("days", "期限（工作日）", .min = least, .max = most)

/* One application in a reply; NAMED: always with who asked for what. */
#define APPLICATION APPLICATION_AS(true)
#define APPLICATION_AS(named) FIELDS(APPLICATION_MEMBERS(named))
#define APPLICATION_MEMBERS(named)                                                         \
    ID("id", "申请", .required = true), TEXT("agency", "机关代码", .required = true),      \
        TEXT("number", "编号"),                                                            \
        CHOICE("status", "状态", .oneof = clock_live_codes, .required = true),             \
        CHOICE("channel", "渠道", .oneof = channel_codes, .required = true),               \
        DATE("submitted_on", "申请人提交日期"),                                            \
        DATE("arrived_on", "到达日期", .required = true), DATE("received_on", "收到日期"), \
        DATE("due_on", "答复期限"), BOOLEAN("due_certain", "期限确定", .required = true),  \
        BOOLEAN("overdue", "逾期", .required = true), DATE("closed_on", "办结日期"),       \
        CHOICE("outcome", "办理结果", .oneof = outcome_codes),                             \
        CHOICE("applicant_category", "申请人类别", .oneof = category_codes,                \
               .required = true),                                                          \
        TEXT("applicant_name", "申请人姓名或名称", .required = named),                     \
        TEXT("content", "所需政府信息内容描述", .required = named),                        \
        TEXT("wanted_form", "提供信息的形式"), TEXT("wanted_route", "获取信息的途径"),     \
        TEXT("officer", "经办人"), TEXT("unit", "承办机构"),                               \
        INTEGER("joint", "联名申请人数（不含列首）", .required = true),                    \
        TEXT("tracking_number", "来信邮件号码"), ID("split_from", "拆分自"),               \
        INTEGER("version", "版本", .required = true)

#define WARNINGS                                                                           \
    LIST("warnings", "提醒", .required = true,                                             \
         .fields = FIELDS(TEXT("field", "字段", .required = true),                         \
                          TEXT("message", "提醒内容", .required = true)))

/* What every act on an application replies. */
#define APPLICATION_REPLY                                                                  \
    FIELDS(OBJECT("application", "申请", .required = true, .fields = APPLICATION), WARNINGS)

/* What a letter's journey replies: the application, and the day that counts (235号). */
#define JOURNEY_REPLY                                                                      \
    FIELDS(OBJECT("application", "申请", .required = true, .fields = APPLICATION),         \
           WARNINGS,                                                                       \
           OBJECT("service", "送达", .required = true, .fields = FIELDS(SERVED)))

/* A letter and the day that counts for it. */
#define SERVED                                                                             \
    INTEGER("letter", "文书事项", .required = true),                                       \
        CHOICE("kind", "种类", .oneof = event_codes, .required = true),                    \
        TEXT("name", "文书", .required = true),                                            \
        DATE("dated_on", "文书日期", .required = true),                                    \
        CHOICE("state", "状态", .oneof = service_state_codes, .required = true),           \
        DATE("counts_on", "以何日为准"), TEXT("counts_as", "该日是"),                      \
        TEXT("source", "依据")

/* A list of applications and the cursor of the next page, null on the last. */
#define APPLICATIONS_REPLY                                                                 \
    FIELDS(LIST("applications", "申请", .required = true, .fields = APPLICATION),          \
           TEXT("next", "下一页"))

/* An agency in a reply. */
#define AGENCY                                                                             \
    FIELDS(TEXT("code", "机关代码", .required = true),                                     \
           TEXT("name", "机关名称", .required = true),                                     \
           CHOICE("level", "层级", .oneof = LEVELS, .required = true),                     \
           TEXT("region", "适用地区", .required = true), TEXT("parent", "上级机关"),       \
           TEXT("number_pattern", "编号规则", .required = true),                           \
           DATE("valid_from", "设立日期", .required = true), DATE("valid_to", "撤销日期"), \
           TEXT("successor", "承接机关"), INTEGER("version", "版本", .required = true))

#define AGENCY_REPLY FIELDS(OBJECT("agency", "机关", .required = true, .fields = AGENCY))

#define SCOPES "|agency|subtree"

#define NOTICE_STATES "|in_force|pending|withdrawn"
#define DAY_KINDS "|holiday|workday"

/* A holiday notice in a reply, as calendar_notice_json writes it. */
#define NOTICE                                                                             \
    FIELDS(ID("id", "通知", .required = true), TEXT("notice", "文号", .required = true),   \
           TEXT("region", "适用地区", .required = true),                                   \
           INTEGER("year", "年度", .required = true),                                      \
           CHOICE("type", "类型", .oneof = notice_type_codes, .required = true),           \
           DATE("dated", "成文日期"), DATE("published", "公布日期"), TEXT("url", "网址"),  \
           TEXT("source", "来源说明"),                                                     \
           CHOICE("state", "状态", .oneof = NOTICE_STATES, .required = true),              \
           LIST("days", "日子", .required = true,                                          \
                .fields =                                                                  \
                    FIELDS(DATE("date", "日期", .required = true),                         \
                           CHOICE("kind", "性质", .oneof = DAY_KINDS, .required = true),   \
                           TEXT("name", "名称", .required = true),                         \
                           TEXT("superseded_by", "被取代"))))

#endif
