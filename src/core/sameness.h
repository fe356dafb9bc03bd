/* Whether two applications are of the same person, by what is known of who applied. */
#ifndef GONGKAI_CORE_SAMENESS_H
#define GONGKAI_CORE_SAMENESS_H

/* Texts as they are compared (folded); NULL for what is not known. */
struct identity {
    const char *name, *id_number, *phone;
};

enum sameness { OTHER_PERSON, MAYBE_SAME, SAME_PERSON };

/* The identity number decides where both are known.  Else name and telephone together do,
 * and one of them alone makes it possible: people share names, families share telephones. */
enum sameness sameness(const struct identity *a, const struct identity *b);

#endif
