/* Whole numbers in Chinese words, as reports and letters write them. */
#ifndef GONGKAI_CORE_NUMERAL_H
#define GONGKAI_CORE_NUMERAL_H

#include <stddef.h>

enum { NUMERAL_SIZE = 256 };

/* VALUE in words: 123 is "一百二十三", CAPITAL "壹佰贰拾叁"; 10 is "十", capital "壹拾". */
const char *numeral(long value, int capital, char buffer[NUMERAL_SIZE]);

#endif
