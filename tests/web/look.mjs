// Pictures of pages, to be looked at:
//
//   tests/run tests/web/look.mjs DIRECTORY WHO PLACE...
//
// WHO is a person of the demonstration, PLACE what stands behind # (or NAME=PLACE).
import { mkdirSync } from "node:fs";
import { open } from "./desk.mjs";

const [directory, who, ...places] = process.argv.slice(2);
const desk = await open();
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
