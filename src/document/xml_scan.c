#include "document/xml_scan.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

/* Between two tags; libxml2 holds each attribute of an element against all others. */
enum {
    MOST_QUOTES = 512,
    MOST_NAMESPACES = 128 /* at once: each element is held against all of them */
};

struct scan {
    const struct xml_sink *sink;
    xmlParserCtxtPtr parser;
    bool has_type;
    int quotes; /* since the last < */
};

static void
begin_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
              int namespaces, const xmlChar **list, int count, int defaulted,
              const xmlChar **attributes)
{
    const struct xml_attributes a = {attributes, count};
    xmlParserCtxtPtr parser = context;
    const struct scan *s = parser->_private;

    (void)prefix;
    (void)uri;
    (void)list;
    (void)defaulted;
    if (namespaces > 0 && parser->nsNr > 2 * MOST_NAMESPACES) {
        parser->wellFormed = 0;
        xmlStopParser(parser);
        return;
    }
    if (s->sink->element != NULL)
        s->sink->element(s->sink->context, (const char *)name, &a);
}

static void
end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    const struct scan *s = ((xmlParserCtxtPtr)context)->_private;

    (void)prefix;
    (void)uri;
    if (s->sink->end != NULL)
        s->sink->end(s->sink->context, (const char *)name);
}

static void
take_text(void *context, const xmlChar *bytes, int len)
{
    const struct scan *s = ((xmlParserCtxtPtr)context)->_private;

    if (s->sink->text != NULL)
        s->sink->text(s->sink->context, (const char *)bytes, (size_t)len);
}

/* Called with the name of a document type, before anything of it is read. */
static void
refuse_type(void *context, const xmlChar *name, const xmlChar *public,
            const xmlChar *system)
{
    xmlParserCtxtPtr parser = context;
    struct scan *s = parser->_private;

    (void)name;
    (void)public;
    (void)system;
    s->has_type = true;
    xmlStopParser(parser);
}

static void
ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

const char *
xml_attribute(const struct xml_attributes *a, const char *name, char *value, size_t size)
{
    for (int i = 0; i < a->count; i++) {
        const unsigned char **five = a->list + (ptrdiff_t)i * 5;
        size_t len = (size_t)(five[4] - five[3]);

        if (strcmp((const char *)five[0], name) != 0)
            continue;
        len = len < size - 1 ? len : size - 1;
        memcpy(value, five[3], len);
        value[len] = '\0';
        return value;
    }
    return NULL;
}

static bool
take_piece(void *context, const char *bytes, size_t size)
{
    struct scan *s = context;

    for (size_t i = 0; i < size; i++)
        if (bytes[i] == '<')
            s->quotes = 0;
        else if ((bytes[i] == '"' || bytes[i] == '\'') && ++s->quotes > MOST_QUOTES)
            return false;
    return xmlParseChunk(s->parser, bytes, (int)size, 0) == 0 && !s->has_type &&
           (s->sink->enough == NULL || !*s->sink->enough);
}

static void
begin_library(void)
{
    xmlInitParser();
}

bool
xml_scan(const struct zip *z, const struct zip_entry *e, const struct xml_sink *sink)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = begin_element,
                             .endElementNs = end_element,
                             .characters = take_text,
                             .cdataBlock = take_text,
                             .internalSubset = refuse_type,
                             .serror = ignore_error};
    struct scan s = {.sink = sink};
    bool fine;

    pthread_once(&once, begin_library);
    s.parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (s.parser == NULL)
        return false;
    s.parser->_private = &s;
    xmlCtxtUseOptions(s.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    s.parser->sax->serror = ignore_error;
    fine = zip_unpack(z, e, take_piece, &s) && xmlParseChunk(s.parser, "", 0, 1) == 0 &&
           !s.has_type && s.parser->wellFormed;
    xmlFreeDoc(s.parser->myDoc);
    s.parser->myDoc = NULL;
    xmlFreeParserCtxt(s.parser);
    return fine;
}
