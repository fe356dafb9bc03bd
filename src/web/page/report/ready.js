// What stands in the way of the report: from October on the list that year-end clerks work off.

import { html, useState } from "../../base/html.js";
import { may } from "../../base/rights.js";
import { go as goTo } from "../../base/route.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { CellCases } from "../../part/cell_cases.js";
import { FindingList } from "../../part/finding_list.js";
import { OperationForm } from "../../part/form.js";
import { Asked, Empty } from "../../part/state.js";
import { reportPath, scopeOf } from "./on.js";

const TONE = { pass: "green", fail: "red", cannot_tell: "amber" };

export function Dismissal({ on, finding, cancel, done }) {
  return html`<${OperationForm} operation="report_dismiss" parts=${on} label=${t("finding.dismiss")}
    fixed=${{ ...scopeOf("report_dismiss", on), finding: finding.key }} cancel=${cancel}
    done=${done} />`;
}

// Where a finding leads: to the cases of its cell, else to the part it is about.
export function useGoing(on, query) {
  const [open, setOpen] = useState(null);
  const go = (finding) => {
    if (finding.at.cases)
      setOpen({ title: finding.place, path: finding.at.cases,
        list: finding.at.part === "four" ? "remedies" : "applications", count: finding.printed });
    else
      goTo(["report", String(on.year), finding.at.part === "opening" ? "one" : finding.at.part],
        { ...query, finding: finding.key });
  };
  const dialog = open && html`<${CellCases} ...${open} close=${() => setOpen(null)} />`;
  return [go, dialog];
}

export function Ready({ on, query }) {
  const { account } = useDesk();
  const answer = useAsk(reportPath("report_findings", on));
  const [go, dialog] = useGoing(on, query);
  const mayDismiss = may("report_dismiss", account.roles) && on.agency === account.agency &&
    !on.as_of;
  const dismiss = mayDismiss && ((finding, cancel) => html`<${Dismissal} on=${on} finding=${finding}
    cancel=${cancel} done=${answer.reload} />`);
  return html`<${Asked} answer=${answer}>${({ verdict, findings }) => html`
    <section class="card"><h2>${t("report.part.ready")}</h2>
      <p role="status"><span class=${`tag ${TONE[verdict]}`}>${code("verdict", verdict)}</span>
        ${t("report.findings", { errors: findings.filter((f) => f.level === "error" &&
          !f.dismissed).length, warnings: findings.filter((f) => f.level === "warning" &&
          !f.dismissed).length })}</p>
      ${findings.length === 0 ? html`<${Empty} text=${t("report.sound")} />`
        : html`<${FindingList} findings=${findings} year=${on.year} go=${go} dismiss=${dismiss} />`}
    </section>`}</${Asked}>${dialog}`;
}
