/* The accounts of the demonstration. */
#ifndef GONGKAI_COMMAND_DEMO_H
#define GONGKAI_COMMAND_DEMO_H

#include "base/setting.h"

/* Makes those of contrib/demo/accounts.jsonl that are not there and whose agency is, each
 * with a random password, and adds a line for each to the file `demo-accounts` in the state
 * directory (mode 0600): sign-in name, password, name, role.  FIRST: the file is begun anew,
 * an older one kept aside.  False after saying why not. */
bool demo_accounts(const struct settings *s, bool first);

#endif
