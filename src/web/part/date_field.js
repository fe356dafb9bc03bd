// A day, typed or picked: 20260305, 3.5, +20; a month with its days off (休) and make-up working
// days (班) as the calendar of the service has them.

import { isDay, lengthOf, parts, plus, today, typed, weekday, written } from "../base/day.js";
import { html, useEffect, useRef, useState } from "../base/html.js";
import { t } from "../base/words.js";
import { MonthGrid, looksOf, marksOf } from "./month_grid.js";

export { marksOf };

function Day({ day, mark, chosen, now, pick, focused }) {
  const { free, word } = looksOf(day, mark);
  return html`<td><button type="button" tabindex=${focused ? 0 : -1} data-day=${day}
      class=${`day${free ? " free" : ""}${day === chosen ? " chosen" : ""}` +
        (day === now ? " now" : "")}
      aria-label=${`${day}${mark ? ` ${mark.name} ${word}` : ""}`}
      aria-pressed=${day === chosen} title=${mark ? mark.name : undefined}
      onClick=${() => pick(day)}>
      ${parts(day)[2]}${word && html`<sup>${word}</sup>`}</button></td>`;
}

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function Month({ value, from, pick, close }) {
  const [at, setAt] = useState(value || from);
  const [marks, setMarks] = useState(new Map());
  const box = useRef(null);
  const [year, month] = parts(at);
  useEffect(() => {
    let gone = false;
    marksOf(year).then((found) => gone || setMarks(found)).catch(() => {});
    return () => { gone = true; };
  }, [year]);
  useEffect(() => {
    const day = box.current.querySelector(`[data-day="${at}"]`);
    if (day) day.focus();
  }, [at]);
  const turn = (months) => {
    const to = new Date(Date.UTC(year, month - 1 + months, 1));
    const [y, m] = [to.getUTCFullYear(), to.getUTCMonth() + 1];
    setAt(written(y, m, Math.min(parts(at)[2], lengthOf(y, m))));
  };
  const pressed = (event) => {
    if (STEPS[event.key]) setAt(plus(at, STEPS[event.key]));
    else if (event.key === "PageUp") turn(event.shiftKey ? -12 : -1);
    else if (event.key === "PageDown") turn(event.shiftKey ? 12 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="month" role="dialog" aria-label=${t("date.pick")} ref=${box}
      onKeyDown=${pressed}>
    <div class="month-head">
      <button type="button" aria-label=${t("date.before")} onClick=${() => turn(-1)}>‹</button>
      <span aria-live="polite">${t("date.month", { year, month })}</span>
      <button type="button" aria-label=${t("date.after")} onClick=${() => turn(1)}>›</button>
    </div>
    <${MonthGrid} year=${year} month=${month} marks=${marks} draw=${(day, mark) =>
      html`<${Day} key=${day} day=${day} mark=${mark} chosen=${value} now=${today()}
        focused=${day === at} pick=${pick} />`} />
    <div class="month-foot">
      <button type="button" class="plain" onClick=${() => pick(today())}>${t("date.today")}</button>
      <button type="button" class="plain" onClick=${close}>${t("close")}</button>
    </div>
  </div>`;
}

// VALUE is a day or null; SET is called with a day, with null when emptied, and with undefined
// while what stands there is no day (WRONG is then shown by the field).  FROM is the day that
// "+20" counts from, today unless told.
export function DateField({ id, value, set, from, describedBy, required, invalid, disabled }) {
  const [text, setText] = useState(value || "");
  const [open, setOpen] = useState(false);
  const wrap = useRef(null);
  const input = useRef(null);
  const base = from || today();
  useEffect(() => {
    if (value !== undefined && document.activeElement !== input.current) setText(value || "");
  }, [value]);
  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event) => wrap.current.contains(event.target) || setOpen(false);
    document.addEventListener("mousedown", elsewhere);
    return () => document.removeEventListener("mousedown", elsewhere);
  }, [open]);
  const take = (said) => {
    const day = said.trim() === "" ? null : typed(said, base);
    if (day) setText(day);
    set(said.trim() === "" ? null : day || undefined);
  };
  // What was wrong is right as soon as it is, not when the field is left: nothing moves then.
  const write = (said) => {
    setText(said);
    if (invalid && typed(said, base)) set(typed(said, base));
  };
  const pick = (day) => {
    setText(day);
    set(day);
    setOpen(false);
    input.current.focus();
  };
  const close = () => {
    setOpen(false);
    input.current.focus();
  };
  const pressed = (event) => {
    if (event.key === "ArrowDown" && (event.altKey || text === "")) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === "Enter") {
      take(event.target.value);
    }
  };
  const [y, m, d] = parts(value) || [];
  return html`<span class="date-field" ref=${wrap}>
    <input id=${id} ref=${input} type="text" inputmode="text" autocomplete="off" value=${text}
      placeholder=${t("date.placeholder")} aria-describedby=${describedBy} required=${required}
      aria-invalid=${invalid ? "true" : undefined} disabled=${disabled} size="12"
      onInput=${(event) => write(event.target.value)} onChange=${(e) => take(e.target.value)}
      onKeyDown=${pressed} />
    <button type="button" class="plain" aria-label=${t("date.pick")} aria-expanded=${open}
      disabled=${disabled} onClick=${() => setOpen(!open)}>▦</button>
    ${value && isDay(y, m, d) && html`<span class="weekday" aria-hidden="true">
      ${t("date.week", { day: t(`date.weekday.${weekday(value)}`) })}</span>`}
    ${open && html`<${Month} value=${value || null} from=${base} pick=${pick} close=${close} />`}
  </span>`;
}
