// A table of any length: rows of one height, of which only those in sight are in the document.
// The arrows move the row, Enter opens it, the space bar takes it into the selection, Shift
// with an arrow or a click takes all between, Ctrl+A all that are loaded, Escape none.

import { Component } from "preact";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../base/html.js";
import { t } from "../base/words.js";

const AROUND = 8; // rows drawn above and below what is seen
const AHEAD = 3; // screens before the end at which more is asked for
const LEAST = 220; // pixels of height
const PICK = 34; // pixels of the column to select in

class Row extends Component {
  shouldComponentUpdate(next) {
    return ["row", "index", "columns", "chosen", "current", "tracks", "kind"]
      .some((name) => next[name] !== this.props[name]);
  }

  render({ row, index, height, columns, chosen, current, tracks, name, kind, act }) {
    const id = `${name}-${index}`;
    return html`<div role="row" id=${id} aria-rowindex=${index + 2} aria-selected=${chosen}
        class=${`grid-row ${kind}${current ? " current" : ""}`} data-index=${index}
        style=${{ transform: `translateY(${index * height}px)`, height, gridTemplateColumns: tracks }}
        onClick=${(event) => act("click", index, event)}
        onDblClick=${() => act("open", index)}>
      <div role="gridcell" class="grid-cell pick"><input type="checkbox" tabindex="-1"
        checked=${chosen} aria-label=${t("grid.pick", { n: index + 1 })}
        onClick=${(event) => { event.stopPropagation(); act("toggle", index, event); }} /></div>
      ${columns.map((column) => html`<div role="gridcell" key=${column.name}
        class=${`grid-cell${column.number ? " number" : ""}`}
        title=${column.title ? column.title(row) : undefined}>${column.draw(row)}</div>`)}
    </div>`;
  }
}

// The height that is left on the screen below where BOX begins.
function useRoom(box) {
  const [height, setHeight] = useState(LEAST);
  useLayoutEffect(() => {
    const measure = () => {
      const top = box.current.getBoundingClientRect().top + scrollY;
      setHeight(Math.max(LEAST, innerHeight - top - 24));
    };
    measure();
    addEventListener("resize", measure);
    const around = new ResizeObserver(measure);
    around.observe(box.current.parentElement);
    return () => {
      removeEventListener("resize", measure);
      around.disconnect();
    };
  }, []);
  return height;
}

function taken(rows, from, to, idOf, old) {
  const next = new Map(old);
  for (let n = Math.min(from, to); n <= Math.max(from, to); n++)
    if (rows[n]) next.set(idOf(rows[n]), rows[n]);
  return next;
}

// ROWS that are there, whether there is MORE() behind them (NEXT); COLUMNS of {name, label,
// least (pixels of width), grow (its part of what is left), draw(row), number, title(row)}; ID(row); KIND(row), a class; OPEN(row);
// the selection CHOSEN, a Map of id to row, and CHOOSE(map).  PLACE names the list: another one
// begins at its top.
export function Grid(props) {
  const { rows, next, more, columns, idOf, kindOf, open, chosen, choose, label, name, place } = props;
  const height = props.height || 32;
  const box = useRef(null);
  const anchor = useRef(0); // where a range begins
  const [top, setTop] = useState(0); // the first row in sight
  const [current, setCurrent] = useState(0);
  const room = useRoom(box);
  const seen = Math.ceil(room / height);
  const tracks = `${PICK}px ${columns.map((c) =>
    (c.grow ? `minmax(${c.least}px, ${c.grow}fr)` : `${c.least}px`)).join(" ")}`;
  const minWidth = columns.reduce((sum, c) => sum + c.least, PICK);

  useEffect(() => {
    box.current.scrollTop = 0;
    setTop(0);
    setCurrent(0);
    anchor.current = 0;
  }, [place]);
  useEffect(() => {
    if (next && top + seen * (1 + AHEAD) > rows.length) more();
  }, [top, seen, rows.length, next]);

  const scrolled = () => setTop(Math.floor(box.current.scrollTop / height));
  const show = (index) => {
    const { scrollTop } = box.current;
    const [above, below] = [index * height, (index + 2) * height - room + 12];
    if (above < scrollTop) box.current.scrollTop = above;
    else if (below > scrollTop) box.current.scrollTop = below;
  };
  const move = (index, event) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    if (event.shiftKey) choose(taken(rows, anchor.current, to, idOf, new Map()));
    else anchor.current = to;
    setCurrent(to);
    show(to);
  };
  const toggle = (index) => {
    const after = new Map(chosen);
    const id = idOf(rows[index]);
    if (!after.delete(id)) after.set(id, rows[index]);
    anchor.current = index;
    choose(after);
  };
  const act = useRef(null);
  act.current = (what, index, event) => {
    if (what === "open") return open(rows[index]);
    setCurrent(index);
    if (event.shiftKey) return choose(taken(rows, anchor.current, index, idOf, new Map()));
    if (what === "toggle" || event.ctrlKey || event.metaKey) return toggle(index);
    anchor.current = index;
    return undefined;
  };
  const acting = useRef((...said) => act.current(...said)).current;
  const pressed = (event) => {
    const page = Math.max(1, seen - 2);
    const steps = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + page,
      PageUp: current - page, Home: 0, End: rows.length - 1 };
    if (rows.length === 0) return;
    if (event.key in steps) move(steps[event.key], event);
    else if (event.key === "Enter" && event.target === box.current) open(rows[current]);
    else if (event.key === " ") toggle(current);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey))
      choose(taken(rows, 0, rows.length - 1, idOf, new Map()));
    else if (event.key === "Escape" && chosen.size > 0) choose(new Map());
    else return;
    event.preventDefault();
  };

  const from = Math.max(0, Math.min(top, rows.length - seen) - AROUND);
  const to = Math.min(rows.length, from + seen + 2 * AROUND);
  const inSight = current >= from && current < to;
  return html`<div ref=${box} class="grid" role="grid" tabindex="0" aria-label=${label}
      aria-rowcount=${next ? -1 : rows.length + 1} aria-colcount=${columns.length + 1}
      aria-multiselectable="true" style=${{ height: room }} onScroll=${scrolled}
      aria-activedescendant=${inSight && rows.length ? `${name}-${current}` : undefined}
      onKeyDown=${pressed}>
    <div role="rowgroup" class="grid-head" style=${{ minWidth }}>
      <div role="row" aria-rowindex="1" class="grid-row" style=${{ gridTemplateColumns: tracks }}>
        <div role="columnheader" class="grid-cell pick"><span class="unseen">
          ${t("grid.selection")}</span></div>
        ${columns.map((c) => html`<div role="columnheader" key=${c.name}
          class=${`grid-cell${c.number ? " number" : ""}`}>${c.label}</div>`)}
      </div>
    </div>
    <div role="rowgroup" class="grid-body" style=${{ height: rows.length * height, minWidth }}>
      ${rows.slice(from, to).map((row, n) => html`<${Row} key=${from + n} row=${row}
        index=${from + n} height=${height} columns=${columns} tracks=${tracks} name=${name}
        kind=${kindOf ? kindOf(row) : ""} chosen=${chosen.has(idOf(row))}
        current=${from + n === current} act=${acting} />`)}
    </div>
  </div>`;
}
