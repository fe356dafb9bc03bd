/* Links between cases (关联): a repeat (Reg. 36(6)), parts of one letter (rule 5.2), merged
 * applications (rule 4.1).  An entry bears its link: the members "link" and "application". */
#ifndef GONGKAI_CORE_LINK_H
#define GONGKAI_CORE_LINK_H

enum link {
    LINK_NONE = -1,
#define LINK(code, name, inverse, stated) LINK_##code,
#include "core/link.def"
#undef LINK
    LINK_COUNT
};

/* All codes, and those that somebody may state, separated by |, for field declarations. */
extern const char link_codes[], link_stated_codes[];

enum link link_of(const char *code); /* LINK_NONE for a code that does not exist or NULL */
const char *link_code(enum link l);
const char *link_name(enum link l);    /* seen from the case that bears it */
const char *link_inverse(enum link l); /* seen from the other one */

#endif
