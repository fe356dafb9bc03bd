// Sending an edited copy of a template, or going back to the one that holds above.

import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";
import { tell } from "../../part/notice.js";

const MOST = 1048576; // bytes that the service takes

// The bytes of FILE in Base64; null for none.
function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onerror = () => failed(reader.error);
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(file);
  });
}

function fault(file) {
  if (!/\.docx$/i.test(file.name)) return t("templates.not_docx");
  return file.size > MOST ? t("templates.too_big") : null;
}

function Choose({ operation, parts, label, close, done }) {
  const [docx, setDocx] = useState(null);
  const [wrong, setWrong] = useState(null);
  const take = async (event) => {
    const file = event.target.files[0];
    const why = file ? fault(file) : null;
    setWrong(why);
    setDocx(file && !why ? await inBase64(file) : null);
  };
  return html`<${Dialog} title=${t("templates.upload_of", { label })} wide=${true} close=${close}>
    <p>${t("templates.upload_text")}</p>
    <div class="field"><label for="template-file">${t("templates.file")}</label>
      <input id="template-file" type="file" accept=".docx" onChange=${take}
        aria-invalid=${wrong ? "true" : undefined} />
      ${wrong && html`<strong class="error" role="alert">${wrong}</strong>`}</div>
    ${docx && html`<${OperationForm} operation=${operation} parts=${parts} only=${["note"]}
      extra=${{ docx }} label=${t("act.propose")} done=${done} cancel=${close}>
      <p><small>${t("act.two")}</small></p></${OperationForm}>`}
  </${Dialog}>`;
}

function Back({ operation, parts, label, close, done }) {
  return html`<${Dialog} title=${t("templates.back_of", { label })} close=${close}>
    <p>${t("templates.back_text")}</p>
    <${OperationForm} operation=${operation} parts=${parts} only=${["note"]}
      label=${t("act.propose")} done=${done} cancel=${close} />
  </${Dialog}>`;
}

export function Upload({ operation, parts, label, own, changed, waiting }) {
  const { account } = useDesk();
  const [open, setOpen] = useState(null);
  if (!starts(operation, account.roles) || account.agency !== parts.agency) return null;
  const done = (answer) => {
    setOpen(null);
    if (answer.status === 202) waiting();
    else {
      tell(t("templates.changed"));
      changed();
    }
  };
  const shared = { operation, parts, label, done, close: () => setOpen(null) };
  return html`<button type="button" aria-label=${`${t("templates.upload")} ${label}`}
      onClick=${() => setOpen("file")}>${t("templates.upload")}</button>
    ${own && html`<button type="button" aria-label=${`${t("templates.back")} ${label}`}
      onClick=${() => setOpen("back")}>${t("templates.back")}</button>`}
    ${open === "file" && html`<${Choose} ...${shared} />`}
    ${open === "back" && html`<${Back} ...${shared} />`}`;
}
