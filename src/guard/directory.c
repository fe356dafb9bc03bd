#include "guard/directory.h"

#include "base/log.h"
#include "base/text.h"
#include "guard/gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef WITH_LDAP
#include <ldap.h>
#include <sys/time.h>
#endif

struct directory {
    char *url, *dn;
    struct gate gate;
};

bool
directory_supported(void)
{
#ifdef WITH_LDAP
    return true;
#else
    return false;
#endif
}

static bool
begins(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

struct directory *
directory_new(const char *url, const char *dn, char *reason, unsigned size)
{
    struct directory *d;

    if (!directory_supported())
        snprintf(reason, size,
                 "ldap_url is set, but gongkaid was built without LDAP "
                 "(configure --with-ldap)");
    else if (!begins(url, "ldaps://") && !begins(url, "ldapi://") &&
             !begins(url, "ldap://"))
        snprintf(reason, size, "ldap_url must begin with ldaps://, ldap:// or ldapi://");
    else if (strstr(dn, "{login}") == NULL)
        snprintf(reason, size, "ldap_dn must hold {login}");
    else {
        d = xmalloc(sizeof *d);
        d->url = xstrdup(url);
        d->dn = xstrdup(dn);
        gate_open(&d->gate, DIRECTORY_AT_ONCE, DIRECTORY_QUEUE);
        return d;
    }
    return NULL;
}

void
directory_free(struct directory *d)
{
    if (d == NULL)
        return;
    gate_close(&d->gate);
    free(d->url);
    free(d->dn);
    free(d);
}

/* A value inside a name: what could end or change it is escaped. */
static void
add_escaped(struct text *t, const char *value)
{
    size_t len = strlen(value);

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)value[i];
        bool edge = (i == 0 && (c == ' ' || c == '#')) || (i + 1 == len && c == ' ');

        if (c < 0x20 || c == 0x7f)
            text_addf(t, "\\%02X", (unsigned)c);
        else if (edge || strchr("\"+,;<=>\\", c) != NULL)
            text_addf(t, "\\%c", c);
        else
            text_add_bytes(t, value + i, 1);
    }
}

const char *
directory_dn(struct arena *a, const char *dn, const char *login, const char *agency)
{
    struct text t = {NULL, 0, 0};
    const char *result;

    text_add(&t, "");
    while (*dn != '\0') {
        if (begins(dn, "{login}")) {
            add_escaped(&t, login);
            dn += strlen("{login}");
        } else if (begins(dn, "{agency}")) {
            add_escaped(&t, agency != NULL ? agency : "");
            dn += strlen("{agency}");
        } else {
            text_add_bytes(&t, dn++, 1);
        }
    }
    result = arena_copy(a, t.bytes, t.len);
    text_free(&t);
    return result;
}

#ifdef WITH_LDAP

/* A connection whose every step ends in time and that checks the server's certificate,
 * whatever ldap.conf says. */
static int
prepare(LDAP *ld)
{
    const struct timeval patience = {DIRECTORY_SECONDS, 0};
    const int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND;
    int as_client = 0;

    ldap_set_option(ld, LDAP_OPT_PROTOCOL_VERSION, &version);
    ldap_set_option(ld, LDAP_OPT_NETWORK_TIMEOUT, &patience);
    ldap_set_option(ld, LDAP_OPT_TIMEOUT, &patience);
    ldap_set_option(ld, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    ldap_set_option(ld, LDAP_OPT_RESTART, LDAP_OPT_OFF);
    if (ldap_set_option(ld, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand) != LDAP_OPT_SUCCESS)
        return LDAP_CONNECT_ERROR;
    return ldap_set_option(ld, LDAP_OPT_X_TLS_NEWCTX, &as_client) == LDAP_OPT_SUCCESS
               ? LDAP_SUCCESS
               : LDAP_CONNECT_ERROR;
}

static int
bind_as(const char *url, const char *dn, const char *password)
{
    struct berval secret = {strlen(password), (char *)(size_t)password};
    LDAP *ld = NULL;
    int code = ldap_initialize(&ld, url);

    if (code == LDAP_SUCCESS)
        code = prepare(ld);
    if (code == LDAP_SUCCESS && begins(url, "ldap://"))
        code = ldap_start_tls_s(ld, NULL, NULL);
    if (code == LDAP_SUCCESS)
        code = ldap_sasl_bind_s(ld, dn, LDAP_SASL_SIMPLE, &secret, NULL, NULL, NULL);
    else if (code > 0)
        code = LDAP_OTHER; /* not the answer to a password, whatever it is */
    if (ld != NULL)
        ldap_unbind_ext_s(ld, NULL, NULL);
    return code;
}

static enum password_result
result_of(int code)
{
    switch (code) {
    case LDAP_SUCCESS:
        return PASSWORD_OK;
    case LDAP_INVALID_CREDENTIALS:
    case LDAP_NO_SUCH_OBJECT:
    case LDAP_INVALID_DN_SYNTAX:
    case LDAP_INAPPROPRIATE_AUTH:
    case LDAP_INSUFFICIENT_ACCESS:
    case LDAP_CONSTRAINT_VIOLATION: /* locked there */
    case LDAP_UNWILLING_TO_PERFORM:
        return PASSWORD_WRONG;
    default:
        log_line(LOG_WARNING, "directory", "\"code\":%d,\"message\":\"%s\"", code,
                 ldap_err2string(code));
        return PASSWORD_BUSY;
    }
}

static enum password_result
ask(const struct directory *d, const char *dn, const char *password)
{
    return result_of(bind_as(d->url, dn, password));
}

#else

static enum password_result
ask(const struct directory *d, const char *dn, const char *password)
{
    (void)d;
    (void)dn;
    (void)password;
    return PASSWORD_WRONG; /* directory_new made none */
}

#endif

enum password_result
directory_matches(struct directory *d, const char *login, const char *agency,
                  const char *password)
{
    enum password_result result;
    struct arena *a;

    if (*password == '\0' || *login == '\0')
        return PASSWORD_WRONG;
    if (!gate_enter(&d->gate))
        return PASSWORD_BUSY;
    a = arena_new();
    result = ask(d, directory_dn(a, d->dn, login, agency), password);
    arena_free(a);
    gate_leave(&d->gate);
    return result;
}
