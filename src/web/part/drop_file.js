// Where a file is dropped or chosen, or the words of a page are pasted.

import { html, useRef, useState } from "../base/html.js";
import { nameHeader } from "../base/upload.js";
import { t } from "../base/words.js";

const KINDS = ".html,.htm,.docx,.xlsx,.csv,.tsv,.json,.txt";

// What an upload sends: the bytes of FILE and its name.
export const upload = (file) => ({
  body: new Blob([file], { type: "application/octet-stream" }),
  headers: nameHeader(file),
});

// What the clipboard holds, as a file: a page where it has one, else its lines.
function pasted(data) {
  const page = data.getData("text/html");
  const text = page || data.getData("text/plain");
  if (!text) return data.files[0] || null;
  return new File([text], page ? "pasted.html" : "pasted.tsv");
}

// TAKE(file) is called with what was given.
export function DropFile({ take, busy }) {
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const give = (file) => file && take(file);
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    give(event.dataTransfer.files[0]);
  };
  const paste = (event) => {
    const file = pasted(event.clipboardData);
    if (!file) return;
    event.preventDefault();
    give(file);
  };
  return html`<div class=${`drop drop-file${over ? " over" : ""}`} onDrop=${drop} onPaste=${paste}
      onDragOver=${(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave=${() => setOver(false)}>
    <p class="bar"><span>${t("drop.text")}</span> <label class="button">${t("drop.choose")}
        <input ref=${input} type="file" accept=${KINDS} disabled=${busy} class="hidden-file"
          onChange=${(event) => { give(event.target.files[0]); event.target.value = ""; }} /></label>
      <textarea class="paste" rows="1" aria-label=${t("drop.paste")}
        placeholder=${t("drop.paste")} value="" disabled=${busy}
        onInput=${(event) => { event.target.value = ""; }}></textarea></p>
    <p><small>${t("drop.kinds")}</small></p>
    ${busy && html`<p role="status">${t("drop.busy")}</p>`}
  </div>`;
}
