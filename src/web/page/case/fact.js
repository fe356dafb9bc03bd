// A fact that a decision rests on: its fields are those its kind states.

import { today } from "../../base/day.js";
import { html, useState } from "../../base/html.js";
import { useDesk } from "../../base/use.js";
import { code, language, t } from "../../base/words.js";
import { CaseForm } from "./form.js";

// As CaseForm; FACT: the kind that is asked for, else it is chosen.
export function FactForm({ shown, reload, fact, done, cancel, label }) {
  const { codes, account } = useDesk();
  const [kind, setKind] = useState(fact || "search");
  const found = codes.facts.find((f) => f.code === kind);
  const names = [...found.must, ...found.may];
  const adapt = (field) => ({
    ...field, required: found.must.includes(field.name),
    ...(field.name === "which" ? { codes: found.which.map((w) => w.code) } : {}),
  });
  const initial = {
    ...(names.includes("on") && found.must.includes("on") ? { on: today() } : {}),
    ...(found.must.includes("who") ? { who: account.name } : {}),
  };
  return html`${!fact && html`<div class="field"><label for="fact-kind">${t("case.fact.kind")}</label>
      <select id="fact-kind" onChange=${(e) => setKind(e.target.value)}>
        ${codes.facts.map((f) => html`<option key=${f.code} value=${f.code}
          selected=${f.code === kind}>${language() === "zh" ? f.name : code("fact", f.code)}</option>`)}
      </select></div>`}
    <p class="aside">${language() === "zh" ? found.name : code("fact", kind)}（${found.article}）</p>
    <${CaseForm} key=${kind} shown=${shown} reload=${reload} operation="fact_record"
      parts=${{ application: shown.id }} fixed=${{ fact: kind }} initial=${initial}
      only=${[...names, "found_on"]} adapt=${adapt} done=${done} cancel=${cancel}
      label=${label || t("case.act.fact")} />`;
}
