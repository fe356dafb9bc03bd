// The acts on a case: the operation of each, and what its form needs besides the operation's own
// description.

import { today } from "../../base/day.js";
import { starts } from "../../base/rights.js";
import { stepAllowed } from "./data.js";

const consult = (party) =>
  ({ operation: "consultation_send", day: "sent_on", fixed: { party }, group: "consult" });
const reply = (kind) =>
  ({ operation: "consultation_reply", day: "received_on", letter: kind, group: "consult" });

// By the kind of entry an act makes, or a name of its own.  DAY: the field that begins as today;
// DECIDE: what is answered with yes or no; LETTER: of which kind the open consultation is; JOURNEY:
// it is about a letter; PICK: the field that another case is picked for; STEP: the kind of entry
// in the table of steps.
export const ACTS = {
  confirmed: { operation: "application_confirm", day: "confirmed_on" },
  correction_notice: { operation: "correction_notice", day: "sent_on" },
  correction_received: { operation: "correction_receive", day: "received_on", decide: ["accepted"] },
  third_party_sent: consult("third_party"),
  third_party_reply: reply("third_party_sent"),
  joint_agency_sent: consult("joint_agency"),
  joint_agency_reply: reply("joint_agency_sent"),
  other_agency_sent: consult("other_agency"),
  other_agency_reply: reply("other_agency_sent"),
  consultation_closed: { operation: "consultation_close", day: "closed_on", letter: "any" },
  extension: { operation: "application_extend", day: "told_on", author: "requested_by",
    initial: () => ({ days: 20 }) },
  reasons_notice: { operation: "reasons_ask", day: "sent_on" },
  reasons_received: { operation: "reasons_receive", day: "received_on", decide: ["reasonable"] },
  delay: { operation: "application_delay", day: "told_on" },
  fee_notice: { operation: "fee_notice", day: "sent_on", special: "fee" },
  fee_paid: { operation: "fee_pay", day: "paid_on", decide: ["accepted"] },
  fee_refunded: { operation: "fee_refund", day: "refunded_on" },
  withdrawn: { operation: "application_withdraw", day: "withdrawn_on" },
  fact: { operation: "fact_record", special: "fact" },
  dispatched: { operation: "letter_dispatch", day: "dispatched_on", journey: true },
  delivered: { operation: "letter_deliver", day: "delivered_on", journey: true },
  returned: { operation: "letter_return", day: "returned_on", journey: true },
  linked: { operation: "application_link", pick: "to" },
  split: { operation: "application_split", step: "linked",
    initial: (shown) => ({ parts: [{ content: shown.application.content }, { content: "" }] }) },
  merge: { operation: "application_merge", pick: "into", step: "answered" },
  assign: { operation: "application_assign", special: "assign" },
  voided: { operation: "application_void", danger: true },
  correct: { operation: "event_supersede", special: "correct" },
  retract: { operation: "event_retract", special: "retract", danger: true },
};

// What stands under "other acts", in this order.
const OTHERS = ["fact", "linked", "split", "merge", "reasons_received", "delay",
  "consultation_closed", "fee_refunded", "correction_received", "third_party_reply",
  "joint_agency_reply", "other_agency_reply", "voided", "assign"];

const openLetters = (clock, kind) => clock.pauses.filter((p) => p.ended === null &&
  (kind === "any" || p.kind === kind));

// The consultations an act can be about: {ref, name, sent}.
export function consultationsFor(act, shown) {
  const letter = ACTS[act].letter;
  return openLetters(shown.clock, letter).map((p) => {
    const event = shown.events.find((e) => e.seq === p.seq);
    return { ref: p.ref, sent: p.sent, name: event && event.data.name };
  });
}

// The acts beside those the clock names that may come now, for someone with these ROLES.
export function otherActs(shown, codes, roles) {
  const named = new Set(shown.clock.next.map((n) => n.act));
  return OTHERS.filter((act) => {
    const { operation, letter, step } = ACTS[act];
    if (named.has(act) || !starts(operation, roles)) return false;
    if (letter && openLetters(shown.clock, letter).length === 0) return false;
    return act === "assign" || stepAllowed(codes, step || act, shown.application.status);
  });
}

// What the form of an act begins with.
export function initialOf(act, shown, account) {
  const { day, author, initial } = ACTS[act];
  return {
    ...(initial ? initial(shown) : {}),
    ...(day ? { [day]: today() } : {}),
    ...(author ? { [author]: account.name } : {}),
  };
}
