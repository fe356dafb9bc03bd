// Frozen versions: their bytes and digest, their tables with the cases as they were counted then,
// and what differs since, or between two, by cell and by case with the cause.

import { html, useEffect, useState } from "../../base/html.js";
import { moment } from "../../base/day.js";
import { useAsk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Asked, Empty } from "../../part/state.js";
import { Moved, cellWords, useTable } from "./moved.js";
import { reportPath } from "./on.js";
import { OpenTable } from "./tables.js";
import { Changes } from "./text.js";

// The frozen numbers on the labels of the form.
function frozen(table, numbers) {
  return { ...table, rows: table.rows.map((row) => ({ ...row, cells: numbers[row.key] })) };
}

function Table({ on, version, part, numbers }) {
  const labels = useAsk(reportPath(part === "three" ? "section_three_show" : "section_four_show",
    { ...on, as_of: null, known_at: null }));
  const pathOf = (row, column) => (part === "three"
    ? reportPath("report_version_cases", on, { version }, { row, column, limit: 100 })
    : reportPath("report_version_remedies", on, { version }, { block: row, column, limit: 100 }));
  return html`<${Asked} answer=${labels}>${(table) => html`<${OpenTable} part=${part}
    title=${t(`report.section.${part}`)} table=${frozen(table, numbers)} pathOf=${pathOf} />`}
  </${Asked}>`;
}

function Shown({ on, version }) {
  const answer = useAsk(reportPath("report_version_show", on, { version }));
  return html`<${Asked} answer=${answer}>${(kept) => html`<section class="card frozen">
    <h2>${kept.title} ${t("report.version_n", { n: kept.version })}</h2>
    <${Table} on=${on} version=${version} part="three"
      numbers=${kept.section3.rows} />
    <${Table} on=${on} version=${version} part="four"
      numbers=${kept.section4} />
  </section>`}</${Asked}>`;
}

// The cells, what moved between them, and the figures and sentences of section two and the texts.
function Found({ found, table }) {
  const { cells, cases, remedies = [], figures = [], texts = [] } = found;
  if ([cells, cases, remedies, figures, texts].every((list) => list.length === 0))
    return html`<${Empty} text=${t("report.no_difference")} />`;
  return html`<ul class="deltas">${cells.map((c) => html`<li
        key=${`${c.section}${c.cell}${c.category}`} data-delta=${`${c.cell}.${c.category}`}>
      ${cellWords(table, `${c.cell}.${c.category}`)} <strong>${
        c.change > 0 ? `+${c.change}` : c.change}</strong></li>`)}</ul>
    ${cases.length > 0 && html`<${Moved} cases=${cases} table=${table} />`}
    ${remedies.length > 0 && html`<${Moved} cases=${remedies} table=${table} />`}
    ${figures.map((f) => html`<p key=${f.key} class="change">${f.row} ${f.column}：
      <del>${f.before}</del> <ins>${f.after}</ins></p>`)}
    ${texts.map((x) => html`<h3 key=${x.part}>${code("part", x.part)}</h3>
      <${Changes} changes=${x.changes} />`)}`;
}

function Difference({ on, from, versions }) {
  const [to, setTo] = useState("");
  const answer = useAsk(reportPath("report_difference", on, {}, { from, to: to || null }));
  const table = useTable(on);
  return html`<section class="card difference"><h2>${t("report.difference", { n: from })}</h2>
    <p class="bar"><label>${t("report.compare_with")}
      <select onChange=${(event) => setTo(event.target.value)}>
        <option value="">${t("report.as_now")}</option>
        ${versions.filter((v) => v.version > from).map((v) => html`<option key=${v.version}
          value=${v.version} selected=${String(v.version) === to}>
          ${t("report.version_n", { n: v.version })}</option>`)}</select></label></p>
    <${Asked} answer=${answer}>${(found) => html`<${Found} found=${found} table=${table} />`}
    </${Asked}></section>`;
}

export function Versions({ on }) {
  const [open, setOpen] = useState(null);
  useEffect(() => { if (on.history.data) on.history.reload(); }, []);
  return html`<${Asked} answer=${on.history}>${({ versions }) => (versions.length === 0
    ? html`<section class="card"><${Empty} text=${t("report.no_versions")} /></section>`
    : html`<section class="card"><table class="list"><thead><tr>
        <th scope="col">${t("report.version")}</th><th scope="col">${t("report.as_of")}</th>
        <th scope="col">${t("report.known_at")}</th><th scope="col">${t("report.by")}</th>
        <th scope="col">${t("report.reason")}</th><th scope="col">SHA-256</th><th></th></tr></thead>
      <tbody>${versions.map((v) => html`<tr key=${v.version} data-version=${v.version}>
        <td>${t("report.version_n", { n: v.version })}</td><td>${v.happened_by}</td>
        <td>${moment(v.known_at)}</td>
        <td>${v.frozen_by}${v.proposed_by && ` (${t("report.proposed_by", { who: v.proposed_by })})`}
        </td><td>${v.reason}</td>
        <td><code title=${v.sha256}>${v.sha256.slice(0, 16)}…</code></td>
        <td><button type="button" onClick=${() => setOpen({ show: v.version })}>
            ${t("report.show")}</button>
          <button type="button" onClick=${() => setOpen({ from: v.version })}>
            ${t("report.differs")}</button></td></tr>`)}</tbody></table></section>
      ${open && open.show && html`<${Shown} key=${open.show} on=${on} version=${open.show} />`}
      ${open && open.from && html`<${Difference} key=${open.from} on=${on} from=${open.from}
        versions=${versions} />`}`)}</${Asked}>`;
}
