// What was registered, who asked, in which cells the case counts, who looked at it from above, and
// the whole of it to take along.

import { download } from "../../base/api.js";
import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { OperationForm } from "../../part/form.js";
import { tellError } from "../../part/notice.js";
import { Asked, Empty } from "../../part/state.js";
import { when } from "./words.js";

const facts = (rows) => html`<dl class="facts">${rows.filter(([, value]) => value).map(([name, value]) =>
  html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

function Person({ person }) {
  return facts([
    [t("case.person.name"), person.name], [t("case.person.id"), [code("id_type", person.id_type),
      person.id_number].filter(Boolean).join(" ")],
    [t("case.person.phone"), person.phone], [t("case.person.email"), person.email],
    [t("case.person.address"), person.address]]);
}

function Applicant({ shown, masked = true }) {
  const { account } = useDesk();
  const [revealing, setRevealing] = useState(false);
  const [whole, setWhole] = useState(null);
  const who = { ...shown.applicant, ...whole };
  return html`<section class="card"><h2>${t("case.applicant")}</h2>
    <${Person} person=${who} />
    ${who.joint.map((one, n) => html`<h3>${t("case.person.joint", { n: n + 1 })}</h3>
      <${Person} key=${n} person=${one} />`)}
    ${who.agent && html`<h3>${t("case.person.agent")}</h3><${Person} person=${who.agent} />
      <p>${t(who.agent.authorised ? "case.person.authorised" : "case.person.unauthorised")}</p>`}
    ${masked && !whole && starts("case_reveal", account.roles) && (revealing
      ? html`<${OperationForm} operation="case_reveal" parts=${{ application: shown.id }}
          label=${t("case.reveal")} cancel=${() => setRevealing(false)}
          done=${(answer) => { setWhole(answer.body.applicant); setRevealing(false); }} />`
      : html`<button type="button" onClick=${() => setRevealing(true)}>${t("case.reveal")}…</button>`)}
    ${whole && html`<p class="aside">${t("case.revealed")}</p>`}</section>`;
}

function Registered({ shown }) {
  const { application: a } = shown;
  return html`<section class="card"><h2>${t("case.registered")}</h2>
    ${facts([[t("case.number"), a.number], [t("case.channel"), code("channel", a.channel)],
      [t("case.submitted_on"), a.submitted_on], [t("case.arrived_on"), a.arrived_on],
      [t("case.received_on"), a.received_on], [t("case.category"), code("applicant_category", a.applicant_category)],
      [t("case.content"), a.content], [t("case.wanted_form"), code("wanted_form", a.wanted_form)],
      [t("case.wanted_route"), code("wanted_route", a.wanted_route)],
      [t("case.tracking_number"), a.tracking_number], [t("case.officer"), a.officer],
      [t("case.unit"), a.unit], [t("case.assignee"), shown.applicant.assignee],
      [t("case.closed_on"), a.closed_on]])}</section>`;
}

function Cells({ shown }) {
  const answer = useAsk(`/api/v1/applications/${shown.id}/cells`);
  return html`<section class="card"><h2>${t("case.cells")}</h2>
    <${Asked} answer=${answer}>${({ cells }) => (cells.length === 0
      ? html`<${Empty} text=${t("case.cells_none")} />`
      : html`<table class="list"><thead><tr><th scope="col">${t("case.cell.year")}</th>
          <th scope="col">${t("case.cell.row")}</th><th scope="col">${t("case.cell.column")}</th></tr></thead>
        <tbody>${cells.map((c) => html`<tr key=${`${c.year}-${c.row}`}><td>${c.year}</td>
          <td>${code("row", c.row)}</td><td>${code("applicant_category", c.column)}</td></tr>`)}</tbody></table>`)}
    </${Asked}></section>`;
}

function Inspections({ shown }) {
  if (shown.inspections.length === 0) return null;
  return html`<section class="card"><h2>${t("case.inspections")}</h2>
    <ul>${shown.inspections.map((i) => html`<li key=${i.at}>${when(i.at)}　${i.by}（${i.agency}）：${i.purpose}</li>`)}</ul>
  </section>`;
}

function Hold({ shown, reload }) {
  const { account } = useDesk();
  const [open, setOpen] = useState(false);
  const operation = shown.hold ? "hold_end" : "hold_set";
  if (!shown.hold && !shown.disposal && !starts("hold_set", account.roles)) return null;
  return html`<section class="card"><h2>${t("case.keeping")}</h2>
    ${shown.disposal && html`<p>${t("case.disposed", { day: shown.disposal.disposed_on })}</p>`}
    ${shown.hold && html`<p><span class="tag amber">${t("case.held")}</span> ${shown.hold.reason}
      <small>${shown.hold.set_by}　${when(shown.hold.set_at)}</small></p>`}
    ${!shown.disposal && starts(operation, account.roles) && (open
      ? html`<${OperationForm} operation=${operation} parts=${{ application: shown.id }}
          label=${t(`case.${operation}`)} cancel=${() => setOpen(false)}
          done=${async () => { await reload(); setOpen(false); }} />`
      : html`<button type="button" onClick=${() => setOpen(true)}>${t(`case.${operation}`)}…</button>`)}</section>`;
}

function Take({ shown }) {
  const { account } = useDesk();
  const [busy, setBusy] = useState(false);
  const at = `/api/v1/applications/${shown.id}`;
  const bundle = async () => {
    setBusy(true);
    await download(`${at}/case-file`, `${shown.application.number || shown.id}.zip`).catch(tellError);
    setBusy(false);
  };
  return html`<section class="card"><h2>${t("case.take")}</h2><p class="bar">
    ${starts("case_file", account.roles) && html`<button type="button" disabled=${busy} onClick=${bundle}>
      ${t(busy ? "case.take_busy" : "case.take_file")}</button>`}
    <a class="button" target="_blank" rel="noopener" href=${`${at}/proof?format=html`}>${t("case.take_proof")}</a>
    <a class="button" target="_blank" rel="noopener" href=${`${at}/clock?format=html`}>${t("case.take_clock")}</a></p>
  </section>`;
}

export function Particulars({ shown, reload }) {
  return html`<div class="cards"><${Registered} shown=${shown} /><${Applicant} shown=${shown} />
    <${Cells} shown=${shown} /><${Take} shown=${shown} /><${Inspections} shown=${shown} />
    <${Hold} shown=${shown} reload=${reload} /></div>`;
}

export { Applicant, Registered };
