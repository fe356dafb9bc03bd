// When the parts have to report: the law's last days, and earlier ones set inside the house.

import { html } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { may } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { OperationForm } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked } from "../../part/state.js";

export function Deadlines({ on, reload }) {
  const { account } = useDesk();
  const answer = useAsk(pathOf("report_deadline_list", on, { year: on.year }));
  const done = () => {
    tell(t("roll_up.done"));
    answer.reload();
    reload();
  };
  return html`<section class="card"><${Asked} answer=${answer}>${({ deadlines }) => html`
    <table class="list"><thead><tr><th scope="col">${t("roll_up.tier")}</th>
      <th scope="col">${t("roll_up.due")}</th><th scope="col">${t("roll_up.by_law")}</th>
      <th scope="col">${t("roll_up.basis")}</th></tr></thead>
    <tbody>${deadlines.map((d) => html`<tr key=${d.tier} data-tier=${d.tier}>
      <td>${code("tier", d.tier)}</td><td>${d.due_on}</td><td>${d.by_law}</td><td>${d.basis}</td>
      </tr>`)}</tbody></table>`}</${Asked}></section>
    ${may("report_deadline_set", account.roles) && html`<section class="card">
      <h2>${t("roll_up.set_deadline")}</h2><p>${t("roll_up.set_deadline_text")}</p>
      <${OperationForm} operation="report_deadline_set" parts=${on}
        initial=${{ year: on.year }} done=${done} /></section>`}`;
}
