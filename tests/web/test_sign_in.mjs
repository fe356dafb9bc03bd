// Who comes in, and what each finds.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./desk.mjs";

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

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
