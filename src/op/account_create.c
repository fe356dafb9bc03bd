#include "op/account.h"
#include "op/person.h"

#include <string.h>

/* Create an account; an agency's administrator proposes it, the security administrator
 * confirms.  It has no password: a one-time link gives it one. */
OPERATION(account_create, .summary = "Create an account in an agency",
          .route = "POST /api/v1/agencies/{agency}/accounts", .right = RIGHT_role_grant,
          .body = FIELDS(TEXT("login", "登录名", .max = 40, .required = true,
                              .fault = account_login_fault),
                         TEXT("name", "姓名", .max = 100, .required = true),
                         LIST("roles", "角色", .min = 1, .max = 4, .required = true,
                              .oneof = role_codes_of_agency),
                         CHOICE("source", "来源", .oneof = "|local|ldap|proxy")),
          .reply = ACCOUNT_REPLY)
{
    const char *source = text_of(rq, "source");

    if (source != NULL && strcmp(source, "ldap") == 0 && rq->service->directory == NULL) {
        add_error_with(rq, "source", "本系统未设定目录服务（ldap_url），不能设立目录账号",
                       "no directory is set up here (ldap_url)");
        return P_invalid;
    }
    put_text(rq, "source_of", source != NULL ? source : "local");
    put_text(rq, "role_set", account_roles(rq, "roles"));
    return reply_one(rq, 201, SQL(account_create));
}
