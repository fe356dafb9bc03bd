// Where the published sum is not that of its parts, and what was counted twice or by nobody.

import { html } from "../../base/html.js";
import { link } from "../../base/route.js";
import { useDesk } from "../../base/use.js";
import { code, t } from "../../base/words.js";
import { Empty } from "../../part/state.js";

export function Gaps({ whole }) {
  if (!whole.gaps) return html`<section class="card"><${Empty} text=${t("roll_up.no_published")} />
    </section>`;
  if (whole.gaps.length === 0) return html`<section class="card">
    <${Empty} text=${t("roll_up.no_gaps")} /></section>`;
  return html`<section class="card scroll-x"><table class="list gaps"><thead><tr>
      <th scope="col">${t("roll_up.place")}</th>
      <th scope="col" class="number">${t("roll_up.printed")}</th>
      <th scope="col" class="number">${t("roll_up.computed")}</th>
      <th scope="col" class="number">${t("roll_up.unexplained")}</th>
      <th scope="col">${t("roll_up.why")}</th><th scope="col">${t("roll_up.blame")}</th></tr></thead>
    <tbody>${whole.gaps.map((gap) => html`<tr key=${`${gap.section}${gap.row}${gap.column}`}
        data-gap=${[gap.section, gap.row, gap.column].join(".")}>
      <td>${gap.place} <span class=${`tag ${gap.kind === "differs" ? "red" : "grey"}`}>
        ${code("gap", gap.kind)}</span></td>
      <td class="number">${gap.printed}</td><td class="number">${gap.computed}</td>
      <td class="number">${gap.unexplained}</td><td>${gap.message}</td>
      <td>${gap.blame.map((b) => html`<p key=${`${b.code}${b.kind}`}><strong>${b.name}</strong>
        ${b.words} <span class="number">${b.by > 0 ? `+${b.by}` : b.by}</span></p>`)}</td></tr>`)}
    </tbody></table></section>`;
}

export function Transfers({ whole }) {
  const { agencies } = useDesk();
  const name = (key) => (agencies.find((a) => a.code === key) || { name: key || "—" }).name;
  if (whole.transfers.length === 0) return html`<section class="card">
    <${Empty} text=${t("roll_up.no_transfers")} /></section>`;
  const about = (id, number) => id && html`<a href=${link(["case", String(id)])}>${number || id}</a>`;
  return html`<section class="card scroll-x"><table class="list"><thead><tr>
      <th scope="col">${t("roll_up.counted")}</th><th scope="col">${t("roll_up.moved_on")}</th>
      <th scope="col">${t("roll_up.from")}</th><th scope="col">${t("roll_up.to")}</th></tr></thead>
    <tbody>${whole.transfers.map((one) => html`<tr key=${one.application}
        data-transfer=${one.counted}>
      <td><span class="tag red">${code("counted", one.counted)}</span></td><td>${one.on}</td>
      <td>${name(one.from)} ${about(one.application, one.number)}</td>
      <td>${name(one.to)} ${about(one.as, one.as_number)}</td></tr>`)}</tbody></table></section>`;
}
