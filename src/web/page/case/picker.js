// Another case of the agency, found by its number or by words; for links, and to open one.

import { html, useRef, useState } from "../../base/html.js";
import { useAsk, useDesk } from "../../base/use.js";
import { newKey } from "../../base/api.js";
import { code, t } from "../../base/words.js";
import { Asked, Empty } from "../../part/state.js";

function Found({ cases, name, value, set, without }) {
  const rest = cases.filter((c) => c.id !== without);
  if (rest.length === 0) return html`<${Empty} text=${t("case.picker.none")} />`;
  return html`<ul class="found">${rest.map((c) => html`<li key=${c.id}><label>
    <input type="radio" name=${name} checked=${value === c.id} onChange=${() => set(c.id, c)} />
    <strong>${c.number}</strong> ${c.applicant_name}　${c.received_on || c.arrived_on || ""}
    ${c.status && html`<span class="tag grey">${code("status", c.status)}</span>`}
    ${Number.isInteger(c.likeness) && html`<span class="tag">${t("case.picker.alike", { n: c.likeness })}</span>`}
    <small>${c.content}</small></label></li>`)}</ul>`;
}

// VALUE is the id that is picked; SET(id, case).  LIKE: the id of the case whose repeats are shown
// first.  Nothing is looked for before two characters were typed.
export function CasePicker({ value, set, like, label }) {
  const { account } = useDesk();
  const [text, setText] = useState("");
  const id = useRef(`p${newKey()}`).current;
  const words = text.trim();
  const radar = useAsk(like ? `/api/v1/applications/${like}/radar` : null);
  const found = useAsk(words.length < 2 ? null
    : `/api/v1/agencies/${account.agency}/applications?limit=10&text=${encodeURIComponent(words)}`);
  const alike = radar.data ? radar.data.cases.map((c) => ({ ...c.application, likeness: c.similarity })) : [];
  return html`<div class="picker field">
    <label for=${id}>${label || t("case.picker.label")}</label>
    <input id=${id} type="search" value=${text} autocomplete="off"
      placeholder=${t("case.picker.hint")} onInput=${(e) => setText(e.target.value)}
      onKeyDown=${(e) => e.key === "Enter" && e.preventDefault()} />
    <div role="radiogroup" aria-label=${label || t("case.picker.label")}>
    ${words.length >= 2
      ? html`<${Asked} answer=${found}>${({ applications }) => html`<${Found} cases=${applications}
          name=${id} value=${value} set=${set} without=${like} />`}</${Asked}>`
      : alike.length > 0 && html`<${Found} cases=${alike} name=${id} value=${value} set=${set}
          without=${like} />`}</div>
  </div>`;
}
