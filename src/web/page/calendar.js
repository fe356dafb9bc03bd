// The working-day calendar: twelve months as the notices in force make them, the notices
// themselves, and what adopting or withdrawing one does to running cases.

import { download } from "../base/api.js";
import { plus, today } from "../base/day.js";
import { html, useMemo, useState } from "../base/html.js";
import { go, link } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { tellError } from "../part/notice.js";
import { MonthGrid, forgetMarks, looksOf, marksIn } from "../part/month_grid.js";
import { Asked, Empty } from "../part/state.js";
import { Waiting } from "../part/waiting.js";
import { Load } from "./calendar/load.js";
import { Notice } from "./calendar/notice.js";

const CHANGES = ["calendar_adopt", "calendar_withdraw"];

function Day({ day, mark, now }) {
  const { free, word } = looksOf(day, mark);
  const about = mark ? `${mark.name}（${mark.notice}）` : undefined;
  return html`<td class=${`${free ? "free" : ""}${mark ? " marked" : ""}${day === now ? " now" : ""}`}
      title=${about} data-day=${day}>
    <span>${Number(day.slice(8))}</span>${word && html`<sup aria-label=${`${word} ${mark.name}`}>
      ${word}</sup>`}</td>`;
}

function Year({ calendar }) {
  const marks = useMemo(() => marksIn(calendar), [calendar]);
  const now = today();
  return html`<div class="year">${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) =>
    html`<section class="card month-card" key=${month}><${MonthGrid} year=${calendar.year}
      month=${month} marks=${marks} caption=${t("date.month", { year: calendar.year, month })}
      draw=${(day, mark) => html`<${Day} key=${day} day=${day} mark=${mark} now=${now} />`} />
    </section>`)}</div>`;
}

// What the notices that are in force reach to, in words.
function Coverage({ coverage }) {
  if (coverage.warning) return html`<p class="warned" role="status">${coverage.warning}</p>`;
  return html`<p>${t("calendar.covers", { year: coverage.last_year,
    day: coverage.certain_until || "—", n: coverage.days_left })}</p>`;
}

// Days that follow one another as one span: "02-15 — 02-23".
function spans(days) {
  const found = [];
  for (const day of days) {
    const last = found[found.length - 1];
    if (last && plus(last.to, 1) === day) last.to = day;
    else found.push({ from: day, to: day });
  }
  const short = (day) => day.slice(5);
  return found.map((s) => (s.from === s.to ? short(s.from) : `${short(s.from)} — ${short(s.to)}`))
    .join("、");
}

function Names({ calendar }) {
  const days = [...marksIn(calendar).values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  if (days.length === 0) return null;
  const of = new Map();
  for (const day of days) {
    const key = `${day.kind} ${day.name}`;
    of.set(key, { ...day, days: [...(of.get(key) ? of.get(key).days : []), day.date] });
  }
  return html`<section class="card"><h2>${t("calendar.holidays")}</h2>
    <div class="scroll-x"><table class="list"><thead><tr><th scope="col">${t("calendar.name")}</th>
      <th scope="col">${t("calendar.kind")}</th><th scope="col">${t("calendar.on_days")}</th></tr></thead>
    <tbody>${[...of].map(([key, line]) => html`<tr key=${key}><th scope="row">${line.name}</th>
      <td>${t(line.kind === "holiday" ? "date.off" : "date.work")}</td><td>${spans(line.days)}</td>
    </tr>`)}</tbody></table></div></section>`;
}

function NoticeList({ notices, open, year }) {
  if (notices.length === 0) return html`<${Empty} text=${t("calendar.no_notice", { year })} />`;
  const colour = { in_force: "green", pending: "amber", withdrawn: "grey" };
  return html`<ul class="notice-list">${notices.map((n) => html`<li key=${n.id} data-notice=${n.id}>
    <button type="button" class="plain" onClick=${() => open(n.id)}>${n.notice}</button>
    <span class=${`tag ${colour[n.state]}`}>${code("state", n.state)}</span>
    <small>${[code("type", n.type), n.region === "national" ? "" : n.region,
      n.published && t("calendar.published", { day: n.published }),
      t("calendar.days", { n: n.days.length })].filter(Boolean).join("，")}</small></li>`)}</ul>`;
}

function Steps({ year }) {
  const way = `/api/v1/calendar?year=${year}`;
  const file = (kind) => () =>
    download(`${way}&format=${kind}`, `calendar-${year}.${kind}`).catch(tellError);
  return html`<div class="bar">
    <a class="button" href=${link(["calendar", String(year - 1)])}
      title=${t("calendar.year_before")}>‹ ${year - 1}</a>
    <a class="button" href=${link(["calendar", String(year + 1)])}
      title=${t("calendar.year_after")}>${year + 1} ›</a>
    <span class="push"></span>
    <button type="button" onClick=${file("csv")}>CSV</button>
    <button type="button" onClick=${file("ics")}>ICS</button></div>`;
}

export default function Calendar({ path }) {
  const { account } = useDesk();
  const year = /^20\d\d$|^2100$/.test(path[0] || "") ? Number(path[0]) : Number(today().slice(0, 4));
  const answer = useAsk(`/api/v1/calendar?year=${year}`);
  const all = useAsk("/api/v1/calendar/notices");
  const [open, setOpen] = useState(null);
  const [turn, setTurn] = useState(0);
  useTitle(t("calendar.title", { year }));
  const again = () => {
    forgetMarks();
    setTurn(turn + 1);
    answer.reload();
    all.reload();
  };
  const loaded = (notice) => {
    again();
    go(["calendar", String(notice.year)]);
    setOpen(notice.id);
  };
  const about = ({ operation, arguments: { notice } }) => {
    const found = all.data && all.data.notices.find((n) => n.id === notice);
    return found ? `${t(`operation.${operation}`)}：${found.notice}` : null;
  };
  const ofYear = (all.data ? all.data.notices : []).filter((n) => n.year === year)
    .sort((a, b) => (b.region === "national") - (a.region === "national"));
  const chosen = open && all.data && all.data.notices.find((n) => n.id === open);
  return html`<h1 tabindex="-1">${t("calendar.title", { year })}</h1>
    ${all.data && html`<${Coverage} coverage=${all.data.coverage} />`}
    <${Waiting} of=${CHANGES} turn=${turn} changed=${again} about=${about} />
    <${Steps} year=${year} />
    <${Asked} answer=${answer}>${(calendar) => html`
      ${!calendar.complete && html`<p class="warned" role="status">
        ${t("calendar.provisional", { year: calendar.year })}</p>`}
      <div class="split"><${Year} calendar=${calendar} />
        <div><section class="card"><h2>${t("calendar.notices")}</h2>
          <${Load} year=${year} done=${loaded} />
          ${all.data && html`<${NoticeList} notices=${ofYear} open=${setOpen} year=${year} />`}
          <p><small>${t("calendar.version", { n: calendar.version })}</small></p></section>
        <${Names} calendar=${calendar} /></div></div>`}</${Asked}>
    ${chosen && html`<${Notice} notice=${chosen} roles=${account.roles}
      close=${() => setOpen(null)} changed=${again} />`}`;
}
