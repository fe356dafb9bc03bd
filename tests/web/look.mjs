// Pictures of pages, to be looked at:
//
//   tests/run tests/web/look.mjs [--empty] [--window] DIRECTORY WHO PLACE...
//
// WHO is a person of the demonstration, PLACE what stands behind # (or NAME=PLACE); --empty: there
// are people and no case; --window: what a window shows, not the whole page.
import { mkdirSync } from "node:fs";
import { open } from "./desk.mjs";

const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith("--"));
const [directory, who, ...places] = words.filter((word) => !word.startsWith("--"));
const empty = options.includes("--empty");
const desk = await open({ empty });
try {
  mkdirSync(directory, { recursive: true });
  const page = await desk.signIn(who);
  for (const named of places) {
    const [, name, place] = /^(?:(\w+)=)?(.*)$/.exec(named);
    await page.goto(`${desk.url}/#/${place}`);
    await desk.settle(page);
    await page.screenshot({
      path: `${directory}/${name || place.replace(/\W+/g, "-")}.png`, fullPage: !options.includes("--window") });
  }
} finally {
  await desk.close();
}
for (const fault of desk.faults) console.error(fault);
