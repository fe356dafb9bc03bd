// The annual reports of a subtree: who stands for what, who is missing or late, what they sum up
// to, and where a published sum and its parts disagree.

import { html, useMemo } from "../base/html.js";
import { today } from "../base/day.js";
import { pathOf } from "../base/operations.js";
import { go, link } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { Asked } from "../part/state.js";
import { below, yearOf } from "./report/on.js";
import { Deadlines } from "./roll_up/deadlines.js";
import { Gaps, Transfers } from "./roll_up/gaps.js";
import { Matrix } from "./roll_up/matrix.js";
import { Reminders } from "./roll_up/reminders.js";
import { Sums } from "./roll_up/sums.js";

const PARTS = { matrix: Matrix, sums: Sums, gaps: Gaps, transfers: Transfers,
  reminders: Reminders, deadlines: Deadlines };

// Whether the sum is one of all of them, and who is not in it.
function Standing({ whole }) {
  return html`<div class="card standing-card" role="status">
    <span class=${`tag ${whole.complete ? "green" : "red"}`} data-complete=${whole.complete}>
      ${t(whole.complete ? "roll_up.complete" : "roll_up.incomplete")}</span>
    <span class=${`tag ${whole.sound ? "green" : "red"}`}>
      ${t(whole.sound ? "roll_up.sound" : "roll_up.unsound")}</span>
    <span class=${`tag ${whole.late > 0 ? "amber" : "green"}`}>
      ${t("roll_up.late", { n: whole.late })}</span>
    ${whole.missing.length > 0 && html`<p>${t("roll_up.missing", {
      names: whole.missing.map((a) => a.name).join("、") })}</p>`}
    ${whole.contradictory.length > 0 && html`<p>${t("roll_up.contradictory", {
      names: whole.contradictory.map((a) => a.name).join("、") })}</p>`}
    ${!whole.section_two.complete && html`<p><small>${t("roll_up.without_two", {
      n: whole.section_two.without })}</small></p>`}
    ${!whole.section_four.complete && html`<p><small>${t("roll_up.without_four", {
      n: whole.section_four.without })}</small></p>`}
  </div>`;
}

export default function RollUp({ path, query }) {
  const { account, agencies } = useDesk();
  const year = yearOf(path[0]);
  const part = PARTS[path[1]] ? path[1] : "matrix";
  const agency = query.agency || account.agency;
  const mine = useMemo(() => below(agencies, account.agency), [agencies, account.agency]);
  const parents = mine.filter((a) => a.depth === 0 || agencies.some((b) => b.parent === a.code));
  const answer = useAsk(pathOf("roll_up_show", { agency, year }));
  const on = { agency, year, agencies: mine };
  const Part = PARTS[part];
  const last = Number(today().slice(0, 4));
  useTitle(t("roll_up.title", { year }));
  const change = (values) => {
    const to = { year, agency: query.agency, ...values };
    go(["roll_up", String(to.year), part], { agency: to.agency });
  };
  return html`<h1 tabindex="-1">${t("roll_up.title", { year })}</h1>
    <form class="bar choose" onSubmit=${(event) => event.preventDefault()}>
      <label>${t("report.year")} <select onChange=${(e) => change({ year: e.target.value })}>
        ${Array.from({ length: last - 2007 }, (_, n) => last - n).map((y) => html`<option key=${y}
          value=${y} selected=${y === year}>${y}</option>`)}</select></label>
      ${parents.length > 1 && html`<label>${t("report.agency")}
        <select onChange=${(e) => change({ agency: e.target.value })}>
          ${parents.map((a) => html`<option key=${a.code} value=${a.code}
            selected=${a.code === agency}>${a.name}</option>`)}</select></label>`}
      <a class="button" href=${link(["report", String(year), "whole"],
        { agency, scope: "subtree" })}>${t("roll_up.as_report")}</a>
    </form>
    <nav class="tabs" aria-label=${t("report.parts")}>${Object.keys(PARTS).map((name) => html`
      <a key=${name} href=${link(["roll_up", String(year), name], query)}
        aria-current=${name === part ? "page" : undefined}>${t(`roll_up.part.${name}`)}</a>`)}</nav>
    <${Asked} answer=${answer}>${(whole) => html`<${Standing} whole=${whole} />
      <${Part} key=${`${agency}/${year}/${part}`} on=${on} whole=${whole}
        reload=${answer.reload} />`}</${Asked}>`;
}
