// One account: what it is, its roles, and what may be done to it.

import { post } from "../../base/api.js";
import { moment } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { may, starts } from "../../base/rights.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { AgencyPick } from "../../part/agency_pick.js";
import { Copied } from "../../part/copied.js";
import { Dialog, ask } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";
import { tell, tellError } from "../../part/notice.js";

// The three administrators exclude each other and every role of an agency, so an agency gives
// only its own; and who drafts a letter does not approve it.
export const OF_AGENCY = ["officer", "supervisor", "agency_admin", "oversight"];

export function Roles({ roles }) {
  return roles.map((role) => html`<span class="tag" key=${role}>${code("role", role)}</span> `);
}

function RoleChoice({ roles, set }) {
  return html`<fieldset class="field group roles"><legend>${t("people.col.roles")}</legend>
    ${OF_AGENCY.map((role) => html`<label class="choice" key=${role}>
      <input type="checkbox" checked=${roles.includes(role)} onChange=${(event) =>
        set(OF_AGENCY.filter((r) => (r === role ? event.target.checked : roles.includes(r))))} />
      <span><strong>${code("role", role)}</strong> <small>${t(`people.what.${role}`)}</small></span>
    </label>`)}
    ${roles.includes("officer") && roles.includes("supervisor") &&
      html`<p class="warned" role="status">${t("people.both")}</p>`}
    ${roles.includes("agency_admin") && roles.length > 1 &&
      html`<p class="warned" role="status">${t("people.admin_too")}</p>`}
    <small>${t("people.exclusions")}</small></fieldset>`;
}

// OPERATION sets the roles beside its other fields.
function WithRoles({ operation, initial, ...form }) {
  const [roles, setRoles] = useState(initial);
  return html`<${OperationForm} ...${form} operation=${operation} without=${["roles"]}
    extra=${{ roles }}><${RoleChoice} roles=${roles} set=${setRoles} /></${OperationForm}>`;
}

export function Create({ agency, waiting }) {
  const { account, agencies } = useDesk();
  const [open, setOpen] = useState(false);
  const [where, setWhere] = useState(agency || (agencies[0] && agencies[0].code));
  if (!starts("account_create", account.roles)) return null;
  const done = () => {
    setOpen(false);
    waiting();
  };
  return html`<button type="button" class="first" onClick=${() => setOpen(true)}>
      ${t("people.create")}</button>
    ${open && html`<${Dialog} title=${t("people.create")} wide=${true} close=${() => setOpen(false)}>
      ${!agency && html`<${AgencyPick} value=${where} set=${setWhere} />`}
      <${WithRoles} operation="account_create" parts=${{ agency: where }} initial=${["officer"]}
        label=${t("act.propose")} done=${done} cancel=${() => setOpen(false)} />
      <p><small>${t("people.create_then")}</small></p></${Dialog}>`}`;
}

function OneTimeLink({ account, close }) {
  const [made, setMade] = useState(null);
  const make = () => post(`/api/v1/accounts/${account.id}/link`).then(setMade).catch(tellError);
  return html`<${Dialog} title=${t("people.link")} wide=${true} close=${close}>
    ${made ? html`<p><strong>${t("people.link_once")}</strong></p>
        <${Copied} text=${`${location.origin}/#link=${made.link}`} label=${t("people.link")} />
        <dl class="facts"><dt>${t("people.col.sign_in")}</dt><dd>${made.sign_in}</dd>
          <dt>${t("people.until")}</dt><dd>${moment(made.expires_at)}</dd></dl>
        <footer><button type="button" onClick=${close}>${t("people.link_taken")}</button></footer>`
      : html`<p>${t("people.link_text", { name: account.name })}</p>
        <footer><button type="button" class="first" onClick=${make}>${t("people.link_make")}</button>
          <button type="button" onClick=${close}>${t("cancel")}</button></footer>`}</${Dialog}>`;
}

// A button that acts on an account after a question.
function Ask({ operation, account, word, changed, danger }) {
  const { account: me } = useDesk();
  const [busy, setBusy] = useState(false);
  if (!may(operation, me.roles)) return null;
  const act = async () => {
    const sure = await ask({ title: t(`people.${word}`), danger,
      text: t(`people.${word}_text`, { name: account.name }), yes: t(`people.${word}`) });
    if (!sure) return;
    setBusy(true);
    const way = { account_unlock: "unlock", account_sign_out: "sign-out",
      totp_reset: "second-factor/reset" }[operation];
    try {
      const reply = await post(`/api/v1/accounts/${account.id}/${way}`);
      tell(t(`people.${word}_done`, { n: reply.ended }));
      changed();
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return html`<button type="button" disabled=${busy} onClick=${act}>${t(`people.${word}`)}</button>`;
}

function ChangeRoles({ account, waiting }) {
  const { account: me } = useDesk();
  const [open, setOpen] = useState(false);
  if (!starts("account_roles", me.roles) || !account.agency) return null;
  const done = () => {
    setOpen(false);
    waiting();
  };
  return html`<button type="button" onClick=${() => setOpen(true)}>${t("people.roles")}</button>
    ${open && html`<${Dialog} title=${t("people.roles_of", { name: account.name })} wide=${true}
        close=${() => setOpen(false)}>
      <${WithRoles} operation="account_roles" initial=${account.roles} label=${t("act.propose")}
        parts=${{ agency: account.agency, account: account.id }} done=${done}
        cancel=${() => setOpen(false)} /></${Dialog}>`}`;
}

export function Person({ account, close, changed, waiting }) {
  const { account: me } = useDesk();
  const [link, setLink] = useState(false);
  const own = account.id === me.id;
  const other = account.state === "active" ? "disabled" : "active";
  return html`<${Dialog} title=${account.name} wide=${true} close=${close}>
    <dl class="facts">
      <dt>${t("people.col.sign_in")}</dt><dd>${account.sign_in}</dd>
      <dt>${t("people.col.roles")}</dt><dd><${Roles} roles=${account.roles} /></dd>
      <dt>${t("people.col.state")}</dt><dd>${code("state", account.state)}
        ${account.locked && html` <span class="tag red">${t("people.locked")}</span>`}</dd>
      <dt>${t("people.col.source")}</dt><dd>${code("source", account.source)}</dd>
      <dt>${t("people.col.factor")}</dt>
      <dd>${t(account.second_factor ? "people.factor_on" : "people.factor_off")}</dd>
      <dt>${t("people.col.since")}</dt><dd>${moment(account.created_at)}</dd>
    </dl>
    ${own && html`<p><small>${t("people.own")}</small></p>`}
    <div class="bar">
      ${!own && html`<${ChangeRoles} account=${account} waiting=${waiting} />`}
      ${may("account_link", me.roles) && account.source === "local" && html`<button type="button"
        onClick=${() => setLink(true)}>${t("people.link")}</button>`}
      ${account.locked && html`<${Ask} operation="account_unlock" account=${account} word="unlock"
        changed=${changed} />`}
      <${Ask} operation="account_sign_out" account=${account} word="sign_out" changed=${changed} />
      ${account.second_factor && html`<${Ask} operation="totp_reset" account=${account}
        word="factor_reset" danger=${true} changed=${changed} />`}
      ${!own && account.agency && html`<${Act} operation="account_state" only=${[]}
        parts=${{ agency: account.agency, account: account.id }} fixed=${{ state: other }}
        label=${t(`people.make_${other}`)} text=${t(`people.make_${other}_text`)}
        danger=${other === "disabled"} waiting=${waiting} done=${changed} />`}
    </div>
    ${link && html`<${OneTimeLink} account=${account} close=${() => setLink(false)} />`}
  </${Dialog}>`;
}
