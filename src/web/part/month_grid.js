// A month as a table, Monday first, with its days off (休) and make-up working days (班).

import { get } from "../base/api.js";
import { between, lengthOf, parts, plus, weekday, written } from "../base/day.js";
import { html } from "../base/html.js";
import { t } from "../base/words.js";

const years = new Map();

// The days of YEAR that differ from their weekday: a map of day to {kind, name}.
export function marksOf(year) {
  if (!years.has(year)) {
    const asked = get(`/api/v1/calendar?year=${year}`).then(marksIn);
    asked.catch(() => years.delete(year));
    years.set(year, asked);
  }
  return years.get(year);
}

// The same, of a reply of the calendar.
export function marksIn(calendar) {
  const marks = new Map();
  for (const notice of calendar.notices)
    if (notice.state === "in_force")
      for (const day of notice.days)
        if (!day.superseded_by) marks.set(day.date, { ...day, notice: notice.notice });
  return marks;
}

// After a change of the calendar.
export const forgetMarks = () => years.clear();

// Whether work rests on DAY, and the word of its MARK.
export function looksOf(day, mark) {
  return {
    free: mark ? mark.kind === "holiday" : weekday(day) > 4,
    word: mark ? t(mark.kind === "holiday" ? "date.off" : "date.work") : "",
  };
}

// DRAW(day, mark) draws each day as a cell, <td>.
export function MonthGrid({ year, month, marks, draw, caption }) {
  const first = written(year, month, 1);
  const last = written(year, month, lengthOf(year, month));
  const lines = [];
  for (let day = plus(first, -weekday(first)); between(day, last) >= 0; day = plus(day, 7))
    lines.push([0, 1, 2, 3, 4, 5, 6].map((n) => plus(day, n)));
  return html`<table>
    ${caption && html`<caption>${caption}</caption>`}
    <thead><tr>${[0, 1, 2, 3, 4, 5, 6].map((n) =>
      html`<th scope="col" key=${n}>${t(`date.weekday.${n}`)}</th>`)}</tr></thead>
    <tbody>${lines.map((line) => html`<tr key=${line[0]}>${line.map((day) =>
      (parts(day)[1] === month ? draw(day, marks.get(day)) : html`<td key=${day}></td>`))}</tr>`)}
    </tbody></table>`;
}
