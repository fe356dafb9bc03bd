// A letter's preview comes as a fragment of HTML.  It is drawn as elements, of those few kinds that
// the service writes and no others, so that whatever stands in a letter is text.

import { html } from "../../base/html.js";
import { h } from "preact";

const TAGS = new Set(["h1", "h2", "h3", "h4", "p", "table", "tr", "td", "b", "i", "u"]);
const CLASSES = new Set(["docx-centre", "docx-right"]);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", emsp: "\u2003" };

const text = (raw) => raw.replace(/&(amp|lt|gt|quot|#39|emsp);/g, (_, name) => ENTITIES[name]);

function attributes(raw) {
  const found = {};
  for (const [, name, value] of raw.matchAll(/([a-z]+)="([^"]*)"/g)) {
    if (name === "class" && CLASSES.has(value)) found.class = value;
    if ((name === "colspan" || name === "rowspan") && /^\d{1,4}$/.test(value)) found[name] = Number(value);
  }
  return found;
}

// The elements of FRAGMENT.  A tag that is not of the few is left out, what stands in it stays.
export function elements(fragment) {
  const open = [{ tag: null, given: {}, children: [] }];
  const close = () => {
    const { tag, given, children } = open.pop();
    open[open.length - 1].children.push(h(tag, given, children));
  };
  for (const [, end, tag, raw, words] of fragment.matchAll(/<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>|([^<]+)/g)) {
    const top = open[open.length - 1];
    if (words !== undefined) {
      if (words.trim() || !["table", "tr", null].includes(top.tag)) top.children.push(text(words));
    } else if (tag === "br" && !end) {
      top.children.push(h("br"));
    } else if (TAGS.has(tag) && !end) {
      open.push({ tag, given: attributes(raw), children: [] });
    } else if (TAGS.has(tag) && open.some((o) => o.tag === tag)) {
      while (open[open.length - 1].tag !== tag) close();
      close();
    }
  }
  while (open.length > 1) close();
  return open[0].children;
}

// The sheet with the letter on it.
export function Sheet({ fragment, label }) {
  return html`<article class="sheet" aria-label=${label} lang="zh-CN" tabindex="0">
    ${elements(fragment)}</article>`;
}
