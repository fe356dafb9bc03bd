// The roll-up: who stands for what, sums that open their parts, a published report entered after
// a look at it, and who does not sum up others.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open } from "./desk.mjs";

const srcdir = process.env.srcdir || ".";
let desk;
let page;
before(async () => {
  desk = await open();
  page = await desk.signIn("jichangfeng@shapotou");
});
after(() => desk.close());

async function go(place) {
  await page.goto(`${desk.url}/#/${place}`);
  await page.waitForSelector(".standing-card");
  await desk.settle(page);
}

const whole = async (year) =>
  (await desk.ask(page, "GET", `/api/v1/agencies/shapotou/roll-up/${year}`)).body;

test("every agency has a line with its status, deadline and numbers", async () => {
  await go("roll_up/2025");
  const { agencies, late } = await whole(2025);
  const lines = await page.locator("tr[data-agency]").evaluateAll((all) => all.map((line) => ({
    code: line.dataset.agency, status: line.dataset.status, text: line.textContent,
    numbers: [...line.querySelectorAll("td.number")].map((x) => x.textContent.trim()) })));
  assert.equal(lines.length, agencies.length);
  for (const agency of agencies) {
    const line = lines.find((l) => l.code === agency.code);
    assert.equal(line.status, agency.status);
    assert.ok(line.text.includes(agency.due_on), agency.code);
    const row = agency.rows.find((r) => r.key === "new");
    if (agency.status === "computed")
      assert.equal(line.numbers[0], String(row ? row.cells[6] : 0), agency.code);
  }
  assert.match(await page.textContent(".standing-card"), new RegExp(`逾期 ${late} `));
  await page.selectOption(".card select", "late");
  assert.equal(await page.locator("tr[data-agency]").count(), late);
});

test("a sum opens the agencies it is made of, and theirs the cases", async () => {
  await go("roll_up/2025/sums");
  await page.waitForSelector("[data-cell='new.total'] button");
  assert.equal(await page.textContent("[data-cell='new.total'] button"), "19");
  await page.click("[data-cell='new.total'] button");
  await page.waitForSelector(".dialog tr[data-part]");
  const numbers = await page.locator(".dialog tr[data-part] td.number").allTextContents();
  assert.equal(numbers.map(Number).reduce((a, b) => a + b, 0), 19);
  await page.click(".dialog tr[data-part=hewan] button");
  await page.waitForSelector(".dialog tr[data-case]");
  assert.equal(await page.locator(".dialog tr[data-case]").count(), 5);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".dialog tr[data-case]", { state: "detached" });
  await page.keyboard.press("Escape");
  await page.waitForSelector(".dialog", { state: "detached" });
});

test("who has not reported is reminded, with words to send", async () => {
  await go("roll_up/2025/reminders");
  await page.waitForSelector("tr[data-remind=xiangshan]");
  assert.match(await page.inputValue("textarea"), /香山乡.*条例第四十九条/);
});

test("an earlier day is set, a later one is refused with the article", async () => {
  await go("roll_up/2025/deadlines");
  const form = "[data-operation=report_deadline_set]";
  await page.selectOption(`${form} [data-field=tier] select`, "department");
  await page.fill(`${form} [data-field=due_on] input`, "20260215");
  await page.fill(`${form} [data-field=basis] textarea`, "区政府办通知");
  await page.click(`${form} button.first`);
  await page.waitForSelector(`${form} [data-field=due_on] .error`);
  assert.match(await page.textContent(`${form} [data-field=due_on] .error`), /2026-01-31/);
  await page.fill(`${form} [data-field=due_on] input`, "20260120");
  await page.click(`${form} button.first`);
  await page.waitForSelector("tr[data-tier=department]:has-text('2026-01-20')");
});

test("a year without cases: missing agencies are named, none is taken for 0", async () => {
  await go("roll_up/2022");
  const { missing } = await whole(2022);
  assert.ok(missing.length > 0);
  assert.equal(await page.locator("[data-complete=false]").count(), 1);
  assert.match(await page.textContent(".standing-card"), new RegExp(missing[0].name));
});

test("nil is declared by word", async () => {
  await page.click("tr[data-agency=hewan] button:has-text('申报无申请')");
  await page.waitForSelector(".dialog [data-operation=nil_declare]");
  await page.click(".dialog button.first");
  await page.waitForSelector("tr[data-agency=hewan][data-status=nil]");
});

const choose = (name) => page.setInputFiles(".dialog input[type=file]", { name: "report.json",
  mimeType: "application/json",
  buffer: readFileSync(`${srcdir}/tests/data/reports/${name}.json`) });

test("a published report is looked at, then entered", async () => {
  await go("roll_up/2023");
  await page.click("tr[data-agency=xiangshan][data-status=missing] button:has-text('录入报告')");
  await choose("035"); // of 2024
  await page.waitForSelector(".dialog .state.failed");
  await choose("034");
  await page.waitForSelector(".dialog [data-verdict=fail]");
  await page.waitForSelector(".dialog td.marked.error");
  assert.equal((await desk.ask(page, "GET",
    "/api/v1/agencies/xiangshan/published-reports?year=2023")).body.published.length, 0);
  await page.fill(".dialog [data-field=source]", "区政府网站");
  await page.click(".dialog form footer button.first");
  await page.waitForSelector("tr[data-agency=xiangshan][data-status=published]");
  assert.match(await page.textContent("tr[data-agency=xiangshan]"), /自相矛盾/);
  assert.match(await page.textContent(".standing-card"), /自相矛盾：香山乡/);
});

test("who works on cases here enters the report itself", async () => {
  await page.click("tr[data-agency=shuitu] button:has-text('录入报告')");
  await choose("034");
  await page.waitForSelector(".dialog [data-verdict=fail]");
  await page.fill(".dialog [data-field=source]", "区政府网站");
  await page.click(".dialog form footer button.first");
  await page.waitForSelector(".dialog .state.failed");
  assert.match(await page.textContent(".dialog .state.failed"), /由该机关自己录入/);
  assert.equal(await page.inputValue(".dialog [data-field=source]"), "区政府网站");
  await page.keyboard.press("Escape");
});

test("who sums up nobody does not have the page", async () => {
  const officer = await desk.signIn("fangyuan@xiangshan");
  await officer.goto(`${desk.url}/#/roll_up`);
  await officer.waitForSelector(".state.empty");
  assert.equal(await officer.locator("#menu a[href='#/roll_up']").count(), 0);
  await officer.context().close();
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
