#include "op/uploading.h"

#include "command/stage.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
    text_add_bytes(context, bytes, size * count);
    return size * count;
}

static struct curl_slist *
add_credential(struct curl_slist *list, const char *method, const char *path)
{
    struct cast cast;
    char line[160];

    ck_assert(stage_cast(here.database, method, path, &cast));
    snprintf(line, sizeof line, "Cookie: sid=%s", cast.first);
    list = curl_slist_append(list, line);
    return curl_slist_append(list, "X-Requested-With: gongkai");
}

static struct answer
perform(CURL *curl, struct curl_slist *list, const char *path)
{
    struct answer a = {.status = 0};
    char url[1000];

    snprintf(url, sizeof url, "%s%s", here.url, path);
    text_add(&a.headers, "");
    text_add(&a.body, "");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &a.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &a.headers);
    if (curl_easy_perform(curl) == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &a.status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return a;
}

struct answer
upload_to(const char *path, const char *name, const char *bytes, size_t size,
          const char *header)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    struct text line = {NULL, 0, 0};
    CURL *curl = curl_easy_init();

    text_add(&line, "Content-Disposition: attachment; filename*=UTF-8''");
    for (const char *p = name; *p != '\0'; p++)
        text_addf(&line, "%%%02x", (unsigned)(unsigned char)*p);
    list = curl_slist_append(list, "Content-Type: application/octet-stream");
    list = curl_slist_append(list, line.bytes);
    list = add_credential(list, "POST", path);
    if (header != NULL)
        list = curl_slist_append(list, header);
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, bytes);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
    text_free(&line);
    return perform(curl, list, path);
}

struct answer
upload(const char *id, const char *query, const char *name, const char *bytes, size_t size,
       const char *header)
{
    char path[400];

    snprintf(path, sizeof path, "/api/v1/applications/%s/attachments?%s", id, query);
    return upload_to(path, name, bytes, size, header);
}

const json_t *
uploaded(long status, const char *code, const char *id, const char *query, const char *name,
         const char *bytes, size_t size)
{
    struct answer a = upload(id, query, name, bytes, size, NULL);
    json_t *json = json_loadb(a.body.bytes, a.body.len, 0, NULL);
    char urn[100];

    ck_assert_msg(a.status == status, "%s: %ld: %s", name, a.status, a.body.bytes);
    snprintf(urn, sizeof urn, "urn:gongkai:problem:%s", code);
    if (status >= 400)
        ck_assert_str_eq(text_in(json, "type"), urn);
    answer_free(&a);
    return json;
}

struct answer
fetch(const char *method, const char *path)
{
    CURL *curl = curl_easy_init();

    if (strcmp(method, "HEAD") == 0)
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    return perform(curl, add_credential(NULL, method, path), path);
}
