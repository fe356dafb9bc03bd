// The columns of the ledger: how each is drawn, and how it is told in a file.

import { html, useEffect, useRef, useState } from "../../base/html.js";
import { link } from "../../base/route.js";
import { code, language, t } from "../../base/words.js";
import { Status } from "../../part/status.js";

export const usual = ["number", "status", "days_to_due", "due_on", "applicant_name", "content",
  "received_on", "officer", "unit"];

// How many working days are left, in words, so that the colour is not the only sign.
export function daysText(row) {
  const days = row.days_to_due;
  if (days === null || days === undefined) return row.overdue ? t("cases.overdue") : "";
  if (days < 0) return t("cases.days_over", { n: -days });
  return days === 0 ? t("cases.days_today") : t("cases.days_left", { n: days });
}

const coded = (name, field) => (row) => code(field || name, row[name]);
const plain = (name) => (row) => row[name] ?? "";

function Due({ row }) {
  return html`${row.due_on || ""}${row.due_on && !row.due_certain && html` <small
    title=${t("cases.provisional_hint")}>${t("cases.provisional")}</small>`}`;
}

const all = [
  { name: "number", least: 96, text: plain("number"), title: plain("number"),
    draw: (row) => html`<a href=${link(["case", row.id])} tabindex="-1">
      ${row.number || t("cases.unnumbered")}</a>` },
  { name: "status", least: 106, wide: 164, text: coded("status"),
    draw: (row) => html`<${Status} status=${row.status} />` },
  { name: "days_to_due", least: 88, text: (row) => row.days_to_due ?? "",
    draw: (row) => html`<span class="left">${daysText(row)}</span>` },
  { name: "due_on", least: 122, text: plain("due_on"),
    draw: (row) => html`<${Due} row=${row} />` },
  { name: "applicant_name", least: 90, grow: 1, text: plain("applicant_name"),
    title: plain("applicant_name"),
    draw: (row) => (row.joint ? t("cases.joint", { name: row.applicant_name, n: row.joint + 1 })
      : row.applicant_name) },
  { name: "content", least: 160, grow: 3, text: plain("content"), title: plain("content"),
    draw: plain("content") },
  { name: "received_on", least: 96, wide: 108, text: plain("received_on"), draw: plain("received_on") },
  { name: "officer", least: 72, text: plain("officer"), draw: plain("officer") },
  { name: "unit", least: 96, grow: 0.5, text: plain("unit"), draw: plain("unit") },
  { name: "applicant_category", least: 104, text: coded("applicant_category"),
    draw: coded("applicant_category") },
  { name: "channel", least: 104, text: coded("channel"), draw: coded("channel") },
  { name: "outcome", least: 120, grow: 1, text: coded("outcome"),
    title: coded("outcome"), draw: coded("outcome") },
  { name: "closed_on", least: 96, wide: 108, text: plain("closed_on"), draw: plain("closed_on") },
  { name: "arrived_on", least: 96, wide: 108, text: plain("arrived_on"), draw: plain("arrived_on") },
  { name: "submitted_on", least: 96, wide: 108, text: plain("submitted_on"), draw: plain("submitted_on") },
  { name: "tracking_number", least: 130, text: plain("tracking_number"),
    draw: plain("tracking_number") },
];

// The pixels that a text takes, about.
const widthOf = (text) => [...text].reduce((sum, c) => sum + (c > "\u2e80" ? 14 : 8.5), 17);

// As wide as the numbers of an agency are, which are all made alike; English wants more room.
function widthFor(column, number) {
  if (column.name === "number") return Math.min(190, Math.max(column.least, widthOf(number)));
  return language() === "en" && column.wide ? column.wide : column.least;
}

// The columns called NAMES; NUMBER is one as they stand in the first.
export function columnsOf(names, number) {
  const chosen = all.filter((column) => names.includes(column.name));
  return (chosen.length > 0 ? chosen : all.filter((column) => usual.includes(column.name)))
    .map((column) => ({ ...column, label: t(`cases.column.${column.name}`),
      least: Math.round(widthFor(column, number)) }));
}

// A button that opens what stands over the page until something else is pressed.
export function Menu({ label, children }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const button = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event) => box.current.contains(event.target) || setOpen(false);
    document.addEventListener("mousedown", elsewhere);
    return () => document.removeEventListener("mousedown", elsewhere);
  }, [open]);
  const pressed = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current.focus();
  };
  return html`<span class="pull" ref=${box} onKeyDown=${pressed}>
    <button type="button" ref=${button} aria-expanded=${open}
      onClick=${() => setOpen(!open)}>${label} ▾</button>
    ${open && html`<div class="pull-body">${children(() => setOpen(false))}</div>`}</span>`;
}

export function Columns({ names, set }) {
  return html`<${Menu} label=${t("cases.columns")}>${() => html`<fieldset>
    <legend>${t("cases.columns_shown")}</legend>
    ${all.map(({ name }) => html`<label key=${name}><input type="checkbox"
      checked=${names.includes(name)} disabled=${names.length === 1 && names[0] === name}
      onChange=${(event) => set(all.map((c) => c.name).filter((n) =>
        (n === name ? event.target.checked : names.includes(n))))} />
      ${t(`cases.column.${name}`)}</label>`)}</fieldset>
    <button type="button" class="plain" onClick=${() => set(usual)}>${t("cases.columns_usual")}
    </button>`}</${Menu}>`;
}
