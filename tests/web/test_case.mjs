// The page of a case: what it foretells against what then happens, two people at one case, and
// what each tab shows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousOn } from "./axe.mjs";
import { TODAY, open } from "./desk.mjs";

const OFFICER = "fangyuan@xiangshan", HEAD = "shenyan@xiangshan";
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>{{称呼}}`;

let desk, officer, head;
before(async () => {
  desk = await open();
  head = await desk.signIn(HEAD);
  officer = await desk.signIn(OFFICER);
});
after(() => desk.close());

async function act(page, path, body, status = 200) {
  const answer = await desk.ask(page, "POST", path, body);
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body;
}

// A new application, received on DAY in person.
async function register(day, content = "2025年村级道路养护资金安排") {
  const { application } = await act(officer, "/api/v1/agencies/xiangshan/applications", {
    channel: "in_person", arrived_on: day, applicant_category: "natural_person",
    applicant_name: "白若川", applicant_address: "香山乡岭下村", content,
    wanted_form: "paper", wanted_route: "pickup",
  }, 201);
  return application.id;
}

const show = async (id) => (await desk.ask(officer, "GET", `/api/v1/applications/${id}`)).body;
const clockOf = async (id) =>
  (await desk.ask(officer, "GET", `/api/v1/applications/${id}/clock`)).body;

// Anew, so that no test begins with what another left unsaved.
async function openCase(page, id, tab = "") {
  await page.goto("about:blank");
  await page.goto(`${desk.url}/#/case/${id}${tab ? `/${tab}` : ""}`);
  await page.waitForSelector(".case-head h1");
  await desk.settle(page);
}

// The head of the office confirms what waits for this case.
async function confirm(id) {
  const { body } = await desk.ask(head, "GET", "/api/v1/proposals?by=others&limit=100");
  const waiting = body.proposals.filter((p) => p.application === id);
  assert.equal(waiting.length, 1);
  await act(head, `/api/v1/proposals/${waiting[0].id}/confirm`, {});
}

// ---- The clock ----

test("the last counted day of the strip is the deadline shown", async () => {
  const id = await register("2026-11-12");
  await openCase(officer, id);
  const shown = await officer.getAttribute(".case-head [data-due]", "data-due");
  const days = await officer.$$eval(".strip .cell", (cells) => cells
    .filter((c) => Number(c.querySelector("strong").textContent) > 0)
    .map((c) => [c.dataset.day, c.querySelector("strong").textContent, c.className]));
  const clock = await clockOf(id);
  assert.equal(shown, clock.due);
  assert.deepEqual(days[days.length - 1].slice(0, 2), [shown, "20"]);
  assert.match(days[days.length - 1][2], /\bdue\b/);
  assert.equal(days.length, 20);

  await officer.focus(".strip .cell.today");
  await officer.keyboard.press("ArrowRight");
  assert.equal(await officer.evaluate(() => document.activeElement.dataset.day), "2026-11-21");
  assert.match(await officer.textContent(".strip .told"), /2026-11-21（周六）.*周末/);
  await officer.keyboard.press("End");
  assert.equal(await officer.evaluate(() => document.activeElement.dataset.day), shown);
  assert.equal(await officer.$$eval(".strip-table tbody tr", (r) => r.length), clock.account.length);
});

test("what if says what then happens, and keeps nothing", async () => {
  const id = await register("2026-11-10");
  await openCase(officer, id, "clock");
  await officer.click("text=今天延期 20 日");
  await officer.waitForSelector(".supposed");
  const [real, supposed] = await officer.$$eval(".supposed td[data-due]", (cells) =>
    cells.map((c) => c.dataset.due));
  assert.equal(real, (await clockOf(id)).due);
  assert.notEqual(supposed, real);
  assert.equal((await show(id)).events.length, 1);

  await officer.click("text=今天延期 20 日");
  await officer.waitForSelector(".supposals .error");
  assert.match(await officer.textContent(".supposals .error"), /只能延长一次/);

  await act(officer, `/api/v1/applications/${id}/extension`, { days: 20, reason: "量大",
    requested_by: "方予安", approved_by: "沈砚", approved_on: TODAY, told_on: TODAY }, 202);
  await confirm(id);
  assert.equal((await clockOf(id)).due, supposed);
});

// ---- The outcome ----

test("a cross names the fact that is missing and the article, and records it", async () => {
  const id = await register("2026-11-13");
  await openCase(officer, id, "outcomes");
  assert.equal(await officer.$$eval(".outcomes .outcome", (all) => all.length), 21);
  assert.equal(await officer.$$eval(".outcomes fieldset", (all) => all.length), 6);
  await officer.check('[data-outcome="unavailable_1"] input');
  const need = await officer.textContent('[data-need="searched"]');
  assert.match(need, /✗.*缺少检索记录.*条例第三十六条第四项/s);
  assert.doesNotMatch(need, /fact:/);

  // Reasons in the form of the answer meet the need for reasons at once.
  await officer.waitForSelector('[data-need="reasoned"].block');
  await officer.fill("form[data-operation=application_answer] [data-field=note] textarea", "经检索没有");
  await officer.waitForSelector('[data-need="reasoned"].met');
  await officer.click("form[data-operation=application_answer] footer button.first");
  await officer.waitForSelector("form[data-operation=application_answer] .error");
  assert.match(await officer.textContent("form[data-operation=application_answer]"), /缺少检索记录/);

  await officer.click('[data-fact="search"]');
  await officer.fill(".fact-form [data-field=where] textarea", "档案室、业务系统");
  await officer.click(".fact-form footer button.first");
  await officer.waitForSelector(".fact-form [data-field=keywords] .error");
  await officer.fill(".fact-form [data-field=keywords] textarea", "道路 养护");
  await officer.click(".fact-form footer button.first");
  await officer.waitForSelector('[data-need="searched"].met');
  const fact = (await show(id)).events.find((e) => e.kind === "fact");
  assert.equal(fact.data.where, "档案室、业务系统");
  await officer.click("form[data-operation=application_answer] footer button.first");
  await officer.waitForSelector(".case-waiting");
});

test("the situations lead to an outcome", async () => {
  const id = await register("2026-11-13");
  await openCase(officer, id, "outcomes");
  await officer.click(".situations summary");
  await officer.fill("#situation", "出版物");
  await officer.click(".situations li button");
  await officer.waitForSelector('[data-outcome="not_processed_3"].chosen');
});

// ---- Two at one case ----

test("who was slower sees both, and sends again or gives up", async () => {
  const id = await register("2026-11-16");
  const other = await officer.context().newPage();
  await openCase(officer, id, "act/fact");
  await openCase(other, id);
  await officer.selectOption("#fact-kind", "to_be_made");
  await officer.fill("[data-field=what] textarea", "须逐户汇总");

  await act(other, `/api/v1/applications/${id}/facts`, { fact: "reason", reason: "另一人记录的" });
  await officer.click("form.operation footer button.first");
  await officer.waitForSelector(".conflict");
  assert.match(await officer.textContent(".conflict"), /刚才办理的.*查明事实.*您填写的.*须逐户汇总/s);
  assert.equal(await officer.evaluate(() => document.activeElement.className), "conflict");
  assert.match(await officer.textContent(".timeline"), /另一人记录的/);
  await officer.click(".conflict button.first");
  await officer.waitForFunction(() => !document.querySelector(".act-panel"));
  const facts = (await show(id)).events.filter((e) => e.kind === "fact").map((e) => e.data.fact);
  assert.deepEqual(facts, ["reason", "to_be_made"]);

  await openCase(officer, id, "act/fact");
  await officer.selectOption("#fact-kind", "to_be_made");
  await officer.fill("[data-field=what] textarea", "不再需要");
  await act(other, `/api/v1/applications/${id}/facts`, { fact: "reason", reason: "又一项" });
  await officer.click("form.operation footer button.first");
  await officer.waitForSelector(".conflict");
  await officer.click(".conflict footer button:not(.first)");
  await officer.waitForSelector("dialog[open]"); // what was filled in is not lost unasked
  await officer.click("dialog[open] button.first");
  await officer.waitForFunction(() => !document.querySelector(".act-panel"));
  assert.equal((await show(id)).events.length, 4);
  await other.close();
});

// ---- The history ----

test("a correction shows what it changed, a retraction strikes through", async () => {
  const id = await register("2026-11-16");
  await act(officer, `/api/v1/applications/${id}/facts`, { fact: "reason", reason: "误记" });
  await openCase(officer, id);
  await officer.click('#event-1 a[href*="correct"]');
  await officer.waitForSelector("form[data-operation=event_supersede]");
  await officer.fill("[data-field=reason] textarea", "登记时写错");
  await officer.fill("[data-field=content] textarea", "2024年村级道路养护资金安排");
  await officer.click("form.operation footer button.first");
  await officer.waitForSelector("#event-3");
  const row = await officer.textContent("#event-3 .changes tbody");
  assert.match(row, /所需政府信息内容描述.*2025年村级道路.*2024年村级道路/s);
  assert.equal(await officer.$$eval("#event-3 .changes tbody tr", (r) => r.length), 1);
  assert.equal(await officer.getAttribute("#event-1", "class"), "gone");
  assert.equal((await show(id)).application.content, "2024年村级道路养护资金安排");

  await officer.click('#event-2 a[href*="retract"]');
  await officer.waitForSelector("form[data-operation=event_retract]");
  await officer.fill("[data-field=reason] textarea", "记错了申请");
  await officer.click("form.operation footer button.danger");
  await officer.waitForSelector("#event-2.gone del");
  await officer.check(".bar input[type=checkbox]");
  assert.equal(await officer.$("#event-2"), null);
});

test("a fee is reckoned by the service while its notice is written", async () => {
  const id = await register("2026-11-16");
  await openCase(officer, id, "act/fee_notice");
  await officer.selectOption("[data-field=basis] select", "page");
  await officer.fill("[data-field=units] input", "60");
  await officer.waitForFunction(() => /合计 300 元/.test(document.querySelector(".act-panel").textContent));
});

test("a form says what is wrong, where it is wrong", async () => {
  const id = await register("2026-11-16");
  await openCase(officer, id, "act/correction_notice");
  await officer.fill("[data-field=sent_on] input", "2.30");
  await officer.click("form.operation footer button.first");
  await officer.waitForSelector("[data-field=sent_on] .error");
  await officer.fill("[data-field=sent_on] input", "11.17");
  await officer.keyboard.press("Tab");
  await officer.waitForFunction(() => !document.querySelector("[data-field=sent_on] .error"));
  await officer.click("form.operation footer button.first");
  await officer.waitForSelector("[data-field=items] .error");
  assert.equal(await officer.evaluate(() => document.activeElement.closest(".field").dataset.field),
    "items");
  assert.equal((await show(id)).events.length, 1);
});

// ---- Letters, files, and what else there is ----

test("a hostile text is text in every part", async () => {
  const id = await register("2026-11-16", HOSTILE);
  for (const tab of ["", "outcomes", "clock", "letters?seq=1", "files", "remedies", "particulars"]) {
    await openCase(officer, id, tab);
    assert.match(await officer.textContent(".case-head .asked"), /<img src=x onerror/);
    assert.equal(await officer.$$eval("#main img, #main script", (e) => e.length), 0);
  }
  await openCase(officer, id, "letters?seq=1");
  await officer.waitForSelector(".sheet");
  assert.match(await officer.textContent(".sheet"), /<img src=x onerror=alert\(1\)>/);
  assert.deepEqual(await officer.evaluate(() => window.policyReports), []);
});

test("files come, are looked into, leave as copies, and are removed", async () => {
  const id = await register("2026-11-16");
  await openCase(officer, id, "files");
  assert.match(await officer.textContent(".state.empty"), /还没有附件/);
  const text = Buffer.from("检索情况\r\n没有找到\r\n");
  await officer.setInputFiles("#file-input", { name: "检索记录.txt", mimeType: "text/plain", buffer: text });
  await officer.waitForSelector("[data-file]");
  await officer.selectOption("#file-kind", "released_copy");
  await officer.setInputFiles("#file-input", { name: "公开件.txt", mimeType: "text/plain",
    buffer: Buffer.from("没有找到\r\n") });
  await officer.waitForSelector('[data-file="2"]');
  await officer.click('[data-file="2"] a[href*="release"]');
  await officer.waitForSelector(".under form");
  await officer.click(".under form footer button.first");
  await officer.waitForSelector(".case-waiting");
  await officer.click('[data-file="1"] a[href*="remove"]');
  await officer.fill(".under [data-field=reason] textarea, .under [data-field=reason] input", "传错了");
  await officer.click(".under form footer button.danger");
  await officer.waitForSelector('[data-file="1"].gone');
  const { attachments } = (await desk.ask(officer, "GET", `/api/v1/applications/${id}/attachments`)).body;
  assert.deepEqual(attachments.map((a) => [a.name, Boolean(a.removed)]),
    [["检索记录.txt", true], ["公开件.txt", false]]);
  const [file] = await Promise.all([officer.waitForEvent("download"),
    officer.click('[data-file="2"] button')]);
  assert.equal(file.suggestedFilename(), "公开件.txt");
});

test("a case is handed over, linked, and its numbers shown for a reason", async () => {
  const earlier = await register("2026-11-09"), id = await register("2026-11-16");
  await openCase(officer, id, "act/linked");
  await officer.waitForSelector(".picker .found input");
  await officer.check(`.picker .found li:has-text("2026-11-09") input`);
  await officer.selectOption("[data-field=link] select", "repeats");
  await officer.click("form.operation footer button.first");
  await officer.waitForSelector(".case-head .links");
  const { links } = await show(id);
  assert.deepEqual(links.map((l) => [l.link, l.application]), [["repeats", earlier]]);

  await openCase(officer, id, "act/assign");
  await officer.selectOption("#act-choice", HEAD);
  await officer.click("form.operation footer button.first");
  await officer.waitForFunction(() => !document.querySelector(".act-panel"));
  assert.equal((await show(id)).applicant.assignee, HEAD);

  await openCase(head, "60129542150", "particulars");
  await head.click("text=查看完整号码…");
  await head.fill("[data-field=reason] textarea, [data-field=reason] input", "核对身份");
  await head.click("form.operation footer button.first");
  await head.waitForFunction(() => /999999\d{8}0103/.test(document.querySelector("#main").textContent));
});

test("who only confirms finds what waits, and who looks from above says what for", async () => {
  const id = await register("2026-11-16");
  await act(officer, `/api/v1/applications/${id}/correction-notice`,
    { sent_on: TODAY, items: "年度", days: 10 }, 202);
  await openCase(head, id);
  assert.equal(await head.$('a[data-act="correction_notice"]'), null); // another proposes it
  await head.click(".case-waiting button.first");
  await head.waitForFunction(() => !document.querySelector(".case-waiting"));
  assert.equal((await show(id)).application.status, "awaiting_correction");

  const above = await desk.signIn("jichangfeng@shapotou");
  await above.goto(`${desk.url}/#/case/${id}`);
  await above.waitForSelector("form[data-operation=case_inspect]");
  await above.fill("[data-field=purpose] textarea, [data-field=purpose] input", "督办补正");
  await above.keyboard.press("Control+Enter");
  await above.click("form.operation footer button.first");
  await above.waitForSelector(".case-head .asked");
  await above.context().close();
  await openCase(officer, id, "particulars");
  assert.match(await officer.textContent("#main"), /季长风（shapotou）：督办补正/);
});

test("there is no case where none is, and what there is not is said", async () => {
  await officer.goto(`${desk.url}/#/case/60129549999`);
  await officer.waitForSelector(".state.failed");
  const id = await register("2026-11-16");
  await openCase(officer, id, "letters");
  assert.match(await officer.textContent("#main"), /还没有签发文书/);
  await openCase(officer, id, "remedies");
  assert.match(await officer.textContent("#main"), /没有复议或者诉讼/);
  assert.ok(await officer.$(`a[href="#/remedies?case=${id}"]`));
  assert.ok((await desk.ask(officer, "GET", `/api/v1/applications/${id}/cells`)).body.cells.length > 0);
});

test("no page of a case bars anybody", async () => {
  const page = await desk.signIn(OFFICER, { bypassCSP: true });
  const id = "60129542150";
  for (const tab of ["", "act/extension", "outcomes", "clock", "letters?seq=2", "files", "remedies",
    "particulars"]) {
    await openCase(page, id, tab);
    if (tab === "clock") {
      await page.click(".what-if .bar button");
      await page.waitForSelector(".supposed");
    }
    assert.deepEqual(await seriousOn(page), [], tab);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, tab);
  }
  await page.context().close();
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
