#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static atomic_int current_level = LOG_INFO;

void
log_set_level(enum log_level level)
{
    atomic_store(&current_level, (int)level);
}

bool
log_enabled(enum log_level level)
{
    return (int)level <= atomic_load(&current_level);
}

void
log_line(enum log_level level, const char *event, const char *fields, ...)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};
    struct timespec now;
    struct tm utc;
    char line[1024];
    int head, tail;
    va_list args;

    if (!log_enabled(level))
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    head = snprintf(line, sizeof line,
                    "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\",\"level\":\"%s\","
                    "\"event\":\"%s\"%s",
                    utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
                    utc.tm_min, utc.tm_sec, now.tv_nsec / 1000000, names[level], event,
                    *fields != '\0' ? "," : "");
    va_start(args, fields);
    tail = vsnprintf(line + head, sizeof line - (size_t)head - 2, fields, args);
    va_end(args);
    if (tail < 0)
        tail = 0;
    if ((size_t)(head + tail) > sizeof line - 3)
        tail = (int)(sizeof line - 3) - head;
    line[head + tail] = '}';
    line[head + tail + 1] = '\n';
    if (write(STDERR_FILENO, line, (size_t)(head + tail) + 2) < 0)
        return;
}

const char *
log_safe(const char *s, char *buffer, unsigned size)
{
    unsigned n = 0;

    for (; *s != '\0' && n + 1 < size; s++) {
        unsigned char c = (unsigned char)*s;

        buffer[n++] = (char)(c < 0x20 || c == 0x7f || c == '"' || c == '\\' ? ' ' : c);
    }
    buffer[n] = '\0';
    return buffer;
}
