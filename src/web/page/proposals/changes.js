// What a proposal would change: what was filled in, beside what holds now; what the clock of the
// case would make of it; a letter as it would go out.

import { call, get } from "../../base/api.js";
import { html, useEffect, useState } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { may } from "../../base/rights.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { ValuesOf } from "../../part/values.js";

const pick = (list, name, value) => list.find((one) => one[name] === value) || {};
const eventOf = (shown, seq) => {
  const event = shown.events.find((e) => e.seq === Number(seq));
  return event ? { ...event.data, happened_on: event.happened_on } : {};
};

// What holds now, under the names of the operation's fields, for operations that set what was set
// before.  A is what stood in the proposal's address.
const NOW = {
  account_roles: async (a) => pick((await get(pathOf("account_list", a))).accounts, "id", a.account),
  account_state: async (a) => pick((await get(pathOf("account_list", a))).accounts, "id", a.account),
  agency_close: async (a) => {
    const { agency } = await get(pathOf("agency_show", a));
    return { closed_on: agency.valid_to, successor: agency.successor };
  },
  agency_move: async (a) => (await get(pathOf("agency_show", a))).agency,
  letterhead_set: async (a) => (await get(pathOf("letterhead_show", a))).stated || {},
  reading_set: async (a) =>
    pick((await get(pathOf("reading_list", a))).readings, "reading", a.reading),
  retention_set: async (a) =>
    pick((await get(pathOf("retention_list", a))).rules, "record_type", a.record_type),
  event_supersede: async (a) => eventOf(await get(pathOf("application_show", a)), a.seq),
  event_retract: async (a) => eventOf(await get(pathOf("application_show", a)), a.seq),
};

// The entry of the case that a proposal would make, for the clock's what-if.
const ENTRY = {
  application_answer: (b) => ({ kind: "answered", outcome: b.outcome,
    happened_on: b.answered_on || b.posted_on || b.signed_on || b.sent_on }),
  application_delay: (b) => ({ kind: "delay", happened_on: b.told_on, deadline_on: b.deadline_on }),
  application_extend: (b) => ({ kind: "extension", happened_on: b.told_on, days: b.days }),
  application_withdraw: (b) => ({ kind: "withdrawn", happened_on: b.withdrawn_on }),
  consultation_send: (b) => ({ kind: `${b.party}_sent`, happened_on: b.sent_on,
    delivered_on: b.delivered_on, deadline_on: b.deadline_on, days: b.days }),
  correction_notice: (b) => ({ kind: "correction_notice", happened_on: b.sent_on,
    delivered_on: b.delivered_on, deadline_on: b.deadline_on, days: b.days }),
  correction_receive: (b) => ({ kind: "correction_received", happened_on: b.received_on,
    accepted: b.accepted }),
  fee_notice: (b) => ({ kind: "fee_notice", happened_on: b.sent_on, delivered_on: b.delivered_on }),
  fee_pay: (b) => ({ kind: "fee_paid", happened_on: b.paid_on, accepted: b.accepted }),
  letter_deliver: (b, a) => ({ kind: "delivered", happened_on: b.delivered_on, of: Number(a.seq) }),
  reasons_ask: (b) => ({ kind: "reasons_notice", happened_on: b.sent_on,
    delivered_on: b.delivered_on, deadline_on: b.deadline_on, days: b.days }),
  reasons_receive: (b) => ({ kind: "reasons_received", happened_on: b.received_on }),
};

const filled = (object) => Object.fromEntries(Object.entries(object)
  .filter(([, value]) => value !== undefined && value !== null));

// What ASKED() comes to; {data, error}.
function usePromise(asked, key) {
  const [state, setState] = useState({ data: null, error: null });
  useEffect(() => {
    let gone = false;
    asked().then((data) => gone || setState({ data, error: null }))
      .catch((error) => gone || setState({ data: null, error }));
    return () => { gone = true; };
  }, [key]);
  return state;
}

async function clocks(id, entry) {
  const [now, { body: then }] = await Promise.all([
    get(pathOf("clock_show", { application: id })),
    call("POST", pathOf("clock_what_if", { application: id }), { body: { events: [filled(entry)] } }),
  ]);
  return { now, then };
}

const CLOCK_ROWS = [
  ["status", (c) => code("status", c.status)],
  ["due", (c) => c.due || "—"],
  ["left", (c) => (c.left === null ? "—" : String(c.left))],
];

function Clocks({ id, entry }) {
  const { data, error } = usePromise(() => clocks(id, entry), id);
  if (error)
    return html`<p class="warning" role="alert">${t("proposals.not_lawful", { why: error.message })}</p>`;
  if (!data) return null;
  const flags = data.then.flags.filter((f) =>
    !data.now.flags.some((g) => g.flag === f.flag && g.seq === f.seq));
  return html`<h3>${t("proposals.clock")}</h3>
    <table class="list before-after" data-clock="then"><thead><tr><th scope="col">${t("values.field")}</th>
      <th scope="col">${t("values.now")}</th><th scope="col">${t("values.then")}</th></tr></thead>
    <tbody>${CLOCK_ROWS.map(([name, of]) => {
      const differs = of(data.now) !== of(data.then);
      return html`<tr key=${name} class=${differs ? "differs" : undefined}>
        <th scope="row">${t(`proposals.clock.${name}`)}</th><td>${of(data.now)}</td>
        <td>${differs ? html`<strong>${of(data.then)}</strong>` : of(data.then)}</td></tr>`;
    })}</tbody></table>
    ${flags.map((f) => html`<p key=${f.flag} class="warning">${f.text} <small>${f.article}</small></p>`)}`;
}

// The words of a page, one paragraph a line; its marks are left out.
export function wordsOf(page) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  return page.replace(/<(style|head|title)[^>]*>[\s\S]*?<\/\1>/gi, "")
    .replace(/<(br|\/p|\/h\d|\/tr|\/div)\b[^>]*>/gi, "\n").replace(/<\/t[dh]>/gi, "　")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)))
    .replace(/&#x([0-9a-f]+);/gi, (_, n) => String.fromCodePoint(parseInt(n, 16)))
    .replace(/&(\w+);/g, (all, name) => named[name] || all)
    .replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}

function Letter({ id, body }) {
  const { data, error } = usePromise(() => call("POST", pathOf("letter_preview",
    { application: id }), { body }), id);
  if (error) return html`<p class="warning" role="alert">${error.message}</p>`;
  if (!data) return null;
  return html`<h3>${data.body.name}</h3>
    ${data.body.missing.map((m) => html`<p key=${m.field} class="warning">${m.label} ${m.article}</p>`)}
    <div class="letter-text as-written" tabindex="0" role="document" aria-label=${data.body.name}>${
      wordsOf(data.body.html)}</div>`;
}

// PROPOSAL with the BODY that was proposed.
export function Changes({ proposal: p, body }) {
  const { account } = useDesk();
  const open = p.state === "open";
  const read = open && NOW[p.operation];
  const { data: before } = usePromise(async () => (read ? read(p.arguments) : null), p.id);
  const entry = open && p.application && ENTRY[p.operation] && may("clock_what_if", account.roles)
    ? ENTRY[p.operation](body, p.arguments) : null;
  const letter = open && p.operation === "letter_issue" && may("letter_preview", account.roles);
  const { agency, application, ...place } = p.arguments;
  return html`<h3>${t("proposals.content")}</h3>
    ${Object.keys(place).length > 0 && !p.application && html`<p>
      ${Object.entries(place).map(([name, value]) => `${t(`proposals.part.${name}`)} ${value}`).join("　")}</p>`}
    <${ValuesOf} operation=${p.operation} values=${body} before=${before} />
    ${entry && entry.happened_on && html`<${Clocks} id=${p.application} entry=${entry} />`}
    ${letter && html`<${Letter} id=${p.application} body=${body} />`}`;
}
