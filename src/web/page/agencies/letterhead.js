// The letterhead: what the agency's letters say of it, its own words or those of an agency above.

import { moment } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, fieldName, t } from "../../base/words.js";
import { OperationForm, bodyOf } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked } from "../../part/state.js";

const shown = (field, value) => (value === null || value === undefined || value === "" ? "—"
  : field.codes ? code(field.name, value) : typeof value === "boolean" ? t(value ? "is.yes" : "is.no")
    : String(value));

function Both({ letterhead }) {
  const stated = letterhead.stated || {};
  return html`<div class="scroll-x"><table class="list">
    <caption class="unseen">${t("agencies.tab.letterhead")}</caption>
    <thead><tr><th scope="col">${t("agencies.item")}</th><th scope="col">${t("agencies.holds")}</th>
      <th scope="col">${t("agencies.stated")}</th></tr></thead>
    <tbody>${bodyOf("letterhead_set").map((field) => html`<tr key=${field.name}>
      <th scope="row">${fieldName(field)}</th><td>${shown(field, letterhead.holds[field.name])}</td>
      <td>${stated[field.name] !== undefined && stated[field.name] !== null
        ? t("agencies.here") : html`<small>${letterhead.holds[field.name] ? t("agencies.above") : ""}
          </small>`}</td></tr>`)}</tbody></table></div>
    ${letterhead.set_at && html`<p><small>${t("agencies.set_by", { who: letterhead.set_by,
      when: moment(letterhead.set_at) })}</small></p>`}`;
}

export function Letterhead({ agency, waiting, turn }) {
  const { account } = useDesk();
  const [change, setChange] = useState(false);
  const answer = useAsk(`/api/v1/agencies/${agency}/letterhead`, turn);
  const done = (sent) => {
    setChange(false);
    if (sent.status === 202) waiting();
    else {
      tell(t("agencies.letterhead_set"));
      answer.reload();
    }
  };
  return html`<${Asked} answer=${answer}>${(letterhead) => html`<section class="card">
    ${change ? html`<p>${t("agencies.letterhead_text")}</p><${OperationForm}
        operation="letterhead_set" parts=${{ agency }} initial=${letterhead.stated || {}}
        label=${t("act.propose")} done=${done} cancel=${() => setChange(false)} />`
      : html`${starts("letterhead_set", account.roles) && account.agency === agency && html`<p><button
          type="button" onClick=${() => setChange(true)}>${t("agencies.change")}</button></p>`}
        <${Both} letterhead=${letterhead} />`}</section>`}</${Asked}>`;
}
