// Sections three and four: the tables as their forms have them, where every number opens its
// cases; beside them what the checks found.

import { html, useState } from "../../base/html.js";
import { useAsk, useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { download } from "../../base/api.js";
import { may } from "../../base/rights.js";
import { CellCases } from "../../part/cell_cases.js";
import { FindingList, marksOf } from "../../part/finding_list.js";
import { tellError } from "../../part/notice.js";
import { NumberTable } from "../../part/number_table.js";
import { Asked } from "../../part/state.js";
import { reportPath } from "./on.js";
import { Dismissal, useGoing } from "./ready.js";

const SECTIONS = {
  three: { table: "section_three_show", cases: "section_three_cases", list: "applications",
    row: "row" },
  four: { table: "section_four_show", cases: "section_four_cases", list: "remedies", row: "block" },
};

// A table whose numbers open what is behind them: PATHOF(row key, column key) asks for it.
export function OpenTable({ table, part, title, marks, pathOf }) {
  const [open, setOpen] = useState(null);
  const show = (row, column, value) => setOpen({
    title: `${row.label}　${column.label}：${value}`, path: pathOf(row.key, column.key),
    list: SECTIONS[part].list, count: value });
  return html`<${NumberTable} table=${table} title=${title} open=${show}
      mark=${marks ? (row, column) => marks.get(`${row}.${column}`) : null} />
    ${open && html`<${CellCases} ...${open} close=${() => setOpen(null)} />`}`;
}

// The table as it stands (or stood: on.as_of, on.known_at).
export function StandingTable({ on, part, findings }) {
  const section = SECTIONS[part];
  const answer = useAsk(reportPath(section.table, on));
  const pathOf = (row, column) => reportPath(section.cases, on, { [section.row]: row, column },
    { limit: 100 });
  return html`<${Asked} answer=${answer}>${(table) => html`<${OpenTable} table=${table}
    part=${part} title=${t(`report.section.${part}`)} pathOf=${pathOf}
    marks=${findings ? marksOf(findings, part, table) : null} />`}</${Asked}>`;
}

function Beside({ on, part, query, answer }) {
  const { account } = useDesk();
  const [go, dialog] = useGoing(on, query);
  const mayDismiss = may("report_dismiss", account.roles) && on.agency === account.agency &&
    !on.as_of;
  return html`<${Asked} answer=${answer}>${({ findings }) => {
    const here = findings.filter((f) => f.at.part === part);
    return html`<aside class="card no-print" aria-label=${t("report.part.ready")}>
      <h2>${t("report.part.ready")}</h2>
      ${here.length === 0 ? html`<p>${t("report.sound_here")}</p>`
        : html`<${FindingList} findings=${here} year=${on.year} go=${go}
          leads=${(finding) => Boolean(finding.at.cases)}
          dismiss=${mayDismiss && ((finding, cancel) => html`<${Dismissal} on=${on}
            finding=${finding} cancel=${cancel} done=${answer.reload} />`)} />`}
      </aside>`;
  }}</${Asked}>${dialog}`;
}

function Section({ on, part, query }) {
  const findings = useAsk(on.known_at ? null : reportPath("report_findings", on));
  const take = (format) => download(reportPath(SECTIONS[part].table, on, {}, { format }),
    `section-${part}.${format}`).catch(tellError);
  return html`<section class="card">
      <div class="bar no-print"><span class="push"></span>
        ${["csv", "xlsx", "html"].map((format) => html`<button key=${format} type="button"
          onClick=${() => take(format)}>${format.toUpperCase()}</button>`)}</div>
      <${StandingTable} on=${on} part=${part}
        findings=${findings.data && findings.fresh ? findings.data.findings : null} />
    </section>
    ${!on.known_at && html`<${Beside} on=${on} part=${part} query=${query} answer=${findings} />`}`;
}

export const SectionThree = (props) => html`<${Section} part="three" ...${props} />`;
export const SectionFour = (props) => html`<${Section} part="four" ...${props} />`;
