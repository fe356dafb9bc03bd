// What is behind a number: its applications, or its reviews and suits, page by page.

import { html } from "../base/html.js";
import { useDesk, usePages } from "../base/use.js";
import { link } from "../base/route.js";
import { code, t } from "../base/words.js";
import { Dialog } from "./dialog.js";
import { Empty, Failed, Loading } from "./state.js";

const OUTCOME = (one) => (one.outcome ? code("outcome", one.outcome) : code("status", one.status));

function Applications({ items, agencyName }) {
  return html`<table class="list"><thead><tr>
      <th scope="col">${t("cell.number")}</th><th scope="col">${t("cell.agency")}</th>
      <th scope="col">${t("cell.received")}</th><th scope="col">${t("cell.category")}</th>
      <th scope="col">${t("cell.outcome")}</th><th scope="col">${t("cell.closed")}</th></tr></thead>
    <tbody>${items.map((one) => html`<tr key=${one.id} data-case=${one.id}>
      <td><a href=${link(["case", one.id])}>${one.number || one.id}</a></td>
      <td>${agencyName(one.agency)}</td><td>${one.received_on || one.arrived_on}</td>
      <td>${code("applicant_category", one.applicant_category)}</td>
      <td>${OUTCOME(one)}</td><td>${one.closed_on}</td></tr>`)}</tbody></table>`;
}

function Remedies({ items, agencyName }) {
  return html`<table class="list"><thead><tr>
      <th scope="col">${t("cell.number")}</th><th scope="col">${t("cell.agency")}</th>
      <th scope="col">${t("cell.kind")}</th><th scope="col">${t("cell.filed")}</th>
      <th scope="col">${t("cell.result")}</th></tr></thead>
    <tbody>${items.map((one) => html`<tr key=${`${one.agency}/${one.n}`}
        data-case=${`${one.agency}/${one.n}`}>
      <td><a href=${link(["remedies", one.agency, String(one.n)])}>${one.number || one.n}</a></td>
      <td>${agencyName(one.agency)}</td><td>${code("kind", one.kind)}</td>
      <td>${one.filed_on}</td>
      <td>${one.result ? code("result", one.result) : ""}</td></tr>`)}</tbody></table>`;
}

// PATH asks for them; LIST is "applications" or "remedies"; COUNT is the number that was opened.
export function CellList({ path, list, count }) {
  const { agencies } = useDesk();
  const answer = usePages(path, list);
  const agencyName = (key) => {
    const found = agencies.find((a) => a.code === key);
    return found ? found.name : key;
  };
  if (answer.error)
    return html`<${Failed} error=${answer.error} retry=${answer.reload} />`;
  if (!answer.fresh) return answer.slow ? html`<${Loading} />` : null;
  if (answer.items.length === 0) return html`<${Empty} text=${t("cell.none")} />`;
  const Table = list === "remedies" ? Remedies : Applications;
  return html`<p role="status" data-count=${answer.items.length}>
      ${t(answer.next ? "cell.first" : "cell.all", { shown: answer.items.length, count })}</p>
    <div class="scroll-x"><${Table} items=${answer.items} agencyName=${agencyName} /></div>
    ${answer.next && html`<p><button type="button" onClick=${answer.more}>${t("cell.more")}</button>
    </p>`}`;
}

export function CellCases({ title, path, list, count, close }) {
  return html`<${Dialog} title=${title} wide=${true} close=${close}>
    <${CellList} path=${path} list=${list} count=${count} /></${Dialog}>`;
}
