// Checks a report that somebody published; nothing of it is kept.

import { call, newKey } from "../base/api.js";
import { html, useRef, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { DropFile, upload } from "../part/drop_file.js";
import { ReadReport } from "../part/read_report.js";
import { Failed } from "../part/state.js";

export default function Check() {
  useTitle(t("check.title"));
  const [state, setState] = useState({ file: null, read: null, error: null, busy: false });
  const last = useRef(null); // of two files the later one is shown
  const take = async (file) => {
    const turn = last.current = newKey();
    const show = (next) => last.current === turn && setState({ file, busy: false, ...next });
    setState({ file, read: null, error: null, busy: true });
    try {
      const { body } = await call("POST", pathOf("check_report", {}), upload(file));
      show({ read: body, error: null });
    } catch (error) {
      show({ read: null, error });
    }
  };
  return html`<h1 tabindex="-1">${t("check.title")}</h1>
    <section class="card no-print"><p>${t("check.text")}</p>
      <${DropFile} take=${take} busy=${state.busy} /></section>
    ${state.error && html`<section class="card"><h2>${state.file.name}</h2>
      <${Failed} error=${state.error} retry=${() => take(state.file)} /></section>`}
    ${state.read && html`<section class="card" data-checked=${state.file.name}>
      <h2>${state.file.name}</h2><${ReadReport} read=${state.read} /></section>`}`;
}
