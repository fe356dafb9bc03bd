// The accounts of an agency (or of all), their roles and what may be done to each; the tokens of
// other systems.

import { moment } from "../base/day.js";
import { html, useState } from "../base/html.js";
import { may } from "../base/rights.js";
import { ask, link } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { AgencyPick, nameOf } from "../part/agency_pick.js";
import { Asked, Empty } from "../part/state.js";
import { Waiting } from "../part/waiting.js";
import { Create, Person, Roles } from "./people/account.js";
import { Tokens } from "./people/tokens.js";

const CHANGES = ["account_create", "account_roles", "account_state"];

function matches(account, { text, role, state }) {
  return (!text || account.name.includes(text) || account.sign_in.includes(text)) &&
    (!role || account.roles.includes(role)) &&
    (!state || (state === "locked" ? account.locked : account.state === state));
}

function Row({ account, open, agencies }) {
  return html`<tr data-account=${account.sign_in}>
    <td><button type="button" class="plain" onClick=${() => open(account)}>${account.name}</button></td>
    <td>${account.sign_in}</td>
    <td>${account.agency ? nameOf(agencies, account.agency) : t("people.installation")}</td>
    <td><${Roles} roles=${account.roles} /></td>
    <td>${account.state === "disabled" ? html`<span class="tag grey">${code("state", "disabled")}</span>`
      : html`<span class="tag green">${code("state", "active")}</span>`}
      ${account.locked && html` <span class="tag red">${t("people.locked")}</span>`}</td>
    <td>${t(account.second_factor ? "people.factor_on" : "people.factor_off")}</td>
    <td>${moment(account.created_at).slice(0, 10)}</td></tr>`;
}

function Filter({ query, change, account }) {
  const { codes } = useDesk();
  return html`<form class="bar" role="search" onSubmit=${(e) => e.preventDefault()}>
    ${!account.agency && html`<${AgencyPick} value=${query.of} every=${t("people.every")}
      set=${(of) => change({ of })} />`}
    <label>${t("people.find")} <input type="search" value=${query.text || ""}
      onInput=${(e) => change({ text: e.target.value })} /></label>
    <label>${t("people.role")} <select onChange=${(e) => change({ role: e.target.value })}>
      <option value="">${t("people.any")}</option>
      ${codes.roles.map((r) => html`<option key=${r.code} value=${r.code}
        selected=${r.code === query.role}>${code("role", r.code)}</option>`)}</select></label>
    <label>${t("people.state")} <select onChange=${(e) => change({ state: e.target.value })}>
      <option value="">${t("people.any")}</option>
      ${["active", "disabled", "locked"].map((s) => html`<option key=${s} value=${s}
        selected=${s === query.state}>${s === "locked" ? t("people.locked") : code("state", s)}
        </option>`)}</select></label></form>`;
}

function Accounts({ query, account, change }) {
  const { agencies } = useDesk();
  const answer = useAsk(`/api/v1/accounts${query.of ? `?of=${encodeURIComponent(query.of)}` : ""}`);
  const [open, setOpen] = useState(null);
  const [turn, setTurn] = useState(0);
  const again = () => setTurn(turn + 1);
  const about = ({ arguments: of }) => {
    const found = of.account && answer.data && answer.data.accounts.find((a) => a.id === of.account);
    return found ? `${found.name}（${found.sign_in}）` : null;
  };
  return html`
    <${Waiting} of=${CHANGES} turn=${turn} changed=${answer.reload} about=${about} />
    <div class="bar"><${Create} agency=${account.agency} waiting=${again} /></div>
    <${Filter} query=${query} change=${change} account=${account} />
    <${Asked} answer=${answer}>${({ accounts }) => {
      const shown = accounts.filter((a) => matches(a, query));
      const now = open && accounts.find((a) => a.id === open.id);
      return html`
        ${shown.length === 0 ? html`<${Empty} text=${t("people.none")} />`
          : html`<div class="card"><div class="scroll-x"><table class="list">
            <caption class="unseen">${t("people.accounts")}</caption>
            <thead><tr>${["name", "sign_in", "agency", "roles", "state", "factor", "since"].map((c) =>
              html`<th scope="col" key=${c}>${t(`people.col.${c}`)}</th>`)}</tr></thead>
            <tbody>${shown.map((a) => html`<${Row} key=${a.id} account=${a} open=${setOpen}
              agencies=${agencies} />`)}</tbody></table></div>
            <p><small>${t("people.count", { n: shown.length })}</small></p></div>`}
        ${now && html`<${Person} account=${now} close=${() => setOpen(null)}
          changed=${answer.reload} waiting=${again} />`}`;
    }}</${Asked}>`;
}

export default function People({ path, query }) {
  const { account } = useDesk();
  useTitle(t("nav.people"));
  const tab = path[0] === "tokens" ? "tokens" : "accounts";
  const change = (some) => ask({ ...query, ...some });
  return html`<h1 tabindex="-1">${t("nav.people")}</h1>
    ${may("token_list", account.roles) && html`<nav class="tabs" aria-label=${t("nav.people")}>
      <a href=${link(["people"])} aria-current=${tab === "accounts" ? "page" : undefined}>
        ${t("people.accounts")}</a>
      <a href=${link(["people", "tokens"])} aria-current=${tab === "tokens" ? "page" : undefined}>
        ${t("people.tokens")}</a></nav>`}
    ${tab === "tokens" ? html`<${Tokens} query=${query} change=${change} />`
      : html`<${Accounts} query=${query} account=${account} change=${change} />`}`;
}
