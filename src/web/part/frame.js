// What stands around every page: the menu, who is signed in, and what must be known at once.

import { get, on, post } from "../base/api.js";
import { dropDrafts } from "../base/draft.js";
import { html, useEffect, useRef, useState } from "../base/html.js";
import { today } from "../base/day.js";
import { useDesk } from "../base/use.js";
import { code, language, languages, speak, t } from "../base/words.js";
import { groups } from "../pages.js";
import { Dialog, Questions, ask } from "./dialog.js";
import { Notices, tellError } from "./notice.js";
import { useScrolling } from "./scroll.js";

const REACHED = "gongkai.reached"; // when any tab last had an answer
const WARN = 120; // seconds before a session ends

async function changeLanguage() {
  await speak(languages.find((code) => code !== language()));
  dispatchEvent(new Event("gongkai:language"));
}

function lastReached() {
  try {
    return Number(localStorage.getItem(REACHED)) || Date.now();
  } catch {
    return Date.now();
  }
}

// Seconds until the session ends for want of use; every answered request puts the end off.
function useSecondsLeft(minutes) {
  const [left, setLeft] = useState(minutes * 60);
  useEffect(() => {
    const tick = setInterval(() =>
      setLeft(Math.round(minutes * 60 - (Date.now() - lastReached()) / 1000)), 1000);
    return () => clearInterval(tick);
  }, [minutes]);
  return left;
}

function IdleWarning() {
  const { session } = useDesk();
  const left = useSecondsLeft(session.idle_minutes);
  const stay = () => get("/api/v1/session").catch(tellError);
  if (left > Math.min(WARN, session.idle_minutes * 30)) return null;
  if (left <= 0) return null; // the next request asks to sign in again
  return html`<${Dialog} title=${t("frame.idle.title")} close=${stay}>
    <p role="timer">${t("frame.idle.text", { seconds: left })}</p>
    <footer><button type="button" class="first" onClick=${stay}>${t("frame.idle.stay")}</button>
    </footer></${Dialog}>`;
}

function useOnline() {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    on.lost = () => setOnline(false);
    on.reached = (status) => {
      setOnline(true);
      if (status === 401) return;
      try {
        localStorage.setItem(REACHED, String(Date.now()));
      } catch {
        // Without it each tab counts for itself.
      }
    };
    on.reached(200);
  }, []);
  // While it is away, it is asked whether it is back.
  useEffect(() => {
    if (online) return undefined;
    const again = setInterval(() => get("/healthz", { quiet: true }).catch(() => {}), 5000);
    return () => clearInterval(again);
  }, [online]);
  return online;
}

// What the service needs soon, such as the next year's holiday notice.
function Warnings() {
  const { session } = useDesk();
  const [health, setHealth] = useState([]);
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    get("/healthz").then((answer) => setHealth(answer.warnings || [])).catch(() => {});
  }, []);
  const all = [...(session.warnings || []), ...health];
  if (closed || all.length === 0) return null;
  return html`<div class="banner" role="status">
    <span>${all.map((w) => w.message).join("；")}</span>
    <button type="button" class="plain" aria-label=${t("close")}
      onClick=${() => setClosed(true)}>×</button></div>`;
}

function Menu({ current, open, close }) {
  const { pages } = useDesk();
  return html`<nav id="menu" class=${open ? "open" : ""} aria-label=${t("nav.main")}>
    ${groups.map((group) => {
      const here = pages.filter((page) => page.group === group);
      return here.length > 0 && html`<div class="menu-group" key=${group}>
        <h2>${t(`nav.${group}`)}</h2>
        <ul>${here.map((page) => html`<li key=${page.name}>
          <a href=${`#/${page.name}`} aria-current=${page.name === current ? "page" : undefined}
            onClick=${close}>${t(`nav.${page.name}`)}</a></li>`)}</ul></div>`;
    })}</nav>`;
}

export function Frame({ current, leave, children }) {
  const { account, agencies } = useDesk();
  const [open, setOpen] = useState(false);
  const main = useRef(null);
  const online = useOnline();
  useScrolling(main);
  const agency = agencies.find((a) => a.code === account.agency);
  const signOut = async () => {
    if (!await ask({ title: t("frame.sign_out"), yes: t("frame.sign_out") })) return;
    await post("/api/v1/session/end", {}).catch(tellError);
    leave();
    setTimeout(dropDrafts, 0); // once no page is left that could keep one
  };
  useEffect(() => {
    scrollTo(0, 0);
  }, [current]);
  return html`
    <a class="skip" href="#main" onClick=${(event) => {
      event.preventDefault();
      main.current.focus();
    }}>${t("skip")}</a>
    <header class="top">
      <button type="button" class="menu-button" aria-expanded=${open} aria-controls="menu"
        onClick=${() => setOpen(!open)}>☰ <span>${t("nav.more")}</span></button>
      <a class="brand" href="#/"><strong>${t("app.name")}</strong> <span>${t("app.title")}</span></a>
      <span class="where">${agency ? agency.name : ""}</span>
      <span class="day">${t("frame.today", { day: today() })}</span>
      <a class="who" href="#/account">${account.name}
        <small>${account.roles.map((role) => code("role", role)).join(" ")}</small></a>
      <button type="button" class="plain" onClick=${changeLanguage}>${t("language.other")}</button>
      <button type="button" class="plain" onClick=${signOut}>${t("frame.sign_out")}</button>
    </header>
    ${!online && html`<div class="banner offline" role="alert">${t("frame.offline")}</div>`}
    <${Warnings} />
    <div class="desk">
      <${Menu} current=${current} open=${open} close=${() => setOpen(false)} />
      <main id="main" ref=${main} tabindex="-1">${children}</main>
    </div>
    <${Notices} /><${Questions} /><${IdleWarning} />`;
}
