// What is to be done today, and the way from there to the act.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, TODAY } from "./desk.mjs";
import { faultsOf } from "./axe.mjs";

let desk;
let officer;
before(async () => {
  desk = await open();
  officer = await desk.signIn("fangyuan@xiangshan");
});
after(() => desk.close());

const work = async (page, query = "") =>
  (await desk.ask(page, "GET", `/api/v1/agencies/xiangshan/work?${query}`)).body;
const rows = (page) => page.$$eval(".work tbody tr:not(.group) .case > a", (all) =>
  all.map((a) => a.getAttribute("href")));

test("the first page is today's work, in the order the clock gives it", async () => {
  await officer.waitForSelector(".work tbody");
  const { cases } = await work(officer, "mine=true");
  assert.ok(cases.length > 0);
  assert.deepEqual(await rows(officer), cases.map((c) => `#/case/${c.application.id}`));
  const days = await officer.$$eval(".work .day-left", (all) => all.map((d) => d.textContent));
  assert.deepEqual(days, cases.map((c) => c.by_day));
});

test("an application that came online is to be confirmed, one click away", async () => {
  const made = await desk.ask(officer, "POST", "/api/v1/agencies/xiangshan/applications", {
    channel: "internet", arrived_on: "2026-11-19", applicant_category: "natural_person",
    applicant_name: "连翘", content: "香山乡供水管网改造的招标文件",
  });
  assert.equal(made.status, 201);
  const { id } = made.body.application;
  await officer.reload();
  const act = await officer.waitForSelector(`a[href="#/case/${id}/act/confirmed"]`);
  assert.match(await act.textContent(), /双方确认收到/);
  assert.equal(await officer.$eval(`tbody[data-group=confirm] a[href="#/case/${id}"]`,
    (a) => a.closest("tr").querySelector(".day-left").textContent), "2026-11-19");
  assert.doesNotMatch(await officer.textContent("main"), /⟦/);
  await act.focus();
  await officer.keyboard.press("Enter");
  await officer.waitForFunction((to) => location.hash === to, `#/case/${id}/act/confirmed`);
  await officer.goBack();
  await officer.waitForSelector(".work tbody");
});

test("mine or the whole agency, as it was left", async () => {
  const supervisor = await desk.signIn("shenyan@xiangshan");
  await supervisor.waitForSelector(".work tbody");
  assert.equal((await rows(supervisor)).length, (await work(supervisor)).open);
  await supervisor.click(".toggle button:first-child");
  await supervisor.waitForSelector(".state.empty");
  assert.match(await supervisor.textContent(".state.empty"), /没有未办结的申请/);
  await supervisor.reload();
  await supervisor.waitForSelector('.toggle button:first-child[aria-pressed="true"]');
  await supervisor.waitForSelector(".state.empty");
  await supervisor.context().close();
});

test("letters nobody signed for, and what waits for me", async () => {
  const { body } = await desk.ask(officer, "GET",
    "/api/v1/agencies/xiangshan/service?open=true&mine=true");
  const shown = await officer.$$eval('aside section[aria-label="未有送达凭证的文书"] li a',
    (all) => all.map((a) => a.textContent.trim().split(/\s+/)[0]));
  assert.deepEqual(shown, body.letters.slice(0, 6).map((l) => l.number));
  const { cases } = await work(officer);
  const running = cases.find((c) => c.application.status === "running").application;
  const proposed = await desk.ask(officer, "POST",
    `/api/v1/applications/${running.id}/correction-notice`,
    { sent_on: TODAY, items: "请明确年度", days: 10, reason: "描述不清", approved_by: "沈砚" });
  assert.equal(proposed.status, 202, JSON.stringify(proposed.body));
  const supervisor = await desk.signIn("shenyan@xiangshan");
  const link = await supervisor.waitForSelector('aside a[href^="#/proposals/"]');
  assert.match(await link.textContent(), /补正告知/);
  await link.click();
  await supervisor.waitForSelector("#proposal-title");
  await supervisor.context().close();
});

test("a service that fails is told, and asked again", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await page.waitForSelector(".work tbody");
  await page.route("**/work?*", (route) => route.abort());
  await page.click(".toggle button:last-child");
  await page.waitForSelector(".state.failed");
  await page.unroute("**/work?*");
  await page.click(".state.failed button");
  await page.waitForSelector(".work tbody");
  await page.context().close();
});

test("nothing on the page is in anybody's way", async () => {
  assert.deepEqual(await faultsOf(desk, "shenyan@xiangshan", ["today"]), []);
});

test("no page made an error of its own", () =>
  assert.deepEqual(desk.faults.filter((f) => !/ERR_FAILED/.test(f)), []));
