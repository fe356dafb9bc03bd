// What waits for a second person, shown where it is about: with all that was proposed, and the
// buttons of whoever may confirm it.

import { call } from "../base/api.js";
import { moment } from "../base/day.js";
import { html, useEffect, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { may } from "../base/rights.js";
import { useAsk, useDesk } from "../base/use.js";
import { t } from "../base/words.js";
import { ask } from "./dialog.js";
import { OperationForm } from "./form.js";
import { tell, tellError } from "./notice.js";
import { Asked } from "./state.js";
import { ValuesOf } from "./values.js";

// What was filled in, and what stood in the operation's address, unless ABOUT(proposal) says that
// in a word, where it is but numbers.
function Proposed({ proposal, about }) {
  const answer = useAsk(pathOf("proposal_show", { proposal: proposal.id }));
  const { agency, application, ...place } = proposal.arguments || {};
  const word = about && about(proposal);
  return html`${word && html`<p>${word}</p>`}
    <${Asked} answer=${answer}>${({ body }) => html`<${ValuesOf} operation=${proposal.operation}
      values=${{ ...(word ? {} : place), ...body }} />`}</${Asked}>`;
}

// One PROPOSAL in a list of them: whoever may confirms it or returns it with a reason, its author
// (MINE) takes it back.  SETTLED(answer, act) after a step was taken; LEAD stands before its name.
export function One({ proposal, mine, settled, about, lead }) {
  const [busy, setBusy] = useState(false);
  const [returning, setReturning] = useState(false);
  const step = async (act) => {
    setBusy(true);
    try {
      const answer = await call("POST", `/api/v1/proposals/${proposal.id}/${act}`, { body: {} });
      tell(t(`waiting.done.${act}`));
      await settled(answer, act);
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  const takeBack = async () => {
    const word = t("waiting.withdraw");
    if (await ask({ title: word, yes: word })) await step("withdraw");
  };
  return html`<li tabindex="-1" id=${`proposal-${proposal.id}`} data-proposal=${proposal.id}>
    <div>${lead} <strong>${t(`operation.${proposal.operation}`)}</strong>
      <small>${t("waiting.by", { who: proposal.proposed_by, when: moment(proposal.proposed_at) })}
        ${proposal.steps_needed > 1 && t("waiting.steps", { n: proposal.steps_needed })}</small></div>
    <${Proposed} proposal=${proposal} about=${about} />
    <div class="bar">
      ${!mine && html`<button type="button" class="first" disabled=${busy}
        onClick=${() => step("confirm")}>${t("waiting.confirm")}</button>
        <button type="button" disabled=${busy} aria-expanded=${returning}
          onClick=${() => setReturning(!returning)}>${t("waiting.reject")}</button>`}
      ${mine && html`<button type="button" disabled=${busy} onClick=${takeBack}>
        ${t("waiting.withdraw")}</button>`}
    </div>
    ${returning && html`<${OperationForm} operation="proposal_reject" danger=${true}
      parts=${{ proposal: proposal.id }} label=${t("waiting.reject")}
      cancel=${() => setReturning(false)} done=${(answer) => {
        tell(t("waiting.done.reject"));
        return settled(answer, "reject");
      }} />`}</li>`;
}

function useProposals(by, asks) {
  return useAsk(asks ? `/api/v1/proposals?by=${by}&limit=200` : null);
}

// The proposals of the operations OF (of the agency WHERE alone) that wait.  TURN: a number that
// changes when one was made; CHANGED(answer, act) after a step was taken; ABOUT(proposal) says what
// it is about in a word, where its arguments are but numbers.
export function Waiting({ of, where, turn, changed, about }) {
  const { account } = useDesk();
  const asks = may("proposal_list", account.roles) && of.some((name) => may(name, account.roles));
  const others = useProposals("others", asks);
  const mine = useProposals("me", asks);
  useEffect(() => {
    if (turn) {
      others.reload();
      mine.reload();
    }
  }, [turn]);
  const here = (answer) => ((answer.data && answer.data.proposals) || [])
    .filter((p) => of.includes(p.operation) && (!where || p.agency === where));
  const settled = (answer, act) => {
    others.reload();
    mine.reload();
    if (changed) changed(answer, act);
  };
  const both = [...here(others).map((p) => [p, false]), ...here(mine).map((p) => [p, true])];
  if (both.length === 0) return null;
  return html`<section class="card waiting" aria-label=${t("waiting.title")}>
    <h2>${t("waiting.title")}</h2>
    <ul class="proposals">${both.map(([p, own]) => html`<${One} key=${p.id} proposal=${p}
      mine=${own} settled=${settled} about=${about} />`)}</ul></section>`;
}
