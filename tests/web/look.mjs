// Pictures of pages, to be looked at:
//
//   tests/run tests/web/look.mjs [--empty] DIRECTORY WHO PLACE...
//
// WHO is a person of the demonstration, PLACE what stands behind # (or NAME=PLACE); --empty: there
// are people and no case.
import { mkdirSync } from "node:fs";
import { open } from "./desk.mjs";

const empty = process.argv[2] === "--empty";
const [directory, who, ...places] = process.argv.slice(empty ? 3 : 2);
const desk = await open({ empty });
try {
  mkdirSync(directory, { recursive: true });
  const page = await desk.signIn(who);
  for (const named of places) {
    const [, name, place] = /^(?:(\w+)=)?(.*)$/.exec(named);
    await page.goto(`${desk.url}/#/${place}`);
    await desk.settle(page);
    await page.screenshot({
      path: `${directory}/${name || place.replace(/\W+/g, "-")}.png`, fullPage: true });
  }
} finally {
  await desk.close();
}
for (const fault of desk.faults) console.error(fault);
