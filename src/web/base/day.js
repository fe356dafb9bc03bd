// Days as they are written, "2026-03-05".  What a day is in law (a working day, a deadline) the
// service says; here it is only read, written and counted on the calendar.

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/;

const pad = (n, width) => String(n).padStart(width, "0");

export function written(year, month, day) {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

export function lengthOf(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

// Whether such a day is in the calendar.
export function isDay(year, month, day) {
  return year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 &&
    day <= lengthOf(year, month);
}

export function parts(day) {
  const found = WRITTEN.exec(day || "");
  return found ? found.slice(1).map(Number) : null;
}

export function plus(day, days) {
  const [y, m, d] = parts(day);
  const at = new Date(Date.UTC(y, m - 1, d + days));
  return written(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

// 0 for Monday.
export function weekday(day) {
  const [y, m, d] = parts(day);
  return (new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 6) % 7;
}

// Days from A to B on the calendar.
export function between(a, b) {
  const at = (day) => Date.UTC(parts(day)[0], parts(day)[1] - 1, parts(day)[2]);
  return Math.round((at(b) - at(a)) / 86400000);
}

function chinaToday() {
  const at = new Date(Date.now() + 8 * 3600000);
  return written(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

let ahead = 0; // days by which the service's today is ahead of the browser's

// The service's word on which day it is counts, whatever the browser's clock says.
export function setToday(day) {
  ahead = between(chinaToday(), day);
}

export function today() {
  return plus(chinaToday(), ahead);
}

// What was typed, as a day: 2026-03-05, 20260305, 2026.3.5, 2026/3/5, 2026年3月5日; 3.5 and 0305 in
// the year of FROM; 5 in its month; +20 and -3 days from FROM.  Full-width digits are digits.
// NULL for what is no day.
export function typed(text, from) {
  const said = text.normalize("NFKC").trim().replace(/[年月./]/g, "-").replace(/日$/, "");
  const [year, month] = parts(from);
  let found = /^([+-]\d{1,4})$/.exec(said);
  if (found && (said[0] === "+" || said.length <= 4)) return plus(from, Number(found[1]));
  found = /^(\d{4})-?(\d{1,2})-?(\d{1,2})$/.exec(said);
  if (found && !(said.includes("-") || said.length === 8)) found = null;
  const numbers = found ? found.slice(1).map(Number)
    : (found = /^(\d{1,2})-(\d{1,2})$/.exec(said)) ? [year, ...found.slice(1).map(Number)]
    : (found = /^(\d{2})(\d{2})$/.exec(said)) ? [year, ...found.slice(1).map(Number)]
    : (found = /^(\d{1,2})$/.exec(said)) ? [year, month, Number(found[1])] : null;
  return numbers && isDay(...numbers) ? written(...numbers) : null;
}

// A time of the service, in China: "2026-03-05 14:20".
export function moment(time) {
  if (!time) return "";
  const at = new Date(Date.parse(time) + 8 * 3600000);
  return at.toISOString().slice(0, 16).replace("T", " ");
}
