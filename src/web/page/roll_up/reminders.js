// Whom to remind, with words to send.

import { html, useRef } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { useAsk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { tell } from "../../part/notice.js";
import { Asked, Empty } from "../../part/state.js";

// Selects what is in BOX and copies it; without https there is only the old command.
function copy(box) {
  box.focus();
  box.select();
  tell(t(document.execCommand("copy") ? "roll_up.copied" : "roll_up.copy_by_hand"));
}

export function Reminders({ on }) {
  const answer = useAsk(pathOf("roll_up_reminders", on));
  const box = useRef(null);
  return html`<section class="card"><${Asked} answer=${answer}>${({ reminders }) => (
    reminders.length === 0 ? html`<${Empty} text=${t("roll_up.no_reminders")} />`
      : html`<table class="list"><thead><tr><th scope="col">${t("cell.agency")}</th>
          <th scope="col">${t("roll_up.due")}</th>
          <th scope="col" class="number">${t("roll_up.days_left")}</th></tr></thead>
        <tbody>${reminders.map((r) => html`<tr key=${r.code} data-remind=${r.code}>
          <td>${r.name}</td><td>${r.due_on}</td><td class="number">${r.days_left < 0
            ? html`<span class="tag red">${t("roll_up.days_late", { n: -r.days_left })}</span>`
            : r.days_left}</td></tr>`)}</tbody></table>
        <h2>${t("roll_up.words")}</h2>
        <textarea readonly rows=${Math.min(reminders.length + 1, 12)} ref=${box}
          aria-label=${t("roll_up.words")} value=${reminders.map((r) => r.words).join("\n")}></textarea>
        <p><button type="button" onClick=${() => copy(box.current)}>${t("roll_up.copy")}</button></p>`
  )}</${Asked}></section>`;
}
