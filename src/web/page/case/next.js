// What may come next: every lawful act with its latest day, what happens after it, its article.

import { between, today } from "../../base/day.js";
import { html } from "../../base/html.js";
import { starts } from "../../base/rights.js";
import { link } from "../../base/route.js";
import { useDesk } from "../../base/use.js";
import { t } from "../../base/words.js";
import { ACTS, otherActs } from "./acts.js";
import { actName } from "./panel.js";

// An answer is chosen among the 21 outcomes; every other act has a form.
export const actLink = (id, act) =>
  (act === "answered" ? link(["case", id, "outcomes"]) : link(["case", id, "act", act]));

const operationOf = (act) => (act === "answered" ? "application_answer" : ACTS[act].operation);

function Next({ shown, next, roles, current }) {
  const late = next.latest !== null && between(today(), next.latest) < 0;
  const close = next.latest !== null && !late && between(today(), next.latest) <= 3;
  return html`<li class=${current === next.act ? "current" : undefined}>
    ${starts(operationOf(next.act), roles)
      ? html`<a class="act" href=${actLink(shown.id, next.act)} data-act=${next.act}
          aria-current=${current === next.act ? "true" : undefined}>${actName(next.act)}</a>`
      : html`<span class="act">${actName(next.act)}</span>`}
    <span class=${late ? "latest red" : close ? "latest amber" : "latest"}>
      ${next.latest ? t(late ? "case.latest_past" : "case.latest_on", { day: next.latest })
        : next.from ? t("case.from_on", { day: next.from }) : t("case.no_limit")}</span>
    <small>${t(`case.after.${next.after}`)}${next.article ? `（${next.article}）` : ""}</small>
  </li>`;
}

export function NextActs({ shown, current }) {
  const { account, codes } = useDesk();
  const { next } = shown.clock;
  const far = "9999-12-31";
  const sorted = [...next].sort((a, b) => ((a.latest || far) < (b.latest || far) ? -1
    : (a.latest || far) > (b.latest || far) ? 1 : 0));
  const others = otherActs(shown, codes, account.roles);
  return html`<section class="card next-acts" aria-labelledby="next-title">
    <h2 id="next-title">${t("case.next")}</h2>
    ${sorted.length === 0 && html`<p class="aside">${t("case.no_next")}</p>`}
    <ul>${sorted.map((one) => html`<${Next} key=${`${one.act}-${one.from}`} shown=${shown} next=${one}
      roles=${account.roles} current=${current} />`)}</ul>
    ${others.length > 0 && html`<h3>${t("case.others")}</h3>
      <p class="other-acts">${others.map((act) => html`<a key=${act} data-act=${act}
        href=${actLink(shown.id, act)}>${actName(act)}</a>`)}</p>`}
  </section>`;
}
