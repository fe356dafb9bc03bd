// Entries of a case in words: what their members are called and what they say.

import { moment } from "../../base/day.js";
import { html } from "../../base/html.js";
import { link } from "../../base/route.js";
import { code, fieldName, has, t } from "../../base/words.js";
import { bodyOf } from "../../part/form.js";

// Where the members of an entry are declared, the first that has a name tells its label.
const DECLARED = {
  confirmed: "application_confirm", correction_notice: "correction_notice",
  correction_received: "correction_receive", extension: "application_extend",
  reasons_notice: "reasons_ask", reasons_received: "reasons_receive", delay: "application_delay",
  fee_notice: "fee_notice", fee_paid: "fee_pay", fee_refunded: "fee_refund",
  withdrawn: "application_withdraw", voided: "application_void", fact: "fact_record",
  third_party_reply: "consultation_reply", joint_agency_reply: "consultation_reply",
  other_agency_reply: "consultation_reply", consultation_closed: "consultation_close",
  third_party_sent: "consultation_send", joint_agency_sent: "consultation_send",
  other_agency_sent: "consultation_send", dispatched: "letter_dispatch",
  delivered: "letter_deliver", returned: "letter_return", linked: "application_link",
  answered: "application_answer", registered: "application_register",
};

const UNSAID = ["calendar", "proposed_by", "readings"];

function declared(kind, name) {
  for (const operation of [DECLARED[kind], "event_supersede", "fact_record"]) {
    const field = operation && bodyOf(operation).find((f) => f.name === name);
    if (field) return field;
  }
  return null;
}

export function memberName(kind, name) {
  if (has(`case.member.${name}`)) return t(`case.member.${name}`);
  const field = declared(kind, name);
  return field ? fieldName(field) : name;
}

export function memberValue(kind, name, value) {
  if (value === null || value === undefined) return t("case.nothing");
  if (typeof value === "boolean") return t(value ? "case.true" : "case.false");
  if (name === "application" || name === "to")
    return html`<a href=${link(["case", value])}>${value}</a>`;
  if (typeof value === "object") return JSON.stringify(value);
  const field = declared(kind, name);
  const isCode = (field && field.codes) || ["fact", "outcome", "which", "link", "ground"].includes(name);
  return isCode ? code(name, value) : String(value);
}

// What the heading says already.
const HEADED = { answered: ["outcome"], fact: ["fact"], third_party_sent: ["ref"],
  joint_agency_sent: ["ref"], other_agency_sent: ["ref"], third_party_reply: ["ref"],
  joint_agency_reply: ["ref"], other_agency_reply: ["ref"], consultation_closed: ["ref"] };

// The members of an entry worth saying, as [name, value], in the order of the form they came by.
export function said(event) {
  const order = DECLARED[event.kind]
    ? bodyOf(DECLARED[event.kind]).map((f) => f.name) : [];
  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  const headed = HEADED[event.kind] || [];
  return Object.entries(event.data || {})
    .filter(([name, value]) => !UNSAID.includes(name) && !headed.includes(name) &&
      value !== null && value !== "")
    .sort(([a], [b]) => place(a) - place(b));
}

// What an entry is about, in a line: an answer with its outcome, a fact with its kind.
export function heading(event) {
  const name = code("event", event.kind);
  if (event.kind === "answered") return `${name}：${code("outcome", event.data.outcome)}`;
  if (event.kind === "fact") return `${name}：${code("fact", event.data.fact)}`;
  if (event.data && event.data.ref) return `${name}（${event.data.ref}）`;
  return name;
}

// What changed from one entry to the one that took its place: [name, before, after].
export function differences(before, after) {
  const changed = before.happened_on !== after.happened_on
    ? [["happened_on", before.happened_on, after.happened_on]] : [];
  const [a, b] = [before.data || {}, after.data || {}];
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)]))
    if (!UNSAID.includes(name) && name !== "supersede_reason" &&
        JSON.stringify(a[name] ?? null) !== JSON.stringify(b[name] ?? null))
      changed.push([name, a[name], b[name]]);
  return changed;
}

export const when = moment;
