// When the annual reports are due: what the law says, and an earlier day that a superior set.

import { today } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { nameOf } from "../../part/agency_pick.js";
import { Asked } from "../../part/state.js";

export function Deadlines({ agency }) {
  const { account, agencies } = useDesk();
  const mine = Boolean(starts("report_deadline_set", account.roles));
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const answer = useAsk(`/api/v1/agencies/${agency}/report-deadlines?year=${year}`);
  const years = [2, 1, 0, -1, -2].map((n) => Number(today().slice(0, 4)) + n - 1).reverse();
  return html`<div class="bar"><label>${t("settings.report_year")} <select
      onChange=${(e) => setYear(Number(e.target.value))}>${years.map((y) => html`<option key=${y}
        value=${y} selected=${y === year}>${y}</option>`)}</select></label></div>
    <${Asked} answer=${answer}>${({ deadlines }) => html`<section class="card">
      <div class="scroll-x"><table class="list"><caption class="unseen">${t("settings.deadlines")}</caption>
        <thead><tr>${["tier", "due", "law", "by", "basis", ...(mine ? ["act"] : [])].map((c) =>
          html`<th scope="col"
          key=${c}>${t(`settings.due.${c}`)}</th>`)}</tr></thead>
        <tbody>${deadlines.map((d) => html`<tr key=${d.tier} data-tier=${d.tier}>
          <th scope="row">${code("tier", d.tier)}</th>
          <td><strong>${d.due_on}</strong></td><td>${d.by_law}</td>
          <td>${d.stated_by ? `${nameOf(agencies, d.stated_by)} ${t("settings.from_year",
            { year: d.from_year })}` : t("settings.by_law")}</td>
          <td>${d.basis}</td>
          ${mine && html`<td><${Act} operation="report_deadline_set" parts=${{ agency }}
            label=${t("settings.set_due")}
            title=${`${code("tier", d.tier)} ${t("settings.set_due")}`} text=${t("settings.set_due_text")}
            only=${["year", "due_on", "basis"]} fixed=${{ tier: d.tier }} initial=${{ year }}
            from=${d.due_on} done=${answer.reload} /></td>`}</tr>`)}</tbody></table></div>
    </section>`}</${Asked}>`;
}
