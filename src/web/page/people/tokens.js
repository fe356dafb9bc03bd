// The tokens with which other systems ask the service.

import { moment } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { AgencyPick, nameOf } from "../../part/agency_pick.js";
import { Copied } from "../../part/copied.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";
import { Asked, Empty } from "../../part/state.js";

const SCOPES = ["intake", "status", "stats"];

function stateOf(token, now) {
  if (token.revoked_at) return ["grey", t("people.token.revoked")];
  return Date.parse(token.expires_at) < now ? ["amber", t("people.token.expired")]
    : ["green", t("people.token.valid")];
}

function Issue({ changed }) {
  const { account, agencies } = useDesk();
  const [open, setOpen] = useState(false);
  const [where, setWhere] = useState(agencies[0] && agencies[0].code);
  const [scopes, setScopes] = useState([]);
  const [made, setMade] = useState(null);
  if (!starts("token_issue", account.roles)) return null;
  const close = () => {
    setOpen(false);
    setMade(null);
    setScopes([]);
  };
  return html`<button type="button" class="first" onClick=${() => setOpen(true)}>
      ${t("people.token.issue")}</button>
    ${open && html`<${Dialog} title=${t("people.token.issue")} wide=${true} close=${close}>
      ${made ? html`<p><strong>${t("people.token.once")}</strong></p>
          <${Copied} text=${made.secret} label=${t("people.token.secret")} />
          <footer><button type="button" onClick=${close}>${t("people.link_taken")}</button></footer>`
        : html`<${AgencyPick} value=${where} set=${setWhere} />
          <${OperationForm} operation="token_issue" parts=${{ agency: where }}
            only=${["name", "days"]} initial=${{ days: 90 }} extra=${{ scopes }}
            label=${t("people.token.issue")} cancel=${close}
            done=${(answer) => { setMade(answer.body); changed(); }}>
            <fieldset class="field group"><legend>${t("people.token.scopes")}</legend>
              ${SCOPES.map((scope) => html`<label class="choice" key=${scope}>
                <input type="checkbox" checked=${scopes.includes(scope)} onChange=${(event) =>
                  setScopes(SCOPES.filter((s) => (s === scope ? event.target.checked
                    : scopes.includes(s))))} />
                <span><strong>${code("scope", scope)}</strong>
                  <small>${t(`people.token.what.${scope}`)}</small></span></label>`)}
            </fieldset></${OperationForm}>`}</${Dialog}>`}`;
}

function Row({ token, agencies, now, changed, mine }) {
  const [colour, word] = stateOf(token, now);
  return html`<tr data-token=${token.name}>
    <td>${token.name}</td><td>${nameOf(agencies, token.agency)}</td>
    <td>${token.scopes.map((s) => code("scope", s)).join("、")}</td>
    <td>${moment(token.made_at)}</td><td>${moment(token.expires_at)}</td>
    <td>${token.used_at ? moment(token.used_at) : "—"}</td>
    <td><span class=${`tag ${colour}`}>${word}</span></td>
    ${mine && html`<td>${!token.revoked_at && html`<${Act} operation="token_revoke"
      parts=${{ token: token.id }}
      label=${t("people.token.revoke")} text=${t("people.token.revoke_text", { name: token.name })}
      danger=${true} done=${changed} />`}</td>`}</tr>`;
}

export function Tokens({ query, change }) {
  const { account, agencies } = useDesk();
  const mine = Boolean(starts("token_revoke", account.roles));
  const answer = useAsk(`/api/v1/tokens${query.of ? `?of=${encodeURIComponent(query.of)}` : ""}`);
  return html`
    <p>${t("people.token.about")}</p>
    <div class="bar"><${Issue} changed=${answer.reload} />
      <${AgencyPick} value=${query.of} every=${t("people.every")} set=${(of) => change({ of })} /></div>
    <${Asked} answer=${answer}>${({ tokens }) => (tokens.length === 0
      ? html`<${Empty} text=${t("people.token.none")} />`
      : html`<div class="scroll-x"><table class="list">
        <caption class="unseen">${t("people.tokens")}</caption>
        <thead><tr>${["name", "agency", "scopes", "made", "until", "used", "state",
          ...(mine ? ["act"] : [])].map((c) =>
          html`<th scope="col" key=${c}>${t(`people.token.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${tokens.map((token) => html`<${Row} key=${token.id} token=${token}
          agencies=${agencies} mine=${mine} now=${Date.now()} changed=${answer.reload} />`)}</tbody>
        </table></div>`)}</${Asked}>`;
}
