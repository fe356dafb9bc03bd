// What the deadline would be if more happened: asked of the service, kept nowhere.

import { post } from "../../base/api.js";
import { plus, today } from "../../base/day.js";
import { html, useRef, useState } from "../../base/html.js";
import { code, fieldName, t } from "../../base/words.js";
import { Field } from "../../part/field.js";
import { bodyOf } from "../../part/form.js";
import { Failed } from "../../part/state.js";
import { LETTERS } from "./data.js";
import { leftOf } from "./head.js";
import { Strip } from "./strip.js";

const NEEDS = {
  extension: ["days"], correction_notice: ["deadline_on", "days"], reasons_notice: ["days"],
  delay: ["deadline_on"], delivered: ["of"], answered: ["outcome"],
  third_party_sent: ["ref", "delivered_on"], joint_agency_sent: ["ref", "delivered_on"],
  other_agency_sent: ["ref", "delivered_on"], third_party_reply: ["ref"],
  joint_agency_reply: ["ref"], other_agency_reply: ["ref"], consultation_closed: ["ref"],
  correction_received: ["accepted"], fee_paid: ["accepted"],
};
const KINDS = ["extension", "correction_notice", "correction_received", "third_party_sent",
  "third_party_reply", "joint_agency_sent", "joint_agency_reply", "other_agency_sent",
  "other_agency_reply", "consultation_closed", "delivered", "reasons_notice", "delay",
  "fee_notice", "fee_paid", "answered", "withdrawn"];

const eventFields = () =>
  bodyOf("clock_what_if").find((f) => f.name === "events").items.fields;

// What an officer asks most, as far as it can come: [label, event].
function suggestions(clock) {
  const open = clock.pauses.filter((p) => p.ended === null);
  const named = (act) => clock.next.some((n) => n.act === act);
  return [
    ...(named("extension") ? [[t("case.what_if.extend"),
      { kind: "extension", happened_on: today(), days: 20 }]] : []),
    ...open.map((p) => [t("case.what_if.reply", { ref: p.ref || "", what: code("event", p.kind) }),
      { kind: p.kind.replace("_sent", "_reply"), happened_on: plus(today(), 1), ref: p.ref }]),
    ...(named("correction_notice") ? [[t("case.what_if.notice"),
      { kind: "correction_notice", happened_on: plus(today(), 1), days: 15 }]] : []),
    ...(named("third_party_sent") ? [[t("case.what_if.consult"),
      { kind: "third_party_sent", happened_on: plus(today(), 1), delivered_on: plus(today(), 1) }]] : []),
    ...(named("correction_received") ? [[t("case.what_if.corrected"),
      { kind: "correction_received", happened_on: plus(today(), 1) }]] : []),
  ];
}

function letterName(shown, seq) {
  const event = shown.events.find((e) => e.seq === seq);
  return `${seq} ${code("event", event.kind)}（${event.happened_on}）`;
}

function Row({ shown, event, set, remove, error, n }) {
  const put = (name, value) => set({ ...event, [name]: value });
  const fields = eventFields();
  const letters = shown.events.filter((e) => e.stands && LETTERS.includes(e.kind));
  const shownFields = ["happened_on", ...(NEEDS[event.kind] || [])]
    .map((name) => fields.find((f) => f.name === name));
  return html`<li><span class="field"><label for=${`what-${n}`}>${t("case.what_if.what")}</label>
      <select id=${`what-${n}`} onChange=${(e) => set({ kind: e.target.value, happened_on: event.happened_on })}>
        ${KINDS.map((k) => html`<option key=${k} value=${k} selected=${k === event.kind}>
          ${code("event", k)}</option>`)}</select></span>
    ${shownFields.map((f) => (f.name === "of"
      ? html`<span class="field" key="of"><label for=${`of-${n}`}>${fieldName(f)}</label>
          <select id=${`of-${n}`} onChange=${(e) => put("of", Number(e.target.value))}>
            <option value="">${t("field.choose")}</option>
            ${letters.map((e) => html`<option key=${e.seq} value=${e.seq} selected=${e.seq === event.of}>
              ${letterName(shown, e.seq)}</option>`)}</select></span>`
      : html`<${Field} key=${f.name} value=${event[f.name]} set=${(v) => put(f.name, v)}
          field=${f.type === "boolean" ? { ...f, decide: true } : f} />`))}
    <button type="button" aria-label=${t("field.remove_row", { n: n + 1 })} onClick=${remove}>−</button>
    ${error && html`<strong class="error">${error}</strong>`}</li>`;
}

const cleaned = (event) => Object.fromEntries(Object.entries(event)
  .filter(([, value]) => value !== undefined && value !== null && value !== ""));

function Result({ real, supposed }) {
  const line = (name, clock) => {
    const [tone, words] = leftOf(clock);
    return html`<tr><th scope="row">${name}</th><td data-due=${clock.due || ""}>${clock.due || "—"}</td>
      <td><span class=${`tag ${tone}`}>${words}</span></td><td>${code("status", clock.status)}</td></tr>`;
  };
  return html`<div class="supposed" role="status"><table class="list"><thead><tr><td></td>
      <th scope="col">${t("case.due")}</th><th scope="col">${t("case.left")}</th>
      <th scope="col">${t("case.status")}</th></tr></thead>
    <tbody>${line(t("case.what_if.real"), real)}${line(t("case.what_if.supposed"), supposed)}</tbody></table>
    <${Strip} clock=${supposed} label=${t("case.what_if.strip")} to="due" />
    <p class="aside">${t("case.what_if.unsaved")}</p></div>`;
}

export function WhatIf({ shown }) {
  const [events, setEvents] = useState([]);
  const [state, setState] = useState({ busy: false, supposed: null, error: null });
  const last = useRef(0);
  const ask = async (list) => {
    const turn = ++last.current;
    setState((s) => ({ ...s, busy: true, error: null }));
    try {
      const supposed = list.length === 0 ? null
        : await post(`/api/v1/applications/${shown.id}/clock/what-if`, { events: list.map(cleaned) });
      if (turn === last.current) setState({ busy: false, supposed, error: null });
    } catch (error) {
      if (turn === last.current) setState({ busy: false, supposed: null, error });
    }
  };
  const add = (event) => {
    const list = [...events, event];
    setEvents(list);
    ask(list);
  };
  const errors = {};
  for (const { field, message } of (state.error && state.error.errors) || []) {
    const n = /^events\.(\d+)/.exec(field || "");
    if (n) errors[n[1]] = message;
  }
  const other = state.error && Object.keys(errors).length === 0 ? state.error : null;
  return html`<section class="card what-if" aria-labelledby="what-if-title">
    <h2 id="what-if-title">${t("case.what_if.title")}</h2>
    <p class="bar">${suggestions(shown.clock).map(([label, event]) => html`<button type="button"
        key=${label} onClick=${() => add(event)}>${label}</button>`)}
      <button type="button" onClick=${() => setEvents([...events,
        { kind: "answered", happened_on: today() }])}>＋ ${t("case.what_if.other")}</button></p>
    ${events.length > 0 && html`<form onSubmit=${(e) => { e.preventDefault(); ask(events); }}>
      <ol class="supposals">${events.map((event, n) => html`<${Row} key=${n} n=${n} shown=${shown}
        event=${event} error=${errors[n]}
        set=${(one) => setEvents(events.map((old, i) => (i === n ? one : old)))}
        remove=${() => { const list = events.filter((_, i) => i !== n); setEvents(list); ask(list); }} />`)}</ol>
      <footer><button class="first" disabled=${state.busy}>${t("case.what_if.ask")}</button>
        <button type="button" onClick=${() => { setEvents([]); ask([]); }}>${t("case.what_if.clear")}</button>
      </footer></form>`}
    ${other && html`<${Failed} error=${other} />`}
    ${state.supposed && html`<${Result} real=${shown.clock} supposed=${state.supposed} />`}
  </section>`;
}
