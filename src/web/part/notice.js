// Short messages at the edge of the desk.  A screen reader hears them; errors stay until they are
// closed, the others go by themselves unless the pointer or the focus is on them.

import { html, useEffect, useState } from "../base/html.js";
import { t } from "../base/words.js";

let add = () => {};
let count = 0;

// KIND: "done", "warning" or "error".  ACTION: {label, act}, such as to undo.
export function tell(text, kind = "done", action = null) {
  add({ id: ++count, text, kind, action });
}

export const tellError = (error) => tell(error.message || String(error), "error");

function Notice({ notice, close }) {
  const [held, hold] = useState(false);
  useEffect(() => {
    if (notice.kind !== "done" || held) return undefined;
    const gone = setTimeout(close, notice.action ? 12000 : 6000);
    return () => clearTimeout(gone);
  }, [held]);
  return html`<li class=${`notice ${notice.kind}`} onMouseEnter=${() => hold(true)}
      onMouseLeave=${() => hold(false)} onFocusIn=${() => hold(true)}
      onFocusOut=${() => hold(false)}>
    <span>${notice.text}</span>
    ${notice.action && html`<button type="button"
      onClick=${() => { close(); notice.action.act(); }}>${notice.action.label}</button>`}
    <button type="button" class="plain" aria-label=${t("close")} onClick=${close}>×</button>
  </li>`;
}

export function Notices() {
  const [notices, setNotices] = useState([]);
  add = (notice) => setNotices((all) => [...all.slice(-4), notice]);
  return html`<ul class="notices" role="status" aria-live="polite">
    ${notices.map((notice) => html`<${Notice} key=${notice.id} notice=${notice}
      close=${() => setNotices((all) => all.filter((n) => n !== notice))} />`)}
  </ul>`;
}
