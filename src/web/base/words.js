// The words of the desk, in the language of whoever sits at it.  lang/zh.js and lang/en.js hold
// them, under the same keys.

const KEPT = "gongkai.language";
// Each in two parts, so that the first page need not wait for the words of all (bundle.mjs).
const dictionaries = {
  zh: [() => import("words/zh/first"), () => import("words/zh/later")],
  en: [() => import("words/en/first"), () => import("words/en/later")],
};
let words = {};
let rest = Promise.resolve();
let spoken = "zh";

export const languages = Object.keys(dictionaries);
export const language = () => spoken;

export function keptLanguage() {
  try {
    const kept = localStorage.getItem(KEPT);
    if (dictionaries[kept]) return kept;
  } catch {
    // A browser that keeps nothing: Chinese.
  }
  return "zh";
}

export async function speak(code) {
  const [first, later] = dictionaries[code];
  words = (await first()).default;
  rest = null;
  spoken = code;
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // Asked again the next time.
  }
}

// Once this is fulfilled every word is there.
export function allWords() {
  if (!rest) {
    const asked = dictionaries[spoken][1]().then((part) => { words = { ...words, ...part.default }; });
    asked.catch(() => { rest = null; });
    rest = asked;
  }
  return rest;
}

// The words of KEY, with {names} filled from VALUES.  A key that is missing shows itself: the
// tests look for it.
export function t(key, values) {
  const found = words[key];
  if (found === undefined) return `⟦${key}⟧`;
  return values ? found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? "")) : found;
}

export const has = (key) => words[key] !== undefined;

// The name of a CODE of a FIELD of the API ("channel", "fax"); what several fields share stands
// under the code alone.
export function code(field, value) {
  if (value === null || value === undefined || value === "") return "";
  const own = words[`code.${field}.${value}`];
  return own !== undefined ? own : t(`code.${value}`);
}

// The name of a FIELD of the API: in Chinese what the API itself calls it.
export function fieldName(field) {
  return spoken === "zh" && field.label ? field.label : t(`field.${field.name}`);
}
