// The files of a case: which came, which copies may leave, what they hold besides what they show.

import { download, newKey } from "../../base/api.js";
import { html, useRef, useState } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { starts } from "../../base/rights.js";
import { go, link } from "../../base/route.js";
import { upload } from "../../base/upload.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, language, t } from "../../base/words.js";
import { attachmentKinds, sizeOf } from "../../part/drop.js";
import { OperationForm } from "../../part/form.js";
import { tell, tellError } from "../../part/notice.js";
import { Asked, Empty, Failed } from "../../part/state.js";
import { when } from "./words.js";

// Chosen or dropped files, each sent at once as what is chosen above.
function Upload({ shown, attachments, again }) {
  const [kind, setKind] = useState("other");
  const [original, setOriginal] = useState("");
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(null);
  const input = useRef(null);
  const send = async (files) => {
    for (const file of files) {
      setBusy(file.name);
      try {
        const path = pathOf("attachment_add", { application: shown.id },
          { kind, redacted_of: kind === "released_copy" ? original : "" });
        const { warnings } = await upload(path, file, { key: newKey() });
        tell(t("case.file.added", { name: file.name }));
        for (const warning of warnings || []) tell(warning.message, "warning");
      } catch (error) {
        tellError(error);
      }
    }
    setBusy(null);
    again();
  };
  const dropped = (event) => {
    event.preventDefault();
    setOver(false);
    send([...event.dataTransfer.files]);
  };
  const originals = attachments.filter((a) => !a.removed && a.kind !== "released_copy");
  return html`<div class=${over ? "drop over" : "drop"} onDragOver=${(e) => { e.preventDefault(); setOver(true); }}
      onDragLeave=${() => setOver(false)} onDrop=${dropped}>
    <label for="file-kind">${t("case.file.kind")}</label>
    <select id="file-kind" onChange=${(e) => setKind(e.target.value)}>${attachmentKinds().map((k) => html`
      <option key=${k} value=${k} selected=${k === kind}>${code("attachment_kind", k)}</option>`)}</select>
    ${kind === "released_copy" && html`<label for="file-original">${t("case.file.original")}</label>
      <select id="file-original" onChange=${(e) => setOriginal(e.target.value)}><option value="">—</option>
        ${originals.map((a) => html`<option key=${a.attachment} value=${a.attachment}>${a.name}</option>`)}
      </select>`}
    <input ref=${input} id="file-input" type="file" multiple class="unseen" tabindex="-1"
      aria-label=${t("case.file.choose")}
      onChange=${(e) => { send([...e.target.files]); e.target.value = ""; }} />
    <button type="button" class="first" disabled=${busy !== null}
      onClick=${() => input.current.click()}>${t("case.file.choose")}</button>
    <span role="status">${busy ? t("case.file.sending", { name: busy }) : t("case.file.drop")}</span>
  </div>`;
}

// What a file holds that it does not show.
function Hidden({ shown, file }) {
  const answer = useAsk(`/api/v1/applications/${shown.id}/attachments/${file}/hidden`);
  const en = language() === "en";
  return html`<${Asked} answer=${answer}>${({ findings, needs_review: review }) => (findings.length === 0
    ? html`<p>${t("case.file.nothing_hidden")}</p>`
    : html`<p>${t(review ? "case.file.review" : "case.file.no_review")}</p>
      <ul>${findings.map((f) => html`<li key=${f.kind}><span class=${`tag ${f.needs_review ? "amber" : "grey"}`}>
        ${en ? f.name_en : f.name} ${f.count}</span> ${en ? f.todo_en : f.todo}</li>`)}</ul>`)}</${Asked}>`;
}

const OPERATIONS = { release: "attachment_release", remove: "attachment_remove" };

function Under({ shown, file, what, again }) {
  const close = () => go(["case", shown.id, "files"]);
  if (what === "hidden") return html`<${Hidden} shown=${shown} file=${file.attachment} />`;
  return html`${what === "release" && html`<${Hidden} shown=${shown} file=${file.attachment} />`}
    <${OperationForm} operation=${OPERATIONS[what]} danger=${what === "remove"}
      parts=${{ application: shown.id, attachment: file.attachment }} cancel=${close}
      label=${t(`case.file.${what}`)} done=${async (answer) => {
        if (answer.status !== 202) tell(t(`case.file.done_${what}`, { name: file.name }));
        await again();
        close();
      }} />`;
}

function File({ shown, file, open, again }) {
  const { account } = useDesk();
  const may = (name) => starts(name, account.roles);
  const at = `/api/v1/applications/${shown.id}/attachments/${file.attachment}/content`;
  const here = (what) => link(["case", shown.id, "files"], open ? {} : { [what]: file.attachment });
  const live = !file.removed;
  return html`<tr class=${live ? undefined : "gone"} data-file=${file.attachment}>
      <th scope="row">${live ? file.name : html`<del>${file.name}</del>`}
        ${file.redacted_of && html`<br /><small>${t("case.file.copy_of", { n: file.redacted_of })}</small>`}</th>
      <td>${code("attachment_kind", file.kind)}</td><td class="number">${sizeOf(file.size)}</td>
      <td>${file.uploaded_by}<br /><small>${when(file.made_at)}</small></td>
      <td>${file.removed
        ? html`<span class="tag grey">${t("case.file.removed")}</span> <small>${file.removed.reason}</small>`
        : file.released
          ? html`<span class="tag green">${t("case.file.released", { by: file.released.by })}</span>`
          : file.kind === "released_copy" && html`<span class="tag amber">${t("case.file.unreleased")}</span>`}</td>
      <td>${live && html`<span class="actions">
        <button type="button" onClick=${() => download(at, file.name).catch(tellError)}>
          ${t("case.file.download")}</button>
        <a href=${here("hidden")}>${t("case.file.hidden")}</a>
        ${file.releasable && !file.released && may("attachment_release") &&
          html`<a href=${here("release")}>${t("case.file.release")}</a>`}
        ${may("attachment_remove") && html`<a href=${here("remove")}>${t("case.file.remove")}</a>`}</span>`}</td></tr>
    ${open && html`<tr class="under"><td colspan="6"><${Under} shown=${shown} file=${file} what=${open}
      again=${again} /></td></tr>`}`;
}

export function Files({ shown, query, reload }) {
  const { account } = useDesk();
  const answer = useAsk(`/api/v1/applications/${shown.id}/attachments`);
  const again = async () => {
    answer.reload();
    await reload();
  };
  const openFor = (n) => ["hidden", "release", "remove"].find((what) => query[what] === String(n));
  if (answer.error && !answer.data) return html`<${Failed} error=${answer.error} retry=${answer.reload} />`;
  return html`<section class="card"><h2>${t("case.tab.files")}</h2>
    <${Asked} answer=${answer}>${({ attachments }) => html`
      ${starts("attachment_add", account.roles) && html`<${Upload} shown=${shown}
        attachments=${attachments} again=${again} />`}
      ${attachments.length === 0 ? html`<${Empty} text=${t("case.file.none")} />`
        : html`<div class="scroll-x"><table class="list files"><thead><tr>
            ${["name", "kind", "size", "by", "state"].map((k) => html`<th scope="col" key=${k}
              class=${k === "size" ? "number" : undefined}>${t(`case.file.${k}`)}</th>`)}<td></td></tr></thead>
          <tbody>${attachments.map((file) => html`<${File} key=${file.attachment} shown=${shown} file=${file}
            open=${openFor(file.attachment)} again=${again} />`)}</tbody></table></div>`}`}</${Asked}></section>`;
}
