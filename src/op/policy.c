#include "op/policy.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

/* The length of a prefix, at most MOST, without zeros in front. */
static bool
is_length(const char *s, int most)
{
    size_t len = strlen(s);

    return len >= 1 && len <= 3 && strspn(s, "0123456789") == len &&
           (len == 1 || *s != '0') && atoi(s) <= most;
}

const char *
policy_network_fault(const char *value, const char **zh)
{
    char address[INET6_ADDRSTRLEN];
    unsigned char bytes[sizeof(struct in6_addr)];
    size_t len = strcspn(value, "/");
    const char *prefix = value[len] == '/' ? value + len + 1 : NULL;

    if (len < sizeof address) {
        memcpy(address, value, len);
        address[len] = '\0';
        if (inet_pton(AF_INET, address, bytes) == 1 &&
            (prefix == NULL || is_length(prefix, 32)))
            return NULL;
        if (inet_pton(AF_INET6, address, bytes) == 1 &&
            (prefix == NULL || is_length(prefix, 128)))
            return NULL;
    }
    *zh = "网段须写成 10.1.0.0/16 或 fd00::/8 的形式";
    return "a network is written like 10.1.0.0/16 or fd00::/8";
}
