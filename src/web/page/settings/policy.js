// The security policy of the installation.

import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { code, fieldName, t } from "../../base/words.js";
import { OperationForm, bodyOf } from "../../part/form.js";
import { tell } from "../../part/notice.js";
import { Asked } from "../../part/state.js";

function shown(field, value) {
  if (field.codes) return code(field.name, value);
  if (Array.isArray(value)) return value.length ? value.join("、") : t("settings.everywhere");
  return value === null || value === undefined ? t("settings.everywhere") : String(value);
}

// A line each is easier to check than a list of boxes.
function Sources({ value, set }) {
  return html`<div class="field" data-field="sources">
    <label for="policy-sources">${t("settings.sources")}</label>
    <textarea id="policy-sources" rows="3" aria-describedby="policy-sources-hint" value=${value}
      onInput=${(e) => set(e.target.value)}></textarea>
    <small id="policy-sources-hint">${t("settings.sources_hint")}</small></div>`;
}

function Change({ policy, done }) {
  const { version, sources: before, ...values } = policy;
  const [sources, setSources] = useState((before || []).join("\n"));
  return html`<${OperationForm} operation="policy_set" parts=${{}} without=${["sources"]}
    initial=${values} match=${version} done=${done}
    extra=${{ sources: sources.split(/\s+/).filter(Boolean) }}>
    <${Sources} value=${sources} set=${setSources} /></${OperationForm}>`;
}

export function Policy() {
  const { account } = useDesk();
  const answer = useAsk("/api/v1/policy");
  const fields = bodyOf("policy_set");
  return html`<p>${t("settings.policy_text")}</p>
    <${Asked} answer=${answer}>${({ policy }) => (starts("policy_set", account.roles)
      ? html`<section class="card form"><${Change} key=${policy.version} policy=${policy}
          done=${() => { tell(t("settings.policy_set")); answer.reload(); }} /></section>`
      : html`<section class="card"><dl class="facts">${fields.map((field) => html`<dt
          key=${field.name}>${fieldName(field)}</dt><dd>${shown(field, policy[field.name])}</dd>`)}
        </dl></section>`)}</${Asked}>`;
}
