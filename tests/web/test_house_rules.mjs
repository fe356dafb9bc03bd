// Calendar, templates, settings, audit and system; every page of the house in both languages and
// before axe.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, leave, press, told } from "./act.mjs";
import { seriousOn } from "./axe.mjs";
import { open } from "./desk.mjs";

let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

const at = (page, place) => goTo(desk, page, place);

async function span(page, n, name, kind, from, to) {
  const group = page.getByRole("group", { name: `第 ${n} 段`, exact: true });
  await group.getByLabel("节日").fill(name);
  await group.getByLabel("性质").selectOption(kind);
  await group.locator(`#span-${n - 1}-from`).fill(from);
  await group.locator(`#span-${n - 1}-from`).press("Tab");
  if (to) {
    await group.locator(`#span-${n - 1}-to`).fill(to);
    await group.locator(`#span-${n - 1}-to`).press("Tab");
  }
}

test("a notice is loaded, previewed and adopted by two persons", async () => {
  const system = await desk.signIn("luzhixing");
  await at(system, "calendar/2027");
  await system.getByText("尚未公布或采用").waitFor();
  await system.getByText("2027年没有通知").waitFor(); // the empty state
  await system.getByRole("button", { name: "录入通知" }).click();
  const form = system.locator("form[data-operation=calendar_import]");
  await form.getByLabel("文号").fill("国办发明电〔2026〕9号");
  await form.getByLabel("公布日期").fill("20261105");
  await span(system, 1, "元旦", "holiday", "1.1", "1.3");
  await press(system, "＋ 调休上班");
  await span(system, 2, "元旦", "workday", "2026-12-27");
  await press(system, "录入");
  await form.locator(".error", { hasText: "网址" }).waitFor(); // nothing that was typed is lost
  await form.getByLabel("网址").fill("https://www.gov.cn/zhengce/content.htm");
  await press(system, "＋ 放假");
  await span(system, 3, "春节", "holiday", "2027-02-05", "+6");
  await press(system, "录入");
  await system.locator("dialog .facts", { hasText: "待采用" }).waitFor();
  await press(system, "预览采用的影响");
  const effect = system.locator("[data-effect]");
  await effect.waitFor();
  const notices = await desk.ask(system, "GET", "/api/v1/calendar/notices");
  const notice = notices.body.notices.find((n) => n.notice === "国办发明电〔2026〕9号");
  assert.equal(notice.days.length, 3 + 1 + 7);
  const { body: preview } = await desk.ask(system, "GET",
    `/api/v1/calendar/notices/${notice.id}/preview?act=adopt`);
  assert.equal(Number(await effect.getAttribute("data-effect")), preview.moved);
  assert.equal(await system.locator("dialog tbody del").count(), preview.cases.length);
  await system.getByLabel("理由").fill("国务院办公厅通知已公布");
  await press(system, "提出采用");
  await told(system, "待另一人确认");

  const superior = await desk.signIn("jichangfeng@shapotou");
  await at(superior, "calendar/2027");
  const waits = superior.locator(".waiting li", { hasText: "国办发明电〔2026〕9号" });
  await waits.getByText("国务院办公厅通知已公布").waitFor();
  await waits.getByRole("button", { name: "确认" }).click();
  await superior.locator("[data-day='2027-01-01'].marked").waitFor();
  const year = await desk.ask(superior, "GET", "/api/v1/calendar?year=2027");
  assert.equal(year.body.complete, true);
  assert.equal(year.body.days.find((d) => d.date === "2027-02-08").kind, "holiday");
  assert.equal(await superior.getByText("尚未公布或采用").count(), 0);
  await leave(superior);
  await leave(system);
});

test("a template is downloaded, refused when broken, sent back and confirmed", async () => {
  const page = await desk.signIn("taoran@xiangshan");
  await at(page, "templates");
  const row = page.locator("tr[data-kind=receipt]");
  await row.getByText("标准模板").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"),
    row.getByRole("button", { name: /^下载/ }).first().click()]);
  const copy = join(desk.directory, "receipt.docx");
  await file.saveAs(copy);
  const broken = join(desk.directory, "broken.docx");
  writeFileSync(broken, readFileSync(copy).subarray(0, 2000));
  await row.getByRole("button", { name: /^上传/ }).click();
  await page.getByLabel("修改后的文件").setInputFiles(broken);
  await press(page, "提出");
  await page.locator("dialog .error").waitFor();
  await page.getByLabel("修改后的文件").setInputFiles(copy);
  await page.locator("form[data-operation=letter_template_set] textarea").fill("加页眉");
  await press(page, "提出");
  await told(page, "待另一人确认");
  const other = await desk.signIn("shenyan@xiangshan");
  await at(other, "templates");
  await other.locator(".waiting li", { hasText: "加页眉" })
    .getByRole("button", { name: "确认" }).click();
  await other.locator("tr[data-kind=receipt]", { hasText: "本机关（第 1 版）" }).waitFor();
  const { body } = await desk.ask(other, "GET", "/api/v1/agencies/xiangshan/letter-templates");
  assert.equal(body.templates.find((x) => x.kind === "receipt").agency, "xiangshan");
  await other.getByRole("button", { name: "政府信息公开申请登记回执 的字段" }).click();
  await other.locator("dialog code").first().waitFor();
  await leave(other);
  await leave(page);
});

test("a reading of the law is taken by two persons", async () => {
  const system = await desk.signIn("luzhixing");
  await at(system, "settings?agency=xiangshan");
  const card = system.locator("[data-reading=restday_receipt]");
  await card.getByText("条例第三十一条").waitFor();
  await card.getByRole("button", { name: "改用另一种理解" }).click();
  await system.getByLabel("依据").fill("市政府办公室口径〔2026〕3号");
  await press(system, "提出");
  await told(system, "待另一人确认");
  const superior = await desk.signIn("jichangfeng@shapotou");
  await at(superior, "settings?agency=xiangshan");
  await superior.locator(".waiting li", { hasText: "休息日收到" })
    .getByRole("button", { name: "确认" }).click();
  await superior.locator("[data-reading=restday_receipt] .taken",
    { hasText: "视为下一工作日收到" }).waitFor();
  await at(superior, "settings/deadlines");
  const line = superior.locator("tr[data-tier=department]");
  await line.getByRole("button", { name: "设定期限" }).click();
  await superior.getByLabel("该年度报告的期限").fill("20270120");
  await superior.getByLabel("依据").fill("区政府办通知");
  await press(superior, "设定期限");
  await line.getByText("2027-01-20").waitFor();
  await leave(superior);
  await leave(system);
});

test("the security policy is not overwritten from a second tab", async () => {
  const first = await desk.signIn("jiansiqi");
  const second = await first.context().newPage();
  await at(first, "settings/policy");
  await at(second, "settings/policy");
  await first.getByLabel("同时会话数").fill("5");
  await first.getByRole("button", { name: "保存" }).click();
  await told(first, "安全策略已修改");
  await second.getByLabel("锁定时间（分钟）").fill("20");
  await second.getByRole("button", { name: "保存" }).click();
  await second.locator(".error", { hasText: "请刷新" }).waitFor();
  assert.equal(await second.getByLabel("锁定时间（分钟）").inputValue(), "20");
  const { body } = await desk.ask(first, "GET", "/api/v1/policy");
  assert.equal(body.policy.sessions, 5);
  assert.equal(body.policy.lock_minutes, 15);
  await at(first, "settings/steps");
  const right = first.locator("tr[data-right=case_extend] select");
  await right.selectOption("2");
  await told(first, "改为 2 人确认");
  await leave(first);
});

test("the audit finds what was just done, opens it and gives it away", async () => {
  const page = await desk.signIn("zhongmingyuan");
  await at(page, "audit");
  await page.getByLabel("操作", { exact: true }).fill("letter_template_set");
  await page.getByRole("button", { name: "查找" }).click();
  const row = page.locator("tr[data-operation=letter_template_set]", { hasText: "shenyan" }).first();
  await row.waitFor();
  assert.equal(await page.locator("tbody tr:not([data-operation=letter_template_set])").count(), 0);
  await row.getByRole("button").click();
  await page.locator("dialog pre", { hasText: "sha256" }).waitFor();
  await page.keyboard.press("Escape");
  const { body } = await desk.ask(page, "GET",
    "/api/v1/audit?of_operation=letter_template_set&limit=1000");
  const [file] = await Promise.all([page.waitForEvent("download"),
    page.getByRole("button", { name: "导出 JSONL" }).click()]);
  const lines = readFileSync(await file.path(), "utf8").trim().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(lines, body.records);
  const [table] = await Promise.all([page.waitForEvent("download"),
    page.getByRole("button", { name: "导出 CSV" }).click()]);
  assert.match(readFileSync(await table.path(), "utf8"), /^\ufeff机关,序号,时间,/);
  await at(page, "audit?of_actor=nobody");
  await page.getByText("没有符合条件的记录").waitFor();
  await leave(page);
});

test("the system tells what the doctor finds", async () => {
  const page = await desk.signIn("luzhixing");
  await at(page, "system");
  const { body } = await desk.ask(page, "GET", "/api/v1/system");
  for (const check of body.checks)
    assert.equal(await page.locator(`tr[data-check=${check.check}]`).count(), 1);
  assert.equal(body.checks.find((c) => c.check === "keys").state, "fine");
  assert.equal(body.checks.find((c) => c.check === "calendar_next").state, "fine");
  await page.getByText("密钥 1").waitFor();
  await leave(page);
});

const EVERYWHERE = [
  ["jiansiqi", "agencies", "agencies/xiangshan/steps", "people", "people/tokens", "system",
    "settings/policy", "settings/steps"],
  ["zhongmingyuan", "audit", "agencies/xiangshan/disposals", "settings/policy"],
  ["luzhixing", "calendar/2026", "settings", "settings/deadlines", "templates",
    "agencies/xiangshan/retention"],
  ["taoran@xiangshan", "people", "agencies/xiangshan", "agencies/xiangshan/delegations"],
];

for (const [who, ...places] of EVERYWHERE)
  test(`${who}: no page misses a word, and axe finds nothing serious`, async () => {
    const page = await desk.signIn(who, { bypassCSP: true });
    const found = [];
    for (const language of ["zh", "en"]) {
      for (const place of places) {
        await at(page, place);
        const text = await page.textContent("body");
        assert.ok(!text.includes("⟦"), `${language} ${place}: ${/⟦[^⟧]*⟧/.exec(text)}`);
        if (language === "en") continue;
        for (const line of await seriousOn(page)) found.push(`${place}: ${line}`);
      }
      if (language === "zh") await page.getByRole("button", { name: "English" }).click();
    }
    assert.deepEqual(found, []);
    await leave(page);
  });

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
