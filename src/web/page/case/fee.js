// What the fee comes to, as the service reckons it by 国办函〔2020〕109号, while a notice is filled in.

import { address } from "../../base/api.js";
import { html } from "../../base/html.js";
import { useAsk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { Asked } from "../../part/state.js";

export function FeeReckoned({ shown, values }) {
  const { basis, units } = values;
  const asked = basis && Number.isInteger(units) && units > 0;
  const answer = useAsk(asked ? address("/api/v1/applications/{application}/fee",
    { application: shown.id }, { [basis === "page" ? "pages" : "units"]: units }) : null);
  if (!asked) return html`<p class="aside">${t("case.fee.hint")}</p>`;
  return html`<${Asked} answer=${{ ...answer, fresh: answer.data !== null || answer.fresh }}>${(fee) => {
    const part = fee[basis];
    return html`<div class="rule" role="status">
      ${fee.why && html`<p class="error">${fee.why}</p>`}
      ${part.why && html`<p class="error">${part.why}</p>`}
      ${part.words && html`<p>${part.words}</p><small>${part.source}</small>`}
      ${fee.doubt && html`<p>${fee.doubt}</p>`}</div>`;
  }}</${Asked}>`;
}
