// Cases found by their applicant's number, telephone or exact name; what is looked for goes in a
// body, never in an address.

import { html, useState } from "../../base/html.js";
import { link } from "../../base/route.js";
import { code, t } from "../../base/words.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";

function Found({ page }) {
  if (page.applications.length === 0) return html`<p role="status">${t("cases.find_none")}</p>`;
  return html`<p role="status">${t(page.next ? "cases.count_more" : "cases.count",
      { n: page.applications.length })}</p>
    <div class="scroll-x"><table class="list"><thead><tr>
      ${["number", "status", "applicant_name", "content", "received_on"].map((name) =>
        html`<th scope="col" key=${name}>${t(`cases.column.${name}`)}</th>`)}</tr></thead>
      <tbody>${page.applications.map((a) => html`<tr key=${a.id}>
        <td><a href=${link(["case", a.id])}>${a.number || t("cases.unnumbered")}</a></td>
        <td>${code("status", a.status)}</td><td>${a.applicant_name}</td>
        <td>${a.content}</td><td>${a.received_on || ""}</td></tr>`)}</tbody></table></div>`;
}

export function Finder({ agency, close }) {
  const [page, setPage] = useState(null);
  return html`<${Dialog} title=${t("cases.find")} wide=${true} close=${close}>
    <p>${t("cases.find_text")}</p>
    <${OperationForm} operation="application_find" parts=${{ agency }} fixed=${{ limit: 100 }}
      only=${["id_number", "phone", "name"]} label=${t("cases.find_do")} cancel=${close}
      done=${(answer) => setPage(answer.body)} />
    ${page && html`<${Found} page=${page} />`}
  </${Dialog}>`;
}
