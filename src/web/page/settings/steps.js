// How many persons confirm what another proposes, right by right.

import { html } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { useOperation } from "../../part/form.js";
import { tell, tellError } from "../../part/notice.js";
import { Asked } from "../../part/state.js";

function Row({ right, agency, changed, mine }) {
  const { send, busy } = useOperation("steps_set", { agency, right: right.right });
  const set = (steps) => send({ steps })
    .then(() => { tell(t("settings.steps_set", { name: right.name, n: steps })); changed(); })
    .catch((error) => { tellError(error); changed(); });
  return html`<tr data-right=${right.right}><th scope="row" id=${`right-${right.right}`}>${right.name}</th>
    <td>${mine ? html`<select disabled=${busy} aria-labelledby=${`right-${right.right}`}
      onChange=${(event) => set(Number(event.target.value))}>${[1, 2, 3].map((n) =>
        html`<option key=${n} value=${n} selected=${n === right.steps}>
          ${t("settings.persons", { n })}</option>`)}</select>`
      : t("settings.persons", { n: right.steps })}</td></tr>`;
}

export function Steps({ agency }) {
  const { account } = useDesk();
  const answer = useAsk(`/api/v1/agencies/${agency}/confirmation-steps`);
  return html`<p>${t("settings.steps_text")}</p>
    <${Asked} answer=${answer}>${({ rights }) => html`<section class="card"><table class="list">
      <caption class="unseen">${t("settings.steps")}</caption>
      <thead><tr><th scope="col">${t("settings.right")}</th>
        <th scope="col">${t("settings.confirmed_by")}</th></tr></thead>
      <tbody>${rights.map((right) => html`<${Row} key=${right.right} right=${right} agency=${agency}
        changed=${answer.reload} mine=${Boolean(starts("steps_set", account.roles))} />`)}</tbody>
      </table></section>`}</${Asked}>`;
}
