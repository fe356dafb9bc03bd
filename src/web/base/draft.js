// What is being typed, kept in the browser against a closed tab or a lost connection: per account,
// for a day, until it is saved or its person signs out.  What identifies people by number is left
// out by whoever keeps it.

const KEPT = "gongkai.draft.";
const HOURS = 24;

const nameOf = (page, account) => `${KEPT}${account.id}.${page}`;

function each(act) {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(KEPT)) act(name);
  } catch {
    // A browser that keeps nothing.
  }
}

function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return kept && Date.now() - kept.at < HOURS * 3600000 ? kept : null;
  } catch {
    return null;
  }
}

// What was kept for PAGE: {at, values}, or null.  What is too old goes, whoever it belongs to.
export function draftOf(page, account) {
  each((name) => { if (!read(name)) localStorage.removeItem(name); });
  return read(nameOf(page, account));
}

export function keepDraft(page, account, values) {
  try {
    localStorage.setItem(nameOf(page, account), JSON.stringify({ at: Date.now(), values }));
  } catch {
    // Full, or nothing is kept: the page itself still holds it.
  }
}

export function dropDraft(page, account) {
  try {
    localStorage.removeItem(nameOf(page, account));
  } catch {
    // Nothing was kept.
  }
}

// Whoever signs out leaves nothing behind.
export function dropDrafts() {
  each((name) => localStorage.removeItem(name));
}
