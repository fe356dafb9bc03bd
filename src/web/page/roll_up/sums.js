// The sums: each number opens the agencies it is made of, and their numbers the cases.

import { html, useState } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { useAsk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { CellCases } from "../../part/cell_cases.js";
import { Dialog } from "../../part/dialog.js";
import { NumberTable } from "../../part/number_table.js";
import { Asked } from "../../part/state.js";
import { FigureTable } from "../../part/figure_table.js";

// Whose numbers add up to one of section three.
function Parts({ open, whole, year, close }) {
  const [cases, setCases] = useState(null);
  const parts = whole.agencies.map((agency) => {
    const row = agency.rows.find((r) => r.key === open.row.key);
    return { agency, n: row ? row.cells[open.place] : 0 };
  }).filter(({ n }) => n !== 0);
  return html`<${Dialog} title=${`${open.row.label}　${open.column.label}：${open.value}`}
      close=${close}>
    ${parts.length === 0 ? html`<p>${t("roll_up.no_parts")}</p>` : html`<table class="list">
      <thead><tr><th scope="col">${t("cell.agency")}</th><th scope="col">${t("roll_up.status")}</th>
        <th scope="col" class="number">${t("roll_up.number")}</th></tr></thead>
      <tbody>${parts.map(({ agency, n }) => html`<tr key=${agency.code} data-part=${agency.code}>
        <td>${agency.name}</td><td>${agency.status_name}</td>
        <td class="number">${agency.status === "computed" || agency.status === "frozen"
          ? html`<button type="button" class="plain" onClick=${() => setCases({ agency, n })}>${n}
            </button>` : n}</td></tr>`)}</tbody></table>`}
    ${cases && html`<${CellCases} title=${`${cases.agency.name}　${open.row.label}：${cases.n}`}
      path=${pathOf("section_three_cases", { agency: cases.agency.code, row: open.row.key,
        column: open.column.key }, { year, limit: 100 })} list="applications" count=${cases.n}
      close=${() => setCases(null)} />`}
  </${Dialog}>`;
}

// The labels of a form with the numbers of the roll-up.
const numbered = (table, rows) => ({ ...table, rows: table.rows.map((row) => ({ ...row,
  cells: (rows.find((r) => r.key === row.key) || { cells: row.cells }).cells })) });

export function Sums({ on, whole }) {
  const [open, setOpen] = useState(null);
  const query = { year: on.year, scope: "subtree" };
  const three = useAsk(pathOf("section_three_show", on, query));
  const four = useAsk(pathOf("section_four_show", on, query));
  return html`<section class="card"><${Asked} answer=${three}>${(table) => html`<${NumberTable}
      title=${t("report.section.three")} table=${numbered(table, whole.section_three.rows)}
      open=${(row, column, value) => setOpen({ row, column, value,
        place: table.columns.findIndex((c) => c.key === column.key) })} />`}</${Asked}></section>
    <section class="card"><${Asked} answer=${four}>${(table) => html`<${NumberTable}
      title=${t("report.section.four")}
      table=${numbered(table, whole.section_four.rows)} />`}</${Asked}></section>
    <section class="card"><${FigureTable} figures=${whole.section_two.figures} /></section>
    ${open && html`<${Parts} open=${open} whole=${whole} year=${on.year}
      close=${() => setOpen(null)} />`}`;
}
