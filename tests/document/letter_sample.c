#include "document/letter_sample.h"

#include "document/docx_write.h"

static void
write_letter(struct docx_writer *w)
{
    docx_red_head(w, "某市某某局", "某局依申请〔2026〕第17号");
    docx_title(w, "政府信息公开申请答复书");
    docx_line(w, DOCX_LEFT, "𠮷田㛃、\U0002a6d6䶮（女士）：");
    docx_paragraph(
        w, "你于2026年3月2日通过信函提出的政府信息公开申请，本机关于2026年3月5日收到。"
           "你申请公开：（1）某某路改造工程征收土地方案；（2）该方案的公告及张贴照片；"
           "（3）被征收土地勘测定界图。经审查，本机关分项答复如下：");
    docx_heading(w, 1, "一、予以公开的部分");
    docx_paragraph(w, "经检索，第（1）项信息本机关予以公开，复制件见附件1。");
    docx_heading(w, 2, "（一）不予公开的部分");
    docx_paragraph(
        w,
        "第（3）项信息含有个人隐私。经书面征求第三方意见，第三方不同意公开，本机关认为不公开"
        "不会对公共利益造成重大影响。根据《中华人民共和国政府信息公开条例》第十五条、"
        "第三十二条、第三十六条第三项的规定，本机关决定不予公开。");
    docx_heading(w, 3, "1.信息不存在的部分");
    for (int i = 0; i < 4; i++)
        docx_paragraph(
            w, "第（2）项信息，本机关以“某某路”“征收”“公告”“照片”为关键词，在档案室、"
               "征地管理科及办公自动化系统中进行了检索，未检索到你申请公开的信息。"
               "根据《中华人民共和国政府信息公开条例》第三十六条第四项的规定，"
               "告知你该政府信息不存在。");
    docx_paragraph(
        w, "如对本答复不服，可以在收到本答复之日起60日内向某市人民政府申请行政复议；"
           "对行政复议决定不服的，可以依法向人民法院提起行政诉讼。");
    docx_paragraph(w, "附件：1.征收土地方案（复制件）\n\t\t2.检索记录");
    docx_signature(w, "某市某某局", "2026年3月27日");
    docx_page_break(w);
    docx_line(w, DOCX_LEFT, "附件2");
    docx_title(w, "检索记录");
    docx_paragraph(w, "检索人：张㐂；检索时间：2026年3月9日。");
}

static void
put(struct docx_writer *w, const char *text, int columns, int rows, enum docx_align align)
{
    docx_cell(w, &(struct docx_cell){
                     .text = text, .columns = columns, .rows = rows, .align = align});
}

static void
write_table(struct docx_writer *w)
{
    static const int widths[] = {900, 1800, 2544, 900, 900, 900, 900};
    static const char *const kinds[] = {"予以公开", "部分公开", "不予公开", "无法提供",
                                        "不予处理"};

    docx_title(w, "某市某某局\n收到和处理政府信息公开申请情况");
    docx_table_begin(w, &(struct docx_table){widths, 7, 2, 21});
    docx_row(w);
    put(w, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 2,
        DOCX_LEFT);
    put(w, "申请人情况", 4, 1, DOCX_CENTRE);
    docx_row(w);
    put(w, "自然人", 1, 1, DOCX_CENTRE);
    put(w, "商业企业", 1, 1, DOCX_CENTRE);
    put(w, "科研机构", 1, 1, DOCX_CENTRE);
    put(w, "总计", 1, 1, DOCX_CENTRE);
    for (int kind = 0; kind < 5; kind++)
        for (int i = 0; i < 8; i++) {
            docx_row(w);
            if (kind == 0 && i == 0)
                put(w, "三、本年度办理结果", 1, 40, DOCX_LEFT);
            if (i == 0)
                put(w, kinds[kind], 1, 8, DOCX_LEFT);
            put(w, "属于国家秘密或者其他法律行政法规禁止公开", 1, 1, DOCX_LEFT);
            for (int c = 0; c < 4; c++)
                put(w, c == i % 4 ? "1024" : "0", 1, 1, DOCX_CENTRE);
        }
    docx_table_end(w);
    docx_paragraph(w, "注：表中数据截至2026年12月31日。");
}

static void
write_template(struct docx_writer *w)
{
    static const int widths[] = {1044, 5200, 2600};

    docx_red_head(w, "{{agency}}", "{{number}}");
    docx_title(w, "政府信息公开申请答复书");
    docx_line(w, DOCX_LEFT, "{{applicant}}：");
    docx_paragraph(w, "你于{{ received_on }}提出的申请收悉。{{content}}");
    docx_paragraph(w, "{{?note}}说明：{{note}}");
    docx_line(w, DOCX_LEFT, "{{#items}}");
    docx_heading(w, 2, "{{items.no}}、{{items.title}}");
    docx_paragraph(w, "{{items.reason}}");
    docx_line(w, DOCX_LEFT, "{{/items}}");
    docx_table_begin(w, &(struct docx_table){widths, 3, 1, 24});
    docx_row(w);
    put(w, "序号", 1, 1, DOCX_CENTRE);
    put(w, "事项", 1, 1, DOCX_CENTRE);
    put(w, "结果", 1, 1, DOCX_CENTRE);
    docx_row(w);
    put(w, "{{#items}}{{items.no}}", 1, 1, DOCX_CENTRE);
    put(w, "{{items.title}}", 1, 1, DOCX_LEFT);
    put(w, "{{items.result}}{{/items}}", 1, 1, DOCX_LEFT);
    docx_table_end(w);
    docx_signature(w, "{{agency}}", "{{date}}");
}

static const struct docx_value values[] = {
    {"agency", "某市某某局", true},
    {"number", "某局依申请〔2026〕第18号", false},
    {"applicant", "𠮷田\U0002a6d6", true},
    {"received_on", "2026年3月2日", true},
    {"content", "第一行 {{applicant}}\n第二行\t<w:t>", false},
    {"note", NULL, false},
    {"date", "2026年3月27日", true},
};
static const char *const fields[] = {"no", "title", "reason", "result"};
static const char *const cells[] = {"1", "征收土地方案", "予以公开。",     "公开",
                                    "2", "勘测定界图",   "含有个人隐私。", "不予公开",
                                    "3", "公告照片",     "经检索未找到。", NULL};
static const struct docx_list lists[] = {{"items", fields, 4, cells, 3, true}};

const struct docx_data sample_data = {values, 7, lists, 1, NULL, 0};

void
sample_write(struct arena *a, enum sample which, struct text *out)
{
    struct docx_writer *w = docx_begin(a, "政府信息公开申请答复书", "某市某某局");

    if (which == SAMPLE_LETTER)
        write_letter(w);
    else if (which == SAMPLE_TABLE)
        write_table(w);
    else
        write_template(w);
    docx_end(w, out);
}
