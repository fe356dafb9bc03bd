// The board of deadlines, for who answers for them: by officer, unit or agency how many cases
// stand where, each number opening its cases, and the coming six weeks day by day.

import { address } from "../base/api.js";
import { parts, plus, today, weekday } from "../base/day.js";
import { html, useEffect, useState } from "../base/html.js";
import { may } from "../base/rights.js";
import { ask, link } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { marksOf } from "../part/date_field.js";
import { Asked, Empty } from "../part/state.js";

const queues = ["open", "overdue", "due_today", "due_in_3", "due_in_7", "confirmation_late",
  "awaiting_confirmation", "awaiting_correction", "awaiting_fee", "awaiting_third_party",
  "awaiting_agency", "lapsed", "provisional"];
const TONES = { overdue: "red", confirmation_late: "red", due_today: "red", due_in_3: "amber",
  due_in_7: "amber", lapsed: "amber" };

// A number that opens its cases, for whom they may be opened.
function Count({ count, queue, filter }) {
  const tone = count > 0 ? TONES[queue] || "" : "zero";
  if (!filter || count === 0) return html`<span class=${`count ${tone}`}>${count}</span>`;
  return html`<a class=${`count ${tone}`} href=${link(["cases"],
    { queue, sort: "due", ...filter })}><span class="unseen">${code("queue", queue)} </span>${count}</a>`;
}

function Tiles({ total, filter }) {
  return html`<ul class="tiles">${["overdue", "due_today", "due_in_3", "due_in_7",
    "confirmation_late", "lapsed", "open"].map((queue) => html`<li key=${queue}
      class=${total[queue] > 0 ? TONES[queue] || "" : ""}>
      <span>${code("queue", queue)}</span>
      <strong><${Count} count=${total[queue]} queue=${queue} filter=${filter} /></strong>
    </li>`)}</ul>`;
}

// What filters the ledger to a group; null where the cases are not to be opened.
function filterOf(by, group, account) {
  if (!may("application_list", account.roles)) return null;
  if (by === "agency") return group.key === account.agency ? {} : null;
  return group.key ? { [by]: group.key } : { [`no_${by}`]: "true" };
}

function Groups({ board, account }) {
  const { by, groups, total } = board;
  const shown = queues.filter((queue) => queue === "open" || queue === "overdue" ||
    queue === "due_in_7" || total[queue] > 0);
  return html`<div class="scroll-x card"><table class="list board">
    <thead><tr><th scope="col">${t(`deadlines.by.${by}`)}</th>
      ${shown.map((queue) => html`<th scope="col" class="number" key=${queue}>
        ${code("queue", queue)}</th>`)}
      <th scope="col">${t("deadlines.next")}</th></tr></thead>
    <tbody>${groups.map((group) => html`<tr key=${group.key || ""}>
      <th scope="row">${group.name || t(`deadlines.none.${by}`)}</th>
      ${shown.map((queue) => html`<td class="number" key=${queue}><${Count} count=${group[queue]}
        queue=${queue} filter=${filterOf(by, group, account)} /></td>`)}
      <td class="day">${group.next_due || ""}</td></tr>`)}</tbody>
    <tfoot><tr><th scope="row">${t("deadlines.total")}</th>
      ${shown.map((queue) => html`<td class="number" key=${queue}>${total[queue]}</td>`)}
      <td></td></tr></tfoot></table></div>`;
}

// The days that differ from their weekday, in the years of DAYS.
function useMarks(days) {
  const [marks, setMarks] = useState(new Map());
  const years = [...new Set(days.map((d) => parts(d.date)[0]))].join(" ");
  useEffect(() => {
    let gone = false;
    Promise.all(years.split(" ").filter(Boolean).map((year) => marksOf(year).catch(() => new Map())))
      .then((found) => gone || setMarks(new Map(found.flatMap((map) => [...map]))));
    return () => { gone = true; };
  }, [years]);
  return marks;
}

const LEVELS = 4;
const heat = (due, most) => (due === 0 ? 0 : Math.max(1, Math.ceil((due / most) * LEVELS)));

function Day({ day, mark, most, open }) {
  const free = mark ? mark.kind === "holiday" : weekday(day.date) > 4;
  const word = mark ? t(mark.kind === "holiday" ? "date.off" : "date.work") : "";
  const [, month, date] = parts(day.date);
  const text = html`<span class="date">${date === 1 || day.first ? `${month}/${date}` : date}
      ${word && html`<sup>${word}</sup>`}</span>
    <strong>${day.due || ""}</strong>`;
  const said = `${day.date}${mark ? ` ${mark.name} ${word}` : ""} ${t("deadlines.due_n", { n: day.due })}`;
  const style = `heat-day heat-${heat(day.due, most)}${free ? " free" : ""}` +
    (day.date === today() ? " now" : "");
  return html`<td class=${style} title=${said}>${day.due > 0 && open
    ? html`<a href=${link(["cases"], { due_on: day.date, open: "true", sort: "due" })}>
        <span aria-hidden="true">${text}</span><span class="unseen">${said}</span></a>`
    : html`<span class="still">${text}<span class="unseen">${t("deadlines.due_n",
        { n: day.due })}</span></span>`}</td>`;
}

// Six weeks from today in lines of seven; what lies before today is left empty.
function Strip({ days, open }) {
  const marks = useMarks(days);
  const most = Math.max(LEVELS, ...days.map((d) => d.due)); // few cases are no heat
  const known = new Map(days.map((d, n) => [d.date, { ...d, first: n === 0 }]));
  const weeks = [];
  for (let monday = plus(days[0].date, -weekday(days[0].date)); ;) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((n) => plus(monday, n)));
    monday = plus(monday, 7);
    if (!known.has(monday)) break;
  }
  return html`<section class="card"><h2>${t("deadlines.strip")}</h2>
    <table class="heat"><caption class="unseen">${t("deadlines.strip")}</caption>
      <thead><tr>${[0, 1, 2, 3, 4, 5, 6].map((n) => html`<th scope="col" key=${n}>
        ${t(`date.weekday.${n}`)}</th>`)}</tr></thead>
      <tbody>${weeks.map((week) => html`<tr key=${week[0]}>${week.map((day) => (known.has(day)
        ? html`<${Day} key=${day} day=${known.get(day)} mark=${marks.get(day)} most=${most}
            open=${open} />`
        : html`<td key=${day} class="heat-none"></td>`))}</tr>`)}</tbody></table>
    <p class="aside">${t("deadlines.strip_hint")}</p></section>`;
}

export default function Deadlines({ query }) {
  const { account } = useDesk();
  const inside = may("application_list", account.roles);
  const ways = inside ? ["officer", "unit", "agency"] : ["agency"];
  const by = ways.includes(query.by) ? query.by : ways[0];
  const answer = useAsk(address("/api/v1/deadlines", {}, { by }));
  useTitle(t("nav.deadlines"));
  return html`<div class="bar"><h1 tabindex="-1">${t("nav.deadlines")}</h1>
      <span class="push"></span>
      ${may("proposal_list", account.roles) && html`<a class="button" href="#/proposals">
        ${t("nav.proposals")}</a>`}</div>
    ${ways.length > 1 && html`<nav class="tabs" aria-label=${t("deadlines.by")}>
      ${ways.map((way) => html`<a key=${way} href=${link(["deadlines"], { by: way })}
        aria-current=${way === by ? "page" : undefined}
        onClick=${(event) => { event.preventDefault(); ask({ by: way }); }}>
        ${t(`deadlines.by.${way}`)}</a>`)}</nav>`}
    <${Asked} answer=${answer}>${(board) => (board.total.open === 0
      ? html`<${Empty} text=${t("deadlines.none")} />`
      : html`<${Tiles} total=${board.total} filter=${inside && by !== "agency" ? {} : null} />
        <div class="split wide-left"><${Groups} board=${board} account=${account} />
          <${Strip} days=${board.days} open=${inside} /></div>`)}</${Asked}>`;
}
