#include "document/sniff.h"

#include "document/ole.h"
#include "document/zip_read.h"

#include <string.h>

enum { FRONT = 64, PDF_TAIL = 2048 };

static const struct refusal empty = {"文件是空的，请检查后重新选择",
                                     "the file is empty; choose it again"};
static const struct refusal program = {
    "文件是可执行程序或脚本，不能上传",
    "the file is a program or a script; it is not taken"};
static const struct refusal macros = {
    "文档含有宏，不能上传；请另存为不含宏的格式（docx、xlsx、pptx）",
    "the document holds macros; save it in a format without (docx, xlsx, pptx)"};
static const struct refusal encrypted = {
    "文档已加密，无法检查，请去掉密码后再上传",
    "the document is encrypted and cannot be examined; remove the password"};
static const struct refusal damaged = {
    "文件已损坏或不完整，请用原程序打开并重新保存后再上传",
    "the file is damaged or not whole; open it and save it anew"};
static const struct refusal two_in_one = {
    "文件末尾藏有压缩包，一个文件只能是一种格式；请重新导出后再上传",
    "an archive is hidden behind the file; a file is of one format; export it anew"};
static const struct refusal other_extension = {
    "文件的扩展名与内容不符，请改用正确的扩展名后再上传",
    "the file's extension does not agree with its content; correct it"};
static const struct refusal rar = {
    "不接受 RAR、7z 等压缩包，无法检查其内容；请改为 ZIP 或直接上传其中的文件",
    "archives other than ZIP cannot be examined; use ZIP or upload the files themselves"};

static enum file_type
refuse(struct refusal *why, const struct refusal *reason)
{
    *why = *reason;
    return FILE_NONE;
}

static unsigned long
little(const unsigned char *p, int n)
{
    unsigned long value = 0;

    while (n-- > 0)
        value = value << 8 | p[n];
    return value;
}

/* A mark at the front, and what it is of. */
struct mark {
    const char *bytes;
    size_t size;
};

#define MARK(literal)                                                                      \
    {                                                                                      \
        literal, sizeof literal - 1                                                        \
    }

static bool
begins_with(const unsigned char *front, const struct mark *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(front, marks[i].bytes, marks[i].size) == 0)
            return true;
    return false;
}

static bool
is_program(const unsigned char *front)
{
    static const struct mark marks[] = {
        MARK("MZ"),
        MARK("\177ELF"),
        MARK("#!"),
        MARK("\xca\xfe\xba\xbe"),
        MARK("\xfe\xed\xfa\xce"),
        MARK("\xfe\xed\xfa\xcf"),
        MARK("\xce\xfa\xed\xfe"),
        MARK("\xcf\xfa\xed\xfe"),
        MARK("L\0\0\0\1\x14\2\0"),
        MARK("\0asm"),
    };

    return begins_with(front, marks, sizeof marks / sizeof marks[0]);
}

static bool
is_other_archive(const unsigned char *front)
{
    static const struct mark marks[] = {MARK("Rar!\x1a\7"), MARK("7z\xbc\xaf\x27\x1c"),
                                        MARK("\x1f\x8b"),   MARK("\xfd\x37zXZ"),
                                        MARK("BZh"),        MARK("MSCF")};

    return begins_with(front, marks, sizeof marks / sizeof marks[0]);
}

/* Whether WORD stands in the last SIZE bytes. */
static bool
ends_with(const struct spool *file, const char *word, long long size)
{
    char tail[PDF_TAIL];
    long long all = spool_size(file);

    size = size < all ? size : all;
    if (!spool_read(file, all - size, tail, (size_t)size))
        return false;
    return memmem(tail, (size_t)size, word, strlen(word)) != NULL;
}

static bool
is_whole_pdf(const struct spool *file, const unsigned char *front)
{
    return front[5] >= '1' && front[5] <= '9' && front[6] == '.' &&
           ends_with(file, "%%EOF", 1024) && ends_with(file, "startxref", PDF_TAIL);
}

static bool
is_whole_png(const struct spool *file, const unsigned char *front)
{
    return memcmp(front + 12, "IHDR", 4) == 0 &&
           ends_with(file, "IEND\xae\x42\x60\x82", 1024);
}

static bool
is_whole_tiff(const struct spool *file, const unsigned char *front)
{
    bool swapped = front[0] == 'M';
    unsigned long at = swapped
                           ? (unsigned long)front[4] << 24 | (unsigned long)front[5] << 16 |
                                 (unsigned long)front[6] << 8 | front[7]
                           : little(front + 4, 4);

    return at >= 8 && (long long)at + 2 <= spool_size(file);
}

enum file_type
sniff_image(const struct spool *file, const unsigned char *front, bool *whole)
{
    long long size = spool_size(file);

    *whole = true;
    if (memcmp(front, "\xff\xd8\xff", 3) == 0) {
        *whole = ends_with(file, "\xff\xd9", PDF_TAIL);
        return FILE_jpg;
    }
    if (memcmp(front, "\x89PNG\r\n\x1a\n", 8) == 0) {
        *whole = is_whole_png(file, front);
        return FILE_png;
    }
    if (memcmp(front, "GIF87a", 6) == 0 || memcmp(front, "GIF89a", 6) == 0) {
        *whole = ends_with(file, ";", 1);
        return FILE_gif;
    }
    if (memcmp(front, "BM", 2) == 0 && little(front + 14, 4) >= 12 &&
        little(front + 14, 4) <= 124 && little(front + 6, 4) == 0) {
        *whole = (long long)little(front + 2, 4) == size;
        return FILE_bmp;
    }
    if (memcmp(front, "II*\0", 4) == 0 || memcmp(front, "MM\0*", 4) == 0) {
        *whole = is_whole_tiff(file, front);
        return FILE_tiff;
    }
    if (memcmp(front, "RIFF", 4) == 0 && memcmp(front + 8, "WEBP", 4) == 0) {
        *whole = (long long)little(front + 4, 4) + 8 == size;
        return FILE_webp;
    }
    return FILE_NONE;
}

static enum file_type
compound_type(const struct spool *file, struct refusal *why)
{
    struct ole o;

    if (!ole_read(file, &o))
        return refuse(why, &damaged);
    if (o.encrypted)
        return refuse(why, &encrypted);
    if (o.macros)
        return refuse(why, &macros);
    if (o.word + o.sheet + o.slides != 1)
        return refuse(why, &damaged);
    return o.word ? FILE_doc : o.sheet ? FILE_xls : FILE_ppt;
}

static enum file_type
text_type(const struct spool *file, const char *name, struct refusal *why)
{
    if (!sniff_text(file, why))
        return FILE_NONE;
    return file_type_fits(FILE_csv, name) ? FILE_csv : FILE_txt;
}

static enum file_type
type_of(const struct spool *file, const char *name, struct refusal *why)
{
    unsigned char front[FRONT] = {0};
    long long size = spool_size(file);
    enum file_type t;
    bool whole;

    if (size == 0)
        return refuse(why, &empty);
    if (!spool_read(file, 0, front, size < FRONT ? (size_t)size : FRONT))
        return refuse(why, &damaged);
    if (memcmp(front, "PK\3\4", 4) == 0)
        return sniff_package(file, why);
    if (is_other_archive(front))
        return refuse(why, &rar);
    if (is_program(front))
        return refuse(why, &program);
    if (memcmp(front, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
        return compound_type(file, why);
    if (memcmp(front, "%PDF-", 5) == 0)
        return is_whole_pdf(file, front) ? FILE_pdf : refuse(why, &damaged);
    t = sniff_image(file, front, &whole);
    if (t == FILE_NONE)
        return text_type(file, name, why);
    return whole ? t : refuse(why, &damaged);
}

enum file_type
sniff(const struct spool *file, const char *name, struct refusal *why)
{
    char extension[FILE_EXTENSION];
    enum file_type t;

    if (file_extension_runs(file_extension(name, extension)))
        return refuse(why, &program);
    t = type_of(file, name, why);
    if (t == FILE_NONE)
        return t;
    if (!file_type_fits(t, name))
        return refuse(why, &other_extension);
    if (t != FILE_zip && t != FILE_docx && t != FILE_xlsx && t != FILE_pptx &&
        t != FILE_odt && t != FILE_ods && t != FILE_ofd && zip_is_at_end(file))
        return refuse(why, &two_in_one);
    return t;
}
