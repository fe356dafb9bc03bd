// A form of an operation of the API: its fields, what is wrong with them, and the sending, once.

import bodies from "bodies";
import { call, newKey } from "../base/api.js";
import { html, useCallback, useRef, useState } from "../base/html.js";
import { methodOf, pathOf } from "../base/operations.js";
import { useGuard } from "../base/route.js";
import { t } from "../base/words.js";
import { Fields } from "./field.js";
import { tell } from "./notice.js";

// The fields of what an operation takes.
export const bodyOf = (operation) => bodies[operation] || [];

// What is sent: without what was left empty.
function filled(values) {
  const keep = (value) => value !== undefined && value !== null && value !== "" &&
    !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => keep(value)));
}

// The errors of a refusal by the field they name ("joint.0.name" belongs to joint).
export function errorsByField(error) {
  const found = {};
  for (const { field, message } of (error && error.errors) || []) {
    const name = (field || "").split(/[.[]/)[0];
    found[name] = found[name] ? `${found[name]}；${message}` : message;
  }
  return found;
}

// Sends an operation; the same values keep the same key, so that a repeated sending after a lost
// connection is done once.  Returns send(values, options) and what it came to.
export function useOperation(name, parts) {
  const last = useRef({ key: null, body: null });
  const [state, setState] = useState({ busy: false, error: null });
  const send = async (values, { extra, ...options } = {}) => {
    const body = { ...filled(values), ...extra };
    const said = JSON.stringify([parts, body]);
    if (last.current.body !== said) last.current = { key: newKey(), body: said };
    setState({ busy: true, error: null });
    try {
      const answer = await call(methodOf(name), pathOf(name, parts || {}),
        { body, key: last.current.key, ...options });
      last.current = { key: null, body: null };
      setState({ busy: false, error: null });
      for (const warning of answer.body.warnings || []) tell(warning.message, "warning");
      return answer;
    } catch (error) {
      if (error.code === "idempotency_mismatch") last.current = { key: null, body: null };
      setState({ busy: false, error });
      throw error;
    }
  };
  return { ...state, send, clear: () => setState({ busy: false, error: null }) };
}

// OPERATION with the PARTS of its path.  INITIAL values; ONLY or WITHOUT: names of fields to show
// or leave out; FIXED values sent along unseen, EXTRA values of the children, sent as they are;
// LABEL of the button; DONE(answer) afterwards; MATCH the version the person saw; FROM the day that
// "+20" counts from; CHANGED(values) on every change; REFUSED(error, values) may take an error over
// by returning true; ADAPT(field) gives a field as it is to be shown, SHAPE(values) what of the
// values is sent.
export function OperationForm(props) {
  const { operation, parts, initial, only, without, fixed, label, done, cancel, match, from,
    changed, refused, hints, children, danger, extra } = props;
  const { adapt = (field) => field, shape = (all) => all } = props;
  const [values, setValues] = useState(initial || {});
  const touched = useRef(false); // no state: what is done afterwards may leave the page at once
  const setTouched = (now) => { touched.current = now; };
  const form = useRef(null);
  const { busy, error, send } = useOperation(operation, parts);
  useGuard(useCallback(() => touched.current, []));
  const fields = bodyOf(operation)
    .filter((f) => (only ? only.includes(f.name) : !(without || []).includes(f.name)))
    .filter((f) => !fixed || !(f.name in fixed))
    .map(adapt)
    .sort((a, b) => (only ? only.indexOf(a.name) - only.indexOf(b.name) : 0));
  const set = (name, value) => {
    const next = { ...values, [name]: value };
    setTouched(true);
    setValues(next);
    if (changed) changed(next);
  };
  const errors = errorsByField(error);
  for (const f of fields)
    if (f.format === "date" && f.name in values && values[f.name] === undefined)
      errors[f.name] = t("date.wrong");
  const submit = async (event) => {
    event.preventDefault();
    if (busy || fields.some((f) => f.name in values && values[f.name] === undefined)) return;
    try {
      const answer = await send({ ...shape(values), ...fixed }, { match, extra });
      setTouched(false);
      if (done) await done(answer, values);
    } catch (fault) {
      if (refused && refused(fault, values)) return;
      if (!fault.status && !(fault.message)) throw fault;
      setTimeout(() => {
        const wrong = form.current && form.current.querySelector('[aria-invalid="true"]');
        if (wrong) wrong.focus();
      }, 0);
    }
  };
  const named = fields.map((f) => f.name);
  const other = error && (error.errors || []).length > 0
    ? error.errors.filter((e) => !named.includes((e.field || "").split(/[.[]/)[0]))
      .map((e) => e.message).join("；")
    : error && (error.status ? error.message : t("state.unsent"));
  return html`<form ref=${form} class="operation" noValidate=${true} onSubmit=${submit}
      data-operation=${operation}>
    <${Fields} fields=${fields} values=${values} set=${set} errors=${errors}
      operation=${operation} from=${from} hints=${hints} />
    ${children}
    ${other && html`<p class="error" role="alert">${other}</p>`}
    <footer>
      <button class=${danger ? "danger" : "first"} disabled=${busy}>
        ${busy ? t("form.sending") : label || t("form.save")}</button>
      ${cancel && html`<button type="button" onClick=${cancel}>${t("cancel")}</button>`}
    </footer>
  </form>`;
}
