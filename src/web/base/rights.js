// Who may carry out, propose or confirm which operation.  "rights" is made from the API's own
// description when the desk is bundled: {operation: {role: cell}}.

import rights from "rights";

const STARTS = ["act", "own", "propose", "both"];

const cellsOf = (operation, roles) => roles.map((role) => (rights[operation] || {})[role]);

// Whether someone with these ROLES has any part in it.
export const may = (operation, roles) => cellsOf(operation, roles).some(Boolean);

// How someone with these ROLES begins it: "act", "own", "both", "propose", or null for who only
// confirms or only counts.
export function starts(operation, roles) {
  const cells = cellsOf(operation, roles);
  return STARTS.find((cell) => cells.includes(cell)) || null;
}

// Whether someone with these ROLES confirms what others propose.
export const confirms = (operation, roles) =>
  cellsOf(operation, roles).some((cell) => cell === "confirm" || cell === "both");

// Whether it takes two persons, whoever begins.
export const takesTwo = (operation) => Object.values(rights[operation] || {}).includes("propose");
