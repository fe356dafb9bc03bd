// The readings of the law of an agency: the question, the legal source, what each choice means,
// which one is taken and by whose word.

import { html, useState } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { useAsk, useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { Act } from "../../part/act.js";
import { nameOf } from "../../part/agency_pick.js";
import { Asked } from "../../part/state.js";
import { Waiting } from "../../part/waiting.js";

function Reading({ reading, agency, agencies, changed, waiting }) {
  const stated = reading.stated_by ? t("settings.stated_by",
    { agency: nameOf(agencies, reading.stated_by) }) : t("settings.default");
  const other = reading.choices.filter((c) => c.value !== reading.value);
  const parts = { agency, reading: reading.reading };
  return html`<article class="card" data-reading=${reading.reading}>
    <h2>${reading.name}</h2>
    <ul class="choices">${reading.choices.map((c) => html`<li key=${c.value}
      class=${c.value === reading.value ? "taken" : ""}>
      <span aria-hidden="true">${c.value === reading.value ? "●" : "○"}</span> ${c.meaning}
      ${c.value === reading.value && html` <span class="tag green">${t("settings.taken")}</span>`}</li>`)}
    </ul>
    <p><small>${t("settings.basis")}：${reading.basis}　${stated}</small></p>
    <div class="bar">${other.map((c) => html`<${Act} key=${c.value} operation="reading_set"
        parts=${parts} only=${["basis"]} fixed=${{ value: c.value }} label=${t("settings.take_other")}
        title=${reading.name} text=${t("settings.take_text", { meaning: c.meaning })}
        done=${changed} waiting=${waiting} />`)}
      ${reading.stated_by === agency && html`<${Act} operation="reading_set" parts=${parts}
        only=${["basis"]} label=${t("settings.drop")} title=${reading.name}
        text=${t("settings.drop_text")} done=${changed} waiting=${waiting} />`}
      ${other.length === 0 && html`<small>${t("settings.only_one")}</small>`}</div></article>`;
}

export function Readings({ agency }) {
  const { account, agencies } = useDesk();
  const answer = useAsk(`/api/v1/agencies/${agency}/readings`);
  const [turn, setTurn] = useState(0);
  const about = ({ arguments: { reading } }) => {
    const found = answer.data && answer.data.readings.find((r) => r.reading === reading);
    return found ? `${found.name}：${found.choices.map((c) => `${c.value} = ${c.meaning}`).join("；")}`
      : null;
  };
  return html`<p>${t("settings.readings_text")}
      ${!starts("reading_set", account.roles) && ` ${t("settings.readings_who")}`}</p>
    <${Waiting} of=${["reading_set"]} where=${agency} turn=${turn} changed=${answer.reload}
      about=${about} />
    <${Asked} answer=${answer}>${({ readings }) => html`<div class="cards">${readings.map((r) =>
      html`<${Reading} key=${r.reading} reading=${r} agency=${agency} agencies=${agencies}
        changed=${answer.reload} waiting=${() => setTurn(turn + 1)} />`)}</div>`}</${Asked}>`;
}
