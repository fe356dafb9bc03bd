// The words of the desk, in the language of whoever sits at it.  lang/zh.js and lang/en.js hold
// them, under the same keys.

const KEPT = "gongkai.language";
const dictionaries = {
  zh: () => import("../lang/zh.js"),
  en: () => import("../lang/en.js"),
};
let words = {};
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
  words = (await dictionaries[code]()).default;
  spoken = code;
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // Asked again the next time.
  }
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
