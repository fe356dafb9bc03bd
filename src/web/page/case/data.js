// What the page of a case is drawn from: the case, its clock, and what of it waits for another
// person; and all of that again after each act.

import { get } from "../../base/api.js";
import { useCallback, useEffect, useRef, useState } from "../../base/html.js";

const MOST_PROPOSALS = 200;

async function proposalsOf(id) {
  const [mine, others] = await Promise.all(["me", "others"].map((by) =>
    get(`/api/v1/proposals?by=${by}&limit=${MOST_PROPOSALS}`)));
  const here = (list, own) => list.proposals.filter((p) => p.application === id)
    .map((p) => ({ ...p, own }));
  return [...here(mine, true), ...here(others, false)];
}

async function read(id, signal) {
  const at = `/api/v1/applications/${id}`;
  const [shown, clock, proposals] = await Promise.all(
    [get(at, { signal }), get(`${at}/clock`, { signal }), proposalsOf(id)]);
  return { ...shown, id, clock, proposals };
}

// {data, error, slow, fresh} of the case ID, as useAsk has it; reload() is a promise that ends
// once the new data are there.
export function useCase(id) {
  const [state, setState] = useState({ data: null, error: null, slow: false });
  const gone = useRef(false);
  const reload = useCallback(async (signal) => {
    try {
      const data = await read(id, signal);
      if (!gone.current) setState({ data, error: null, slow: false });
      return data;
    } catch (error) {
      if (error.name !== "AbortError" && !gone.current)
        setState((s) => ({ ...s, error, slow: false }));
      return null;
    }
  }, [id]);
  useEffect(() => {
    const giveUp = new AbortController();
    const slow = setTimeout(() => setState((s) => ({ ...s, slow: !s.data })), 200);
    gone.current = false;
    reload(giveUp.signal).finally(() => clearTimeout(slow));
    return () => {
      gone.current = true;
      clearTimeout(slow);
      giveUp.abort();
    };
  }, [id]);
  return { ...state, fresh: true, reload: () => reload() };
}

// The state of which a live status is one (the clock, rule 3): what may come next depends on it.
const STATES = {
  paused_consultation: "running", overdue: "running",
  abandoned_no_correction: "awaiting_correction", abandoned_no_payment: "awaiting_fee",
};
export const stateOf = (status) => STATES[status] || status;

// Whether a step of the code list may be taken while the case has that status.
export function stepAllowed(codes, kind, status) {
  const step = codes.steps.find((s) => s.code === kind);
  return Boolean(step) && step.states.some((s) => s.code === stateOf(status));
}

// The entries that are letters whose journey is recorded.
export const LETTERS = ["correction_notice", "third_party_sent", "joint_agency_sent",
  "other_agency_sent", "extension", "reasons_notice", "delay", "fee_notice", "answered"];
