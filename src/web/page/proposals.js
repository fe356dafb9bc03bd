// What waits for another person: what one may confirm, and what one proposed oneself; the one that
// is open, with what would change.

import { moment } from "../base/day.js";
import { html, useEffect, useRef, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { ask as askRoute, link } from "../base/route.js";
import { useAsk, useDesk, usePages, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { OperationForm } from "../part/form.js";
import { useNames } from "../part/names.js";
import { tell } from "../part/notice.js";
import { Asked, Empty, Failed, Loading } from "../part/state.js";
import { Changes } from "./proposals/changes.js";

const STATES = ["open", "confirmed", "rejected", "withdrawn"];
const COLOURS = { open: "amber", confirmed: "green", rejected: "red", withdrawn: "grey" };

const nameOf = (p) => t(`operation.${p.operation}`);

// What it is about, in a few words: the case, the agency and year of a report, an account.
export function About({ proposal: p }) {
  const { agencies } = useDesk();
  const { year, account } = p.arguments;
  if (p.application)
    return html`<a href=${link(["case", p.application])}>${p.summary.number || t("today.no_number")}</a>`;
  const agency = agencies.find((a) => a.code === p.agency);
  return html`<span>${[agency ? agency.name : p.agency || t("proposals.system"), year, account].filter(Boolean).join(" ")}</span>`;
}

function Steps({ proposal: p }) {
  const name = useNames();
  return html`<ol class="steps">
    <li>${t("proposals.proposed")} ${name(p.proposed_by)} <small>${moment(p.proposed_at)}</small></li>
    ${p.steps.map((s) => html`<li key=${s.at}>${code("act", s.act)} ${name(s.by)}
      ${s.for && t("proposals.in_place_of", { name: name(s.for) })} <small>${moment(s.at)}</small>
      ${s.note && html`<div class="as-written">${s.note}</div>`}</li>`)}
    ${p.state === "open" && html`<li class="none">${t("proposals.waits",
      { n: p.steps_needed - p.steps.filter((s) => s.act === "confirmed").length })}</li>`}
  </ol>`;
}

// The three ways a proposal is settled.
function Settle({ proposal: p, own, settled }) {
  const [way, setWay] = useState(null);
  const done = (text) => async () => {
    tell(text);
    await settled();
  };
  const parts = { proposal: p.id };
  if (own)
    return way ? html`<${OperationForm} operation="proposal_withdraw" parts=${parts} danger=${true}
        label=${t("proposals.withdraw")} done=${done(t("proposals.withdrawn"))}
        cancel=${() => setWay(null)} />`
      : html`<footer class="bar"><button type="button" onClick=${() => setWay("withdraw")}>
          ${t("proposals.withdraw")}</button></footer>`;
  if (way === "reject")
    return html`<${OperationForm} operation="proposal_reject" parts=${parts} danger=${true}
      label=${t("proposals.reject")} done=${done(t("proposals.rejected"))}
      cancel=${() => setWay(null)} />`;
  if (way === "confirm")
    return html`<${OperationForm} operation="proposal_confirm" parts=${parts}
      label=${t("proposals.confirm")} done=${(answer) =>
        done(t(answer.status === 202 ? "proposals.confirmed_one" : "proposals.confirmed",
          { what: nameOf(p) }))()} cancel=${() => setWay(null)} />`;
  return html`<footer class="bar">
    <button type="button" class="first" onClick=${() => setWay("confirm")}>
      ${t("proposals.confirm")}</button>
    <button type="button" onClick=${() => setWay("reject")}>${t("proposals.reject")}</button>
  </footer>`;
}

function One({ id, settled }) {
  const { account } = useDesk();
  const answer = useAsk(pathOf("proposal_show", { proposal: id }));
  const title = useRef(null);
  useEffect(() => { if (title.current) title.current.focus(); }, [answer.data && id]);
  return html`<${Asked} answer=${answer}>${({ proposal: p, body }) => html`
    <section class="card proposal" aria-labelledby="proposal-title" key=${p.id}>
      <h2 id="proposal-title" tabindex="-1" ref=${title}>${nameOf(p)}
        <span class=${`tag ${COLOURS[p.state]}`}>${code("proposal_state", p.state)}</span></h2>
      <dl class="facts">
        <dt>${t("proposals.about")}</dt><dd><${About} proposal=${p} /></dd>
        <dt>${t("proposals.number")}</dt><dd>${p.id}</dd>
      </dl>
      ${(p.summary.warnings || []).map((w) => html`<p key=${w.message} class="warning">${w.message}</p>`)}
      <${Changes} proposal=${p} body=${body} />
      <h3>${t("proposals.steps")}</h3><${Steps} proposal=${p} />
      ${p.state === "open" && html`<${Settle} proposal=${p} own=${p.proposed_by === account.sign_in} settled=${async () => {
        answer.reload();
        await settled();
      }} />`}
    </section>`}</${Asked}>`;
}

function List({ answer, current, query }) {
  const name = useNames();
  if (answer.error && answer.items.length === 0)
    return html`<${Failed} error=${answer.error} retry=${answer.reload} />`;
  if (!answer.page) return answer.slow ? html`<${Loading} />` : null;
  if (answer.items.length === 0)
    return html`<div class="card"><${Empty} text=${t(query.state === "open"
      ? `proposals.none_${query.by}` : "proposals.none")} /></div>`;
  return html`<div class="card" aria-busy=${!answer.fresh}>
    <div class="scroll-x"><table class="list">
    <thead><tr><th scope="col">${t("proposals.what")}</th><th scope="col">${t("proposals.about")}</th>
      <th scope="col">${t("proposals.by")}</th></tr></thead>
    <tbody>${answer.items.map((p) => html`<tr key=${p.id} class=${p.id === current ? "chosen" : undefined}>
      <td><a href=${link(["proposals", p.id], query)} aria-current=${p.id === current ? "true" : undefined}>
        ${nameOf(p)}</a></td>
      <td><${About} proposal=${p} /></td>
      <td>${name(p.proposed_by)}<div><small>${moment(p.proposed_at)}</small></div></td></tr>`)}</tbody>
    </table></div>
    ${answer.next && html`<p class="more"><button type="button" onClick=${answer.more}>
      ${t("proposals.more")}</button></p>`}</div>`;
}

export default function Proposals({ path, query: asked }) {
  const { account, session } = useDesk();
  useTitle(t("nav.proposals"));
  // An officer confirms nothing, unless for somebody else.
  const alone = account.roles.every((role) => role === "officer") && session.delegated.length === 0;
  const query = { by: asked.by || (alone ? "me" : "others"), state: asked.state || "open" };
  const answer = usePages(pathOf("proposal_list", {}, { ...query, limit: 50 }), "proposals");
  const current = path[0] || null;
  return html`<h1 tabindex="-1">${t("nav.proposals")}</h1>
    <div class="bar">
      <nav class="tabs plain-tabs" aria-label=${t("proposals.whose")}>
        ${["others", "me"].map((by) => html`<a key=${by} href=${link(["proposals"], { ...query, by })}
          aria-current=${query.by === by ? "page" : undefined}>${t(`proposals.by_${by}`)}</a>`)}</nav>
      <label>${t("proposals.state")} <select onChange=${(e) =>
          askRoute({ ...query, state: e.target.value })}>
        ${STATES.map((s) => html`<option key=${s} value=${s} selected=${s === query.state}>
          ${code("proposal_state", s)}</option>`)}</select></label>
    </div>
    <div class=${current ? "list-and-one" : ""}>
      <div><${List} answer=${answer} current=${current} query=${query} /></div>
      ${current && html`<${One} key=${current} id=${current} settled=${answer.reload} />`}
    </div>`;
}
