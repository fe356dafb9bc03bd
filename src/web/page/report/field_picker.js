// The fields a text may have: found by their names, put where the cursor stands.

import { html, useState } from "../../base/html.js";
import { useAsk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { reportPath } from "./on.js";

const MOST = 30; // shown at once

const PREFIXES = { "": "report.field_now", "last.": "report.field_last", "change.": "report.field_change" };

export function FieldPicker({ on, insert }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const [prefix, setPrefix] = useState("");
  const [style, setStyle] = useState("");
  const answer = useAsk(open ? reportPath("narrative_fields", on) : null);
  const data = answer.data || { fields: [], styles: [] };
  const words = wanted.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const found = data.fields.filter((f) => words.every((w) =>
    `${f.field} ${f.label}`.normalize("NFKC").toLowerCase().includes(w)));
  const mark = (field) => `{{${prefix}${field}${style ? `|${style}` : ""}}}`;
  return html`<details class="picker" onToggle=${(event) => setOpen(event.target.open)}>
    <summary>${t("report.fields")}</summary>
    ${open && html`<div class="bar">
        <input type="search" aria-label=${t("report.field_search")} value=${wanted}
          placeholder=${t("report.field_search")} onInput=${(e) => setWanted(e.target.value)} />
        <select aria-label=${t("report.field_when")} onChange=${(e) => setPrefix(e.target.value)}>
          ${Object.entries(PREFIXES).map(([value, key]) => html`<option key=${value} value=${value}
            selected=${value === prefix}>${t(key)}</option>`)}</select>
        <select aria-label=${t("report.field_style")} onChange=${(e) => setStyle(e.target.value)}>
          <option value="">${t("report.field_plain")}</option>
          ${data.styles.map((s) => html`<option key=${s} value=${s} selected=${s === style}>${s}
            </option>`)}</select></div>
      <ul class="fields">${found.slice(0, MOST).map((f) => html`<li key=${f.field}>
        <button type="button" class="plain" data-insert=${f.field} title=${mark(f.field)}
          onClick=${() => insert(mark(f.field))}>${f.label}</button>
        <span class="number">${f.value ?? "—"}</span></li>`)}</ul>
      ${found.length > MOST && html`<p><small>${t("report.fields_more",
        { n: found.length - MOST })}</small></p>`}
      ${answer.data && found.length === 0 && html`<p>${t("report.fields_none")}</p>`}`}
  </details>`;
}
