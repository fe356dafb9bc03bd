/* Files that mean harm: bombs, paths, false colours, macros, loops. */
#ifndef GONGKAI_TESTS_DOCUMENT_HOSTILE_H
#define GONGKAI_TESTS_DOCUMENT_HOSTILE_H

#include "base/text.h"

#include <stdbool.h>

struct hostile {
    char label[120];   /* what it is, for a message */
    char name[400];    /* under which it comes; may be no UTF-8 */
    struct text bytes; /* to be freed */
    bool may_be_taken; /* it may be kept, for it does nothing; else it must be refused */
};

/* How many there are, and the Nth of them. */
int hostile_count(void);
void hostile_make(int n, struct hostile *h);

#endif
