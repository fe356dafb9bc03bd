/* The registry of errors.  Functions that can fail return `enum problem`; 0 is success. */
#ifndef GONGKAI_BASE_PROBLEM_H
#define GONGKAI_BASE_PROBLEM_H

enum problem {
    OK = 0,
#define PROBLEM(code, status, zh, en) P_##code,
#include "base/problem.def"
#undef PROBLEM
    PROBLEM_COUNT
};

/* Passes a failure up to the caller. */
#define TRY(expression)                                                                    \
    do {                                                                                   \
        enum problem try_problem_ = (expression);                                          \
        if (try_problem_ != OK)                                                            \
            return try_problem_;                                                           \
    } while (0)

/* The code as in problem.def ("not_found"), its HTTP status and its titles; P is not OK. */
const char *problem_code(enum problem p);
unsigned problem_status(enum problem p);
const char *problem_title_zh(enum problem p);
const char *problem_title_en(enum problem p);

#endif
