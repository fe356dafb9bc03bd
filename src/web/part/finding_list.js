// What the checks found in a report, errors first.

import { html, useState } from "../base/html.js";
import { link } from "../base/route.js";
import { t } from "../base/words.js";

const SHOWN = 12; // cases of one finding, until all are asked for

// Which group a finding belongs to: errors, warnings, what cannot be told, what may stand.
export function groupOf(finding) {
  if (finding.dismissed) return "dismissed";
  if (finding.verdict === "cannot_tell") return "unknown";
  return finding.level;
}

export const GROUPS = ["error", "warning", "unknown", "dismissed"];

// The places that findings mark in the table of PART: a map of "row.column" to {level, text, key}.
// A place without a column is the whole row, one without a row the whole column.
export function marksOf(findings, part, table) {
  const marks = new Map();
  const put = (row, column, finding) => {
    for (const r of row ? [row] : table.rows.map((x) => x.key))
      for (const c of column ? [column] : table.columns.map((x) => x.key)) {
        const name = `${r}.${c}`;
        if (!marks.has(name))
          marks.set(name, { level: groupOf(finding), text: finding.message, key: finding.key });
      }
  };
  for (const finding of findings)
    if (finding.at.part === part && !finding.dismissed) {
      const cells = (finding.cells || []).filter((c) => c.printed !== c.expected);
      if (cells.length > 0) for (const c of cells) put(c.row, c.column, finding);
      else if (finding.at.row || finding.at.column)
        put(finding.at.row, finding.at.column, finding);
    }
  return marks;
}

function Subjects({ finding, year }) {
  const [all, setAll] = useState(false);
  const cases = finding.cases || [];
  const remedies = finding.remedies || [];
  const agencies = finding.agencies || [];
  if (cases.length + remedies.length + agencies.length === 0) return null;
  const shown = all ? cases : cases.slice(0, SHOWN);
  return html`<p class="subjects">
    ${shown.map((id) => html`<a key=${id} href=${link(["case", String(id)])}>${id}</a>`)}
    ${cases.length > shown.length && html`<button type="button" class="plain"
      onClick=${() => setAll(true)}>${t("finding.more", { n: cases.length - shown.length })}
      </button>`}
    ${remedies.map((r) => html`<a key=${`${r.agency}/${r.n}`}
      href=${link(["remedies", r.agency, String(r.n)])}>${r.agency}/${r.n}</a>`)}
    ${agencies.map((a) => html`<a key=${a} href=${link(["report", String(year), "ready"],
      { agency: a })}>${a}</a>`)}</p>`;
}

function Finding({ finding, year, go, leads, dismiss }) {
  const [speaking, setSpeaking] = useState(false);
  return html`<li class=${`finding ${groupOf(finding)}`} data-rule=${finding.rule}
      data-finding=${finding.key} tabindex="-1">
    <p><strong>${finding.message}</strong></p>
    <p class="where">${go && leads(finding)
      ? html`<button type="button" class="plain" onClick=${() => go(finding)}>
          ${t("finding.go", { place: finding.place })}</button>`
      : html`<span>${finding.place}</span>`}
      ${typeof finding.printed === "number" && typeof finding.expected === "number" && html`<span>
        ${t("finding.numbers", { printed: finding.printed, expected: finding.expected })}</span>`}
    </p>
    ${finding.at.quote && html`<blockquote>${finding.at.quote}</blockquote>`}
    ${finding.cause && html`<p>${t("finding.cause", { cause: finding.cause })}</p>`}
    <p>${t("finding.fix", { fix: finding.fix })} <small>${finding.basis}</small></p>
    <${Subjects} finding=${finding} year=${year} />
    ${finding.dismissed && html`<p class="dismissed">${t("finding.stands",
      { reason: finding.dismissed })} ${finding.remark}</p>`}
    ${dismiss && finding.may_stand && !finding.dismissed && (speaking
      ? dismiss(finding, () => setSpeaking(false))
      : html`<button type="button" onClick=${() => setSpeaking(true)}>${t("finding.dismiss")}
        </button>`)}
  </li>`;
}

// GO(finding) opens its cell or sentence, where LEADS(finding) says that there is one; DISMISS(finding,
// cancel) draws the form that lets it stand.  YEAR is that of the report.
export function FindingList({ findings, year, go, leads = () => true, dismiss }) {
  return html`<div class="findings">${GROUPS.map((group) => {
    const here = findings.filter((f) => groupOf(f) === group);
    return here.length > 0 && html`<section key=${group} aria-label=${t(`finding.${group}`)}>
      <h3>${t(`finding.${group}`)} <span class="tag ${{ error: "red", warning: "amber",
        unknown: "grey", dismissed: "green" }[group]}">${here.length}</span></h3>
      <ul>${here.map((f) => html`<${Finding} key=${f.key} finding=${f} year=${year} go=${go} leads=${leads}
        dismiss=${dismiss} />`)}</ul></section>`;
  })}</div>`;
}
