// Everything that happened, newest first: on which day, recorded by whom and when; what was
// corrected or taken back is struck through, and what a correction changed stands beside it.

import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { link } from "../../base/route.js";
import { useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { LETTERS } from "./data.js";
import { differences, heading, memberName, memberValue, said, when } from "./words.js";

function Changes({ kind, changes }) {
  if (changes.length === 0) return null;
  return html`<table class="list changes">
    <caption>${t("case.changes")}</caption>
    <thead><tr><th scope="col">${t("case.changed_what")}</th>
      <th scope="col">${t("case.changed_before")}</th>
      <th scope="col">${t("case.changed_after")}</th></tr></thead>
    <tbody>${changes.map(([name, before, after]) => html`<tr key=${name}>
      <th scope="row">${memberName(kind, name)}</th>
      <td><del>${memberValue(kind, name, before)}</del></td>
      <td><ins>${memberValue(kind, name, after)}</ins></td></tr>`)}</tbody></table>`;
}

function Actions({ shown, event }) {
  const { account, codes } = useDesk();
  const may = (name) => starts(name, account.roles);
  const kind = codes.events.find((k) => k.code === event.kind);
  const isLetter = LETTERS.includes(event.kind);
  const actions = [
    [isLetter && may("letter_preview"), ["letters"], "case.entry.letter"],
    [isLetter && may("letter_dispatch"), ["act", "dispatched"], "case.entry.dispatch"],
    [isLetter && may("letter_deliver"), ["act", "delivered"], "case.entry.deliver"],
    [kind.correctable && may("event_supersede"), ["act", "correct"], "case.act.correct"],
    [!["registered", "redated", "retracted"].includes(event.kind) && may("event_retract"),
      ["act", "retract"], "case.act.retract"],
  ].filter(([there]) => there);
  return html`<span class="actions">${actions.map(([, way, word]) => html`<a key=${word}
    href=${link(["case", shown.id, ...way], { seq: event.seq })}
    aria-label=${`${t(word)}：${event.seq} ${heading(event)}`}>${t(word)}</a>`)}</span>`;
}

function Entry({ shown, event, flags }) {
  const old = event.supersedes && shown.events.find((e) => e.seq === event.supersedes);
  const isRetraction = event.kind === "retracted";
  const changes = old && !isRetraction ? differences(old, event) : [];
  const gone = !event.stands && !isRetraction;
  const by = shown.events.find((e) => e.supersedes === event.seq);
  return html`<li id=${`event-${event.seq}`} tabindex="-1" class=${gone ? "gone" : undefined}>
    <header><time>${event.happened_on}</time>
      ${gone ? html`<del>${heading(event)}</del>` : html`<strong>${heading(event)}</strong>`}
      ${gone && html`<span class="tag grey">${t(by && by.kind === "retracted"
        ? "case.entry.retracted" : "case.entry.superseded", { seq: by ? by.seq : "" })}</span>`}
      ${old && html`<span class="tag amber">${t(isRetraction ? "case.entry.retracts"
        : "case.entry.supersedes", { seq: old.seq, what: heading(old) })}</span>`}
      ${event.stands && html`<${Actions} shown=${shown} event=${event} />`}</header>
    ${old && !isRetraction
      ? html`${event.data.supersede_reason && html`<p>${event.data.supersede_reason}</p>`}
          <${Changes} kind=${event.kind} changes=${changes} />`
      : html`<dl class="facts">${said(event).map(([name, value]) => html`
          <dt>${memberName(event.kind, name)}</dt>
          <dd>${memberValue(event.kind, name, value)}</dd>`)}</dl>`}
    ${flags.map((f) => html`<p class=${`flag ${f.level}`}>${f.text}（${f.article}）</p>`)}
    <small>${t("case.entry.recorded", { seq: event.seq, at: when(event.recorded_at),
      by: event.actor })}${event.data.proposed_by
      ? t("case.entry.proposed", { by: event.data.proposed_by }) : ""}</small>
  </li>`;
}

export function Timeline({ shown }) {
  const [standing, setStanding] = useState(false);
  const events = [...shown.events].reverse().filter((e) => !standing || e.stands);
  const some = shown.events.some((e) => !e.stands);
  return html`<section class="card" aria-labelledby="timeline-title">
    <div class="bar"><h2 id="timeline-title">${t("case.timeline")}</h2><span class="push"></span>
      ${some && html`<label><input type="checkbox" checked=${standing}
        onChange=${(e) => setStanding(e.target.checked)} /> ${t("case.only_standing")}</label>`}</div>
    <ol class="timeline" reversed>${events.map((event) => html`<${Entry} key=${event.seq}
      shown=${shown} event=${event}
      flags=${shown.clock.flags.filter((f) => f.seq === event.seq)} />`)}</ol>
  </section>`;
}
