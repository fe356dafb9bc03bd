// The annual report: of which agency and year, as it stands on which day, and its parts.

import { html, useMemo, useState } from "../base/html.js";
import { today } from "../base/day.js";
import { may } from "../base/rights.js";
import { go, link } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { DateField } from "../part/date_field.js";
import { Asked } from "../part/state.js";
import { below, endOf, reportPath, yearOf } from "./report/on.js";
import { Bridge } from "./report/bridge.js";
import { Figures } from "./report/figures.js";
import { Files } from "./report/files.js";
import { Ready } from "./report/ready.js";
import { SectionFour, SectionThree } from "./report/tables.js";
import { Text } from "./report/text.js";
import { Versions } from "./report/versions.js";
import { Way } from "./report/way.js";
import { Whole } from "./report/whole.js";

const PARTS = {
  ready: Ready,
  one: ({ on }) => html`<${Text} on=${on} part="opening" /><${Text} on=${on} part="one" />`,
  two: Figures, three: SectionThree, four: SectionFour,
  five: ({ on }) => html`<${Text} on=${on} part="five" />`,
  six: ({ on }) => html`<${Text} on=${on} part="six" />`,
  whole: Whole, way: Way, versions: Versions, bridge: Bridge, files: Files,
};

// Which report is shown; a change is another address.
function Choose({ on, part, query }) {
  const { account, agencies } = useDesk();
  const [cuts, setCuts] = useState(Boolean(on.as_of || on.known_at));
  const mine = useMemo(() => (account.agency ? below(agencies, account.agency)
    : agencies.filter((a) => !a.parent).flatMap((a) => below(agencies, a.code))),
  [agencies, account.agency]);
  const last = Number(today().slice(0, 4));
  const years = Array.from({ length: last - 2007 }, (_, n) => last - n);
  const change = (values) => {
    const { year, ...others } = { year: on.year, ...query, ...values };
    go(["report", String(year), part], others);
  };
  const hasChildren = agencies.some((a) => a.parent === on.agency && !a.valid_to);
  return html`<form class="bar choose" onSubmit=${(e) => e.preventDefault()}>
    <label>${t("report.year")}
      <select onChange=${(e) => change({ year: e.target.value })}>
        ${years.map((y) => html`<option key=${y} value=${y} selected=${y === on.year}>
          ${y}</option>`)}</select></label>
    ${mine.length > 1 && html`<label>${t("report.agency")}
      <select onChange=${(e) => change({ agency: e.target.value, scope: "" })}>
        ${mine.map((a) => html`<option key=${a.code} value=${a.code}
          selected=${a.code === on.agency}>${"　".repeat(a.depth)}${a.name}</option>`)}
      </select></label>`}
    ${hasChildren && html`<label>${t("report.scope")}
      <select onChange=${(e) => change({ scope: e.target.value })}>
        <option value="agency" selected=${on.scope === "agency"}>${t("report.scope_agency")}</option>
        <option value="subtree" selected=${on.scope === "subtree"}>
          ${t("report.scope_subtree")}</option></select></label>`}
    <button type="button" aria-expanded=${cuts} onClick=${() => setCuts(!cuts)}>
      ${t("report.cuts")}</button>
    ${cuts && html`<label for="as_of">${t("report.as_of")}</label>
      <${DateField} id="as_of" value=${on.as_of} set=${(day) => day !== undefined &&
        change({ as_of: day })} />
      <label for="known_on">${t("report.known_at")}</label>
      <${DateField} id="known_on" value=${on.known_on} set=${(day) => day !== undefined &&
        change({ known_on: day })} />`}
  </form>`;
}

// What opens cases or proposals is not for who sees numbers only.
const NEEDS = { bridge: "report_bridge", versions: "report_difference", way: "proposal_list" };

function Tabs({ on, part, query }) {
  const { account } = useDesk();
  const mine = Object.keys(PARTS).filter((name) =>
    !NEEDS[name] || may(NEEDS[name], account.roles));
  return html`<nav class="tabs report-tabs" aria-label=${t("report.parts")}>
    ${mine.map((name) => html`<a key=${name}
      href=${link(["report", String(on.year), name], query)}
      aria-current=${name === part ? "page" : undefined}>${t(`report.part.${name}`)}</a>`)}</nav>`;
}

// How far the report came, always in sight.
function Standing({ on }) {
  return html`<${Asked} answer=${on.history}>${(history) => html`
    <span class="standing"><span class=${`tag ${history.state === "draft" ? "grey"
      : history.state === "returned" ? "red" : "green"}`}>${history.state_name}</span>
      ${history.versions.length > 0 && t("report.version_now",
        { n: Math.max(...history.versions.map((v) => v.version)) })}</span>`}</${Asked}>`;
}

export default function Report({ path, query }) {
  const { account, agencies } = useDesk();
  const year = yearOf(path[0]);
  const part = PARTS[path[1]] ? path[1] : "ready";
  const scope = query.scope === "subtree" ? "subtree" : "agency";
  const agency = query.agency || account.agency || (agencies[0] || {}).code;
  const known = query.known_on ? endOf(query.known_on) : null;
  const history = useAsk(agency ? reportPath("report_history", { agency, year, scope }) : null);
  const on = { agency, year, scope, as_of: query.as_of || null, known_on: query.known_on || null,
    known_at: known, history };
  const Part = PARTS[part];
  useTitle(t("report.title", { year }));
  return html`<div class="report">
    <div class="bar"><h1 tabindex="-1">${t("report.title", { year })}</h1>
      <span class="push"></span><${Standing} on=${on} /></div>
    <${Choose} on=${on} part=${part} query=${query} />
    <${Tabs} on=${on} part=${part} query=${query} />
    ${(on.as_of || on.known_on) && html`<p class="cut" role="status">${t("report.cut",
      { as_of: on.as_of || `${year}-12-31`, known: on.known_on || t("report.now") })}</p>`}
    <${Part} key=${`${agency}/${year}/${scope}/${part}`} on=${on} query=${query} />
  </div>`;
}
