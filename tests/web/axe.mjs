// What axe-core finds serious or critical on pages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The findings on PAGE as it stands, a line each; OPTIONS are those of axe.run().
export async function seriousOn(page, options = {}) {
  await page.evaluate(source);
  const { violations } = await page.evaluate((how) => window.axe.run(document, how), options);
  return violations.filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 300)).join(" | ")}`);
}

// The findings on PLACES (what stands behind #) as WHO sees them.  READY(page, place) may wait for
// more than the page to settle.
export async function faultsOf(desk, who, places, ready = async () => {}) {
  const page = await desk.signIn(who, { bypassCSP: true });
  const found = [];
  for (const place of places) {
    await page.goto(`${desk.url}/#/${place}`);
    await desk.settle(page);
    await ready(page, place);
    for (const line of await seriousOn(page)) found.push(`${place}: ${line}`);
  }
  await page.context().close();
  return found;
}

// As WHO, in Chinese and then in English: each of PLACES, once what its selector names is SEEN
// (pairs of the two), has no finding and lacks no word.
export async function isCleanInBothLanguages(desk, who, places) {
  const page = await desk.signIn(who, { bypassCSP: true });
  for (const language of ["zh", "en"]) {
    for (const [place, seen] of places) {
      await page.goto(`${desk.url}/#/${place}`);
      await page.waitForSelector(seen);
      assert.deepEqual(await seriousOn(page), [], `${language} ${place}`);
      assert.doesNotMatch(await page.textContent("body"), /⟦/);
    }
    if (language === "zh") {
      await page.click("text=English");
      await page.waitForFunction(() => document.documentElement.lang === "en");
    }
  }
  await page.context().close();
}
