// Tables that may be wider than their place scroll within themselves (.scroll-x), by the keyboard,
// too: one that is too wide can have the focus.

import { useEffect } from "../base/html.js";

// Keeps watch over what is drawn within the element of the REF.
export function useScrolling(ref) {
  useEffect(() => {
    let asked = 0;
    const look = () => {
      asked = 0;
      for (const box of ref.current.querySelectorAll(".scroll-x"))
        if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
        else box.removeAttribute("tabindex");
    };
    const ask = () => { asked = asked || requestAnimationFrame(look); };
    const watch = new MutationObserver(ask);
    watch.observe(ref.current, { childList: true, subtree: true });
    addEventListener("resize", ask);
    return () => {
      watch.disconnect();
      removeEventListener("resize", ask);
      cancelAnimationFrame(asked);
    };
  }, []);
}
