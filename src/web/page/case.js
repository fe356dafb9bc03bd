// One case: what it is, what may come next and until when, everything that happened, its clock,
// its outcome, its letters, files and remedies.

import { html, useEffect, useState } from "../base/html.js";
import { may } from "../base/rights.js";
import { go, link } from "../base/route.js";
import { useDesk, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { Asked, Empty } from "../part/state.js";
import { ACTS } from "./case/acts.js";
import { Clock } from "./case/clock.js";
import { useCase } from "./case/data.js";
import { Files } from "./case/files.js";
import { Head, Proposals } from "./case/head.js";
import { Inspect } from "./case/inspect.js";
import { Letters } from "./case/letters.js";
import { NextActs } from "./case/next.js";
import { Outcomes } from "./case/outcomes.js";
import { ActPanel } from "./case/panel.js";
import { Particulars } from "./case/particulars.js";
import { CasePicker } from "./case/picker.js";
import { Remedies } from "./case/remedies.js";
import { Strip } from "./case/strip.js";
import { Timeline } from "./case/timeline.js";

const TABS = [
  { name: "work" }, { name: "outcomes", of: "outcome_list", draw: Outcomes },
  { name: "clock", of: "clock_show", draw: Clock },
  { name: "letters", of: "letter_list", draw: Letters },
  { name: "files", of: "attachment_list", draw: Files },
  { name: "remedies", of: "remedy_list", draw: Remedies },
  { name: "particulars", draw: Particulars },
];

function Tabs({ id, current, roles }) {
  return html`<nav class="tabs" aria-label=${t("case.tabs")}>${TABS
    .filter((tab) => !tab.of || may(tab.of, roles)).map((tab) => html`<a key=${tab.name}
      href=${link(tab.name === "work" ? ["case", id] : ["case", id, tab.name])}
      aria-current=${tab.name === current ? "page" : undefined}>${t(`case.tab.${tab.name}`)}</a>`)}</nav>`;
}

// The act that is open beside the timeline, else what may come next.
function Work({ shown, act, query, reload, settled }) {
  return html`<div class="case-work">
    <div>${act && html`<${ActPanel} key=${`${act}-${query.seq || query.fact || ""}`} act=${act}
        shown=${shown} query=${query} reload=${reload} settled=${settled} />`}
      <${NextActs} shown=${shown} current=${act} /></div>
    <div><section class="card"><${Strip} clock=${shown.clock} /></section>
      <${Timeline} shown=${shown} /></div></div>`;
}

function Open({ id, path, query }) {
  const { account } = useDesk();
  const answer = useCase(id);
  const [result, setResult] = useState(null); // where the focus goes once it is drawn
  const act = path[0] === "act" && ACTS[path[1]] ? path[1] : null;
  const tab = TABS.find((one) => one.name === path[0] && one.draw) || TABS[0];
  const number = answer.data && (answer.data.application.number || id);
  useTitle(number || t("nav.case"));
  useEffect(() => {
    if (path[0] === "act" && path[1] === "answered") go(["case", id, "outcomes"]);
  }, [path[1]]);
  useEffect(() => {
    if (!result || act) return undefined;
    const drawn = requestAnimationFrame(() => {
      const there = document.getElementById(result);
      if (there) there.focus();
      setResult(null);
    });
    return () => cancelAnimationFrame(drawn);
  }, [result, act]);
  const settled = ({ status, body }) => setResult(status === 202
    ? `proposal-${body.proposal.id}`
    : `event-${(body.application || { version: 0 }).version}`);
  return html`<div class="case-page"><${Asked} answer=${answer}>${(shown) => html`
    <${Head} shown=${shown} /><${Proposals} shown=${shown} reload=${answer.reload} />
    <${Tabs} id=${id} current=${tab.name} roles=${account.roles} />
    ${tab.draw ? html`<${tab.draw} shown=${shown} query=${query} reload=${answer.reload} />`
      : html`<${Work} shown=${shown} act=${act} query=${query} reload=${answer.reload}
          settled=${settled} />`}`}</${Asked}></div>`;
}

function Find() {
  useTitle(t("nav.case"));
  return html`<h1 tabindex="-1">${t("nav.case")}</h1><section class="card">
    <${CasePicker} value=${null} set=${(id) => go(["case", id])} /></section>`;
}

export default function Case({ path, query }) {
  const { account } = useDesk();
  const [id, ...rest] = path;
  const reads = may("application_show", account.roles);
  if (!id) return reads ? html`<${Find} />` : html`<${Empty} text=${t("case.none")} />`;
  if (!/^\d{1,19}$/.test(id)) return html`<${Empty} text=${t("case.none")} />`;
  return reads ? html`<${Open} key=${id} id=${id} path=${rest} query=${query} />`
    : html`<div class="case-page"><${Inspect} key=${id} id=${id} /></div>`;
}
