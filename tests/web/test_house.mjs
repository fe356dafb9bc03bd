// Agencies, people, roles and tokens.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, leave, press, told } from "./act.mjs";
import { open } from "./desk.mjs";

let desk;
before(async () => { desk = await open(); });
after(() => desk.close());

const at = (page, place) => goTo(desk, page, place);

test("an account is proposed, confirmed, and its link sets a password elsewhere", async () => {
  const admin = await desk.signIn("taoran@xiangshan");
  await at(admin, "people");
  await admin.getByRole("button", { name: "设立账号" }).click();
  const form = admin.locator("form[data-operation=account_create]");
  await form.getByLabel("登录名").fill("Su Xi");
  await form.getByLabel("姓名").fill("苏溪");
  await press(admin, "提出");
  await form.locator(".error", { hasText: "小写字母" }).waitFor(); // told beside the field
  assert.equal(await form.getByLabel("姓名").inputValue(), "苏溪");
  await form.getByLabel("登录名").fill("suxi");
  await form.getByLabel("负责人").check();
  await form.locator(".warned", { hasText: "不能批准自己起草" }).waitFor();
  await press(admin, "提出");
  await told(admin, "待另一人确认");
  await admin.locator(".waiting", { hasText: "suxi" }).waitFor();

  const security = await desk.signIn("jiansiqi");
  await at(security, "people");
  const waits = security.locator(".waiting li", { hasText: "suxi" });
  await waits.getByText("经办人、负责人").waitFor();
  await waits.getByRole("button", { name: "确认" }).click();
  await security.locator("tr[data-account='suxi@xiangshan']").waitFor();
  const { body } = await desk.ask(security, "GET", "/api/v1/accounts?of=xiangshan");
  const made = body.accounts.find((a) => a.sign_in === "suxi@xiangshan");
  assert.deepEqual([...made.roles].sort(), ["officer", "supervisor"]);

  await security.getByRole("button", { name: "苏溪" }).click();
  await press(security, "一次性链接");
  await press(security, "生成链接");
  const link = await security.locator("dialog .copied input").inputValue();
  assert.match(link, /#link=[\w-]{43}$/);
  await press(security, "复制");
  await security.locator("dialog .copied [role=status]", { hasText: /已复制|Ctrl\+C/ }).waitFor();
  await leave(security);
  await leave(admin);

  const fresh = await desk.newPage();
  await fresh.goto(link);
  await fresh.fill("#secret-new_password", "Wanqing-2026-shan");
  await fresh.fill("#secret-again", "Wanqing-2026-shan");
  await fresh.keyboard.press("Enter");
  await fresh.waitForSelector("#secret-sign_in");
  await fresh.fill("#secret-sign_in", "suxi@xiangshan");
  await fresh.fill("#secret-password", "Wanqing-2026-shan");
  await fresh.keyboard.press("Enter");
  await fresh.waitForSelector(".top .who");
  assert.match(await fresh.textContent(".top .who"), /苏溪.*经办人.*负责人/s);
  await leave(fresh);
});

test("what waits is returned with a reason, without one it is not", async () => {
  const admin = await desk.signIn("taoran@xiangshan");
  await desk.ask(admin, "POST", "/api/v1/agencies/xiangshan/accounts",
    { login: "nobody", name: "无此人", roles: ["officer"] });
  const security = await desk.signIn("jiansiqi");
  await at(security, "people");
  const waits = security.locator(".waiting li", { hasText: "无此人" });
  await waits.getByRole("button", { name: "退回" }).click();
  const form = waits.locator("form[data-operation=proposal_reject]");
  await form.getByRole("button", { name: "退回" }).click();
  await form.locator(".error").first().waitFor();
  await form.getByLabel("理由").fill("没有编制");
  await form.getByRole("button", { name: "退回" }).click();
  await told(security, "已退回");
  await waits.waitFor({ state: "detached" });
  const { body } = await desk.ask(admin, "GET", "/api/v1/proposals?by=me&state=rejected");
  assert.match(JSON.stringify(body.proposals), /没有编制/);
  await leave(security);
  await leave(admin);
});

test("an account is disabled and enabled by two persons, and nobody changes his own", async () => {
  const admin = await desk.signIn("taoran@xiangshan");
  await at(admin, "people");
  await admin.getByRole("button", { name: "陶然" }).click();
  await admin.locator("dialog", { hasText: "须由他人变更" }).waitFor();
  assert.equal(await admin.getByRole("button", { name: "停用账号" }).count(), 0);
  await admin.keyboard.press("Escape");
  await admin.getByRole("button", { name: "方予安" }).click();
  await press(admin, "停用账号");
  await press(admin, "提出");
  await told(admin, "待另一人确认");
  const security = await desk.signIn("jiansiqi");
  await at(security, "people?state=disabled");
  await security.getByText("没有符合条件的账号").waitFor();
  await security.locator(".waiting li", { hasText: "方予安" })
    .getByRole("button", { name: "确认" }).click();
  await security.locator("tr[data-account='fangyuan@xiangshan'] .tag.grey").waitFor();
  await leave(security);
  await leave(admin);
});

test("a token's secret is shown once, and the token revoked", async () => {
  const page = await desk.signIn("jiansiqi");
  await at(page, "people/tokens");
  await page.getByText("没有服务令牌").waitFor();
  await page.getByRole("button", { name: "签发令牌" }).click();
  await page.getByLabel("名称").fill("区政府门户");
  await press(page, "签发令牌");
  await page.locator("dialog .error").waitFor(); // no scope was chosen
  await page.getByLabel("统计").check();
  await press(page, "签发令牌");
  const secret = await page.getByLabel("令牌密文").inputValue();
  assert.ok(secret.length > 30);
  await press(page, "已交付，关闭");
  const row = page.locator("tr[data-token='区政府门户']");
  await row.locator(".tag.green").waitFor();
  assert.ok(!(await page.content()).includes(secret));
  await row.getByRole("button", { name: "吊销" }).click();
  await press(page, "吊销");
  await row.locator(".tag.grey", { hasText: "已吊销" }).waitFor();
  await leave(page);
});

test("an agency is created by two administrators and stands in the tree of its days", async () => {
  const system = await desk.signIn("luzhixing");
  await at(system, "agencies");
  await system.getByRole("button", { name: "设立机关" }).click();
  const form = system.locator("form[data-operation=agency_create]");
  await form.getByLabel("机关代码", { exact: false }).first().fill("yingshui");
  await form.getByLabel("机关名称").fill("迎水桥镇");
  await form.getByLabel("层级").selectOption("township");
  await form.getByLabel("上级机关代码").fill("shapotou");
  await form.getByLabel("编号规则").fill("YSQ-{year}-{serial}");
  await press(system, "提出");
  await told(system, "待另一人确认");
  const security = await desk.signIn("jiansiqi");
  await at(security, "agencies");
  await security.locator(".waiting li", { hasText: "迎水桥镇" })
    .getByRole("button", { name: "确认" }).click();
  await told(security, "已确认");
  await at(security, "agencies?on=2026-12-01");
  await security.getByRole("link", { name: "迎水桥镇" }).waitFor();
  await at(security, "agencies?on=2026-11-20");
  assert.equal(await security.getByRole("link", { name: "迎水桥镇" }).count(), 0);
  const { body } = await desk.ask(security, "GET", "/api/v1/agencies/yingshui");
  assert.equal(body.agency.parent, "shapotou");
  await leave(security);
  await leave(system);
});

test("confirming is delegated and taken back", async () => {
  const page = await desk.signIn("shenyan@xiangshan");
  await at(page, "agencies/xiangshan/delegations");
  await page.getByText("没有委托。").waitFor();
  await page.getByRole("button", { name: "委托", exact: true }).click();
  const form = page.locator("form[data-operation=delegation_make]");
  await form.getByLabel("受托人登录名").fill("suxi");
  await form.getByLabel("截止日期").fill("+5");
  await form.getByLabel("原因").fill("出差");
  await press(page, "委托");
  const row = page.locator("tr", { hasText: "2026-11-25" });
  await row.locator(".tag.green").waitFor();
  await row.getByRole("button", { name: "结束委托" }).click();
  await press(page, "结束委托");
  await row.locator(".tag.grey").waitFor();
  await leave(page);
});

test("the letterhead is set by one and confirmed by another", async () => {
  const page = await desk.signIn("shenyan@xiangshan");
  await at(page, "agencies/xiangshan/letterhead");
  await page.getByRole("button", { name: "修改" }).click();
  await page.getByLabel("机关全称").fill("香山乡人民政府");
  await page.getByLabel("联系电话").fill("0955-0000000");
  await page.getByRole("button", { name: "提出" }).click();
  await told(page, "待另一人确认");
  const admin = await desk.signIn("taoran@xiangshan");
  await at(admin, "agencies/xiangshan");
  await admin.locator(".waiting li", { hasText: "香山乡人民政府" })
    .getByRole("button", { name: "确认" }).click();
  await admin.getByRole("row", { name: /机关全称 香山乡人民政府 本机关/ }).waitFor();
  await leave(admin);
  await leave(page);
});

test("no page made an error of its own", () => assert.deepEqual(desk.faults, []));
