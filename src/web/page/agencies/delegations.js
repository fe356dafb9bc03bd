// Who confirms for whom, and until when.

import { moment, today } from "../../base/day.js";
import { html } from "../../base/html.js";
import { useAsk, useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { Asked, Empty } from "../../part/state.js";

function stateOf(d, day) {
  if (d.ended_at) return ["grey", t("agencies.ended")];
  if (d.valid_to < day) return ["grey", t("agencies.over")];
  return d.valid_from > day ? ["amber", t("agencies.to_come")] : ["green", t("agencies.holds_now")];
}

export function Delegations({ agency }) {
  const { account } = useDesk();
  const answer = useAsk(`/api/v1/agencies/${agency}/delegations`);
  const officers = useAsk(`/api/v1/agencies/${agency}/officers`);
  const people = officers.data ? officers.data.officers.filter((o) => o.id !== account.id)
    .map((o) => o.name).join("、") : "";
  return html`<section class="card"><p>${t("agencies.delegation_text")}</p>
    <p><${Act} operation="delegation_make" parts=${{ agency }} label=${t("agencies.delegate")}
      send=${t("agencies.delegate")} initial=${{ valid_from: today() }}
      hints=${{ to: t("agencies.delegate_to", { people }) }} told=${t("agencies.delegated")}
      done=${answer.reload} /></p>
    <${Asked} answer=${answer}>${({ delegations }) => (delegations.length === 0
      ? html`<${Empty} text=${t("agencies.no_delegation")} />`
      : html`<div class="scroll-x"><table class="list">
        <caption class="unseen">${t("agencies.tab.delegations")}</caption>
        <thead><tr>${["from", "to", "days", "reason", "made", "state", "act"].map((c) => html`<th
          scope="col" key=${c}>${t(`agencies.delegation.${c}`)}</th>`)}</tr></thead>
        <tbody>${delegations.map((d) => {
          const [colour, word] = stateOf(d, today());
          return html`<tr key=${d.delegation}><td>${d.from}</td><td>${d.to}</td>
            <td>${d.valid_from} — ${d.valid_to}</td><td>${d.reason}</td><td>${moment(d.made_at)}</td>
            <td><span class=${`tag ${colour}`}>${word}</span></td>
            <td>${colour !== "grey" && d.from === account.sign_in && html`<${Act}
              operation="delegation_end" parts=${{ agency, delegation: d.delegation }}
              label=${t("agencies.end")} done=${answer.reload} />`}</td></tr>`;
        })}</tbody></table></div>`)}</${Asked}></section>`;
}
