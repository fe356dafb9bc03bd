// Registering by keyboard, and what may come between.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, TODAY } from "./desk.mjs";
import { faultsOf } from "./axe.mjs";

const KEYS_PER_SECOND = 5; // of somebody who types without hurry
const KEYS_PER_CHARACTER = 4; // of a Chinese one, by its sound

let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

// A person at the keyboard of PAGE, who is counted.
function typist(page) {
  const person = {
    keys: 0,
    async press(...names) {
      for (const name of names) {
        person.keys += name.split("+").length;
        await page.keyboard.press(name);
      }
    },
    async type(text) {
      person.keys += Array.from(text)
        .reduce((sum, c) => sum + (c > "\u2000" ? KEYS_PER_CHARACTER : 1), 0);
      if (/^[\x20-\x7e]*$/.test(text)) await page.keyboard.type(text);
      else await page.keyboard.insertText(text);
    },
  };
  return person;
}

async function begin(page) {
  await page.goto(`${desk.url}/#/register`);
  await page.waitForSelector(".channels input");
  await page.focus("h1");
}

const field = (name) => `form.register [data-field="${name}"]`;
const fill = (page, name, text) => page.fill(`${field(name)} > input, ${field(name)} > textarea`, text);

// The least an application is made of, but for the name.
async function fillIn(page, name, content = "2026年高标准农田建设的验收报告") {
  await page.check('[name="channel"][value="in_person"]');
  await page.selectOption(`${field("applicant_category")} select`, "natural_person");
  await fill(page, "applicant_name", name);
  await fill(page, "content", content);
}

// The applications of somebody, as the agency has them.
const ofPerson = async (page, name) => (await desk.ask(page, "GET",
  `/api/v1/agencies/xiangshan/applications?text=${encodeURIComponent(name)}`)).body.applications;

test("an application is registered by keyboard alone in under a minute", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  const me = typist(page);
  await me.press("Tab", "2");
  await page.waitForFunction(() => /签收之日/.test(document.querySelector("#channel-rule").textContent));
  await page.waitForFunction((day) => document.querySelector(".receipt")?.textContent.includes(day),
    TODAY);
  const told = await page.textContent(".receipt");
  await me.press("Tab", "Tab", "Tab");
  await me.type("1100034567811");
  await me.press("Tab", "ArrowDown", "Tab");
  await me.type("司马清和");
  await me.press("Tab", "ArrowDown", "Tab");
  await me.type("999999199001010015");
  await me.press("Tab");
  await me.type("10000000099");
  await me.press("Tab", "Tab");
  await me.type("香山乡三道沟村5号");
  await me.press("Tab", "Tab", "Tab");
  await me.type("2025年退耕还林补助资金的分配方案和验收结果");
  await me.press("Control+Enter");
  await page.waitForSelector(".done");
  assert.ok(me.keys / KEYS_PER_SECOND < 60, `${me.keys} keys`);
  console.log(`# ${me.keys} keystrokes, ${Math.round(me.keys / KEYS_PER_SECOND)} s at five a second`);
  const [made] = await ofPerson(page, "司马清和");
  assert.equal(made.channel, "mail_signed");
  assert.equal(made.received_on, TODAY);
  assert.equal(made.tracking_number, "1100034567811");
  assert.ok(told.includes(made.due_on), `${made.due_on} was told beforehand: ${told}`);
  assert.match(await page.textContent(".done"), new RegExp(made.due_on));
  assert.doesNotMatch(await page.textContent("main"), /⟦/);
  await page.keyboard.press("Enter");
  await page.waitForSelector('[name="channel"][value="mail_signed"]:checked');
  await page.waitForFunction(() => document.activeElement.closest('[data-field="arrived_on"]'));
  await page.context().close();
});

test("a channel that is confirmed by both sides says so, and starts no period", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "南宫望");
  await page.check('[name="channel"][value="internet"]');
  assert.match(await page.textContent("#channel-rule"), /双方确认之日.*须与申请人双方确认/s);
  await page.waitForFunction(() => /待确认/.test(document.querySelector(".receipt").textContent));
  await page.fill(`${field("confirmed_on")} input`, "20261120");
  await page.keyboard.press("Tab");
  await page.waitForFunction((day) =>
    document.querySelector(".receipt dd strong")?.textContent === day, TODAY);
  await page.context().close();
});

test("earlier applications stand beside the form, and the same paper is told", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  const content = "2024年度村级公益事业一事一议财政奖补项目清单";
  const made = await desk.ask(page, "POST", "/api/v1/agencies/xiangshan/applications", {
    channel: "in_person", arrived_on: TODAY, applicant_category: "natural_person",
    applicant_name: "端木青禾", content,
  });
  await begin(page);
  await fillIn(page, "端木青禾", content);
  const link = await page.waitForSelector(`.radar a[href="#/case/${made.body.application.id}"]`);
  assert.equal((await link.textContent()).trim(), made.body.application.number);
  await page.waitForFunction(() => /相似 100%/.test(document.querySelector(".radar").textContent));
  assert.match(await page.textContent(".radar .warning"), /可能是同一来件重复登记/);
  await page.context().close();
});

test("what is wrong is told at its field, which gets the focus", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "东方晓");
  await page.selectOption(`${field("applicant_id_type")} select`, "resident_id");
  await fill(page, "applicant_name", "");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(`${field("applicant_name")} .error`);
  assert.equal(await page.evaluate(() =>
    document.activeElement.closest("[data-field]").dataset.field), "applicant_name");
  await fill(page, "applicant_name", "东方晓");
  await page.fill(`${field("arrived_on")} input`, "20260231");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(`${field("arrived_on")} .error`);
  assert.deepEqual(await ofPerson(page, "东方晓"), []);
  await page.context().close();
});

test("pressed twice, it is registered once", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "慕容白");
  await page.dblclick("form.register button.first");
  await page.waitForSelector(".done");
  assert.equal((await ofPerson(page, "慕容白")).length, 1);
  await page.context().close();
});

test("with the service away it stays on the page, and sent again it is registered once", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "公孙止水");
  await desk.stopService();
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("form.register p.error[role=alert]");
  await page.waitForSelector(".banner.offline");
  assert.equal(await page.inputValue(`${field("applicant_name")} > input`), "公孙止水");
  await desk.startService();
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".done");
  assert.equal((await ofPerson(page, "公孙止水")).length, 1);
  await page.context().close();
});

test("an answer lost on its way makes no second application", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "闻人语");
  let lost = 0;
  await page.route("**/agencies/xiangshan/applications", async (route) => {
    await route.fetch();
    lost++;
    await route.abort();
  }, { times: 1 });
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("form.register p.error[role=alert]");
  assert.equal(lost, 1);
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".done");
  assert.equal((await ofPerson(page, "闻人语")).length, 1);
  await page.context().close();
});

test("what was typed outlives the tab, without the numbers, and goes with who signs out", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "尉迟恭谨");
  await fill(page, "applicant_id_number", "999999199001010031");
  await fill(page, "applicant_phone", "10000000088");
  const kept = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)
    .filter(([name]) => name.startsWith("gongkai.draft."))));
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("尉迟恭谨"));
  assert.doesNotMatch(await kept(), /999999199001010031|10000000088/);
  const next = await page.context().newPage();
  next.setDefaultTimeout(15000);
  await page.close({ runBeforeUnload: false });
  await next.goto(`${desk.url}/#/register`);
  await next.waitForSelector(".banner button:has-text('不要了')");
  assert.equal(await next.inputValue(`${field("applicant_name")} > input`), "尉迟恭谨");
  assert.equal(await next.inputValue(`${field("applicant_id_number")} > input`), "");
  await next.click("header.top button:has-text('退出登录')");
  await next.click("dialog footer button.first");
  await next.waitForSelector("#secret-sign_in");
  assert.equal(await next.evaluate(() => Object.keys(localStorage)
    .filter((name) => name.startsWith("gongkai.draft.")).length), 0);
  await next.context().close();
});

test("a draft is discarded by a button, and forgotten after a day", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "长孙无名");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("长孙无名"));
  await page.reload();
  await page.click(".banner button:has-text('不要了')");
  assert.equal(await page.inputValue(`${field("applicant_name")} > input`), "");
  await fillIn(page, "长孙无名");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("长孙无名"));
  await page.evaluate(() => {
    for (const name of Object.keys(localStorage))
      if (name.startsWith("gongkai.draft.")) {
        const kept = JSON.parse(localStorage.getItem(name));
        localStorage.setItem(name, JSON.stringify({ ...kept, at: kept.at - 25 * 3600000 }));
      }
  });
  await page.goto("about:blank");
  await page.goto(`${desk.url}/#/register`);
  await page.waitForSelector(".channels input");
  assert.equal(await page.inputValue(`${field("applicant_name")} > input`), "");
  assert.equal(await page.$(".banner button:has-text('不要了')"), null);
  await page.context().close();
});

test("a session that ends while one types asks for the password, and nothing is lost", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "上官云起");
  const other = await page.context().newPage();
  await other.goto(desk.url);
  await desk.ask(other, "POST", "/api/v1/session/end", {});
  await other.close();
  await page.focus(`${field("content")} textarea`);
  await page.keyboard.press("Control+Enter");
  await page.fill("dialog #secret-password", desk.password("fangyuan@xiangshan"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".done");
  assert.equal((await ofPerson(page, "上官云起")).length, 1);
  await page.context().close();
});

test("files go with it, and one that fails is sent again", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await fillIn(page, "皇甫嵩岳");
  const pdf = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n");
  await page.setInputFiles(".drop input[type=file]", [
    { name: "申请书 (一).pdf", mimeType: "application/pdf", buffer: pdf },
    { name: "身份证.pdf", mimeType: "application/pdf", buffer: pdf }]);
  await page.selectOption(".drop-line:nth-child(2) select", "identity_proof");
  await page.route("**/attachments?kind=identity_proof", (route) => route.abort(), { times: 1 });
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".drop-line.failed button");
  await page.click(".done footer button.first");
  assert.match(await page.textContent("dialog"), /附件没有上传/);
  await page.click("dialog footer button:not(.first)");
  await page.click(".drop-line.failed button:has-text('重试')");
  await page.waitForFunction(() => document.querySelectorAll(".drop-line.done").length === 2);
  const [made] = await ofPerson(page, "皇甫嵩岳");
  const { body } = await desk.ask(page, "GET", `/api/v1/applications/${made.id}/attachments`);
  assert.deepEqual(body.attachments.map((a) => [a.name, a.kind]),
    [["申请书 (一).pdf", "application_letter"], ["身份证.pdf", "identity_proof"]]);
  await page.context().close();
});

test("dropped files are taken wherever they fall", async () => {
  const page = await desk.signIn("fangyuan@xiangshan");
  await begin(page);
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["%PDF-1.4"], "来信.pdf", { type: "application/pdf" }));
    document.body.dispatchEvent(new DragEvent("drop",
      { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector(".drop-line:has-text('来信.pdf')");
  await page.context().close();
});

test("joint applicants and an agent are told, and the officer named gets the case", async () => {
  const page = await desk.signIn("qiyuanchuan@fangdao");
  await begin(page);
  await fillIn(page, "令狐问");
  await page.click("details:has([data-field=joint]) summary");
  await page.click(`${field("joint")} button:has-text('增加一行')`);
  await page.fill(`${field("joint")} .row [data-field="name"] input`, "令狐答");
  await page.click("details:has([data-field=agent]) summary");
  await page.fill(`${field("agent")} [data-field="name"] input`, "钟离");
  await page.fill("#s-officer", "容静言");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".done");
  const { body: list } = await desk.ask(page, "GET",
    `/api/v1/agencies/fangdao/applications?text=${encodeURIComponent("令狐问")}`);
  const shown = () => desk.ask(page, "GET", `/api/v1/applications/${list.applications[0].id}`);
  await page.waitForResponse((r) => r.url().endsWith("/assignee")).catch(() => {});
  const { applicant } = (await shown()).body;
  assert.deepEqual(applicant.joint.map((p) => p.name), ["令狐答"]);
  assert.equal(applicant.agent.name, "钟离");
  assert.match(applicant.assignee, /^rongjingyan/);
  await page.context().close();
});

test("nothing on the page is in anybody's way", async () => {
  assert.deepEqual(await faultsOf(desk, "fangyuan@xiangshan", ["register"], async (page) => {
    await page.check('[name="channel"][value="internet"]');
    await page.click("details:has([data-field=agent]) summary");
  }), []);
});

test("no page made an error of its own", () =>
  assert.deepEqual(desk.faults.filter((f) => !/ERR_(FAILED|CONNECTION)/.test(f)), []));
