// Section three of an agency and year; every number opens the cases behind it.

import { element, get, node } from "./api.js";
import { proved, start } from "./people.js";

const HEADER_ROWS = 3;
const LABEL_COLUMNS = 3;
const WITHOUT_NUMBERS = ["system_admin", "security_admin"];

function question(format) {
  const query = new URLSearchParams({ year: element("year").value });
  if (element("subtree").checked) query.set("scope", "subtree");
  if (element("as-of").value) query.set("as_of", element("as-of").value);
  if (format) query.set("format", format);
  return query;
}

function agencyPath() {
  return "/api/v1/agencies/" + encodeURIComponent(element("agency").value);
}

function tablePath(format) {
  return agencyPath() + "/section-three?" + question(format);
}

function numberCell(row, column, count) {
  const cell = node("td");
  const button = node("button", String(count), {
    type: "button",
    "aria-label": row.label + "，" + column.label + "，" + count,
  });
  if (count === 0) button.dataset.zero = "";
  button.addEventListener("click", () => showCases(row, column));
  cell.append(button);
  return cell;
}

function drawTable(table, spans) {
  const drawn = node("table");
  const last = HEADER_ROWS + table.rows.length;
  for (let at = 0; at < last; at++) {
    const line = drawn.insertRow();
    for (const span of spans.filter((s) => s.row === at)) {
      const label = node("th", span.text, { rowspan: span.rows, colspan: span.columns });
      label.scope = at < HEADER_ROWS && span.column >= LABEL_COLUMNS ? "col" : "row";
      if (at < HEADER_ROWS) label.dataset.centre = "";
      line.append(label);
    }
    const row = table.rows[at - HEADER_ROWS];
    if (row) row.cells.forEach((n, i) => line.append(numberCell(row, table.columns[i], n)));
  }
  return drawn;
}

// What is shown stands in the address, behind #, so that it can be kept and sent on.
function keepQuestion() {
  const query = question();
  query.set("agency", element("agency").value);
  history.replaceState(null, "", location.pathname + "#" + query);
}

async function showTable() {
  keepQuestion();
  element("cases").hidden = true;
  element("subject").textContent = "正在统计……";
  try {
    const table = await get(tablePath("json"));
    element("table").replaceChildren(drawTable(table, table.spans));
    element("subject").textContent =
      table.agency + (table.scope === "subtree" ? "（汇总）" : "") + " " + table.year +
      " 年度" + (table.note ? "，" + table.note : "");
    for (const link of document.querySelectorAll("#downloads a[data-format]"))
      link.href = tablePath(link.dataset.format);
    element("ledger").href = agencyPath() + "/ledger?year=" + table.year;
    element("downloads").hidden = false;
  } catch (error) {
    element("table").replaceChildren();
    element("downloads").hidden = true;
    element("subject").textContent = "不能显示：" + error.message;
  }
}

let outcomes = new Map();
const statuses = {
  awaiting_confirmation: "待确认", running: "办理中", overdue: "逾期未答复",
  paused_consultation: "征求意见中", awaiting_correction: "待补正", awaiting_fee: "待缴费",
  abandoned_no_correction: "逾期不补正，待办结", abandoned_no_payment: "逾期未缴费，待办结",
};

// The deadline opens the account of its days.
function dueCell(a) {
  const cell = node("td", "");
  if (a.received_on) {
    const text = a.due_on ? a.due_on + (a.due_certain ? "" : "（暂定）") : "逐日";
    const link = node("a", text);
    link.href = `/api/v1/applications/${a.id}/clock?format=html`;
    link.target = "_blank";
    link.title = "逐日说明";
    cell.append(link);
  }
  return cell;
}

function addCases(list) {
  const body = element("case-list");
  for (const a of list) {
    const line = body.insertRow();
    const result = a.outcome ? outcomes.get(a.outcome) : statuses[a.status] || a.status;
    for (const text of [a.number, a.applicant_name, a.content, a.received_on])
      line.append(node("td", text || ""));
    line.append(dueCell(a));
    for (const text of [a.closed_on, result])
      line.append(node("td", text || ""));
  }
}

async function loadCases(path) {
  const more = element("more");
  try {
    const page = await get(path);
    addCases(page.applications);
    more.hidden = !page.next;
    more.onclick = () => loadCases(path.replace(/&after=.*$/, "") + "&after=" + page.next);
  } catch (error) {
    element("subject").textContent = "不能显示：" + error.message;
  }
}

async function showCases(row, column) {
  const title = element("cases-title");
  title.textContent = row.label + " · " + column.label;
  element("case-list").replaceChildren();
  element("cases").hidden = false;
  await loadCases(agencyPath() + "/section-three/" + row.key + "/" + column.key + "?" +
    question() + "&limit=100");
  title.focus();
}

// What the service needs soon, such as the next year's holiday notice.
async function showWarnings() {
  const { warnings } = await get("/healthz");
  element("warning").textContent = warnings.map((w) => w.message).join("；");
  element("warning").hidden = warnings.length === 0;
}

// The question in the address, else one's own agency and this year.
function fillQuestion(account) {
  const asked = new URLSearchParams(location.hash.slice(1));
  const agency = asked.get("agency") || account.agency;
  if (agency) element("agency").value = agency;
  if (element("agency").selectedIndex < 0) element("agency").selectedIndex = 0;
  element("year").value = asked.get("year") || String(new Date().getFullYear());
  element("subtree").checked = asked.get("scope") === "subtree";
  element("as-of").value = asked.get("as_of") || "";
}

// The page of whoever signed in: the agencies this one sees, and a table where the role has one.
async function showWork(account) {
  const { agencies } = await get("/api/v1/agencies?limit=1000");
  const numbers = !account.roles.some((role) => WITHOUT_NUMBERS.includes(role));
  element("agency").replaceChildren(
    ...agencies.map((agency) => node("option", agency.name, { value: agency.code })));
  element("report").hidden = element("question").hidden = !numbers;
  element("cases").hidden = true;
  element("table").replaceChildren();
  fillQuestion(account);
  if (numbers && agencies.length > 0) await showTable();
  else if (numbers) element("subject").textContent = "还没有机关；请先登记机关（见 README）。";
}

// The ledger is opened, not fetched: the password it takes is asked for before.
async function openLedger(event) {
  event.preventDefault();
  const address = event.currentTarget.href;
  try {
    if (await proved()) location.assign(address);
  } catch (error) {
    element("subject").textContent = "不能下载：" + error.message;
  }
}

async function begin() {
  showWarnings().catch(() => {});
  const codes = await get("/api/v1/codes");
  outcomes = new Map(codes.outcomes.map((o) => [o.code, o.name]));
  element("ledger").addEventListener("click", openLedger);
  element("question").addEventListener("submit", (event) => {
    event.preventDefault();
    showTable();
  });
  await start(codes, showWork);
}

begin().catch((error) => {
  element("message").textContent = "不能显示：" + error.message;
  element("message").hidden = false;
});
