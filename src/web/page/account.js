// One's own account: password, second factor, sessions.

import { post } from "../base/api.js";
import { moment } from "../base/day.js";
import { html, useState } from "../base/html.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { OperationForm } from "../part/form.js";
import { tell, tellError } from "../part/notice.js";
import { Asked } from "../part/state.js";
import { NewPassword } from "./sign_in.js";

function Password() {
  const [round, setRound] = useState(0); // a new round begins with empty fields
  const send = async (values) => {
    await post("/api/v1/password", values, { quiet: true });
    tell(t("account.changed"));
    setRound(round + 1);
  };
  return html`<section class="card"><h2>${t("account.password")}</h2>
    <${NewPassword} key=${round} withOld=${true} label=${t("form.save")} send=${send} /></section>`;
}

function Factor() {
  const { account, reload } = useDesk();
  const [begun, setBegun] = useState(null);
  const begin = () => post("/api/v1/second-factor", {}).then(setBegun).catch(tellError);
  const end = () => post("/api/v1/second-factor/end", {}).then(reload).catch(tellError);
  return html`<section class="card"><h2>${t("account.factor")}</h2>
    <p>${t(account.second_factor ? "account.factor_on" : "account.factor_off")}</p>
    ${begun ? html`<p>${t("account.factor_secret")}</p>
        <p><code class="secret">${begun.secret}</code></p>
        <p><a href=${begun.url}>otpauth</a></p>
        <${OperationForm} operation="totp_confirm" parts=${{}} label=${t("account.factor_confirm")}
          done=${() => { setBegun(null); return reload(); }} cancel=${() => setBegun(null)} />`
      : account.second_factor
        ? html`<button type="button" onClick=${end}>${t("account.factor_end")}</button>`
        : html`<button type="button" onClick=${begin}>${t("account.factor_begin")}</button>`}
  </section>`;
}

function Sessions() {
  const answer = useAsk("/api/v1/sessions");
  return html`<section class="card"><h2>${t("account.sessions")}</h2>
    <${Asked} answer=${answer}>${({ sessions }) => html`<table class="list">
      <thead><tr><th scope="col">${t("account.since")}</th><th scope="col">${t("account.seen")}</th>
        <th scope="col">${t("account.source")}</th></tr></thead>
      <tbody>${sessions.map((s) => html`<tr key=${s.began_at}>
        <td>${moment(s.began_at)}</td><td>${moment(s.seen_at)}</td>
        <td>${s.source} ${s.this && html`<span class="tag">${t("account.this_session")}</span>`}</td>
      </tr>`)}</tbody></table>`}</${Asked}></section>`;
}

export default function Account() {
  const { account } = useDesk();
  useTitle(t("account.title"));
  return html`<h1 tabindex="-1">${t("account.title")}</h1>
    <p>${account.name}　${account.sign_in}　${account.roles.map((r) => code("role", r)).join("、")}</p>
    <div class="cards"><${Password} /><${Factor} /><${Sessions} /></div>`;
}
