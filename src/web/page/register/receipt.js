// The day of receipt and the deadline as they would be, asked of the service's clock under the
// agency's own calendar and reading of the law.  Nothing of it is computed here.

import { call } from "../../base/api.js";
import { html, useEffect, useMemo, useState } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { bodyOf } from "../../part/form.js";

const PAUSE = 150; // milliseconds without a change before it is asked

function useClock({ channel, arrived_on: received, confirmed_on: confirmed }, terms) {
  const [state, setState] = useState({ clock: null, error: null });
  const ready = Boolean(channel && received && terms && confirmed !== undefined);
  useEffect(() => {
    if (!ready) {
      setState({ clock: null, error: null });
      return undefined;
    }
    const giveUp = new AbortController();
    const wait = setTimeout(() => {
      call("POST", pathOf("clock_compute", {}), { signal: giveUp.signal, quiet: true,
        body: { channel, received, ...(confirmed ? { confirmed } : {}), ...terms } })
        .then(({ body }) => setState({ clock: body, error: null }))
        .catch((error) => error.name !== "AbortError" && setState({ clock: null, error }));
    }, PAUSE);
    return () => {
      clearTimeout(wait);
      giveUp.abort();
    };
  }, [channel, received, confirmed, ready, terms]);
  return state;
}

// What the agency's own clock counts with: its region's calendar and its readings.
function useTerms() {
  const { account, agencies } = useDesk();
  const { data } = useAsk(pathOf("reading_list", { agency: account.agency }));
  const own = agencies.find((a) => a.code === account.agency);
  return useMemo(() => {
    if (!data) return null;
    const known = bodyOf("clock_compute").find((f) => f.name === "policy").fields
      .map((f) => f.name);
    return { overlay: own ? own.region : "national", policy: Object.fromEntries(data.readings
      .filter((r) => known.includes(r.reading)).map((r) => [r.reading, r.value])) };
  }, [data, own]);
}

export function Receipt({ values, channel, told }) {
  const terms = useTerms();
  const needed = channel && channel.confirms;
  const { clock, error } = useClock({ channel: values.channel, arrived_on: values.arrived_on,
    confirmed_on: needed && "confirmed_on" in values ? values.confirmed_on : null }, terms);
  const received = clock ? clock.receipt : null;
  useEffect(() => told(received), [received]);
  if (error && error.status)
    return html`<section class="card receipt"><h2>${t("register.receipt")}</h2>
      <p class="error">${error.message}</p></section>`;
  if (!clock || !channel)
    return html`<section class="card receipt"><h2>${t("register.receipt")}</h2>
      <p class="none">${t("register.receipt_later")}</p></section>`;
  const notice = clock.sub_deadlines.find((d) => d.kind === "correction_notice");
  return html`<section class="card receipt" aria-live="polite"><h2>${t("register.receipt")}</h2>
    <dl class="facts">
      <dt>${t("register.received_on")}</dt>
      <dd>${clock.receipt ? html`<strong>${clock.receipt}</strong>`
        : html`<span class="tag amber">${code("status", clock.status)}</span>`}
        <div><small>${channel.receipt}</small></div></dd>
      ${clock.due && html`<dt>${t("register.due_on")}</dt>
        <dd><strong>${clock.due}</strong> ${t("register.working_days", { n: clock.allowed })}
          ${!clock.due_certain && html`<span class="tag amber">${t("register.provisional")}</span>`}
        </dd>`}
      ${notice && notice.due && html`<dt>${t("register.correction_by")}</dt><dd>${notice.due}</dd>`}
    </dl>
    ${!clock.receipt && html`<p>${t("register.to_confirm")}</p>`}
    ${clock.flags.map((f) => html`<p key=${f.flag} class="error">${f.text} <small>${f.article}</small></p>`)}
  </section>`;
}
