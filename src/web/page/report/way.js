// The way of a report: what may be done with it now and by whom, what waits for another person,
// a rehearsal, and the record of what was done.

import { post } from "../../base/api.js";
import { moment } from "../../base/day.js";
import { html, useEffect, useState } from "../../base/html.js";
import { pathOf } from "../../base/operations.js";
import { confirms, may, starts, takesTwo } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { OperationForm } from "../../part/form.js";
import { tell, tellError } from "../../part/notice.js";
import { Asked } from "../../part/state.js";
import { scopeOf } from "./on.js";

// Whether the report is of the agency of who looks at it; what only those below it may do, or
// those above it, the service says.
const OWN = ["submit", "withdraw", "freeze", "publish", "restate"];

function Act({ on, act, done }) {
  const [open, setOpen] = useState(false);
  const operation = `report_${act}`;
  const proposed = takesTwo(operation);
  const finish = (answer) => {
    setOpen(false);
    if (answer.status !== 202) tell(t("report.acted", { act: code("act", act) }));
    done();
  };
  return html`<li data-act=${act}>
    <button type="button" class=${open ? "" : "first"} aria-expanded=${open}
      onClick=${() => setOpen(!open)}>${code("act", act)}</button>
    <small>${t(`report.act.${act}`)}${proposed && ` ${t("report.two_persons")}`}</small>
    ${open && html`<div class="card"><${OperationForm} operation=${operation} parts=${on}
      fixed=${scopeOf(operation, on)} label=${code("act", act)} done=${finish}
      danger=${act === "restate"} cancel=${() => setOpen(false)} /></div>`}</li>`;
}

function Next({ on, history, done }) {
  const { account } = useDesk();
  const own = on.agency === account.agency;
  const mine = history.next.filter((act) =>
    starts(`report_${act}`, account.roles) && (own || !OWN.includes(act)));
  const others = history.next.filter((act) => !mine.includes(act));
  return html`<section class="card"><h2>${t("report.next")}</h2>
    ${mine.length > 0 ? html`<ul class="acts">${mine.map((act) => html`<${Act} key=${act} on=${on}
      act=${act} done=${done} />`)}</ul>` : html`<p>${t("report.nothing_next")}</p>`}
    ${others.length > 0 && html`<p><small>${t("report.others_next", { acts: others.map((act) =>
      code("act", act)).join("、") })}</small></p>`}</section>`;
}

// Whether a proposal is about the report of this agency and year, whatever its scope.
const isAbout = (proposal, on) => proposal.agency === on.agency &&
  /^report_/.test(proposal.operation) && Number((proposal.arguments || {}).year) === on.year;

function Answering({ proposal, done }) {
  const { account } = useDesk();
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const answer = async (operation) => {
    setError(null);
    setBusy(true);
    try {
      await post(pathOf(operation, { proposal: proposal.id }), {});
      tell(t(`report.${operation}`));
      done();
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  const own = proposal.proposed_by === account.sign_in;
  const mayConfirm = !own && confirms(proposal.operation, account.roles);
  return html`<p class="bar">
    ${mayConfirm && html`<button type="button" class="first" disabled=${busy}
        onClick=${() => answer("proposal_confirm")}>${t("report.confirm")}</button>
      <button type="button" disabled=${busy} onClick=${() => answer("proposal_reject")}>
        ${t("report.reject")}</button>`}
    ${own && html`<button type="button" disabled=${busy}
      onClick=${() => answer("proposal_withdraw")}>${t("report.take_back")}</button>`}</p>
    ${error && html`<p class="error" role="alert">${error.message}</p>`}`;
}

// A proposal with what it says; nothing when it is about the report of another scope.
function Proposal({ on, id, done }) {
  const answer = useAsk(pathOf("proposal_show", { proposal: id }));
  return html`<${Asked} answer=${answer}>${({ proposal, body }) => ((body || {}).scope ||
      "agency") === on.scope && html`<section class="card" data-proposal=${id}>
    <h2>${t("report.waiting")}：${code("act", proposal.operation.replace("report_", ""))}</h2>
    <p>${t("report.proposed_by", { who: proposal.proposed_by })}，${moment(proposal.proposed_at)}</p>
    ${["reason", "published_on", "url"].map((name) => body && body[name] &&
      html`<p key=${name}>${body[name]}</p>`)}
    <${Answering} proposal=${proposal} done=${done} /></section>`}</${Asked}>`;
}

function Proposals({ on, done }) {
  const mine = useAsk(pathOf("proposal_list", {}, { state: "open", by: "me", limit: 100 }));
  const others = useAsk(pathOf("proposal_list", {}, { state: "open", by: "others", limit: 100 }));
  return [mine, others].map((answer, n) => html`<${Asked} key=${n} answer=${answer}>${(found) =>
    found.proposals.filter((p) => isAbout(p, on)).map((p) => html`<${Proposal} key=${p.id} on=${on}
      id=${p.id} done=${done} />`)}</${Asked}>`);
}

function Rehearsal({ on }) {
  const [found, setFound] = useState(null);
  const [busy, setBusy] = useState(false);
  const rehearse = async () => {
    setBusy(true);
    try {
      setFound(await post(pathOf("report_rehearse", on), scopeOf("report_rehearse", on)));
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return html`<section class="card"><h2>${t("report.rehearsal")}</h2>
    <p>${t("report.rehearsal_text")}</p>
    <p><button type="button" disabled=${busy} onClick=${rehearse}>
      ${busy ? t("state.loading") : t("report.rehearse")}</button></p>
    ${found && html`<div role="status" data-rehearsed=${found.sha256}><dl class="facts">
      <dt>${t("report.verdict")}</dt><dd><span class=${`tag ${found.blocked ? "red" : "green"}`}>
        ${t(found.blocked ? "report.blocked" : "report.would_pass")}</span>
        ${t("report.findings", { errors: found.errors, warnings: found.warnings })}</dd>
      <dt>${t("report.version")}</dt><dd>${found.version}</dd>
      <dt>SHA-256</dt><dd><code>${found.sha256}</code></dd>
      <dt>${t("report.size")}</dt><dd>${t("report.bytes", { n: found.size })}</dd>
      <dt>${t("report.known_at")}</dt><dd>${moment(found.known_at)}</dd></dl></div>`}</section>`;
}

function Acts({ history }) {
  return html`<section class="card"><h2>${t("report.acts")}</h2>
    ${history.acts.length === 0 ? html`<p>${t("report.no_acts")}</p>`
      : html`<table class="list"><thead><tr><th scope="col">${t("report.when")}</th>
        <th scope="col">${t("report.act")}</th><th scope="col">${t("report.by")}</th>
        <th scope="col">${t("report.note")}</th></tr></thead>
        <tbody>${history.acts.map((a) => html`<tr key=${a.n} data-done=${a.act}>
          <td>${moment(a.at)}</td>
          <td>${code("act", a.act)}${a.version ? ` ${t("report.version_n", { n: a.version })}` : ""}
          </td><td>${a.by}${a.proposed_by && ` (${t("report.proposed_by", { who: a.proposed_by })})`}
          </td><td>${a.note}
            ${a.data && a.data.url && html` <a href=${a.data.url} rel="noreferrer noopener"
              target="_blank">${a.data.url}</a>`}
            ${a.data && a.data.published_on && ` ${a.data.published_on}`}</td></tr>`)}
        </tbody></table>`}</section>`;
}

export function Way({ on }) {
  const { account } = useDesk();
  const [turn, setTurn] = useState(0);
  const done = () => {
    on.history.reload();
    setTurn((n) => n + 1);
  };
  // Others act, too: it is asked again when the page comes, and when somebody comes back to it.
  useEffect(() => {
    if (on.history.data) on.history.reload();
    addEventListener("focus", done);
    return () => removeEventListener("focus", done);
  }, []);
  return html`<${Asked} answer=${on.history}>${(history) => html`
    ${history.warnings.map((w) => html`<p key=${w.message || w} class="tag amber">${w.message || w}
      </p>`)}
    <${Proposals} key=${turn} on=${on} done=${done} />
    <div class="cards"><${Next} on=${on} history=${history} done=${done} />
      ${may("report_rehearse", account.roles) && html`<${Rehearsal} on=${on} />`}</div>
    <${Acts} history=${history} />`}</${Asked}>`;
}
