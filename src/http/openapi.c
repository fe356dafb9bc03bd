#include "http/openapi.h"

#include "base/problem.h"
#include "http/operation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static json_t *schema_of(const struct field *f);

static json_t *
codes(const char *list)
{
    json_t *all = json_array();

    while (*list == '|') {
        size_t len = strcspn(list + 1, "|");

        if (len > 0)
            json_array_append_new(all, json_stringn(list + 1, len));
        list += len + 1;
    }
    return all;
}

/* An object of FIELDS; closed ones refuse what is not declared. */
static json_t *
object_of(const struct field *fields, bool closed)
{
    json_t *properties = json_object(), *required = json_array();
    json_t *object = json_pack("{s:s, s:o}", "type", "object", "properties", properties);

    for (const struct field *f = fields; f != NULL && f->name != NULL; f++) {
        json_object_set_new(properties, f->name, schema_of(f));
        if (f->required)
            json_array_append_new(required, json_string(f->name));
    }
    if (json_array_size(required) > 0)
        json_object_set(object, "required", required);
    json_decref(required);
    if (closed)
        json_object_set_new(object, "additionalProperties", json_false());
    return object;
}

static json_t *
typed(const char *type, const char *form)
{
    json_t *schema = json_pack("{s:s}", "type", type);

    if (form != NULL)
        json_object_set_new(schema, "format", json_string(form));
    return schema;
}

static json_t *
text_schema(const struct field *f)
{
    json_t *schema = typed("string", NULL);

    if (f->max > 0)
        json_object_set_new(schema, "maxLength", json_integer(f->max));
    if (f->required)
        json_object_set_new(schema, "minLength", json_integer(f->min > 0 ? f->min : 1));
    return schema;
}

static json_t *
integer_schema(const struct field *f)
{
    json_t *schema = typed("integer", NULL);

    if (f->min != f->max) {
        json_object_set_new(schema, "minimum", json_integer(f->min));
        json_object_set_new(schema, "maximum", json_integer(f->max));
    }
    return schema;
}

static json_t *
list_schema(const struct field *f)
{
    json_t *schema = typed("array", NULL);

    json_object_set_new(schema, "items",
                        f->fields ? object_of(f->fields, true) : json_object());
    if (f->max > 0) {
        json_object_set_new(schema, "minItems", json_integer(f->min));
        json_object_set_new(schema, "maxItems", json_integer(f->max));
    }
    return schema;
}

static json_t *
object_schema(const struct field *f)
{
    json_t *object = f->fields ? object_of(f->fields, true) : typed("object", NULL);

    if (!f->or_none)
        return object;
    return json_pack("{s:[o, {s:s, s:i}]}", "anyOf", object, "type", "object",
                     "maxProperties", 0);
}

static json_t *
schema_of(const struct field *f)
{
    json_t *schema = NULL;

    switch (f->type) {
    case FIELD_TEXT:
        schema = text_schema(f);
        break;
    case FIELD_CHOICE:
        schema = typed("string", NULL);
        json_object_set_new(schema, "enum", codes(f->oneof));
        break;
    case FIELD_DATE:
        schema = typed("string", "date");
        break;
    case FIELD_INTEGER:
        schema = integer_schema(f);
        break;
    case FIELD_BOOLEAN:
        schema = typed("boolean", NULL);
        break;
    case FIELD_ID:
        schema = typed("string", NULL);
        json_object_set_new(schema, "pattern", json_string("^[1-9][0-9]*$"));
        break;
    case FIELD_MOMENT:
        schema = typed("string", NULL);
        break;
    case FIELD_OBJECT:
        schema = object_schema(f);
        break;
    case FIELD_LIST:
        schema = list_schema(f);
        break;
    }
    json_object_set_new(schema, "description", json_string(f->label));
    if (!f->required) {
        json_object_set_new(schema, "nullable", json_true());
        if (f->type == FIELD_CHOICE)
            json_array_append_new(json_object_get(schema, "enum"), json_null());
    }
    return schema;
}

static json_t *
parameter(const char *in, const struct field *f, bool required)
{
    json_t *schema = schema_of(f);

    json_object_del(schema, "nullable");
    if (f->type == FIELD_CHOICE && !f->required)
        json_array_remove(json_object_get(schema, "enum"),
                          json_array_size(json_object_get(schema, "enum")) - 1);
    return json_pack("{s:s, s:s, s:b, s:s, s:o}", "name", f->name, "in", in, "required",
                     required, "description", f->label, "schema", schema);
}

static void
add_path_parameters(json_t *parameters, const struct operation *op)
{
    char name[32];

    for (int i = 0; operation_part(op, i, name); i++)
        for (const struct field *f = path_fields; f->name != NULL; f++)
            if (strcmp(f->name, name) == 0)
                json_array_append_new(parameters, parameter("path", f, true));
}

static json_t *
reference(const char *kind, const char *name)
{
    return json_pack("{s:o}", "$ref", json_sprintf("#/components/%s/%s", kind, name));
}

static json_t *
header_parameter(const char *name, bool required, const char *description)
{
    return json_pack("{s:s, s:s, s:b, s:s, s:{s:s}}", "name", name, "in", "header",
                     "required", required, "description", description, "schema", "type",
                     "string");
}

static json_t *
parameters_of(const struct operation *op)
{
    json_t *all = json_array();

    add_path_parameters(all, op);
    for (const struct field *f = op->query; f != NULL && f->name != NULL; f++)
        json_array_append_new(all, parameter("query", f, f->required));
    if (op->formats != NULL) {
        const struct field format = {
            .name = "format", .label = "格式", .type = FIELD_CHOICE, .oneof = op->formats};

        json_array_append_new(all, parameter("query", &format, false));
    }
    if (strncmp(op->route, "GET ", 4) != 0) {
        json_array_append_new(all, reference("parameters", "idempotency_key"));
        if (op->upload)
            json_array_append_new(
                all, header_parameter("Content-Disposition", true,
                                      "names the file: attachment; filename*=UTF-8''…"));
        if (strchr(op->route, '{') != NULL)
            json_array_append_new(all, reference("parameters", "if_match"));
    }
    return all;
}

static void
add_content(json_t *content, const char *format, const struct operation *op)
{
    static const char *const types[][2] = {
        {"json", "application/json"},
        {"csv", "text/csv"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"html", "text/html"},
        {"text", "text/plain"},
        {"xml", "application/xml"},
        {"jsonl", "application/jsonl"},
        {"ics", "text/calendar"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"pdf", "application/pdf"},
    };

    for (unsigned i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i][0], format) == 0)
            json_object_set_new(
                content, types[i][1],
                json_pack("{s:o}", "schema",
                          i > 0       ? typed("string", i == 2 || i > 7 ? "binary" : NULL)
                          : op->reply ? object_of(op->reply, true)
                                      : json_object()));
}

static json_t *
success(const struct operation *op)
{
    json_t *content = json_object();
    json_t *formats = codes(op->formats ? op->formats : "|json");
    json_t *format;
    size_t i;

    if (op->reply == NULL && op->formats == NULL)
        json_object_set_new(content, "*/*", json_object());
    else
        json_array_foreach(formats, i, format)
            add_content(content, json_string_value(format), op);
    json_decref(formats);
    return json_pack("{s:s, s:o}", "description", op->summary, "content", content);
}

static bool
is_proposed(const struct operation *op)
{
    for (enum role r = 0; r < ROLE_COUNT; r++)
        if (right_cell_of(op->right, r) & CELL_PROPOSE)
            return true;
    return false;
}

static json_t *
replies_of(const struct operation *op)
{
    bool creates = strncmp(op->route, "POST ", 5) == 0 &&
                   ((op->upload && !op->asks) || strstr(op->name, "_register") ||
                    strstr(op->name, "_create") || strstr(op->name, "_import"));
    json_t *all = json_object();

    json_object_set_new(all, creates ? "201" : "200", success(op));
    if (!op->open && is_proposed(op))
        json_object_set_new(all, "202", reference("responses", "proposed"));
    json_object_set_new(all, "4XX", reference("responses", "problem"));
    json_object_set_new(all, "5XX", reference("responses", "problem"));
    return all;
}

/* Who may call OP, as core/right.def has it: role -> act, own, propose, confirm, both, count. */
static json_t *
roles_of_right(enum right right)
{
    static const struct {
        enum right_cell cell;
        const char *word;
    } words[] = {{CELL_ACT, "act"},         {CELL_OWN, "own"},
                 {CELL_BOTH, "both"},       {CELL_PROPOSE, "propose"},
                 {CELL_CONFIRM, "confirm"}, {CELL_COUNT, "count"}};
    json_t *all = json_object();

    for (enum role r = 0; r < ROLE_COUNT; r++)
        for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
            if (right_cell_of(right, r) == words[i].cell)
                json_object_set_new(all, role_code(r), json_string(words[i].word));
    return all;
}

static void
add_right(json_t *o, const struct operation *op)
{
    json_object_set_new(o, "x-right", json_string(right_code(op->right)));
    json_object_set_new(o, "x-roles", roles_of_right(op->right));
    if (right_needs_proof(op->right))
        json_object_set_new(o, "x-password-again", json_true());
    if (right_scope(op->right) != SCOPE_NONE)
        json_object_set_new(o, "x-token", json_true());
}

static json_t *
describe(const struct operation *op)
{
    json_t *o =
        json_pack("{s:s, s:s, s:o, s:o}", "operationId", op->name, "summary", op->summary,
                  "parameters", parameters_of(op), "responses", replies_of(op));

    if (op->body != NULL)
        json_object_set_new(o, "requestBody",
                            json_pack("{s:b, s:{s:{s:o}}}", "required", 1, "content",
                                      "application/json", "schema",
                                      object_of(op->body, true)));
    if (op->upload)
        json_object_set_new(o, "requestBody",
                            json_pack("{s:b, s:{s:{s:o}}}", "required", 1, "content",
                                      "application/octet-stream", "schema",
                                      typed("string", "binary")));
    if (op->open)
        json_object_set_new(o, "security", json_array());
    else
        add_right(o, op);
    return o;
}

static json_t *
paths(void)
{
    json_t *all = json_object();

    for (int i = 0; operation_list[i] != NULL; i++) {
        const struct operation *op = operation_list[i];
        size_t len = strcspn(op->route, " ");
        const char *path = op->route + len + 1;
        char method[16] = "";

        for (size_t k = 0; k < len && k + 1 < sizeof method; k++)
            method[k] = (char)tolower((unsigned char)op->route[k]);
        if (json_object_get(all, path) == NULL)
            json_object_set_new(all, path, json_object());
        json_object_set_new(json_object_get(all, path), method, describe(op));
    }
    return all;
}

static json_t *
problem_schema(void)
{
    json_t *types = json_array();

    for (enum problem p = 1; p < PROBLEM_COUNT; p++)
        json_array_append_new(types,
                              json_sprintf("urn:gongkai:problem:%s", problem_code(p)));
    return json_pack(
        "{s:s, s:[s,s,s], s:{s:{s:s,s:o}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s,s:o}}}",
        "type", "object", "required", "type", "title", "status", "properties", "type",
        "type", "string", "enum", types, "title", "type", "string", "status", "type",
        "integer", "detail", "type", "string", "request", "type", "string", "errors",
        "type", "array", "items",
        json_pack("{s:s, s:{s:{s:s}, s:{s:s}}}", "type", "object", "properties", "field",
                  "type", "string", "message", "type", "string"));
}

/* What is answered to one who may only propose. */
static json_t *
proposed_response(void)
{
    return json_pack("{s:s, s:{s:{s:{s:s, s:[s,s], s:{s:{s:s}, s:{}}}}}}", "description",
                     "Kept as a proposal, until another confirms it", "content",
                     "application/json", "schema", "type", "object", "required", "proposal",
                     "preview", "properties", "proposal", "type", "object", "preview");
}

static json_t *
components(void)
{
    return json_pack(
        "{s:{s:o, s:o}, s:{s:{s:s, s:{s:{s:o}}}, s:o}, s:{s:o}, "
        "s:{s:{s:s,s:s,s:s}, s:{s:s,s:s}}}",
        "parameters", "idempotency_key",
        header_parameter(
            "Idempotency-Key", false,
            "names this request; repeating it gives the same reply and acts once"),
        "if_match",
        header_parameter("If-Match", false,
                         "the ETag that was seen; 412 when it has changed"),
        "responses", "problem", "description", "Problem document (RFC 9457)", "content",
        "application/problem+json", "schema", reference("schemas", "problem"), "proposed",
        proposed_response(), "schemas", "problem", problem_schema(), "securitySchemes",
        "session", "type", "apiKey", "in", "cookie", "name", "__Host-sid", "token", "type",
        "http", "scheme", "bearer");
}

void
openapi_print(struct text *out)
{
    json_t *document = json_pack(
        "{s:s, s:{s:s, s:s, s:s, s:{s:s, s:s}}, s:[{s:s}], s:[{s:[]}, {s:[]}], s:o, s:o}",
        "openapi", "3.0.3", "info", "title", "gongkai", "version", "1", "description",
        "政府信息依申请公开与年度报告", "license", "name", "Apache-2.0", "url",
        "https://www.apache.org/licenses/LICENSE-2.0", "servers", "url", "/", "security",
        "session", "token", "paths", paths(), "components", components());
    char *printed = json_dumps(document, JSON_INDENT(2) | JSON_PRESERVE_ORDER);

    text_add(out, printed);
    text_add(out, "\n");
    free(printed);
    json_decref(document);
}
