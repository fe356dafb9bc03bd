// A published report as it was read from a file: its tables on the labels of their forms with the
// cells that contradict marked, its words with the sentences marked, and what the checks found.

import { html, useRef } from "../base/html.js";
import { code, t } from "../base/words.js";
import { FigureTable } from "./figure_table.js";
import { Filled } from "./filled.js";
import { FindingList, groupOf, marksOf } from "./finding_list.js";
import { NumberTable } from "./number_table.js";

const TEXTS = ["opening", "one", "two", "three", "four", "five", "six"];

// What stands in a cell of the report's JSON: a number, null for a blank, "/" or words.
function printed(cell) {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "object") return String(cell);
  return cell.remark || printed(cell.value);
}

function Table({ read, part }) {
  const table = read.tables[part];
  if (!table) return html`<p class="unwritten">${t("read.no_table", {
    part: t(`report.section.${part}`) })}</p>`;
  const cells = part === "three" ? read.report.section3.rows : read.report.section4;
  const marks = marksOf(read.findings, part, table);
  const shown = (row, column) => {
    const n = table.columns.findIndex((c) => c.key === column);
    return cells && cells[row] ? printed(cells[row][n]) : "";
  };
  return html`<${NumberTable} table=${table} title=${t(`report.section.${part}`)} shown=${shown}
    mark=${(row, column) => marks.get(`${row}.${column}`)} />`;
}

function Two({ read }) {
  const marks = new Map(read.findings.filter((f) => f.at.part === "two" && f.at.row).map((f) =>
    [`${f.at.row}.${f.at.column}`, { level: groupOf(f), text: f.message }]));
  return html`<${FigureTable} figures=${read.figures} mark=${(key) => marks.get(key)} />`;
}

function Texts({ read }) {
  return TEXTS.map((part) => {
    const text = (read.report.text || {})[part];
    if (!text || !text.body) return null;
    const quotes = read.findings.filter((f) => f.at.part === part && f.at.quote)
      .map((f) => ({ quote: f.at.quote, level: groupOf(f), message: f.message, key: f.key }));
    return html`<section key=${part} data-part=${part}>
      <h3>${text.heading || (part === "opening" ? code("part", part) : t(`report.section.${part}`))}</h3>
      <${Filled} text=${text.body} fields=${[]} quotes=${quotes} /></section>`;
  });
}

const TONE = { pass: "green", fail: "red", cannot_tell: "amber" };

export function ReadReport({ read }) {
  const box = useRef(null);
  const { report } = read;
  // To the cell, or to the sentence, of a finding.
  const go = (finding) => {
    const { at } = finding;
    const cell = (finding.cells || []).find((c) => c.printed !== c.expected) || at;
    const find = (rule) => box.current.querySelector(rule);
    const name = [cell.row, cell.column].map((x) => x || "total").join(".");
    const there = at.quote ? [...box.current.querySelectorAll("[data-mark]")].find((m) =>
      m.dataset.mark === finding.key) : cell.row || cell.column
      ? find(`[data-table="${at.part}"] [data-cell="${name}"]`)
      : find(`[data-table="${at.part}"], [data-part="${at.part}"]`);
    if (!there) return;
    there.tabIndex = -1;
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
  };
  return html`<div class="read-report" ref=${box}>
    <dl class="facts"><dt>${t("read.agency")}</dt><dd>${report.agency || t("read.unknown")}</dd>
      <dt>${t("report.year")}</dt><dd>${report.year || t("read.unknown")}</dd>
      <dt>${t("report.verdict")}</dt><dd data-verdict=${read.verdict}>
        <span role="status"><span class=${`tag ${TONE[read.verdict]}`}>${code("verdict", read.verdict)}</span>
        ${t("read.counts", read)}</span></dd></dl>
    <div class="split checked">
      <div>
        <div data-table="three"><${Table} read=${read} part="three" /></div>
        <div data-table="four"><${Table} read=${read} part="four" /></div>
        ${read.figures.length > 0 && html`<div data-table="two"><${Two} read=${read} /></div>`}
        <${Texts} read=${read} />
      </div>
      <aside tabindex="0" aria-label=${t("read.findings")}><h2>${t("read.findings")}</h2>
        ${read.findings.length === 0 ? html`<p>${t("read.sound")}</p>`
          : html`<${FindingList} findings=${read.findings} year=${report.year} go=${go} />`}
      </aside></div></div>`;
}
