/* The types of files that are taken, and what a name may be. */
#ifndef GONGKAI_DOCUMENT_FILE_TYPE_H
#define GONGKAI_DOCUMENT_FILE_TYPE_H

#include <stdbool.h>

enum file_type {
#define FILE_TYPE(code, extensions, mime, zh, en) FILE_##code,
#include "document/file_type.def"
#undef FILE_TYPE
    FILE_COUNT,
    FILE_NONE
};

/* Why something is not taken and what to do, in both languages. */
struct refusal {
    const char *zh, *en;
};

/* Code ("pdf"), MIME type, name; FILE_NONE for a code that is none. */
const char *file_type_code(enum file_type t);
const char *file_type_mime(enum file_type t);
const char *file_type_name(enum file_type t, bool english);
enum file_type file_type_of(const char *code);

/* All codes as "|pdf|…". */
extern const char file_type_codes[];

/* Whether the extension of NAME is one of T's. */
bool file_type_fits(enum file_type t, const char *name);

/* The extension of NAME in small letters into EXTENSION ("" for none, or for one too long). */
enum { FILE_EXTENSION = 12 };
const char *file_extension(const char *name, char extension[FILE_EXTENSION]);

/* Whether files with this EXTENSION run something where they are opened. */
bool file_extension_runs(const char *extension);

/* Whether NAME, valid UTF-8 without control or direction characters, may be a file's anywhere:
 * no path, nothing that Windows does not take, at most 120 characters and 240 bytes. */
bool file_name_is_sound(const char *name, struct refusal *why);

#endif
