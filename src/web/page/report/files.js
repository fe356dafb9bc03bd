// The report as a file, and as a page that copies itself for the editor of a content management
// system (copy.js).

import { download } from "../../base/api.js";
import { html, useState } from "../../base/html.js";
import { queryOf } from "../../base/operations.js";
import { t } from "../../base/words.js";
import { tellError } from "../../part/notice.js";
import { Asked } from "../../part/state.js";
import { reportPath } from "./on.js";

function Format({ on, format, version }) {
  const [busy, setBusy] = useState(false);
  const path = reportPath("report_export", on, {}, { format, version });
  const save = async () => {
    setBusy(true);
    try {
      await download(path, `report-${on.agency}-${on.year}.${format}`);
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return html`<li><button type="button" disabled=${busy} data-format=${format} onClick=${save}>
    ${format.toUpperCase()}</button> <small>${t(`report.format.${format}`)}</small></li>`;
}

export function Files({ on }) {
  const [version, setVersion] = useState("");
  const formats = queryOf("report_export").find((f) => f.name === "format").codes;
  const page = reportPath("report_export", on, {}, { format: "html", version });
  return html`<section class="card"><h2>${t("report.part.files")}</h2>
    <${Asked} answer=${on.history}>${({ versions }) => versions.length > 0 && html`<p class="bar">
      <label>${t("report.version")} <select onChange=${(e) => setVersion(e.target.value)}>
        <option value="">${t("report.as_now")}</option>
        ${versions.map((v) => html`<option key=${v.version} value=${v.version}>
          ${t("report.version_n", { n: v.version })}</option>`)}</select></label></p>`}</${Asked}>
    <ul class="formats">${formats.map((format) => html`<${Format} key=${format} on=${on}
      format=${format} version=${version || null} />`)}</ul></section>
    <section class="card"><h2>${t("report.cms")}</h2><p>${t("report.cms_text")}</p>
    <p class="bar"><a class="button" href=${page} target="_blank" rel="noopener">
        ${t("report.cms_open")}</a></p></section>
    <section class="card"><h2>${t("report.open_data")}</h2>
    <ul class="formats">${["csv", "jsonl"].map((format) => html`<li key=${format}>
      <button type="button" onClick=${() => download(reportPath("open_data", on, {}, { format }),
        `open-data-${on.agency}-${on.year}.${format}`).catch(tellError)}>${format.toUpperCase()}
      </button></li>`)}</ul></section>`;
}
