// Section two: the numbers an agency states for a year, on the form itself.

import { html, useCallback, useEffect, useState } from "../../base/html.js";
import { moment } from "../../base/day.js";
import { may } from "../../base/rights.js";
import { useGuard } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { useOperation } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked } from "../../part/state.js";
import { FigureTable } from "../../part/figure_table.js";
import { reportPath } from "./on.js";

// The figure that an error is about: "figures.3.value", or the key of one that is missing.
function errorsByKey(error, sent) {
  const found = {};
  const others = [];
  for (const { field, message } of (error && error.errors) || []) {
    const at = /^figures\.(\d+)\./.exec(field || "");
    const key = at && sent[at[1]] ? sent[at[1]].key : field;
    if (sent.some((f) => f.key === key)) found[key] = message;
    else if (field !== "reason") others.push(message);
  }
  return { found, others };
}

function Input({ figure, value, error, set, disabled }) {
  return html`<input type="text" class="number" inputmode="decimal" autocomplete="off" size="8"
      aria-label=${`${figure.row} ${figure.column}`} value=${value} disabled=${disabled}
      aria-invalid=${error ? "true" : undefined} data-figure=${figure.key}
      onInput=${(event) => set(event.target.value.normalize("NFKC").trim())} />
    ${error && html`<strong class="error">${error}</strong>`}`;
}

function Form({ on, stated, reload }) {
  const first = () => Object.fromEntries(stated.figures.map((f) => [f.key, f.value ?? ""]));
  const [values, setValues] = useState(first);
  const [reason, setReason] = useState("");
  const [touched, setTouched] = useState(false);
  const [warnings, setWarnings] = useState(stated.warnings || []);
  const { busy, error, send } = useOperation("figures_state", on);
  useGuard(useCallback(() => touched, [touched]));
  useEffect(() => { if (!touched) setValues(first()); }, [stated.n]);
  const sent = stated.figures.map((f) => ({ key: f.key, value: values[f.key] }))
    .filter((f) => f.value !== "");
  const { found, others } = errorsByKey(error, [...sent,
    ...stated.figures.filter((f) => values[f.key] === "")]);
  const reasonError = ((error && error.errors) || []).find((e) => e.field === "reason");
  const save = async (event) => {
    event.preventDefault();
    try {
      const answer = await send({ figures: sent, reason }, stated.n ? { match: stated.n } : {});
      setTouched(false);
      setReason("");
      setWarnings(answer.body.warnings || []);
      tell(t("report.saved"));
      reload();
    } catch {
      // The form says what is wrong; what was typed stays.
    }
  };
  const draw = (figure) => html`<${Input} figure=${figure} value=${values[figure.key]}
    error=${found[figure.key]} disabled=${busy} set=${(value) => {
      setTouched(true);
      setValues({ ...values, [figure.key]: value });
    }} />`;
  return html`<form class="operation" data-operation="figures_state" noValidate=${true}
      onSubmit=${save}>
    <${FigureTable} figures=${stated.figures} draw=${draw} />
    <p><small>${t("report.figures_hint")}</small></p>
    ${stated.n > 0 && html`<div class="field" data-field="reason">
      <label for="figures-reason">${t("report.figures_reason")}</label>
      <input id="figures-reason" type="text" maxlength="400" value=${reason}
        aria-invalid=${reasonError ? "true" : undefined}
        onInput=${(event) => { setTouched(true); setReason(event.target.value); }} />
      ${reasonError && html`<strong class="error">${reasonError.message}</strong>`}</div>`}
    ${error && (others.length > 0 || !error.errors || error.errors.length === 0) &&
      html`<p class="error" role="alert">${others.join("；") ||
        (error.status ? error.message : t("state.unsent"))}
        ${error.code === "stale" && html` <button type="button" onClick=${() => {
          setTouched(false);
          reload();
        }}>${t("report.take_theirs")}</button>`}</p>`}
    ${warnings.length > 0 && html`<ul class="warnings" role="status">
      ${warnings.map((w) => html`<li key=${w.message} class="tag amber">${w.message}</li>`)}</ul>`}
    <footer><button class="first" disabled=${busy}>${busy ? t("form.sending") : t("form.save")}
      </button></footer>
  </form>`;
}

function History({ on }) {
  const answer = useAsk(reportPath("figures_history", on));
  return html`<${Asked} answer=${answer}>${({ revisions }) => revisions.length > 0 && html`
    <section class="card"><h2>${t("report.revisions")}</h2><ol class="plain-list">
    ${revisions.map((r, n) => {
      const before = revisions[n + 1];
      const changed = before ? r.figures.filter((f) =>
        f.value !== (before.figures.find((g) => g.key === f.key) || {}).value) : [];
      return html`<li key=${r.n}><strong>${t("report.revision", { n: r.n })}</strong>
        ${moment(r.stated_at)} ${r.stated_by} ${r.reason}
        ${changed.map((f) => html`<span key=${f.key} class="change">${f.row} ${f.column}：
          <del>${(before.figures.find((g) => g.key === f.key) || {}).value}</del>
          <ins>${f.value}</ins></span>`)}</li>`;
    })}</ol></section>`}</${Asked}>`;
}

// The sum of a subtree, of which nobody states anything.
function Sum({ on }) {
  const answer = useAsk(reportPath("report_show", on));
  return html`<${Asked} answer=${answer}>${({ section_two: two }) => html`<section class="card">
    <${FigureTable} figures=${two.figures} />
    ${two.missing.length > 0 && html`<p class="tag amber">${t("report.figures_missing",
      { names: two.missing.map((m) => m.name).join("、") })}</p>`}</section>`}</${Asked}>`;
}

export function Figures({ on }) {
  const { account } = useDesk();
  const [turn, setTurn] = useState(0);
  const answer = useAsk(on.scope === "agency" && !on.as_of && !on.known_at
    ? reportPath("figures_show", on) : null);
  if (on.scope !== "agency" || on.as_of || on.known_at) return html`<${Sum} on=${on} />`;
  const mine = may("figures_state", account.roles) && on.agency === account.agency;
  const reload = () => {
    answer.reload();
    setTurn(turn + 1);
  };
  return html`<${Asked} answer=${answer}>${(stated) => html`<section class="card">
      ${mine ? html`<${Form} on=${on} stated=${stated} reload=${reload} />`
        : html`<${FigureTable} figures=${stated.figures} />`}</section>`}</${Asked}>
    <${History} key=${turn} on=${on} />`;
}
