// People by their names: the API says who did something by the name he signs in with.

import { get } from "../base/api.js";
import { useEffect, useState } from "../base/html.js";
import { pathOf } from "../base/operations.js";
import { may } from "../base/rights.js";
import { useDesk } from "../base/use.js";

const known = new Map(); // agency -> a promise of its people: sign-in name -> name

function peopleOf(agency) {
  if (!known.has(agency)) {
    const asked = get(pathOf("officer_list", { agency }), { quiet: true })
      .then(({ officers }) => new Map(officers.map((o) => [o.sign_in, o.name])));
    asked.catch(() => known.delete(agency));
    known.set(agency, asked);
  }
  return known.get(agency);
}

// A function from a sign-in name to the name, of the people of one's own agency; others keep the
// name they sign in with.
export function useNames() {
  const { account } = useDesk();
  const [names, setNames] = useState(new Map());
  const mine = account.agency && may("officer_list", account.roles) ? account.agency : null;
  useEffect(() => {
    let gone = false;
    if (mine) peopleOf(mine).then((found) => gone || setNames(found)).catch(() => {});
    return () => { gone = true; };
  }, [mine]);
  return (signIn) => (signIn ? names.get(signIn) || (signIn === account.sign_in ? account.name : signIn) : "");
}
