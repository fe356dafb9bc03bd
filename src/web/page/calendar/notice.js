// One notice: its days, what adopting (or withdrawing) it would change, and doing so.

import { html, useState } from "../../base/html.js";
import { may, starts } from "../../base/rights.js";
import { useAsk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked, Empty } from "../../part/state.js";

const MOST = 500; // cases listed; their number is told whole

function shown(day, certain) {
  return day ? `${day}${certain ? "" : ` ${t("calendar.unsure")}`}` : "—";
}

function judged(inTime) {
  return inTime === null ? "—" : t(inTime ? "calendar.in_time" : "calendar.late");
}

function Cases({ cases }) {
  return html`<div class="scroll-x"><table class="list">
    <caption>${t("calendar.moved_cases")}</caption>
    <thead><tr><th scope="col">${t("calendar.case")}</th><th scope="col">${t("calendar.before")}</th>
      <th scope="col">${t("calendar.after")}</th><th scope="col">${t("calendar.why")}</th></tr></thead>
    <tbody>${cases.map((c) => html`<tr key=${c.application}>
      <td>${c.number || c.application}</td>
      <td><del>${shown(c.due_before || c.limit_before, c.certain_before)}</del></td>
      <td><ins>${shown(c.due_after || c.limit_after, c.certain_after)}</ins></td>
      <td>${c.why}</td></tr>`)}</tbody></table></div>`;
}

function Answered({ cases }) {
  return html`<div class="scroll-x"><table class="list">
    <caption>${t("calendar.answered_cases")}</caption>
    <thead><tr><th scope="col">${t("calendar.case")}</th><th scope="col">${t("calendar.before")}</th>
      <th scope="col">${t("calendar.after")}</th><th scope="col">${t("calendar.why")}</th></tr></thead>
    <tbody>${cases.map((c) => html`<tr key=${c.application}><td>${c.number || c.application}</td>
      <td>${judged(c.in_time_before)}</td><td>${judged(c.in_time_after)}</td><td>${c.why}</td>
    </tr>`)}</tbody></table></div>`;
}

// The effect of ACT on the cases, then the form that does it.
function Change({ notice, act, roles, done, close }) {
  const answer = useAsk(`/api/v1/calendar/notices/${notice.id}/preview?act=${act}&limit=${MOST}`);
  const operation = `calendar_${act}`;
  return html`<${Asked} answer=${answer}>${(effect) => html`
    <p data-effect=${effect.moved}><strong>${t("calendar.effect", effect)}</strong></p>
    ${effect.cases.length > 0 && html`<${Cases} cases=${effect.cases} />`}
    ${effect.moved > effect.cases.length && html`<p><small>
      ${t("calendar.more", { n: effect.moved - effect.cases.length })}</small></p>`}
    ${effect.answered_cases.length > 0 && html`<${Answered} cases=${effect.answered_cases} />`}
    ${effect.moved === 0 && effect.answered === 0 && html`<${Empty} text=${t("calendar.nobody")} />`}
    ${starts(operation, roles) ? html`<${OperationForm} operation=${operation}
        parts=${{ notice: notice.id }} only=${["reason"]} fixed=${{ expected: effect.running }}
        label=${t(`calendar.propose_${act}`)} done=${done} cancel=${close}
        danger=${act === "withdraw"} />
        <p><small>${t("calendar.confirmed_by")}</small></p>`
      : html`<p><small>${t("calendar.proposed_by")}</small></p>`}`}</${Asked}>`;
}

export function Notice({ notice, roles, close, changed }) {
  const [act, setAct] = useState(null);
  const acts = { pending: "adopt", in_force: "withdraw" };
  const next = acts[notice.state];
  const done = (answer) => {
    if (answer.status !== 202) tell(t("calendar.done"));
    changed();
    close();
  };
  return html`<${Dialog} title=${notice.notice} wide=${true} close=${close}>
    <dl class="facts">
      <dt>${t("calendar.state")}</dt><dd>${code("state", notice.state)}</dd>
      <dt>${t("calendar.type")}</dt><dd>${code("type", notice.type)}</dd>
      <dt>${t("calendar.region")}</dt><dd>${notice.region === "national" ? t("calendar.national")
        : notice.region}</dd>
      <dt>${t("calendar.dated")}</dt><dd>${notice.dated || "—"}</dd>
      <dt>${t("calendar.published_on")}</dt><dd>${notice.published || "—"}</dd>
      <dt>${t("calendar.url")}</dt><dd>${notice.url || "—"}</dd>
      ${notice.source && html`<dt>${t("calendar.source")}</dt><dd>${notice.source}</dd>`}</dl>
    <details open=${!act}><summary>${t("calendar.days", { n: notice.days.length })}</summary>
      <div class="scroll-x"><table class="list"><tbody>${notice.days.map((d) => html`<tr key=${d.date}>
        <td>${d.date}</td><td>${code("kind", d.kind)}</td><td>${d.name}</td>
        <td>${d.superseded_by ? t("calendar.superseded", { by: d.superseded_by }) : ""}</td>
      </tr>`)}</tbody></table></div></details>
    ${act ? html`<${Change} notice=${notice} act=${act} roles=${roles} done=${done}
        close=${() => setAct(null)} />`
      : next && may("calendar_preview", roles) && html`<footer>
        <button type="button" class="first" onClick=${() => setAct(next)}>
          ${t(`calendar.preview_${next}`)}</button>
        <button type="button" onClick=${close}>${t("close")}</button></footer>`}
  </${Dialog}>`;
}
