// Where one is: "#/case/60129542152/letters?n=1".  What stands behind # no browser sends, so that
// what is looked for is in no log.

import { useEffect, useState } from "./html.js";

let guard = null; // asked before leaving: true to stay

// Where one is now: {path: [part, …], query: {name: value}}.
export function place() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return {
    path: path.split("/").filter(Boolean).map(decodeURIComponent),
    query: Object.fromEntries(new URLSearchParams(query || "")),
  };
}

export function link(path, query) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query || {}))
    if (value !== undefined && value !== null && value !== "" && value !== false)
      asked.set(name, String(value));
  const way = path.map(encodeURIComponent).join("/");
  return asked.toString() ? `#/${way}?${asked}` : `#/${way}`;
}

export function go(path, query) {
  location.hash = link(path, query);
}

// The same place with another question; not a new step back.
export function ask(query) {
  const { path } = place();
  history.replaceState(null, "", link(path, query));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

// Asks STAY before another page is shown; it returns true when there is something to lose.
export function useGuard(stay) {
  useEffect(() => {
    guard = stay;
    return () => {
      if (guard === stay) guard = null;
    };
  }, [stay]);
}

// The place, and again whenever it changes.  LEAVE(question) is asked, a promise of true or false,
// when a guard has something to lose.
export function useRoute(leave) {
  const [route, setRoute] = useState(place);
  useEffect(() => {
    let here = location.hash;
    const changed = async () => {
      const there = location.hash;
      const elsewhere = there.split("?")[0] !== here.split("?")[0];
      if (elsewhere && guard && guard()) {
        history.replaceState(null, "", here || "#/");
        if (!await leave()) return;
        guard = null;
        history.pushState(null, "", there);
      }
      here = location.hash;
      setRoute(place());
    };
    const closing = (event) => {
      if (guard && guard()) event.preventDefault();
    };
    addEventListener("hashchange", changed);
    addEventListener("beforeunload", closing);
    return () => {
      removeEventListener("hashchange", changed);
      removeEventListener("beforeunload", closing);
    };
  }, []);
  return route;
}
