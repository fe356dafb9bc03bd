// Tables taken along: as a CSV file, and to the clipboard.

import { save } from "../base/api.js";

// A cell that a spreadsheet would take for a formula is told to be text.
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

// LINES of cells as CSV, with the mark by which spreadsheets know UTF-8.
export function csvOf(lines) {
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function saveCsv(lines, name) {
  save(new Blob([csvOf(lines)], { type: "text/csv;charset=utf-8" }), name);
}

// Text between tabs, as spreadsheets take it; a promise of whether it is in the clipboard.  On
// plain http there is only the old command.
export async function copyLines(lines) {
  const text = lines.map((line) => line.map((v) =>
    String(v ?? "").replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
  if (navigator.clipboard && isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: the old command.
    }
  }
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before) before.focus();
  return done;
}
