// A written part of the report: its words with fields bound to the numbers of the tables, what
// they say filled in, and what they said last year and before.

import { Fragment, html, useCallback, useEffect, useRef, useState } from "../../base/html.js";
import { moment } from "../../base/day.js";
import { useGuard } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { get } from "../../base/api.js";
import { may } from "../../base/rights.js";
import { code, t } from "../../base/words.js";
import { bodyOf, errorsByField, useOperation } from "../../part/form.js";
import { tell, tellError } from "../../part/notice.js";
import { Asked } from "../../part/state.js";
import { FieldPicker } from "./field_picker.js";
import { Filled } from "../../part/filled.js";
import { reportPath, scopeOf } from "./on.js";

// What is typed, with the fields whose values are known; the others keep their marks until the
// service fills them in.
export function preview(raw, values) {
  const fields = [];
  let text = "";
  let at = 0;
  for (const found of raw.matchAll(/\{\{([^{}]+)\}\}/g)) {
    text += raw.slice(at, found.index);
    const value = values.get(found[1]);
    const from = Array.from(text).length;
    text += value ?? found[0];
    fields.push({ from, to: Array.from(text).length, field: found[1], absent: value == null });
    at = found.index + found[0].length;
  }
  return { text: text + raw.slice(at), fields };
}

// Sentences that went and sentences that came.
export function Changes({ changes }) {
  return html`<p class="changes">${changes.map((c, n) => (c.change === "removed"
    ? html`<del key=${n}>${c.sentence}</del>` : html`<ins key=${n}>${c.sentence}</ins>`))}</p>`;
}

function Comparison({ comparison }) {
  return html`<details class="comparison" open=${comparison.copied.length > 0}>
    <summary>${t("report.last_year")} ${comparison.similarity !== null && html`<span class=${`tag ${
      comparison.similarity >= 60 ? "amber" : "grey"}`}>${t("report.similar",
      { n: comparison.similarity })}</span>`}</summary>
    ${comparison.last === null ? html`<p>${t("report.no_last_year")}</p>` : html`
      ${comparison.copied.length > 0 && html`<p><strong>${t("report.copied")}</strong></p>
        <ul>${comparison.copied.map((s) => html`<li key=${s}><mark class="warning">${s}</mark></li>`)}
        </ul>`}
      <${Changes} changes=${comparison.changes} />
      <p class="filled last">${comparison.last}</p>`}
  </details>`;
}

function Revisions({ on, part, n, take }) {
  const [open, setOpen] = useState(false);
  const answer = useAsk(open ? reportPath("narrative_revisions", on, { part }) : null);
  useEffect(() => { if (open) answer.reload(); }, [n]);
  return html`<details onToggle=${(event) => setOpen(event.target.open)}>
    <summary>${t("report.revisions")}</summary>
    ${open && html`<${Asked} answer=${answer}>${({ revisions }) => html`<ol class="plain-list">
      ${revisions.map((r) => html`<li key=${r.n}><strong>${t("report.revision", { n: r.n })}</strong>
        ${moment(r.stated_at)} ${r.stated_by}
        ${take && html`<button type="button" class="plain" onClick=${() => take(r.raw)}>
          ${t("report.take_revision")}</button>`}
        <${Changes} changes=${r.changes} /></li>`)}</ol>`}</${Asked}>`}</details>`;
}

// Two people wrote the same part: what the other one wrote, and what to do.
function Conflict({ theirs, keep, take }) {
  return html`<div class="conflict card" role="alert"><p><strong>${t("report.conflict")}</strong></p>
    <p class="filled">${theirs}</p>
    <p><button type="button" onClick=${take}>${t("report.take_theirs")}</button>
      <button type="button" onClick=${keep}>${t("report.keep_mine")}</button></p></div>`;
}

function Editor({ on, part, stated, base, values, reload, quotes }) {
  const [raw, setRaw] = useState(stated ? stated.raw : "");
  const [seen, setSeen] = useState(base); // the revision that was looked at
  const [theirs, setTheirs] = useState(null);
  const [saved, setSaved] = useState(stated);
  const box = useRef(null);
  const touched = raw !== (saved ? saved.raw : "");
  const { busy, error, send } = useOperation("narrative_state", { ...on, part });
  useGuard(useCallback(() => touched, [touched]));
  const errors = errorsByField(error);
  const save = async (event) => {
    event.preventDefault();
    try {
      const { body } = await send({ text: raw, ...scopeOf("narrative_state", on) },
        seen ? { match: seen } : {});
      setSeen(body.n);
      setSaved(body);
      tell(t("report.saved"));
      reload();
    } catch (fault) {
      if (fault.code !== "stale") return;
      const { revisions } = await get(reportPath("narrative_revisions", on, { part }));
      setTheirs(revisions[0]);
    }
  };
  const insert = (mark) => {
    const { selectionStart: from, selectionEnd: to } = box.current;
    setRaw(raw.slice(0, from) + mark + raw.slice(to));
    setTimeout(() => {
      box.current.focus();
      box.current.setSelectionRange(from + mark.length, from + mark.length);
    }, 0);
  };
  const draft = async () => {
    const { texts } = await get(reportPath("narrative_draft", on));
    const found = texts.find((x) => x.part === part);
    if (found) setRaw(found.raw);
  };
  const id = `text-${part}`;
  const max = bodyOf("narrative_state").find((f) => f.name === "text").maxLength;
  const shown = touched || !saved ? preview(raw, values) : saved;
  return html`<${Fragment}>
    <div class="writing">
      <form class="operation" data-operation="narrative_state" noValidate=${true} onSubmit=${save}>
        <label for=${id}>${t("report.raw")}</label>
        <textarea id=${id} ref=${box} rows=${part === "opening" ? 4 : 14} maxlength=${max} value=${raw}
          aria-invalid=${errors.text ? "true" : undefined} aria-describedby=${`${id}-error`}
          onInput=${(event) => setRaw(event.target.value)}
          onKeyDown=${(event) => { if (event.key === "Enter" && event.ctrlKey) save(event); }}
          ></textarea>
        <strong class="error" id=${`${id}-error`} role=${error ? "alert" : undefined}>
          ${errors.text || (error && error.code !== "stale" &&
            (error.status ? error.message : t("state.unsent")))}</strong>
        ${theirs && html`<${Conflict} theirs=${theirs.raw}
          keep=${() => { setSeen(theirs.n); setTheirs(null); }}
          take=${() => { setRaw(theirs.raw); setSeen(theirs.n); setSaved(null); setTheirs(null);
            reload(); }} />`}
        <footer><button class="first" disabled=${busy || !touched}>
            ${busy ? t("form.sending") : t("form.save")}</button>
          <button type="button" onClick=${() => draft().catch(tellError)}>${t("report.draft")}
          </button></footer>
      </form>
      <div><h3>${t(touched ? "report.preview_unsaved" : "report.preview")}</h3>
        <${Filled} text=${shown.text} fields=${shown.fields} quotes=${touched ? [] : quotes} />
        <${FieldPicker} on=${on} insert=${insert} /></div>
    </div>
    <${Revisions} on=${on} part=${part} n=${seen} take=${setRaw} />
  </${Fragment}>`;
}

// The fields' values: a map of name to what it says now.
function useValues(on) {
  const answer = useAsk(reportPath("narrative_fields", on));
  return answer.data ? new Map(answer.data.fields.map((f) => [f.field, f.value])) : new Map();
}

export function Text({ on, part }) {
  const { account } = useDesk();
  const answer = useAsk(reportPath("narrative_show", on));
  const comparison = useAsk(reportPath("narrative_compare", on, { part }));
  const findings = useAsk(reportPath("report_findings", on));
  const values = useValues(on);
  const mine = may("narrative_state", account.roles) && on.agency === account.agency;
  const quotes = ((findings.data && findings.data.findings) || [])
    .filter((f) => f.at.part === part && f.at.quote && !f.dismissed)
    .map((f) => ({ quote: f.at.quote, level: f.level, message: f.message, key: f.key }));
  const reload = () => [answer, comparison, findings].forEach((a) => a.reload());
  return html`<section class="card text-part" data-part=${part} aria-label=${code("part", part)}>
    <${Asked} answer=${answer}>${({ texts, findings: gaps }) => {
      const stated = texts.find((x) => x.part === part);
      const here = (gaps || []).filter((g) => g.subject === part);
      return html`<h2>${(stated && stated.heading) || code("part", part)}</h2>
        ${here.map((g) => html`<p key=${g.message} class="tag amber">${g.message}</p>`)}
        ${mine && comparison.data ? html`<${Editor} on=${on} part=${part} stated=${stated}
            base=${comparison.data.n} values=${values} reload=${reload} quotes=${quotes} />`
          : !mine && (stated ? html`<${Filled} text=${stated.text} fields=${stated.fields}
              quotes=${quotes} />` : html`<p class="unwritten">${t("report.unwritten")}</p>`)}`;
    }}</${Asked}>
    ${quotes.length > 0 && html`<ul class="quotes">${quotes.map((q) => html`<li key=${q.key}
      class=${`finding ${q.level}`}><strong>${q.message}</strong><blockquote>${q.quote}</blockquote>
      </li>`)}</ul>`}
    <${Asked} answer=${comparison}>${(found) => html`<${Comparison} comparison=${found} />`}
    </${Asked}></section>`;
}
