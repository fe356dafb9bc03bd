// Reviews and suits: the list of them, and the entering of one.

import { today } from "../base/day.js";
import { html, useEffect, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { may } from "../base/rights.js";
import { ask, go, link } from "../base/route.js";
import { useAsk, useDesk, usePages, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { OperationForm, bodyOf } from "../part/form.js";
import { Empty, Failed, Loading } from "../part/state.js";
import { Remedy, dueText } from "./remedies/one.js";

const names = ["open", "kind", "year", "due_within", "about", "sort"];
const YEARS = 8;
const PAUSE = 250; // ms without a key before a case is looked for

const asked = (query) => Object.fromEntries(names.filter((name) => query[name])
  .map((name) => [name, query[name]]));

function Choice({ name, value, set, choices }) {
  return html`<label class="filter">${t(`remedies.filter.${name}`)}
    <select name=${name} onChange=${(event) => set({ [name]: event.target.value })}>
      <option value="" selected=${!value}>${name === "sort" ? code("sort", "newest")
        : t("remedies.any")}</option>
      ${choices.map(([key, label]) => html`<option key=${key} value=${key}
        selected=${key === value}>${label}</option>`)}</select></label>`;
}

function Filters({ filters, set }) {
  const year = Number(today().slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, n) => [String(year - n), String(year - n)]);
  return html`<form class="bar filters" role="search" aria-label=${t("remedies.filters")}
      onSubmit=${(event) => event.preventDefault()}>
    <${Choice} name="open" value=${filters.open} set=${set}
      choices=${["true", "false"].map((v) => [v, t(`remedies.open.${v}`)])} />
    <${Choice} name="kind" value=${filters.kind} set=${set}
      choices=${["review", "suit"].map((v) => [v, code("kind", v)])} />
    <${Choice} name="year" value=${filters.year} set=${set} choices=${years} />
    <${Choice} name="due_within" value=${filters.due_within} set=${set}
      choices=${["0", "3", "5", "10", "20"].map((n) => [n, t("remedies.within", { n })])} />
    <${Choice} name="sort" value=${filters.sort} set=${set}
      choices=${[["due", code("sort", "due")]]} />
    ${filters.about && html`<button type="button" onClick=${() => set({ about: "" })}>
      ${t("remedies.about_only")} ×</button>`}
  </form>`;
}

function List({ items }) {
  return html`<div class="scroll-x"><table class="list"><thead><tr>
      ${["n", "kind", "body", "number", "claimant", "filed_on", "stage", "result", "due", "column"]
        .map((name) => html`<th scope="col" key=${name}>${t(`remedies.column.${name}`)}</th>`)}
    </tr></thead><tbody>${items.map((r) => html`<tr key=${r.n}>
      <td class="day"><a href=${link(["remedies", String(r.n)])}>${t("remedies.n", { n: r.n })}</a></td>
      <td class="day">${code("kind", r.kind)}${r.route ? html`<br /><small>${code("route", r.route)}</small>`
        : ""}</td>
      <td>${r.body}</td><td>${r.number || ""}</td><td>${r.claimant || ""}</td>
      <td class="day">${r.filed_on}</td><td class="day">${code("stage", r.stage)}</td>
      <td>${code("result", r.result)}</td>
      <td>${r.due_on && html`<span class=${`tag ${r.overdue ? "red" : "amber"}`}>${dueText(r)}
        </span>`}</td>
      <td>${code("column", r.column)}</td></tr>`)}</tbody></table></div>`;
}

function All({ query }) {
  const { account } = useDesk();
  const filters = asked(query);
  const list = usePages(pathOf("remedy_list", { agency: account.agency }, { ...filters, limit: 50 }),
    "remedies");
  const set = (more) => ask(asked({ ...filters, ...more }));
  useTitle(t("nav.remedies"));
  const bare = Object.keys(filters).length === 0;
  return html`<div class="bar"><h1 tabindex="-1">${t("nav.remedies")}</h1>
      <span class="push"></span>
      ${may("remedy_register", account.roles) && html`<a class="button first"
        href="#/remedies/new">${t("remedies.register")}</a>`}</div>
    <${Filters} filters=${filters} set=${set} />
    ${list.error && html`<${Failed} error=${list.error} retry=${list.reload} />`}
    ${list.slow && list.items.length === 0 && html`<${Loading} />`}
    ${list.fresh && !list.error && list.items.length === 0 && html`<${Empty}
      text=${t(bare ? "remedies.none" : "remedies.none_found")} />`}
    ${list.items.length > 0 && html`<div class=${list.fresh ? "card" : "card stale"}>
      <${List} items=${list.items} />
      ${list.next && html`<p><button type="button" onClick=${list.more}>${t("remedies.more")}
        </button></p>`}</div>`}`;
}

// The case it is about, found by its number, its applicant or its words.
function CasePicker({ chosen, choose }) {
  const { account } = useDesk();
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    const wait = setTimeout(() => setWanted(text.trim()), PAUSE);
    return () => clearTimeout(wait);
  }, [text]);
  const found = useAsk(wanted ? pathOf("application_list", { agency: account.agency },
    { text: wanted, limit: 8 }) : null);
  if (chosen)
    return html`<div class="field"><span>${t("remedies.about")}</span>
      <p><a href=${link(["case", chosen.id])}>${chosen.number || chosen.id}</a>
        ${" "}${chosen.applicant_name} ${" "}
        <button type="button" class="plain" onClick=${() => choose(null)}>
          ${t("remedies.about_other")}</button></p></div>`;
  return html`<div class="field"><label for="remedy-about">${t("remedies.about")}</label>
    <input id="remedy-about" type="text" autocomplete="off" maxlength="100" value=${text}
      onInput=${(event) => setText(event.target.value)} />
    <small>${t("remedies.about_hint")}</small>
    ${wanted && found.data && html`<ul class="picks" aria-label=${t("remedies.about_found")}>
      ${found.data.applications.length === 0 ? html`<li>${t("remedies.about_none")}</li>`
        : found.data.applications.map((a) => html`<li key=${a.id}><button type="button" class="plain"
          onClick=${() => choose(a)}>${a.number || t("cases.unnumbered")} ${a.applicant_name}
          ${" "}${a.content.slice(0, 30)}</button></li>`)}</ul>`}</div>`;
}

const suitOnly = ["route", "review_received_on"];

function Register({ query }) {
  const { account } = useDesk();
  const agency = account.agency;
  const [about, setAbout] = useState(null);
  const [values, setValues] = useState({});
  const preset = useAsk(query.case ? pathOf("application_show", { application: query.case }) : null);
  useTitle(t("remedies.register"));
  useEffect(() => {
    if (preset.data) setAbout(preset.data.application);
  }, [preset.data]);
  const changed = (next) => {
    if (next.kind === "review") for (const name of suitOnly) delete next[name];
    setValues(next);
  };
  const known = bodyOf("remedy_register").map((f) => f.name);
  const hidden = values.kind === "suit" ? [] : suitOnly;
  return html`<h1 tabindex="-1">${t("remedies.register")}</h1>
    ${preset.error && html`<${Failed} error=${preset.error} retry=${preset.reload} />`}
    <div class="split"><section class="card">
      <${CasePicker} chosen=${about} choose=${setAbout} />
      <${OperationForm} operation="remedy_register" parts=${{ agency }}
        only=${known.filter((name) => name !== "about" && !hidden.includes(name))}
        fixed=${about ? { about: about.id } : {}} changed=${changed}
        hints=${{ after: t("remedies.after_hint"), rests_on: t("remedies.rests_hint") }}
        label=${t("remedies.register_do")} cancel=${() => go(["remedies"])}
        done=${(answer) => answer.status === 201 &&
          go(["remedies", String(answer.body.remedy.n)])} /></section>
      <aside class="card"><h2>${t("remedies.help")}</h2>
        <p>${t("remedies.help_route")}</p><p>${t("remedies.help_form")}</p></aside></div>`;
}

export default function Remedies({ path, query }) {
  const { account } = useDesk();
  if (path[0] === "new" && may("remedy_register", account.roles))
    return html`<${Register} query=${query} />`;
  if (path[0]) return html`<${Remedy} key=${path[0]} n=${path[0]} />`;
  return html`<${All} query=${query} />`;
}
