#include "base/text.h"
#include "harness.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Asks about a copy that ends where its memory ends, so that reading further is noticed. */
static bool
is_utf8(const char *s, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    bool valid;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, s, len);
    valid = text_is_utf8(copy, len);
    free(copy);
    return valid;
}

/* CODE in its shortest form; works for surrogates, too. */
static size_t
encode(unsigned code, char bytes[4])
{
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        bytes[0] = (char)(0xc0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        bytes[0] = (char)(0xe0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    bytes[0] = (char)(0xf0 | code >> 18);
    bytes[1] = (char)(0x80 | (code >> 12 & 0x3f));
    bytes[2] = (char)(0x80 | (code >> 6 & 0x3f));
    bytes[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

START_TEST(every_code_point_is_valid_alone_and_cut_short_it_is_not)
{
    for (unsigned code = 0; code <= 0x10ffff; code++) {
        bool surrogate = code >= 0xd800 && code <= 0xdfff;
        char bytes[5] = "";
        const char *p = bytes;
        size_t len = encode(code, bytes);

        ck_assert_msg(text_is_utf8(bytes, len) == !surrogate, "U+%04X", code);
        for (size_t cut = 1; cut < len; cut++)
            ck_assert_msg(!text_is_utf8(bytes, cut), "U+%04X cut", code);
        if (surrogate || code == 0)
            continue;
        ck_assert_msg(text_next(&p) == code && p == bytes + len, "U+%04X", code);
        ck_assert_uint_eq(text_length(bytes), 1);
    }
}
END_TEST

static const struct {
    const char *bytes;
    size_t len;
    bool valid;
} table[] = {
#define BYTES(s, valid)                                                                    \
    {                                                                                      \
        s, sizeof s - 1, valid                                                             \
    }
    BYTES("", true),
    BYTES("a", true),
    BYTES("a\0b", true),
    BYTES("\x7f", true),
    BYTES("申请", true),
    BYTES("𠀀", true),
    BYTES("\xf4\x8f\xbf\xbf", true),
    BYTES("\xed\x9f\xbf\xee\x80\x80", true),
    BYTES("\x80", false),
    BYTES("\xbf", false),
    BYTES("a\x80", false),
    BYTES("\xc0\x80", false),
    BYTES("\xc1\xbf", false),
    BYTES("\xc2", false),
    BYTES("\xc2\x41", false),
    BYTES("\xc2\xc2", false),
    BYTES("\xe0\x80\x80", false),
    BYTES("\xe0\x9f\xbf", false),
    BYTES("\xe4\xb8", false),
    BYTES("\xe4\xb8\x41", false),
    BYTES("\xe4\x41\x80", false),
    BYTES("\xed\xa0\x80", false),
    BYTES("\xed\xbf\xbf", false),
    BYTES("\xed\xa0\xbd\xed\xb8\x80", false),
    BYTES("\xf0\x80\x80\x80", false),
    BYTES("\xf0\x8f\xbf\xbf", false),
    BYTES("\xf0\x9f\x98", false),
    BYTES("\xf0\x9f\x41\x80", false),
    BYTES("\xf4\x90\x80\x80", false),
    BYTES("\xf5\x80\x80\x80", false),
    BYTES("\xf8\x88\x80\x80\x80", false),
    BYTES("\xfc\x84\x80\x80\x80\x80", false),
    BYTES("\xfe", false),
    BYTES("\xff", false),
    BYTES("\xc9\xea\xc7\xeb", false), /* 申请 in GB 18030 */
    BYTES("申请\xe4\xb8", false),
#undef BYTES
};

START_TEST(only_shortest_complete_forms_of_characters_are_utf8)
{
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        ck_assert_msg(is_utf8(table[i].bytes, table[i].len) == table[i].valid, "line %u",
                      i);
}
END_TEST

/* Of two bytes: two ASCII, or a lead from C2 to DF and a trail. */
START_TEST(every_pair_of_bytes_is_judged_by_the_standard)
{
    for (unsigned a = 0; a < 256; a++)
        for (unsigned b = 0; b < 256; b++) {
            const char pair[2] = {(char)a, (char)b};
            bool valid = (a < 0x80 && b < 0x80) ||
                         (a >= 0xc2 && a <= 0xdf && b >= 0x80 && b <= 0xbf);

            ck_assert_msg(text_is_utf8(pair, 2) == valid, "%02X %02X", a, b);
        }
}
END_TEST

enum sort { FINE, CONTROL, BIDI, INVISIBLE, NOTHING };

static const struct {
    unsigned first, last;
    enum sort sort;
} ranges[] = {
    {0x00, 0x08, CONTROL},       {0x0b, 0x1f, CONTROL},       {0x20, 0x7e, FINE},
    {0x7f, 0x9f, CONTROL},       {0xa0, 0xa0, FINE},          {0xb7, 0xb7, FINE},
    {0x061c, 0x061c, BIDI},      {0x200b, 0x200d, INVISIBLE}, {0x200e, 0x200f, BIDI},
    {0x2010, 0x2027, FINE},      {0x2028, 0x2029, INVISIBLE}, {0x202a, 0x202e, BIDI},
    {0x202f, 0x205f, FINE},      {0x2060, 0x2060, INVISIBLE}, {0x2066, 0x2069, BIDI},
    {0x3000, 0x303f, FINE},      {0x4e00, 0x9fff, FINE},      {0xfdcf, 0xfdcf, FINE},
    {0xfdd0, 0xfdef, NOTHING},   {0xfeff, 0xfeff, INVISIBLE}, {0xff01, 0xff5e, FINE},
    {0xfffd, 0xfffd, FINE},      {0xfffe, 0xffff, NOTHING},   {0x1f600, 0x1f64f, FINE},
    {0x1fffe, 0x1ffff, NOTHING}, {0x20000, 0x2a6df, FINE},    {0x10fffe, 0x10ffff, NOTHING},
};

START_TEST(characters_that_deceive_the_eye_are_faults)
{
    static const char *const phrases[] = {
        NULL, "contains control characters", "contains bidirectional control characters",
        "contains zero-width characters", "contains non-characters"};

    for (unsigned i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        for (unsigned code = ranges[i].first; code <= ranges[i].last; code++) {
            char bytes[16] = "字";
            size_t len = 3 + encode(code, bytes + 3);
            const char *zh = NULL, *en;

            bytes[len++] = 'z';
            en = text_fault(bytes, len, true, &zh);
            if (ranges[i].sort == FINE) {
                ck_assert_msg(en == NULL, "U+%04X: %s", code, en);
                continue;
            }
            ck_assert_msg(en != NULL, "U+%04X is let pass", code);
            ck_assert_str_eq(en, phrases[ranges[i].sort]);
            ck_assert_ptr_nonnull(zh);
            ck_assert_uint_gt(strlen(zh), 0);
        }
}
END_TEST

START_TEST(line_feed_and_tab_pass_only_in_text_of_several_lines)
{
    const char *zh;

    ck_assert_ptr_null(text_fault("一\n二\t三", strlen("一\n二\t三"), true, &zh));
    ck_assert_ptr_nonnull(text_fault("一\n二", strlen("一\n二"), false, &zh));
    ck_assert_ptr_nonnull(text_fault("一\t二", strlen("一\t二"), false, &zh));
    ck_assert_ptr_nonnull(text_fault("一\r\n二", strlen("一\r\n二"), true, &zh));
    ck_assert_ptr_nonnull(text_fault("a\0b", 3, true, &zh));
    ck_assert_ptr_null(text_fault("", 0, false, &zh));
    ck_assert_ptr_null(text_fault("张三\x01", strlen("张三"), false, &zh));
}
END_TEST

START_TEST(chinese_takes_two_columns_and_latin_one)
{
    static const struct {
        const char *text;
        int width;
        size_t length;
    } lines[] = {
        {"", 0, 0},       {"abc", 3, 3},      {"香山乡", 6, 3}, {"第1项", 5, 3},
        {"（一）", 6, 3}, {"(一)", 4, 3},     {"、。", 4, 2},   {"ＡＢ", 4, 2},
        {"𠀀", 2, 1},     {"é", 1, 1},        {"한", 2, 1},     {"カ", 2, 1},
        {"ｶ", 1, 1},      {"“三安全”", 8, 5}, {"￥", 2, 1},     {"2024年", 6, 5},
    };

    for (unsigned i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        ck_assert_msg(text_width(lines[i].text) == lines[i].width, "%s: %d", lines[i].text,
                      text_width(lines[i].text));
        ck_assert_msg(text_length(lines[i].text) == lines[i].length, "%s", lines[i].text);
    }
}
END_TEST

START_TEST(a_buffer_grows_and_is_always_terminated)
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "");
    ck_assert_str_eq(t.bytes, "");
    for (int i = 0; i < 10000; i++) {
        text_addf(&t, "%05d,", i);
        ck_assert_uint_eq(t.len, 6u * (unsigned)(i + 1));
        ck_assert_int_eq(t.bytes[t.len], '\0');
    }
    ck_assert_int_eq(strncmp(t.bytes + 6 * 4321, "04321,", 6), 0);
    text_add_bytes(&t, "x\0y", 3);
    ck_assert_mem_eq(t.bytes + 60000, "x\0y", 4);
    text_free(&t);
    ck_assert_ptr_null(t.bytes);
    ck_assert_uint_eq(t.len, 0);
    text_addf(&t, "%s", "again");
    ck_assert_str_eq(t.bytes, "again");
    text_free(&t);
}
END_TEST

START_TEST(html_text_cannot_leave_its_place)
{
    struct text t = {NULL, 0, 0};

    text_add_html(&t, "<a href=\"x\">'张&三'</a>");
    ck_assert_str_eq(t.bytes, "&lt;a href=&quot;x&quot;&gt;&#39;张&amp;三&#39;&lt;/a&gt;");
    text_free(&t);
}
END_TEST

START_TEST(any_text_comes_back_out_of_its_json_string)
{
    char all[300], *p = all;
    struct text t = {NULL, 0, 0};
    json_t *read;

    for (int c = 1; c < 128; c++)
        *p++ = (char)c;
    snprintf(p, 100, "张三“𠀀”\\\"/\\u0041");
    text_add_json(&t, all);
    for (size_t i = 0; i < t.len; i++)
        ck_assert_int_ge((unsigned char)t.bytes[i], 0x20);
    read = json_loadb(t.bytes, t.len, JSON_DECODE_ANY, NULL);
    ck_assert_ptr_nonnull(read);
    ck_assert_str_eq(json_string_value(read), all);
    json_decref(read);
    text_free(&t);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_code_point_is_valid_alone_and_cut_short_it_is_not,
        only_shortest_complete_forms_of_characters_are_utf8,
        every_pair_of_bytes_is_judged_by_the_standard,
        characters_that_deceive_the_eye_are_faults,
        line_feed_and_tab_pass_only_in_text_of_several_lines,
        chinese_takes_two_columns_and_latin_one,
        a_buffer_grows_and_is_always_terminated,
        html_text_cannot_leave_its_place,
        any_text_comes_back_out_of_its_json_string,
        NULL,
    };

    return harness_run(harness_suite("text", tests, 60));
}
