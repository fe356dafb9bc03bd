// A case of an agency below, looked at for a purpose that its agency sees.

import { html, useEffect, useRef, useState } from "../../base/html.js";
import { useDesk, useTitle } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { OperationForm } from "../../part/form.js";
import { Status } from "../../part/status.js";
import { Applicant, Registered } from "./particulars.js";
import { heading, memberName, memberValue, said, when } from "./words.js";

function Entries({ events }) {
  return html`<section class="card"><h2>${t("case.timeline")}</h2>
    <ol class="timeline" reversed>${[...events].reverse().map((e) => html`<li key=${e.seq}
        class=${e.stands ? undefined : "gone"}>
      <header><time>${e.happened_on}</time> ${e.stands || e.kind === "retracted"
        ? html`<strong>${heading(e)}</strong>` : html`<del>${heading(e)}</del>`}</header>
      <dl class="facts">${said(e).map(([name, value]) => html`<dt>${memberName(e.kind, name)}</dt>
        <dd>${memberValue(e.kind, name, value)}</dd>`)}</dl>
      <small>${t("case.entry.recorded", { seq: e.seq, at: when(e.recorded_at), by: e.actor })}</small>
    </li>`)}</ol></section>`;
}

export function Inspect({ id }) {
  const { agencies } = useDesk();
  const [shown, setShown] = useState(null);
  const title = useRef(null);
  useTitle(shown ? shown.application.number || id : t("case.inspect.title"));
  useEffect(() => { if (shown) title.current.focus(); }, [shown]);
  if (!shown)
    return html`<h1 tabindex="-1">${t("case.inspect.title")}</h1><section class="card">
      <p>${t("case.inspect.text")}</p>
      <${OperationForm} operation="case_inspect" parts=${{ application: id }} label=${t("case.inspect.open")}
        done=${(answer) => setShown({ ...answer.body, id })} /></section>`;
  const { application: a } = shown;
  const agency = agencies.find((g) => g.code === a.agency);
  return html`<header class="case-head card"><div class="line">
      <h1 tabindex="-1" ref=${title}>${a.number || a.id}</h1>
      <${Status} status=${a.status} />
      ${a.outcome && html`<span class="tag green">${code("outcome", a.outcome)}</span>`}
      <span>${agency ? agency.name : a.agency}</span></div>
      <p class="asked">${a.content}</p>
      <p>${t("case.due")}：<strong>${a.due_on || t("case.no_due")}</strong></p></header>
    <div class="cards"><${Registered} shown=${shown} /><${Applicant} shown=${shown} masked=${false} /></div>
    <${Entries} events=${shown.events} />`;
}
