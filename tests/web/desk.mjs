// A service with the demonstration's people and cases, and a browser at it, for one test program.
//
//   const desk = await open();          starts both
//   const page = await desk.signIn("fangyuan@xiangshan");
//   await desk.close();                 ends both, by their process
//
// Every page is watched: what it logs as an error, throws, or would do against the
// Content-Security-Policy is in desk.faults, which a test program ends by asking.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const TODAY = "2026-11-20"; // the service's; the demonstration ends shortly before

// One of the demonstration's people of each role.
export const PEOPLE = {
  officer: "fangyuan@xiangshan", supervisor: "shenyan@xiangshan", agency_admin: "taoran@xiangshan",
  oversight: "jichangfeng@shapotou", system_admin: "luzhixing", security_admin: "jiansiqi",
  auditor: "zhongmingyuan",
};

const build = process.env.GONGKAI_BUILD || ".";
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function environment(directory) {
  return {
    ...process.env, GONGKAI_STATE_DIR: directory, GONGKAI_PLAIN_HTTP: "yes",
    GONGKAI_RATE_PER_SECOND: "0", GONGKAI_SOURCE_RATE_PER_SECOND: "0",
    GONGKAI_SESSION_FILE: join(directory, "session"),
  };
}

async function start(directory, options) {
  const ready = join(directory, "ready");
  const log = openSync(join(directory, "log"), "a");
  rmSync(ready, { force: true });
  const process_ = spawn(join(build, "gongkaid"),
    ["--port=0", `--ready-file=${ready}`, `--today=${TODAY}`, "--fold-interval-ms=50", ...options],
    { env: environment(directory), stdio: ["ignore", log, log] });
  for (let n = 0; n < 300; n++) {
    if (existsSync(ready) && readFileSync(ready, "utf8").trim())
      return { process: process_, url: readFileSync(ready, "utf8").trim() };
    if (process_.exitCode !== null) break;
    await wait(100);
  }
  throw new Error(`gongkaid did not start: ${readFileSync(join(directory, "log"), "utf8")}`);
}

async function stop(process_) {
  if (process_.exitCode !== null) return;
  const ended = new Promise((done) => process_.once("exit", done));
  process_.kill("SIGTERM");
  await ended;
}

// The password of each person of the demonstration.
function passwords(directory) {
  const lines = readFileSync(join(directory, "demo-accounts"), "utf8").trim().split("\n");
  return new Map(lines.map((line) => line.split(/\s+/).slice(0, 2)));
}

// EMPTY: the agencies and people only, no case.
export async function open({ empty = false, options = [], viewport = { width: 1280, height: 720 } } = {}) {
  const directory = mkdtempSync(join(tmpdir(), "gongkai-web-"));
  const run = (...words) =>
    execFileSync(join(build, "gongkai"), words, { env: environment(directory), stdio: "pipe" });
  run("migrate");
  let service = await start(directory, options);
  run("--url", service.url, "demo", ...(empty ? ["--without-cases"] : []));
  const words = passwords(directory);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const faults = [];
  const desk = {
    url: service.url, browser, faults, directory,
    password: (who) => words.get(who),

    // A browser of its own: its cookies, its storage.
    async newPage(settings = {}) {
      const context = await browser.newContext({ viewport, locale: "zh-CN", ...settings });
      const page = await context.newPage();
      await context.addInitScript(() => {
        window.policyReports = [];
        window.underWay = 0; // requests
        window.answeredAt = 0;
        const send = window.fetch;
        window.fetch = (...asked) => {
          window.underWay++;
          return send(...asked).finally(() => {
            window.underWay--;
            window.answeredAt = performance.now();
          });
        };
        document.addEventListener("securitypolicyviolation", (e) =>
          window.policyReports.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
      });
      page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.stack}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
          faults.push(`${page.url()}: ${message.text()}`);
      });
      page.setDefaultTimeout(60000); // of a machine at work
      return page;
    },

    async signIn(who, settings) {
      const page = await desk.newPage(settings);
      await page.goto(`${service.url}/`);
      await page.fill("#secret-sign_in", who);
      await page.fill("#secret-password", words.get(who));
      await page.keyboard.press("Enter");
      await page.waitForSelector(".top .who");
      return page;
    },

    // Asks the API as whoever is signed in on PAGE.
    async ask(page, method, path, body) {
      return page.evaluate(async ([m, p, b]) => {
        const reply = await fetch(p, {
          method: m, body: b === undefined ? undefined : JSON.stringify(b),
          headers: { "X-Requested-With": "gongkai", Accept: "application/json",
            ...(b === undefined ? {} : { "Content-Type": "application/json" }) },
        });
        return { status: reply.status, body: await reply.json().catch(() => null) };
      }, [method, path, body]);
    },

    // Until the page draws nothing new: it is there, no request is under way, nothing is loading.
    async settle(page) {
      await page.waitForFunction(() => document.querySelector("#main h1, main.alone"));
      await page.evaluate(() => new Promise((idle) =>
        requestIdleCallback(idle, { timeout: 1000 })));
      await page.waitForFunction(() => window.underWay === 0 &&
        performance.now() - window.answeredAt > 250 &&
        !document.querySelector(".state.loading, [aria-busy=true]"));
    },

    async stopService() {
      await stop(service.process);
    },

    async startService() {
      service = await start(directory,
        [...options, `--port=${new URL(desk.url).port}`]);
    },

    async close() {
      await browser.close();
      await stop(service.process);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return desk;
}
