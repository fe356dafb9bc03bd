// The ledger: found by filters, sorted, chosen from, moved in by keyboard, however long.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { isCleanInBothLanguages } from "./axe.mjs";
import { open } from "./desk.mjs";

const WHO = "shenyan@xiangshan";
const LIST = "/api/v1/agencies/xiangshan/applications";
let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

async function at(place, who = WHO) {
  const page = await desk.signIn(who);
  await page.goto(`${desk.url}/#/${place}`);
  await page.waitForSelector(".grid-body .grid-row, .state.empty, .state.failed");
  return page;
}

const numbersOn = (page) => page.$$eval(".grid-body .grid-row", (rows) => rows
  .sort((a, b) => a.dataset.index - b.dataset.index).map((row) => row.querySelector("a").textContent.trim()));

// Until exactly the cases that the API gives for QUERY are shown, in its order.
async function showsWhat(page, query) {
  const { body } = await desk.ask(page, "GET", `${LIST}?${query}`);
  const numbers = body.applications.map((a) => a.number || "未编号");
  await page.waitForFunction((expected) => {
    const rows = [...document.querySelectorAll(".grid-body .grid-row")]
      .sort((a, b) => a.dataset.index - b.dataset.index);
    return JSON.stringify(rows.map((row) => row.querySelector("a").textContent.trim())) === expected;
  }, JSON.stringify(numbers));
  return body.applications;
}

// A list of as many cases as asked for, instead of the service's; their pages are its own.
async function longList(page, total) {
  const asked = { count: 0 };
  await page.route(`**${LIST}?*`, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const [from, limit] = [Number(query.get("after") || 0), Number(query.get("limit"))];
    const to = Math.min(total, from + limit);
    asked.count++;
    route.fulfill({ json: {
      applications: Array.from({ length: to - from }, (_, n) => ({
        id: String(4294967297 + from + n), agency: "xiangshan", number: `N-${from + n + 1}`,
        status: "running", channel: "internet", arrived_on: "2026-11-02", received_on: "2026-11-02",
        due_on: "2026-11-30", due_certain: true, overdue: false, days_to_due: 6, outcome: null,
        applicant_category: "natural_person", applicant_name: "某人", joint: 0, version: 1,
        content: `第 ${from + n + 1} 件的内容`, officer: "某甲", unit: null })),
      next: to < total ? String(to) : null } });
  });
  return asked;
}

test("the ledger asks once and shows what the service lists, with the days left", async () => {
  const page = await desk.signIn(WHO);
  const asked = [];
  await page.goto(`${desk.url}/#/cases`);
  await page.waitForSelector(".grid-body .grid-row"); // nothing of this first time is counted
  page.on("request", (request) => request.url().includes(LIST) && asked.push(request.url()));
  await page.reload();
  await page.waitForSelector(".grid-body .grid-row");
  const all = await showsWhat(page, "limit=100");
  assert.equal(asked.length, 2); // the page's, and that of this test
  const running = all.find((a) => a.status === "running");
  const row = page.locator(".grid-body .grid-row", { hasText: running.number });
  assert.match(await row.textContent(), new RegExp(`剩 ${running.days_to_due} 天`));
  assert.equal(await page.getAttribute(".grid", "aria-rowcount"), String(all.length + 1));
  await page.context().close();
});

test("filters stand in the address, survive a new load, and are what the service filters", async () => {
  const page = await at("cases");
  await page.selectOption("select[name=status]", "answered");
  await showsWhat(page, "status=answered");
  assert.match(page.url(), /#\/cases\?status=answered$/);
  await page.selectOption("select[name=sort]", "due");
  await page.selectOption("select[name=year]", "2026");
  await showsWhat(page, "status=answered&year=2026&sort=due");
  await page.reload();
  await page.waitForSelector(".grid-body .grid-row");
  await showsWhat(page, "status=answered&year=2026&sort=due");
  await page.click("text=更多筛选");
  await page.selectOption("select[name=outcome]", "granted");
  await showsWhat(page, "status=answered&year=2026&outcome=granted&sort=due");
  await page.click("text=清除筛选");
  await showsWhat(page, "sort=due");
  await page.selectOption("select[name=queue]", "awaiting_correction");
  await showsWhat(page, "queue=awaiting_correction&sort=due");
  await page.context().close();
});

test("what is typed is asked for once the typing pauses", async () => {
  const page = await at("cases");
  const asked = [];
  page.on("request", (request) => request.url().includes(`${LIST}?`) && asked.push(request.url()));
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "text");
  await page.keyboard.type("公益性岗位");
  await page.waitForURL(/text=/);
  await page.waitForFunction(() => document.querySelectorAll(".grid-body .grid-row").length === 1);
  assert.equal(asked.length, 1);
  assert.deepEqual(await numbersOn(page), ["XSX-2026-0003"]);
  await page.fill("input[name=text]", "没有这样的字");
  await page.waitForSelector(".state.empty");
  assert.match(await page.textContent(".state.empty"), /没有符合条件/);
  await page.click(".state.empty button");
  await showsWhat(page, "limit=100");
  await page.context().close();
});

test("the arrows move, the space bar chooses, Shift chooses between, Enter opens", async () => {
  const page = await at("cases");
  const all = await showsWhat(page, "limit=100");
  await page.focus(".grid");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await page.waitForSelector("text=已选 1 件");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.waitForSelector("text=已选 3 件");
  const active = await page.getAttribute(".grid", "aria-activedescendant");
  assert.equal(await page.getAttribute(`#${active}`, "aria-rowindex"), "5");
  await page.keyboard.press("Control+a");
  await page.waitForSelector(`text=已选 ${all.length} 件`);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".chosen", { state: "detached" });
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`#/case/${all[0].id}$`));
  await page.context().close();
});

test("a selection is saved as the columns show it, masked as the service tells it", async () => {
  const page = await at("cases?sort=due");
  const all = await showsWhat(page, "sort=due");
  await page.click("text=列 ▾");
  await page.uncheck("fieldset label:has-text('所需信息内容') input");
  await page.check("fieldset label:has-text('办理结果') input");
  await page.keyboard.press("Escape");
  await page.click(".grid-row[data-index='0'] input");
  await page.click(".grid-row[data-index='2'] .grid-cell:nth-child(3)", { modifiers: ["Shift"] });
  await page.waitForSelector("text=已选 3 件");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("text=导出所选")]);
  const text = readFileSync(await file.path(), "utf8");
  const lines = text.trim().split("\r\n");
  assert.equal(text[0], "\ufeff");
  assert.equal(lines.length, 4);
  assert.match(lines[0], /编号,状态.*办理结果/);
  assert.doesNotMatch(lines[0], /所需信息内容/);
  for (let n = 0; n < 3; n++) assert.ok(lines[n + 1].startsWith(all[n].number));
  await page.reload(); // the columns are kept
  await page.waitForSelector(".grid-body .grid-row");
  assert.doesNotMatch(await page.textContent(".grid-head"), /所需信息内容/);
  await page.context().close();
});

test("a view is kept under its name, for the account, and removed", async () => {
  const page = await at("cases?status=answered&year=2025");
  await page.click("text=视图 ▾");
  await page.click("text=保存当前视图");
  await page.fill("#view-name", "去年已答复");
  await page.keyboard.press("Enter");
  await page.goto(`${desk.url}/#/cases`);
  await page.reload();
  await page.waitForSelector(".grid-body .grid-row");
  await page.click("text=视图 ▾");
  await page.click(".views >> text=去年已答复");
  await showsWhat(page, "status=answered&year=2025");
  await page.click("text=视图 ▾");
  await page.click("[aria-label='删除视图“去年已答复”']");
  await page.click(".dialog footer .first");
  await page.waitForFunction(() => !/去年已答复/.test(document.body.textContent));
  await page.context().close();
});

test("an applicant is found by the number, which stands in no address", async () => {
  const page = await at("cases");
  const seen = [];
  page.on("request", (request) => seen.push(request.url()));
  await page.click("text=按申请人查找");
  await page.fill("[data-field=name] input", "骆见山");
  await page.click(".dialog button.first");
  await page.waitForSelector(".dialog table");
  const found = await desk.ask(page, "POST", `${LIST}/find`, { name: "骆见山" });
  assert.ok(found.body.applications.length >= 2);
  assert.equal(await page.locator(".dialog tbody tr").count(), found.body.applications.length);
  assert.ok(seen.every((url) => !decodeURIComponent(url).includes("骆见山")));
  await page.fill("[data-field=name] input", "");
  await page.click(".dialog button.first");
  await page.waitForSelector(".dialog .error");
  await page.context().close();
});

test("the whole ledger is exported after the password is given", async () => {
  const page = await at("cases");
  const coming = page.waitForEvent("download");
  await page.click("text=导出台账");
  if (await page.locator("#secret-password").isVisible().catch(() => false))
    await page.fill("#secret-password", desk.password(WHO));
  const text = readFileSync(await (await coming).path(), "utf8");
  const { body } = await desk.ask(page, "GET", `${LIST}?limit=1000`);
  for (const { number } of body.applications) if (number) assert.ok(text.includes(number), number);
  await page.context().close();
});

test("ten thousand rows scroll with few in the document and little work a frame", async () => {
  const page = await desk.signIn(WHO);
  await page.goto(`${desk.url}/#/cases`);
  await longList(page, 20000);
  await page.reload();
  await page.waitForSelector(".grid-body .grid-row");
  const browser = await page.context().newCDPSession(page);
  await browser.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => (await browser.send("Performance.getMetrics")).metrics
    .find((metric) => metric.name === "TaskDuration").value * 1000; // of the processor
  const before = await worked();
  const measured = await page.evaluate(async () => {
    const grid = document.querySelector(".grid");
    let [most, seen, frames] = [0, 0, 0];
    while (seen < 10000 && frames < 3000) {
      grid.scrollTop += 960;
      await new Promise(requestAnimationFrame);
      frames++;
      seen = Math.floor(grid.scrollTop / 32);
      most = Math.max(most, grid.querySelectorAll("*").length);
    }
    return { seen, most, frames };
  });
  const each = (await worked() - before) / measured.frames;
  console.log(`# ${measured.frames} frames, ${each.toFixed(1)} ms of work each`);
  assert.ok(measured.seen >= 10000, `saw ${measured.seen}`);
  assert.ok(measured.most < 1200, `${measured.most} elements`);
  assert.ok(each < 50, `${each} ms a frame`); // wall clock, frame by frame: make bench-web
  await page.context().close();
});

test("a million rows stand at their places at the end", async () => {
  const page = await desk.signIn(WHO);
  await page.goto(`${desk.url}/#/cases`);
  await longList(page, 1000000);
  await page.reload();
  await page.waitForSelector(".grid-body .grid-row");
  await page.focus(".grid");
  const loaded = () => page.textContent(".count").then((text) => Number(/\d+/.exec(text)[0]));
  for (let n = 0; n < 4; n++) {
    const before = await loaded();
    await page.keyboard.press("End");
    await page.waitForFunction((was) =>
      Number(/\d+/.exec(document.querySelector(".count").textContent)[0]) > was, before);
  }
  await page.keyboard.press("End");
  const end = await loaded();
  await page.waitForFunction((last) => {
    const active = document.querySelector(".grid").getAttribute("aria-activedescendant");
    return active && document.getElementById(active)?.textContent.includes(`N-${last}`);
  }, end).catch(async (fault) => { // more came in between
    if (await loaded() === end) throw fault;
  });
  assert.ok(end > 1000);
  assert.ok(await page.locator(".grid-row").count() < 80);
  assert.equal(await page.getAttribute(".grid", "aria-rowcount"), "-1");
  await page.context().close();
});

test("a service that is away is told, and what was there comes back", async () => {
  const page = await at("cases");
  await page.route(`**${LIST}?*`, (route) => route.abort());
  await page.selectOption("select[name=status]", "answered");
  await page.waitForSelector(".state.failed");
  await page.unroute(`**${LIST}?*`);
  await page.click(".state.failed button");
  await showsWhat(page, "status=answered");
  await page.context().close();
});

test("who may not list cases has no ledger", async () => {
  const page = await desk.signIn("jichangfeng@shapotou");
  await page.goto(`${desk.url}/#/cases`);
  await page.waitForSelector("text=您的角色不能使用本页");
  await page.context().close();
});

test("axe finds nothing serious, in Chinese and in English", () =>
  isCleanInBothLanguages(desk, WHO, [["cases?year=2026", ".grid-body .grid-row"]]));

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
