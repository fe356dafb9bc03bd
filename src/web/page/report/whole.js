// The whole report, its sections below each other, as it is read and printed.

import { html } from "../../base/html.js";
import { useAsk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { Asked } from "../../part/state.js";
import { Filled } from "../../part/filled.js";
import { FigureTable } from "../../part/figure_table.js";
import { reportPath } from "./on.js";
import { StandingTable } from "./tables.js";

const SECTIONS = ["one", "two", "three", "four", "five", "six"];

function Written({ text }) {
  return text ? html`<${Filled} text=${text.text} fields=${text.fields} />`
    : html`<p class="unwritten">${t("report.unwritten")}</p>`;
}

export function Whole({ on }) {
  const answer = useAsk(reportPath("report_show", on));
  return html`<${Asked} answer=${answer}>${(report) => {
    const text = (part) => report.texts.find((x) => x.part === part);
    return html`<article class="card whole">
      <div class="bar no-print"><span class="push"></span>
        <button type="button" onClick=${() => print()}>${t("report.print")}</button></div>
      <h2 class="report-name">${report.title}</h2>
      ${text("opening") && html`<${Written} text=${text("opening")} />`}
      ${SECTIONS.map((part) => html`<section key=${part}>
        <h3>${(text(part) && text(part).heading) || (report[`section_${part}`] || {}).heading ||
          t(`report.section.${part}`)}</h3>
        ${(part !== "two" && part !== "three" && part !== "four") || text(part)
          ? html`<${Written} text=${text(part)} />` : null}
        ${part === "two" && html`<${FigureTable} figures=${report.section_two.figures} />`}
        ${(part === "three" || part === "four") && html`<${StandingTable} on=${on} part=${part} />`}
      </section>`)}
      ${report.findings.length > 0 && html`<aside class="no-print"><h3>${t("report.lacking")}</h3>
        <ul>${report.findings.map((f) => html`<li key=${`${f.code}${f.subject}`}>${f.message}</li>`)}
        </ul></aside>`}
    </article>`;
  }}</${Asked}>`;
}
