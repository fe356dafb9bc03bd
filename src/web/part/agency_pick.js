// Which agency: for who reaches several.

import { html, useRef, useState } from "../base/html.js";
import { newKey } from "../base/api.js";
import { useDesk } from "../base/use.js";
import { t } from "../base/words.js";

const FEW = 60; // agencies that a list still shows well

export function nameOf(agencies, code) {
  const found = agencies.find((agency) => agency.code === code);
  return found ? found.name : code || "";
}

// The agency a page begins with: that of the address, one's own, or the first of the tree.
export function useAgency(asked) {
  const { account, agencies } = useDesk();
  const top = agencies.find((agency) => !agency.parent) || agencies[0];
  return asked || account.agency || (top ? top.code : null);
}

// VALUE is a code; SET is called with another one; EVERY: a word for no agency in particular.
export function AgencyPick({ value, set, label, every }) {
  const { agencies } = useDesk();
  const id = useRef(`a${newKey()}`).current;
  const [wrong, setWrong] = useState(false);
  if (agencies.length <= 1 && !every) return null;
  const name = html`<label for=${id}>${label || t("agency_pick.label")}</label>`;
  if (agencies.length <= FEW)
    return html`<span class="pick">${name}
      <select id=${id} onChange=${(event) => set(event.target.value || null)}>
        ${every && html`<option value="" selected=${!value}>${every}</option>`}
        ${agencies.map((agency) => html`<option key=${agency.code} value=${agency.code}
          selected=${agency.code === value}>${agency.name}</option>`)}
      </select></span>`;
  const typed = (event) => {
    const text = event.target.value.trim();
    const found = agencies.find((a) => a.code === text || a.name === text);
    const code = found ? found.code : /^[a-z0-9][a-z0-9-]*$/.test(text) ? text : null;
    setWrong(text !== "" && !code);
    if (code || (every && text === "")) set(code);
  };
  return html`<span class="pick">${name}
    <input id=${id} list=${`${id}-all`} type="text" value=${nameOf(agencies, value)} size="28"
      aria-invalid=${wrong ? "true" : undefined} placeholder=${every} onChange=${typed} />
    <datalist id=${`${id}-all`}>${agencies.map((agency) => html`<option key=${agency.code}
      value=${agency.name}>${agency.code}</option>`)}</datalist></span>`;
}
