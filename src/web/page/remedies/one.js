// One review or suit: what it came to, the periods that run in it, every entry, and what comes next.

import { html, useEffect, useState } from "../../base/html.js";
import { link } from "../../base/route.js";
import { moment } from "../../base/day.js";
import { pathOf } from "../../base/operations.js";
import { may } from "../../base/rights.js";
import { useAsk, useDesk, useTitle } from "../../base/use.js";
import { code, fieldName, has, t } from "../../base/words.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm, bodyOf } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked } from "../../part/state.js";

export const dueText = (remedy) => (remedy.overdue
  ? t("remedies.due_over", { day: remedy.due_on, what: code("period", remedy.due_for) })
  : t("remedies.due_by", { day: remedy.due_on, what: code("period", remedy.due_for) }));

// What an entry of each kind says besides its day; the service has the same list and checks it.
const decision = ["result", "delivered_on", "re_decide", "re_decide_days", "re_decide_by", "ref"];
const stated = {
  accepted: ["ref"], served: ["simplified", "ref"], replied: ["ref"],
  hearing: ["ref"], extended: ["ref"], decided: decision, appealed: ["ref"],
  appeal_decided: decision, reopened: ["ref"], re_decided: ["outcome", "ref"],
};
const filed = ["kind", "route", "matter", "capacity", "body", "number", "claimant", "respondents",
  "after", "known_on", "review_received_on", "rests_on"];
const suitOnly = ["route", "review_received_on"];

const known = [...bodyOf("remedy_register"), ...bodyOf("remedy_record")];
const fieldOf = (name) => known.find((field) => field.name === name);

// The results that an entry of this KIND of a remedy may have.
function resultsOf(kind, remedy) {
  const every = fieldOf("result").codes;
  const own = every.filter((c) => c.startsWith(`${remedy.kind}_`));
  return kind === "appeal_decided" ? [...every.filter((c) => c.startsWith("appeal_")), ...own] : own;
}

// A value of an entry, in words.
function said(name, value) {
  const field = fieldOf(name);
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "boolean") return t(value ? "remedies.true" : "remedies.false");
  if (field && field.codes) return code(name, value);
  return String(value);
}

const label = (name) => (fieldOf(name) ? fieldName(fieldOf(name))
  : has(`remedies.data.${name}`) ? t(`remedies.data.${name}`) : name);

function Facts({ remedy }) {
  const rows = [["kind", code("kind", remedy.kind)], ["route", code("route", remedy.route)],
    ["matter", code("matter", remedy.matter)], ["capacity", code("capacity", remedy.capacity)],
    ["body", remedy.body], ["number", remedy.number], ["claimant", remedy.claimant],
    ["respondents", (remedy.respondents || []).join("、")], ["filed_on", remedy.filed_on],
    ["accepted_on", remedy.accepted_on], ["result", code("result", remedy.result)],
    ["decided_on", remedy.decided_on], ["settled_on", remedy.settled_on],
    ["re_decided_on", remedy.re_decided_on], ["re_decided", code("outcome", remedy.re_decided)]];
  return html`<section class="card"><h2>${t("remedies.facts")}</h2><dl class="facts">
    ${remedy.about && html`<dt>${t("remedies.about")}</dt>
      <dd><a href=${link(["case", remedy.about])}>${t("remedies.about_open")}</a></dd>`}
    ${remedy.after && html`<dt>${t("remedies.after")}</dt>
      <dd><a href=${link(["remedies", String(remedy.after)])}>
        ${t("remedies.n", { n: remedy.after })}</a></dd>`}
    ${rows.filter(([, value]) => value).map(([name, value]) =>
      html`<dt>${t(`remedies.fact.${name}`)}</dt><dd>${value}</dd>`)}</dl></section>`;
}

function Flags({ flags }) {
  const tones = { error: "red", warning: "amber", no_effect: "grey", note: "" };
  if (flags.length === 0) return null;
  return html`<section class="card"><h2>${t("remedies.flags")}</h2><ul class="flags">
    ${flags.map((f, n) => html`<li key=${n}><span class=${`tag ${tones[f.level]}`}>
      ${code("level", f.level)}</span> ${f.text} <small>${f.article}</small></li>`)}</ul></section>`;
}

function Periods({ deadlines }) {
  if (deadlines.length === 0) return null;
  const state = (d) => (d.done ? t(d.late ? "remedies.done_late" : "remedies.done", { day: d.done })
    : d.late ? t("remedies.period_over") : d.open ? t("remedies.period_open") : "");
  return html`<section class="card"><h2>${t("remedies.periods")}</h2><div class="scroll-x">
    <table class="list"><thead><tr>${["name", "whose", "start", "due", "state", "article"].map((c) =>
      html`<th scope="col" key=${c}>${t(`remedies.period.${c}`)}</th>`)}</tr></thead>
    <tbody>${deadlines.map((d, n) => html`<tr key=${n}><td>${code("period", d.kind)}
        ${d.late && d.effect && html`<br /><small>${d.effect}</small>`}</td>
      <td>${code("whose", d.whose)}</td><td class="day">${d.start}</td><td class="day">${d.due || ""}</td>
      <td>${state(d) && html`<span class=${`tag ${d.late ? "red" : d.done ? "green" : "amber"}`}>
        ${state(d)}</span>`}</td>
      <td>${d.article}</td></tr>`)}</tbody></table></div></section>`;
}

function Cells({ cells }) {
  return html`<section class="card"><h2>${t("remedies.cells")}</h2>
    ${cells.length === 0 ? html`<p>${t("remedies.cells_none")}</p>`
      : html`<ul class="plain-list">${cells.map((c) => html`<li key=${c.year}>
        ${t("remedies.cell", { year: c.year, block: code("block", c.block),
          column: code("column", c.column) })}</li>`)}</ul>`}</section>`;
}

function Entry({ entry, act }) {
  const { account } = useDesk();
  const values = Object.entries(entry.data).filter(([, v]) => v !== null && v !== "");
  return html`<li class=${entry.stands ? "" : "fallen"}>
    <p><strong>${entry.happened_on} ${code("event", entry.kind)}</strong>
      ${!entry.stands && html` <span class="tag grey">${t("remedies.fallen")}</span>`}
      ${entry.supersedes && html` <small>${t("remedies.supersedes", { n: entry.supersedes })}</small>`}
    </p>
    <dl class="facts">${entry.claimant && html`<dt>${label("claimant")}</dt>
        <dd>${entry.claimant}</dd>`}
      ${values.map(([name, value]) => html`<dt>${label(name)}</dt><dd>${said(name, value)}</dd>`)}
      ${entry.note && html`<dt>${label("note")}</dt><dd>${entry.note}</dd>`}</dl>
    <p><small>${t("remedies.recorded", { n: entry.seq, at: moment(entry.recorded_at),
      actor: entry.actor })}</small>
      ${entry.stands && entry.kind !== "retracted" && may("remedy_supersede", account.roles) &&
        html` <button type="button" class="plain" onClick=${() => act("supersede", entry)}>
            ${t("remedies.correct")}</button>
          <button type="button" class="plain" onClick=${() => act("retract", entry)}>
            ${t("remedies.retract")}</button>`}</p></li>`;
}

// A form's field `result` with those RESULTS to choose from that can be here (null: all).
const withResults = (results) => (field) =>
  (results && field.name === "result" ? { ...field, codes: results } : field);

function Record({ remedy, agency, done }) {
  const kinds = fieldOf("kind") && bodyOf("remedy_record").find((f) =>
    f.name === "kind").codes.filter((c) => remedy.kind === "suit" || !/^appeal|reopened/.test(c));
  const [kind, setKind] = useState("");
  return html`<section class="card"><h2>${t("remedies.record")}</h2>
    <div class="field"><label for="remedy-what">${t("remedies.what")}</label>
      <select id="remedy-what" onChange=${(event) => setKind(event.target.value)}>
        <option value="" selected=${!kind}>${t("field.choose")}</option>
        ${kinds.map((c) => html`<option key=${c} value=${c} selected=${c === kind}>
          ${code("event", c)}</option>`)}</select></div>
    ${kind && html`<${OperationForm} key=${kind} operation="remedy_record"
      parts=${{ agency, remedy: remedy.n }} fixed=${{ kind }} match=${remedy.version}
      only=${["happened_on", ...stated[kind], "note"]}
      adapt=${withResults(resultsOf(kind, remedy))} label=${t("remedies.record_do")}
      cancel=${() => setKind("")} done=${() => { setKind(""); done(); }} />`}</section>`;
}

// Correcting or retracting ENTRY: a proposal that another person confirms, but for who may both.
function Change({ what, entry, remedy, agency, close, done }) {
  const names = entry.kind === "filed" ? filed.filter((name) => remedy.kind === "suit" ||
    !suitOnly.includes(name)) : stated[entry.kind] || [];
  const initial = what === "retract" ? {} : { happened_on: entry.happened_on, ...entry.data,
    ...(entry.claimant ? { claimant: entry.claimant } : {}) };
  return html`<${Dialog} wide=${true} close=${close} title=${t(what === "retract"
      ? "remedies.retract_title" : "remedies.correct_title",
      { what: `${entry.happened_on} ${code("event", entry.kind)}` })}>
    <${OperationForm} operation=${`remedy_${what}`} match=${remedy.version}
      parts=${{ agency, remedy: remedy.n, seq: entry.seq }} initial=${initial}
      only=${what === "retract" ? ["reason"] : ["happened_on", ...names, "reason"]}
      adapt=${withResults(entry.kind === "filed" ? null : resultsOf(entry.kind, remedy))}
      label=${t(what === "retract" ? "remedies.retract" : "remedies.correct")}
      danger=${what === "retract"} cancel=${close} done=${(answer) => {
        close();
        if (answer.status !== 202) tell(t("remedies.changed"));
        done();
      }} /></${Dialog}>`;
}

function Whole({ found, agency, reload }) {
  const { account } = useDesk();
  const [change, setChange] = useState(null);
  const { remedy } = found;
  return html`<div class="bar"><h1 tabindex="-1">${t("remedies.title", { n: remedy.n,
      kind: code("kind", remedy.kind) })}</h1>
      <span class="tag">${code("stage", remedy.stage)}</span>
      ${remedy.due_on && html`<span class=${`tag ${remedy.overdue ? "red" : "amber"}`}>
        ${dueText(remedy)}</span>`}
      <span class="push"></span><a href="#/remedies">${t("remedies.back")}</a></div>
    <div class="split"><div><${Flags} flags=${found.flags} />
        <${Periods} deadlines=${found.deadlines} />
        <section class="card"><h2>${t("remedies.entries")}</h2><ol class="entries">
          ${[...found.events].reverse().map((entry) => html`<${Entry} key=${entry.seq}
            entry=${entry} act=${(what, e) => setChange({ what, entry: e })} />`)}</ol></section></div>
      <div>${may("remedy_record", account.roles) && remedy.stage !== "voided" && html`<${Record}
          remedy=${remedy} agency=${agency} done=${reload} />`}
        <${Facts} remedy=${remedy} /><${Cells} cells=${found.cells} /></div></div>
    ${change && html`<${Change} what=${change.what} entry=${change.entry} remedy=${remedy}
      agency=${agency} close=${() => setChange(null)} done=${reload} />`}`;
}

export function Remedy({ n }) {
  const { account } = useDesk();
  const answer = useAsk(pathOf("remedy_show", { agency: account.agency, remedy: n }));
  useTitle(t("remedies.n", { n }));
  useEffect(() => {
    const title = document.querySelector("#main h1");
    if (title && document.activeElement === document.body) title.focus();
  }, [Boolean(answer.data)]);
  return html`<${Asked} answer=${answer}>${(found) => html`<${Whole} found=${found}
    agency=${account.agency} reload=${answer.reload} />`}</${Asked}>`;
}
