// What the browser keeps for a person between visits; without storage, nothing.

export function kept(name, account, otherwise) {
  try {
    const found = JSON.parse(localStorage.getItem(`gongkai.${name}.${account.id}`));
    return found === null ? otherwise : found;
  } catch {
    return otherwise;
  }
}

export function keep(name, account, value) {
  try {
    localStorage.setItem(`gongkai.${name}.${account.id}`, JSON.stringify(value));
  } catch {
    // Told anew the next time.
  }
}
