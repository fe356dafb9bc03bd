// Signing in, again after a time-out, and with a one-time link; giving the password once more.

import { Refused, post } from "../base/api.js";
import { html, useState } from "../base/html.js";
import { useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { Dialog } from "../part/dialog.js";

const isPlain = () => location.protocol === "http:" &&
  !/^(127\.|localhost$|\[::1\]$)/.test(location.hostname);

// The code of a one-time link stands behind #, which no browser sends, and goes from the address
// bar at once.
export function takeLink() {
  const found = /^#link=([A-Za-z0-9_-]{43})$/.exec(location.hash);
  if (found) history.replaceState(null, "", location.pathname);
  return found ? found[1] : null;
}

// A form of secrets: FIELDS of {name, label, hint, type, complete}; SEND(values) is called with what
// was filled in, and the code of the second factor once the service asks for it.
function Secrets({ fields, label, send, cancel, children }) {
  const [values, setValues] = useState({});
  const [withCode, setWithCode] = useState(false);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const shown = withCode ? [...fields, {
    name: "code", label: t("sign_in.code"), hint: t("sign_in.code_hint"), type: "text",
    complete: "one-time-code",
  }] : fields;
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await send(values);
    } catch (fault) {
      if (fault.code === "code_needed") setWithCode(true);
      else setValues(({ code: spent, ...others }) => others);
      setError(fault instanceof Refused || fault.told ? fault.message : t("state.offline"));
      setBusy(false);
    }
  };
  return html`<form class="secrets" onSubmit=${submit}>
    ${shown.map((field, n) => html`<div class="field" key=${field.name}>
      <label for=${`secret-${field.name}`}>${field.label}</label>
      <input id=${`secret-${field.name}`} name=${field.name} type=${field.type || "password"}
        autocomplete=${field.complete} required maxlength=${field.name === "code" ? 6 : 200}
        inputmode=${field.name === "code" ? "numeric" : undefined} autocapitalize="none"
        spellcheck="false" autofocus=${withCode ? field.name === "code" : n === 0}
        aria-describedby=${field.hint ? `secret-${field.name}-hint` : undefined}
        value=${values[field.name] || ""}
        onInput=${(e) => setValues({ ...values, [field.name]: e.target.value })} />
      ${field.hint && html`<small id=${`secret-${field.name}-hint`}>${field.hint}</small>`}
    </div>`)}
    ${error && html`<p class="error" role="alert">${error}</p>`}
    ${children}
    <footer><button class="first" disabled=${busy}>${label}</button>
      ${cancel && html`<button type="button" onClick=${cancel}>${t("cancel")}</button>`}</footer>
  </form>`;
}

const PASSWORD = () =>
  ({ name: "password", label: t("sign_in.password"), complete: "current-password" });

export function SignIn({ done }) {
  useTitle(t("sign_in.title"));
  const name = { name: "sign_in", label: t("sign_in.name"), hint: t("sign_in.name_hint"),
    type: "text", complete: "username" };
  return html`<main class="alone">
    <h1>${t("app.name")} <span>${t("app.title")}</span></h1>
    ${isPlain() && html`<p class="banner" role="alert">${t("sign_in.plain_http")}</p>`}
    <section class="card" aria-label=${t("sign_in.title")}>
      <${Secrets} fields=${[name, PASSWORD()]} label=${t("sign_in.title")}
        send=${async (values) => { await post("/api/v1/session", values, { quiet: true }); await done(); }} />
    </section>
    <p class="aside">${t("sign_in.forgotten")}</p>
  </main>`;
}

// Over the open desk; DONE(true) once the same person is back.
export function SignInAgain({ account, message, done }) {
  const send = async (values) => {
    const { account: now } = await post("/api/v1/session",
      { ...values, sign_in: account.sign_in }, { quiet: true });
    if (now.id !== account.id) location.reload();
    done(true);
  };
  return html`<${Dialog} title=${t("sign_in.again")} close=${() => done(false)}>
    <p>${message || t("sign_in.again_text")}</p>
    <p>${t("sign_in.name")}: <strong>${account.sign_in}</strong></p>
    <${Secrets} fields=${[PASSWORD()]} label=${t("sign_in.title")} send=${send}
      cancel=${() => done(false)} />
  </${Dialog}>`;
}

// DONE(true) once the password was right.
export function Prove({ done }) {
  return html`<${Dialog} title=${t("prove.title")} close=${() => done(false)}>
    <p>${t("prove.text")}</p>
    <${Secrets} fields=${[PASSWORD()]} label=${t("yes")} cancel=${() => done(false)}
      send=${async (values) => { await post("/api/v1/session/proof", values, { quiet: true }); done(true); }} />
  </${Dialog}>`;
}

// The fields of a new password, typed twice; SEND(values) gets it once.
export function NewPassword({ withOld, label, send }) {
  const fields = [
    ...(withOld ? [{ name: "old_password", label: t("account.old"), complete: "current-password" }] : []),
    { name: "new_password", label: t("account.new"), complete: "new-password" },
    { name: "again", label: t("account.twice"), complete: "new-password" },
  ];
  return html`<${Secrets} fields=${fields} label=${label} send=${async ({ again, ...values }) => {
    if (values.new_password !== again)
      throw Object.assign(new Error(t("account.differ")), { told: true });
    await send(values);
  }} />`;
}

// With a one-time LINK, or because the password MUST be changed first.
export function SetPassword({ link, must, done }) {
  const title = t(link ? "account.link" : "account.password");
  useTitle(title);
  const send = async (values) => {
    if (link) await post("/api/v1/password/link", { ...values, link }, { quiet: true });
    else await post("/api/v1/password", values, { quiet: true });
    await done();
  };
  return html`<main class="alone">
    <h1>${t("app.name")} <span>${t("app.title")}</span></h1>
    <section class="card"><h2>${title}</h2>
      ${must && html`<p>${t("account.must_change")}</p>`}
      <${NewPassword} withOld=${must} label=${t("form.save")} send=${send} />
    </section></main>`;
}
