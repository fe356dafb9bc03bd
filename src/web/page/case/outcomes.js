// The 21 outcomes in their six groups: what each still needs and by which article, the way from
// what was found to the outcome, and the answer itself.

import { address } from "../../base/api.js";
import { today } from "../../base/day.js";
import { html, useEffect, useRef, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { go, link } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, language, t } from "../../base/words.js";
import { tell } from "../../part/notice.js";
import { Asked } from "../../part/state.js";
import { FactForm } from "./fact.js";
import { CaseForm } from "./form.js";

// What is done where no fact meets the need: a step of its own.
const STEPS = {
  third_party_asked: "third_party_sent", part_consulted: "third_party_sent",
  consultations_ended: "third_party_reply", correction_tried: "correction_notice",
  reasons_asked: "reasons_notice", earlier_linked: "linked", notice_delivered: "delivered",
};

const factName = (codes, fact) => (language() === "zh"
  ? codes.facts.find((f) => f.code === fact).name : code("fact", fact));

const missing = (outcome, level) => outcome.needs.filter((n) => !n.met && n.level === level).length;

function Mark({ outcome }) {
  const [block, warn] = [missing(outcome, "block"), missing(outcome, "warn")];
  const [sign, tone, words] = block > 0 ? ["✗", "red", t("case.outcome.lacks", { n: block })]
    : warn > 0 ? ["✓", "amber", t("case.outcome.warns", { n: warn })] : ["✓", "green", t("case.outcome.ready")];
  return html`<span class=${`mark ${tone}`}><span aria-hidden="true">${sign} </span>
    <small>${words}</small></span>`;
}

// Six groups, of one outcome or more, as radio buttons: the arrows go from one to the next.
function Choice({ outcomes, chosen, choose, suggested }) {
  const groups = [...new Set(outcomes.map((o) => o.group))];
  return html`<div class="outcomes" role="radiogroup" aria-label=${t("case.outcome.choose")}>
    ${groups.map((group) => html`<fieldset key=${group}><legend>${group}</legend>
      ${outcomes.filter((o) => o.group === group).map((o) => html`<label key=${o.code}
          class=${o.code === chosen ? "outcome chosen" : "outcome"} data-outcome=${o.code}>
        <input type="radio" name="outcome" checked=${o.code === chosen} onChange=${() => choose(o.code)} />
        <span>${language() === "zh" ? o.name : code("outcome", o.code)}
          ${o.code === suggested && html` <em class="tag">${t("case.outcome.by_items")}</em>`}</span>
        <${Mark} outcome=${o} /></label>`)}</fieldset>`)}</div>`;
}

// The message names the fact by its code, for who uses the API; here a button records it.
const plain = (message) => message.replace(/(?:，|, )?fact: [a-z_]+/g, "").replace(/（）|\s*\(\)/g, "");

function Need({ shown, need, record, mayRecord }) {
  const { codes } = useDesk();
  const [sign, tone] = need.met ? ["✓", "green"] : need.level === "block" ? ["✗", "red"] : ["！", "amber"];
  return html`<li class=${`need ${need.met ? "met" : need.level}`} data-need=${need.need}>
    <span class=${`sign ${tone}`} aria-label=${t(need.met ? "case.need.met"
      : need.level === "block" ? "case.need.block" : "case.need.warn")} role="img">${sign}</span>
    <span>${need.met ? html`<span class="met">${t(`case.need.${need.need}`)}</span>` : plain(need.message)}
      <small>（${need.article}）</small>
      ${!need.met && mayRecord && html`<span class="remedies">
        ${need.facts.map((fact) => html`<button type="button" key=${fact} data-fact=${fact}
          onClick=${() => record(fact)}>${t("case.need.record", { fact: factName(codes, fact) })}</button>`)}
        ${STEPS[need.need] && html`<a class="button"
          href=${link(["case", shown.id, "act", STEPS[need.need]])}>${t(`case.need.step.${STEPS[need.need]}`)}</a>`}
      </span>`}</span></li>`;
}

function Situations({ situations, choose }) {
  const [text, setText] = useState("");
  const found = situations.filter((s) => s.name.includes(text.trim()) ||
    code("outcome", s.outcome).includes(text.trim()));
  return html`<details class="situations"><summary>${t("case.situations")}</summary>
    <div class="field"><label for="situation">${t("case.situations_find")}</label>
      <input id="situation" type="search" value=${text} onInput=${(e) => setText(e.target.value)} /></div>
    <ul>${found.map((s) => html`<li key=${s.code}><button type="button" class="plain"
      onClick=${() => choose(s.outcome)}>${s.name}</button>
      → ${code("outcome", s.outcome)} <small>（${s.article}）</small></li>`)}</ul></details>`;
}

const SERVED_ON = { post: "posted_on", hand: "signed_on", entrusted: "signed_on", electronic: "sent_on" };

// The days that belong to the way of service; the one that counts is the day of the answer.
function answerFields(service) {
  const day = SERVED_ON[service];
  return ["service", day || "answered_on", ...(service === "post" ? ["signed_on", "tracking_number"] : []),
    "drafted_on", "dated_on", "note"];
}

function Answer({ shown, outcome, reload, terms, setTerms, refused }) {
  const [service, setService] = useState(null);
  const changed = (values) => {
    setService(values.service || null);
    const on = values[SERVED_ON[values.service] || "answered_on"];
    setTerms({ reasoned: Boolean(values.note), served: Boolean(values.service),
      answered_on: on || terms.answered_on });
  };
  const fields = answerFields(service);
  const shape = (values) => Object.fromEntries(Object.entries(values).filter(([k]) => fields.includes(k)));
  const done = (answer) => {
    if (answer.status !== 202) tell(t("case.done", { act: code("event", "answered") }));
    go(["case", shown.id]);
  };
  return html`<section class="answer"><h3>${t("case.outcome.answer",
      { outcome: code("outcome", outcome.code) })}</h3>
    ${!outcome.allowed && html`<p class="aside">${t("case.outcome.not_yet")}</p>`}
    <${CaseForm} shown=${shown} reload=${reload} operation="application_answer"
      parts=${{ application: shown.id }} fixed=${{ outcome: outcome.code }} shape=${shape}
      only=${fields} initial=${{ answered_on: today() }} changed=${changed} refused=${refused}
      label=${t("case.send", { act: code("event", "answered") })} done=${done}
      cancel=${() => go(["case", shown.id])} /></section>`;
}

function Chosen({ shown, outcome, reload, again, why, terms, setTerms }) {
  const { account } = useDesk();
  const [fact, setFact] = useState(null);
  const title = useRef(null);
  const may = starts("application_answer", account.roles);
  useEffect(() => setFact(null), [outcome.code]);
  const recorded = async () => {
    setFact(null);
    tell(t("case.done", { act: t("case.act.fact") }));
    await again();
    title.current.focus();
  };
  return html`<section class="card chosen" aria-labelledby="chosen-title">
    <h2 id="chosen-title" tabindex="-1" ref=${title}>${language() === "zh" ? outcome.label : code("outcome", outcome.code)}
      <small>（${outcome.article}）</small></h2>
    ${why && html`<p class="error">${why}</p>`}
    <ul class="needs">${outcome.needs.map((need) => html`<${Need} key=${need.need} shown=${shown}
      need=${need} record=${setFact} mayRecord=${starts("fact_record", account.roles)} />`)}</ul>
    ${fact && html`<div class="fact-form"><${FactForm} key=${fact} shown=${shown} reload=${reload}
      fact=${fact} done=${recorded} cancel=${() => setFact(null)} /></div>`}
    ${may && !why && html`<${Answer} shown=${shown} outcome=${outcome} reload=${reload}
      terms=${terms} setTerms=${setTerms} refused=${(error) => { if (error.code === "precondition") again(); return false; }} />`}
  </section>`;
}

export function Outcomes({ shown, reload }) {
  const [chosen, setChosen] = useState(shown.application.outcome);
  const [terms, setTerms] = useState({ reasoned: false, served: false, answered_on: null });
  const answer = useAsk(address("/api/v1/applications/{application}/outcomes",
    { application: shown.id }, terms));
  const version = shown.application.version;
  useEffect(() => answer.reload(), [version]);
  // While another question is under way the last answer stays: nothing jumps under the typing hand.
  return html`<${Asked} answer=${{ ...answer, fresh: answer.data !== null || answer.fresh }}>${(found) => {
    const pick = chosen || found.suggested || "granted";
    const outcome = found.outcomes.find((o) => o.code === pick);
    return html`<div class="outcome-split">
      <section class="card"><h2>${t("case.outcome.title")}</h2>
        <${Situations} situations=${found.situations} choose=${setChosen} />
        <${Choice} outcomes=${found.outcomes} chosen=${pick} choose=${setChosen}
          suggested=${found.suggested} /></section>
      <${Chosen} shown=${shown} outcome=${outcome} reload=${reload} again=${answer.reload}
        why=${found.why} terms=${terms} setTerms=${setTerms} /></div>`;
  }}</${Asked}>`;
}
