// Who is signed in: signing in and out, passwords, and what waits for a second person.

import { call, element, get, node, on } from "./api.js";

const VIEWS = ["sign-in", "password", "work"];
const SHOWN = ["name", "table", "case-list", "proposal-list"]; // what the next person must not see
let link = null; // the code of a one-time link
let began = async () => {}; // what the page does once somebody is signed in
let names = { roles: new Map(), rights: new Map() };

function show(view) {
  for (const name of VIEWS) element(name).hidden = name !== view;
  element("who").hidden = view !== "work";
  element("question").hidden = view !== "work";
  if (view === "sign-in") for (const id of SHOWN) element(id).replaceChildren();
  const inputs = [...element(view).querySelectorAll("input")];
  const first = inputs.find((input) => !input.value && !input.closest("[hidden]"));
  if (first && view !== "work") first.focus();
}

function tell(text) {
  element("message").textContent = text;
  element("message").hidden = text === "";
}

// The values of a form, without those that are empty or not shown; passwords are emptied.
function take(form) {
  const values = {};
  for (const input of form.querySelectorAll("input")) {
    if (input.value && !input.closest("[hidden]")) values[input.name] = input.value;
    if (input.type === "password" || input.name === "code") input.value = "";
  }
  return values;
}

// What a form does; while it is under way it cannot be sent again.
function whenSent(id, act) {
  element(id).addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    tell("");
    try {
      await act(event.target);
    } catch (error) {
      tell(error.message);
    } finally {
      button.disabled = false;
    }
  });
}

function askForCode(form, shown) {
  form.querySelector("[data-code]").hidden = !shown;
}

// Sends VALUES; asks for the code of the second factor when the service wants it, and sends
// them again with it.
async function sendWithCode(form, path, values) {
  try {
    const answer = await call("POST", path, values);
    askForCode(form, false);
    return answer;
  } catch (error) {
    if (error.code !== "code_needed") throw error;
    askForCode(form, true);
    for (const [name, value] of Object.entries(values))
      if (form.elements[name]) form.elements[name].value = value;
    form.elements.code.focus();
    throw error;
  }
}

async function signIn(form) {
  await sendWithCode(form, "/api/v1/session", take(form));
  await enter();
}

function askNewPassword(title, withOld) {
  element("password-title").textContent = title;
  element("old-password").hidden = !withOld;
  element("old-password").querySelector("input").required = withOld;
  show("password");
}

async function setPassword(form) {
  const values = take(form);
  if (values.new_password !== values.again) throw new Error("两次输入的新密码不一致");
  delete values.again;
  if (link !== null) {
    await call("POST", "/api/v1/password/link", { ...values, link });
    link = null;
    show("sign-in");
    tell("密码已设定，请用新密码登录。");
  } else {
    await sendWithCode(form, "/api/v1/password", values);
    await enter();
    tell("密码已修改，其他地方的登录已退出。");
  }
}

// Opens the dialog for the password; true once it was right.
function prove() {
  const dialog = element("proof");
  element("proof-message").textContent = "";
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "proved"),
      { once: true });
  });
}

async function sendProof(form) {
  try {
    await sendWithCode(form, "/api/v1/session/proof", take(form));
    element("proof").close("proved");
  } catch (error) {
    element("proof-message").textContent = error.message;
    if (error.code === "unauthorized") element("proof").close();
  }
}

// Gives the password again if that was not done just now; for what is not fetched but opened.
export async function proved() {
  return (await get("/api/v1/session")).proved || prove();
}

function proposalLine(p) {
  const line = node("li");
  const what = names.rights.get(p.right) || p.right;
  const about = [p.agency || "全系统", p.summary.number].filter(Boolean).join(" ");
  const text = node("p", `${what}，${about}，${p.proposed_by} 提出于 ` +
    p.proposed_at.slice(0, 16).replace("T", " "));
  const content = node("pre", "", { hidden: "" });
  const open = node("button", "查看内容", { type: "button" });
  const confirm = node("button", "确认", { type: "button" });
  const reject = node("button", "退回", { type: "button" });
  const note = node("input", undefined, { type: "text", maxlength: "2000",
    placeholder: "退回须写明理由", "aria-label": "理由" });
  const settle = (act, values) => settleProposal(p, act, values, line);

  open.addEventListener("click", async () => {
    const shown = await get("/api/v1/proposals/" + p.id).catch((e) => tell(e.message));
    if (!shown) return;
    content.textContent = JSON.stringify({ ...shown.proposal.arguments, ...shown.body }, null, 2);
    content.hidden = false;
  });
  confirm.addEventListener("click", () => settle("confirm", note.value ? { note: note.value } : {}));
  reject.addEventListener("click", () => {
    if (note.value) settle("reject", { note: note.value });
    else note.focus();
  });
  line.append(text, content, open, confirm, note, reject);
  return line;
}

async function settleProposal(p, act, values, line) {
  for (const button of line.querySelectorAll("button")) button.disabled = true;
  try {
    await call("POST", `/api/v1/proposals/${p.id}/${act}`, values);
    await listProposals();
    tell(act === "confirm" ? "已确认。" : "已退回。");
  } catch (error) {
    tell(error.message);
    for (const button of line.querySelectorAll("button")) button.disabled = false;
  }
}

async function listProposals() {
  const page = await get("/api/v1/proposals?limit=100").catch((error) => {
    if (error.status === 403) return { proposals: [] }; // no role of this person confirms
    throw error;
  });
  element("proposal-list").replaceChildren(...page.proposals.map(proposalLine));
  element("proposals-none").hidden = page.proposals.length > 0;
  element("proposals-more").hidden = !page.next;
}

function showWho(account) {
  const roles = account.roles.map((r) => names.roles.get(r) || r).join("、");
  element("name").textContent = `${account.name}（${account.sign_in}，${roles}）`;
}

function warn(text) {
  element("plain").textContent = text;
  element("plain").hidden = text === "";
}

// Shows the page of whoever is signed in, or the form to sign in.
async function enter() {
  const session = await get("/api/v1/session");
  warn(session.warnings.map((w) => w.message).join("；"));
  showWho(session.account);
  if (session.must_change_password) {
    askNewPassword("请先修改密码", true);
    return;
  }
  show("work");
  await Promise.all([listProposals(), began(session.account)]);
}

async function signOut() {
  await call("POST", "/api/v1/session/end", {});
  show("sign-in");
  tell("已退出。");
}

// The code of a one-time link stands behind #, which no browser sends, and goes from the
// address bar at once.
function takeLink() {
  const found = /^#link=([A-Za-z0-9_-]{43})$/.exec(location.hash);
  if (!found) return false;
  link = found[1];
  history.replaceState(null, "", location.pathname);
  askNewPassword("用一次性链接设定密码", false);
  return true;
}

function listen() {
  whenSent("sign-in-form", signIn);
  whenSent("password-form", setPassword);
  whenSent("proof-form", sendProof);
  element("proof-cancel").addEventListener("click", () => element("proof").close());
  element("change").addEventListener("click", () => askNewPassword("修改密码", true));
  element("leave").addEventListener("click", () => signOut().catch((e) => tell(e.message)));
  addEventListener("hashchange", takeLink);
  on.signedOut = (message) => {
    const before = element("sign-in").hidden && !element("work").hidden;
    show("sign-in");
    tell(before ? message : "");
  };
  on.mustChange = () => askNewPassword("请先修改密码", true);
  on.prove = prove;
  on.waiting = (p) => tell(`已提出，编号 ${p.id}，待另一人确认后生效。`);
}

// Starts with who is signed in; then calls BEGIN with the account, each time somebody is.
export async function start(codes, begin) {
  for (const kind of ["roles", "rights"])
    names[kind] = new Map(codes[kind].map((c) => [c.code, c.name]));
  began = begin;
  listen();
  if (location.protocol === "http:" && !/^(127\.|localhost$|\[::1\]$)/.test(location.hostname))
    warn("本页未使用 HTTPS，密码将以明文传输；请仅在可信内网登录。");
  if (takeLink()) return;
  await enter().catch((error) => {
    if (error.code !== "unauthorized") throw error;
  });
}
