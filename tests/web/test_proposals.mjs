// What one proposes and another confirms.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, TODAY } from "./desk.mjs";
import { faultsOf } from "./axe.mjs";

let desk;
let officer;
let supervisor;
let made = 0;
before(async () => {
  desk = await open();
  officer = await desk.signIn("fangyuan@xiangshan");
  supervisor = await desk.signIn("shenyan@xiangshan");
});
after(() => desk.close());

// A case of the officer's, received today.
async function newCase() {
  const { status, body } = await desk.ask(officer, "POST", "/api/v1/agencies/xiangshan/applications", {
    channel: "in_person", arrived_on: TODAY, applicant_category: "natural_person",
    applicant_name: `申屠${++made}`, content: "2025年村集体经济项目的收益分配",
  });
  assert.equal(status, 201);
  return body.application;
}

async function propose(act, body, of) {
  const application = of || await newCase();
  const reply = await desk.ask(officer, "POST", `/api/v1/applications/${application.id}/${act}`, body);
  assert.equal(reply.status, 202, JSON.stringify(reply.body));
  return { application, proposal: reply.body.proposal };
}

const askForCorrection = () => propose("correction-notice",
  { sent_on: TODAY, items: "请明确所需信息的年度", days: 10, delivered_on: TODAY });
const shown = async (id) =>
  (await desk.ask(supervisor, "GET", `/api/v1/applications/${id}`)).body.application;
const stateOf = async (id) =>
  (await desk.ask(supervisor, "GET", `/api/v1/proposals/${id}`)).body.proposal.state;

async function openProposal(page, id, query = "") {
  await page.goto(`${desk.url}/#/proposals/${id}${query}`);
  await page.waitForSelector("#proposal-title");
  await desk.settle(page);
}

test("with nothing to confirm the page says so", async () => {
  await supervisor.goto(`${desk.url}/#/proposals`);
  await supervisor.waitForSelector(".state.empty");
  assert.match(await supervisor.textContent(".state.empty"), /没有待您确认的事项/);
});

test("what is proposed is read in words, with what the clock makes of it, and confirmed", async () => {
  const { application, proposal } = await askForCorrection();
  await supervisor.goto(`${desk.url}/#/today`);
  await supervisor.goto(`${desk.url}/#/proposals`);
  await supervisor.click(`a[href^="#/proposals/${proposal.id}"]`);
  await supervisor.waitForSelector("[data-clock]");
  const text = await supervisor.textContent(".proposal");
  assert.match(text, /补正告知/);
  assert.match(text, /请明确所需信息的年度/);
  assert.doesNotMatch(text, /[{}⟦]|sent_on|correction_notice/);
  const clock = await supervisor.$$eval("[data-clock] tbody tr", (all) =>
    all.map((row) => [...row.children].map((c) => c.textContent.trim())));
  assert.deepEqual(clock[0], ["状态", "办理中", "待补正"]);
  assert.deepEqual(clock[1], ["答复期限", application.due_on, "—"]);
  await supervisor.focus(".proposal footer button.first");
  await supervisor.keyboard.press("Enter");
  await supervisor.waitForSelector("form[data-operation=proposal_confirm]");
  await supervisor.click("form[data-operation=proposal_confirm] button.first");
  await supervisor.waitForSelector(".proposal .tag.green");
  assert.equal((await shown(application.id)).status, "awaiting_correction");
  assert.equal(await stateOf(proposal.id), "confirmed");
});

test("rejecting takes a reason, and nothing happens", async () => {
  const { application, proposal } = await askForCorrection();
  await openProposal(supervisor, proposal.id);
  await supervisor.click(".proposal footer button:has-text('退回')");
  await supervisor.click("form[data-operation=proposal_reject] button.danger");
  await supervisor.waitForSelector("form[data-operation=proposal_reject] .error");
  await supervisor.fill("form[data-operation=proposal_reject] textarea", "描述已经明确，不必补正");
  await supervisor.click("form[data-operation=proposal_reject] button.danger");
  await supervisor.waitForSelector(".proposal .tag.red");
  assert.match(await supervisor.textContent(".proposal .steps"), /描述已经明确，不必补正/);
  assert.equal((await shown(application.id)).status, "running");
});

test("who proposed it withdraws it, and is not asked to confirm it", async () => {
  const { proposal } = await askForCorrection();
  await officer.goto(`${desk.url}/#/proposals`);
  await officer.click(`a[href^="#/proposals/${proposal.id}"]`);
  await officer.waitForSelector("#proposal-title");
  assert.equal(await officer.$(".proposal button:has-text('确认')"), null);
  await officer.click(".proposal footer button:has-text('撤回')");
  await officer.click("form[data-operation=proposal_withdraw] button.danger");
  await officer.waitForSelector(".proposal .tag.grey");
  assert.equal(await stateOf(proposal.id).catch(() => null), "withdrawn");
  await officer.selectOption(".bar select", "withdrawn");
  await officer.waitForFunction(() => location.hash.includes("state=withdrawn"));
  await officer.waitForSelector(`table.list a[href*="${proposal.id}"]`);
});

test("a letter is read as it would go out, and signed with the password", async () => {
  const application = await newCase();
  const { proposal } = await propose("letters",
    { kind: "receipt", dated_on: TODAY }, application);
  await openProposal(supervisor, proposal.id);
  const letter = await supervisor.waitForSelector(".letter-text");
  const text = await letter.textContent();
  assert.match(text, new RegExp(application.applicant_name));
  assert.doesNotMatch(text, /<|&nbsp;/);
  await supervisor.route("**/confirm", (route) => route.fulfill({ status: 403,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "urn:gongkai:problem:proof_needed", title: "", status: 403 }) }),
  { times: 1 });
  await supervisor.click(".proposal footer button.first");
  await supervisor.click("form[data-operation=proposal_confirm] button.first");
  await supervisor.fill("dialog #secret-password", desk.password("shenyan@xiangshan"));
  await supervisor.keyboard.press("Enter");
  await supervisor.waitForSelector(".proposal .tag.green");
  const { body } = await desk.ask(supervisor, "GET", `/api/v1/applications/${application.id}`);
  assert.equal(body.letters.length, 1);
});

test("what was settled meanwhile is told, not done twice", async () => {
  const { proposal } = await askForCorrection();
  await openProposal(supervisor, proposal.id);
  const other = await desk.ask(supervisor, "POST", `/api/v1/proposals/${proposal.id}/reject`,
    { note: "另行办理" });
  assert.equal(other.status, 200);
  await supervisor.click(".proposal footer button.first");
  await supervisor.click("form[data-operation=proposal_confirm] button.first");
  await supervisor.waitForSelector("form[data-operation=proposal_confirm] [role=alert]");
  assert.equal(await stateOf(proposal.id), "rejected");
});

test("what would be set stands beside what holds", async () => {
  const admin = await desk.signIn("taoran@xiangshan");
  const reply = await desk.ask(supervisor, "POST", "/api/v1/agencies/xiangshan/letterhead",
    { contact: "方予安", hours: "工作日 9:00—17:00" });
  assert.equal(reply.status, 202, JSON.stringify(reply.body));
  await openProposal(admin, reply.body.proposal.id);
  const row = await admin.waitForSelector(".before-after tr.differs:has-text('工作日 9:00—17:00')");
  assert.equal((await row.$$eval("td", (all) => all.map((c) => c.textContent.trim())))[1],
    "工作日 9:00—17:00");
  await admin.context().close();
});

test("nothing on the page is in anybody's way", async () => {
  const { proposal } = await askForCorrection();
  assert.deepEqual(await faultsOf(desk, "shenyan@xiangshan",
    ["proposals", `proposals/${proposal.id}`]), []);
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
