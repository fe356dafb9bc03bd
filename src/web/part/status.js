// The state of a case as a tag: the word, and a colour that is the same wherever it stands.

import { html } from "../base/html.js";
import { code } from "../base/words.js";

const TONES = {
  overdue: "red", abandoned_no_correction: "red", abandoned_no_payment: "red",
  paused_consultation: "amber", awaiting_correction: "amber", awaiting_fee: "amber",
  awaiting_confirmation: "amber", answered: "green", withdrawn: "grey", voided: "grey",
};

// Working days from which on a day is near, as on the board of deadlines.
export const SOON = 3;

export function Status({ status }) {
  return html`<span class=${`tag ${TONES[status] || ""}`}>${code("status", status)}</span>`;
}
