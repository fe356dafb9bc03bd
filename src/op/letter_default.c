#include "op/letter_default.h"

#include "document/docx_write.h"

#include <stddef.h>

/* A form of two columns: what is asked, and where it is filled in. */
struct form_row {
    const char *label, *text;
};

static void
form(struct docx_writer *w, const struct form_row *rows, size_t n)
{
    static const int widths[] = {2400, DOCX_TEXT_WIDTH - 2400};

    docx_table_begin(w, &(struct docx_table){widths, 2, 0, 28});
    for (size_t i = 0; i < n; i++) {
        docx_row(w);
        docx_cell(w, &(struct docx_cell){.text = rows[i].label, .align = DOCX_CENTRE});
        docx_cell(w, &(struct docx_cell){.text = rows[i].text});
    }
    docx_table_end(w);
}

static void
lines(struct docx_writer *w, enum letter_kind k)
{
    const char *line;

    for (int i = 0; (line = letter_line(k, i)) != NULL; i++)
        docx_paragraph(w, line);
}

/* What every answer begins with: what was asked, when and how. */
static void
opening(struct docx_writer *w)
{
    docx_paragraph(
        w, "本机关于{{收到日期}}收到{{称呼}}提交的政府信息公开申请（{{申请渠道}}，编号："
           "{{申请编号}}），申请公开：“{{申请内容}}”。");
}

/* Applications of several items are told the result of each. */
static void
items(struct docx_writer *w)
{
    docx_paragraph(w, "{{?事项}}各项申请内容的答复情况如下：");
    docx_paragraph(w, "{{#事项}}");
    docx_paragraph(w, "{{事项.序号}}．{{事项.内容}}——{{事项.结果}}。{{事项.理由}}");
    docx_paragraph(w, "{{/事项}}");
}

static void
contacts(struct docx_writer *w)
{
    docx_paragraph(w, "{{?联系人}}联系人：{{联系人}}");
    docx_paragraph(w, "{{?联系电话}}联系电话：{{联系电话}}");
    docx_paragraph(w, "{{?机关地址}}联系地址：{{机关地址}}");
    docx_paragraph(w, "{{?邮政编码}}邮政编码：{{邮政编码}}");
    docx_paragraph(w, "{{?附件}}附件：{{附件}}");
}

/* A page for the opinion of who is asked. */
static void
opinion_slip(struct docx_writer *w, enum letter_kind k)
{
    const bool third = k == LETTER_third_party;
    const struct form_row rows[] = {
        {"来文文号", "{{文号}}"},
        {"涉及信息", "{{涉及信息}}"},
        {"意见", "□ 同意公开\n□ 同意部分公开（请注明范围）\n□ 不同意公开"},
        {"理由", "\n\n\n\n"},
        {"联系人及电话", "\n"},
        {third ? "签名（盖章）" : "单位（盖章）", "\n\n　　　　　　　　　　年　　月　　日"},
    };

    docx_page_break(w);
    docx_title(w, third ? "第三方意见回执" : "意见回执");
    form(w, rows, sizeof rows / sizeof rows[0]);
    docx_line(w, DOCX_LEFT, "请将本回执寄送或者当面递交至{{落款机关}}。");
}

static void
service_record(struct docx_writer *w)
{
    static const struct form_row rows[] = {
        {"受送达人", "{{收件人}}"},
        {"送达文书", "{{送达文书}}\n{{送达文号}}"},
        {"申请编号", "{{申请编号}}"},
        {"送达方法", "{{送达方法}}"},
        {"送达地址", "{{通信地址}}"},
        {"邮件号码", ""},
        {"受送达人签收", "\n　　　　　　　　　　年　　月　　日"},
        {"代收人及关系", "\n　　　　　　　　　　年　　月　　日"},
        {"送达人", "\n　　　　　　　　　　年　　月　　日"},
        {"备注", "\n\n"},
        {"填发机关", "{{落款机关}}"},
        {"填发日期", "{{落款日期}}"},
    };

    form(w, rows, sizeof rows / sizeof rows[0]);
    docx_line(w, DOCX_LEFT,
              "注：邮寄的，只能交由邮政企业寄递，以交邮之日为答复日期；直接送达的，"
              "以签收之日为答复日期（国办公开办函〔2016〕235号）。");
}

/* Agencies write to each other below a red head; what is told to persons has a title. */
static void
head(struct arena *a, struct docx_writer *w, const struct letter *l)
{
    if (l->to == LETTER_TO_AGENCY) {
        docx_red_head(w, "{{机关名称}}", "{{文号}}");
        docx_title(w, l->name);
    } else {
        docx_title(w, arena_printf(a, "{{机关名称}}\n%s", l->name));
        docx_line(w, DOCX_CENTRE, "{{文号}}");
        docx_blank(w);
    }
}

/* From whom it is to, to who signs. */
static void
body(struct docx_writer *w, enum letter_kind k)
{
    const struct letter *l = letter(k);

    docx_line(w, DOCX_LEFT, "{{收件人}}：");
    if (l->outcome != OUTCOME_NONE)
        opening(w);
    lines(w, k);
    if (l->outcome != OUTCOME_NONE && k != LETTER_answer_partly_granted)
        items(w);
    if (l->remedy)
        docx_paragraph(w, "{{救济告知}}");
    contacts(w);
    docx_signature(w, "{{落款机关}}", "{{落款日期}}");
}

void
letter_default(struct arena *a, enum letter_kind k, struct text *out)
{
    const struct letter *l = letter(k);
    struct docx_writer *w = docx_begin(a, l->name, "");

    head(a, w, l);
    if (k == LETTER_service_record)
        service_record(w);
    else
        body(w, k);
    if (k == LETTER_third_party || l->to == LETTER_TO_AGENCY)
        opinion_slip(w, k);
    docx_end(w, out);
}
