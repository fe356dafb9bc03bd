// The templates of letters and of the annual report: which holds for an agency, its file, an
// edited copy sent back, and the fields each kind of letter knows.

import { download } from "../base/api.js";
import { moment } from "../base/day.js";
import { html, useState } from "../base/html.js";
import { ask } from "../base/route.js";
import { useAsk, useDesk, useTitle } from "../base/use.js";
import { code, t } from "../base/words.js";
import { AgencyPick, nameOf, useAgency } from "../part/agency_pick.js";
import { tellError } from "../part/notice.js";
import { Asked } from "../part/state.js";
import { Waiting } from "../part/waiting.js";
import { Fields } from "./templates/fields.js";
import { Upload } from "./templates/upload.js";

function from(template, agencies, agency) {
  if (!template.agency) return t("templates.standard");
  return template.agency === agency ? t("templates.own", { n: template.n })
    : t("templates.of", { agency: nameOf(agencies, template.agency), n: template.n });
}

// Answers to different ends share a name.
const titleOf = (kind) => (/^answer_/.test(kind.kind)
  ? `${kind.name}（${code("letter_kind", kind.kind)}）` : kind.name);

function Files({ way, name, changed, label, set, standard }) {
  const file = (query) => () => download(`${way}?format=docx${query}`, `${name}.docx`).catch(tellError);
  return html`<div class="acts">
    <button type="button" onClick=${file("")} aria-label=${`${t("templates.download")} ${label}`}>
      ${t("templates.download")}</button>
    ${!standard && html`<button type="button" onClick=${file("&standard=true")}
      aria-label=${`${t("templates.download_standard")} ${label}`}>
      ${t("templates.download_standard")}</button>`}
    <${Upload} ...${set} label=${label} changed=${changed} /></div>`;
}

function Letters({ agency, agencies, kinds, templates, changed, waiting, open }) {
  return html`<div class="scroll-x"><table class="list">
    <caption class="unseen">${t("templates.letters")}</caption>
    <thead><tr>${["kind", "article", "holds", "changed", "files"].map((c) =>
      html`<th scope="col" key=${c}>${t(`templates.col.${c}`)}</th>`)}</tr></thead>
    <tbody>${templates.map((template) => {
      const kind = kinds.find((k) => k.kind === template.kind);
      return html`<tr key=${template.kind} data-kind=${template.kind}>
        <td><button type="button" class="plain" onClick=${() => open(kind)}
          aria-label=${`${titleOf(kind)} ${t("templates.fields")}`}>${titleOf(kind)}</button></td>
        <td>${kind.article}</td><td>${from(template, agencies, agency)}
          ${template.note && html` <small>${template.note}</small>`}</td>
        <td>${template.uploaded_at ? html`${moment(template.uploaded_at)} ${template.uploaded_by}`
          : "—"}</td>
        <td><${Files} way=${`/api/v1/agencies/${agency}/letter-templates/${template.kind}`}
          name=${template.kind} label=${titleOf(kind)} changed=${changed} standard=${!template.agency}
          set=${{ operation: "letter_template_set", waiting, own: template.agency === agency,
            parts: { agency, letter_kind: template.kind } }} /></td></tr>`;
    })}</tbody></table></div>`;
}

function Kinds({ agency, turn, waiting }) {
  const { agencies } = useDesk();
  const answer = useAsk(`/api/v1/agencies/${agency}/letter-templates`);
  const kinds = useAsk("/api/v1/letter-kinds");
  const [open, setOpen] = useState(null);
  const again = answer.reload;
  const about = ({ arguments: { letter_kind: kind } }) => {
    const found = kind && kinds.data && kinds.data.kinds.find((k) => k.kind === kind);
    return found ? titleOf(found) : t("templates.report");
  };
  return html`
    <${Waiting} of=${["letter_template_set", "report_template_set"]} where=${agency} turn=${turn}
      changed=${again} about=${about} />
    <section class="card"><h2>${t("templates.report")}</h2><p>${t("templates.report_text")}</p>
      <${Files} way=${`/api/v1/agencies/${agency}/report-template`} name="report"
        label=${t("templates.report")} changed=${again}
        set=${{ operation: "report_template_set", parts: { agency }, waiting, own: true }} /></section>
    <section class="card"><h2>${t("templates.letters")}</h2><p>${t("templates.letters_text")}</p>
    <${Asked} answer=${kinds}>${(known) => html`<${Asked} answer=${answer}>${({ templates }) =>
      html`<${Letters} agency=${agency} agencies=${agencies} kinds=${known.kinds} open=${setOpen}
        templates=${templates} changed=${again} waiting=${waiting} />`}</${Asked}>
      ${open && html`<${Fields} kind=${open} common=${known.fields} close=${() => setOpen(null)} />`}`}
    </${Asked}></section>`;
}

export default function Templates({ query }) {
  const agency = useAgency(query.agency);
  const [turn, setTurn] = useState(0);
  useTitle(t("nav.templates"));
  const again = () => setTurn((n) => n + 1);
  return html`<h1 tabindex="-1">${t("nav.templates")}</h1>
    <div class="bar"><${AgencyPick} value=${agency}
      set=${(code) => ask({ ...query, agency: code })} /></div>
    <${Kinds} key=${agency} agency=${agency} turn=${turn} waiting=${again} />`;
}
