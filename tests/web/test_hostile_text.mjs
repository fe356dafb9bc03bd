// Text that would be script, were it not shown as text: in every view, with no report of the
// Content-Security-Policy and nothing carried out.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./desk.mjs";

const tags = ["script", "img", "svg", "iframe", "body", "a", "input", "details", "video", "math",
  "object", "embed", "style", "link", "meta", "base", "form", "button", "marquee", "template"];
const shapes = [
  (tag, n) => `<${tag} src=x onerror=hacked(${n})>`,
  (tag, n) => `<${tag} onload="hacked(${n})">`,
  (tag, n) => `"><${tag}>hacked(${n})</${tag}>`,
  (tag, n) => `'-hacked(${n})-'<${tag}/onclick=hacked(${n})//`,
  (tag, n) => `\${hacked(${n})}<${tag} style=background:url(javascript:hacked(${n}))>`,
  (tag, n) => `javascript:hacked(${n})//<${tag} href=javascript:hacked(${n})>`,
  (tag, n) => `{{constructor.constructor('hacked(${n})')()}}<${tag}>`,
  (tag, n) => `]]><${tag} xmlns="http://www.w3.org/1999/xhtml" onfocus=hacked(${n}) autofocus>`,
  (tag, n) => `&lt;${tag} onmouseover=hacked(${n})&gt;<!--<${tag}>`,
  (tag, n) => `<${tag}\u3000onerror=hacked(${n})\uff1e<%00${tag}>`,
];
const texts = tags.flatMap((tag, i) => shapes.map((shape, j) => shape(tag, 10 * i + j)));

let desk, page, ids;
before(async () => {
  desk = await open();
  page = await desk.signIn("shenyan@xiangshan");
});
after(() => desk.close());

// Nothing of it ran, and nothing of it became an element.
async function isHarmless(where) {
  const found = await page.evaluate(() => ({
    reports: window.policyReports,
    ran: window.hacks || 0,
    made: [...document.querySelectorAll(
      "#main [onerror], #main [onload], #main [onclick], #main [onfocus], #main iframe, " +
      "#main script, #main object, #main embed, #main marquee, #main base, #main meta, " +
      "#main img[src=x], #main [href^='javascript:']")].map((e) => e.outerHTML.slice(0, 100)),
  }));
  assert.deepEqual(found, { reports: [], ran: 0, made: [] }, where);
}

async function visit(place) {
  await page.evaluate((at) => { location.hash = at; }, place);
  await page.waitForSelector("#main h1");
  await desk.settle(page);
  await isHarmless(place);
}

test("200 of them come into the service", async () => {
  assert.equal(new Set(texts).size, 200);
  await page.evaluate(() => {
    window.hacked = () => { window.hacks = (window.hacks || 0) + 1; };
  });
  ids = [];
  for (const text of texts) {
    const { status, body } = await desk.ask(page, "POST", "/api/v1/agencies/xiangshan/applications", {
      channel: "in_person", arrived_on: "2026-11-18", applicant_category: "other",
      applicant_name: text, content: text, unit: text.slice(0, 100), applicant_address: text,
    });
    assert.equal(status, 201, JSON.stringify(body));
    ids.push(body.application.id);
  }
});

test("each is shown as it was written on the page of its case", async () => {
  for (const [n, id] of ids.entries()) {
    await visit(`#/case/${id}`);
    const shown = await page.textContent("#main");
    assert.ok(shown.includes(texts[n]), texts[n]);
  }
});

test("and on every tab of a case", async () => {
  for (const id of ids.filter((_, n) => n % 40 === 0)) {
    await visit(`#/case/${id}`);
    const tabs = await page.$$eval("#main .tabs a", (links) =>
      links.map((link) => link.getAttribute("href")));
    assert.ok(tabs.length > 2);
    for (const tab of tabs) await visit(tab);
  }
});

test("in the ledger, on today's page, on the board and in statistics", async () => {
  await visit("#/cases");
  assert.ok((await page.textContent("#main")).includes(texts[199]));
  for (const place of ["#/today", "#/deadlines?by=unit", "#/deadlines", "#/statistics", "#/remedies",
    "#/proposals", "#/report/2026/readiness"])
    await visit(place);
});

test("in the texts of a report", async () => {
  for (const [n, part] of ["one", "five", "six"].entries()) {
    const { status, body } = await desk.ask(page, "POST",
      `/api/v1/agencies/xiangshan/narrative/2026/${part}`, { text: texts.slice(n * 60, n * 60 + 60)
        .filter((text) => !text.includes("{{")).join("\n") });
    assert.ok(status < 300, JSON.stringify(body));
    await visit(`#/report/2026/${part}`);
  }
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
