// Small charts: bars side by side, lines, and bars that lie under each other.  Each stands beside
// its table and can be taken along as a picture (SVG) or as numbers (CSV).  No series is told from
// another by its colour alone: bars carry patterns, lines dashes and marks of their own.

import { save } from "../base/api.js";
import { html, useRef } from "../base/html.js";
import { t } from "../base/words.js";
import { saveCsv } from "./sheet.js";

const WIDE = 640;
const HIGH = 250;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 10, 14, 44];
const INK = "#1c2733";
const SOFT = "#55616e";
const LINE = "#d5dbe2";
const FONT = '"Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const TONES = ["#1f4f8f", "#b35c00", "#1b6b3a", "#b3261e", "#6b3fa0"];
const DASHES = ["", "7 4", "2 4", "10 3 2 3", "4 2"];

// What stands in a bar of the Nth series, besides its colour.
function Pattern({ id, n }) {
  const tone = TONES[n % TONES.length];
  const strokes = [null, "M0 8 L8 0 M-2 2 L2 -2 M6 10 L10 6", "M4 0 V8", "M0 4 H8",
    "M0 0 L8 8 M8 0 L0 8"][n % 5];
  return html`<pattern id=${`${id}-${n}`} width="8" height="8" patternUnits="userSpaceOnUse">
    <rect width="8" height="8" fill=${strokes ? "#fff" : tone} />
    ${strokes && html`<path d=${strokes} stroke=${tone} stroke-width="2.4" />`}</pattern>`;
}

// A round number at or above MOST, and the step of the axis below it.
function scaleOf(most) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(most, 1) / 4)));
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => s * 5 >= most) || power * 10;
  return { step, top: Math.max(step, Math.ceil(most / step) * step) };
}

const round = (n) => Math.round(n * 10) / 10;

function Label({ x, y, text, anchor, tone }) {
  return html`<text x=${round(x)} y=${round(y)} text-anchor=${anchor || "middle"} font-size="12"
    fill=${tone || SOFT}>${text}</text>`;
}

function Legend({ id, series, kind }) {
  return html`<g>${series.map((one, n) => {
    const x = LEFT + n * 150;
    return html`<g key=${n}>${kind === "lines"
      ? html`<path d=${`M${x} ${HIGH - 10} h22`} stroke=${TONES[n]} stroke-width="2.5"
          stroke-dasharray=${DASHES[n]} /><${Mark} n=${n} x=${x + 11} y=${HIGH - 10} />`
      : html`<rect x=${x} y=${HIGH - 16} width="22" height="11" fill=${`url(#${id}-${n})`}
          stroke=${TONES[n]} />`}
      <${Label} x=${x + 28} y=${HIGH - 6} text=${one.name} anchor="start" tone=${INK} /></g>`;
  })}</g>`;
}

function Mark({ n, x, y }) {
  const tone = TONES[n];
  if (n % 3 === 0) return html`<circle cx=${x} cy=${y} r="3.5" fill=${tone} />`;
  if (n % 3 === 1)
    return html`<rect x=${x - 3.5} y=${y - 3.5} width="7" height="7" fill="#fff" stroke=${tone}
      stroke-width="2" />`;
  return html`<path d=${`M${x - 4} ${y + 4} h8 l-4 -8 z`} fill=${tone} />`;
}

function Axes({ scale, labels, xOf, yOf }) {
  const ticks = [];
  for (let n = 0; n <= scale.top; n += scale.step) ticks.push(n);
  return html`<g>${ticks.map((n) => html`<g key=${n}>
      <path d=${`M${LEFT} ${round(yOf(n))} H${WIDE - RIGHT}`} stroke=${n ? LINE : SOFT} />
      <${Label} x=${LEFT - 6} y=${yOf(n) + 4} text=${n} anchor="end" /></g>`)}
    ${labels.map((label, n) => html`<${Label} key=${n} x=${xOf(n)} y=${HIGH - BOTTOM + 17}
      text=${label} />`)}</g>`;
}

const hover = (label, one, n) => html`<title>${`${label} ${one.name} ${one.values[n]}`}</title>`;

function Bars({ id, labels, series, room, xOf, yOf }) {
  const width = Math.min(26, (room * 0.76) / series.length);
  return html`<g>${series.map((one, s) => one.values.map((value, n) => {
    const x = xOf(n) + (s - series.length / 2) * width;
    return value > 0 && html`<rect key=${`${s}-${n}`} x=${round(x)} y=${round(yOf(value))}
      width=${round(width - 1)} height=${round(yOf(0) - yOf(value))} fill=${`url(#${id}-${s})`}
      stroke=${TONES[s]}>${hover(labels[n], one, n)}</rect>`;
  }))}</g>`;
}

function Lines({ labels, series, xOf, yOf }) {
  return html`<g>${series.map((one, s) => html`<g key=${s}>
    <path fill="none" stroke=${TONES[s]} stroke-width="2.5" stroke-dasharray=${DASHES[s]}
      d=${one.values.map((v, n) => `${n ? "L" : "M"}${round(xOf(n))} ${round(yOf(v))}`).join(" ")} />
    ${one.values.map((value, n) => html`<g key=${n}>${hover(labels[n], one, n)}
      <${Mark} n=${s} x=${round(xOf(n))} y=${round(yOf(value))} /></g>`)}</g>`)}</g>`;
}

function Upright({ id, kind, labels, series }) {
  const most = Math.max(1, ...series.map((one) => Math.max(0, ...one.values)));
  const scale = scaleOf(most);
  const room = (WIDE - LEFT - RIGHT) / Math.max(1, labels.length);
  const xOf = (n) => LEFT + room * (n + 0.5);
  const yOf = (value) => HIGH - BOTTOM - ((HIGH - BOTTOM - TOP) * value) / scale.top;
  const Drawn = kind === "lines" ? Lines : Bars;
  return html`<${Axes} scale=${scale} labels=${labels} xOf=${xOf} yOf=${yOf} />
    <${Drawn} id=${id} labels=${labels} series=${series} room=${room} xOf=${xOf} yOf=${yOf} />
    <${Legend} id=${id} series=${series} kind=${kind} />`;
}

const STEP = 24; // height of a lying bar
const NAMES = 190; // room for its name

function Lying({ id, labels, series }) {
  const { values } = series[0];
  const most = Math.max(1, ...values.map(Number));
  return html`<g>${labels.map((label, n) => {
    const [y, width] = [TOP + n * STEP, (Number(values[n]) / most) * (WIDE - NAMES - 60)];
    return html`<g key=${n}><${Label} x=${NAMES - 8} y=${y + 13} text=${label} anchor="end"
        tone=${INK} />
      <rect x=${NAMES} y=${y} width=${round(Math.max(width, 0.5))} height="16"
        fill=${`url(#${id}-0)`} stroke=${TONES[0]} />
      <${Label} x=${NAMES + width + 6} y=${y + 13} text=${values[n]} anchor="start" tone=${INK} />
    </g>`;
  })}</g>`;
}

function Table({ title, head, labels, series }) {
  return html`<div class="scroll-x"><table class="list"><caption class="unseen">${title}</caption>
    <thead><tr><th scope="col">${head}</th>${series.map((one) =>
      html`<th scope="col" class="number" key=${one.name}>${one.name}</th>`)}</tr></thead>
    <tbody>${labels.map((label, n) => html`<tr key=${n}><th scope="row">${label}</th>
      ${series.map((one) => html`<td class="number" key=${one.name}>
        ${one.hrefs && one.hrefs[n] ? html`<a href=${one.hrefs[n]}>${one.values[n]}</a>`
          : one.values[n]}</td>`)}</tr>`)}</tbody></table></div>`;
}

// KIND: "bars", "lines" or "lying"; LABELS along the axis, under HEAD in the table; SERIES of
// {name, values}, in which a value may have its place in HREFS; FILE: the name it is saved under.
export function Chart({ id, kind, title, head, labels, series, file, children }) {
  const picture = useRef(null);
  const high = kind === "lying" ? TOP * 2 + labels.length * STEP : HIGH;
  const savePicture = () => save(new Blob([new XMLSerializer().serializeToString(picture.current)],
    { type: "image/svg+xml" }), `${file}.svg`);
  const saveNumbers = () => saveCsv([[head, ...series.map((one) => one.name)],
    ...labels.map((label, n) => [label, ...series.map((one) => one.values[n])])], `${file}.csv`);
  return html`<section class="card chart" aria-labelledby=${`${id}-title`}>
    <div class="bar"><h2 id=${`${id}-title`}>${title}</h2><span class="push"></span>
      <button type="button" onClick=${savePicture}>SVG
        <span class="unseen">${t("chart.save_picture", { title })}</span></button>
      <button type="button" onClick=${saveNumbers}>CSV
        <span class="unseen">${t("chart.save_numbers", { title })}</span></button></div>
    ${children}
    <div class="chart-body">
      <svg ref=${picture} xmlns="http://www.w3.org/2000/svg" viewBox=${`0 0 ${WIDE} ${high}`}
          role="img" aria-label=${t("chart.picture", { title })} font-family=${FONT}>
        <defs>${series.map((_, n) => html`<${Pattern} key=${n} id=${id} n=${n} />`)}</defs>
        <rect width=${WIDE} height=${high} fill="#fff" />
        ${kind === "lying" ? html`<${Lying} id=${id} labels=${labels} series=${series} />`
          : html`<${Upright} id=${id} kind=${kind} labels=${labels} series=${series} />`}
      </svg>
      <${Table} title=${title} head=${head} labels=${labels} series=${series} />
    </div></section>`;
}
