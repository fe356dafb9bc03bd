// A button that opens the form of an operation in a dialog.

import { html, useState } from "../base/html.js";
import { starts } from "../base/rights.js";
import { useDesk } from "../base/use.js";
import { t } from "../base/words.js";
import { Dialog } from "./dialog.js";
import { OperationForm } from "./form.js";
import { tell } from "./notice.js";

// LABEL of the button; TITLE of the dialog and what stands above the form (TEXT); the other
// properties as of OperationForm.  DONE(answer) after what was done at once; what waits for
// another person is told by itself, and WAITING() called.  Nothing is drawn for who may not.
export function Act(props) {
  const { operation, label, title, text, done, waiting, wide, told, button, disabled, ...form } =
    props;
  const { account } = useDesk();
  const [open, setOpen] = useState(false);
  const how = starts(operation, account.roles);
  if (!how) return null;
  const finished = async (answer, values) => {
    setOpen(false);
    if (answer.status === 202) {
      if (waiting) waiting();
    } else {
      if (told) tell(told);
      if (done) await done(answer, values);
    }
  };
  const proposes = how === "propose" || how === "both";
  return html`<button type="button" class=${button} disabled=${disabled}
      onClick=${() => setOpen(true)}>${label}</button>
    ${open && html`<${Dialog} title=${title || label} wide=${wide} close=${() => setOpen(false)}>
      ${text && html`<p>${text}</p>`}
      <${OperationForm} ...${form} operation=${operation} done=${finished}
        label=${form.send || (proposes ? t("act.propose") : label)}
        cancel=${() => setOpen(false)} />
      ${proposes && html`<p><small>${t("act.two")}</small></p>`}
    </${Dialog}>`}`;
}
