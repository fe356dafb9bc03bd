// What every page is written with: Preact, its hooks, and htm, which reads markup out of
// template strings, so that what is written is what runs.

import { h } from "preact";
import htm from "htm";

export { Fragment, createContext, render } from "preact";
export {
  useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState,
} from "preact/hooks";

export const html = htm.bind(h);
