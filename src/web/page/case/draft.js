// A letter in the making: what it must say on one side, the letter as it will be on the other.

import { post } from "../../base/api.js";
import { html, useEffect, useRef, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { go } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, language, t } from "../../base/words.js";
import { bodyOf } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked, Failed } from "../../part/state.js";
import { LETTERS } from "./data.js";
import { CaseForm } from "./form.js";
import { Sheet } from "./markup.js";
import { heading } from "./words.js";

const PAUSE = 400; // ms without typing before the letter is drawn again

// Preview of what is filled in, a moment after the last change.
function usePreview(id, body) {
  const [state, setState] = useState({ preview: null, error: null });
  const said = JSON.stringify(body);
  useEffect(() => {
    if (!body.kind && !body.seq) return undefined;
    const giveUp = new AbortController();
    const later = setTimeout(() => post(`/api/v1/applications/${id}/letter-preview`, body,
      { signal: giveUp.signal })
      .then((preview) => setState({ preview, error: null }))
      .catch((error) => error.name === "AbortError" || setState((s) => ({ ...s, error }))), PAUSE);
    return () => {
      clearTimeout(later);
      giveUp.abort();
    };
  }, [said]);
  return state;
}

function filled(values) {
  const kept = Object.entries(values || {}).filter(([, v]) => v !== undefined && v !== null && v !== "" && v !== false);
  return Object.fromEntries(kept);
}

function sentOf(values) {
  const { texts, ...plain } = values;
  const said = filled(texts);
  return { ...filled(plain), ...(Object.keys(said).length ? { texts: said } : {}) };
}

// What the letter is about: an entry of the case, or a kind that documents none.
function About({ shown, kinds, seq, kind, choose }) {
  const entries = shown.events.filter((e) => e.stands && (LETTERS.includes(e.kind) ||
    ["registered", "confirmed", "withdrawn"].includes(e.kind)));
  const value = seq ? `seq:${seq}` : kind ? `kind:${kind}` : "";
  return html`<div class="field"><label for="draft-about">${t("case.draft.about")}</label>
    <select id="draft-about" onChange=${(e) => choose(e.target.value)}>
      <option value="">${t("field.choose")}</option>
      <optgroup label=${t("case.draft.entries")}>${entries.map((e) => html`<option key=${e.seq}
        value=${`seq:${e.seq}`} selected=${value === `seq:${e.seq}`}>
        ${e.seq}　${heading(e)}（${e.happened_on}）</option>`)}</optgroup>
      <optgroup label=${t("case.draft.kinds")}>${kinds.map((k) => html`<option key=${k.kind}
        value=${`kind:${k.kind}`} selected=${value === `kind:${k.kind}`}>
        ${language() === "zh" ? k.name : code("letter", k.kind)}</option>`)}</optgroup>
    </select></div>`;
}

// The fields a kind of letter takes: the texts of its slots, with the label its template gives them.
function fieldsFor(kind) {
  const slots = new Map(kind.slots.map((s) => [s.name, s]));
  const texts = bodyOf("letter_issue").find((f) => f.name === "texts").fields;
  return (field) => {
    if (field.name !== "texts") return field;
    const place = (f) => (slots.has(f.name) ? kind.slots.indexOf(slots.get(f.name)) : slots.size);
    return { ...field, fields: texts.filter((f) => slots.has(f.name) || f.name === "annexes")
      .sort((a, b) => place(a) - place(b))
      .map((f) => ({ ...f, long: true, rows: 2,
        label: language() === "zh" && slots.has(f.name) ? slots.get(f.name).label : f.label })) };
  };
}

function only(kind) {
  const slots = kind.slots.map((s) => s.name);
  return ["texts", "dated_on",
    ...(slots.includes("limit") ? ["days", "deadline_on"] : []),
    ...(slots.includes("new_due_on") ? ["new_due_on"] : []),
    ...(kind.kind.startsWith("answer") ? ["service"] : []),
    ...(kind.kind === "answer_partly_granted" ? ["exempt_part"] : []),
    ...(kind.kind === "service_record" ? ["about", "addressee"] : []),
    ...(kind.to !== "applicant" ? ["addressee"] : [])];
}

function Writing({ shown, kinds, kind, seq, first, reload }) {
  const { account } = useDesk();
  const named = kinds.find((k) => k.kind === kind);
  const fixed = seq ? { seq: Number(seq) } : { kind };
  const [values, setValues] = useState({});
  const { preview, error } = usePreview(shown.id, { ...sentOf(values), ...fixed });
  const now = preview || first;
  return html`<div class="draft">
    <div>
      <p class="aside">${named.article}</p>
      ${now.missing.length > 0 && html`<div class="missing" role="status"><strong>${t("case.draft.missing")}</strong>
        <ul>${now.missing.map((m) => html`<li key=${m.field}>${m.label}（${m.article}）
          ${/^texts\./.test(m.field) ? "" : html` <small>${m.field}</small>`}</li>`)}</ul></div>`}
      ${error && html`<${Failed} error=${error} />`}
      ${starts("letter_issue", account.roles) && html`<${CaseForm} shown=${shown} reload=${reload}
        operation="letter_issue" parts=${{ application: shown.id }} fixed=${fixed}
        only=${only(named)} adapt=${fieldsFor(named)} changed=${setValues} shape=${sentOf}
        label=${t("case.draft.issue")} cancel=${() => go(["case", shown.id, "letters"])}
        done=${(answer) => {
          if (answer.status !== 202) tell(t("case.draft.issued", { number: answer.body.letter.number }));
          go(["case", shown.id, "letters"]);
        }} />`}
    </div>
    <${Sheet} fragment=${now.html} label=${t("case.draft.preview", { name: now.name })} /></div>`;
}

function First({ shown, kinds, seq, kind, reload }) {
  const [state, setState] = useState({ preview: null, error: null });
  useEffect(() => {
    post(`/api/v1/applications/${shown.id}/letter-preview`, seq ? { seq: Number(seq) } : { kind })
      .then((preview) => setState({ preview, error: null }))
      .catch((error) => setState({ preview: null, error }));
  }, []);
  if (state.error) return html`<${Failed} error=${state.error} />`;
  if (!state.preview) return null;
  return html`<${Writing} shown=${shown} kinds=${kinds} kind=${state.preview.kind} seq=${seq}
    first=${state.preview} reload=${reload} />`;
}

export function Draft({ shown, query, reload }) {
  const answer = useAsk("/api/v1/letter-kinds");
  const title = useRef(null);
  useEffect(() => title.current.focus(), []);
  const choose = (value) => {
    const [what, which] = value.split(":");
    go(["case", shown.id, "letters"], value ? { [what]: which } : { new: 1 });
  };
  return html`<section class="card" aria-labelledby="draft-title">
    <h2 id="draft-title" tabindex="-1" ref=${title}>${t("case.draft.title")}</h2>
    <${Asked} answer=${answer}>${({ kinds }) => html`
      <${About} shown=${shown} kinds=${kinds} seq=${query.seq} kind=${query.kind} choose=${choose} />
      ${(query.seq || query.kind) && html`<${First} shown=${shown} kinds=${kinds} seq=${query.seq}
        kind=${query.kind} reload=${reload} />`}`}</${Asked}></section>`;
}
