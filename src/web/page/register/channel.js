// How it came in: the digits 1 to 6 or the arrows choose, and the rule stands below.

import { html } from "../../base/html.js";
import { code, t } from "../../base/words.js";

export function Channel({ channels, value, set, error }) {
  const chosen = channels.find((c) => c.code === value);
  const pressed = (event) => {
    const n = Number(event.key);
    if (!(n >= 1 && n <= channels.length) || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    set(channels[n - 1].code);
    event.currentTarget.querySelectorAll("input")[n - 1].focus();
  };
  return html`<fieldset class="channels" data-field="channel" onKeyDown=${pressed}
      aria-describedby="channel-rule">
    <legend>${t("register.channel")}<span class="required" aria-hidden="true">*</span></legend>
    <div class="choices">${channels.map((c, n) => html`<label key=${c.code}
        class=${c.code === value ? "chosen" : undefined}>
      <input type="radio" name="channel" value=${c.code} checked=${c.code === value} required
        aria-invalid=${error ? "true" : undefined} onChange=${() => set(c.code)} />
      <kbd aria-hidden="true">${n + 1}</kbd> ${code("channel", c.code)}</label>`)}</div>
    <p id="channel-rule" role="status">${chosen
      ? html`${chosen.receipt}${chosen.confirms && html`<strong> ${t("register.confirms")}</strong>`}`
      : html`<small>${t("register.channel_first")}</small>`}</p>
    ${error && html`<strong class="error">${error}</strong>`}
  </fieldset>`;
}
