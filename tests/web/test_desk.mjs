// Every page of the desk, as each role and in both languages: it is drawn, every word is there,
// nothing is cut, and who sees or hears it badly can use it too (axe).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousOn } from "./axe.mjs";
import { PEOPLE, open } from "./desk.mjs";

let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

// What is wrong with the page as it stands, in words.
async function faultsOf(page) {
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const text = document.body.innerText;
    return [
      ...(wide > 0 ? [`${wide} px too wide`] : []),
      ...(text.match(/⟦[^⟧]*⟧/g) || []).map((key) => `no word: ${key}`),
      ...(/\bundefined\b|\[object |\bNaN\b/.test(text) ? ["a value that is none is shown"] : []),
      ...(document.querySelectorAll("#main h1").length === 1 ? [] : ["not one heading"]),
      ...(document.querySelector("#main .state.failed") ? ["it failed: " +
        document.querySelector("#main .state.failed").innerText] : []),
      ...window.policyReports,
    ];
  });
  return [...found, ...await seriousOn(page, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })];
}

async function placesOf(page, role) {
  const menu = await page.$$eval("#menu a", (links) => links.map((a) => a.getAttribute("href")));
  const more = ["#/account"];
  if (role === "officer" || role === "supervisor") {
    const { body } = await desk.ask(page, "GET", "/api/v1/agencies/xiangshan/applications?limit=50");
    const open_ = body.applications.find((a) => a.status === "running");
    const closed = body.applications.find((a) => a.status === "answered");
    for (const a of [open_, closed]) {
      await page.goto(`${desk.url}/#/case/${a.id}`);
      await desk.settle(page);
      more.push(...await page.$$eval("#main .tabs a", (links) =>
        links.map((link) => link.getAttribute("href"))), `#/case/${a.id}`);
    }
  }
  if (menu.includes("#/report")) {
    await page.goto(`${desk.url}/#/report/2025`);
    await desk.settle(page);
    more.push(...await page.$$eval("#main .tabs a", (links) =>
      links.map((link) => link.getAttribute("href"))));
  }
  return [...new Set([...menu, ...more])];
}

for (const [role, who] of Object.entries(PEOPLE))
  test(`${role}: every page, in both languages`, async () => {
    const page = await desk.signIn(who);
    const wrong = [];
    const places = await placesOf(page, role);
    for (const language of ["zh", "en"]) {
      await page.evaluate((code) => localStorage.setItem("gongkai.language", code), language);
      await page.goto(`${desk.url}/`);
      await page.reload();
      await page.waitForSelector(".top .who");
      for (const place of places) {
        await page.evaluate((at) => { location.hash = at; }, place);
        await page.waitForSelector("#main h1");
        await desk.settle(page);
        for (const fault of await faultsOf(page)) wrong.push(`${language} ${place}: ${fault}`);
      }
    }
    console.log(`# ${role}: ${places.length} places`);
    assert.ok(places.length >= 3, `${places.length} places`);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
