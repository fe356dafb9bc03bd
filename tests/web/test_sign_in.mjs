// Who comes in, and what each finds.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { goTo, leave, press } from "./act.mjs";
import { PEOPLE, open } from "./desk.mjs";

const EVERYBODY = ["check", "agencies", "calendar", "templates", "settings"];
const OFFICES = [...EVERYBODY, "statistics", "report"];
const WORK = ["today", "proposals", "cases", "deadlines", "remedies", "audit"];
const PAGES = { // that each role has in its menu
  officer: [...WORK, "register", ...OFFICES], supervisor: [...WORK, "register", ...OFFICES],
  agency_admin: [...WORK, "people", ...OFFICES],
  oversight: ["proposals", "deadlines", "roll_up", ...OFFICES],
  system_admin: ["proposals", "system", ...EVERYBODY],
  security_admin: ["proposals", "people", "system", ...EVERYBODY],
  auditor: ["people", "audit", "system", ...OFFICES],
};
const ALL = [...new Set(Object.values(PAGES).flat())];

let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

test("a wrong password is told, the right one opens the desk", async () => {
  const page = await desk.newPage();
  await page.goto(desk.url);
  await page.fill("#secret-sign_in", "fangyuan@xiangshan");
  await page.fill("#secret-password", "not this one");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=alert].error");
  await page.fill("#secret-password", desk.password("fangyuan@xiangshan"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".top .who");
  assert.match(await page.textContent(".top"), /香山乡.*方予安/s);
  assert.deepEqual(await page.evaluate(() => window.policyReports), []);
  await page.context().close();
});

for (const [role, who] of Object.entries(PEOPLE))
  test(`${role}: the pages of the role, and no other`, async () => {
    const page = await desk.signIn(who);
    const refused = [];
    page.on("response", (answer) => { if (answer.status() === 403) refused.push(answer.url()); });
    const menu = await page.$$eval("#menu a", (links) => links.map((a) => a.hash.slice(2)));
    assert.deepEqual(menu.sort(), PAGES[role].slice().sort());
    for (const name of ALL) {
      await goTo(desk, page, name);
      const text = await page.textContent("#main");
      if (menu.includes(name)) {
        assert.equal(await page.locator("h1").count(), 1, name);
        assert.equal(await page.locator(".state.failed").count(), 0, `${name}: ${text}`);
      } else {
        assert.match(text, /您的角色不能使用本页/, name);
      }
    }
    await goTo(desk, page, "nowhere");
    assert.equal(await page.locator("#main .state.empty").count(), 1);
    assert.deepEqual(refused, []); // nothing was even asked for
    assert.deepEqual(await page.evaluate(() => window.policyReports), []);
    await leave(page);
  });

// The code that an authenticator shows STEPS of half a minute from now (RFC 6238).
function codeOf(secret, steps) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[^A-Z2-7]/g, "")]
    .map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const mac = createHmac("sha1", key).update(at).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
}

test("a second factor is set up, and asked for from then on", async () => {
  const who = "niexiaoman@hewan";
  const page = await desk.signIn(who);
  await page.click(".top .who");
  await page.getByRole("button", { name: "启用", exact: true }).click();
  await page.waitForSelector("code.secret");
  const secret = await page.textContent("code.secret");
  await page.fill("[data-field=code] input", codeOf(secret, -1)); // one that is spent then
  await page.click("form[data-operation=totp_confirm] button.first");
  await page.waitForSelector("form[data-operation=totp_confirm]", { state: "detached" });
  await leave(page);

  const again = await desk.newPage();
  await again.goto(desk.url);
  await again.fill("#secret-sign_in", who);
  await again.fill("#secret-password", desk.password(who));
  await again.keyboard.press("Enter");
  await again.waitForSelector("#secret-code");
  await again.fill("#secret-code", "000000");
  await again.keyboard.press("Enter");
  await again.waitForFunction(() => document.querySelector("#secret-code").value === "");
  await again.waitForSelector("[role=alert].error");
  await again.fill("#secret-code", codeOf(secret, 0));
  await again.keyboard.press("Enter");
  await again.waitForSelector(".top .who");
  await leave(again);
});

test("before a session ends unused it is told, and goes on by one key", async () => {
  const page = await desk.signIn(PEOPLE.officer);
  const { body } = await desk.ask(page, "GET", "/api/v1/session");
  await page.evaluate((minutes) => localStorage.setItem("gongkai.reached",
    String(Date.now() - (minutes * 60 - 60) * 1000)), body.idle_minutes);
  await page.waitForSelector("dialog[open] [role=timer]");
  assert.match(await page.textContent("dialog[open] [role=timer]"), /\b(5\d|60)\b|(5\d|60) *秒/);
  await page.waitForFunction(() => document.querySelector("dialog[open]").contains(document.activeElement));
  await press(page, "继续工作");
  await page.waitForSelector("dialog[open]", { state: "detached" });
  const left = await page.evaluate(() => Date.now() - Number(localStorage.getItem("gongkai.reached")));
  assert.ok(left < 10000, `${left} ms`);
  await leave(page);
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
