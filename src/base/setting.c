#include "base/setting.h"

#include "base/arena.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_TEXT, KIND_NUMBER, KIND_SWITCH };

struct setting {
    const char *name, *standard, *summary;
    size_t offset;
    enum kind kind;
    long min, max; /* of a number */
    int readers;
};

static const struct setting table[] = {
#define TEXT_SETTING(name, standard, readers, summary)                                     \
    {#name, standard, summary, offsetof(struct settings, name), KIND_TEXT, 0, 0, readers},
#define INTEGER_SETTING(name, standard, min, max, readers, summary)                        \
    {#name,       #standard, summary, offsetof(struct settings, name),                     \
     KIND_NUMBER, min,       max,     readers},
#define SWITCH_SETTING(name, standard, readers, summary)                                   \
    {#name,       #standard, summary, offsetof(struct settings, name),                     \
     KIND_SWITCH, 0,         0,       readers},
#include "base/setting.def"
#undef TEXT_SETTING
#undef INTEGER_SETTING
#undef SWITCH_SETTING
};

enum { COUNT = sizeof table / sizeof table[0] };

static const char standard_file[] = "/etc/gongkai/gongkai.conf";

static void __attribute__((noreturn, format(printf, 1, 2))) refuse(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("gongkai: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\n", stderr);
    va_end(args);
    exit(2);
}

static void
assign(struct settings *s, const struct setting *t, const char *value, const char *where)
{
    char *at = (char *)s + t->offset, *end;
    long number;

    if (t->kind == KIND_TEXT) {
        free(*(char **)(void *)at);
        *(char **)(void *)at = xstrdup(value);
        return;
    }
    if (t->kind == KIND_SWITCH) {
        if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
            refuse("%s: %s must be yes or no, not \"%s\"", where, t->name, value);
        *(bool *)at = *value == 'y';
        return;
    }
    errno = 0;
    number = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || number < t->min || number > t->max)
        refuse("%s: %s must be a whole number from %ld to %ld, not \"%s\"", where, t->name,
               t->min, t->max, value);
    *(long *)(void *)at = number;
}

/* NAME may be written with - for _ (as on the command line). */
static const struct setting *
find(const char *name, size_t len)
{
    for (int i = 0; i < COUNT; i++) {
        size_t n = 0;

        while (n < len && table[i].name[n] != '\0' &&
               (table[i].name[n] == name[n] || (table[i].name[n] == '_' && name[n] == '-')))
            n++;
        if (n == len && table[i].name[n] == '\0')
            return &table[i];
    }
    return NULL;
}

static char *
trim(char *s)
{
    char *end;

    while (isspace((unsigned char)*s))
        s++;
    end = s + strlen(s);
    while (end > s && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return s;
}

static void
read_file(struct settings *s, const char *path, bool required)
{
    char line[4096], where[4200];
    FILE *file = fopen(path, "re");
    int number = 0;

    if (file == NULL) {
        if (required)
            refuse("cannot read the settings file %s: %s", path, strerror(errno));
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        char *name = trim(line), *equals = strchr(name, '=');
        const struct setting *t;

        number++;
        snprintf(where, sizeof where, "%s:%d", path, number);
        if (*name == '\0' || *name == '#')
            continue;
        if (equals == NULL)
            refuse("%s: expected `name = value`", where);
        *equals = '\0';
        name = trim(name);
        t = find(name, strlen(name));
        if (t == NULL)
            refuse("%s: there is no setting named \"%s\"", where, name);
        assign(s, t, trim(equals + 1), where);
    }
    fclose(file);
}

static void
read_environment(struct settings *s)
{
    for (int i = 0; i < COUNT; i++) {
        char name[64] = "GONGKAI_";
        size_t n = strlen(name);
        const char *value;

        for (const char *p = table[i].name; *p != '\0'; p++)
            name[n++] = (char)toupper((unsigned char)*p);
        name[n] = '\0';
        value = getenv(name);
        if (value != NULL)
            assign(s, &table[i], value, name);
    }
}

static int
read_options(struct settings *s, enum setting_reader reader, int argc, char **argv)
{
    int i = 1;

    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        const char *name = argv[i] + 2, *equals = strchr(name, '='), *value;
        const struct setting *t;
        size_t len = equals ? (size_t)(equals - name) : strlen(name);

        if (*name == '\0')
            return i + 1;
        if (equals == NULL && i + 1 == argc)
            refuse("%s needs a value", argv[i]);
        value = equals ? equals + 1 : argv[i + 1];
        i += equals == NULL;
        if (len == 6 && strncmp(name, "config", len) == 0)
            continue;
        t = find(name, len);
        if (t == NULL || !(t->readers & (int)reader))
            refuse("there is no option --%.*s; see --help", (int)len, name);
        assign(s, t, value, "command line");
    }
    return i;
}

static const char *
config_option(int argc, char **argv)
{
    for (int i = 1; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strncmp(argv[i], "--config=", 9) == 0)
            return argv[i] + 9;
        if (strcmp(argv[i], "--config") == 0 && i + 1 < argc)
            return argv[i + 1];
        i += strchr(argv[i], '=') == NULL;
    }
    return getenv("GONGKAI_CONFIG");
}

int
setting_load(struct settings *s, enum setting_reader reader, int argc, char **argv)
{
    const char *file = config_option(argc, argv);

    memset(s, 0, sizeof *s);
    for (int i = 0; i < COUNT; i++)
        assign(s, &table[i], table[i].standard, "default");
    read_file(s, file ? file : standard_file, file != NULL);
    read_environment(s);
    return read_options(s, reader, argc, argv);
}

void
setting_free(struct settings *s)
{
    for (int i = 0; i < COUNT; i++)
        if (table[i].kind == KIND_TEXT)
            free(*(char **)(void *)((char *)s + table[i].offset));
}

/* --name with - for _. */
static void
print_option(const char *name, FILE *out)
{
    for (; *name != '\0'; name++)
        fputc(*name == '_' ? '-' : *name, out);
}

void
setting_help(enum setting_reader reader, FILE *out)
{
    static const char *const kind_names[] = {" TEXT", " NUMBER", " yes|no"};

    fputs(
        "  --config FILE\n      settings file, lines of `name = value` (/etc/gongkai/gongkai.conf"
        ")\n",
        out);
    for (int i = 0; i < COUNT; i++) {
        if (!(table[i].readers & (int)reader))
            continue;
        fputs("  --", out);
        print_option(table[i].name, out);
        fputs(kind_names[table[i].kind], out);
        fprintf(out, "\n      %s (%s)\n", table[i].summary,
                *table[i].standard ? table[i].standard : "empty");
    }
}

void
setting_manual(enum setting_reader reader, FILE *out)
{
    static const char *const kind_words[] = {"text", "number", "yes | no"};

    fputs(".Bl -tag -width Ds\n.It Fl -config Ar file\n"
          "Settings file with lines of the form\n.Ql name = value .\n"
          "The default is\n.Pa /etc/gongkai/gongkai.conf ,\nif it exists.\n",
          out);
    for (int i = 0; i < COUNT; i++) {
        if (!(table[i].readers & (int)reader))
            continue;
        fputs(".It Fl -", out);
        print_option(table[i].name, out);
        fprintf(out, " Ar %s\n", kind_words[table[i].kind]);
        fprintf(out, "%c%s.\n", toupper((unsigned char)table[i].summary[0]),
                table[i].summary + 1);
        if (*table[i].standard != '\0')
            fprintf(out, "The default is\n.Ql %s .\n", table[i].standard);
    }
    fputs(".El\n", out);
}
