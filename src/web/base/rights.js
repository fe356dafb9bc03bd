// Who may carry out or propose which operation.  "rights" is made from the API's own description
// when the desk is bundled: {operation: {role: what}}.

import rights from "rights";

export function may(operation, roles) {
  const cells = rights[operation] || {};
  return roles.some((role) => cells[role]);
}
