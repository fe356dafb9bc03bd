// The panel in which an act is filled in, beside the timeline.

import { html, useEffect, useRef, useState } from "../../base/html.js";
import { go } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { tell } from "../../part/notice.js";
import { Asked, Empty } from "../../part/state.js";
import { ACTS, consultationsFor, initialOf } from "./acts.js";
import { FactForm } from "./fact.js";
import { FeeReckoned } from "./fee.js";
import { CaseForm } from "./form.js";
import { CasePicker } from "./picker.js";
import { heading } from "./words.js";

export const actName = (act) => (["split", "merge", "assign", "correct", "retract", "linked", "fact"]
  .includes(act) ? t(`case.act.${act}`) : code("event", act));

function Choice({ label, choices, value, set }) {
  return html`<div class="field"><label for="act-choice">${label}</label>
    <select id="act-choice" onChange=${(e) => set(e.target.value)}>
      ${choices.map(([key, name]) => html`<option key=${key} value=${key}
        selected=${String(key) === String(value)}>${name}</option>`)}</select></div>`;
}

const decided = (act) => (field) =>
  ((ACTS[act].decide || []).includes(field.name) ? { ...field, decide: true } : field);

// An act whose operation says all.
function Plain({ act, shown, form, parts, fixed, children }) {
  const { account } = useDesk();
  const { operation, danger, fixed: always } = ACTS[act];
  return html`<${CaseForm} ...${form} operation=${operation} parts=${parts} danger=${danger}
    fixed=${{ ...always, ...fixed }} initial=${initialOf(act, shown, account)}
    label=${t("case.send", { act: actName(act) })} adapt=${decided(act)}>${children}</${CaseForm}>`;
}

function Fee({ shown, form }) {
  const [values, setValues] = useState({});
  return html`<${Plain} act="fee_notice" shown=${shown} form=${{ ...form, changed: setValues }}
      parts=${{ application: shown.id }}><${FeeReckoned} shown=${shown} values=${values} /></${Plain}>`;
}

function Consultation({ act, shown, form }) {
  const open = consultationsFor(act, shown);
  const [ref, setRef] = useState(open.length ? open[0].ref : null);
  if (open.length === 0) return html`<${Empty} text=${t("case.no_consultation")} />`;
  return html`<${Choice} label=${t("case.consultation")} value=${ref} set=${setRef}
      choices=${open.map((o) => [o.ref, `${o.ref}　${o.name || ""}（${o.sent}）`])} />
    <${Plain} act=${act} shown=${shown} form=${form} parts=${{ application: shown.id, ref }} />`;
}

function Journey({ act, shown, form, query }) {
  const answer = useAsk(`/api/v1/applications/${shown.id}/service`);
  const [seq, setSeq] = useState(query.seq || null);
  return html`<${Asked} answer=${answer}>${({ letters }) => {
    if (letters.length === 0) return html`<${Empty} text=${t("case.no_letter")} />`;
    const chosen = seq || String(letters[letters.length - 1].letter);
    return html`<${Choice} label=${t("case.letter")} value=${chosen} set=${setSeq}
        choices=${letters.map((l) => [l.letter, `${l.letter}　${code("event", l.kind)}　${l.dated_on}`])} />
      <${Plain} act=${act} shown=${shown} form=${form}
        parts=${{ application: shown.id, seq: chosen }} />`;
  }}</${Asked}>`;
}

function Paired({ act, shown, form }) {
  const [picked, setPicked] = useState(null);
  return html`<${Plain} act=${act} shown=${shown} form=${form} parts=${{ application: shown.id }}
      fixed=${{ [ACTS[act].pick]: picked }}>
    <${CasePicker} like=${shown.id} value=${picked} set=${setPicked} label=${t(`case.pick.${act}`)} />
  </${Plain}>`;
}

function Assign({ shown, form }) {
  const { account } = useDesk();
  const answer = useAsk(`/api/v1/agencies/${shown.application.agency}/officers`);
  const [who, setWho] = useState(account.sign_in);
  return html`<${Asked} answer=${answer}>${({ officers }) => html`
    <${Choice} label=${t("case.assignee")} value=${who} set=${setWho}
      choices=${officers.filter((o) => o.roles.includes("officer") || o.roles.includes("supervisor"))
        .map((o) => [o.sign_in, `${o.name}（${o.sign_in}）`])} />
    <${CaseForm} ...${form} operation="application_assign" parts=${{ application: shown.id }}
      fixed=${{ account: who }} label=${t("case.act.assign")} />`}</${Asked}>`;
}

// Only what was changed is sent: what an entry keeps is not stated anew.
function Correct({ shown, form, query }) {
  const { codes } = useDesk();
  const event = shown.events.find((e) => String(e.seq) === query.seq);
  if (!event) return html`<${Empty} text=${t("case.no_entry")} />`;
  const kind = codes.events.find((k) => k.code === event.kind);
  const initial = { happened_on: event.happened_on };
  for (const name of kind.members)
    if (event.data[name] !== undefined && typeof event.data[name] !== "object" && name !== "joint")
      initial[name] = event.data[name];
  if (event.kind === "registered") // of who asks, the entry itself tells nothing
    for (const name of ["name", "id_type", "email", "address"])
      if (shown.applicant[name]) initial[`applicant_${name}`] = shown.applicant[name];
  const changed = (values) => Object.fromEntries(Object.entries(values)
    .filter(([name, value]) => value !== initial[name]));
  return html`<p class="aside">${t("case.correct_text", { seq: event.seq, what: heading(event) })}</p>
    <${CaseForm} ...${form} operation="event_supersede" initial=${initial}
      parts=${{ application: shown.id, seq: event.seq }} shape=${changed}
      only=${["reason", "happened_on", ...kind.members]} label=${t("case.act.correct")}
      adapt=${(f) => (f.type === "boolean" ? { ...f, decide: true } : f)} />`;
}

function Retract({ shown, form, query }) {
  const event = shown.events.find((e) => String(e.seq) === query.seq);
  if (!event) return html`<${Empty} text=${t("case.no_entry")} />`;
  return html`<p class="aside">${t("case.retract_text", { seq: event.seq, what: heading(event),
      day: event.happened_on })}</p>
    <${CaseForm} ...${form} operation="event_retract" danger=${true}
      parts=${{ application: shown.id, seq: event.seq }} label=${t("case.act.retract")} />`;
}

function Form({ act, shown, form, query, reload, close }) {
  const { special, letter, journey, pick } = ACTS[act];
  const given = { act, shown, form, query };
  if (special === "fact")
    return html`<${FactForm} shown=${shown} reload=${reload} fact=${query.fact} cancel=${close}
      done=${form.done} />`;
  if (special === "fee") return html`<${Fee} ...${given} />`;
  if (special === "assign") return html`<${Assign} ...${given} />`;
  if (special === "correct") return html`<${Correct} ...${given} />`;
  if (special === "retract") return html`<${Retract} ...${given} />`;
  if (letter) return html`<${Consultation} ...${given} />`;
  if (journey) return html`<${Journey} ...${given} />`;
  if (pick) return html`<${Paired} ...${given} />`;
  return html`<${Plain} ...${given} parts=${{ application: shown.id }} />`;
}

// What the table of steps and the clock say of the act.
function Rule({ act, shown }) {
  const { codes } = useDesk();
  const kind = ACTS[act].step ? null : act;
  const step = codes.steps.find((s) => s.code === kind);
  const next = shown.clock.next.find((n) => n.act === act);
  if (!step && !next) return null;
  return html`<div class="rule">
    ${step && html`<p>${t("case.needs")}：${step.needs}（${step.article}）</p>`}
    ${next && next.latest && html`<p>${t("case.latest")}：<strong>${next.latest}</strong>${" "}
      ${t(`case.after.${next.after}`)}</p>`}</div>`;
}

// What makes an entry can be taken back by a further one.
const LASTING = ["assign", "split", "merge", "retract", "correct"];

function undo(id, act, answer) {
  const { application } = answer.body;
  return LASTING.includes(act) || !application ? null : { label: t("case.act.retract"),
    act: () => go(["case", id, "act", "retract"], { seq: application.version }) };
}

// SETTLED(answer) is called once the act was sent and the case was read again.
export function ActPanel({ act, shown, query, reload, settled }) {
  const title = useRef(null);
  const close = () => go(["case", shown.id]);
  useEffect(() => {
    const first = title.current.parentElement
      .querySelector("form.operation input, form.operation select, form.operation textarea");
    (first || title.current).focus();
  }, []);
  const done = (answer) => {
    if (answer.status !== 202) tell(t("case.done", { act: actName(act) }), "done", undo(shown.id, act, answer));
    settled(answer);
    close();
  };
  const form = { shown, reload, done, cancel: close };
  return html`<section class="card act-panel" aria-labelledby="act-title"
      onKeyDown=${(e) => e.key === "Escape" && !e.defaultPrevented && close()}>
    <h2 id="act-title" tabindex="-1" ref=${title}>${actName(act)}</h2>
    <${Rule} act=${act} shown=${shown} />
    <${Form} act=${act} shown=${shown} form=${form} query=${query} reload=${reload} close=${close} />
  </section>`;
}
