// What the ledger can be filtered by; the filters stand in the address, so that a view can be sent.

import { html, useEffect, useRef, useState } from "../../base/html.js";
import { today } from "../../base/day.js";
import { pathOf, queryOf } from "../../base/operations.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { DateField } from "../../part/date_field.js";

const PAUSE = 180; // ms without a key before what was typed is asked for
const YEARS = 12;

const taken = queryOf("application_list");
const names = taken.map((field) => field.name).filter((n) => n !== "after" && n !== "limit");
const codesOf = (name) => taken.find((field) => field.name === name).codes;

// Of a QUERY of the address what the service knows as a filter.
export function asked(query) {
  const found = {};
  for (const name of names)
    if (query[name] !== undefined && query[name] !== null && query[name] !== "")
      found[name] = query[name];
  return found;
}

function Choice({ name, value, set, codes, words, any }) {
  return html`<label class="filter">${t(`cases.filter.${name}`)}
    <select name=${name} onChange=${(event) => set({ [name]: event.target.value })}>
      <option value="" selected=${!value}>${any || t("cases.any")}</option>
      ${codes.map((c) => html`<option key=${c} value=${c} selected=${c === value}>
        ${words ? words(c) : code(name, c)}</option>`)}
    </select></label>`;
}

// A text that is asked for once the typing pauses.
function Text({ name, value, set, input, list, wide, placeholder, onFocus }) {
  const [text, setText] = useState(value || "");
  const waiting = useRef(null);
  useEffect(() => setText(value || ""), [value]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const typed = (event) => {
    const said = event.target.value;
    setText(said);
    clearTimeout(waiting.current);
    if (!event.isComposing) waiting.current = setTimeout(() => set({ [name]: said.trim() }), PAUSE);
  };
  return html`<label class="filter">${t(`cases.filter.${name}`)}
    <input ref=${input} type=${name === "text" ? "search" : "text"} name=${name} list=${list}
      maxlength="100" size=${wide ? 26 : 10} value=${text} autocomplete="off" onFocus=${onFocus}
      placeholder=${placeholder} onInput=${typed} onCompositionEnd=${typed} /></label>`;
}

// Who handles cases, asked for when somebody wants to choose.
function Officer({ value, set }) {
  const { account } = useDesk();
  const [wanted, setWanted] = useState(false);
  const answer = useAsk(wanted ? pathOf("officer_list", { agency: account.agency }) : null);
  return html`<${Text} name="officer" value=${value} set=${set} list="cases-officers"
      onFocus=${() => setWanted(true)} />
    <datalist id="cases-officers">${answer.data && answer.data.officers.map((o) =>
      html`<option key=${o.id} value=${o.name} />`)}</datalist>`;
}

function DueOn({ value, set }) {
  return html`<span class="filter"><label for="cases-due-on">${t("cases.filter.due_on")}</label>
    <${DateField} id="cases-due-on" value=${value || null}
      set=${(day) => day !== undefined && set({ due_on: day, sort: day ? "due" : "" })} /></span>`;
}

const flags = ["no_officer", "no_unit"];

export function Filters({ filters, set, clear, search }) {
  const rest = ["outcome", "applicant_category", "channel", "officer", "unit", "due_on",
    "due_within", "overdue", ...flags].some((name) => filters[name] !== undefined);
  const [open, setOpen] = useState(rest);
  // By deadline one means what is still to be done, unless told otherwise.
  const sorted = ({ sort }) => set(sort && !filters.open && !filters.status && !filters.queue
    ? { sort, open: "true" } : { sort });
  const year = Number(today().slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, n) => String(year - n));
  return html`<form class="bar filters" role="search" aria-label=${t("cases.filters")}
      onSubmit=${(event) => event.preventDefault()}>
    <${Text} name="text" value=${filters.text} set=${set} input=${search} wide=${true}
      placeholder=${t("cases.text_hint")} />
    <${Choice} name="queue" value=${filters.queue} set=${set} codes=${codesOf("queue")}
      words=${(q) => code("queue", q)} />
    <${Choice} name="status" value=${filters.status} set=${set} codes=${codesOf("status")} />
    <${Choice} name="open" value=${filters.open} set=${set} codes=${["true", "false"]}
      words=${(c) => t(`cases.open.${c}`)} />
    <${Choice} name="year" value=${filters.year} set=${set} codes=${years} words=${(y) => y} />
    <${Choice} name="sort" value=${filters.sort} set=${sorted} codes=${["due"]}
      any=${code("sort", "newest")} />
    <button type="button" aria-expanded=${open || rest} aria-controls="cases-more"
      onClick=${() => setOpen(!open)}>${t("cases.more")}</button>
    ${clear && html`<button type="button" class="plain" onClick=${clear}>${t("cases.clear")}
      </button>`}
    ${(open || rest) && html`<div id="cases-more" class="bar filters">
      <${Choice} name="outcome" value=${filters.outcome} set=${set} codes=${codesOf("outcome")} />
      <${Choice} name="applicant_category" value=${filters.applicant_category} set=${set}
        codes=${codesOf("applicant_category")} />
      <${Choice} name="channel" value=${filters.channel} set=${set} codes=${codesOf("channel")} />
      <${Officer} value=${filters.officer} set=${set} />
      <${Text} name="unit" value=${filters.unit} set=${set} />
      <${Choice} name="due_within" value=${filters.due_within} set=${set}
        codes=${["0", "1", "3", "5", "7", "10", "20"]}
        words=${(n) => (n === "0" ? t("date.today") : t("cases.within", { n }))} />
      <${DueOn} value=${filters.due_on} set=${set} />
      <${Choice} name="overdue" value=${filters.overdue} set=${set} codes=${["true", "false"]}
        words=${(c) => t(`cases.overdue.${c}`)} />
      ${flags.map((name) => html`<label key=${name} class="filter tick"><input type="checkbox"
        name=${name} checked=${filters[name] === "true"}
        onChange=${(event) => set({ [name]: event.target.checked ? "true" : "" })} />
        ${t(`cases.filter.${name}`)}</label>`)}
    </div>`}
  </form>`;
}
