// Bundles the web interface into bundle/: what is in the programs and in the tarball.
//
//   node bundle.mjs
//
// Names carry a digest of their content, so that a browser keeps what it has until it changes;
// index.html names them.  copy.js keeps its name: pages that the service writes ask for it.

import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const made = join(here, "bundle");
const making = join(here, "bundle.new");
const COMMON = {
  absWorkingDir: here, bundle: true, minify: true, charset: "utf8", target: "chrome86",
  lineLimit: 400, legalComments: "none", logLevel: "warning", outdir: making,
};

// What a form needs to know of a field, from its schema.
function field(name, described, required) {
  const [schema = described] = described.anyOf || []; // one or {}, which stands for none
  const known = { name, type: schema.type, label: described.description };
  for (const key of ["format", "minimum", "maximum", "maxLength"])
    if (schema[key] !== undefined) known[key] = schema[key];
  if (schema.enum) known.codes = schema.enum.filter((code) => code !== null);
  if (required) known.required = true;
  if (schema.type === "object") known.fields = fields(schema);
  if (schema.type === "array") known.items = field("", schema.items, true);
  return known;
}

function fields(schema) {
  const required = schema?.required || [];
  return Object.entries(schema?.properties || {}).map(([name, property]) =>
    field(name, property, required.includes(name)));
}

// What KNOWN(method, path, operation) tells of each operation of the API, by name.
function ofEach(document, known) {
  return Object.fromEntries(Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => [operation.operationId, known(method, path, operation)])));
}

// Where the operations are, and what may be asked for behind the path; no form asks that, so that
// no field of it has a label.
const addressesOf = (document) => ofEach(document, (method, path, operation) => {
  const query = (operation.parameters || []).filter((p) => p.in === "query")
    .map((p) => ({ ...field(p.name, p.schema, p.required), label: undefined }));
  return { method: method.toUpperCase(), path, ...(query.length && { query }) };
});

// What they take in a body.
const bodiesOf = (document) => ofEach(document, (method, path, { requestBody }) => {
  const body = requestBody?.content?.["application/json"]?.schema;
  return body && fields(body);
});

// Which role has which part in them.
const rightsOf = (document) => ofEach(document, (method, path, operation) => operation["x-roles"]);

// Words that no page marked `early` (pages.js) needs: those of a page's own, by how their keys begin.
export const LATER = new RegExp("^(agencies|audit|calendar|case|cell|check|copied|enter|finding|" +
  "people|proposals|read|register|remedies|report|roll_up|settings|statistics|system|" +
  "templates|values)\\.");

// import … from "words/zh/first" or "words/zh/later": of one dictionary, what the first page needs
// and the rest.
const words = {
  name: "words",
  setup(bundler) {
    bundler.onResolve({ filter: /^words\// }, ({ path }) => ({ path, namespace: "words" }));
    bundler.onLoad({ filter: /.*/, namespace: "words" }, async ({ path }) => {
      const [, language, part] = path.split("/");
      const all = (await import(pathToFileURL(join(here, `lang/${language}.js`)))).default;
      const kept = Object.entries(all).filter(([key]) => LATER.test(key) === (part === "later"));
      return { contents: `export default ${JSON.stringify(Object.fromEntries(kept))}`, loader: "js" };
    });
  },
};

// import … from "addresses", "bodies" or "rights": made from the API's own description.  Three, for
// what forms need comes later than the menu.
const api = {
  name: "api",
  setup(bundler) {
    const made = { addresses: addressesOf, bodies: bodiesOf, rights: rightsOf };
    bundler.onResolve({ filter: /^(addresses|bodies|rights)$/ }, ({ path }) => ({ path, namespace: "api" }));
    bundler.onLoad({ filter: /.*/, namespace: "api" }, ({ path }) => {
      const document = JSON.parse(readFileSync(join(here, "../../api/openapi.json"), "utf8"));
      return { contents: JSON.stringify(made[path](document)), loader: "json" };
    });
  },
};

// The file that came out of ENTRY.
function output(result, entry) {
  const [path] = Object.entries(result.metafile.outputs).find(([, o]) => o.entryPoint === entry);
  return basename(path);
}

// What has to be fetched before FILE can begin, besides itself.
function needs(result, file) {
  const found = new Set();
  const follow = (path) => {
    for (const { path: next, kind } of result.metafile.outputs[path].imports)
      if (kind === "import-statement" && !found.has(next)) {
        found.add(next);
        follow(next);
      }
  };
  follow(Object.keys(result.metafile.outputs).find((path) => basename(path) === file));
  return [...found].map((path) => basename(path));
}

function licences() {
  return ["preact", "htm"].map((name) => {
    const at = join(here, "node_modules", name);
    const { version } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
    return `${name} ${version}\n\n${readFileSync(join(at, "LICENSE"), "utf8")}`;
  }).join("\n\n");
}

export async function bundle() {
  const { build } = await import("esbuild"); // which only those have who bundle, not read, this file
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  const result = await build({
    ...COMMON, entryPoints: ["main.js", "gongkai.css"], entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]", splitting: true, format: "esm", metafile: true,
    plugins: [api, words],
  });
  await build({ ...COMMON, entryPoints: ["copy.js"], format: "esm" });
  const main = output(result, "main.js");
  const page = readFileSync(join(here, "index.html"), "utf8")
    .replace("{{style}}", output(result, "gongkai.css"))
    .replace("{{main}}", main)
    .replace("{{needs}}", [...needs(result, main), output(result, "words:words/zh/first")]
      .map((file) => `<link rel="modulepreload" href="/web/${file}">\n`).join(""));
  writeFileSync(join(making, "index.html"), page);
  writeFileSync(join(making, "icon.svg"), readFileSync(join(here, "icon.svg")));
  writeFileSync(join(making, "licences.txt"), licences());
  rmSync(made, { recursive: true, force: true });
  renameSync(making, made);
  return readdirSync(made);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
