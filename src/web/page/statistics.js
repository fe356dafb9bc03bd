// A year in numbers: what came in and went out, with which outcomes, whether in time, and whose
// days passed.  All is counted by the service, with the same engine as the tables of the report.

import { today } from "../base/day.js";
import { html } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { may } from "../base/rights.js";
import { ask } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, has, t } from "../base/words.js";
import { Chart } from "../part/chart.js";
import { Asked, Empty } from "../part/state.js";

const YEARS = 10;

function Choice({ name, value, set, choices }) {
  return html`<label class="filter">${t(`statistics.${name}`)}
    <select name=${name} onChange=${(event) => set({ [name]: event.target.value })}>
      ${choices.map(([key, label]) => html`<option key=${key} value=${key}
        selected=${key === value}>${label}</option>`)}</select></label>`;
}

// Which agencies somebody may ask about: the own one and, from above, those below it.
function agenciesOf({ account, agencies }) {
  return may("roll_up_show", account.roles) || !account.agency ? agencies
    : agencies.filter((agency) => agency.code === account.agency);
}

function Year({ numbers, file }) {
  const { months, outcomes, year } = numbers;
  const labels = months.map((m) => t("statistics.month_n", { n: m.month }));
  const totals = ["carried_in", "received", "finished", "open"];
  if (numbers.carried_in === 0 && numbers.received === 0 && numbers.finished === 0)
    return html`<${Empty} text=${t("statistics.none", { year })} />`;
  return html`<dl class="tiles">${totals.map((name) => html`<div key=${name}>
      <dt>${t(`statistics.${name}`)}</dt><dd>${numbers[name]}</dd></div>`)}</dl>
    <${Chart} id="flow" kind="bars" title=${t("statistics.flow")} head=${t("statistics.month")}
      labels=${labels} file=${`${file}-flow`} series=${[
        { name: t("statistics.received"), values: months.map((m) => m.received) },
        { name: t("statistics.finished"), values: months.map((m) => m.finished) }]} />
    <${Chart} id="open" kind="lines" title=${t("statistics.open_months")}
      head=${t("statistics.month")} labels=${labels} file=${`${file}-open`} series=${[
        { name: t("statistics.open_end"), values: months.map((m) => m.open) }]} />
    ${outcomes.length > 0 && html`<${Chart} id="outcomes" kind="lying"
      title=${t("statistics.outcomes")} head=${t("statistics.outcome")}
      labels=${outcomes.map((o) => code("outcome", o.outcome))} file=${`${file}-outcomes`}
      series=${[{ name: t("statistics.count"), values: outcomes.map((o) => o.count) }]} />`}`;
}

const shareName = (share) =>
  (has(`statistics.share.${share.share}`) ? t(`statistics.share.${share.share}`) : share.name);

function Pace({ pace, file }) {
  if (pace.cases === 0) return html`<section class="card"><h2>${t("statistics.pace")}</h2>
    <p>${t("statistics.no_answers")}</p></section>`;
  const labels = pace.months.map((m) => t("statistics.month_n", { n: m.month }));
  const names = ["in_time", "late", ...(pace.unstated ? ["unstated"] : [])];
  return html`<${Chart} id="pace" kind="bars" title=${t("statistics.pace")}
      head=${t("statistics.month")} labels=${labels} file=${`${file}-timeliness`}
      series=${names.map((name) => ({ name: t(`statistics.${name}`),
        values: pace.months.map((m) => m[name]) }))}>
      <p>${t("statistics.pace_words", { cases: pace.cases, in_time: pace.in_time,
        late: pace.late })}</p></${Chart}>
    <${Chart} id="shares" kind="lying" title=${t("statistics.shares")}
      head=${t("statistics.whose")} labels=${pace.shares.map(shareName)} file=${`${file}-days`}
      series=${[{ name: t("statistics.mean"), values: pace.shares.map((s) => s.mean) },
        { name: t("statistics.days"), values: pace.shares.map((s) => s.days) }]}>
      <p>${t("statistics.shares_words", { mean: pace.mean, cases: pace.cases })}</p></${Chart}>`;
}

export default function Statistics({ query }) {
  const desk = useDesk();
  const { account } = desk;
  const known = agenciesOf(desk);
  const agency = known.find((a) => a.code === query.agency) || known.find((a) =>
    a.code === account.agency) || known[0];
  const now = Number(today().slice(0, 4));
  const year = /^\d{4}$/.test(query.year || "") ? Number(query.year) : now;
  const scope = query.scope === "subtree" ? "subtree" : "agency";
  const own = agency && agency.code === account.agency;
  const asked = { year, scope };
  const numbers = useAsk(agency ? pathOf("statistics_show", { agency: agency.code }, asked) : null);
  const pace = useAsk(agency && may("pace_show", account.roles)
    ? pathOf("pace_show", { agency: agency.code }, asked) : null);
  const set = (more) => ask({ agency: own ? "" : agency.code, year, scope, ...more });
  const file = agency ? `${agency.code}-${year}` : "";
  useTitle(t("nav.statistics"));
  if (!agency) return html`<h1 tabindex="-1">${t("nav.statistics")}</h1>
    <${Empty} text=${t("statistics.no_agency")} />`;
  return html`<div class="bar"><h1 tabindex="-1">${t("nav.statistics")}</h1>
      <span>${agency.name}</span><span class="push"></span>
      ${known.length > 1 && html`<${Choice} name="agency" value=${agency.code} set=${set}
        choices=${known.map((a) => [a.code, a.name])} />`}
      <${Choice} name="year" value=${String(year)} set=${set}
        choices=${Array.from({ length: YEARS }, (_, n) => [String(now - n), String(now - n)])} />
      <${Choice} name="scope" value=${scope} set=${set}
        choices=${["agency", "subtree"].map((s) => [s, code("scope", s)])} /></div>
    <${Asked} answer=${numbers}>${(data) => html`<${Year} numbers=${data} file=${file} />`}</${Asked}>
    <${Asked} answer=${pace}>${(data) => html`<${Pace} pace=${data} file=${file} />`}</${Asked}>`;
}
