// The agencies: the tree as it stood on a day, and one agency with all that is set for it.

import { plus, today } from "../base/day.js";
import { html, useMemo, useState } from "../base/html.js";
import { ask, link } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { Act } from "../part/act.js";
import { DateField } from "../part/date_field.js";
import { Asked, Empty } from "../part/state.js";
import { Waiting } from "../part/waiting.js";
import { Agency } from "./agencies/one.js";

const CHANGES = ["agency_create", "agency_move", "agency_close"];

// Each agency with those below it; one whose superior is not among them stands at the top.
function treeOf(agencies) {
  const below = new Map();
  const known = new Set(agencies.map((a) => a.code));
  for (const agency of agencies) {
    const parent = known.has(agency.parent) ? agency.parent : null;
    below.set(parent, [...(below.get(parent) || []), agency]);
  }
  return below;
}

// The agencies a search leaves, with all above them.
function found(agencies, text) {
  if (!text) return agencies;
  const byCode = new Map(agencies.map((a) => [a.code, a]));
  const kept = new Set();
  for (const agency of agencies)
    if (agency.name.includes(text) || agency.code.includes(text.toLowerCase()))
      for (let at = agency; at && !kept.has(at.code); at = byCode.get(at.parent)) kept.add(at.code);
  return agencies.filter((a) => kept.has(a.code));
}

function Branch({ below, parent, on, depth }) {
  const here = below.get(parent);
  if (!here || depth > 40) return null;
  return html`<ul class=${depth ? "tree" : "tree top-tree"}>${here.map((agency) => html`<li
      key=${agency.code}>
    <a href=${link(["agencies", agency.code], { on })}>${agency.name}</a>
    ${" "}<span class="tag grey">${code("level", agency.level)}</span>${" "}<small>${agency.code}</small>
    ${agency.valid_to && html` <span class="tag amber">${t("agencies.until",
      { day: agency.valid_to })}</span>`}
    ${agency.successor && html` <small>→ ${agency.successor}</small>`}
    <${Branch} below=${below} parent=${agency.code} on=${on} depth=${depth + 1} /></li>`)}</ul>`;
}

function Tree({ query }) {
  const { reload } = useDesk();
  const on = query.on || today();
  const answer = useAsk(`/api/v1/agencies?limit=1000&on=${on}`);
  const [text, setText] = useState("");
  const [turn, setTurn] = useState(0);
  const changed = () => {
    answer.reload();
    reload();
  };
  const agencies = answer.data ? answer.data.agencies : [];
  const below = useMemo(() => treeOf(found(agencies, text)), [agencies, text]);
  return html`<h1 tabindex="-1">${t("nav.agencies")}</h1>
    <${Waiting} of=${CHANGES} turn=${turn} changed=${changed} />
    <div class="bar">
      <label>${t("agencies.find")} <input type="search" value=${text}
        onInput=${(e) => setText(e.target.value)} /></label>
      <label for="agencies-on">${t("agencies.on")}</label>
      <${DateField} id="agencies-on" value=${on} set=${(day) =>
        day !== undefined && ask({ ...query, on: day === today() ? null : day })} />
      <span class="push"></span>
      <${Act} operation="agency_create" parts=${{}} label=${t("agencies.create")} button="first"
        text=${t("agencies.create_text")} initial=${{ valid_from: plus(today(), 1) }}
        hints=${{ number_pattern: t("agencies.pattern_hint"), parent: t("agencies.parent_hint"),
          code: t("agencies.code_hint") }}
        done=${changed} waiting=${() => setTurn(turn + 1)} /></div>
    <${Asked} answer=${answer}>${(data) => html`<section class="card">
      <p><small>${t("agencies.count", { n: data.agencies.length, day: on })}
        ${data.next && ` ${t("agencies.more_than")}`}</small></p>
      ${below.size === 0 ? html`<${Empty} text=${t("agencies.none", { day: on })} />`
        : html`<${Branch} below=${below} parent=${null} on=${query.on} depth=${0} />`}
    </section>`}</${Asked}>`;
}

export default function Agencies({ path, query }) {
  useTitle(t("nav.agencies"));
  return path[0] ? html`<${Agency} key=${path[0]} agency=${path[0]} tab=${path[1]} query=${query} />`
    : html`<${Tree} query=${query} />`;
}
