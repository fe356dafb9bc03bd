// A form of an act on a case: it says which version of the case the person saw, and when another
// was quicker both are shown: what was done meanwhile, and what was about to be sent.

import { html, useEffect, useRef, useState } from "../../base/html.js";
import { code, t } from "../../base/words.js";
import { OperationForm } from "../../part/form.js";
import { ValuesOf } from "../../part/values.js";

function Conflict({ conflict, operation, again, giveUp }) {
  const box = useRef(null);
  const { seen } = conflict;
  const { application, events } = conflict.current;
  useEffect(() => box.current.focus(), [conflict]);
  return html`<section class="conflict" role="alert" tabindex="-1" ref=${box}>
    <h3>${t("case.conflict.title")}</h3>
    <div class="two">
      <div><h4>${t("case.conflict.theirs")}</h4>
        <ul>${events.map((e) => html`<li key=${e.seq}>
          ${e.happened_on}　${code("event", e.kind)}</li>`)}</ul>
        ${application.status !== seen.status && html`<p>${t("case.status")}：
          <del>${code("status", seen.status)}</del> <ins>${code("status", application.status)}</ins></p>`}
        ${application.due_on !== seen.due_on && html`<p>${t("case.due")}：
          <del>${seen.due_on || "—"}</del> <ins>${application.due_on || "—"}</ins></p>`}</div>
      <div><h4>${t("case.conflict.yours")}</h4>
        <${ValuesOf} operation=${operation} values=${conflict.values} /></div>
    </div>
    <footer><button type="button" class="first" onClick=${again}>${t("case.conflict.again")}</button>
      <button type="button" onClick=${giveUp}>${t("case.conflict.give_up")}</button></footer>
  </section>`;
}

// As OperationForm; SHOWN is the case, RELOAD reads it again, DONE(answer) comes after that.  What
// is drawn is what the person saw, but for what another did until the person said to go on.
export function CaseForm({ shown, reload, done, cancel, refused, ...form }) {
  const [conflict, setConflict] = useState(null); // {seen, current, values}
  const [known, setKnown] = useState(0); // the version of the last conflict gone over
  const [turn, setTurn] = useState(0);
  const version = conflict ? conflict.seen.version : Math.max(known, shown.application.version);
  const box = useRef(null);
  useEffect(() => {
    if (turn > 0) box.current.querySelector("form.operation").requestSubmit();
  }, [turn]);
  const said = (error, values) => {
    if (error.status === 412 && error.problem.current) {
      setConflict({ seen: shown.application, current: error.problem.current,
        values: { ...values, ...form.fixed } });
      reload();
      return true;
    }
    return refused ? refused(error, values) : false;
  };
  const again = () => {
    setKnown(conflict.current.application.version);
    setConflict(null);
    setTurn(turn + 1);
  };
  return html`<div ref=${box}>
    ${conflict && html`<${Conflict} conflict=${conflict} operation=${form.operation}
      again=${again} giveUp=${cancel} />`}
    <${OperationForm} ...${form} match=${version} refused=${said} cancel=${cancel}
      done=${async (answer, values) => {
        await reload();
        if (done) await done(answer, values);
      }} /></div>`;
}
