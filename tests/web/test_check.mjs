// Checking published reports: what contradicts itself is marked where it stands, and nothing is
// kept.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open } from "./desk.mjs";

const srcdir = process.env.srcdir || ".";
const report = (name) => readFileSync(`${srcdir}/tests/data/reports/${name}.json`);
let desk;
let page;
before(async () => {
  desk = await open();
  page = await desk.signIn("fangyuan@xiangshan");
});
after(() => desk.close());

const choose = async (name, buffer) => {
  await page.setInputFiles("input[type=file]", { name, mimeType: "application/json", buffer });
};

test("the cells of a broken report are marked, each with what it should be", async () => {
  await page.goto(`${desk.url}/#/check`);
  await page.waitForSelector("h1:has-text('检查')");
  await choose("034.json", report("034"));
  await page.waitForSelector("[data-verdict=fail]");
  // Partly granted: 8 and 1 of two categories, and 8 in all.
  await page.waitForSelector("[data-table=three] td.marked.error[data-cell='partly_granted.total']");
  const marked = await page.locator("[data-table=three] td.marked").evaluateAll((cells) =>
    cells.map((cell) => cell.dataset.cell));
  assert.ok(marked.includes("partly_granted.total"));
  assert.ok(!marked.includes("refused_1.total"));
  const finding = page.locator(".finding.error", { hasText: "所填 8，应为 9" });
  assert.equal(await finding.count(), 1);
  await finding.locator("button").click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell),
    "partly_granted.total");
});

test("a sound report is told to be one", async () => {
  const sound = JSON.parse(report("034"));
  sound.section3.rows.partly_granted = [8, 0, 0, 0, 0, 0, 8];
  for (const row of Object.values(sound.section3.rows)) row[6] = row.slice(0, 6)
    .reduce((a, b) => a + b, 0);
  const sum = [0, 0, 0, 0, 0, 0, 0];
  for (const [key, row] of Object.entries(sound.section3.rows))
    if (/^(granted|partly|refused|unavailable|not_processed|other)/.test(key))
      row.forEach((n, i) => { sum[i] += n; });
  sound.section3.rows.total = sum;
  sound.section3.rows.new = sum;
  delete sound.text_claims;
  await choose("sound.json", Buffer.from(JSON.stringify(sound)));
  await page.waitForSelector("[data-checked='sound.json']");
  assert.equal(await page.locator("td.marked.error").count(), 0);
  assert.equal(await page.locator(".finding.error").count(), 0);
});

test("a sentence that contradicts the table is marked in the text", async () => {
  const told = JSON.parse(report("034"));
  delete told.text_claims;
  told.text = { one: { heading: "一、总体情况",
    body: "（一）依申请公开。本年收到政府信息公开申请4711件。" } };
  await choose("told.json", Buffer.from(JSON.stringify(told)));
  await page.waitForSelector("[data-checked='told.json'] [data-part=one] mark.error");
  assert.match(await page.textContent("[data-part=one] mark"), /4711/);
});

test("a page is pasted, and what is no report is refused with the reason", async () => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/html", "<p>这不是报告</p>");
    document.querySelector(".paste").dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector(".state.failed");
  await choose("report.json", Buffer.from("{"));
  await page.waitForSelector("h2:has-text('report.json')");
  await page.waitForSelector(".state.failed");
});

test("words of a report are words, whatever they look like", async () => {
  const hostile = JSON.parse(report("034"));
  const words = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}";
  delete hostile.text_claims;
  hostile.agency = words;
  hostile.text = { one: { heading: words, body: words } };
  await choose(`${words}.json`.replace(/\//g, ""), Buffer.from(JSON.stringify(hostile)));
  await page.waitForSelector("[data-part=one]");
  assert.ok((await page.textContent(".read-report")).includes(words));
  assert.equal(await page.locator(".read-report img, .read-report script").count(), 0);
  assert.deepEqual(await page.evaluate(() => window.policyReports), []);
});

test("nothing was kept", async () => {
  const { body } = await desk.ask(page, "GET", "/api/v1/agencies/xiangshan/published-reports");
  assert.deepEqual(body.published, []);
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
