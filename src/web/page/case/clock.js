// The clock of a case: its days, the deadlines beside it, whose days they were, and what if.

import { html } from "../../base/html.js";
import { code, language, t } from "../../base/words.js";
import { Flags } from "./head.js";
import { Strip } from "./strip.js";
import { WhatIf } from "./what_if.js";

function Deadlines({ clock }) {
  const { sub_deadlines: all } = clock;
  if (all.length === 0) return null;
  return html`<section class="card"><h2>${t("case.sub_deadlines")}</h2>
    <div class="scroll-x"><table class="list"><thead><tr>
      ${["name", "start", "due", "done", "effect"].map((k) =>
        html`<th scope="col" key=${k}>${t(`case.deadline.${k}`)}</th>`)}</tr></thead>
    <tbody>${all.map((d) => html`<tr key=${`${d.kind}-${d.ref}`}>
      <th scope="row">${language() === "zh" ? d.name : code("deadline", d.kind)}${d.ref && !/^round/.test(d.ref) ? `（${d.ref}）` : ""}</th>
      <td class="day">${d.start}</td><td class="day">${d.due}</td>
      <td class="day">${d.done || ""}${d.met === null ? "" : html` <span class=${`tag ${d.met ? "green" : "red"}`}>
        ${t(d.met ? "case.deadline.met" : "case.deadline.missed")}</span>`}</td>
      <td>${d.effect}</td></tr>`)}</tbody></table></div></section>`;
}

function Shares({ clock }) {
  const most = Math.max(1, ...clock.shares.map((s) => s.days));
  return html`<section class="card"><h2>${t("case.shares")}</h2>
    <p class="aside">${t("case.shares_text", { n: clock.elapsed })}</p>
    <table class="list shares"><thead><tr><th scope="col">${t("case.share.who")}</th>
      <th scope="col" class="number">${t("case.share.days")}</th><td></td></tr></thead>
    <tbody>${clock.shares.map((s) => html`<tr key=${s.share}>
      <th scope="row">${language() === "zh" ? s.name : code("share", s.share)}</th><td class="number">${s.days}</td>
      <td class="bar-cell"><span class="share-bar" style=${{ width: `${(100 * s.days) / most}%` }}>
      </span></td></tr>`)}</tbody></table></section>`;
}

function Runs({ clock }) {
  return html`<section class="card"><h2>${t("case.runs")}</h2>
    <dl class="facts"><dt>${t("case.law")}</dt><dd>${code("law", clock.law)}</dd>
      <dt>${t("case.allowed")}</dt><dd>${clock.allowed ?? "—"}</dd>
      <dt>${t("case.used")}</dt><dd>${clock.used ?? "—"}</dd>
      <dt>${t("case.excluded")}</dt><dd>${clock.excluded}</dd></dl>
    ${clock.runs.length > 1 && html`<ul>${clock.runs.map((r) => html`<li key=${r.start}>
      ${t("case.run", { start: r.start, why: code("run", r.run), n: r.allowed })}
      ${r.stop ? t("case.run_stop", { day: r.stop }) : ""}</li>`)}</ul>`}
    ${clock.pauses.length > 0 && html`<ul>${clock.pauses.map((p) => html`<li key=${p.seq}>
      ${t("case.pause", { what: code("event", p.kind), ref: p.ref || "", from: p.from || p.sent,
        to: p.ended || p.to || "…", n: p.working_days })}</li>`)}</ul>`}</section>`;
}

export function Clock({ shown }) {
  const { clock } = shown;
  return html`<section class="card"><h2>${t("case.strip.title")}</h2>
      <${Strip} clock=${clock} /></section>
    <${WhatIf} shown=${shown} />
    ${clock.flags.length > 0 && html`<section class="card"><h2>${t("case.flags")}</h2>
      <${Flags} flags=${clock.flags} /></section>`}
    <${Deadlines} clock=${clock} />
    <div class="cards"><${Runs} clock=${clock} />
      <${Shares} clock=${clock} /></div>`;
}
