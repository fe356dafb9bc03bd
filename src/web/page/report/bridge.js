// From last year's carry-over to this year's opening, column by column and case by case.

import { html } from "../../base/html.js";
import { useAsk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Asked, Empty } from "../../part/state.js";
import { Moved, useTable } from "./moved.js";
import { reportPath } from "./on.js";

const NUMBERS = ["published", "opening", "difference", "explained", "remaining"];

export function Bridge({ on }) {
  const answer = useAsk(reportPath("report_bridge", on));
  const table = useTable(on);
  const columnWords = (key) => (table.columns.find((c) => c.key === key) || { label: key }).label;
  return html`<section class="card"><h2>${t("report.part.bridge")}</h2>
    <p>${t("report.bridge_text", { last: on.year - 1, year: on.year })}</p>
    <${Asked} answer=${answer}>${(bridge) => (bridge.columns.length === 0
      ? html`<${Empty} text=${t("report.no_bridge", { last: on.year - 1 })} />`
      : html`<p>${t(bridge.source === "frozen" ? "report.bridge_frozen" : "report.bridge_published",
          { n: bridge.version || bridge.n })}</p>
        <div class="scroll-x"><table class="list"><thead><tr><th scope="col">${t("report.column")}
          </th>${NUMBERS.map((n) => html`<th scope="col" class="number" key=${n}>
            ${t(`report.bridge.${n}`)}</th>`)}<th scope="col">${t("report.cause")}</th></tr></thead>
        <tbody>${bridge.columns.map((c) => html`<tr key=${c.column} data-column=${c.column}>
          <th scope="row">${columnWords(c.column)}</th>
          ${NUMBERS.map((n) => html`<td class="number" key=${n}>${c[n]}</td>`)}
          <td>${c.cause ? code("cause", c.cause) : ""}</td></tr>`)}</tbody></table></div>
        ${bridge.cases.length > 0
          ? html`<h3>${t("report.bridge_cases")}</h3>
            <${Moved} cases=${bridge.cases} table=${table} />`
          : html`<p>${t("report.bridge_even")}</p>`}`)}</${Asked}></section>`;
}
