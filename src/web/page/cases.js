// The ledger (台账): all cases of the agency, filtered by what stands in the address.

import { download } from "../base/api.js";
import { keep, kept } from "../base/keep.js";
import { ask, go, link } from "../base/route.js";
import { html, useMemo, useRef, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { may } from "../base/rights.js";
import { useDesk, useKeys, usePages, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { Grid } from "../part/grid.js";
import { tell, tellError } from "../part/notice.js";
import { copyLines, saveCsv } from "../part/sheet.js";
import { Empty, Failed, Loading } from "../part/state.js";
import { SOON } from "../part/status.js";
import { Columns, columnsOf, usual } from "./cases/columns.js";
import { Filters, asked } from "./cases/filters.js";
import { Views } from "./cases/views.js";

const FIRST = 100; // rows that are asked for first, and then
const LATER = 500;

const kindOf = (row) => (row.days_to_due === null || row.days_to_due === undefined ? ""
  : row.days_to_due < 0 ? "late" : row.days_to_due <= SOON ? "soon" : "");

function Chosen({ chosen, columns, clear }) {
  const lines = () => [columns.map((c) => c.label),
    ...[...chosen.values()].map((row) => columns.map((c) => c.text(row)))];
  const copy = async () =>
    tell((await copyLines(lines())) ? t("cases.copied", { n: chosen.size }) : t("cases.not_copied"),
      "done");
  return html`<div class="bar chosen" role="region" aria-label=${t("cases.chosen_region")}>
    <strong aria-live="polite">${t("cases.chosen", { n: chosen.size })}</strong>
    <button type="button" onClick=${() => saveCsv(lines(), t("cases.chosen_file"))}>
      ${t("cases.chosen_save")}</button>
    <button type="button" onClick=${copy}>${t("cases.chosen_copy")}</button>
    <button type="button" class="plain" onClick=${clear}>${t("cases.chosen_none")}</button>
  </div>`;
}

function Nothing({ filtered, clear }) {
  const { account } = useDesk();
  if (filtered)
    return html`<${Empty} text=${t("cases.none_found")}>
      <button type="button" onClick=${clear}>${t("cases.clear")}</button></${Empty}>`;
  return html`<${Empty} text=${t("cases.none")}>
    ${may("application_register", account.roles) && html`<p><a href="#/register">
      ${t("nav.register")}</a></p>`}</${Empty}>`;
}

function useColumns(account) {
  const [names, setNames] = useState(() => kept("cases.columns", account, usual));
  const set = (next) => {
    keep("cases.columns", account, next);
    setNames(next);
  };
  return [names, set];
}

export default function Cases({ query }) {
  const { account } = useDesk();
  const [names, setNames] = useColumns(account);
  const [chosen, choose] = useState(new Map());
  const [Finder, setFinder] = useState(null); // while it is open; fetched when first asked for
  const search = useRef(null);
  const agency = { agency: account.agency };
  const filters = asked(query);
  const path = pathOf("application_list", agency, { ...filters, limit: FIRST });
  const list = usePages(path, "applications", LATER);
  const numbered = (list.items.find((row) => row.number) || { number: "" }).number;
  const columns = useMemo(() => columnsOf(names, numbered), [names, numbered.length]);
  const filtered = Object.keys(filters).some((name) => name !== "sort");
  useTitle(t("nav.cases"));
  useKeys({ "/": () => search.current.focus() });

  const set = (more) => {
    choose(new Map());
    ask(asked({ ...filters, ...more }));
  };
  const clear = () => {
    choose(new Map());
    ask(asked({ sort: filters.sort }));
  };
  const takeAll = () => download(pathOf("application_ledger", agency, { year: filters.year }),
    t("cases.ledger_file")).catch(tellError);
  const find = () => import("./cases/finder.js").then((part) => setFinder(() => part.Finder), tellError);
  const open = (row) => go(["case", row.id]);
  const shown = list.items.length;

  return html`<div class="bar">
      <h1 tabindex="-1">${t("nav.cases")}</h1>
      <span class="count" role="status">${list.slow && !shown ? "" : t(list.next
        ? "cases.count_more" : "cases.count", { n: shown })}</span>
      <span class="push"></span>
      <${Views} account=${account} filters=${filters} take=${(view) => { choose(new Map()); ask(view); }} />
      <${Columns} names=${names} set=${setNames} />
      <button type="button" onClick=${find}>${t("cases.find")}</button>
      ${may("application_ledger", account.roles) && html`<button type="button" onClick=${takeAll}
        title=${t("cases.export_hint")}>${t("cases.export")}</button>`}
    </div>
    <${Filters} filters=${filters} set=${set} clear=${filtered ? clear : null} search=${search} />
    ${chosen.size > 0 && html`<${Chosen} chosen=${chosen} columns=${columns}
      clear=${() => choose(new Map())} />`}
    ${list.error && html`<${Failed} error=${list.error} retry=${list.reload} />`}
    ${list.slow && !shown && html`<${Loading} />`}
    ${list.fresh && !list.error && shown === 0 && html`<${Nothing} filtered=${filtered}
      clear=${clear} />`}
    ${shown > 0 && html`<div class=${list.fresh ? "" : "stale"} aria-busy=${!list.fresh}>
      <${Grid} name="case" label=${t("nav.cases")} rows=${list.items} next=${list.next}
        more=${list.more} columns=${columns} idOf=${(row) => row.id} kindOf=${kindOf} open=${open}
        chosen=${chosen} choose=${choose} place=${path} />
      <p class="aside keys">${t("cases.keys")}</p></div>`}
    ${Finder && html`<${Finder} agency=${account.agency} close=${() => setFinder(null)} />`}`;
}

// Where a case of the ledger is opened.
export const caseLink = (row) => link(["case", row.id]);
