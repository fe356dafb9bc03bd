#include "document/hidden.h"

#include <string.h>
#include <zlib.h>

enum {
    PIECE = 65536,
    WORD = 32,                /* the longest that means something here, and more */
    MOST_INFLATED = 32 << 20, /* bytes of packed objects that are read of one file, */
    MOST_PACKED = 20000,      /* streams of them, */
    MOST_STREAMS = 200000     /* and of any kind */
};

/* A PDF is read as the words it is made of: names (/JavaScript) and keywords (obj, stream).
 * Streams are passed over, but for those that pack objects, which are unpacked and read alike.
 */
struct reader {
    const struct spool *file;
    struct hidden_report *report;
    char word[WORD];
    size_t len;
    bool is_name, comment;
    int hex;                    /* digits of a #xx to come, */
    unsigned value;             /* and what they say so far */
    bool packs_objects, flated; /* of the object that is being read; */
    bool odd;                   /* and that it takes more than that to unpack it */
    int depth; /* of parentheses: within a string, whose words mean nothing */
    bool escaped;
    bool subtype; /* the name before was Subtype */
    long ends;    /* %%EOF */
    bool linearized;
    long long inflated;
    long packed, streams;
};

/* An annotation of its own kind; a link is seen by who reads. */
static bool
is_annotation(const char *name)
{
    static const char *const kinds[] = {
        "Text",     "FreeText", "Highlight", "Underline", "StrikeOut",
        "Squiggly", "Ink",      "Stamp",     "Caret",     "Line",
        "Square",   "Circle",   "Polygon",   "PolyLine",  "FileAttachment",
        "Sound",    "Movie",    "RichMedia", NULL};

    for (int i = 0; kinds[i] != NULL; i++)
        if (strcmp(name, kinds[i]) == 0)
            return true;
    return false;
}

/* Whether a stream with this name in its head is more than deflated: packed twice or otherwise,
 * its bytes turned into differences, or elsewhere. */
static bool
is_odd(const char *name)
{
    static const char *const names[] = {"ASCIIHexDecode",
                                        "AHx",
                                        "ASCII85Decode",
                                        "A85",
                                        "LZWDecode",
                                        "LZW",
                                        "RunLengthDecode",
                                        "RL",
                                        "Crypt",
                                        "DecodeParms",
                                        "DP",
                                        "Predictor",
                                        "F",
                                        "FFilter",
                                        "FDecodeParms",
                                        NULL};

    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void
take_name(struct reader *r)
{
    static const struct {
        const char *name;
        enum hidden kind;
    } telling[] = {
        {"JavaScript", HIDDEN_scripts},
        {"JS", HIDDEN_scripts},
        {"Launch", HIDDEN_scripts},
        {"AA", HIDDEN_scripts},
        {"EmbeddedFile", HIDDEN_embedded_objects},
        {"OCProperties", HIDDEN_layers},
        {"Author", HIDDEN_properties},
        {"Creator", HIDDEN_properties},
        {"Keywords", HIDDEN_properties},
        {"Company", HIDDEN_properties},
        {"Metadata", HIDDEN_metadata},
        {"Encrypt", HIDDEN_unexamined},
        {"XFA", HIDDEN_custom_xml},
    };

    if (strcmp(r->word, "ObjStm") == 0)
        r->packs_objects = true;
    else if (is_odd(r->word))
        r->odd = true;
    else if (strcmp(r->word, "FlateDecode") == 0 || strcmp(r->word, "Fl") == 0)
        r->flated = true;
    else if (strcmp(r->word, "Linearized") == 0)
        r->linearized = true;
    else if (r->subtype && strcmp(r->word, "Redact") == 0)
        r->report->found[HIDDEN_redaction_marks]++;
    else if (r->subtype && is_annotation(r->word))
        r->report->found[HIDDEN_annotations]++;
    else
        for (unsigned i = 0; i < sizeof telling / sizeof telling[0]; i++)
            if (strcmp(r->word, telling[i].name) == 0)
                r->report->found[telling[i].kind]++;
    r->subtype = strcmp(r->word, "Subtype") == 0;
}

/* Ends the word; whether it was the keyword that begins a stream. */
static bool
end_word(struct reader *r)
{
    bool stream = false;

    if (r->len > 0 && r->len < WORD) {
        r->word[r->len] = '\0';
        if (r->is_name)
            take_name(r);
        else if (strcmp(r->word, "obj") == 0)
            r->packs_objects = r->flated = r->odd = r->subtype = false;
        else
            stream = strcmp(r->word, "stream") == 0;
    }
    r->len = 0;
    r->is_name = false;
    r->hex = 0;
    return stream;
}

static int
digit_of(unsigned char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static void
add_character(struct reader *r, unsigned char c)
{
    if (r->is_name && c == '#' && r->hex == 0) {
        r->hex = 2;
        r->value = 0;
        return;
    }
    if (r->hex > 0 && digit_of(c) >= 0) { /* letters may be written by their codes */
        r->value = r->value << 4 | (unsigned)digit_of(c);
        if (--r->hex > 0)
            return;
        c = (unsigned char)r->value;
    }
    r->hex = 0;
    if (r->len < WORD)
        r->word[r->len++] = (char)c;
}

static bool
parts_words(unsigned char c)
{
    switch (c) {
    case '\0':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case '\f':
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%':
        return true;
    default:
        return false;
    }
}

/* Takes one byte of a string, in which a percent sign begins no comment. */
static void
take_string(struct reader *r, unsigned char c)
{
    if (r->escaped)
        r->escaped = false;
    else if (c == '\\')
        r->escaped = true;
    else
        r->depth += (c == '(') - (c == ')');
}

/* Ends what is read alike; a string that did not end has swallowed what came behind it. */
static void
end_text(struct reader *r)
{
    if (r->depth > 0)
        r->report->found[HIDDEN_unexamined]++;
    r->depth = 0;
    r->escaped = r->comment = false;
}

/* Takes one byte outside of streams; whether a stream begins behind it. */
static bool
take_byte(struct reader *r, unsigned char c)
{
    bool stream;

    if (r->depth > 0) {
        take_string(r, c);
        return false;
    }
    if (r->comment) {
        r->comment = c != '\r' && c != '\n';
        if (r->comment)
            add_character(r, c);
        else {
            r->ends += r->len >= 4 && r->len < WORD && memcmp(r->word, "%EOF", 4) == 0;
            r->len = 0;
        }
        return false;
    }
    if (!parts_words(c)) {
        add_character(r, c);
        return false;
    }
    stream = end_word(r);
    r->is_name = c == '/';
    r->comment = c == '%';
    r->depth = c == '(';
    return stream && (c == '\r' || c == '\n');
}

/* Z_OK: give more; Z_STREAM_END: that was all of it. */
static int
inflate_into(struct reader *r, z_stream *s)
{
    unsigned char out[PIECE];
    int status = Z_OK;

    while (s->avail_in > 0 && status == Z_OK) {
        s->next_out = out;
        s->avail_out = sizeof out;
        status = inflate(s, Z_NO_FLUSH);
        r->inflated += (long long)(sizeof out - s->avail_out);
        if (r->inflated > MOST_INFLATED)
            return Z_BUF_ERROR;
        for (size_t i = 0; i < sizeof out - s->avail_out; i++)
            take_byte(r, out[i]);
    }
    return status;
}

/* Reads the objects that are packed between AT and END; false unless all of them. */
static bool
read_packed(struct reader *r, long long at, long long end)
{
    unsigned char in[PIECE];
    z_stream s = {.zalloc = Z_NULL};
    int status = Z_OK;

    if (++r->packed > MOST_PACKED || inflateInit(&s) != Z_OK)
        return false;
    while (status == Z_OK && at < end) {
        size_t n = end - at < PIECE ? (size_t)(end - at) : PIECE;

        if (!spool_read(r->file, at, in, n))
            break;
        s.next_in = in;
        s.avail_in = (uInt)n;
        status = inflate_into(r, &s);
        at += (long long)n;
    }
    inflateEnd(&s);
    take_byte(r, '\n');
    end_text(r);
    return status == Z_STREAM_END;
}

/* The place behind the next `endstream` from AT; the end of the file when there is none.  Most
 * streams are short, so what is read at once begins small. */
static long long
behind_stream(const struct reader *r, long long at)
{
    static const char mark[] = "endstream";
    char piece[PIECE];
    long long size = spool_size(r->file);

    for (size_t most = 1024; at < size; most = most < PIECE ? most * 2 : PIECE) {
        size_t n = size - at < (long long)most ? (size_t)(size - at) : most;
        const char *found;

        if (!spool_read(r->file, at, piece, n))
            return size;
        found = memmem(piece, n, mark, sizeof mark - 1);
        if (found != NULL)
            return at + (found - piece) + (long long)sizeof mark - 1;
        if (n < most)
            return size;
        at += (long long)(n - sizeof mark);
    }
    return size;
}

/* Passes over the stream that begins at AT; where it ends. */
static long long
take_stream(struct reader *r, long long at)
{
    char newline;
    bool packs = r->packs_objects, plain = r->flated && !r->odd;
    long long end;

    if (spool_read(r->file, at, &newline, 1) && newline == '\n')
        at++;
    end = behind_stream(r, at);
    r->packs_objects = r->flated = r->odd = false;
    if (packs && (!plain || !read_packed(r, at, end)))
        r->report->found[HIDDEN_unexamined]++;
    return end;
}

void
hidden_in_pdf(const struct spool *file, struct hidden_report *report)
{
    struct reader r = {.file = file, .report = report};
    unsigned char piece[4096];
    long long size = spool_size(file);

    for (long long at = 0; at < size;) {
        size_t n = size - at < (long long)sizeof piece ? (size_t)(size - at) : sizeof piece;
        size_t i = 0;
        bool stream = false;

        if (!spool_read(file, at, piece, n)) {
            report->found[HIDDEN_unexamined]++;
            return;
        }
        while (i < n && !stream)
            stream = take_byte(&r, piece[i++]);
        at += (long long)i;
        if (stream && ++r.streams > MOST_STREAMS) {
            report->found[HIDDEN_unexamined]++;
            return;
        }
        if (stream)
            at = take_stream(&r, at);
    }
    take_byte(&r, '\n');
    end_text(&r);
    r.ends -= r.linearized;
    if (r.ends > 1)
        report->found[HIDDEN_earlier_versions] = r.ends - 1;
}
