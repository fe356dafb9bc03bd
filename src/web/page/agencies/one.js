// One agency: what it is, and a tab for each of the things that are set for it.

import { today } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { may } from "../../base/rights.js";
import { link } from "../../base/route.js";
import { useAsk, useDesk, useTitle } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { nameOf } from "../../part/agency_pick.js";
import { Asked } from "../../part/state.js";
import { Waiting } from "../../part/waiting.js";
import { Steps } from "../settings/steps.js";
import { Delegations } from "./delegations.js";
import { Disposals } from "./disposals.js";
import { Letterhead } from "./letterhead.js";
import { Retention } from "./retention.js";

const TABS = [
  { name: "letterhead", of: "letterhead_show", draw: Letterhead },
  { name: "delegations", of: "delegation_list", draw: Delegations, own: true },
  { name: "steps", of: "steps_list", draw: Steps },
  { name: "retention", of: "retention_list", draw: Retention },
  { name: "disposals", of: "disposal_list", draw: Disposals },
];

function Facts({ agency, agencies }) {
  const other = (one) => (one ? html`<a href=${link(["agencies", one])}>${nameOf(agencies, one)}</a>`
    : "—");
  return html`<dl class="facts">
    <dt>${t("agencies.code")}</dt><dd>${agency.code}</dd>
    <dt>${t("agencies.level")}</dt><dd>${code("level", agency.level)}</dd>
    <dt>${t("agencies.region")}</dt><dd>${agency.region === "national" ? t("calendar.national")
      : agency.region}</dd>
    <dt>${t("agencies.parent")}</dt><dd>${other(agency.parent)}</dd>
    <dt>${t("agencies.pattern")}</dt><dd><code>${agency.number_pattern}</code></dd>
    <dt>${t("agencies.valid")}</dt><dd>${agency.valid_from} — ${agency.valid_to || t("agencies.now")}</dd>
    ${agency.valid_to && html`<dt>${t("agencies.successor")}</dt><dd>${other(agency.successor)}</dd>`}
  </dl>`;
}

function Changes({ agency, done, waiting }) {
  if (agency.valid_to) return html`<p><small>${t("agencies.closed_text")}</small></p>`;
  const shared = { parts: { agency: agency.code }, match: agency.version, done, waiting };
  return html`<div class="bar">
    <${Act} ...${shared} operation="agency_move" label=${t("agencies.move")}
      text=${t("agencies.move_text")} initial=${{ moved_on: today() }}
      hints=${{ parent: t("agencies.parent_hint") }} />
    <${Act} ...${shared} operation="agency_close" label=${t("agencies.close")} danger=${true}
      text=${t("agencies.close_text")} hints=${{ successor: t("agencies.successor_hint") }} /></div>`;
}

export function Agency({ agency: asked, tab, query }) {
  const { account, agencies, reload } = useDesk();
  const answer = useAsk(`/api/v1/agencies/${encodeURIComponent(asked)}`);
  const [turn, setTurn] = useState(0);
  const agency = answer.data ? answer.data.agency : null;
  useTitle(agency ? agency.name : t("nav.agencies"));
  const own = !account.agency || account.agency === asked;
  const tabs = TABS.filter((one) => may(one.of, account.roles) && (own || !one.own));
  const here = tabs.find((one) => one.name === tab) || tabs[0];
  const changed = () => {
    setTurn(turn + 1);
    answer.reload();
    reload();
  };
  return html`<p><a href=${link(["agencies"], { on: query.on })}>‹ ${t("agencies.all")}</a></p>
    <h1 tabindex="-1">${agency ? agency.name : asked}</h1>
    <${Waiting} of=${["agency_move", "agency_close", "letterhead_set", "retention_set",
      "disposal_make"]} where=${asked} turn=${turn} changed=${changed} />
    <${Asked} answer=${answer}>${({ agency: one }) => html`<section class="card">
      <${Facts} agency=${one} agencies=${agencies} />
      <${Changes} agency=${one} done=${changed} waiting=${() => setTurn(turn + 1)} /></section>
    <nav class="tabs" aria-label=${one.name}>${tabs.map((t_) => html`<a key=${t_.name}
      href=${link(["agencies", asked, t_.name])} aria-current=${t_ === here ? "page" : undefined}>
      ${t(`agencies.tab.${t_.name}`)}</a>`)}</nav>
    ${here && html`<${here.draw} key=${`${asked} ${here.name}`} agency=${asked} turn=${turn}
      waiting=${() => setTurn(turn + 1)} />`}`}</${Asked}>`;
}
