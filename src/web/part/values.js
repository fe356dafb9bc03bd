// What was sent with an operation, read: each value under the name its field has in the API, codes
// in words; beside it what holds now, where that is known.

import { html } from "../base/html.js";
import { code, fieldName, has, t } from "../base/words.js";
import { bodyOf } from "./form.js";

const WORDS = ["reason", "note"]; // said with a change, no part of it
const FILE = 100000; // characters that no one writes: a file in letters

const isEmpty = (value) => value === undefined || value === null || value === "" ||
  (Array.isArray(value) && value.length === 0);

// A VALUE of a FIELD that is no object, in words.
function wordsOf(field, value) {
  if (typeof value === "boolean") return t(value ? "values.yes" : "values.no");
  if (field.maxLength > FILE) return t("values.file", { kb: Math.ceil((value.length * 3) / 4096) });
  if (field.name === "roles") return code("role", value);
  return field.codes && field.codes.includes(value) ? code(field.name, value) : String(value);
}

// One VALUE of a FIELD.
export function Value({ field, value }) {
  if (isEmpty(value)) return html`<span class="none">—</span>`;
  if (Array.isArray(value)) {
    const item = { ...(field.items || {}), name: field.name };
    if (value.every((one) => typeof one !== "object"))
      return value.map((one) => wordsOf(item, one)).join("、");
    return html`<ul class="plain-list">${value.map((one, n) => html`<li key=${n}>
      <${Value} field=${item} value=${one} /></li>`)}</ul>`;
  }
  if (typeof value === "object")
    return html`<${Values} fields=${field.fields || []} values=${value} />`;
  return html`<span class="as-written">${wordsOf(field, value)}</span>`;
}

// The fields of what VALUES holds: those the API describes first, then others by their own name.
function fieldsFor(fields, values) {
  const known = (fields || []).filter((f) => !isEmpty(values[f.name]));
  const others = Object.keys(values).filter((name) => !isEmpty(values[name]) &&
    !(fields || []).some((f) => f.name === name));
  return [...known, ...others.map((name) => ({ name }))];
}

const nameOf = (field) =>
  (field.label || has(`field.${field.name}`) ? fieldName(field) : field.name);

export function Values({ fields, values }) {
  return html`<dl class="facts">${fieldsFor(fields, values).map((field) => html`
    <dt key=${field.name}>${nameOf(field)}</dt>
    <dd key=${`${field.name}=`}><${Value} field=${field} value=${values[field.name]} /></dd>`)}</dl>`;
}

// The VALUES sent with OPERATION; with BEFORE (an object of the same names), each beside what holds
// now, what differs marked.
export function ValuesOf({ operation, values, before }) {
  const fields = bodyOf(operation);
  const shown = fieldsFor(fields, values);
  if (shown.length === 0) return html`<p>${t("values.nothing")}</p>`;
  if (!before) return html`<${Values} fields=${fields} values=${values} />`;
  return html`<table class="list before-after">
    <thead><tr><th scope="col">${t("values.field")}</th><th scope="col">${t("values.now")}</th>
      <th scope="col">${t("values.then")}</th></tr></thead>
    <tbody>${shown.map((field) => {
      const differs = !WORDS.includes(field.name) &&
        JSON.stringify(before[field.name]) !== JSON.stringify(values[field.name]);
      return html`<tr key=${field.name} class=${differs ? "differs" : undefined}>
        <th scope="row">${nameOf(field)}</th>
        <td><${Value} field=${field} value=${before[field.name]} /></td>
        <td>${differs ? html`<strong><${Value} field=${field} value=${values[field.name]} /></strong>`
          : html`<${Value} field=${field} value=${values[field.name]} />`}</td></tr>`;
    })}</tbody></table>`;
}
