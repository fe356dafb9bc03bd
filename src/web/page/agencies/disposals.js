// Disposal of what need not be kept any longer: what has come to its end, the proposal, and the
// certificates of what was disposed of.

import { download } from "../../base/api.js";
import { moment, today } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { useAsk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { Dialog } from "../../part/dialog.js";
import { tellError } from "../../part/notice.js";
import { Asked, Empty } from "../../part/state.js";

function Candidates({ agency, waiting, done }) {
  const [year, setYear] = useState(Number(today().slice(0, 4)) - 1);
  const answer = useAsk(`/api/v1/agencies/${agency}/disposals/candidates?until_year=${year}`);
  const years = [0, 1, 2, 3, 4].map((n) => Number(today().slice(0, 4)) - 1 - n);
  return html`<section class="card"><h2>${t("agencies.candidates")}</h2>
    <p>${t("agencies.candidates_text")}</p>
    <div class="bar"><label>${t("agencies.until_year")} <select
      onChange=${(e) => setYear(Number(e.target.value))}>${years.map((y) => html`<option key=${y}
        value=${y} selected=${y === year}>${y}</option>`)}</select></label></div>
    <${Asked} answer=${answer}>${(found) => (found.count === 0
      ? html`<${Empty} text=${t("agencies.no_candidate", { year })} />`
      : html`<p><strong>${t("agencies.found", { n: found.count })}</strong>
          <${Act} operation="disposal_make" parts=${{ agency }} label=${t("agencies.dispose")}
            danger=${true} only=${["reason"]} text=${t("agencies.dispose_text", { n: found.count })}
            fixed=${{ until_year: year, expected: found.count }} done=${done} waiting=${waiting} /></p>
        <div class="scroll-x"><table class="list"><thead><tr>
          ${["number", "type", "closed", "until"].map((c) => html`<th scope="col" key=${c}>
            ${t(`agencies.disposal.${c}`)}</th>`)}</tr></thead>
        <tbody>${found.cases.map((c) => html`<tr key=${c.application}><td>${c.number || c.application}</td>
          <td>${code("record_type", c.record_type)}</td><td>${c.closed_on}</td><td>${c.kept_until}</td>
        </tr>`)}</tbody></table></div>`)}</${Asked}></section>`;
}

function Certificate({ agency, n, close }) {
  const way = `/api/v1/agencies/${agency}/disposals/${n}`;
  const answer = useAsk(way);
  const file = (format, ending) => () =>
    download(`${way}?format=${format}`, `disposal-${n}.${ending}`).catch(tellError);
  return html`<${Dialog} title=${t("agencies.certificate", { n })} wide=${true} close=${close}>
    <${Asked} answer=${answer}>${({ agency: of, disposal: d, cases }) => html`<dl class="facts">
      <dt>${t("nav.agencies")}</dt><dd>${of.name}</dd>
      <dt>${t("agencies.until_year")}</dt><dd>${d.until_year}</dd>
      <dt>${t("agencies.delegation.reason")}</dt><dd>${d.reason}</dd>
      <dt>${t("agencies.disposal.proposed")}</dt><dd>${d.proposed_by}</dd>
      <dt>${t("agencies.disposal.confirmed")}</dt><dd>${d.confirmed_by}</dd>
      <dt>${t("agencies.disposal.made")}</dt><dd>${moment(d.made_at)}</dd>
      <dt>${t("agencies.tab.retention")}</dt><dd>${d.rules.map((r) =>
        `${code("record_type", r.record_type)} ${r.years === null ? t("agencies.for_ever")
          : t("agencies.years", { n: r.years })}`).join("；")}</dd></dl>
    <div class="scroll-x"><table class="list"><thead><tr>${["number", "closed", "until", "digest"]
      .map((c) => html`<th scope="col" key=${c}>${t(`agencies.disposal.${c}`)}</th>`)}</tr></thead>
      <tbody>${cases.map((c) => html`<tr key=${c.application}><td>${c.number || c.application}</td>
        <td>${c.closed_on}</td><td>${c.kept_until}</td><td><code>${c.digest}</code></td></tr>`)}
      </tbody></table></div>
    <footer><button type="button" onClick=${file("text", "txt")}>${t("agencies.print_text")}</button>
      <button type="button" onClick=${file("csv", "csv")}>CSV</button></footer>`}</${Asked}>
  </${Dialog}>`;
}

export function Disposals({ agency, waiting, turn }) {
  const answer = useAsk(`/api/v1/agencies/${agency}/disposals`, turn);
  const [open, setOpen] = useState(null);
  return html`<${Candidates} agency=${agency} waiting=${waiting} done=${answer.reload} />
    <section class="card"><h2>${t("agencies.certificates")}</h2>
    <${Asked} answer=${answer}>${({ disposals }) => (disposals.length === 0
      ? html`<${Empty} text=${t("agencies.no_disposal")} />`
      : html`<div class="scroll-x"><table class="list"><thead><tr>
          ${["n", "made", "year", "count", "proposed", "confirmed"].map((c) => html`<th scope="col"
            key=${c} class=${c === "count" ? "number" : undefined}>${t(`agencies.disposal.${c}`)}</th>`)}
          </tr></thead>
        <tbody>${disposals.map((d) => html`<tr key=${d.n}><td><button type="button" class="plain"
          onClick=${() => setOpen(d.n)}>${t("agencies.certificate", { n: d.n })}</button></td>
          <td>${moment(d.made_at)}</td><td>${d.until_year}</td><td class="number">${d.count}</td>
          <td>${d.proposed_by}</td><td>${d.confirmed_by}</td></tr>`)}</tbody></table></div>`)}</${Asked}>
    </section>${open && html`<${Certificate} agency=${agency} n=${open}
      close=${() => setOpen(null)} />`}`;
}
