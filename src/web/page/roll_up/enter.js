// Enters the report that an agency published elsewhere: what is read from the file is shown with
// everything that contradicts itself, and only then kept.

import { call } from "../../base/api.js";
import { html, useState } from "../../base/html.js";
import { pathOf, queryOf } from "../../base/operations.js";
import { code, t } from "../../base/words.js";
import { DateField } from "../../part/date_field.js";
import { Dialog } from "../../part/dialog.js";
import { DropFile, upload } from "../../part/drop_file.js";
import { ReadReport } from "../../part/read_report.js";
import { Failed } from "../../part/state.js";

function Particulars({ values, set, agency }) {
  return html`<div class="bar">
    <label>${t("enter.covers")} <select onChange=${(e) => set({ covers: e.target.value })}>
      ${queryOf("published_add").find((f) => f.name === "covers").codes.map((c) => html`
        <option key=${c} value=${c} selected=${c === values.covers}>${code("scope", c)}</option>`)}
      </select></label>
    <label class="grow">${t("enter.source")} <input type="text" maxlength="500" required
      value=${values.source} placeholder=${t("enter.source_hint")} data-field="source"
      onInput=${(e) => set({ source: e.target.value })} /></label>
    <label for=${`published-${agency.code}`}>${t("enter.published_on")}</label>
    <${DateField} id=${`published-${agency.code}`} value=${values.published_on}
      set=${(day) => set({ published_on: day })} /></div>`;
}

export function Enter({ agency, year, close, done }) {
  const [file, setFile] = useState(null);
  const [read, setRead] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const [values, setValues] = useState({ covers: "agency", source: "", published_on: null });
  const parts = { agency: agency.code, year };
  const send = async (path, given, then) => {
    setBusy(true);
    setError(null);
    try {
      then((await call("POST", path, upload(given))).body);
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const take = (given) => {
    setFile(given);
    setRead(null);
    send(pathOf("published_preview", parts), given, setRead);
  };
  const save = (event) => {
    event.preventDefault();
    send(pathOf("published_add", parts, values), file, () => done());
  };
  return html`<${Dialog} wide=${true} close=${close}
      title=${t("roll_up.enter_title", { name: agency.name, year })}>
    <${DropFile} take=${take} busy=${busy} />
    ${error && html`<${Failed} error=${error} />`}
    ${read && html`<form onSubmit=${save} class="operation" data-operation="published_add">
      <h3>${file.name}</h3>
      <${Particulars} values=${values} agency=${agency}
        set=${(more) => setValues({ ...values, ...more })} />
      ${read.errors > 0 && html`<p class="tag amber">${t("enter.with_errors")}</p>`}
      <footer><button class="first" disabled=${busy || !values.source.trim() ||
          values.published_on === undefined}>${t("enter.save")}</button>
        <button type="button" onClick=${close}>${t("cancel")}</button></footer>
      <${ReadReport} read=${read} /></form>`}</${Dialog}>`;
}
