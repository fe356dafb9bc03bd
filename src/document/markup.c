#include "document/markup.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* ---- Before reading ---- */

/* How far the look has come, and what it counted. */
struct look {
    const char *at, *end;
    int elements, depth, namespaces;
};

static bool
begins(const struct look *l, const char *with)
{
    size_t n = strlen(with);

    return (size_t)(l->end - l->at) >= n && memcmp(l->at, with, n) == 0;
}

/* Goes behind the next END, or to the end of all. */
static void
skip_to(struct look *l, const char *end)
{
    size_t n = strlen(end);
    const char *found = memmem(l->at, (size_t)(l->end - l->at), end, n);

    l->at = found != NULL ? found + n : l->end;
}

/* Reads a tag from behind its <, counting what is in it; false when that is too much. */
static bool
pass_tag(struct look *l)
{
    bool closes = l->at < l->end && *l->at == '/';
    int attributes = 0;
    char quote = '\0';

    for (; l->at < l->end && (quote != '\0' || *l->at != '>'); l->at++) {
        if (*l->at == quote)
            quote = '\0';
        else if (quote == '\0' && (*l->at == '"' || *l->at == '\''))
            quote = *l->at;
        else if (quote == '\0' && *l->at == '=')
            attributes++;
        else if (quote == '\0' && begins(l, "xmlns"))
            l->namespaces++;
    }
    if (closes)
        l->depth--;
    else if (l->at == l->end || l->at[-1] != '/')
        l->depth++;
    l->elements += !closes + attributes;
    return attributes <= MARKUP_MOST_ATTRIBUTES && l->depth <= MARKUP_MOST_DEPTH &&
           l->elements <= MARKUP_MOST_ELEMENTS && l->namespaces <= MARKUP_MOST_NAMESPACES;
}

enum docx_fault_kind
markup_fault(const char *bytes, size_t size)
{
    struct look l = {.at = bytes, .end = bytes + size};

    if (!text_is_utf8(bytes, size) || memchr(bytes, '\0', size) != NULL)
        return DOCX_xml;
    while ((l.at = memchr(l.at, '<', (size_t)(l.end - l.at))) != NULL) {
        if (begins(&l, "<!--")) {
            skip_to(&l, "-->");
        } else if (begins(&l, "<![CDATA[")) {
            skip_to(&l, "]]>");
        } else if (begins(&l, "<?")) {
            skip_to(&l, "?>");
        } else if (begins(&l, "<!")) {
            return DOCX_dtd;
        } else {
            l.at++;
            if (!pass_tag(&l))
                return DOCX_deep;
        }
    }
    return DOCX_FAULT_KINDS;
}

xmlDoc *
markup_read(const char *bytes, size_t size)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
    xmlDoc *doc;

    pthread_once(&once, xmlInitParser); /* which threads must not do side by side */
    doc = xmlReadMemory(bytes, (int)size, NULL, "UTF-8", options);
    if (doc != NULL && xmlDocGetRootElement(doc) == NULL) {
        xmlFreeDoc(doc);
        return NULL;
    }
    return doc;
}

/* ---- Trees ---- */

/* Transitional and strict. */
static bool
is_wordprocessing(const xmlNs *ns)
{
    return ns != NULL &&
           (xmlStrEqual(ns->href, BAD_CAST
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main") ||
            xmlStrEqual(ns->href,
                        BAD_CAST "http://purl.oclc.org/ooxml/wordprocessingml/main"));
}

bool
markup_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST name) &&
           is_wordprocessing(node->ns);
}

bool
markup_is_one_of(const xmlNode *node, const char *const *names)
{
    for (; *names != NULL; names++)
        if (markup_is(node, *names))
            return true;
    return false;
}

xmlNode *
markup_next(const xmlNode *node, const xmlNode *root, bool into)
{
    if (into && node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}

xmlNode *
markup_child(const xmlNode *node, const char *name)
{
    for (xmlNode *n = node != NULL ? node->children : NULL; n != NULL; n = n->next)
        if (markup_is(n, name))
            return n;
    return NULL;
}

const char *
markup_attribute(const xmlNode *node, const char *name, char *room, size_t size)
{
    *room = '\0';
    for (const xmlAttr *a = node != NULL ? node->properties : NULL; a != NULL; a = a->next)
        if (xmlStrEqual(a->name, BAD_CAST name) && is_wordprocessing(a->ns) &&
            a->children != NULL && a->children->content != NULL &&
            strlen((const char *)a->children->content) < size)
            snprintf(room, size, "%s", (const char *)a->children->content);
    return room;
}

/* ---- Text ---- */

static bool
is_of_xml(unsigned c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

void
markup_add_clean(struct text *out, const char *s, size_t len)
{
    const char *end = s + len, *kept = s;

    while (s < end) {
        unsigned char lead = (unsigned char)*s;
        int most = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        const char *next = s + 1;
        bool fit;

        while (next < end && next - s < most && ((unsigned char)*next & 0xc0) == 0x80)
            next++;
        fit = text_is_utf8(s, (size_t)(next - s));
        if (fit) {
            const char *at = s;

            fit = is_of_xml(text_next(&at));
        }
        if (!fit) {
            text_add_bytes(out, kept, (size_t)(s - kept));
            text_add(out, "\xef\xbf\xbd");
            kept = next;
        }
        s = next;
    }
    text_add_bytes(out, kept, (size_t)(end - kept));
}
