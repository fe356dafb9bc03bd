/* Which new passwords are taken.  A password is any UTF-8 text, compared byte by byte. */
#ifndef GONGKAI_GUARD_PASSWORD_POLICY_H
#define GONGKAI_GUARD_PASSWORD_POLICY_H

#include "base/arena.h"
#include "guard/password.h"

enum { PASSWORD_LENGTH_MAX = 200 }; /* code points */

/* One idea of a good password.  0 means that the profile does not ask for it. */
struct password_profile {
    const char *name;
    unsigned length;  /* code points at least */
    unsigned classes; /* of capitals, small letters, digits, others, at least */
    int days;         /* until it must be changed */
    int kept;         /* former passwords that may not come again */
};

/* "dengbao" (the default, after GB/T 22239) or "nist" (after SP 800-63B); NULL if unknown. */
const struct password_profile *password_profile(const char *name);

enum password_fault {
    PASSWORD_FINE,
#define FAULT(name, zh, en) PASSWORD_##name,
#include "guard/password_fault.def"
#undef FAULT
    PASSWORD_FAULT_COUNT
};

/* The first thing that is wrong with PASSWORD for the account LOGIN of an agency with the N
 * AGENCY_WORDS (its name and what it is called; valid UTF-8), but not PASSWORD_used.  Case,
 * width and the usual substitutions (p@ssw0rd) do not hide a word; of a login or word of less
 * than three letters, or two Chinese characters, nothing can be said. */
enum password_fault password_fault(const struct password_profile *profile,
                                   const char *password, const char *login,
                                   const char *const *agency_words, int n);

/* What is wrong, to follow "the password": "太短，至少 12 个字符", "is too short: at least 12
 * characters".  FAULT is not FINE. */
const char *password_fault_zh(struct arena *a, const struct password_profile *profile,
                              enum password_fault fault);
const char *password_fault_en(struct arena *a, const struct password_profile *profile,
                              enum password_fault fault);

/* Whether PASSWORD is one of the N former ones, which the caller limits to profile->kept:
 * PASSWORD_OK when it is (PASSWORD_used), PASSWORD_WRONG when it is new.  Takes the time of N
 * hashes. */
enum password_result password_used(struct passwords *p, const char *password,
                                   const char *const *hashes, int n);

#endif
