// Views of the ledger that a person named: filters and order.  The service has no place for them;
// they are kept in this browser, for the account.

import { keep, kept } from "../../base/keep.js";
import { html, useState } from "../../base/html.js";
import { t } from "../../base/words.js";
import { Dialog, ask } from "../../part/dialog.js";
import { Menu } from "./columns.js";

const MOST = 30;

function NameIt({ views, filters, save, close }) {
  const [name, setName] = useState("");
  const submit = (event) => {
    event.preventDefault();
    const said = name.trim();
    if (!said) return;
    save([...views.filter((v) => v.name !== said), { name: said, filters }].slice(-MOST));
    close();
  };
  return html`<${Dialog} title=${t("cases.view_save")} close=${close}>
    <form onSubmit=${submit}>
      <div class="field"><label for="view-name">${t("cases.view_name")}</label>
        <input id="view-name" type="text" maxlength="40" required value=${name} autocomplete="off"
          onInput=${(event) => setName(event.target.value)} />
        <small>${t("cases.view_kept")}</small></div>
      <footer><button class="first">${t("form.save")}</button>
        <button type="button" onClick=${close}>${t("cancel")}</button></footer>
    </form></${Dialog}>`;
}

// What everybody needs, without having to make it.
const given = [
  { key: "mine_open", filters: (account) => ({ officer: account.name, open: "true", sort: "due" }) },
  { key: "overdue", filters: () => ({ queue: "overdue", sort: "due" }) },
  { key: "soon", filters: () => ({ queue: "due_in_7", sort: "due" }) },
  { key: "unconfirmed", filters: () => ({ queue: "awaiting_confirmation" }) },
];

export function Views({ account, filters, take }) {
  const [views, setViews] = useState(() => kept("cases.views", account, []));
  const [naming, setNaming] = useState(false);
  const save = (next) => {
    keep("cases.views", account, next);
    setViews(next);
  };
  const remove = async (view) => {
    if (await ask({ title: t("cases.view_remove", { name: view.name }), yes: t("cases.remove") }))
      save(views.filter((v) => v !== view));
  };
  return html`<${Menu} label=${t("cases.views")}>${(close) => html`<ul class="views">
      ${given.map(({ key, filters: made }) => html`<li key=${key}><button type="button" class="plain"
        onClick=${() => { close(); take(made(account)); }}>${t(`cases.view.${key}`)}</button></li>`)}
      ${views.map((view) => html`<li key=${view.name}>
        <button type="button" class="plain" onClick=${() => { close(); take(view.filters); }}>
          ${view.name}</button>
        <button type="button" class="plain" aria-label=${t("cases.view_remove", { name: view.name })}
          onClick=${() => remove(view)}>×</button></li>`)}</ul>
      <button type="button" onClick=${() => { close(); setNaming(true); }}>
        ${t("cases.view_save")}</button>`}</${Menu}>
    ${naming && html`<${NameIt} views=${views} filters=${filters} save=${save}
      close=${() => setNaming(false)} />`}`;
}
