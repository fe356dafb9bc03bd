// The whole way of an application, from its registration to the annual report that counts it, and
// of that report to its publication: four people, each at a keyboard, none with a mouse.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TODAY, open } from "./desk.mjs";

const MOST_TABS = 250;
const OFFICER = "fangyuan@xiangshan", HEAD = "shenyan@xiangshan", ADMIN = "taoran@xiangshan",
  ABOVE = "jichangfeng@shapotou";

let desk, officer, head;

// The desk of WHO, who signs in by keyboard and is seen never to use a mouse.
async function sitDown(who) {
  const page = await desk.newPage();
  await page.addInitScript(() => {
    addEventListener("pointerdown", () => sessionStorage.setItem("pointed", "yes"), true);
  });
  await page.goto(`${desk.url}/`);
  await page.waitForSelector("#secret-sign_in:focus");
  await page.keyboard.type(who);
  await page.keyboard.press("Tab");
  await page.keyboard.type(desk.password(who));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".top .who");
  await desk.settle(page);
  return page;
}

before(async () => {
  desk = await open();
  officer = await sitDown(OFFICER);
  head = await sitDown(HEAD);
});
after(() => desk.close());

async function tabTo(page, selector) {
  await page.waitForSelector(selector);
  for (let n = 0; n < MOST_TABS; n++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no Tab leads to ${selector} on ${page.url()}`);
}

async function press(page, selector) {
  await tabTo(page, selector);
  await page.keyboard.press("Enter");
}

async function write(page, name, text) {
  await tabTo(page, `[data-field="${name}"] input, [data-field="${name}"] textarea`);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

async function pick(page, selector, value) {
  await tabTo(page, selector);
  const steps = await page.evaluate((v) => {
    const select = document.activeElement;
    return [...select.options].findIndex((o) => o.value === v) - select.selectedIndex;
  }, value);
  for (let n = 0; n < Math.abs(steps); n++)
    await page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.value), value, selector);
}

const choose = (page, name, value) => pick(page, `[data-field="${name}"] select`, value);

async function goTo(page, name) {
  await press(page, `#menu a[href="#/${name}"]`);
  await page.waitForSelector(`#menu a[href="#/${name}"][aria-current=page]`);
  await desk.settle(page);
}

// As F5 does.
async function anew(page) {
  await page.reload();
  await page.waitForSelector("#main h1");
  await desk.settle(page);
}

// ---- An application ----

const show = async (id) => (await desk.ask(officer, "GET", `/api/v1/applications/${id}`)).body;

// Opens an act from the list of what may come next.
async function begin(page, kind) {
  await press(page, `[data-act="${kind}"]`);
  await page.waitForSelector(".act-panel form.operation");
  await page.waitForFunction(() => document.querySelector(".act-panel").contains(document.activeElement));
}

// The head finds what waits for the case of that NUMBER among the proposals, and confirms it.
async function confirm(number) {
  await goTo(head, "proposals");
  await anew(head);
  const href = await head.evaluate((n) => {
    const rows = [...document.querySelectorAll("#main .list tbody tr")];
    const mine = rows.filter((row) => row.textContent.includes(n));
    return mine.length === 1 && mine[0].querySelector("td a").getAttribute("href");
  }, number);
  assert.ok(href, `one proposal of ${number}`);
  await press(head, `a[href="${href}"]`);
  await press(head, ".proposal footer button.first");
  await press(head, "form[data-operation=proposal_confirm] footer button.first");
  await head.waitForSelector(".proposal h2 .tag.green");
}

// Sends the form of an act; what waits for the head has the focus then, and is confirmed.
async function propose(page, number) {
  await press(page, "form.operation footer button.first");
  await page.waitForFunction(() => /^proposal-/.test(document.activeElement.id));
  assert.match(await page.textContent(".case-waiting"), /待确认/);
  await confirm(number);
  await anew(page);
}

let id, number;

test("an application is registered", async () => {
  const page = officer;
  await goTo(page, "register");
  await page.waitForSelector(".channels input");
  await page.keyboard.press("Tab");
  await page.keyboard.press("1");
  await page.waitForSelector('[name="channel"][value="in_person"]:checked');
  await write(page, "arrived_on", "20261116");
  await choose(page, "applicant_category", "natural_person");
  await write(page, "applicant_name", "白若川");
  await write(page, "applicant_address", "香山乡岭下村");
  await write(page, "content", "2025年村级道路养护资金安排");
  await choose(page, "wanted_form", "paper");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".done");
  await press(page, '.done a[href^="#/case/"]');
  await page.waitForSelector(".case-head h1");
  await desk.settle(page);
  number = (await page.textContent(".case-head h1")).trim();
  id = Number(page.url().match(/case\/(\d+)/)[1]);
  assert.equal((await show(id)).application.number, number);
});

test("it is corrected, consulted about and extended", async () => {
  const page = officer;
  await begin(page, "correction_notice");
  await write(page, "sent_on", "20261117");
  await write(page, "days", "10");
  await write(page, "items", "请写明哪一年的资金");
  await propose(page, number);
  assert.equal((await show(id)).application.status, "awaiting_correction");

  await begin(page, "correction_received");
  await write(page, "received_on", "11.18");
  await write(page, "note", "2025年");
  await propose(page, number);

  await begin(page, "third_party_sent");
  await write(page, "name", "岭下村村民委员会");
  await write(page, "sent_on", "11.18");
  await write(page, "delivered_on", "11.18");
  await propose(page, number);
  assert.equal((await show(id)).application.status, "paused_consultation");

  await begin(page, "third_party_reply");
  await write(page, "received_on", "11.19");
  await choose(page, "opinion", "consent");
  await propose(page, number);

  await begin(page, "extension");
  assert.equal(await page.inputValue('[data-field="days"] input'), "20");
  await write(page, "days", "15");
  await write(page, "reason", "资料分散，须逐年核对");
  await write(page, "approved_by", "沈砚");
  await write(page, "approved_on", "20261120");
  await propose(page, number);
  const { body: clock } = await desk.ask(page, "GET", `/api/v1/applications/${id}/clock`);
  assert.equal(clock.allowed, 35);
});

let answered;

test("it is answered once nothing is missing", async () => {
  const page = officer;
  await press(page, '[data-act="answered"]');
  await page.waitForSelector(".outcomes");
  await tabTo(page, '.outcomes input[type="radio"]');
  await press(page, '[data-fact="provision"]');
  await page.waitForSelector(".fact-form");
  await choose(page, "which", "given");
  await write(page, "what", "复印件");
  await press(page, ".fact-form footer button.first");
  await page.waitForSelector('[data-need="provision_told"].met');
  const form = "form[data-operation=application_answer]";
  await pick(page, `${form} [data-field=service] select`, "post");
  await page.waitForSelector(`${form} [data-field=posted_on]`);
  await page.keyboard.press("Home"); // it is not out yet
  await page.waitForSelector(`${form} [data-field=answered_on]`);
  await press(page, `${form} footer button.first`);
  await page.waitForSelector(".case-waiting");
  await confirm(number);
  await anew(page);
  assert.match(await page.textContent(".case-head"), /已答复/);
  answered = (await show(id)).events.find((e) => e.kind === "answered");
  assert.equal(answered.data.outcome, "granted");
});

test("its letter is issued, sent and signed for", async () => {
  const page = officer;
  await press(page, `#event-${answered.seq} a[href*="letters"]`);
  await page.waitForSelector(".sheet");
  assert.match(await page.textContent(".sheet"), /白若川/);
  for (const field of ["facts", "provision"])
    if (await page.$(`[data-field="${field}"] textarea`)) await write(page, field, "见所附复印件");
  await page.waitForFunction(() => /见所附复印件/.test(document.querySelector(".sheet").textContent));
  await page.waitForFunction(() => !document.querySelector(".draft .missing"));
  await press(page, "form[data-operation=letter_issue] footer button.first");
  await page.waitForSelector(".case-waiting");
  await confirm(number);
  await anew(page);
  await page.waitForSelector("[data-letter]");
  assert.equal((await show(id)).letters.length, 1);

  await press(page, `[data-service="${answered.seq}"] a[href*="dispatched"]`);
  await page.waitForSelector("form[data-operation=letter_dispatch]");
  await choose(page, "way", "hand");
  await press(page, "form.operation footer button.first");
  await page.waitForFunction(() => /^event-/.test(document.activeElement.id) &&
    /文书发出/.test(document.activeElement.textContent));

  await press(page, `#event-${answered.seq} a[href*="delivered"]`);
  await page.waitForSelector("form[data-operation=letter_deliver]");
  await choose(page, "signed_by", "addressee");
  await propose(page, number);
  const served = (await desk.ask(page, "GET", `/api/v1/applications/${id}/service`)).body.letters
    .find((l) => l.letter === answered.seq);
  assert.equal(served.state, "delivered");
  assert.equal(served.counts_on, TODAY);
});

// ---- The report ----

async function openPart(page, year, part) {
  await goTo(page, "report");
  await page.waitForSelector(".choose select");
  await pick(page, ".choose label:first-of-type select", String(year));
  await press(page, `.report-tabs a[href^="#/report/${year}/${part}"]`);
  await page.waitForSelector(`.report-tabs a[href^="#/report/${year}/${part}"][aria-current=page]`);
  await desk.settle(page);
}

test("the report of its year counts it, and leads back to it", async () => {
  const page = officer;
  await openPart(page, 2026, "three");
  await tabTo(page, ".form-table button[tabindex='0']");
  const at = () => page.evaluate(() => document.activeElement.closest("td").dataset.cell);
  for (let n = 0; n < 25 && await at() !== "granted.natural_person"; n++)
    await page.keyboard.press("ArrowDown");
  assert.equal(await at(), "granted.natural_person");
  await page.keyboard.press("Enter");
  await press(page, `.dialog a[href="#/case/${id}"]`);
  await page.waitForSelector(".case-head h1");
  assert.equal((await page.textContent(".case-head h1")).trim(), number);
});

// Gives the password once more where it is asked for, as it is the first time.
async function prove(page, who, until) {
  const asked = ".dialog #secret-password";
  await page.waitForSelector(`${until}, ${asked}`);
  if (await page.$(asked)) {
    await tabTo(page, asked);
    await page.keyboard.type(desk.password(who));
    await page.keyboard.press("Enter");
    await page.waitForSelector(until);
  }
}

async function act(page, name, values = {}) {
  await press(page, `[data-act=${name}] > button`);
  for (const [field, value] of Object.entries(values)) await write(page, field, value);
  await press(page, `[data-act=${name}] form footer button:first-child`);
}

test("a report is written, submitted, accepted, frozen by two and published", async () => {
  await openPart(officer, 2025, "five");
  await tabTo(officer, "#text-five");
  await officer.keyboard.press("Control+End");
  await officer.keyboard.type("本年新收{{new.total}}件。");
  await officer.keyboard.press("Control+Enter");
  await officer.waitForFunction(() => /本年新收3件。/.test(document.querySelector(".filled").textContent));

  await openPart(head, 2025, "way");
  await act(head, "submit", { reason: "提醒已逐条核对" });
  await head.waitForSelector("tr[data-done=submit]");

  const above = await sitDown(ABOVE);
  await openPart(above, 2025, "way");
  await pick(above, ".choose label:nth-of-type(2) select", "xiangshan");
  await act(above, "accept");
  await above.waitForSelector("tr[data-done=accept]");

  const admin = await sitDown(ADMIN);
  for (const [name, values] of [["freeze", {}],
    ["publish", { published_on: "20260320", url: "https://example.invalid/2025" }]]) {
    await openPart(head, 2025, "way");
    await anew(head);
    await act(head, name, values);
    await prove(head, HEAD, "[data-proposal]");
    await openPart(admin, 2025, "way");
    await anew(admin);
    await press(admin, "[data-proposal] button.first");
    await prove(admin, ADMIN, `tr[data-done=${name}]`);
  }

  await openPart(officer, 2025, "files");
  for (const format of ["docx", "xlsx", "html"]) {
    const [file] = await Promise.all(
      [officer.waitForEvent("download"), press(officer, `[data-format=${format}]`)]);
    assert.match(file.suggestedFilename(), new RegExp(`\\.${format}$`));
  }
  for (const page of [officer, head, above, admin])
    assert.equal(await page.evaluate(() => sessionStorage.getItem("pointed")), null);
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
