// The letters of a case: those that were issued, how each travelled, and a new one.

import { download } from "../../base/api.js";
import { html } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { go, link } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { OperationForm } from "../../part/form.js";
import { tell, tellError } from "../../part/notice.js";
import { Asked, Empty } from "../../part/state.js";
import { Draft } from "./draft.js";
import { when } from "./words.js";

function Letter({ shown, letter, voiding }) {
  const { account } = useDesk();
  const at = `/api/v1/applications/${shown.id}/letters/${letter.letter}/file`;
  const get = (format) => download(`${at}?format=${format}`, `${letter.number}.${format}`).catch(tellError);
  const readable = starts("letter_file", account.roles) && letter.kept;
  return html`<tr class=${letter.voided_at ? "gone" : undefined} data-letter=${letter.letter}>
    <th scope="row">${letter.voided_at ? html`<del>${letter.number}</del>` : letter.number}</th>
    <td>${code("letter", letter.kind)}</td><td>${letter.dated_on}</td>
    <td>${letter.issued_by}<br /><small>${when(letter.issued_at)}</small></td>
    <td>${letter.voided_at
      ? html`<span class="tag grey">${t("case.letter.voided")}</span> <small>${letter.void_reason}</small>`
      : html`<span class="actions">${readable && html`
          <button type="button" onClick=${() => get("docx")}>${t("case.letter.docx")}</button>
          <a class="button" target="_blank" rel="noopener" href=${`${at}?format=html`}>${t("case.letter.print")}</a>
          <button type="button" onClick=${() => get("pdf")}>PDF</button>`}
        ${starts("letter_void", account.roles) && html`<button type="button"
          aria-expanded=${voiding} onClick=${() => go(["case", shown.id, "letters"],
            { void: voiding ? "" : letter.letter })}>${t("case.letter.void")}</button>`}</span>`}</td></tr>`;
}

function Issued({ shown, query, reload, again }) {
  const at = shown.letters;
  const voiding = at.find((l) => String(l.letter) === query.void && !l.voided_at);
  if (at.length === 0) return html`<${Empty} text=${t("case.letter.none")} />`;
  return html`<div class="scroll-x"><table class="list"><thead><tr>
      ${["number", "kind", "dated_on", "issued_by"].map((k) =>
        html`<th scope="col" key=${k}>${t(`case.letter.${k}`)}</th>`)}<td></td></tr></thead>
    <tbody>${at.map((l) => html`<${Letter} key=${l.letter} shown=${shown} letter=${l}
      voiding=${voiding === l} />`)}</tbody></table></div>
    ${voiding && html`<${OperationForm} operation="letter_void" danger=${true}
      parts=${{ application: shown.id, letter: voiding.letter }}
      label=${t("case.letter.void_number", { number: voiding.number })}
      cancel=${() => go(["case", shown.id, "letters"])}
      done=${async (answer) => {
        if (answer.status !== 202) tell(t("case.letter.is_void"));
        await reload();
        again();
        go(["case", shown.id, "letters"]);
      }} />`}`;
}

function Journey({ one }) {
  return html`<li>${[one.way_name, one.carrier, one.tracking_number].filter(Boolean).join("　")}
    ${one.sent_on ? t("case.service.sent", { day: one.sent_on }) : ""}
    ${one.delivered_on ? html` <strong>${t("case.service.delivered", { day: one.delivered_on })}</strong>${" "}
      ${[code("manner", one.manner), code("signed_by", one.signed_by), one.signer].filter(Boolean).join("　")}` : ""}
    ${one.returned_on ? html` <span class="tag red">${t("case.service.returned", { day: one.returned_on })}</span>
      ${one.return_reason || ""}` : ""} ${one.note ? html`<small>${one.note}</small>` : ""}</li>`;
}

// Of every letter which way it went, and which day counts by 235号.
function Service({ shown, letters }) {
  const { account } = useDesk();
  const may = (name) => starts(name, account.roles);
  if (letters.length === 0) return html`<${Empty} text=${t("case.service.none")} />`;
  const act = (kind, letter, word) => html`<a href=${link(["case", shown.id, "act", kind], { seq: letter })}>
    ${t(word)}</a>`;
  return html`<ul class="services">${letters.map((l) => html`<li key=${l.letter} data-service=${l.letter}>
    <header><strong>${code("event", l.kind)}</strong> ${l.dated_on}
      <span class=${`tag ${l.state === "returned" ? "red" : l.counts_on ? "green" : "grey"}`}>
        ${code("service_state", l.state)}</span>
      ${l.counts_on && html`<span>${t("case.service.counts", { day: l.counts_on, as: l.counts_as })}
        <small>（${l.source}）</small></span>`}
      <span class="actions">${may("letter_dispatch") && act("dispatched", l.letter, "case.entry.dispatch")}
        ${may("letter_deliver") && act("delivered", l.letter, "case.entry.deliver")}
        ${may("letter_return") && act("returned", l.letter, "case.entry.return")}
        ${may("letter_preview") && html`<a href=${link(["case", shown.id, "letters"], { seq: l.letter })}>
          ${t("case.entry.letter")}</a>`}</span></header>
    <small>${l.addressee || ""}　${l.address || ""}</small>
    ${l.journeys.length > 0 && html`<ul>${l.journeys.map((j) => html`<${Journey} key=${j.seq} one=${j} />`)}</ul>`}
  </li>`)}</ul>`;
}

export function Letters({ shown, query, reload }) {
  const { account } = useDesk();
  const service = useAsk(`/api/v1/applications/${shown.id}/service`);
  const drafting = query.seq || query.kind || query.new;
  return html`${starts("letter_preview", account.roles) && (drafting
      ? html`<${Draft} key=${`${query.seq}-${query.kind}`} shown=${shown} query=${query} reload=${reload} />`
      : html`<p class="bar"><a class="button" href=${link(["case", shown.id, "letters"], { new: 1 })}>
          ＋ ${t("case.letter.new")}</a></p>`)}
    <section class="card"><h2>${t("case.letter.issued")}</h2>
      <${Issued} shown=${shown} query=${query} reload=${reload} again=${service.reload} /></section>
    <section class="card"><h2>${t("case.service.title")}</h2>
      <${Asked} answer=${service}>${({ letters }) => html`<${Service} shown=${shown} letters=${letters} />`}
      </${Asked}></section>`;
}
