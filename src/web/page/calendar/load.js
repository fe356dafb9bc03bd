// Loading a notice: its number and address as fields, its days as spans ("1 to 3 January, New
// Year, off"), as the notice itself says them.

import { between, plus, weekday } from "../../base/day.js";
import { newKey } from "../../base/api.js";
import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { DateField } from "../../part/date_field.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";

const LONGEST = 31; // days of one holiday
const NAMES = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];

// The days of the spans, in order; a span without an end is one day.
export function daysOf(spans) {
  const days = [];
  for (const { from, to, kind, name } of spans) {
    if (!from) continue;
    const last = to && between(from, to) >= 0 && between(from, to) < LONGEST ? to : from;
    for (let day = from; between(day, last) >= 0; day = plus(day, 1))
      days.push({ date: day, kind, name });
  }
  return days.sort((a, b) => between(b.date, a.date));
}

function Span({ span, n, set, remove, year }) {
  const from = `${year}-01-01`;
  const put = (name, value) => set({ ...span, [name]: value });
  const wrong = span.from && span.to &&
    (between(span.from, span.to) < 0 || between(span.from, span.to) >= LONGEST);
  const days = daysOf([span]);
  return html`<div class="span" role="group" aria-label=${t("calendar.span", { n: n + 1 })}>
    <label><span>${t("calendar.name")}</span><input type="text" list="calendar-names" size="8"
      maxlength="100" value=${span.name} onInput=${(e) => put("name", e.target.value)} /></label>
    <label><span>${t("calendar.kind")}</span><select onChange=${(e) => put("kind", e.target.value)}>
      ${["holiday", "workday"].map((k) => html`<option key=${k} value=${k}
        selected=${k === span.kind}>${code("kind", k)}</option>`)}</select></label>
    <div><label for=${`span-${n}-from`}>${t("calendar.from")}</label>
      <${DateField} id=${`span-${n}-from`} value=${span.from} from=${from}
        set=${(day) => put("from", day)} /></div>
    <div><label for=${`span-${n}-to`}>${t("calendar.to")}</label>
      <${DateField} id=${`span-${n}-to`} value=${span.to} from=${span.from || from} invalid=${wrong}
        set=${(day) => put("to", day)} /></div>
    <span class="span-says">${wrong ? html`<strong class="error">${t("calendar.span_wrong")}</strong>`
      : days.length > 0 ? t("calendar.span_says", { n: days.length,
        first: t(`date.weekday.${weekday(days[0].date)}`),
        last: t(`date.weekday.${weekday(days[days.length - 1].date)}`) }) : ""}</span>
    <button type="button" aria-label=${t("calendar.span_remove", { n: n + 1 })}
      onClick=${remove}>−</button></div>`;
}

const blank = (kind = "holiday", name = "") => ({ key: newKey(), from: null, to: null, kind, name });

function Spans({ spans, set, year }) {
  const days = daysOf(spans);
  const twice = days.filter((d, n) => n > 0 && days[n - 1].date === d.date);
  return html`<fieldset class="field group"><legend>${t("calendar.days_legend")}</legend>
    <datalist id="calendar-names">${NAMES.map((n) => html`<option key=${n} value=${n} />`)}</datalist>
    ${spans.map((span, n) => html`<${Span} key=${span.key} span=${span} n=${n} year=${year}
      set=${(next) => set(spans.map((s, i) => (i === n ? next : s)))}
      remove=${() => set(spans.filter((_, i) => i !== n))} />`)}
    <div class="bar"><button type="button" onClick=${() => set([...spans,
      blank("holiday", "")])}>＋ ${t("calendar.add_off")}</button>
      <button type="button" onClick=${() => set([...spans, blank("workday",
        spans.length ? spans[spans.length - 1].name : "")])}>＋ ${t("calendar.add_work")}</button>
      <span role="status">${t("calendar.sum", { off: days.filter((d) => d.kind === "holiday").length,
        work: days.filter((d) => d.kind === "workday").length })}</span></div>
    ${twice.length > 0 && html`<strong class="error">${t("calendar.twice",
      { days: twice.map((d) => d.date).join("、") })}</strong>`}</fieldset>`;
}

export function Load({ year, done }) {
  const { account } = useDesk();
  const [open, setOpen] = useState(false);
  const [spans, setSpans] = useState([blank()]);
  const [at, setAt] = useState(year);
  if (!starts("calendar_import", account.roles)) return null;
  const begin = () => {
    setSpans([blank("holiday", "元旦")]);
    setAt(year);
    setOpen(true);
  };
  return html`<p><button type="button" class="first" onClick=${begin}>${t("calendar.load")}</button></p>
    ${open && html`<${Dialog} title=${t("calendar.load")} wide=${true} close=${() => setOpen(false)}>
      <p>${t("calendar.load_text")}</p>
      <${OperationForm} operation="calendar_import" parts=${{}} label=${t("calendar.load_send")}
        only=${["notice", "year", "type", "published", "dated", "url", "region", "source"]}
        initial=${{ year, type: "annual" }} extra=${{ days: daysOf(spans) }}
        changed=${(values) => setAt(Number(values.year) || year)}
        done=${(answer) => { setOpen(false); return done(answer.body.notice); }}
        cancel=${() => setOpen(false)}>
        <${Spans} spans=${spans} set=${setSpans} year=${at} /></${OperationForm}>
    </${Dialog}>`}`;
}
