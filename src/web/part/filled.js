// A written part with its fields filled in.  `fields` counts characters as the service does, each
// sign one, whatever JavaScript makes of it.

import { html } from "../base/html.js";
import { t } from "../base/words.js";

// The stretches of one TEXT: {text, field} in order, cut where a field or a QUOTE begins or ends.
export function stretches(text, fields, quotes) {
  const signs = Array.from(text);
  const cuts = new Set([0, signs.length]);
  const marks = [];
  for (const field of fields) {
    cuts.add(field.from);
    cuts.add(field.to);
  }
  for (const { quote, ...about } of quotes || []) {
    const at = text.indexOf(quote);
    if (at < 0 || !quote) continue;
    const from = Array.from(text.slice(0, at)).length;
    marks.push({ from, to: from + Array.from(quote).length, ...about });
  }
  for (const mark of marks) {
    cuts.add(mark.from);
    cuts.add(mark.to);
  }
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((from, n) => ({
    text: signs.slice(from, at[n + 1]).join(""),
    field: fields.find((f) => f.from <= from && at[n + 1] <= f.to),
    mark: marks.find((m) => m.from <= from && at[n + 1] <= m.to),
  }));
}

function Stretch({ piece }) {
  const { text, field, mark } = piece;
  const inner = field
    ? html`<span class=${field.absent ? "bound absent" : "bound"} data-field=${field.field}
        title=${field.absent ? t("report.field_absent") : `{{${field.field}}}`}>${text}</span>`
    : text;
  return mark ? html`<mark class=${mark.level} title=${mark.message} data-mark=${mark.key}
    tabindex="-1">${inner}</mark>` : inner;
}

// QUOTES: {quote, level, message, key} of the sentences that findings are about.
export function Filled({ text, fields, quotes }) {
  return html`<div class="filled">${stretches(text, fields || [], quotes).map((piece, n) =>
    html`<${Stretch} key=${n} piece=${piece} />`)}</div>`;
}
