#include "op/letters.h"

#include "base/arena.h"
#include "document/docx_html.h"
#include "document/package.h"
#include "op/acting.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONG                                                                                                                     \
    "2019年至2024年涉及本村的征地批复、补偿安置方案、听证笔录及社会稳定风险评估报告全文，" \
    "包括附图、附表和历次修改稿，并请注明各份文件的制作机关和形成日期"

const struct letter_story letter_stories[] = {
    {LETTER_receipt, "", "'texts':{'guidance':'凭申请编号致电本机关查询'}"},
    {LETTER_correction,
     "correction-notice {'sent_on':'2025-03-12','items':'一、明确所需信息的年度；\\n"
     "二、明确所指的地块名称或者文号。','days':15}",
     "'texts':{'reason':'申请未指明信息的名称、文号或者其他特征性描述，无法据以检索。',"
     "'guidance':'补正材料可以寄送、当面递交，也可以通过本机关网站提交。'}"},
    {LETTER_reasons, "reasons-notice {'sent_on':'2025-03-12','days':10}",
     "'texts':{'facts':'自2025年1月1日至今，共收到同类申请63件。','items':'各件申请的用途和相互关系'}"},
    {LETTER_extension,
     "extension {'days':20,'reason':'所需信息数量较大，须逐份查找核对','requested_by':'甲',"
     "'approved_by':'乙','approved_on':'2025-03-13','told_on':'2025-03-13'}",
     NULL},
    {LETTER_delay,
     "reasons-notice {'sent_on':'2025-03-11','days':10}\n"
     "reasons {'received_on':'2025-03-12','reasonable':true}\n"
     "delay {'told_on':'2025-03-13','deadline_on':'2025-06-03','reason':'申请共63件'}",
     NULL},
    {LETTER_third_party,
     "consultations {'party':'third_party','name':'宁波䶮盛建设有限公司','sent_on':'2025-03-12'}",
     "'texts':{'concern':'《工程总承包合同》（甬象合〔2023〕18号）',"
     "'reason':'合同载有单价、付款条件等，可能属于商业秘密。'}"},
    {LETTER_joint_agency,
     "consultations {'party':'joint_agency','name':'象山县自然资源和规划局','sent_on':'2025-03-12'}",
     "'texts':{'concern':'《关于某地块规划条件的联合通知》','proposal':'拟予以公开。'}"},
    {LETTER_other_agency,
     "consultations {'party':'other_agency','name':'象山县公安局','sent_on':'2025-03-12'}",
     "'texts':{'concern':'《大型活动安保方案》','proposal':'拟不予公开。',"
     "'items':'请确认是否属于不予公开的范围'}"},
    {LETTER_consultation_told,
     "consultations {'party':'third_party','name':'某公司','sent_on':'2025-03-12'}", NULL},
    {LETTER_third_party_told,
     "consultations {'party':'third_party','name':'宁波䶮盛建设有限公司','sent_on':'2025-03-10'}\n"
     "consultations/A/reply {'received_on':'2025-03-12','opinion':'object'}",
     "'texts':{'concern':'合同总价、工期和质量条款',"
     "'reason':'涉及财政资金使用和公共安全，不公开可能对公共利益造成重大影响。'}"},
    {LETTER_fee,
     "fee-notice {'sent_on':'2025-03-12','basis':'page','units':250,'amount':4700}",
     "'texts':{'payment':'凭缴款码到代收银行缴纳'}"},
    {LETTER_service_record, "", "'about':1,'texts':{'method':'邮寄送达（中国邮政）'}"},
    {LETTER_withdrawal,
     "withdraw {'withdrawn_on':'2025-03-13','reason':'已从其他途径取得'}", NULL},
    {LETTER_answer_granted, "",
     "'texts':{'provision':'纸质复印件共12页，随本告知书寄送。','annexes':'《征地补偿安置方案》1份'}"},
    {LETTER_answer_partly_granted, "",
     "'exempt_part':true,'texts':{'given':'征地批复全文。',"
     "'withheld':'听证笔录中村民的姓名、住址和电话号码，属于个人隐私，依据条例第十五条不予公开。',"
     "'provision':'复印件随本告知书寄送。'}"},
    {LETTER_answer_refused_1, "",
     "'texts':{'basis':'经县国家保密行政管理部门确定为机密级国家秘密','reason':'尚在保密期限内。'}"},
    {LETTER_answer_refused_2, "",
     "'texts':{'statute':'《中华人民共和国统计法》第二十八条',"
     "'reason':'系能够识别单个统计调查对象身份的资料。'}"},
    {LETTER_answer_refused_3, "",
     "'texts':{'which':'公共安全','reason':'载有供水设施的薄弱点和应急布防。'}"},
    {LETTER_answer_refused_4,
     "consultations {'party':'third_party','name':'某公司','sent_on':'2025-03-10'}\n"
     "consultations/A/reply {'received_on':'2025-03-12','opinion':'object'}",
     "'texts':{'reason':'该信息未为公众知悉，能带来竞争优势，公开不涉及公共利益。'}"},
    {LETTER_answer_refused_5, "",
     "'texts':{'which':'人事管理','reason':'内部考核排名，不对外产生影响。'}"},
    {LETTER_answer_refused_6, "",
     "'texts':{'which':'讨论记录','reason':'系会议讨论中的个人意见，尚未形成决定。'}"},
    {LETTER_answer_refused_7, "",
     "'texts':{'which':'象综执罚字〔2024〕第8号案卷','reason':'案卷载有举报人信息。',"
     "'guidance':'可以持身份证件到本机关法制科查阅。'}"},
    {LETTER_answer_refused_8, "",
     "'texts':{'statute':'《不动产登记暂行条例》第二十七条','guidance':'向不动产登记中心申请查询。'}"},
    {LETTER_answer_unavailable_1, "",
     "'texts':{'facts':'本机关以“安置方案”为关键词检索了档案室和办公系统，该信息不存在。',"
     "'guidance':'象山县自然资源和规划局，电话0574-65001234'}"},
    {LETTER_answer_unavailable_2, "",
     "'texts':{'reason':'所需的分村分年度汇总表须另行统计、加工。'}"},
    {LETTER_answer_unavailable_3,
     "correction-notice {'sent_on':'2025-03-11','items':'年度'}\n"
     "correction {'received_on':'2025-03-13','note':'仍要全部'}",
     "'texts':{'reason':'补正后仍未指明信息的名称或者特征。'}"},
    {LETTER_answer_not_processed_1, "",
     "'texts':{'reason':'要求处理拆迁纠纷。','guidance':'象山县信访局网上信访平台'}"},
    {LETTER_answer_not_processed_2, "", "'texts':{'earlier':'象教公复〔2024〕35号'}"},
    {LETTER_answer_not_processed_3, "",
     "'texts':{'which':'《象山年鉴（2023）》','guidance':'县图书馆地方文献室'}"},
    {LETTER_answer_not_processed_4,
     "reasons-notice {'sent_on':'2025-03-11','days':10}\n"
     "reasons {'received_on':'2025-03-13','reasonable':false}",
     "'texts':{'reason':'63件申请内容重复，所述理由与获取信息无关。'}"},
    {LETTER_answer_not_processed_5, "",
     "'texts':{'facts':'您已于2024年5月7日取得该文件，现要求加盖公章。'}"},
    {LETTER_answer_other_1,
     "correction-notice {'sent_on':'2025-03-11','items':'年度','deadline_on':'2025-03-13'}",
     NULL},
    {LETTER_answer_other_2,
     "fee-notice {'sent_on':'2025-03-12','basis':'page','units':250,'amount':4700}", NULL},
    {LETTER_answer_other_3, "",
     "'texts':{'reason':'申请公开的信息属于党务信息，不属于政府信息。'}"},
};

const int letter_story_count = sizeof letter_stories / sizeof letter_stories[0];

static void
county(void)
{
    struct asked_agency {
        const char *body;
    } bodies[] = {
        {"{'code':'city','name':'宁波市人民政府','level':'city'}"},
        {"{'code':'county','name':'象山县人民政府','level':'county','parent':'city'}"}};

    for (int i = 0; i < 2; i++) {
        const struct asked *a = ask_with(NULL, bodies[i].body, "POST /api/v1/agencies");

        ck_assert(a->answer.status == 201 || a->answer.status == 409);
    }
}

void
letters_agency(const char *code)
{
    char body[300];

    county();
    snprintf(body, sizeof body,
             "{'code':'%s','name':'象山县教育局','level':'department','parent':'county'}",
             code);
    ask(201, body, "POST /api/v1/agencies");
    ask(200,
        "{'full_name':'象山县教育局','short_name':'象教','seal_name':'象山县教育局',"
        "'office':'办公室','address':'浙江省宁波市象山县丹东街道新华路1号','postcode':'315700',"
        "'phone':'0574-65000000','contact':'王老师','online_review':'https://fy.example.gov.cn'}",
        "POST /api/v1/agencies/%s/letterhead", code);
}

const char *
letters_case(const char *code, const struct letter_story *s)
{
    const char *id = make_case(
        code, "2025-03-10",
        "'applicant_name':'𬭩䶮·买买提','applicant_address':'象山县石浦镇渔港路8号',"
        "'applicant_id_type':'resident_id','applicant_id_number':'11010519491231002X',"
        "'applicant_phone':'13812345678','content':'" LONG "（联系电话13812345678）'");

    happen(id, s->before);
    if (s->kind == LETTER_service_record)
        letters_issue(id, &letter_stories[0]);
    return id;
}

long
letters_issue(const char *id, const struct letter_story *s)
{
    char body[2000];

    snprintf(body, sizeof body, "{'kind':'%s'%s%s}", letter(s->kind)->code,
             s->draft != NULL ? "," : "", s->draft != NULL ? s->draft : "");
    return number_in(ask(200, body, "POST /api/v1/applications/%s/letters", id),
                     "letter.letter");
}

struct text
letters_docx(const char *id, long n)
{
    const struct asked *a = ask_with(
        NULL, NULL, "GET /api/v1/applications/%s/letters/%ld/file?format=docx", id, n);
    struct text t = {NULL, 0, 0};

    ck_assert_int_eq(a->answer.status, 200);
    text_add_bytes(&t, a->answer.body.bytes, a->answer.body.len);
    return t;
}

struct text
letters_text(const char *bytes, size_t size)
{
    struct docx_faults faults = {.count = 0};
    struct text words = {NULL, 0, 0};
    struct arena *a = arena_new();

    ck_assert(docx_text(a, bytes, size, &words, &faults));
    arena_free(a);
    return words;
}

bool
letters_say(const struct text *t, const char *words)
{
    return t->bytes != NULL && strstr(t->bytes, words) != NULL;
}

void
letters_write(const char *path, const struct text *t)
{
    FILE *f = fopen(path, "wb");

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(t->bytes, 1, t->len, f), t->len);
    ck_assert_int_eq(fclose(f), 0);
}

struct text
letters_read(const char *path)
{
    struct text t = {NULL, 0, 0};
    char buffer[4096];
    FILE *f = fopen(path, "rb");
    size_t n;

    ck_assert_msg(f != NULL, "%s was not made", path);
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        text_add_bytes(&t, buffer, n);
    fclose(f);
    return t;
}

static const char *
base64(const struct text *t)
{
    size_t size = sodium_base64_ENCODED_LEN(t->len, sodium_base64_VARIANT_ORIGINAL);
    static char encoded[200000];

    ck_assert_uint_lt(size, sizeof encoded);
    return sodium_bin2base64(encoded, sizeof encoded, (const unsigned char *)t->bytes,
                             t->len, sodium_base64_VARIANT_ORIGINAL);
}

const char *
letters_upload(const struct text *docx)
{
    static char body[200100];

    snprintf(body, sizeof body, "{'docx':'%s'}", base64(docx));
    return body;
}

struct text
letters_template(const char *agency, const char *kind, const char *query)
{
    const struct asked *a = ask_with(
        NULL, NULL, "GET /api/v1/agencies/%s/letter-templates/%s%s", agency, kind, query);
    struct text t = {NULL, 0, 0};

    ck_assert_int_eq(a->answer.status, 200);
    text_add_bytes(&t, a->answer.body.bytes, a->answer.body.len);
    return t;
}

struct text
letters_template_with(const char *agency, const char *kind, const char *words,
                      const char *others)
{
    struct text docx = letters_template(agency, kind, "?standard=true"), out = {NULL, 0, 0};
    struct docx_faults faults = {.count = 0};
    struct arena *a = arena_new();
    struct package *p = package_open(a, docx.bytes, docx.len, &faults);
    const struct package_part *part = package_find(p, "word/document.xml");
    xmlDoc *doc = package_xml(p, part, &faults);
    xmlChar *before;
    const char *at, *after;
    int size;

    xmlDocDumpMemoryEnc(doc, &before, &size, "UTF-8");
    at = strstr((const char *)before, words);
    ck_assert_ptr_nonnull(at);
    after = arena_printf(a, "%.*s%s%s", (int)(at - (const char *)before), before, others,
                         at + strlen(words));
    package_replace(p, part, after, strlen(after));
    ck_assert(package_write(p, &out));
    xmlFree(before);
    xmlFreeDoc(doc);
    arena_free(a);
    text_free(&docx);
    return out;
}

/* Has LibreOffice open every DOCX in DIRECTORY and save it into DIRECTORY/saved. */
void
letters_resave(const char *directory)
{
    char command[600];

    snprintf(
        command, sizeof command,
        "cd '%s' && mkdir saved && HOME='%s' timeout 110 soffice --headless "
        "-env:UserInstallation=file://%s/profile --convert-to docx --outdir saved *.docx "
        ">soffice.log 2>&1",
        directory, directory, directory);
    ck_assert_msg(system(command) == 0, "%s", command);
}

void
letters_directory(char directory[64])
{
    snprintf(directory, 64, "/tmp/gongkai-letters-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
}

void
letters_remove(const char *directory)
{
    char command[100];

    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    ck_assert_int_eq(system(command), 0);
}

/* Without blanks and line ends, which LibreOffice may set anew. */
char *
letters_squeezed(const struct text *t)
{
    char *copy = xmalloc(t->len + 1), *out = copy;

    for (size_t i = 0; i < t->len; i++)
        if (strchr(" \t\r\n", t->bytes[i]) == NULL)
            *out++ = t->bytes[i];
    *out = '\0';
    for (int page = 0; page <= 2;
         page++) { /* the number a field showed when it was saved */
        char mark[16];

        snprintf(mark, sizeof mark, "—%d—", page);
        if ((out = strstr(copy, mark)) != NULL)
            *out = '\0';
    }
    return copy;
}
