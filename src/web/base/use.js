// Hooks that pages share.

import { get } from "./api.js";
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "./html.js";

// Who sits at the desk, and what the service told of itself: {account, session, codes, agencies}.
export const Desk = createContext(null);
export const useDesk = () => useContext(Desk);

// What is at PATH: {data, error, slow, reload}.  With PATH null nothing is asked.  `slow` comes
// only after 200 ms: what is there sooner never flickers.  While a new PATH is asked for, the old
// data stay.  It is asked anew when AGAIN, any value, changes.
export function useAsk(path, again) {
  const [state, setState] = useState({ data: null, error: null, slow: false, at: null });
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    if (!path) return undefined;
    const giveUp = new AbortController();
    const slow = setTimeout(() => setState((s) => ({ ...s, slow: true })), 200);
    get(path, { signal: giveUp.signal })
      .then((data) => setState({ data, error: null, slow: false, at: path }))
      .catch((error) => {
        if (error.name !== "AbortError")
          setState((s) => ({ data: s.at === path ? s.data : null, error, slow: false, at: path }));
      })
      .finally(() => clearTimeout(slow));
    return () => {
      clearTimeout(slow);
      giveUp.abort();
    };
  }, [path, turn, again]);
  return { ...state, fresh: state.at === path, reload };
}

// What several pages are made of: a list that comes by pages of `next`; LIST names it in the reply.
// The first page is as long as PATH says, so that it is soon there; the others have LATER rows.
export function usePages(path, list, later) {
  const [state, setState] = useState({ items: [], next: null, error: null, slow: false, at: null });
  const busy = useRef(false);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const load = async (after, signal) => {
    const joint = path.includes("?") ? "&" : "?";
    const base = after && later ? path.replace(/\blimit=\d+/, `limit=${later}`) : path;
    const page = await get(after ? `${base}${joint}after=${encodeURIComponent(after)}` : path,
      { signal });
    return { items: page[list], next: page.next || null, page };
  };
  useEffect(() => {
    if (!path) return undefined;
    const giveUp = new AbortController();
    const slow = setTimeout(() => setState((s) => ({ ...s, slow: true })), 200);
    load(null, giveUp.signal)
      .then((page) => setState({ ...page, error: null, slow: false, at: path }))
      .catch((error) => {
        if (error.name !== "AbortError")
          setState({ items: [], next: null, error, slow: false, at: path });
      })
      .finally(() => clearTimeout(slow));
    return () => {
      clearTimeout(slow);
      giveUp.abort();
    };
  }, [path, turn]);
  const more = async () => {
    if (busy.current || !state.next || state.at !== path) return;
    busy.current = true;
    try {
      const page = await load(state.next);
      setState((s) => (s.at === path
        ? { ...s, items: [...s.items, ...page.items], next: page.next } : s));
    } catch (error) {
      setState((s) => ({ ...s, error }));
    } finally {
      busy.current = false;
    }
  };
  return { ...state, fresh: state.at === path, more, reload };
}

export function useTitle(title) {
  useEffect(() => {
    document.title = title ? `${title} · 公开` : "公开 · 政府信息依申请公开";
  }, [title]);
}

// Calls ACT when one of the KEYS ("ctrl+Enter", "/") is pressed.
export function useKeys(keys) {
  useEffect(() => {
    const pressed = (event) => {
      const name = (event.ctrlKey || event.metaKey ? "ctrl+" : "") + (event.altKey ? "alt+" : "") +
        event.key;
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      const act = keys[name];
      if (!act || (typing && !event.ctrlKey && !event.altKey) || event.isComposing) return;
      event.preventDefault();
      act(event);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}
