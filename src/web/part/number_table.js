// A table of numbers in the layout of its form.  What the API gives as `spans` are its labels,
// each in the rectangle it covers; every number may open what is behind it.  It is one stop of
// the Tab key: inside, the arrow keys go from number to number.

import { html, useRef, useState } from "../base/html.js";
import { t } from "../base/words.js";

// How wide the labels are and how many rows the head has.  Where as many columns are printed as
// there are cells (section four), the rows of TABLE stand beside each other.
export function layoutOf(table) {
  const width = Math.max(...table.spans.map((s) => s.column + s.columns));
  const flat = table.rows.length > 1 && width === table.rows.length * table.columns.length;
  const numbers = flat ? width : table.columns.length;
  const labels = width - numbers;
  const head = Math.max(...table.spans.filter((s) => s.column >= labels)
    .map((s) => s.row + s.rows));
  return { labels, head, flat, numbers, lines: flat ? 1 : table.rows.length };
}

// The cell in LINE and PLACE as printed: its row and column, and the number.
function cellAt(table, layout, line, place) {
  const wide = table.columns.length;
  const row = table.rows[layout.flat ? Math.floor(place / wide) : line];
  const n = layout.flat ? place % wide : place;
  return { row, column: table.columns[n], value: row.cells[n] };
}

export const cellName = (row, column) => `${row}.${column}`;

function Label({ span, layout }) {
  const inHead = span.row < layout.head;
  const scope = inHead ? (span.columns > 1 ? "colgroup" : "col")
    : span.rows > 1 ? "rowgroup" : "row";
  return html`<th scope=${scope} rowspan=${span.rows > 1 ? span.rows : undefined}
    colspan=${span.columns > 1 ? span.columns : undefined}
    class=${inHead ? "" : "row-label"}>${span.text}</th>`;
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

// TABLE as the API has it; OPEN(row, column, value) with the rows and columns of the table shows
// what is behind a number; MARK(row key, column key) gives {level, text} of a cell that stands out;
// SHOWN(row key, column key, number) what is printed instead of the number.
export function NumberTable({ table, title, open, mark, shown }) {
  const layout = layoutOf(table);
  const [at, setAt] = useState("0.0");
  const box = useRef(null);
  const move = (event) => {
    const step = STEPS[event.key];
    const name = event.target.dataset && event.target.dataset.at;
    if (!step || !name) return;
    const [line, place] = name.split(".").map(Number);
    const next = box.current.querySelector(
      `[data-at="${line + step[0]}.${place + step[1]}"]`);
    if (next) next.focus();
    event.preventDefault();
  };
  const number = (line, place) => {
    const { row, column, value } = cellAt(table, layout, line, place);
    const marked = mark ? mark(row.key, column.key) : null;
    const text = shown ? shown(row.key, column.key, value) : String(value);
    const name = `${line}.${place}`;
    const label = `${row.label} ${column.label} ${text}${marked ? ` ${marked.text}` : ""}`;
    return html`<td key=${name} class=${`number${marked ? ` marked ${marked.level}` : ""}`}
        title=${marked ? marked.text : undefined} data-cell=${cellName(row.key, column.key)}>
      ${open ? html`<button type="button" class="cell" data-at=${name} aria-label=${label}
          tabindex=${name === at ? 0 : -1} onFocus=${() => setAt(name)}
          onClick=${() => open(row, column, value)}>${text}</button>`
        : html`<span data-at=${marked ? name : undefined} tabindex=${marked ? -1 : undefined}>
          ${text}</span>`}</td>`;
  };
  const line = (r) => {
    const labels = table.spans.filter((s) => s.row === r).sort((a, b) => a.column - b.column);
    return html`<tr key=${r}>
      ${labels.map((s) => html`<${Label} key=${s.column} span=${s} layout=${layout} />`)}
      ${r >= layout.head && Array.from({ length: layout.numbers }, (_, place) =>
        number(r - layout.head, place))}</tr>`;
  };
  const rows = (from, to) => Array.from({ length: to - from }, (_, n) => line(from + n));
  return html`<div class="scroll-x" tabindex=${open ? undefined : 0} role=${open ? undefined : "region"}
      aria-label=${open ? undefined : title}><table class=${`form-table${layout.flat ? " flat" : ""}`}
      ref=${box} onKeyDown=${open ? move : undefined}>
    <caption>${title}${open && html`<small class="no-print">${t("number.hint")}</small>`}</caption>
    <thead>${rows(0, layout.head)}</thead>
    <tbody>${rows(layout.head, layout.head + layout.lines)}</tbody></table></div>`;
}
