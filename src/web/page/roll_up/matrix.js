// Agency by agency: from what it is counted, whether it reported, and when it had to.

import { html, useState } from "../../base/html.js";
import { may } from "../../base/rights.js";
import { link } from "../../base/route.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Dialog } from "../../part/dialog.js";
import { OperationForm } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Enter } from "./enter.js";

const TONES = { computed: "", frozen: "green", published: "green", nil: "green", missing: "red",
  unusable: "red" };
const ROWS = ["new", "carried_in", "total", "carried_out"];
const TOTAL = 6; // the last column of section three

// In the order of the tree, each with its depth.
function ordered(agencies) {
  const found = [];
  const known = new Set(agencies.map((a) => a.code));
  const add = (agency, depth) => {
    found.push({ ...agency, depth });
    for (const child of agencies) if (child.parent === agency.code) add(child, depth + 1);
  };
  for (const agency of agencies) if (!agency.parent || !known.has(agency.parent)) add(agency, 0);
  return found;
}

function count(agency, key) {
  const row = agency.rows.find((r) => r.key === key);
  return row ? row.cells[TOTAL] : 0;
}

function Remarks({ agency, counted, name }) {
  const elsewhere = agency.stands_in && agency.stands_in !== agency.code;
  const said = [
    agency.false_nil && t("roll_up.false_nil"),
    counted && !agency.sound && t("roll_up.contradicts"),
    agency.blanks > 0 && t("roll_up.blanks", { n: agency.blanks }),
    elsewhere && t("roll_up.stands_in", { name: name(agency.stands_in) }),
    agency.valid_to && t("roll_up.closed", { on: agency.valid_to }),
    agency.successor && !elsewhere && t("roll_up.successor", { name: name(agency.successor) }),
  ].filter(Boolean);
  return said.map((text) => html`<span key=${text} class="remark">${text}</span>`);
}

function Line({ agency, counted, on, act, roles, name }) {
  const canEnter = may("published_add", roles);
  return html`<tr data-agency=${agency.code} data-status=${agency.status}>
    <th scope="row" class=${`deep-${Math.min(agency.depth, 4)}`}>
      <a href=${link(["report", String(on.year), "three"], { agency: agency.code })}>${agency.name}</a>
      <small>${code("level", agency.level)}</small></th>
    <td><span class=${`tag ${TONES[agency.status] ?? "grey"}`}>${agency.status_name}</span>
      <${Remarks} agency=${agency} counted=${counted} name=${name} /></td>
    <td>${agency.report_state ? html`<a href=${link(["report", String(on.year), "way"],
      { agency: agency.code })}>${agency.report_state_name}</a>` : "—"}</td>
    <td>${agency.due_on} ${agency.late && html`<span class="tag red">${t("roll_up.is_late")}</span>`}
    </td><td>${agency.reported_on || "—"}</td>
    ${ROWS.map((key) => html`<td key=${key} class="number">${counted ? count(agency, key) : "—"}
      </td>`)}
    <td><div class="acts">${canEnter && html`<button type="button" class="plain"
        onClick=${() => act({ kind: "enter", agency })}>${t("roll_up.enter")}</button>`}
      ${may("nil_declare", roles) && html`<button type="button" class="plain"
        onClick=${() => act({ kind: "nil", agency })}>${t("roll_up.nil")}</button>`}
      ${["submitted", "accepted"].includes(agency.report_state) && may("report_return", roles) &&
        html`<button type="button" class="plain" onClick=${() => act({ kind: "return", agency })}>
          ${t("roll_up.return")}</button>`}</div></td></tr>`;
}

const COUNTED = ["computed", "frozen", "published", "nil"];

function Act({ doing, on, close, done }) {
  const { kind, agency } = doing;
  const parts = { agency: agency.code, year: on.year };
  const finish = () => {
    tell(t("roll_up.done"));
    done();
  };
  if (kind === "enter") return html`<${Enter} agency=${agency} year=${on.year} close=${close}
    done=${finish} />`;
  return html`<${Dialog} title=${t(`roll_up.${kind}_title`, { name: agency.name, year: on.year })}
      close=${close}>
    <p>${t(`roll_up.${kind}_text`)}</p>
    ${kind === "nil" ? html`<${OperationForm} operation="nil_declare" parts=${parts}
        initial=${{ declared: true }} label=${t("roll_up.nil")} done=${finish} cancel=${close} />`
      : html`<${OperationForm} operation="report_return" parts=${parts}
        fixed=${{ scope: "agency" }} label=${t("roll_up.return")} danger=${true} done=${finish}
        cancel=${close} />`}</${Dialog}>`;
}

export function Matrix({ on, whole, reload }) {
  const { account, agencies } = useDesk();
  const [doing, setDoing] = useState(null);
  const [only, setOnly] = useState("");
  const lines = ordered(whole.agencies);
  const statuses = [...new Set(lines.map((a) => a.status))];
  const shown = lines.filter((a) => !only || (only === "late" ? a.late : a.status === only));
  const name = (key) => (agencies.find((a) => a.code === key) || { name: key }).name;
  const done = () => {
    setDoing(null);
    reload();
  };
  return html`<section class="card">
    <p class="bar"><label>${t("roll_up.show")} <select onChange=${(e) => setOnly(e.target.value)}>
      <option value="">${t("roll_up.everybody", { n: lines.length })}</option>
      ${statuses.map((s) => html`<option key=${s} value=${s} selected=${s === only}>
        ${lines.find((a) => a.status === s).status_name}
        (${lines.filter((a) => a.status === s).length})</option>`)}
      <option value="late" selected=${only === "late"}>${t("roll_up.is_late")}
        (${lines.filter((a) => a.late).length})</option></select></label></p>
    <div class="scroll-x"><table class="list matrix"><thead><tr>
      <th scope="col">${t("cell.agency")}</th><th scope="col">${t("roll_up.status")}</th>
      <th scope="col">${t("roll_up.state")}</th><th scope="col">${t("roll_up.due")}</th>
      <th scope="col">${t("roll_up.reported")}</th>
      ${ROWS.map((key) => html`<th scope="col" class="number" key=${key}>${t(`roll_up.row.${key}`)}
        </th>`)}<th scope="col">${t("roll_up.acts")}</th>
      </tr></thead><tbody>${shown.map((agency) => html`<${Line} key=${agency.code} agency=${agency}
        counted=${COUNTED.includes(agency.status)} on=${on} act=${setDoing}
        roles=${account.roles} name=${name} />`)}</tbody></table></div>
    ${doing && html`<${Act} doing=${doing} on=${on} close=${() => setDoing(null)} done=${done} />`}
  </section>`;
}
