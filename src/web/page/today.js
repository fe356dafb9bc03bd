// What is to be done today: of each open case the act that presses most, in the order of the last
// lawful days; letters nobody signed for yet, the periods of reviews and suits, what waits for
// one's confirmation.  Days and working days are what the service says.

import { moment } from "../base/day.js";
import { html, useEffect, useRef, useState } from "../base/html.js";
import { link } from "../base/route.js";
import { useAsk, useDesk, usePages, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { address } from "../base/api.js";
import { pathOf } from "../base/operations.js";
import { may } from "../base/rights.js";
import { useNames } from "../part/names.js";
import { Asked, Empty, Failed, Loading } from "../part/state.js";
import { SOON, Status } from "../part/status.js";

const KEPT = "gongkai.today.whole";
const STALE = 60000; // milliseconds

// The act that presses, and whether its day is its last lawful one.
const pressingOf = (one) => one.next.find((act) => act.act === one.act) || null;
const isTerm = (one) => Boolean(pressingOf(one) && pressingOf(one).latest);

// The groups of the list: what is to be confirmed, then by the working days that are left.
const GROUPS = [
  ["confirm", (one) => one.act === "confirmed"],
  ["late", (one, asOf) => isTerm(one) && one.by_day < asOf],
  ["today", (one, asOf) => isTerm(one) && one.by_day === asOf],
  ["soon", (one) => isTerm(one) && one.left <= SOON],
  ["week", (one) => isTerm(one) && one.left <= 7],
  ["later", isTerm],
  ["open", () => true],
];

function grouped(cases, asOf) {
  const found = GROUPS.map(([name]) => ({ name, cases: [] }));
  for (const one of cases) found[GROUPS.findIndex(([, is]) => is(one, asOf))].cases.push(one);
  return found.filter((group) => group.cases.length > 0);
}

// What is left of a day, as the service counts it: "3 working days".
function Left({ one, asOf }) {
  const { by_day: day, left } = one;
  if (!day) return html`<span class="none">—</span>`;
  const [kind, text] = !isTerm(one)
    ? ["amber", t(one.act === "confirmed" ? "today.arrived" : "today.since")]
    : day < asOf ? ["red", left < 0 ? t("today.passed", { days: -left }) : t("today.passed_off")]
    : day === asOf ? ["red", t("today.is_today")]
    : [left <= SOON ? "amber" : "grey", t("today.left", { days: left })];
  return html`<span class="day-left">${day}</span> <span class=${`tag ${kind}`}>${text}</span>`;
}

const isConsultation = (act) => /^(third_party|joint_agency|other_agency)_sent$/.test(act.act);

// What else is open to the office, as long as it has its effect; the three consultations, which
// have the same last day, are one.
function possible(next, pressing, asOf) {
  const open = next.filter((act) => act !== pressing && act.need === "may" && act.latest &&
    act.latest >= asOf);
  const first = open.find(isConsultation);
  return open.filter((act) => act === first || !isConsultation(act))
    .map((act) => ({ ...act,
      name: act === first ? t("operation.consultation_send") : code("event", act.act) }));
}

const actLink = (id, act) => link(["case", id, "act", act]);

function Case({ one, asOf, whole }) {
  const { application: a } = one;
  const pressing = pressingOf(one);
  const others = possible(one.next, pressing, asOf);
  return html`<tr>
    <td class="when"><${Left} one=${one} asOf=${asOf} /></td>
    <td class="what">${pressing
      ? html`<a class=${pressing.need === "awaited" ? "button" : "button first"}
          href=${actLink(a.id, pressing.act)}
          aria-label=${`${a.number || a.id} ${code("event", pressing.act)}`}>
          ${pressing.need === "may" && t("today.if_needed")}${code("event", pressing.act)}</a>
        <small>${pressing.article}</small>`
      : html`<a class="button" href=${link(["case", a.id])}>${t("today.open")}</a>`}</td>
    <td class="case"><a href=${link(["case", a.id])}>${a.number || t("today.no_number")}</a>
      ${" "}${a.applicant_name}<div class="clip" title=${a.content}>${a.content}</div></td>
    <td><${Status} status=${a.status} />
      ${a.due_on && one.by_day !== a.due_on && html`<div class="nowrap"><small>
        ${t("today.due", { day: a.due_on })}</small></div>`}</td>
    ${whole && html`<td>${a.officer || html`<span class="tag amber">${t("today.nobody")}</span>`}
      ${a.unit && html`<div><small>${a.unit}</small></div>`}</td>`}
    <td class="others">${others.map((act) => html`<a key=${act.act} href=${actLink(a.id, act.act)}
      title=${act.article}>${act.name}<small>${t("today.until", { day: act.latest.slice(5) })}</small>
      </a>`)}</td>
  </tr>`;
}

function Cases({ answer, whole }) {
  if (answer.error && answer.items.length === 0)
    return html`<${Failed} error=${answer.error} retry=${answer.reload} />`;
  if (!answer.page) return answer.slow ? html`<${Loading} />` : null;
  const { as_of: asOf, open, complete } = answer.page;
  if (open === 0)
    return html`<section class="card"><${Empty} text=${t(whole ? "today.none_whole" : "today.none")}>
      <p><a class="button" href="#/register">${t("nav.register")}</a></p></${Empty}></section>`;
  return html`<section class="card work" aria-label=${t("today.next")}
      aria-busy=${!answer.fresh}>
    ${!complete && html`<p class="error">${t("today.incomplete")}</p>`}
    <div class="scroll-x"><table class="list">
      <thead><tr><th scope="col">${t("today.by_day")}</th><th scope="col">${t("today.act")}</th>
        <th scope="col">${t("today.case")}</th><th scope="col">${t("today.status")}</th>
        ${whole && html`<th scope="col">${t("today.officer")}</th>`}
        <th scope="col">${t("today.others")}</th></tr></thead>
      ${grouped(answer.items, asOf).map((group) => html`<tbody key=${group.name}
          data-group=${group.name}>
        <tr class=${`group ${group.name}`}><th colspan=${whole ? 6 : 5} scope="rowgroup">
          ${t(`today.group.${group.name}`)} <span>${group.cases.length}</span></th></tr>
        ${group.cases.map((one) => html`<${Case} key=${one.application.id} one=${one} asOf=${asOf}
          whole=${whole} />`)}</tbody>`)}
    </table></div>
    ${answer.error && html`<${Failed} error=${answer.error} retry=${answer.more} />`}
    ${answer.next && html`<p class="more"><button type="button" onClick=${answer.more}>
      ${t("today.more", { shown: answer.items.length, open })}</button></p>`}
  </section>`;
}

function Proposals() {
  const name = useNames();
  const answer = useAsk(pathOf("proposal_list", {}, { by: "others", limit: 6 }));
  return html`<section class="card" aria-label=${t("today.proposals")}>
    <h2>${t("today.proposals")}</h2>
    <${Asked} answer=${answer}>${({ proposals, next }) => (proposals.length === 0
      ? html`<p class="none">${t("today.no_proposals")}</p>`
      : html`<ul class="plain-list lined">${proposals.map((p) => html`<li key=${p.id}>
          <a href=${link(["proposals", p.id])}>${t(`operation.${p.operation}`)}</a>
          ${" "}${p.summary.number || ""}
          <div><small>${name(p.proposed_by)} ${moment(p.proposed_at)}</small></div></li>`)}</ul>
        ${next && html`<a href="#/proposals">${t("today.all")}</a>`}`)}</${Asked}></section>`;
}

function Letters({ agency, mine }) {
  const answer = useAsk(pathOf("service_list", { agency }, { open: true, mine, limit: 6 }));
  return html`<section class="card" aria-label=${t("today.letters")}>
    <h2>${t("today.letters")}</h2>
    <${Asked} answer=${answer}>${({ letters, next }) => (letters.length === 0
      ? html`<p class="none">${t("today.no_letters")}</p>`
      : html`<ul class="plain-list lined">${letters.map((l) => html`
          <li key=${`${l.application}.${l.letter}`}>
          <a href=${actLink(l.application, l.state === "sent" ? "delivered" : "dispatched")}>
            ${l.number || l.application} ${code("event", l.kind)}</a>
          ${" "}<span class=${`tag ${l.state === "returned" || l.unproved ? "red" : "grey"}`}>
            ${l.unproved ? t("today.unproved") : code("state", l.state)}</span>
          <div><small>${l.sent_on ? t("today.sent_for", { day: l.sent_on, days: l.days })
            : t("today.dated", { day: l.dated_on })}
            ${l.tracking_number ? ` ${l.tracking_number}` : ""}</small></div></li>`)}</ul>
        ${next && html`<small>${t("today.more_letters")}</small>`}`)}</${Asked}></section>`;
}

function Remedies({ agency }) {
  const answer = useAsk(pathOf("remedy_list", { agency }, { open: true, sort: "due", limit: 6 }));
  return html`<section class="card" aria-label=${t("today.remedies")}>
    <h2>${t("today.remedies")}</h2>
    <${Asked} answer=${answer}>${({ remedies }) => {
      const due = remedies.filter((r) => r.due_on);
      if (due.length === 0) return html`<p class="none">${t("today.no_remedies")}</p>`;
      return html`<ul class="plain-list lined">${due.map((r) => html`<li key=${r.n}>
        <a href=${link(["remedies", r.n])}>${code("kind", r.kind)} ${r.number || ""}</a>
        ${" "}${r.due_for ? code("period", r.due_for) : ""}
        <div><span class=${`tag ${r.overdue ? "red" : "grey"}`}>${r.due_on}</span> <small>${r.body}</small></div></li>`)}</ul>`;
    }}</${Asked}></section>`;
}

// Whether everybody's cases are shown: as it was left, at first only to who supervises.
function useWhole(roles) {
  const [whole, setWhole] = useState(() => {
    try {
      const kept = localStorage.getItem(KEPT);
      if (kept) return kept === "yes";
    } catch {
      // As at first.
    }
    return !roles.includes("officer");
  });
  const set = (yes) => {
    setWhole(yes);
    try {
      localStorage.setItem(KEPT, yes ? "yes" : "no");
    } catch {
      // Only as long as the page stands.
    }
  };
  return [whole, set];
}

// Whoever comes back to the page after a while finds it as it is by then.
function useFresh(reload) {
  const at = useRef(Date.now());
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState !== "visible" || Date.now() - at.current < STALE) return;
      at.current = Date.now();
      reload();
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [reload]);
}

export default function Today() {
  const { account } = useDesk();
  useTitle(t("nav.today"));
  const [whole, setWhole] = useWhole(account.roles);
  const path = address("/api/v1/agencies/{agency}/work", { agency: account.agency },
    { mine: !whole, limit: 50 });
  const answer = usePages(path, "cases");
  useFresh(answer.reload);
  return html`<div class="bar"><h1 tabindex="-1">${t("nav.today")}</h1>
      <div role="group" aria-label=${t("today.whose")} class="toggle">
        <button type="button" aria-pressed=${!whole} onClick=${() => setWhole(false)}>
          ${t("today.mine")}</button>
        <button type="button" aria-pressed=${whole} onClick=${() => setWhole(true)}>
          ${t("today.whole")}</button></div>
      ${answer.page && html`<span role="status">${t("today.count", { open: answer.page.open })}</span>`}
      <span class="push"></span>
      ${may("application_register", account.roles) && html`<a class="button first"
        href="#/register">＋ ${t("nav.register")}</a>`}</div>
    <div class="beside">
      <div><${Cases} answer=${answer} whole=${whole} /></div>
      <aside><${Proposals} />
        <${Letters} agency=${account.agency} mine=${!whole} />
        <${Remedies} agency=${account.agency} /></aside>
    </div>`;
}
