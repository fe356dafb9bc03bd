// What a page shows while it waits, when there is nothing, and when something went wrong.

import { Unreachable } from "../base/api.js";
import { html } from "../base/html.js";
import { t } from "../base/words.js";

export function Failed({ error, retry }) {
  const text = error instanceof Unreachable ? t("state.offline") : error.message;
  return html`<div class="state failed" role="alert">
    <p>${text}</p>
    ${retry && html`<button type="button" onClick=${retry}>${t("state.retry")}</button>`}
  </div>`;
}

export function Empty({ text, children }) {
  return html`<div class="state empty"><p>${text}</p>${children}</div>`;
}

export function Loading() {
  return html`<div class="state loading" role="status">${t("state.loading")}</div>`;
}

// Draws CHILDREN(data) of an answer (base/use.js: useAsk), or why not.
export function Asked({ answer, children }) {
  if (answer.data && (answer.fresh || !answer.error))
    return html`<div class=${answer.fresh ? "asked" : "asked stale"}
      aria-busy=${!answer.fresh}>
      ${answer.error && html`<${Failed} error=${answer.error} retry=${answer.reload} />`}
      ${children(answer.data)}</div>`;
  if (answer.error) return html`<${Failed} error=${answer.error} retry=${answer.reload} />`;
  return answer.slow ? html`<${Loading} />` : null;
}
