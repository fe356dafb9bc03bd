// After saving: what became of it, how far its files are, and what next.

import { html, useEffect, useRef } from "../../base/html.js";
import { link } from "../../base/route.js";
import { code, t } from "../../base/words.js";
import { ask } from "../../part/dialog.js";
import { Drop, attachmentKinds } from "../../part/drop.js";

export function Done({ done, uploads, retry, again }) {
  const { application: a, warnings } = done;
  const next = useRef(null);
  useEffect(() => next.current.focus(), []);
  const left = uploads.files.some((f) => f.state !== "done");
  const goOn = async (channel) => {
    if (!left || await ask({ title: t("register.leave_files"), text: t("register.files_left"),
      yes: t("frame.unsaved.leave"), no: t("frame.unsaved.stay") })) again(channel);
  };
  return html`<section class="card done" aria-label=${t("register.done")}>
    <h2 role="status">${t("register.done_as", { number: a.number || a.id })}</h2>
    <dl class="facts">
      <dt>${t("register.applicant")}</dt><dd>${a.applicant_name}</dd>
      <dt>${t("register.channel")}</dt><dd>${code("channel", a.channel)}</dd>
      <dt>${t("register.received_on")}</dt>
      <dd>${a.received_on || html`<span class="tag amber">${code("status", a.status)}</span>`}</dd>
      <dt>${t("register.due_on")}</dt>
      <dd>${a.due_on ? html`<strong>${a.due_on}</strong>` : "—"}
        ${a.due_on && !a.due_certain && html` <span class="tag amber">${t("register.provisional")}</span>`}</dd>
    </dl>
    ${warnings.map((w) => html`<p key=${w.message} class="warning">${w.message}</p>`)}
    ${uploads.files.length > 0 && html`<${Drop} uploads=${uploads} kinds=${attachmentKinds()}
      retry=${retry} closed=${true} />`}
    <footer>
      <button type="button" class="first" ref=${next}
        onClick=${() => goOn(a.channel)}>${t("register.again_same", { channel: code("channel", a.channel) })}</button>
      <button type="button" onClick=${() => goOn(null)}>${t("register.again")}</button>
      <a class="button" href=${link(["case", a.id])}>${t("register.open")}</a>
      ${a.status === "awaiting_confirmation" && html`<a class="button"
        href=${link(["case", a.id, "act", "confirmed"])}>${t("register.confirm_now")}</a>`}
    </footer>
    ${left && html`<p><small>${t("register.files_left")}</small></p>`}
  </section>`;
}
