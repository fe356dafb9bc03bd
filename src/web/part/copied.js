// A text to be taken along, such as a link that is shown once, with a button that copies it.

import { html, useRef, useState } from "../base/html.js";
import { t } from "../base/words.js";

// navigator.clipboard is there over HTTPS only; the older way works everywhere.
async function copy(input) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(input.value);
      return true;
    } catch {
      // Not allowed here: the older way.
    }
  }
  input.focus();
  input.select();
  return document.execCommand("copy");
}

export function Copied({ text, label }) {
  const input = useRef(null);
  const [said, setSaid] = useState(null);
  const take = async () => setSaid(t(await copy(input.current) ? "copied.done" : "copied.by_hand"));
  return html`<div class="copied">
    <input ref=${input} type="text" readonly aria-label=${label} value=${text}
      onFocus=${(event) => event.target.select()} />
    <button type="button" class="first" onClick=${take}>${t("copied.copy")}</button>
    <span role="status">${said}</span></div>`;
}
