// Records of the audit as a table for Excel: UTF-8 with its mark, and no cell that would be run
// as a formula.

import { t } from "../../base/words.js";

const COLUMNS = ["agency", "seq", "recorded_at", "actor", "role", "operation", "application",
  "subject", "request", "status", "source", "data", "hash"];

function cell(value) {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function csvOf(records) {
  const lines = [COLUMNS.map((name) => t(`audit.col.${name}`)),
    ...records.map((record) => COLUMNS.map((name) => record[name]))];
  return new Blob(["\ufeff", ...lines.map((line) => `${line.map(cell).join(",")}\r\n`)],
    { type: "text/csv" });
}
