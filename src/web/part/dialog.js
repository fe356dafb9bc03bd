// Dialogs, over the browser's own <dialog>: it holds the focus, and Escape closes it.

import { html, useEffect, useRef, useState } from "../base/html.js";
import { t } from "../base/words.js";
import { newKey } from "../base/api.js";

// A dialog named TITLE around its children, open for as long as it is drawn; CLOSE is called
// when the person leaves it.
export function Dialog({ title, close, wide, children }) {
  const box = useRef(null);
  const id = useRef(`dialog-${newKey()}`);
  const before = useRef(document.activeElement);
  useEffect(() => {
    const dialog = box.current;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close(); // while it is open nothing behind it takes the focus
      if (before.current && before.current.isConnected) before.current.focus();
    };
  }, []);
  return html`<dialog ref=${box} class=${wide ? "dialog wide" : "dialog"}
      aria-labelledby=${id.current}
      onCancel=${(event) => { event.preventDefault(); close(); }}>
    <header><h2 id=${id.current}>${title}</h2>
      <button type="button" class="plain" aria-label=${t("close")} onClick=${close}>×</button>
    </header>
    ${children}
  </dialog>`;
}

// Questions that any code may ask: ask({title, text, yes, no, danger}) is a promise of true or
// false.  <Questions/> stands once, in the frame.
let show = null;

export function ask(question) {
  return new Promise((answer) => show({ ...question, answer }));
}

export function Questions() {
  const [question, setQuestion] = useState(null);
  show = setQuestion;
  if (!question) return null;
  const answer = (said) => {
    setQuestion(null);
    question.answer(said);
  };
  return html`<${Dialog} title=${question.title} close=${() => answer(false)}>
    ${question.text && html`<p>${question.text}</p>`}
    <footer>
      <button type="button" class=${question.danger ? "danger" : "first"}
        onClick=${() => answer(true)}>${question.yes || t("yes")}</button>
      <button type="button" onClick=${() => answer(false)}>${question.no || t("no")}</button>
    </footer>
  </${Dialog}>`;
}
