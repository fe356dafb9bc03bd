// The desk: who sits at it, what may happen to every request, and which page is shown.

import { Refused, get, on } from "./base/api.js";
import { setToday } from "./base/day.js";
import { html, render, useCallback, useEffect, useMemo, useState } from "./base/html.js";
import { may } from "./base/rights.js";
import { place, useRoute } from "./base/route.js";
import { Desk } from "./base/use.js";
import { allWords, keptLanguage, speak, t } from "./base/words.js";
import { ask } from "./part/dialog.js";
import { Frame } from "./part/frame.js";
import { tell } from "./part/notice.js";
import { Failed, Loading } from "./part/state.js";
import { pages } from "./pages.js";
import { SignIn, SignInAgain, SetPassword, Prove, takeLink } from "./page/sign_in.js";

// Which pages someone with these roles has.
function pagesOf(account) {
  return pages.filter((page) => !page.of || [].concat(page.of).some((name) => may(name, account.roles)));
}

const homeOf = (mine) => mine.find((page) => page.group) || mine[0];

// What is needed before any page is drawn; the page's own module comes meanwhile.
async function sitDown() {
  const session = await get("/api/v1/session", { quiet: true });
  setToday(session.today);
  if (session.must_change_password) return { session, account: session.account };
  const mine = pagesOf(session.account);
  const first = mine.find((page) => page.name === place().path[0]) || homeOf(mine);
  first.load().catch(() => {}); // whoever draws it asks again, and tells
  const [codes, { agencies }] = await Promise.all(
    [get("/api/v1/codes"), get("/api/v1/agencies?limit=1000")]);
  return { session, account: session.account, codes, agencies };
}

let before = null; // the page that was shown last

// The module of a page, loaded when it is first asked for.
function Page({ page, path, query }) {
  const [loaded, setLoaded] = useState({ name: null, draw: null, error: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    Promise.all([page.load(), page.early ? null : allWords()])
      .then(([module]) => gone || setLoaded({ name: page.name, draw: module.default }))
      .catch((error) => gone || setLoaded({ name: page.name, error }));
    return () => { gone = true; };
  }, [page.name, turn]);
  // Who goes to another page begins at its title.
  useEffect(() => {
    if (!loaded.draw) return;
    const title = document.querySelector("#main h1");
    if (before && before !== loaded.name && title) title.focus();
    before = loaded.name;
  }, [loaded.name, loaded.draw]);
  if (loaded.name !== page.name) return null;
  if (loaded.error)
    return html`<${Failed} error=${loaded.error} retry=${() => setTurn(turn + 1)} />`;
  return html`<${loaded.draw} key=${page.name} path=${path} query=${query} />`;
}

function NoPage({ text, home }) {
  return html`<div class="state empty"><h1 tabindex="-1">${text}</h1>
    ${home && html`<p><a href=${`#/${home}`}>${t("frame.home")}</a></p>`}</div>`;
}

function Work({ desk, reload, leave }) {
  const route = useRoute(() => ask({
    title: t("frame.unsaved.title"), text: t("frame.unsaved.text"),
    yes: t("frame.unsaved.leave"), no: t("frame.unsaved.stay"),
  }));
  const mine = useMemo(() => pagesOf(desk.account), [desk.account]);
  const home = homeOf(mine).name;
  const [name, ...path] = route.path.length ? route.path : [home];
  const page = pages.find((p) => p.name === name);
  const body = !page ? html`<${NoPage} text=${t("frame.nowhere")} home=${home} />`
    : !mine.includes(page) ? html`<${NoPage} text=${t("frame.forbidden")} home=${home} />`
    : html`<${Page} page=${page} path=${path} query=${route.query} />`;
  return html`<${Desk.Provider} value=${{ ...desk, pages: mine, home, reload }}>
    <${Frame} current=${name} leave=${leave} reload=${reload}>${body}</${Frame}>
  </${Desk.Provider}>`;
}

// Nobody, a person, or a person whose session ended while the desk is open.
function Whole() {
  const [desk, setDesk] = useState(undefined); // undefined: not known yet; null: nobody
  const [error, setError] = useState(null);
  const [waiting, setWaiting] = useState(null); // of the dialogs: {kind, message, answer}
  const [link, setLink] = useState(takeLink);
  const [mustChange, setMustChange] = useState(false);
  const sit = useCallback(async () => {
    setError(null);
    try {
      const found = await sitDown();
      setMustChange(found.session.must_change_password);
      setDesk(found);
    } catch (fault) {
      if (fault instanceof Refused && fault.code === "unauthorized") setDesk(null);
      else setError(fault);
    }
  }, []);
  useEffect(() => { sit(); }, []);
  useEffect(() => {
    const changed = () => setLink((old) => takeLink() || old);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  // One dialog of a kind serves all requests that wait for it.
  const open = (kind, message) => new Promise((answer) => setWaiting((old) => (
    old && old.kind === kind
      ? { ...old, answers: [...old.answers, answer] } : { kind, message, answers: [answer] })));
  const settle = (said) => {
    for (const answer of waiting.answers) answer(said);
    setWaiting(null);
  };
  on.signedOut = async (message) => (desk ? open("sign_in", message) : false);
  on.prove = () => open("prove");
  on.mustChange = () => setMustChange(true);
  on.waiting = (proposal) => tell(t("frame.waiting", { id: proposal.id }));

  if (link) return html`<${SetPassword} link=${link} done=${() => { setLink(null); sit(); }} />`;
  if (error) return html`<main class="alone"><${Failed} error=${error} retry=${sit} /></main>`;
  if (desk === undefined) return html`<main class="alone"><${Loading} /></main>`;
  if (desk === null) return html`<${SignIn} done=${sit} />`;
  if (mustChange) return html`<${SetPassword} must=${true} done=${sit} />`;
  return html`
    <${Work} desk=${desk} reload=${sit} leave=${() => setDesk(null)} />
    ${waiting && waiting.kind === "sign_in" && html`<${SignInAgain} account=${desk.account}
      message=${waiting.message} done=${settle} />`}
    ${waiting && waiting.kind === "prove" && html`<${Prove} done=${settle} />`}`;
}


const draw = () => render(html`<${Whole} />`, document.getElementById("desk"));

// Another language draws everything anew.
addEventListener("gongkai:language", () => {
  render(null, document.getElementById("desk"));
  draw();
});
speak(keptLanguage()).catch(() => speak("zh")).then(draw);
