/* One JSON line a fact on standard error.  Never a name, an identity number, a body, a
 * token, a query string or an SQL parameter: only route templates, ids and classes. */
#ifndef GONGKAI_BASE_LOG_H
#define GONGKAI_BASE_LOG_H

#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Lines above LEVEL are dropped from now on (at first: above LOG_INFO). */
void log_set_level(enum log_level level);
bool log_enabled(enum log_level level);

/* {"time":…,"level":…,"event":EVENT, FIELDS…}: FIELDS is a printf-made list of JSON members
 * such as "\"status\":%d", or "" for none.  Safe to call from any thread. */
void log_line(enum log_level level, const char *event, const char *fields, ...)
    __attribute__((format(printf, 3, 4)));

/* S as it may stand inside a JSON string: quotes, backslashes and control characters are
 * replaced by spaces.  Writes at most SIZE bytes, returns BUFFER. */
const char *log_safe(const char *s, char *buffer, unsigned size);

#endif
