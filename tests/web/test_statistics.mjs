// Statistics: what is drawn is what the service counts, and can be taken along.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { isCleanInBothLanguages } from "./axe.mjs";
import { open } from "./desk.mjs";

const WHO = "peihuaijin@fangdao";
let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

async function at(place, who = WHO) {
  const page = await desk.signIn(who);
  await page.goto(`${desk.url}/#/${place}`);
  await page.waitForSelector(".chart, .state.empty, .state.failed");
  return page;
}

// The rows of the table beside the chart ID, without its head.
const tableOf = (page, id) => page.$$eval(`[aria-labelledby=${id}-title] tbody tr`, (rows) =>
  rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));

test("the months stand in the tables as the service counts them, and agree with section three", async () => {
  const page = await at("statistics?year=2025");
  const { body } = await desk.ask(page, "GET", "/api/v1/agencies/fangdao/statistics?year=2025");
  const three = (await desk.ask(page, "GET",
    "/api/v1/agencies/fangdao/section-three?year=2025")).body;
  const total = (key) => three.rows.find((row) => row.key === key).cells.slice(-1)[0];
  assert.ok(body.received > 0);
  assert.deepEqual(await tableOf(page, "flow"), body.months.map((m) =>
    [`${m.month}月`, String(m.received), String(m.finished)]));
  assert.deepEqual(await tableOf(page, "open"), body.months.map((m) =>
    [`${m.month}月`, String(m.open)]));
  assert.deepEqual(await page.$$eval(".tiles dd", (all) => all.map((dd) => Number(dd.textContent))),
    [total("carried_in"), total("new"), total("total"), total("carried_out")]);
  assert.equal((await tableOf(page, "outcomes")).length, body.outcomes.length);
  await page.context().close();
});

test("timeliness and whose days are the service's", async () => {
  const page = await at("statistics?year=2025");
  const { body } = await desk.ask(page, "GET", "/api/v1/agencies/fangdao/pace?year=2025");
  await page.waitForSelector("[aria-labelledby=shares-title]");
  assert.deepEqual((await tableOf(page, "shares")).map((row) => row.slice(1)),
    body.shares.map((s) => [s.mean, String(s.days)]));
  assert.match(await page.textContent("[aria-labelledby=pace-title]"),
    new RegExp(`已答复 ${body.cases} 件：按期 ${body.in_time} 件，逾期 ${body.late} 件`));
  await page.context().close();
});

test("another year and scope are asked for and stand in the address", async () => {
  const page = await at("statistics", "jichangfeng@shapotou");
  await page.selectOption("select[name=year]", "2025");
  await page.selectOption("select[name=scope]", "subtree");
  await page.waitForURL(/year=2025&scope=subtree/);
  const { body } = await desk.ask(page, "GET",
    "/api/v1/agencies/shapotou/statistics?year=2025&scope=subtree");
  await page.waitForFunction((n) => document.querySelector(".tiles div:nth-child(2) dd")
    ?.textContent === n, String(body.received));
  await page.selectOption("select[name=agency]", "fangdao");
  await page.waitForURL(/agency=fangdao/);
  const below = await desk.ask(page, "GET",
    "/api/v1/agencies/fangdao/statistics?year=2025&scope=subtree");
  await page.waitForFunction((n) => document.querySelector(".tiles div:nth-child(2) dd")
    ?.textContent === n, String(below.body.received));
  await page.context().close();
});

test("a chart is saved as a picture and as numbers", async () => {
  const page = await at("statistics?year=2025");
  const { body } = await desk.ask(page, "GET", "/api/v1/agencies/fangdao/statistics?year=2025");
  const [picture] = await Promise.all([page.waitForEvent("download"),
    page.click("[aria-labelledby=flow-title] >> text=SVG")]);
  assert.equal(picture.suggestedFilename(), "fangdao-2025-flow.svg");
  const svg = readFileSync(await picture.path(), "utf8");
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(svg, /新收/);
  assert.match(svg, /<pattern id="flow-1"/);
  const [numbers] = await Promise.all([page.waitForEvent("download"),
    page.click("[aria-labelledby=flow-title] >> text=CSV")]);
  const lines = readFileSync(await numbers.path(), "utf8").trim().split("\r\n");
  assert.equal(lines.length, 13);
  assert.equal(lines[1], `1月,${body.months[0].received},${body.months[0].finished}`);
  await page.context().close();
});

test("who only sees numbers has no part that rests on cases; a year without any is told", async () => {
  const page = await at("statistics?agency=fangdao&year=2025", "zhongmingyuan");
  assert.equal(await page.locator("[aria-labelledby=shares-title]").count(), 0);
  assert.ok(await page.locator("[aria-labelledby=flow-title]").count() > 0);
  await page.selectOption("select[name=year]", "2018");
  await page.waitForSelector(".state.empty");
  await page.route("**/statistics?*", (route) => route.abort());
  await page.selectOption("select[name=year]", "2024");
  await page.waitForSelector(".state.failed");
  await page.unroute("**/statistics?*");
  await page.click(".state.failed button");
  await page.waitForSelector(".chart");
  await page.context().close();
});

test("axe finds nothing serious, in Chinese and in English", () =>
  isCleanInBothLanguages(desk, WHO, [["statistics?year=2025", "[aria-labelledby=shares-title]"]]));

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
