// Measures the desk in a headless browser: web.mjs URL SECRET ROUNDS prints, for each promise, a
// line "value|limit|unit|what".

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, "../web/desk.mjs"))("playwright-core");
const [url, secret, rounds] = [process.argv[2], process.argv[3], Number(process.argv[4])];
const SCROLLED = 10000; // rows
const CHANGES = 200; // of pages

const say = (value, limit, unit, text) =>
  console.log(`${Math.round(value * 10) / 10}|${limit}|${unit}|${text}`);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--js-flags=--expose-gc"],
});

// A browser that was never here, signed in.
async function visitor() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  await context.addCookies([{ name: "sid", value: secret, url, httpOnly: true, sameSite: "Strict" }]);
  const page = await context.newPage();
  return { context, page, cdp: await context.newCDPSession(page) };
}

// Until the first row of the ledger is drawn.
async function openLedger(page) {
  await page.goto(`${url}/#/cases`);
  await page.waitForSelector("#main .grid-row");
}

const paint = (page) => page.evaluate(() =>
  performance.getEntriesByName("first-contentful-paint")[0].startTime);

// First visits: milliseconds until something, and until the first row, is painted.
async function firstPaint(slowness) {
  const painted = [], rows = [];
  for (let n = 0; n < rounds; n++) {
    const { context, page, cdp } = await visitor();
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    await openLedger(page);
    painted.push(await paint(page));
    rows.push(await page.evaluate(() => performance.now()));
    await context.close();
  }
  return { painted: median(painted), rows: median(rows) };
}

// Packed kilobytes of script and style that a first visit fetches.
async function weight() {
  const { context, page } = await visitor();
  await openLedger(page);
  await page.waitForLoadState("networkidle");
  const bytes = await page.evaluate(() => performance.getEntriesByType("resource")
    .filter(({ name }) => /\/web\/[^/]+\.(js|css)$/.test(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0));
  await context.close();
  return bytes / 1024;
}

// The longest of what it takes from a key to the picture of it, in the filter of the ledger.
async function typing(page) {
  await page.waitForSelector("#main input[type=search]");
  await page.focus("#main input[type=search]");
  await page.evaluate(() => {
    window.waits = [];
    addEventListener("keydown", () => {
      const pressed = performance.now();
      requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - pressed)));
    }, true);
  });
  for (const key of "shenqing") await page.keyboard.press(key, { delay: 60 });
  await page.waitForFunction(() => window.waits.length >= 8);
  return page.evaluate(() => Math.max(...window.waits));
}

// Scrolls through rows as a wheel does; the longest time between two frames.
async function scrolling(page) {
  return page.evaluate(async (wanted) => {
    const box = document.querySelector("#main .grid");
    const height = box.querySelector(".grid-row").getBoundingClientRect().height;
    let last = performance.now(), longest = 0, since = last;
    while (box.scrollTop < wanted * height && performance.now() - since < 120000) {
      box.scrollTop += 4 * height;
      await new Promise((done) => requestAnimationFrame(done));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return { longest, rows: Math.round(box.scrollTop / height),
      drawn: document.querySelectorAll(".grid-row").length };
  }, SCROLLED);
}

// Megabytes that the heap grows by over CHANGES of pages, after as many to warm up.
async function growth(page, cdp) {
  const places = ["cases", "today", "deadlines", "statistics", "register", "remedies"];
  const heap = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    return (await cdp.send("Runtime.getHeapUsage")).usedSize / 1048576;
  };
  const change = async (times) => {
    for (let n = 0; n < times; n++) {
      await page.evaluate((place) => { location.hash = `#/${place}`; }, places[n % places.length]);
      await page.waitForSelector("#main h1");
      await page.waitForLoadState("networkidle");
    }
  };
  await change(30);
  const before = await heap();
  await change(CHANGES);
  return await heap() - before;
}

try {
  const usual = await firstPaint(1), slow = await firstPaint(4);
  say(usual.painted, 400, "ms", "ledger, first contentful paint");
  say(usual.rows, 1000, "ms", "ledger, first row drawn");
  say(slow.painted, 1000, "ms", "ledger, first contentful paint, processor slowed 4 times");
  say(slow.rows, 2500, "ms", "ledger, first row drawn, processor slowed 4 times");
  say(await weight(), 60, "KB", "script and style of a first page, packed");
  const { context, page, cdp } = await visitor();
  await openLedger(page);
  say(await typing(page), 100, "ms", "a key in the filter until it is seen, the slowest of 8");
  await page.goto("about:blank"); // without what was typed
  await openLedger(page);
  const scrolled = await scrolling(page);
  if (scrolled.rows < SCROLLED) throw new Error(`only ${scrolled.rows} rows could be scrolled`);
  say(scrolled.longest, 50, "ms", `longest frame while ${scrolled.rows} rows scroll by`);
  say(scrolled.drawn, 200, "rows", "drawn at once");
  say(await growth(page, cdp), 5, "MB", `growth of the heap over ${CHANGES} changes of pages`);
  await context.close();
} finally {
  await browser.close();
}
