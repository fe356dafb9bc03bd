// Reviews and suits: entered, followed, corrected, and counted in section four.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isCleanInBothLanguages } from "./axe.mjs";
import { open } from "./desk.mjs";

const WHO = "shenyan@xiangshan";
const API = "/api/v1/agencies/xiangshan/remedies";
let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

async function at(place, who = WHO) {
  const page = await desk.signIn(who);
  await page.goto(`${desk.url}/#/${place}`);
  await page.waitForSelector("h1");
  return page;
}

// A day in the field that is called so.
async function day(page, name, text) {
  await page.fill(`[data-field=${name}] input`, text);
  await page.press(`[data-field=${name}] input`, "Enter");
}

test("an agency without any is told so", async () => {
  const page = await at("remedies");
  await page.waitForSelector(".state.empty");
  assert.match(await page.textContent(".state.empty"), /还没有登记/);
  await page.context().close();
});

test("a suit about a case is registered, with the case chosen by its number", async () => {
  const page = await at("remedies/new");
  await page.selectOption("[data-field=kind] select", "suit");
  await page.selectOption("[data-field=route] select", "direct");
  await page.fill("#remedy-about", "XSX-2026-0001");
  await page.click(".picks button");
  await page.click("form.operation button.first");
  await page.waitForSelector("[data-field=body] .error"); // what is missing is told at its field
  await page.fill("[data-field=body] input", "沙坡头区人民法院");
  await page.fill("[data-field=claimant] input", "骆见山");
  await page.fill("[data-field=filed_on] input", "20260512");
  await page.click("form.operation button.first");
  await page.waitForURL(/#\/remedies\/1$/);
  const { body } = await desk.ask(page, "GET", `${API}/1`);
  const cases = (await desk.ask(page, "GET",
    "/api/v1/agencies/xiangshan/applications?text=XSX-2026-0001")).body.applications;
  assert.equal(body.remedy.about, cases[0].id);
  assert.equal(body.remedy.filed_on, "2026-05-12");
  await page.waitForSelector(".entries li");
  for (const flag of body.flags) assert.ok((await page.textContent(".flags")).includes(flag.text));
  assert.match(await page.textContent("#main"), /不计入第四部分/); // not before it is accepted
  await page.context().close();
});

test("?case= presets the case", async () => {
  const page = await at("cases");
  const id = (await desk.ask(page, "GET",
    "/api/v1/agencies/xiangshan/applications?text=XSX-2026-0002")).body.applications[0].id;
  await page.goto(`${desk.url}/#/remedies/new?case=${id}`);
  await page.waitForSelector(`a[href="#/case/${id}"]`);
  await page.selectOption("[data-field=kind] select", "review");
  assert.equal(await page.locator("[data-field=route]").count(), 0); // only a suit has a road
  await page.fill("[data-field=body] input", "沙坡头区人民政府");
  await page.fill("[data-field=claimant] input", "砾石滩合作社");
  await page.fill("[data-field=filed_on] input", "20261012");
  await page.click("form.operation button.first");
  await page.waitForURL(/#\/remedies\/2$/);
  assert.equal((await desk.ask(page, "GET", `${API}/2`)).body.remedy.about, id);
  await page.context().close();
});

test("what happens is recorded, and moves the case within section four", async () => {
  const page = await at("remedies/1");
  await page.selectOption("#remedy-what", "accepted");
  await day(page, "happened_on", "20260515");
  await page.waitForFunction(() => document.querySelectorAll(".entries > li").length === 2);
  assert.match(await page.textContent("#main"), /2026年：未经复议直接起诉，尚未审结/);
  await page.selectOption("#remedy-what", "served");
  await page.fill("[data-field=happened_on] input", "20260520");
  await page.click("form.operation button.first");
  await page.waitForFunction(() => document.querySelectorAll(".entries > li").length === 3);
  const served = (await desk.ask(page, "GET", `${API}/1`)).body;
  const reply = served.deadlines.find((d) => d.whose === "agency" && d.open);
  assert.ok(reply, "a period to reply runs");
  assert.ok((await page.textContent("#main")).includes(reply.due));
  await page.selectOption("#remedy-what", "decided");
  const results = await page.$$eval("[data-field=result] option", (all) => all.map((o) => o.value));
  assert.ok(results.includes("suit_annulled") && !results.includes("review_upheld"));
  await page.fill("[data-field=happened_on] input", "20260901");
  await page.selectOption("[data-field=result] select", "suit_annulled");
  await page.fill("[data-field=delivered_on] input", "20260905");
  await page.click("form.operation button.first");
  await page.waitForFunction(() => document.querySelectorAll(".entries > li").length === 4);
  const { body } = await desk.ask(page, "GET", `${API}/1`);
  assert.equal(body.remedy.result, "suit_annulled");
  const cell = body.cells.find((c) => c.year === 2026);
  const four = (await desk.ask(page, "GET",
    `/api/v1/agencies/xiangshan/section-four/${cell.block}/${cell.column}?year=2026`)).body;
  assert.ok(four.remedies.some((r) => r.n === 1));
  await page.context().close();
});

test("the list is filtered in the address", async () => {
  const page = await at("remedies?kind=suit");
  await page.waitForSelector("table.list tbody tr");
  assert.equal(await page.locator("table.list tbody tr").count(), 1);
  await page.selectOption("select[name=kind]", "");
  await page.waitForFunction(() => document.querySelectorAll("table.list tbody tr").length === 2);
  await page.selectOption("select[name=year]", "2020");
  await page.waitForSelector(".state.empty");
  assert.match(page.url(), /year=2020/);
  await page.context().close();
});

test("an entry is corrected by a proposal, which is told; a refusal stays in the form", async () => {
  const page = await at("remedies/2", "fangyuan@xiangshan");
  await page.click(".entries li >> text=更正");
  await page.fill(".dialog [data-field=body] input", "中卫市人民政府");
  await page.click(".dialog button.first");
  await page.waitForSelector(".dialog [data-field=reason] .error");
  await page.fill(".dialog [data-field=reason] textarea", "复议机关写错");
  await page.click(".dialog button.first");
  await page.waitForSelector(".notice");
  assert.match(await page.textContent(".notices"), /待另一人确认/);
  const { body } = await desk.ask(page, "GET", `${API}/2`);
  assert.equal(body.remedy.body, "沙坡头区人民政府"); // until another confirms
  await page.context().close();
});

test("who may not record has no form, and a number that is none is told", async () => {
  const page = await at("remedies/1", "taoran@xiangshan");
  await page.waitForSelector(".entries");
  assert.equal(await page.locator("#remedy-what").count(), 0);
  assert.equal(await page.locator("text=登记复议或诉讼").count(), 0);
  await page.goto(`${desk.url}/#/remedies/99`);
  await page.waitForSelector(".state.failed");
  await page.context().close();
});

test("axe finds nothing serious, in Chinese and in English", () =>
  isCleanInBothLanguages(desk, WHO, [["remedies", "table.list"], ["remedies/1", ".entries"],
    ["remedies/new", "form.operation"]]));

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
