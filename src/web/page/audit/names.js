// What the operations are called, for who looks for one in the audit.

import { operations } from "../../base/operations.js";
import { has, t } from "../../base/words.js";

// Pairs of an operation and its word; reads that leave no record have none.
export function operationNames() {
  return operations().filter((name) => has(`operation.${name}`))
    .map((name) => [name, t(`operation.${name}`)]);
}
