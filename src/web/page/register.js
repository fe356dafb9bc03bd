// Registering an application, by keyboard: the channel first, for it decides the day of receipt
// (Reg. 31), then who asks for what.  Beside it, what the service makes of it before it is saved:
// the day of receipt, the deadline, and earlier applications of the same applicant.

import { post } from "../base/api.js";
import { dropDraft, draftOf, keepDraft } from "../base/draft.js";
import { moment, today } from "../base/day.js";
import { html, useCallback, useEffect, useMemo, useRef, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { useGuard } from "../base/route.js";
import { useAsk, useDesk, useKeys, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { Drop, attachmentKinds, useFiles } from "../part/drop.js";
import { Field } from "../part/field.js";
import { bodyOf, errorsByField, useOperation } from "../part/form.js";
import { tell } from "../part/notice.js";
import { Channel } from "./register/channel.js";
import { Done } from "./register/done.js";
import { Radar } from "./register/radar.js";
import { Receipt } from "./register/receipt.js";

const PAGE = "register";
const PAUSE = 400; // milliseconds without a change before the form is kept
const HELD_BACK = ["applicant_id_number", "applicant_phone"];
const FOLDED = ["joint", "agent"];

// The first fields of a new form; CHANNEL of the one before, when several come the same way.
const fresh = (channel) => ({ ...(channel ? { channel } : {}), arrived_on: today() });

const isEmpty = (value) => value === undefined || value === null || value === "" ||
  (typeof value === "object" && Object.values(value).every(isEmpty));

// What is kept in the browser: no number that identifies or calls anybody.
function keepable(values) {
  const person = ({ id_number: id, phone, ...others }) => others;
  const kept = Object.entries(values).filter(([name]) => !HELD_BACK.includes(name))
    .map(([name, value]) => [name, name === "joint" && value ? value.map(person)
      : name === "agent" && value ? person(value) : value]);
  return Object.fromEntries(kept);
}

const isUntouched = (values) => Object.entries(values)
  .every(([name, value]) => name === "channel" || name === "arrived_on" || isEmpty(value));

// What leaving the page would lose: the numbers, which are not kept.
const holdsNumbers = (values) => HELD_BACK.some((name) => !isEmpty(values[name])) ||
  [...(values.joint || []), values.agent || {}].some((p) => !isEmpty(p.id_number) || !isEmpty(p.phone));

// The form's values, kept against a closed tab: {values, now(), set, restored, start, settled}.
function useValues(account) {
  const [restored, setRestored] = useState(() => draftOf(PAGE, account));
  const [values, setValues] = useState(restored ? restored.values.form : fresh());
  const last = useRef(values);
  const wait = useRef(null);
  const unanswered = useRef(Boolean(restored && restored.values.unanswered));
  const stop = () => {
    clearTimeout(wait.current);
    wait.current = null;
  };
  // UNSURE: it was sent, and whether it arrived is not known.
  const keep = (unsure) => {
    stop();
    unanswered.current = unanswered.current || unsure;
    if (isUntouched(last.current)) dropDraft(PAGE, account);
    else keepDraft(PAGE, account,
      { form: keepable(last.current), unanswered: unanswered.current });
  };
  const put = (next) => {
    last.current = next;
    setValues(next);
  };
  const set = (name, value) => {
    put({ ...last.current, [name]: value });
    stop();
    wait.current = setTimeout(() => keep(false), PAUSE);
  };
  const start = (channel) => {
    stop();
    dropDraft(PAGE, account);
    setRestored(null);
    unanswered.current = false;
    put(fresh(channel));
  };
  useEffect(() => () => { if (wait.current) keep(false); }, []);
  return { values, now: () => last.current, set, keep, restored, start,
    settled: () => { stop(); dropDraft(PAGE, account); } };
}

function Restored({ restored, discard }) {
  return html`<div class="banner" role="status">
    <span>${t("register.restored", { at: moment(new Date(restored.at).toISOString()) })}
      ${restored.values.unanswered && html`<strong>${t("register.unanswered")}</strong>`}</span>
    <button type="button" onClick=${discard}>${t("register.discard")}</button></div>`;
}

// A text with what may stand in it, as names of officers; anything else may be written, too.
function Suggested({ field, value, set, error, options }) {
  const id = `s-${field.name}`;
  return html`<div class="field" data-field=${field.name}>
    <label for=${id}>${t(`register.${field.name}`)}</label>
    <input id=${id} type="text" list=${`${id}-list`} autocomplete="off" maxlength=${field.maxLength}
      aria-invalid=${error ? "true" : undefined} value=${value || ""}
      onInput=${(event) => set(event.target.value)} />
    <datalist id=${`${id}-list`}>${options.map((o) => html`<option key=${o} value=${o} />`)}</datalist>
    ${error && html`<strong class="error">${error}</strong>`}</div>`;
}

// Whoever was named as officer gets the case, once everything is in it.
async function handOver(application, officers, account) {
  const found = officers.filter((o) => o.name === application.officer);
  if (found.length !== 1 || found[0].id === account.id || !found[0].sign_in) return;
  await post(pathOf("application_assign", { application: application.id }),
    { account: found[0].sign_in });
}

export default function Register() {
  const { account, codes } = useDesk();
  useTitle(t("nav.register"));
  const form = useRef(null);
  const busy = useRef(false);
  const { values, now, set, keep, restored, start, settled } = useValues(account);
  const [done, setDone] = useState(null);
  const [receipt, setReceipt] = useState(null);
  const uploads = useFiles("application_letter");
  const parts = useMemo(() => ({ agency: account.agency }), [account.agency]);
  const { busy: sending, error, send, clear } = useOperation("application_register", parts);
  const { data: people } = useAsk(pathOf("officer_list", parts));
  const { data: board } = useAsk(pathOf("deadline_list", {}, { under: account.agency, by: "unit" }));
  const officers = people ? people.officers : [];
  const units = board ? board.groups.map((g) => g.key).filter(Boolean) : [];
  const fields = bodyOf("application_register");
  const field = (name) => fields.find((f) => f.name === name);
  const errors = errorsByField(error);
  for (const f of fields)
    if (f.format === "date" && f.name in values && values[f.name] === undefined)
      errors[f.name] = t("date.wrong");
  const unsent = uploads.files.some((f) => f.state !== "done");
  useGuard(useCallback(() => unsent || (!done && holdsNumbers(now())), [done, unsent]));

  const focusWrong = () => setTimeout(() => {
    const wrong = form.current && form.current.querySelector('[aria-invalid="true"]');
    if (wrong) wrong.focus();
  }, 0);
  const save = async () => {
    const body = now();
    if (busy.current || done) return;
    if (fields.some((f) => f.format === "date" && f.name in body && body[f.name] === undefined))
      return focusWrong();
    busy.current = true;
    try {
      const { agent, ...others } = body;
      const joint = (others.joint || []).filter((person) => !isEmpty(person));
      const { body: reply } = await send({ ...others, joint, ...(isEmpty(agent) ? {} : { agent }) });
      settled();
      setDone({ application: reply.application, warnings: reply.warnings });
      await finish(reply.application);
    } catch (fault) {
      keep(!fault.status);
      focusWrong();
    } finally {
      busy.current = false;
    }
  };
  const finish = async (application) => {
    if (!await uploads.send(application.id)) return;
    await handOver(application, officers, account)
      .catch((fault) => tell(t("register.not_handed", { why: fault.message }), "warning"));
  };
  const again = (channel) => {
    uploads.clear();
    clear();
    start(channel);
    setDone(null);
    setTimeout(() => form.current && form.current.querySelector(channel
      ? '[data-field="arrived_on"] input' : '[name="channel"]').focus(), 0);
  };
  useKeys({ "ctrl+Enter": save });
  const one = (name, more) => html`<${Field} field=${{ ...field(name), ...more }}
    value=${values[name]} error=${errors[name]} set=${(value) => set(name, value)} />`;
  const other = error && (error.errors || []).length > 0
    ? error.errors.filter((e) => !field((e.field || "").split(/[.[]/)[0]))
      .map((e) => e.message).join("；")
    : error && (error.status ? error.message : t("state.unsent"));
  const channel = codes.channels.find((c) => c.code === values.channel);

  if (done)
    return html`<h1 tabindex="-1">${t("nav.register")}</h1><${Done} done=${done} uploads=${uploads}
      retry=${() => finish(done.application)} again=${again} />`;
  return html`<h1 tabindex="-1">${t("nav.register")}</h1>
    ${restored && html`<${Restored} restored=${restored} discard=${() => again()} />`}
    <div class="beside">
      <form ref=${form} class="register" noValidate=${true}
          onSubmit=${(event) => { event.preventDefault(); save(); }}
          onKeyDown=${(event) => event.key === "Enter" && event.target.tagName === "INPUT" &&
            event.preventDefault()}>
        <section class="card">
          <${Channel} channels=${codes.channels} value=${values.channel} error=${errors.channel}
            set=${(value) => set("channel", value)} />
          <div class="row-of-fields">${one("arrived_on")}
            ${channel && channel.confirms && one("confirmed_on")}
            ${values.channel === "mail_signed" || values.channel === "mail_ordinary"
              ? one("tracking_number") : null}</div>
        </section>
        <section class="card"><h2>${t("register.applicant")}</h2>
          <div class="row-of-fields">${one("applicant_category")}${one("applicant_name")}
            ${one("applicant_id_type")}${one("applicant_id_number")}
            ${one("applicant_phone")}${one("applicant_email")}
            ${one("applicant_address", { maxLength: 200 })}</div>
          ${FOLDED.map((name) => html`<details key=${name} open=${!isEmpty(values[name]) || undefined}>
            <summary>${t(`register.${name}`)}</summary>${one(name)}</details>`)}
        </section>
        <section class="card"><h2>${t("register.asked")}</h2>
          ${one("content", { rows: 4 })}
          <div class="row-of-fields">${one("wanted_form")}${one("wanted_route")}
            <${Suggested} field=${field("officer")} value=${values.officer} error=${errors.officer}
              options=${officers.map((o) => o.name)} set=${(value) => set("officer", value)} />
            <${Suggested} field=${field("unit")} value=${values.unit} error=${errors.unit}
              options=${units} set=${(value) => set("unit", value)} />
            ${one("submitted_on")}</div>
        </section>
        <section class="card"><h2>${t("register.files")}</h2>
          <${Drop} uploads=${uploads} kinds=${attachmentKinds()} /></section>
        ${other && html`<p class="error" role="alert">${other}</p>`}
        <footer class="save"><button class="first" disabled=${sending}>
            ${sending ? t("form.sending") : t("register.save")}</button>
          <small>${t("register.keys")}</small></footer>
      </form>
      <aside><${Receipt} values=${values} channel=${channel} told=${setReceipt} />
        <${Radar} values=${values} received=${receipt} /></aside>
    </div>`;
}
