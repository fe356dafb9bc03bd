// The board of deadlines: its numbers are the service's, and each opens its cases.

import assert from "node:assert/strict";
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
  await page.waitForSelector(".board, .state.empty, .state.failed");
  return page;
}

test("every officer and unit has the service's numbers, and each number opens its cases", async () => {
  const page = await at("deadlines");
  for (const by of ["officer", "unit"]) {
    const { body } = await desk.ask(page, "GET", `/api/v1/deadlines?by=${by}`);
    await page.click(`.tabs a[href$="by=${by}"]`);
    await page.waitForSelector(`.tabs a[href$="by=${by}"][aria-current]`);
    await page.waitForFunction((n) => document.querySelectorAll(".board tbody tr").length === n,
      body.groups.length);
    const group = body.groups.find((g) => g.open > 0);
    const row = page.locator(".board tbody tr").nth(body.groups.indexOf(group));
    const link = row.locator(`a[href*="queue=open"]`);
    assert.match(await link.textContent(), new RegExp(`\\D${group.open}$`)); // with what it counts
    await link.click();
    await page.waitForURL(/#\/cases\?/);
    await page.waitForFunction((n) => document.querySelectorAll(".grid-body .grid-row").length === n,
      group.open);
    await page.goBack();
    await page.waitForSelector(".board");
  }
  await page.context().close();
});

test("each queue of the total opens as many cases as it tells", async () => {
  const page = await at("deadlines");
  const { body } = await desk.ask(page, "GET", "/api/v1/deadlines?by=officer");
  const links = await page.$$eval(".tiles a", (all) => all.map((a) => [a.getAttribute("href"),
    Number(/\d+$/.exec(a.textContent)[0])]));
  assert.ok(links.length > 0);
  for (const [href, count] of links) {
    const queue = new URLSearchParams(href.split("?")[1]).get("queue");
    assert.equal(count, body.total[queue]);
    const list = await desk.ask(page, "GET",
      `/api/v1/agencies/fangdao/applications?limit=1000&queue=${queue}`);
    assert.equal(list.body.applications.length, count, queue);
  }
  await page.context().close();
});

test("the coming six weeks tell what falls due each day, with 休 and 班, and open it", async () => {
  const page = await at("deadlines", "shenyan@xiangshan");
  const { body } = await desk.ask(page, "GET", "/api/v1/deadlines?by=officer");
  assert.equal(body.days.length, 42);
  assert.equal(await page.locator(".heat-day").count(), 42);
  const busy = body.days.filter((day) => day.due > 0);
  assert.ok(busy.length > 0);
  const shown = await page.$$eval(".heat-day a", (all) => all.map((a) =>
    [new URLSearchParams(a.getAttribute("href").split("?")[1]).get("due_on"),
      Number(a.querySelector("strong").textContent)]));
  assert.deepEqual(shown, busy.map((day) => [day.date, day.due]));
  await page.click(".heat-day a");
  await page.waitForURL(/due_on=/);
  await page.waitForFunction((n) => document.querySelectorAll(".grid-body .grid-row").length === n,
    busy[0].due);
  await page.context().close();
});

test("holidays and make-up days of the calendar are marked", async () => {
  const page = await desk.signIn(WHO);
  await page.route("**/api/v1/deadlines*", async (route) => {
    const reply = await route.fetch();
    const body = await reply.json();
    const first = Date.UTC(2026, 8, 14); // six weeks around National Day
    body.days = body.days.map((day, n) => ({ ...day, due: n === 5 ? 2 : 0,
      date: new Date(first + n * 86400000).toISOString().slice(0, 10) }));
    body.total.open = Math.max(1, body.total.open);
    await route.fulfill({ json: body });
  });
  await page.goto(`${desk.url}/#/deadlines`);
  await page.waitForSelector(".heat-day sup");
  const { body } = await desk.ask(page, "GET", "/api/v1/calendar?year=2026");
  const marked = body.notices.filter((n) => n.state === "in_force").flatMap((n) => n.days)
    .filter((d) => !d.superseded_by && d.date >= "2026-09-14" && d.date <= "2026-10-25");
  assert.ok(marked.length > 5);
  assert.equal(await page.locator(".heat-day sup").count(), marked.length);
  await page.context().close();
});

test("oversight sees the agencies, whose cases it may not open", async () => {
  const page = await at("deadlines", "jichangfeng@shapotou");
  const { body } = await desk.ask(page, "GET", "/api/v1/deadlines?by=agency");
  assert.equal(await page.locator(".board tbody tr").count(), body.groups.length);
  assert.ok(body.groups.length > 1);
  assert.equal(await page.locator(".board a").count(), 0);
  assert.equal(await page.locator(".tabs").count(), 0);
  await page.context().close();
});

test("an agency without an open case is told so, a service that is away, too", async () => {
  const page = await desk.signIn(WHO);
  await page.route("**/api/v1/deadlines*", async (route) => {
    const body = await (await route.fetch()).json();
    for (const queue of Object.keys(body.total)) body.total[queue] = 0;
    await route.fulfill({ json: { ...body, groups: [] } });
  });
  await page.goto(`${desk.url}/#/deadlines`);
  await page.waitForSelector(".state.empty");
  await page.unroute("**/api/v1/deadlines*");
  await page.route("**/api/v1/deadlines*", (route) => route.abort());
  await page.click(".tabs a[href$='by=unit']");
  await page.waitForSelector(".state.failed");
  await page.unroute("**/api/v1/deadlines*");
  await page.click(".state.failed button");
  await page.waitForSelector(".board");
  await page.context().close();
});

test("axe finds nothing serious, in Chinese and in English", () =>
  isCleanInBothLanguages(desk, WHO, [["deadlines", ".board"]]));

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
