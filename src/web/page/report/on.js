// Which report is meant, in the addresses of the API.

import { today } from "../../base/day.js";
import { pathOf, queryOf } from "../../base/operations.js";
import { bodyOf } from "../../part/form.js";

// The year of an address; without one, this year's from October on, else last year's.
export function yearOf(text) {
  if (/^20\d\d$/.test(text || "")) return Number(text);
  const [year, month] = today().split("-").map(Number);
  return month >= 10 ? year : year - 1;
}

// The end of a DAY in China, at most now: what was known then.
export function endOf(day) {
  return day >= today() ? null : `${day}T23:59:59+08:00`;
}

// The path of an operation about a report ON = {agency, year, scope, as_of, known_at}, with as much
// of that in the query as the operation takes.
export function reportPath(operation, on, parts, query) {
  const taken = queryOf(operation).map((field) => field.name);
  const asked = { scope: on.scope, as_of: on.as_of, known_at: on.known_at, year: on.year, ...query };
  return pathOf(operation, { agency: on.agency, year: on.year, ...parts },
    Object.fromEntries(Object.entries(asked).filter(([name]) => taken.includes(name))));
}

// What an act on the report sends beside its fields.
export function scopeOf(operation, on) {
  return bodyOf(operation).some((field) => field.name === "scope")
    ? { scope: on.scope } : {};
}

// The agency CODE and all below it that stand, each with its depth.
export function below(agencies, code) {
  const found = [];
  const add = (agency, depth) => {
    found.push({ ...agency, depth });
    for (const child of agencies)
      if (child.parent === agency.code && !child.valid_to) add(child, depth + 1);
  };
  const top = agencies.find((agency) => agency.code === code);
  if (top) add(top, 0);
  return found;
}
