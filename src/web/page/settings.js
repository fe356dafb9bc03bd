// How the law is read where it is open, the security policy, who confirms, and when reports are
// due: each with where it comes from, and the button of whoever may change it.

import { html } from "../base/html.js";
import { may } from "../base/rights.js";
import { ask, link } from "../base/route.js";
import { useDesk, useTitle } from "../base/use.js";
import { t } from "../base/words.js";
import { AgencyPick, useAgency } from "../part/agency_pick.js";
import { Deadlines } from "./settings/deadlines.js";
import { Policy } from "./settings/policy.js";
import { Readings } from "./settings/readings.js";
import { Steps } from "./settings/steps.js";

const TABS = [
  { name: "readings", of: "reading_list", draw: Readings, agency: true },
  { name: "deadlines", of: "report_deadline_list", draw: Deadlines, agency: true },
  { name: "steps", of: "steps_list", draw: Steps, agency: true },
  { name: "policy", of: "policy_show", draw: Policy },
];

export default function Settings({ path, query }) {
  const { account } = useDesk();
  const agency = useAgency(query.agency);
  useTitle(t("nav.settings"));
  const tabs = TABS.filter((tab) => may(tab.of, account.roles));
  const tab = tabs.find((one) => one.name === path[0]) || tabs[0];
  return html`<h1 tabindex="-1">${t("nav.settings")}</h1>
    <nav class="tabs" aria-label=${t("nav.settings")}>${tabs.map((one) => html`<a key=${one.name}
      href=${link(["settings", one.name], { agency: query.agency })}
      aria-current=${one === tab ? "page" : undefined}>${t(`settings.${one.name}`)}</a>`)}</nav>
    ${tab.agency && html`<div class="bar"><${AgencyPick} value=${agency}
      set=${(code) => ask({ ...query, agency: code })} /></div>`}
    <${tab.draw} key=${`${tab.name} ${agency}`} agency=${agency} query=${query} />`;
}
