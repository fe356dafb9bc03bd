// Earlier applications of the same applicant, looked for while the form is filled in.

import { call } from "../../base/api.js";
import { html, useEffect, useState } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { link } from "../../base/route.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";

const PAUSE = 400; // milliseconds without a change before it is asked
const ENOUGH = 2, ENOUGH_OF_A_NUMBER = 7; // characters from which looking makes sense

const long = (text, least) => (text && text.trim().length >= least ? text.trim() : null);

// What is asked about VALUES, as text; null while there is nothing to go by.
function questionOf(values, received) {
  const asked = {
    name: long(values.applicant_name, ENOUGH),
    id_number: long(values.applicant_id_number, ENOUGH_OF_A_NUMBER),
    phone: long(values.applicant_phone, ENOUGH_OF_A_NUMBER),
    tracking_number: long(values.tracking_number, ENOUGH),
    content: long(values.content, ENOUGH),
    arrived_on: values.arrived_on || null,
    received_on: received,
  };
  if (!asked.name && !asked.id_number && !asked.phone && !asked.tracking_number) return null;
  return JSON.stringify(Object.fromEntries(Object.entries(asked).filter(([, v]) => v)));
}

function useRadar(question) {
  const { account } = useDesk();
  const [state, setState] = useState({ found: null, error: null, busy: false });
  useEffect(() => {
    if (!question) {
      setState({ found: null, error: null, busy: false });
      return undefined;
    }
    const giveUp = new AbortController();
    setState((s) => ({ ...s, busy: true }));
    const wait = setTimeout(() => {
      call("POST", pathOf("radar_ask", { agency: account.agency }),
        { body: JSON.parse(question), signal: giveUp.signal, quiet: true })
        .then(({ body }) => setState({ found: body, error: null, busy: false }))
        .catch((error) => error.name !== "AbortError" &&
          setState((s) => ({ ...s, error, busy: false })));
    }, PAUSE);
    return () => {
      clearTimeout(wait);
      giveUp.abort();
    };
  }, [question]);
  return state;
}

function Found({ one }) {
  const { application: a } = one;
  return html`<li>
    <div><a href=${link(["case", a.id])} target="_blank">${a.number || t("today.no_number")}</a>
      ${one.similarity !== null && one.similarity !== undefined && html`<span
        class=${`tag ${one.similarity >= 80 ? "red" : one.similarity >= 50 ? "amber" : "grey"}`}>
        ${t("register.alike", { n: one.similarity })}</span>`}
      ${one.same_person === "possible" && html`<span class="tag grey">${t("register.possible")}</span>`}
      ${one.same_letter && html`<span class="tag red">${t("register.same_letter")}</span>`}</div>
    <div class="clip" title=${a.content}>${a.applicant_name}：${a.content}</div>
    <div><small>${t("register.received", { day: a.received_on || a.arrived_on })}
      ${" "}${a.outcome ? code("outcome", a.outcome) : code("status", a.status)}
      ${a.closed_on ? ` ${a.closed_on}` : ""}${one.answer_number ? ` ${one.answer_number}` : ""}
    </small></div></li>`;
}

export function Radar({ values, received }) {
  const { found, error, busy } = useRadar(questionOf(values, received));
  return html`<section class="card radar" aria-label=${t("register.radar")}
      aria-busy=${busy ? "true" : "false"}>
    <h2>${t("register.radar")}</h2>
    ${!found && !error && html`<p class="none">${t("register.radar_later")}</p>`}
    ${error && html`<p class="none">${t("register.radar_failed")}</p>`}
    ${found && html`<div aria-live="polite">
      ${found.warnings.map((w) => html`<p key=${w.message} class="warning">${w.message}</p>`)}
      ${found.cases.length === 0 ? html`<p class="none">${t("register.first")}</p>`
        : html`<p><small>${t("register.counts", { month: found.month.certain,
            year: found.twelve_months.certain })}</small></p>
          <ul class="plain-list lined">${found.cases.slice(0, 8).map((one) =>
            html`<${Found} key=${one.application.id} one=${one} />`)}</ul>
          ${found.cases.length > 8 && html`<small>${t("register.more_found",
            { n: found.cases.length - 8 })}</small>`}`}
      ${!found.complete && html`<p><small>${t("register.not_all")}</small></p>`}</div>`}
  </section>`;
}
