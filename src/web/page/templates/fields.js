// What a kind of letter is about: the fields its template may use, and what it must say by law.

import { html } from "../../base/html.js";
import { t } from "../../base/words.js";
import { Dialog } from "../../part/dialog.js";

function Table({ caption, fields }) {
  return html`<div class="scroll-x"><table class="list"><caption>${caption}</caption>
    <thead><tr><th scope="col">${t("templates.field")}</th><th scope="col">${t("templates.means")}</th>
      <th scope="col">${t("templates.required")}</th><th scope="col">${t("templates.col.article")}</th>
    </tr></thead>
    <tbody>${fields.map((f) => html`<tr key=${f.name}><td><code>{{${f.name}}}</code></td>
      <td>${f.label}</td><td>${f.required ? t("templates.must") : ""}</td><td>${f.article || ""}</td>
    </tr>`)}</tbody></table></div>`;
}

export function Fields({ kind, common, close }) {
  return html`<${Dialog} title=${kind.name} wide=${true} close=${close}>
    <dl class="facts"><dt>${t("templates.col.article")}</dt><dd>${kind.article}</dd>
      <dt>${t("templates.series")}</dt><dd>${kind.series_word}</dd>
      <dt>${t("templates.remedy")}</dt><dd>${t(kind.remedy ? "is.yes" : "is.no")}</dd></dl>
    ${kind.mentions.length > 0 && html`<h3>${t("templates.mentions")}</h3>
      <ul>${kind.mentions.map((m) => html`<li key=${m.words}>${m.what}：<q>${m.words}</q>
        <small>${m.article}</small></li>`)}</ul>`}
    ${kind.slots.length > 0 && html`<${Table} caption=${t("templates.slots")} fields=${kind.slots} />`}
    <details><summary>${t("templates.common", { n: common.length })}</summary>
      <${Table} caption=${t("templates.common_caption")} fields=${common} /></details>
  </${Dialog}>`;
}
