// Cases that count elsewhere than before, each with the entry that moved it.

import { html } from "../../base/html.js";
import { moment } from "../../base/day.js";
import { link } from "../../base/route.js";
import { useAsk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { reportPath } from "./on.js";

// What the rows and columns of sections three and four are called.
export function useTable(on) {
  const whole = { ...on, as_of: null, known_at: null };
  const three = useAsk(reportPath("section_three_show", whole)).data;
  const four = useAsk(reportPath("section_four_show", whole)).data;
  const all = [three, four].filter(Boolean);
  return { rows: all.flatMap((x) => x.rows), columns: all.flatMap((x) => x.columns) };
}

// A cell, "row.column", in the words of the form.
export function cellWords(table, cell) {
  const [row, column] = cell.split(".");
  const name = (list, key) => (list.find((x) => x.key === key) || { label: key }).label;
  return `${name(table.rows, row)} · ${name(table.columns, column)}`;
}

// CASES are applications, or reviews and suits.
export function Moved({ cases, table }) {
  const words = (cells) => cells.map((cell) => cellWords(table, cell)).join("；");
  return html`<div class="scroll-x"><table class="list moved"><thead><tr>
      <th scope="col">${t("cell.number")}</th><th scope="col">${t("report.left")}</th>
      <th scope="col">${t("report.entered")}</th><th scope="col">${t("report.cause")}</th>
      <th scope="col">${t("report.entry")}</th></tr></thead>
    <tbody>${cases.map((one) => html`<tr key=${one.application || `${one.agency}/${one.n}`}
        data-case=${one.application || `${one.agency}/${one.n}`}>
      <td>${one.application
        ? html`<a href=${link(["case", String(one.application)])}>${one.number || one.application}</a>`
        : html`<a href=${link(["remedies", one.agency, String(one.n)])}>${one.agency}/${one.n}</a>`}
      </td>
      <td>${words(one.left)}</td><td>${words(one.entered)}</td>
      <td>${code("cause", one.cause)}</td>
      <td>${one.kind ? code("event", one.kind) : ""} ${one.happened_on}
        ${one.recorded_at && html`<small>${t("report.recorded", { at: moment(one.recorded_at) })}
        </small>`}</td></tr>`)}</tbody></table></div>`;
}
