// The annual report as those see it who make it: numbers that open their cases, words bound to
// numbers, findings, and the way from draft to a restated version.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./desk.mjs";

const AGENCY = "/api/v1/agencies/xiangshan";
let desk;
let officer;
let supervisor;
let oversight;
before(async () => {
  desk = await open();
  officer = await desk.signIn("fangyuan@xiangshan");
  supervisor = await desk.signIn("shenyan@xiangshan");
  oversight = await desk.signIn("jichangfeng@shapotou");
});
after(() => desk.close());

async function go(page, place) {
  await page.goto(`${desk.url}/#/${place}`);
  await page.waitForSelector(".report .tabs");
  await desk.settle(page);
}

// Until the words of PART are saved: nothing is left to save.
const saved = (page, part) => page.waitForFunction((name) => {
  const button = document.querySelector(`[data-part=${name}] form button.first`);
  return button.disabled && button.textContent.trim() === "保存";
}, part);

// Opens every number of the table on the page: what each says, and how many it opened.
const openAll = (page) => page.evaluate(async () => {
  const until = async (look) => {
    for (let n = 0; n < 1500; n++) {
      const found = look();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error("nothing came");
  };
  const all = [];
  for (const cell of document.querySelectorAll(".form-table td[data-cell]")) {
    const button = cell.querySelector("button");
    button.click();
    const told = await until(() => document.querySelector(
      ".dialog [data-count], .dialog .state.empty, .dialog .state.failed"));
    const links = document.querySelectorAll(".dialog tr[data-case] a");
    all.push({ cell: cell.dataset.cell, says: Number(button.textContent),
      opens: document.querySelectorAll(".dialog tr[data-case]").length,
      counted: Number(told.dataset.count || 0), failed: told.className.includes("failed"),
      links: [...links].every((a) => /^#\/case\/\d+$/.test(a.getAttribute("href"))) });
    document.querySelector(".dialog header button").click();
    await until(() => !document.querySelector(".dialog"));
  }
  return all;
});

function allRight(cells, columns) {
  assert.equal(cells.length, columns);
  for (const c of cells) {
    assert.equal(c.opens, c.says, c.cell);
    assert.equal(c.counted, c.says, c.cell);
    assert.ok(!c.failed && c.links, c.cell);
  }
}

test("every number of section three opens as many cases as it says", async () => {
  await go(officer, "report/2025/three");
  await officer.waitForSelector(".form-table");
  const cells = await openAll(officer);
  allRight(cells, 25 * 7);
  assert.equal(cells.find((c) => c.cell === "new.total").says, 3);
});

test("so do those of a subtree, to who only counts", async () => {
  await go(oversight, "report/2025/three?agency=shapotou&scope=subtree");
  await oversight.waitForSelector(".form-table");
  const cells = await openAll(oversight);
  allRight(cells, 25 * 7);
  const { body } = await desk.ask(oversight, "GET",
    "/api/v1/agencies/shapotou/section-three?year=2025&scope=subtree");
  for (const row of body.rows)
    body.columns.forEach((column, n) => assert.equal(row.cells[n],
      cells.find((c) => c.cell === `${row.key}.${column.key}`).says));
});

test("section four has fifteen numbers side by side, each opens its reviews and suits", async () => {
  await go(officer, "report/2025/four");
  await officer.waitForSelector(".form-table");
  allRight(await openAll(officer), 15);
  assert.equal(await officer.locator(".form-table tbody tr").count(), 1);
  assert.equal(await officer.locator(".form-table thead tr").count(), 3);
});

test("the table is one stop, and its numbers are reached and opened by keys", async () => {
  await go(officer, "report/2025/three");
  await officer.waitForSelector(".form-table");
  assert.equal(await officer.locator(".form-table button[tabindex='0']").count(), 1);
  await officer.focus(".form-table button[tabindex='0']");
  for (const key of ["ArrowRight", "ArrowDown", "ArrowDown"]) await officer.keyboard.press(key);
  const at = () => officer.evaluate(() => document.activeElement.closest("td").dataset.cell);
  assert.equal(await at(), "granted.commercial");
  await officer.keyboard.press("Enter");
  await officer.waitForSelector(".dialog tr[data-case]");
  await officer.keyboard.press("Escape");
  await officer.waitForSelector(".dialog", { state: "detached" });
  assert.equal(await at(), "granted.commercial");
});

test("a report as of a day counts what had happened by then", async () => {
  await go(officer, "report/2025/three?as_of=2025-04-01");
  await officer.waitForSelector("[data-cell='new.total'] button");
  assert.equal(await officer.textContent("[data-cell='new.total'] button"), "1");
  await officer.waitForSelector(".cut");
});

test("section two is stated on its form, with the reason and what is doubtful", async () => {
  await go(officer, "report/2025/two");
  await officer.fill("[data-figure='normative_documents.in_force']", "0");
  await officer.click("[data-operation=figures_state] button.first");
  await officer.waitForSelector("[data-field=reason] .error");
  await officer.fill("#figures-reason", "清理后重新统计");
  await officer.click("[data-operation=figures_state] button.first");
  await officer.waitForSelector(".warnings li");
  const { body } = await desk.ask(officer, "GET", `${AGENCY}/figures/2025`);
  assert.equal(body.n, 2);
  assert.equal(body.figures.find((f) => f.key === "normative_documents.in_force").value, "0");
  await officer.waitForSelector("text=第 2 次");
  await officer.fill("[data-figure='fees.amount']", "1.2元");
  await officer.fill("#figures-reason", "再填");
  await officer.click("[data-operation=figures_state] button.first");
  await officer.waitForSelector("td[data-cell='fees.amount'] .error");
  assert.equal(await officer.inputValue("[data-figure='fees.amount']"), "1.2元");
  await officer.fill("[data-figure='fees.amount']", "0");
  await officer.fill("[data-figure='normative_documents.in_force']", "1");
  await officer.fill("#figures-reason", "核对后改回");
  await officer.click("[data-operation=figures_state] button.first");
  await officer.waitForSelector("text=第 3 次");
});

test("a number put into the words is bound to its cell", async () => {
  await go(officer, "report/2025/five");
  const box = "#text-five";
  await officer.waitForSelector(box);
  await officer.focus(box);
  await officer.keyboard.press("Control+End");
  await officer.keyboard.type("本年新收");
  await officer.click(".picker summary");
  await officer.fill(".picker input[type=search]", "新收 总计");
  await officer.click("[data-insert='new.total']");
  await officer.waitForFunction((at) => document.activeElement === document.querySelector(at) &&
    document.activeElement.value.endsWith("{{new.total}}"), box);
  await officer.keyboard.type("件。");
  assert.match(await officer.inputValue(box), /本年新收\{\{new\.total\}\}件。$/);
  await officer.waitForFunction(() =>
    /本年新收3件。/.test(document.querySelector(".filled").textContent));
  await officer.keyboard.press("Control+Enter");
  await saved(officer, "five");
  await desk.settle(officer);
  assert.equal(await officer.textContent(".filled [data-field='new.total']"), "3");
  const { body } = await desk.ask(officer, "GET", `${AGENCY}/narrative/2025`);
  assert.match(body.texts.find((x) => x.part === "five").text, /本年新收3件。$/);
});

test("what another wrote meanwhile is shown before it is written over", async () => {
  await go(officer, "report/2025/six");
  await officer.fill("#text-six", "{{processing_fee.sentence}}没有其他事项（经办人）。");
  const other = await desk.ask(supervisor, "POST", `${AGENCY}/narrative/2025/six`,
    { text: "{{processing_fee.sentence}}没有其他事项（负责人）。" });
  assert.equal(other.status, 200);
  await officer.click("[data-operation=narrative_state] button.first");
  await officer.waitForSelector(".conflict");
  assert.match(await officer.textContent(".conflict"), /负责人/);
  assert.match(await officer.inputValue("#text-six"), /经办人/);
  await officer.click(".conflict button:nth-of-type(2)");
  await officer.click("[data-operation=narrative_state] button.first");
  await saved(officer, "six");
  const { body } = await desk.ask(officer, "GET", `${AGENCY}/narrative/2025`);
  assert.match(body.texts.find((x) => x.part === "six").raw, /经办人/);
});

test("a sentence that contradicts the table is an error, marked where it stands", async () => {
  const { body } = await desk.ask(officer, "GET", `${AGENCY}/narrative/2025`);
  const one = body.texts.find((x) => x.part === "one").raw;
  await go(officer, "report/2025/one");
  await officer.fill("#text-one", one.replace("{{new.total}}件（", "77件（"));
  await officer.click("[data-part=one] [data-operation=narrative_state] button.first");
  await officer.waitForSelector("[data-part=one] mark.error");
  assert.match(await officer.textContent("[data-part=one] mark.error"), /77件/);
  await go(officer, "report/2025/ready");
  await officer.waitForSelector(".finding.error[data-rule=text_count]");
  await officer.click(".finding.error[data-rule=text_count] .where button");
  await officer.waitForSelector("[data-part=one] mark.error");
  await officer.fill("#text-one", one);
  await officer.click("[data-part=one] [data-operation=narrative_state] button.first");
  await officer.waitForSelector("[data-part=one] mark.error", { state: "detached" });
});

test("a warning stands once somebody says why", async () => {
  await go(supervisor, "report/2025/ready");
  const unserved = ".finding.warning[data-rule=unserved]";
  await supervisor.click(`${unserved} button:has-text('说明原因')`);
  await supervisor.fill(`${unserved} [data-field=reason] textarea`, "送达回证已在档，正补录");
  await supervisor.click(`${unserved} button.first`);
  await supervisor.waitForSelector(".finding.dismissed[data-rule=unserved]");
  await go(officer, "report/2025/ready");
  await officer.waitForSelector(".finding.dismissed[data-rule=unserved]");
  assert.equal(await officer.locator("button:has-text('说明原因')").count(), 0);
});

async function act(page, name, values = {}) {
  await page.click(`[data-act=${name}] > button`);
  for (const [field, value] of Object.entries(values))
    await page.fill(`[data-act=${name}] [data-field=${field}] :is(input, textarea)`, value);
  await page.click(`[data-act=${name}] form button.first, [data-act=${name}] form button.danger`);
}

// Gives the password once more where the desk asks for it.
async function prove(page, who, until) {
  await Promise.race([page.waitForSelector(until),
    page.waitForSelector(".dialog #secret-password").then(async () => {
      await page.fill(".dialog #secret-password", desk.password(who));
      await page.keyboard.press("Enter");
      await page.waitForSelector(until);
    })]);
}

test("a report is rehearsed, submitted, returned, accepted", async () => {
  await go(supervisor, "report/2025/way");
  await supervisor.click("button:has-text('预演锁定')");
  await supervisor.waitForSelector("[data-rehearsed]");
  await act(supervisor, "submit", { reason: "其余提醒已核对" });
  await supervisor.waitForSelector("tr[data-done=submit]");
  await go(oversight, "report/2025/way?agency=xiangshan");
  await act(oversight, "return", { remarks: "第五部分请写明时限" });
  await oversight.waitForSelector("tr[data-done=return]");
  await go(supervisor, "report/2025/whole");
  await supervisor.waitForSelector(".whole .form-table");
  await go(supervisor, "report/2025/way");
  await supervisor.waitForSelector("text=第五部分请写明时限");
  await act(supervisor, "submit", { reason: "已补写" });
  await supervisor.waitForFunction(() =>
    document.querySelectorAll("tr[data-done=submit]").length === 2);
  await go(oversight, "report/2025/ready?agency=xiangshan");
  await go(oversight, "report/2025/way?agency=xiangshan");
  await act(oversight, "accept");
  await oversight.waitForSelector("tr[data-done=accept]");
});

let admin;

test("two persons freeze it; what is entered later is a difference", async () => {
  await go(supervisor, "report/2025/versions");
  await supervisor.waitForSelector(".state.empty");
  await go(supervisor, "report/2025/way");
  await act(supervisor, "freeze");
  await prove(supervisor, "shenyan@xiangshan", "[data-proposal]");
  let { body } = await desk.ask(supervisor, "GET", `${AGENCY}/reports/2025/history`);
  assert.equal(body.versions.length, 0);
  admin = await desk.signIn("taoran@xiangshan");
  await go(admin, "report/2025/way");
  await admin.click("[data-proposal] button.first");
  await prove(admin, "taoran@xiangshan", "tr[data-done=freeze]");
  await go(admin, "report/2025/versions");
  await admin.waitForSelector("tr[data-version='1']");

  const late = await desk.ask(officer, "POST", `${AGENCY}/applications`, {
    channel: "in_person", arrived_on: "2025-12-30",
    applicant_category: "natural_person", applicant_name: "周知夏",
    content: "2025年村道养护资金使用情况" });
  assert.equal(late.status, 201, JSON.stringify(late.body));
  await go(officer, "report/2025/versions");
  await officer.click("tr[data-version='1'] button:nth-of-type(2)");
  await officer.waitForSelector("[data-delta='new.natural_person']");
  assert.match(await officer.textContent("[data-delta='new.natural_person']"), /自然人.*\+1/s);
  assert.match(await officer.textContent(".difference tr[data-case]"), /补登/);
  ({ body } = await desk.ask(officer, "GET", `${AGENCY}/reports/2025/history`));
  assert.equal(body.versions.length, 1);
});

test("the frozen table opens the cases as they were counted", async () => {
  await go(officer, "report/2025/versions");
  await officer.click("tr[data-version='1'] button:nth-of-type(1)");
  await officer.waitForSelector(".frozen [data-cell='new.total'] button");
  assert.equal(await officer.textContent(".frozen [data-cell='new.total'] button"), "3");
  await officer.click(".frozen [data-cell='new.total'] button");
  await officer.waitForSelector(".dialog tr[data-case]");
  assert.equal(await officer.locator(".dialog tr[data-case]").count(), 3);
  await officer.keyboard.press("Escape");
});

test("it is restated by two persons, with the reason and the difference by case", async () => {
  await go(supervisor, "report/2025/whole");
  await go(supervisor, "report/2025/way");
  await act(supervisor, "restate", { reason: "补登一件2025年12月30日收到的申请" });
  await prove(supervisor, "shenyan@xiangshan", "[data-proposal]");
  assert.match(await supervisor.textContent("[data-proposal]"), /补登一件/);
  await go(admin, "report/2025/versions");
  await go(admin, "report/2025/way");
  await admin.click("[data-proposal] button.first");
  await prove(admin, "taoran@xiangshan", "tr[data-done=restate]");
  await go(officer, "report/2025/ready");
  await go(officer, "report/2025/versions");
  await officer.click("tr[data-version='1'] button:nth-of-type(2)");
  await officer.waitForSelector(".difference tr[data-case]");
  await Promise.all([officer.waitForResponse(/difference\?.*to=2/),
    officer.selectOption(".difference select", "2")]);
  await desk.settle(officer);
  assert.equal(await officer.locator(".difference tr[data-case]").count(), 1);
  await officer.click("tr[data-version='2'] button:nth-of-type(2)");
  await officer.waitForSelector(".difference .state.empty");
});

test("where it was published is entered by two persons", async () => {
  await go(supervisor, "report/2025/whole");
  await go(supervisor, "report/2025/way");
  await act(supervisor, "publish", { published_on: "20260320",
    url: "https://example.invalid/2025" });
  await prove(supervisor, "shenyan@xiangshan", "[data-proposal]");
  await go(admin, "report/2025/versions");
  await go(admin, "report/2025/way");
  await admin.click("[data-proposal] button.first");
  await prove(admin, "taoran@xiangshan", "tr[data-done=publish]");
  assert.match(await admin.textContent("tr[data-done=publish]"), /example\.invalid.*2026-03-20/s);
});

test("it leaves as files, and the bridge to the next year is even", async () => {
  await go(officer, "report/2025/files");
  for (const format of ["docx", "xlsx", "json"]) {
    const [file] = await Promise.all([officer.waitForEvent("download"),
      officer.click(`[data-format=${format}]`)]);
    assert.match(file.suggestedFilename(), new RegExp(`\\.${format}$`));
  }
  await go(officer, "report/2026/bridge");
  await officer.waitForSelector("tr[data-column=total]");
  for (const text of await officer.locator("tr[data-column] td:nth-of-type(5)").allTextContents())
    assert.equal(text.trim(), "0"); // nothing is left unexplained
});

test("a year that has not begun says so", async () => {
  await go(officer, "report/2027/ready");
  await officer.waitForSelector(".state.failed");
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
