// Reviews and suits about the case.

import { html } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { link } from "../../base/route.js";
import { usePages, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Asked, Empty } from "../../part/state.js";

export function Remedies({ shown }) {
  const { account } = useDesk();
  const { agency } = shown.application;
  const found = usePages(`/api/v1/agencies/${agency}/remedies?about=${shown.id}&limit=50`, "remedies");
  const answer = { data: found.page ? found.items : null, error: found.error, slow: found.slow,
    fresh: found.fresh, reload: found.reload };
  return html`<section class="card"><h2>${t("case.tab.remedies")}</h2>
    ${starts("remedy_register", account.roles) && html`<p class="bar"><a class="button"
      href=${link(["remedies"], { case: shown.id })}>＋ ${t("case.remedy.register")}</a></p>`}
    <${Asked} answer=${answer}>${(items) => (items.length === 0
      ? html`<${Empty} text=${t("case.remedy.none")} />`
      : html`<div class="scroll-x"><table class="list"><thead><tr>
          ${["kind", "body", "filed_on", "stage", "result", "due_on"].map((k) =>
            html`<th scope="col" key=${k}>${t(`case.remedy.${k}`)}</th>`)}</tr></thead>
        <tbody>${items.map((r) => html`<tr key=${r.n}>
          <th scope="row"><a href=${link(["remedies", String(r.n)])}>${code("remedy_kind", r.kind)}
            ${r.route ? `（${code("route", r.route)}）` : ""}</a></th>
          <td>${r.body}${r.number ? html`<br /><small>${r.number}</small>` : ""}</td><td>${r.filed_on}</td>
          <td>${code("stage", r.stage)}</td><td>${code("result", r.result)}</td>
          <td>${r.due_on ? html`<span class=${r.overdue ? "tag red" : ""}>${r.due_on}　${r.due_for}</span>` : ""}</td>
        </tr>`)}</tbody></table></div>
        ${found.next && html`<button type="button" onClick=${found.more}>${t("case.more")}</button>`}`)}</${Asked}>
  </section>`;
}
