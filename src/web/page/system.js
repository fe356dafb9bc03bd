// The state of the service, for its administrators: versions, calendar, keys, the audit's heads
// kept outside the database, and what the doctor finds.

import { moment } from "../base/day.js";
import { html } from "../base/html.js";
import { useAsk, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { Asked } from "../part/state.js";

const COLOURS = { fine: "green", warns: "amber", refuses: "red", unknown: "grey" };
const ORDER = ["refuses", "warns", "unknown", "fine"];

function Checks({ checks }) {
  const sorted = [...checks].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return html`<div class="scroll-x"><table class="list checks">
    <caption class="unseen">${t("system.checks")}</caption>
    <thead><tr>${["state", "check", "found", "remedy"].map((c) => html`<th scope="col" key=${c}>
      ${t(`system.col.${c}`)}</th>`)}</tr></thead>
    <tbody>${sorted.map((check) => {
      const wrong = check.state === "warns" || check.state === "refuses";
      return html`<tr key=${check.check} data-check=${check.check}>
        <td><span class=${`tag ${COLOURS[check.state]}`}>${t(`system.state.${check.state}`)}</span></td>
        <td><code>${check.check}</code>${wrong && html`<br />${check.fault}`}</td>
        <td>${check.found || ""}</td><td>${wrong ? check.remedy : ""}</td></tr>`;
    })}</tbody></table></div>`;
}

function Keys({ keys }) {
  return html`<section class="card"><h2>${t("system.keys")}</h2>
    <p><small>${t("system.keys_text")}</small></p>
    <ul class="plain-list">${keys.map((key) => html`<li key=${key.key}>
      ${t("system.key", { n: key.key, day: key.made_on })}
      ${key.current && html` <span class="tag green">${t("system.key_current")}</span>`}
      ${key.retired_on && html` <span class="tag grey">${t("system.key_retired",
        { day: key.retired_on })}</span>`}</li>`)}</ul></section>`;
}

function Facts({ state, health }) {
  const { coverage } = state;
  return html`<section class="card"><h2>${t("system.service")}</h2>
    <dl class="facts">
      <dt>${t("system.version")}</dt><dd>${state.version}</dd>
      <dt>${t("system.schema")}</dt><dd>${state.schema}</dd>
      <dt>${t("system.today")}</dt><dd>${state.today}</dd>
      <dt>${t("system.transport")}</dt><dd>${t(state.plain_http ? "system.plain" : "system.sealed")}</dd>
      <dt>${t("system.training")}</dt>
      <dd>${t(state.training ? "system.training_on" : "system.training_off")}</dd>
      <dt>${t("system.calendar")}</dt><dd>${t("calendar.covers", { year: coverage.last_year,
        day: coverage.certain_until || "—", n: coverage.days_left })}</dd>
      <dt>${t("system.heads")}</dt><dd>${state.heads_kept_at ? moment(state.heads_kept_at)
        : t("system.no_heads")}</dd></dl>
    ${health.data && health.data.warnings.map((w) => html`<p class="warned" key=${w.message}>
      ${w.message}</p>`)}</section>`;
}

export default function System() {
  const answer = useAsk("/api/v1/system");
  const health = useAsk("/healthz");
  useTitle(t("nav.system"));
  return html`<h1 tabindex="-1">${t("nav.system")}</h1>
    <div class="bar"><button type="button" onClick=${() => { answer.reload(); health.reload(); }}>
      ${t("system.again")}</button></div>
    <${Asked} answer=${answer}>${(state) => {
      const count = (kind) => state.checks.filter((c) => c.state === kind).length;
      return html`
        <p class=${count("refuses") ? "warned" : ""} role="status"><strong>${t(
          count("refuses") ? "system.refuses" : count("warns") ? "system.warns" : "system.fine",
          { n: count("refuses"), m: count("warns") })}</strong></p>
        <div class="cards"><${Facts} state=${state} health=${health} /><${Keys} keys=${state.keys} /></div>
        <section class="card checks-card"><h2>${t("system.checks")}</h2>
          <p><small>${t("system.checks_text")}</small></p><${Checks} checks=${state.checks} /></section>`;
    }}</${Asked}>`;
}
