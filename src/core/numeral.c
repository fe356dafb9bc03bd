#include "core/numeral.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *const digit_words[2][10] = {
    {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
};
static const char *const unit_words[2][4] = {{"", "十", "百", "千"},
                                             {"", "拾", "佰", "仟"}};
/* Of every fourth digit: 万, 亿, 万亿, 亿亿, which a long does not pass. */
static const char *const group_words[] = {"", "万", "亿", "万亿", "亿亿"};

/* The four digits of GROUP, with 零 for a gap between two that are not. */
static void
add_group(char *out, int group, int capital)
{
    static const int powers[] = {1, 10, 100, 1000};
    bool gap = false;

    for (int i = 3; i >= 0; i--) {
        int digit = group / powers[i] % 10;

        if (digit == 0) {
            gap = true;
            continue;
        }
        if (gap && *out != '\0')
            strcat(out, digit_words[capital][0]);
        gap = false;
        strcat(out, digit_words[capital][digit]);
        strcat(out, unit_words[capital][i]);
    }
}

const char *
numeral(long value, int capital, char buffer[NUMERAL_SIZE])
{
    unsigned long rest = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
    int groups[5], n = 0;

    buffer[0] = '\0';
    if (value == 0)
        return strcpy(buffer, digit_words[capital][0]);
    if (value < 0)
        strcpy(buffer, "负");
    for (; rest > 0; rest /= 10000)
        groups[n++] = (int)(rest % 10000);
    for (int i = n - 1; i >= 0; i--) {
        char group[64] = "";

        if (groups[i] == 0)
            continue;
        if (i < n - 1 && (groups[i] < 1000 || groups[i + 1] == 0))
            strcat(buffer, digit_words[capital][0]);
        add_group(group, groups[i], capital);
        strcat(buffer, group);
        strcat(buffer, group_words[i]);
    }
    if (!capital && strncmp(buffer, "一十", strlen("一十")) == 0)
        memmove(buffer, buffer + strlen("一"), strlen(buffer) - strlen("一") + 1);
    return buffer;
}
