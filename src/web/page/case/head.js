// The head of a case: whose it is, what it asks for, how long is left, and what the clock warns of.

import { html } from "../../base/html.js";
import { link } from "../../base/route.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { SOON, Status } from "../../part/status.js";
import { One } from "../../part/waiting.js";

// How much of the period is left, in words and a tone.
export function leftOf(clock) {
  if (clock.overdue && clock.status === "overdue")
    return ["red", t("case.left.overdue", { n: clock.overdue_days })];
  if (clock.status === "answered")
    return clock.answered_in_time === false
      ? ["red", t("case.left.answered_late", { n: clock.overdue_days })]
      : ["green", t("case.left.answered")];
  if (!clock.due || clock.left === null) return ["grey", t("case.left.none")];
  if (clock.left <= 0) return ["red", t("case.left.today")];
  // What is left of the period; in a consultation more days pass than count.
  return [clock.left <= SOON ? "amber" : "", t(clock.status === "paused_consultation"
    ? "case.left.paused" : "case.left.days", { n: clock.left })];
}

// Until when the other side is waited for, while no period runs.
const WAITED = ["confirmed", "correction_received", "fee_paid"];

function Deadline({ clock }) {
  const [tone, words] = leftOf(clock);
  const waited = clock.due ? null : clock.next.find((n) => WAITED.includes(n.act) && n.latest);
  return html`<p class="deadline"><span>${t("case.due")}</span>
    <strong data-due=${clock.due || ""}>${clock.due || t("case.no_due")}</strong>
    <span class=${`tag ${tone}`}>${words}</span>
    ${waited && html`<span>${t("case.left.waiting", { what: code("event", waited.act), day: waited.latest })}</span>`}
    ${clock.due && clock.due_provisional && html`<small>${t("case.due_assumes")}</small>`}
    ${clock.calendar.note && html`<small>${clock.calendar.note}</small>`}</p>`;
}

function Links({ links }) {
  if (links.length === 0) return null;
  return html`<p class="links">${links.map((l) => html`<span key=${`${l.seq}-${l.application}`}>
    ${t(`case.link.${l.link}.${l.direction}`)}
    <a href=${link(["case", l.application])}>${l.number || l.application}</a></span>`)}</p>`;
}

// What waits for another person.
export function Proposals({ shown, reload }) {
  if (shown.proposals.length === 0) return null;
  return html`<ul class="case-waiting" aria-label=${t("case.waiting")}>
    ${shown.proposals.map((p) => html`<${One} key=${p.id} proposal=${p} mine=${p.own}
      settled=${reload} lead=${html`<span class="tag amber">${t("case.waiting")}</span>`} />`)}
  </ul>`;
}

export function Flags({ flags }) {
  if (flags.length === 0) return null;
  return html`<ul class="flags" aria-label=${t("case.flags")}>${flags.map((f) => html`
    <li key=${`${f.flag}-${f.seq}`} class=${`flag ${f.level}`}>
      <span class="level">${t(`case.level.${f.level}`)}</span>
      ${f.text}（${f.article}）${f.seq ? html` <small>${t("case.entry.of", { seq: f.seq })}</small>` : ""}
    </li>`)}</ul>`;
}

export function Head({ shown }) {
  const { agencies, account } = useDesk();
  const { application: a, clock } = shown;
  const agency = agencies.find((g) => g.code === a.agency);
  const handles = shown.applicant.assignee;
  return html`<header class="case-head card">
    <div class="line"><h1 tabindex="-1">${a.number || a.id}</h1>
      <${Status} status=${a.status} />
      ${a.outcome && html`<span class="tag green">${code("outcome", a.outcome)}</span>`}
      ${shown.hold && html`<span class="tag amber">${t("case.held")}</span>`}
      <span class="push"></span>
      ${a.agency !== account.agency && agency && html`<span>${agency.name}</span>`}</div>
    <p class="asked">${a.content}</p>
    <div class="line"><${Deadline} clock=${clock} />
      <p>${a.applicant_name}（${code("applicant_category", a.applicant_category)}${a.joint > 0
        ? t("case.joint", { n: a.joint }) : ""}）</p>
      <p>${code("channel", a.channel)}　${a.received_on
        ? html`${t("case.received", { day: a.received_on })} <small>${clock.receipt_clause}</small>`
        : t("case.arrived", { day: a.arrived_on })}</p>
      <p>${t("case.officer")}：${a.officer || t("case.nobody")}${a.unit ? `（${a.unit}）` : ""}
        ${handles && handles !== account.sign_in ? html` <small>${handles}</small>` : ""}</p></div>
    <${Links} links=${shown.links} />
    <${Flags} flags=${clock.flags} /></header>`;
}
