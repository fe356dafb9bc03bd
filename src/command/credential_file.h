/* The files that hold who is using the command line: a session, or a service token.  Both
 * belong to the user alone (mode 0600). */
#ifndef GONGKAI_COMMAND_CREDENTIAL_FILE_H
#define GONGKAI_COMMAND_CREDENTIAL_FILE_H

#include "base/setting.h"
#include "guard/secret.h"

/* The session kept for the service S names: its secret into SECRET, "" when there is none or
 * it is another service's.  False after saying why the file cannot be trusted. */
bool session_file_read(const struct settings *s, char secret[SECRET_SIZE]);

/* Keeps SECRET as the session at the service S names; "" takes the file away.  False after
 * saying why not. */
bool session_file_write(const struct settings *s, const char *secret);

/* The token in the file S names; "" when it names none.  False after saying why not. */
bool token_file_read(const struct settings *s, char secret[SECRET_SIZE]);

#endif
