// How long the agency keeps which records, and by which rule.

import { html } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { nameOf } from "../../part/agency_pick.js";
import { Asked } from "../../part/state.js";

export function Retention({ agency, waiting, turn }) {
  const { account, agencies } = useDesk();
  const mine = Boolean(starts("retention_set", account.roles));
  const answer = useAsk(`/api/v1/agencies/${agency}/retention`, turn);
  return html`<section class="card"><p>${t("agencies.retention_text")}</p>
    <${Asked} answer=${answer}>${({ rules }) => html`<div class="scroll-x"><table class="list">
      <caption class="unseen">${t("agencies.tab.retention")}</caption>
      <thead><tr>${["type", "years", "basis", "by", ...(mine ? ["act"] : [])].map((c) =>
        html`<th scope="col" key=${c}>
        ${t(`agencies.retention.${c}`)}</th>`)}</tr></thead>
      <tbody>${rules.map((rule) => html`<tr key=${rule.record_type} data-type=${rule.record_type}>
        <th scope="row">${code("record_type", rule.record_type)}</th>
        <td>${rule.years === null || rule.years === undefined ? t("agencies.for_ever")
          : t("agencies.years", { n: rule.years })}</td><td>${rule.basis}</td>
        <td>${rule.stated_by ? nameOf(agencies, rule.stated_by) : t("settings.default")}</td>
        ${mine && html`<td><${Act} operation="retention_set"
          parts=${{ agency, record_type: rule.record_type }}
          initial=${{ years: rule.years }} label=${t("agencies.change")}
          title=${code("record_type", rule.record_type)} hints=${{ years: t("agencies.years_hint") }}
          done=${answer.reload} waiting=${waiting} /></td>`}</tr>`)}</tbody></table></div>`}</${Asked}>
  </section>`;
}
