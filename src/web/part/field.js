// A field of the API as a field of a form.  What it is called, which codes it takes, how long it
// may be: all that the API's own description says (base of a field: {name, type, codes, format,
// maxLength, minimum, maximum, required, fields, items}).  A boolean with `decide` is a question
// with three answers: yes, no, and none given.

import { newKey } from "../base/api.js";
import { html, useRef } from "../base/html.js";
import { code, fieldName, has, t } from "../base/words.js";
import { DateField } from "./date_field.js";

const LONG = 300; // characters from which a text gets several lines

function Choice({ id, field, value, set, describedBy, invalid }) {
  return html`<select id=${id} aria-describedby=${describedBy} required=${field.required}
      aria-invalid=${invalid ? "true" : undefined}
      onChange=${(event) => set(event.target.value || null)}>
    <option value="" selected=${!value}>${field.required ? t("field.choose") : "—"}</option>
    ${field.codes.map((c) => html`<option key=${c} value=${c} selected=${c === value}>
      ${code(field.name, c)}</option>`)}
  </select>`;
}

function Decision({ id, value, set, describedBy, invalid }) {
  return html`<select id=${id} aria-describedby=${describedBy}
      aria-invalid=${invalid ? "true" : undefined}
      onChange=${(e) => set(e.target.value === "" ? null : e.target.value === "true")}>
    <option value="" selected=${typeof value !== "boolean"}>—</option>
    ${[true, false].map((said) => html`<option key=${said} value=${String(said)}
      selected=${value === said}>${t(said ? "yes_said" : "no_said")}</option>`)}
  </select>`;
}

function Several({ field, value, set }) {
  const chosen = value || [];
  return html`<span class="several">${field.items.codes.map((c) => html`<label key=${c}>
    <input type="checkbox" checked=${chosen.includes(c)} onChange=${(event) =>
      set(field.items.codes.filter((k) => (k === c ? event.target.checked : chosen.includes(k))))} />
    ${code(field.name, c)}</label>`)}</span>`;
}

function Rows({ field, value, set, errors, operation }) {
  const rows = value || [];
  const put = (n, row) => set(rows.map((old, i) => (i === n ? row : old)));
  return html`<div class="rows">
    ${rows.map((row, n) => html`<div class="row" key=${n}>
      ${field.items.fields
        ? html`<${Fields} fields=${field.items.fields} values=${row} errors=${errors}
            operation=${operation} set=${(name, v) => put(n, { ...row, [name]: v })} />`
        : html`<${Field} field=${{ ...field.items, name: field.name }} value=${row}
            set=${(v) => put(n, v)} bare=${true} />`}
      <button type="button" aria-label=${t("field.remove_row", { n: n + 1 })}
        onClick=${() => set(rows.filter((_, i) => i !== n))}>−</button>
    </div>`)}
    <button type="button" onClick=${() => set([...rows, field.items.fields ? {} : ""])}>
      ＋ ${t("field.add_row")}</button>
  </div>`;
}

function number(text) {
  const said = text.normalize("NFKC").trim();
  return said === "" ? null : /^-?\d+$/.test(said) ? Number(said) : said;
}

function Input({ id, field, value, set, describedBy, invalid, from }) {
  const shared = {
    id, "aria-describedby": describedBy, required: field.required,
    "aria-invalid": invalid ? "true" : undefined,
  };
  if (field.format === "date")
    return html`<${DateField} id=${id} value=${value} set=${set} from=${from}
      describedBy=${describedBy} required=${field.required} invalid=${invalid} />`;
  if (field.codes)
    return html`<${Choice} id=${id} field=${field} value=${value} set=${set}
      describedBy=${describedBy} invalid=${invalid} />`;
  if (field.type === "boolean" && field.decide)
    return html`<${Decision} id=${id} value=${value} set=${set} describedBy=${describedBy}
      invalid=${invalid} />`;
  if (field.type === "boolean")
    return html`<input type="checkbox" ...${shared} required=${false} checked=${value === true}
      onChange=${(event) => set(event.target.checked)} />`;
  if (field.type === "integer" || field.type === "number")
    return html`<input type="text" inputmode="numeric" ...${shared} class="number" size="10"
      value=${value ?? ""} onInput=${(event) => set(number(event.target.value))} />`;
  if (field.maxLength >= LONG || field.long)
    return html`<textarea ...${shared} rows=${field.rows || 3} maxlength=${field.maxLength}
      value=${value ?? ""} onInput=${(event) => set(event.target.value)}></textarea>`;
  return html`<input type=${field.secret ? "password" : "text"} autocomplete="off" ...${shared}
    maxlength=${field.maxLength} value=${value ?? ""}
    onInput=${(event) => set(event.target.value)} />`;
}

// One field with its label, hint and error.
export function Field({ field, value, set, error, operation, from, bare, hint }) {
  const id = useRef(`f${newKey()}`).current;
  const isGroup = field.type === "object" || field.type === "array";
  const told = error || null;
  const name = fieldName(field);
  const help = hint || (has(`hint.${field.name}`) ? t(`hint.${field.name}`) : null);
  const describedBy = [told && `${id}-error`, help && `${id}-hint`].filter(Boolean).join(" ") ||
    undefined;
  const notes = html`${help && html`<small id=${`${id}-hint`}>${help}</small>`}
    ${told && html`<strong class="error" id=${`${id}-error`}>${told}</strong>`}`;
  if (isGroup)
    return html`<fieldset class="field group" data-field=${field.name}>
      <legend>${name}</legend>
      ${field.type === "object"
        ? html`<${Fields} fields=${field.fields} values=${value || {}} operation=${operation}
            errors=${{}} set=${(k, v) => set({ ...value, [k]: v })} />`
        : field.items.codes ? html`<${Several} field=${field} value=${value} set=${set} />`
        : html`<${Rows} field=${field} value=${value} set=${set} operation=${operation}
            errors=${{}} />`}
      ${notes}</fieldset>`;
  const input = html`<${Input} id=${id} field=${field} value=${value} set=${set} from=${from}
    describedBy=${describedBy} invalid=${Boolean(told)} />`;
  if (bare) return html`<span data-field=${field.name} aria-label=${name}>${input}${notes}</span>`;
  return html`<div class=${field.type === "boolean" && !field.decide ? "field check" : "field"}
      data-field=${field.name}>
    <label for=${id}>${name}${field.required && field.type !== "boolean" &&
      html`<span class="required" aria-hidden="true">*</span>`}</label>
    ${input}${notes}</div>`;
}

export function Fields({ fields, values, set, errors, operation, from, hints }) {
  return fields.map((field) => html`<${Field} key=${field.name} field=${field}
    value=${values[field.name]} error=${errors && errors[field.name]} operation=${operation}
    from=${from} hint=${hints && hints[field.name]} set=${(value) => set(field.name, value)} />`);
}
