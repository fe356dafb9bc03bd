// What axe-core finds serious or critical on pages.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The findings on PLACES (what stands behind #) as WHO sees them, a line each.  READY(page, place)
// may wait for more than the page to settle.
export async function faultsOf(desk, who, places, ready = async () => {}) {
  const page = await desk.signIn(who, { bypassCSP: true });
  const found = [];
  for (const place of places) {
    await page.goto(`${desk.url}/#/${place}`);
    await desk.settle(page);
    await ready(page, place);
    await page.evaluate(source);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const v of violations)
      if (v.impact === "serious" || v.impact === "critical")
        found.push(`${place}: ${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
  }
  await page.context().close();
  return found;
}
