// Section two as its form has it: what each item of Reg. 20 asks for, the rows below it, and as
// many columns as the item has.

import { Fragment, html } from "../base/html.js";
import { t } from "../base/words.js";

// Rows of one item that have the same columns stand below one head.
function groups(figures) {
  const rows = [];
  for (const figure of figures) {
    const last = rows[rows.length - 1];
    if (last && last.item === figure.item && last.label === figure.row) last.figures.push(figure);
    else rows.push({ item: figure.item, label: figure.row, figures: [figure] });
  }
  const found = [];
  for (const row of rows) {
    const columns = row.figures.map((f) => f.column);
    const last = found[found.length - 1];
    if (last && last.item === row.item && last.columns.join() === columns.join())
      last.rows.push(row);
    else found.push({ item: row.item, columns, rows: [row] });
  }
  return found;
}

// DRAW(figure) draws the cell of a number; without it the number stands there.
export function FigureTable({ figures, draw, mark }) {
  const all = groups(figures);
  // As many columns as every head divides: 3 for the form of 2021, 6 where one has two.
  const wide = all.some((g) => g.columns.length === 2) ? 6 : 3;
  const span = (g) => wide / g.columns.length;
  return html`<div class="scroll-x"><table class="form-table figures">
    <caption>${t("report.section.two")}</caption>
    <tbody>${all.map((group, n) => html`<${Fragment} key=${n}>
      <tr><th scope="colgroup" class="item" colspan=${wide + 1}>${group.item}</th></tr>
      <tr><th scope="col">${t("report.what")}</th>${group.columns.map((column) =>
        html`<th scope="col" key=${column} colspan=${span(group)}>${column}</th>`)}</tr>
      ${group.rows.map((row) => html`<tr key=${row.label}><th scope="row">${row.label}</th>
        ${row.figures.map((figure) => {
          const marked = mark ? mark(figure.key) : null;
          return html`<td key=${figure.key} data-cell=${figure.key} colspan=${span(group)}
            title=${marked ? marked.text : undefined}
            class=${`number${marked ? ` marked ${marked.level}` : ""}`}>
            ${draw ? draw(figure) : figure.value ?? t("report.not_stated")}</td>`;
        })}</tr>`)}
    </${Fragment}>`)}</tbody></table></div>`;
}
