#include "document/file_type.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_CHARACTERS = 120, MOST_BYTES = 240 };

static const struct {
    const char *code, *extensions, *mime, *zh, *en;
} types[] = {
#define FILE_TYPE(code, extensions, mime, zh, en) {#code, extensions, mime, zh, en},
#include "document/file_type.def"
#undef FILE_TYPE
};

const char file_type_codes[] = ""
#define FILE_TYPE(code, extensions, mime, zh, en) "|" #code
#include "document/file_type.def"
#undef FILE_TYPE
    ;

const char *
file_type_code(enum file_type t)
{
    return types[t].code;
}

const char *
file_type_mime(enum file_type t)
{
    return types[t].mime;
}

const char *
file_type_name(enum file_type t, bool english)
{
    return english ? types[t].en : types[t].zh;
}

enum file_type
file_type_of(const char *code)
{
    for (enum file_type t = 0; t < FILE_COUNT; t++)
        if (strcmp(types[t].code, code) == 0)
            return t;
    return FILE_NONE;
}

const char *
file_extension(const char *name, char extension[FILE_EXTENSION])
{
    const char *dot = strrchr(name, '.');
    size_t n = 0;

    extension[0] = '\0';
    if (dot == NULL || strlen(dot + 1) >= FILE_EXTENSION)
        return extension;
    for (const char *p = dot + 1; *p != '\0'; p++)
        extension[n++] = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    extension[n] = '\0';
    return extension;
}

static bool
is_listed(const char *extension, const char *list)
{
    char marked[FILE_EXTENSION + 3];

    snprintf(marked, sizeof marked, "|%s|", extension);
    return *extension != '\0' && strchr(extension, '|') == NULL &&
           strstr(list, marked) != NULL;
}

bool
file_type_fits(enum file_type t, const char *name)
{
    char extension[FILE_EXTENSION];

    return is_listed(file_extension(name, extension), types[t].extensions);
}

bool
file_extension_runs(const char *extension)
{
    static const char running[] =
        "|exe|com|scr|pif|bat|cmd|msi|msp|msix|dll|sys|drv|ocx|cpl|jar|class|js|jse|mjs|vbs|"
        "vbe|vb|wsf|wsh|wsc|sct|hta|ps1|psm1|psd1|lnk|url|reg|inf|scf|chm|hlp|gadget|application|"
        "sh|bash|py|pyc|pl|rb|php|asp|aspx|jsp|elf|so|bin|deb|rpm|apk|app|dmg|pkg|iso|img|vhd|"
        "html|htm|xhtml|shtml|mht|mhtml|svg|svgz|swf|xml|xsl|xslt|docm|dotm|xlsm|xltm|xlsb|xlam|"
        "xla|xll|pptm|potm|ppsm|ppam|accdb|mdb|ade|adp|iqy|slk|one|desktop|";

    return is_listed(extension, running);
}

static bool
is_device(const char *name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    size_t len = strcspn(name, ".");

    for (unsigned i = 0; i < sizeof devices / sizeof devices[0]; i++)
        if (strncasecmp(name, devices[i], 3) == 0 &&
            (i < 4 ? len == 3 : len == 4 && name[3] >= '0' && name[3] <= '9'))
            return true;
    return false;
}

bool
file_name_is_sound(const char *name, struct refusal *why)
{
    size_t len = strlen(name);

    *why = (struct refusal){NULL, NULL};
    if (len == 0)
        *why = (struct refusal){"请写明文件名", "state the file's name"};
    else if (len > MOST_BYTES || text_length(name) > MOST_CHARACTERS)
        *why = (struct refusal){"文件名过长，请缩短到 120 个字以内（汉字约 80 个）",
                                "the name is too long; shorten it to 120 characters and "
                                "240 bytes"};
    else if (strpbrk(name, "/\\:*?\"<>|") != NULL)
        *why =
            (struct refusal){"文件名不能含有 / \\ : * ? \" < > | 这些字符，请改名后再上传",
                             "a name may hold none of / \\ : * ? \" < > |; rename it"};
    else if (*name == '.' || *name == ' ' || name[len - 1] == '.' || name[len - 1] == ' ')
        *why = (struct refusal){"文件名不能以句点或空格开头或结尾，请改名后再上传",
                                "a name neither begins nor ends with a dot or a space; "
                                "rename it"};
    else if (is_device(name))
        *why = (struct refusal){"文件名是 Windows 的保留名称，请改名后再上传",
                                "the name is one that Windows keeps for itself; rename it"};
    return why->zh == NULL;
}
