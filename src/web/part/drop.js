// Files that are dropped or chosen, each with what it is for, and their way to a case: how far,
// what went wrong, again.

import { newKey } from "../base/api.js";
import { upload } from "../base/upload.js";
import { html, useEffect, useRef, useState } from "../base/html.js";
import { pathOf, queryOf } from "../base/operations.js";
import { code, t } from "../base/words.js";

// What an attachment may be for.
export const attachmentKinds = () =>
  queryOf("attachment_add").find((field) => field.name === "kind").codes;

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// The files of a page: {files, add, remove, change, send, clear}.  A file is {id, file, kind, key,
// state, part, error}; its state is waiting, sending, done or failed.  KIND is what a new one is
// taken for.
export function useFiles(kind) {
  const [files, setFiles] = useState([]);
  const all = useRef(files); // as it is now, also within one turn
  const put = (next) => {
    all.current = next;
    setFiles(next);
  };
  const change = (id, facts) =>
    put(all.current.map((f) => (f.id === id ? { ...f, ...facts } : f)));
  const add = (list) => put([...all.current, ...Array.from(list, (file) =>
    ({ id: newKey(), key: newKey(), file, kind, state: "waiting", part: 0, error: null }))]);
  const remove = (id) => put(all.current.filter((f) => f.id !== id));
  const sendOne = async (application, id) => {
    const { file, kind: use, key } = all.current.find((f) => f.id === id);
    change(id, { state: "sending", part: 0, error: null });
    try {
      const path = pathOf("attachment_add", { application }, { kind: use });
      const reply = await upload(path, file,
        { key, progress: (part) => change(id, { part }) });
      change(id, { state: "done", part: 1, warnings: reply.warnings || [] });
    } catch (error) {
      change(id, { state: "failed",
        error: error.status ? error.message : t("drop.unsent") });
    }
  };
  // Sends what was not sent yet to the case, one after the other; true when all are there.
  const send = async (application) => {
    for (const { id, state } of all.current)
      if (state === "waiting" || state === "failed") await sendOne(application, id);
    return all.current.every((f) => f.state === "done");
  };
  return { files, add, remove, change, send, clear: () => put([]) };
}

function Line({ one, uploads, kinds, retry }) {
  const open = one.state === "waiting" || one.state === "failed";
  const leaveOut = () => {
    uploads.remove(one.id);
    if (retry) retry(); // what waited for all files to be there goes on
  };
  return html`<li class=${`drop-line ${one.state}`}>
    <span class="drop-name">${one.file.name} <small>${sizeOf(one.file.size)}</small></span>
    ${open && kinds.length > 1
      ? html`<select aria-label=${t("drop.kind", { name: one.file.name })}
          onChange=${(e) => uploads.change(one.id, { kind: e.target.value, key: newKey() })}>
          ${kinds.map((k) => html`<option key=${k} value=${k} selected=${k === one.kind}>
            ${code("kind", k)}</option>`)}</select>`
      : html`<span>${code("kind", one.kind)}</span>`}
    ${one.state === "sending" && html`<progress max="1" value=${one.part}
      aria-label=${t("drop.sending", { name: one.file.name })}></progress>`}
    ${one.state === "done" && html`<span class="tag green">${t("drop.done")}</span>`}
    ${one.state === "failed" && html`<span class="error" role="alert">${one.error}</span>`}
    ${one.state === "failed" && retry && html`<button type="button" onClick=${retry}>
      ${t("state.retry")}</button>`}
    ${open && html`<button type="button" class="plain" onClick=${leaveOut}
      aria-label=${t("drop.remove", { name: one.file.name })}>×</button>`}
    ${(one.warnings || []).map((w) => html`<small key=${w.message}>${w.message}</small>`)}
  </li>`;
}

// The list of UPLOADS (useFiles) with a place to drop more.  KINDS: what they may be for.  RETRY
// sends what failed again; CLOSED: nothing is added any more.
export function Drop({ uploads, kinds, retry, closed }) {
  const [over, setOver] = useState(false);
  const input = useRef(null);
  // A file that misses the place is taken all the same: the browser would else leave the page.
  useEffect(() => {
    if (closed) return undefined;
    const hasFiles = (event) => event.dataTransfer &&
      Array.from(event.dataTransfer.types).includes("Files");
    const dragged = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event) => event.relatedTarget === null && setOver(false);
    const dropped = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      uploads.add(event.dataTransfer.files);
    };
    addEventListener("dragover", dragged);
    addEventListener("dragleave", left);
    addEventListener("drop", dropped);
    return () => {
      removeEventListener("dragover", dragged);
      removeEventListener("dragleave", left);
      removeEventListener("drop", dropped);
    };
  }, [closed]);
  const chosen = (event) => {
    uploads.add(event.target.files);
    event.target.value = "";
  };
  return html`<div class=${over ? "drop over" : "drop"}>
    ${uploads.files.length > 0 && html`<ul>${uploads.files.map((one) => html`<${Line} key=${one.id}
      one=${one} uploads=${uploads} kinds=${kinds} retry=${retry} />`)}</ul>`}
    ${!closed && html`<p>${t("drop.here")}
      <button type="button" onClick=${() => input.current.click()}>${t("drop.choose")}</button>
      <input ref=${input} type="file" multiple hidden onChange=${chosen} /></p>`}
  </div>`;
}
