// The clock day by day: one cell a day, the counted ones numbered.  What a day is and why, the
// service says; here it is only laid out.  The same stands below as a table.

import { parts, today, weekday } from "../../base/day.js";
import { html, useEffect, useRef, useState } from "../../base/html.js";
import { t } from "../../base/words.js";

const words = (day) => `${day.date}（${t("date.week", { day: t(`date.weekday.${weekday(day.date)}`) })}）` +
  `${day.n ? t("case.strip.nth", { n: day.n }) : ""}　${day.words}`;

const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };

function Cell({ day, due, at, show }) {
  const [, month, date] = parts(day.date);
  const isDue = day.date === due;
  const isToday = day.date === today();
  return html`<li><button type="button" tabindex=${at ? 0 : -1} data-day=${day.date} title=${words(day)}
      class=${`cell ${day.label}${isDue ? " due" : ""}${isToday ? " today" : ""}`}
      onFocus=${() => show(day)} onMouseEnter=${() => show(day)}>
      <span class="unseen">${words(day)}${isDue ? ` ${t("case.due")}` : ""}</span>
      <small aria-hidden="true">${date === 1 || day.first ? t("case.strip.month", { month }) : t(`date.weekday.${weekday(day.date)}`)}</small>
      <span aria-hidden="true">${date}</span><strong aria-hidden="true">${day.n || "·"}</strong>
      ${(isDue || isToday) && html`<em aria-hidden="true">${t(isDue ? "case.strip.due" : "case.strip.today")}</em>`}
    </button></li>`;
}

function Table({ account }) {
  return html`<details class="strip-table"><summary>${t("case.strip.table")}</summary>
    <table class="list"><thead><tr><th scope="col">${t("case.strip.day")}</th>
      <th scope="col" class="number">${t("case.strip.n")}</th>
      <th scope="col">${t("case.strip.why")}</th></tr></thead>
    <tbody>${account.map((day) => html`<tr key=${day.date}><td>${day.date}
      ${t("date.week", { day: t(`date.weekday.${weekday(day.date)}`) })}</td>
      <td class="number">${day.n || ""}</td><td>${day.words}</td></tr>`)}</tbody></table></details>`;
}

// TO: which day is in the middle at first, "today" or "due"; else the last.
export function Strip({ clock, label, to = "today" }) {
  const { account, due } = clock;
  const box = useRef(null);
  const first = account.find((d) => d.date === today()) || account[account.length - 1];
  const [at, setAt] = useState(first ? first.date : null);
  const [told, setTold] = useState(first || null);
  useEffect(() => {
    if (!box.current) return;
    const cell = box.current.querySelector(`.${to}`) || box.current.lastElementChild.firstChild;
    box.current.scrollLeft = cell.offsetLeft - box.current.clientWidth / 2;
  }, [due, account.length]);
  if (account.length === 0) return html`<p class="aside">${t("case.strip.none")}</p>`;
  const pressed = (event) => {
    const i = account.findIndex((d) => d.date === at);
    const to = event.key === "Home" ? 0 : event.key === "End" ? account.length - 1
      : STEPS[event.key] ? Math.min(Math.max(i + STEPS[event.key], 0), account.length - 1) : null;
    if (to === null) return;
    event.preventDefault();
    setAt(account[to].date);
    box.current.querySelector(`[data-day="${account[to].date}"]`).focus();
  };
  return html`<div class="strip"><ol ref=${box} class="days" aria-label=${label || t("case.strip.label")}
      onKeyDown=${pressed}>
    ${account.map((day, i) => html`<${Cell} key=${day.date} day=${{ ...day, first: i === 0 }} due=${due}
      at=${day.date === at} show=${(d) => { setTold(d); setAt(d.date); }} />`)}</ol>
    <p class="told" aria-hidden="true">${told ? words(told) : ""}</p>
    <${Table} account=${account} /></div>`;
}
