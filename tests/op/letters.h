/* Letters in tests: an agency that can send them, what it takes to issue one of each kind, and
 * what a DOCX says. */
#ifndef GONGKAI_TESTS_OP_LETTERS_H
#define GONGKAI_TESTS_OP_LETTERS_H

#include "core/letter.h"
#include "op/ask.h"

/* One letter of each kind for a realistic case: what happens to the case before (acting.h), and
 * what the drafter states besides the kind. */
struct letter_story {
    enum letter_kind kind;
    const char *before, *draft;
};

extern const struct letter_story letter_stories[];
extern const int letter_story_count;

/* A department CODE of a county below a city, with a letterhead. */
void letters_agency(const char *code);

/* A case of CODE in which the story can be told: a long request of an applicant with rare
 * characters in his name. */
const char *letters_case(const char *code, const struct letter_story *s);

/* Issues the letter of S in the case ID; its number in the case. */
long letters_issue(const char *id, const struct letter_story *s);

/* The issued letter N of ID as it is downloaded, and what it says as text. */
struct text letters_docx(const char *id, long n);
struct text letters_text(const char *bytes, size_t size);

/* The template of KIND as AGENCY downloads it ("?standard=true"), the default one with WORDS of
 * its text replaced by OTHERS, and the body that uploads DOCX (static, until the next). */
struct text letters_template(const char *agency, const char *kind, const char *query);
struct text letters_template_with(const char *agency, const char *kind, const char *words,
                                  const char *others);
const char *letters_upload(const struct text *docx);

/* Whether T holds WORDS. */
bool letters_say(const struct text *t, const char *words);

/* T without blanks, line ends and page numbers, which LibreOffice may set anew; to be freed. */
char *letters_squeezed(const struct text *t);

/* Files in a folder of the test's own, and what LibreOffice makes of every DOCX there, in
 * its folder `saved`. */
void letters_directory(char directory[64]);
void letters_write(const char *path, const struct text *t);
struct text letters_read(const char *path);
void letters_resave(const char *directory);
void letters_remove(const char *directory);

#endif
