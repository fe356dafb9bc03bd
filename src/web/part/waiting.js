// What waits for a second person, shown where it is about: with all that was proposed, and the
// buttons of whoever may confirm it.

import operations from "operations";
import { call } from "../base/api.js";
import { moment } from "../base/day.js";
import { html, useEffect, useState } from "../base/html.js";
import { useAsk, useDesk } from "../base/use.js";
import { code, fieldName, has, t } from "../base/words.js";
import { ask } from "./dialog.js";
import { may } from "./form.js";
import { tell, tellError } from "./notice.js";
import { Asked } from "./state.js";

function said(field, value) {
  if (value === null || value === undefined || value === "") return "—";
  if (value === true || value === false) return t(value ? "is.yes" : "is.no");
  if (Array.isArray(value))
    return value.map((one) => (one && typeof one === "object"
      ? Object.values(one).filter(Boolean).join(" ") : said(field, one))).join("、");
  if (typeof value === "object") return JSON.stringify(value);
  if (field.maxLength > 100000) return t("waiting.file", { kb: Math.ceil(value.length * 3 / 4096) });
  const coded = has(`code.${field.name}.${value}`) || (/^[a-z_]+$/.test(value) &&
    has(`code.${value}`));
  return coded ? code(field.name, value) : String(value);
}

// What was proposed: each field by the name that the operation's own form calls it.
function Proposed({ proposal, about }) {
  const answer = useAsk(`/api/v1/proposals/${proposal.id}`);
  const operation = operations[proposal.operation];
  const fields = (operation && operation.body) || [];
  const names = new Set(fields.map((f) => f.name));
  const { agency, ...way } = proposal.arguments || {};
  const body = answer.data ? answer.data.body : {};
  const lines = [...Object.entries(way).filter(([name]) => !names.has(name)),
    ...Object.entries(body)].filter(([, value]) => value !== null);
  const word = about && about(proposal);
  return html`${word && html`<p>${word}</p>`}
    <${Asked} answer=${answer}>${() => html`<dl class="facts">${lines.map(([name, value]) => {
      const field = fields.find((f) => f.name === name) || { name };
      if (!field.label && word) return null;
      const label = field.label || has(`field.${name}`) ? fieldName(field) : name;
      return html`<dt key=${name}>${label}</dt><dd>${said(field, value)}</dd>`;
    })}</dl>`}</${Asked}>`;
}

function One({ proposal, mine, settled, about }) {
  const { codes } = useDesk();
  const [busy, setBusy] = useState(false);
  const named = `operation.${proposal.operation}`;
  const right = codes.rights.find((r) => r.code === proposal.right);
  const name = has(named) ? t(named) : right ? right.name : proposal.right;
  const step = async (act, question) => {
    if (question && !await ask(question)) return;
    setBusy(true);
    try {
      const answer = await call("POST", `/api/v1/proposals/${proposal.id}/${act}`, { body: {} });
      tell(t(`waiting.done.${act}`));
      settled(answer, act);
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return html`<li data-proposal=${proposal.id}>
    <div><strong>${name}</strong>
      <small>${t("waiting.by", { who: proposal.proposed_by, when: moment(proposal.proposed_at) })}
        ${proposal.steps_needed > 1 && t("waiting.steps", { n: proposal.steps_needed })}</small></div>
    <${Proposed} proposal=${proposal} about=${about} />
    <div class="bar">
      ${!mine && html`<button type="button" class="first" disabled=${busy}
        onClick=${() => step("confirm")}>${t("waiting.confirm")}</button>
        <button type="button" disabled=${busy} onClick=${() => step("reject",
          { title: t("waiting.reject"), yes: t("waiting.reject"), danger: true })}>
          ${t("waiting.reject")}</button>`}
      ${mine && html`<button type="button" disabled=${busy} onClick=${() => step("withdraw",
        { title: t("waiting.withdraw"), yes: t("waiting.withdraw") })}>
        ${t("waiting.withdraw")}</button>`}
    </div></li>`;
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
