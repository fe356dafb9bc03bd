// The audit: who did what and when, to be searched, read record by record, and taken along.

import { get, save } from "../base/api.js";
import { moment } from "../base/day.js";
import { html, useEffect, useRef, useState } from "../base/html.js";
import { ask } from "../base/route.js";
import { useDesk, usePages, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { AgencyPick } from "../part/agency_pick.js";
import { DateField } from "../part/date_field.js";
import { Dialog } from "../part/dialog.js";
import { tellError } from "../part/notice.js";
import { Empty, Failed, Loading } from "../part/state.js";
import { csvOf } from "./audit/csv.js";
import { operationNames } from "./audit/names.js";

const ASKED = ["of_agency", "of_application", "of_actor", "of_operation", "from", "to"];

function pathOf(query, limit) {
  const asked = new URLSearchParams({ limit: String(limit) });
  for (const name of ASKED) if (query[name]) asked.set(name, query[name]);
  return `/api/v1/audit?${asked}`;
}

function Search({ query, wide }) {
  const [values, setValues] = useState(query);
  useEffect(() => setValues(query), [JSON.stringify(query)]);
  const set = (name, value) => setValues((v) => ({ ...v, [name]: value || undefined }));
  const text = (name, hint) => html`<label><span>${t(`audit.${name}`)}</span>
    <input type="text" value=${values[name] || ""} placeholder=${hint} size="16"
      onInput=${(e) => set(name, e.target.value.trim())} /></label>`;
  const names = operationNames();
  const sent = (event) => {
    event.preventDefault();
    ask(values);
  };
  return html`<form class="card search" role="search" onSubmit=${sent}>
    ${wide && html`<${AgencyPick} value=${values.of_agency} every=${t("people.every")}
      set=${(v) => set("of_agency", v)} />`}
    ${text("of_application", "60129542152")}${text("of_actor", "fangyuan@xiangshan")}
    <label><span>${t("audit.of_operation")}</span>
      <input type="text" list="audit-operations" size="18" value=${values.of_operation || ""}
        onInput=${(e) => set("of_operation", e.target.value.trim())} /></label>
    <datalist id="audit-operations">${names.map(([name, word]) =>
      html`<option key=${name} value=${name}>${word}</option>`)}</datalist>
    <div><label for="audit-from">${t("audit.from")}</label>
      <${DateField} id="audit-from" value=${values.from || null} set=${(v) => set("from", v)} /></div>
    <div><label for="audit-to">${t("audit.to")}</label>
      <${DateField} id="audit-to" value=${values.to || null} set=${(v) => set("to", v)} /></div>
    <div class="bar"><button class="first">${t("audit.search")}</button>
      <button type="button" onClick=${() => ask({})}>${t("audit.clear")}</button></div></form>`;
}

// A record with its content; each member on a line of its own.
function Record({ record, close }) {
  const facts = ["recorded_at", "actor", "role", "operation", "agency", "application", "subject",
    "request", "status", "source", "seq", "hash"];
  const shown = (name) => {
    const value = record[name];
    if (value === null || value === undefined || value === "") return "—";
    if (name === "recorded_at") return `${moment(value)}（${value}）`;
    return name === "role" ? code("role", value) : String(value);
  };
  return html`<${Dialog} title=${t("audit.record", { n: record.seq })} wide=${true} close=${close}>
    <dl class="facts">${facts.map((name) => html`<dt key=${name}>${t(`audit.col.${name}`)}</dt>
      <dd>${shown(name)}</dd>`)}</dl>
    <h3>${t("audit.content")}</h3>
    <pre class="content" tabindex="0">${JSON.stringify(record.data, null, 2)}</pre></${Dialog}>`;
}

// Reads all that was asked for, page by page; the person may stop it.
function Export({ query }) {
  const [count, setCount] = useState(null);
  const stopped = useRef(false);
  useEffect(() => () => { stopped.current = true; }, []);
  const take = async (kind) => {
    stopped.current = false;
    setCount(0);
    const records = [];
    try {
      for (let next = "", on = true; on && !stopped.current; on = Boolean(next)) {
        const page = await get(pathOf(query, 1000) +
          (next ? `&after=${encodeURIComponent(next)}` : ""));
        records.push(...page.records);
        setCount(records.length);
        next = page.next;
      }
      if (!stopped.current)
        save(kind === "csv" ? csvOf(records)
          : new Blob(records.map((r) => `${JSON.stringify(r)}\n`), { type: "application/jsonl" }),
        `audit.${kind}`);
    } catch (error) {
      tellError(error);
    }
    setCount(null);
  };
  if (count !== null)
    return html`<span role="status">${t("audit.reading", { n: count })}</span>
      <button type="button" onClick=${() => { stopped.current = true; }}>${t("cancel")}</button>`;
  return html`<button type="button" onClick=${() => take("csv")}>${t("audit.export")} CSV</button>
    <button type="button" onClick=${() => take("jsonl")}>${t("audit.export")} JSONL</button>`;
}

function Row({ record, open, wordOf }) {
  const word = wordOf.get(record.operation);
  return html`<tr data-operation=${record.operation}>
    <td><button type="button" class="plain" onClick=${() => open(record)}
      title=${t("audit.record", { n: record.seq })}>${moment(record.recorded_at)}</button></td>
    <td>${record.actor}</td><td>${record.role ? code("role", record.role) : "—"}</td>
    <td>${word ? html`${word} <small>${record.operation}</small>` : record.operation}</td>
    <td>${record.agency || t("people.installation")}</td>
    <td>${record.application || record.subject || "—"}</td>
    <td class="number">${record.status >= 400 ? html`<span class="tag red">${record.status}</span>`
      : record.status}</td><td>${record.source || "—"}</td></tr>`;
}

export default function Audit({ query }) {
  const { account } = useDesk();
  const pages = usePages(pathOf(query, 100), "records");
  const [open, setOpen] = useState(null);
  const [busy, setBusy] = useState(false);
  useTitle(t("audit.title"));
  const all = account.roles.includes("auditor");
  const wordOf = new Map(operationNames());
  const more = async () => {
    setBusy(true);
    await pages.more();
    setBusy(false);
  };
  return html`<h1 tabindex="-1">${t("audit.title")}</h1>
    <p>${t(all ? "audit.all" : account.roles.includes("agency_admin") ? "audit.logins"
      : "audit.own")}</p>
    <${Search} query=${query} wide=${!account.agency} />
    <div class="bar"><span role="status">${pages.fresh && pages.items.length > 0 &&
      t(pages.next ? "audit.count_more" : "audit.count", { n: pages.items.length })}</span>
      <span class="push"></span><${Export} query=${query} /></div>
    ${pages.error && html`<${Failed} error=${pages.error} retry=${pages.reload} />`}
    ${pages.slow && html`<${Loading} />`}
    ${pages.fresh && !pages.error && pages.items.length === 0 &&
      html`<${Empty} text=${t("audit.none")} />`}
    ${pages.items.length > 0 && html`<div class=${pages.fresh ? "scroll-x" : "scroll-x stale"}>
      <table class="list audit"><caption class="unseen">${t("audit.title")}</caption>
        <thead><tr>${["recorded_at", "actor", "role", "operation", "agency", "about", "status",
          "source"].map((c) => html`<th scope="col" key=${c}
            class=${c === "status" ? "number" : undefined}>${t(`audit.col.${c}`)}</th>`)}</tr></thead>
        <tbody>${pages.items.map((r) => html`<${Row} key=${`${r.agency}.${r.seq}`} record=${r}
          open=${setOpen} wordOf=${wordOf} />`)}</tbody></table></div>`}
    ${pages.next && html`<p><button type="button" disabled=${busy} onClick=${more}>
      ${t("audit.more")}</button></p>`}
    ${open && html`<${Record} record=${open} close=${() => setOpen(null)} />`}`;
}
