// What is bundled: that old browsers read it, that nothing in it needs what the policy forbids,
// that it is small, and that no word is missing in either language.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "../../src/web");
const { LATER } = await import(join(web, "bundle.mjs"));
const bundle = join(web, "bundle");
const FIRST_PAGE = 60 * 1024; // bytes of script and style, packed

const sources = ["", "base", "part", "page", ...readdirSync(join(web, "page"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory()).map((entry) => `page/${entry.name}`)]
  .flatMap((folder) => readdirSync(join(web, folder)).filter((name) => name.endsWith(".js"))
    .map((name) => join(folder, name)));
const source = new Map(sources.map((name) => [name, readFileSync(join(web, name), "utf8")]));
const words = {
  zh: (await import(join(web, "lang/zh.js"))).default,
  en: (await import(join(web, "lang/en.js"))).default,
};
const api = JSON.parse(readFileSync(join(here, "../../api/openapi.json"), "utf8"));

test("Chromium 86 reads every script", () => {
  const scripts = readdirSync(bundle).filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 5);
  execFileSync(process.execPath, [join(here, "node_modules/es-check/lib/cli/index.js"), "es2021",
    "--module", ...scripts.map((name) => join(bundle, name))], { stdio: "pipe" });
});

test("no script uses what Chromium 86 lacks or the policy forbids", () => {
  const lacking = /\.at\(|structuredClone|randomUUID|Object\.hasOwn|\.findLast|\.toSorted|\.toReversed|showPopover|Array\.fromAsync|Promise\.withResolvers|Object\.groupBy|inert=/;
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|dangerouslySet|srcdoc|\.setAttribute\("style"/;
  for (const [name, text] of source)
    for (const wrong of [lacking, forbidden])
      assert.doesNotMatch(text, wrong, name);
});

test("no style uses what Chromium 86 lacks", () => {
  const sheet = readFileSync(join(web, "gongkai.css"), "utf8");
  assert.doesNotMatch(sheet, /:is\(|:where\(|:has\(|aspect-ratio|@layer|@container|\binset:|accent-color|:user-invalid|color-mix|\bdvh\b|\n\s+&/);
});

// What of the bundle NAMES need before they can begin, with themselves.
function needed(names) {
  const found = new Set(names);
  for (const name of found)
    if (name.endsWith(".js"))
      for (const [, next] of readFileSync(join(bundle, name), "utf8")
        .matchAll(/(?:\bfrom|\bimport)"\.\/([\w-]+\.js)"/g)) found.add(next);
  return [...found];
}

test("the first page is small", () => {
  const page = readFileSync(join(bundle, "index.html"), "utf8");
  const first = [...page.matchAll(/\/web\/([\w-]+\.(?:js|css))/g)].map((found) => found[1]);
  for (const place of ["today", "cases", "deadlines"]) { // where one begins
    const own = readdirSync(bundle).filter((name) => name.startsWith(`${place}-`));
    assert.equal(own.length, 1, place);
    const all = needed([...first, ...own]);
    const size = all.reduce((sum, name) =>
      sum + gzipSync(readFileSync(join(bundle, name))).length, 0);
    console.log(`# ${place}: ${all.length} files, ${size} bytes packed`);
    assert.ok(size <= FIRST_PAGE, `${place}: ${size} bytes`);
  }
});

test("both languages have the same words, and the same places to fill in", () => {
  const places = (text) => [...new Set(text.match(/\{\w+\}/g) || [])].sort().join();
  for (const key of Object.keys(words.zh))
    assert.equal(places(words.en[key] ?? `en lacks ${key}`), places(words.zh[key]), key);
  for (const key of Object.keys(words.en))
    assert.ok(key.startsWith("field.") || key in words.zh, `zh lacks ${key}`);
});

test("every word that a page asks for is there, and no key stands twice", () => {
  for (const [name, text] of source)
    for (const [, key] of text.matchAll(/\bt\(\s*"([^"$]+)"/g))
      assert.ok(key in words.zh, `${name}: ${key}`);
  for (const language of ["zh", "en"]) {
    const keys = [...readFileSync(join(web, `lang/${language}.js`), "utf8")
      .matchAll(/^\s*"([^"]+)":/gm)].map((found) => found[1]);
    const twice = keys.filter((key, n) => keys.indexOf(key) !== n);
    assert.deepEqual(twice, [], language);
  }
});

test("a page that is there early needs no later word", () => {
  const early = [...source.get("pages.js").matchAll(/name: "(\w+)"[^}]*early: true/g)]
    .map((found) => found[1]);
  assert.ok(early.length >= 2);
  for (const [name, text] of source)
    if (early.some((page) => name.startsWith(`page/${page}.`) || name.startsWith(`page/${page}/`)) ||
        ["part/frame.js", "part/grid.js", "part/state.js", "part/status.js", "page/sign_in.js"].includes(name))
      for (const [, key] of text.matchAll(/\bt\(\s*["`]([^"`]+)/g))
        assert.doesNotMatch(key, LATER, `${name}: ${key}`);
});

// What the API takes: CALL(name, schema) for every field of every body and query.
function eachField(visit) {
  const walk = (name, schema) => {
    if (name) visit(name, schema);
    for (const [inner, property] of Object.entries(schema.properties || {})) walk(inner, property);
    if (schema.items) walk(schema.items.properties ? null : name, schema.items);
  };
  for (const methods of Object.values(api.paths))
    for (const operation of Object.values(methods)) {
      const body = operation.requestBody?.content?.["application/json"]?.schema;
      if (body) walk(null, body);
      for (const parameter of operation.parameters || [])
        if (parameter.in === "query") walk(parameter.name, parameter.schema);
    }
}

test("every field and code of the API has its name", () => {
  let fields = 0, codes = 0;
  const missing = new Set();
  eachField((name, schema) => {
    fields++;
    if (!(`field.${name}` in words.en)) missing.add(`field.${name}`);
    for (const code of schema.enum || []) {
      if (code === null || name === "format") continue; // formats are called by their endings
      codes++;
      if (!(`code.${name}.${code}` in words.zh || `code.${code}` in words.zh))
        missing.add(`code.${name}.${code}`);
    }
  });
  assert.deepEqual([...missing], []);
  assert.ok(fields > 300 && codes > 300, `${fields} fields, ${codes} codes`);
});

test("every page stands in the menu's words and has its module", () => {
  const text = source.get("pages.js");
  const pages = [...text.matchAll(/name: "(\w+)"(?:, group: "(\w+)")?/g)];
  assert.ok(pages.length > 1);
  for (const [, name, group] of pages)
    if (group) assert.ok(`nav.${name}` in words.zh && `nav.${group}` in words.zh, name);
  for (const [, name] of text.matchAll(/import\("\.\/page\/(\w+)\.js"\)/g))
    assert.ok(source.has(`page/${name}.js`), name);
});
