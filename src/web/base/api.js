// Requests to the service, and what every one of them may meet.

import { language } from "./words.js";

// An answer that says no.  `code` is the last word of the problem's type, `errors` what is wrong
// with which field, `problem` the whole answer.
export class Refused extends Error {
  constructor(status, problem) {
    const told = (problem.errors || []).map((e) => e.message).join("；");
    super(told || problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
    this.errors = problem.errors || [];
    this.code = (problem.type || "").split(":").pop();
  }
}

// No answer: the service or the network is away.  Whether a write was done is not known, so it
// is sent again with the same key (keyed()).
export class Unreachable extends Error {}

// What the desk does when nobody is signed in (any more): a promise, true once the same person
// is again; when the password must be changed; when it must be given again (a promise, false
// when the person gives up); when a proposal waits for another person; when an answer came, and
// when none did.
export const on = {
  signedOut: async () => false, mustChange: () => {}, prove: async () => false,
  waiting: () => {}, reached: () => {}, lost: () => {},
};

// Twenty-two letters and digits that no other request has.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) => ({ "+": "a", "/": "b" })[c] || "");
}

// What every request bears; a BODY that is a Blob goes as it is.
export function headersOf({ body, key, match, accept }) {
  return {
    Accept: accept || "application/json",
    "Accept-Language": language() === "en" ? "en" : "zh-CN",
    "X-Requested-With": "gongkai",
    ...(body === undefined || body instanceof Blob ? {} : { "Content-Type": "application/json" }),
    ...(body instanceof Blob ? { "Content-Type": "application/octet-stream" } : {}),
    ...(key ? { "Idempotency-Key": key } : {}),
    ...(match ? { "If-Match": `"${match}"` } : {}),
  };
}

async function send(method, path, options) {
  const { body, signal, headers } = options;
  let reply;
  try {
    reply = await fetch(location.origin + path, {
      method, signal, headers: { ...headersOf(options), ...headers },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    on.lost();
    throw new Unreachable(error.message);
  }
  on.reached(reply.status);
  return reply;
}

async function refuse(reply) {
  throw new Refused(reply.status, await reply.json().catch(() => ({})));
}

// Sends a request and returns its reply, a Response.  Asks for the password and repeats the
// request where that is needed.  OPTIONS: body (an object or a Blob), key (Idempotency-Key),
// match (the version of If-Match), accept, headers, signal, quiet (a 401 opens no dialog).
export async function request(method, path, options = {}) {
  const reply = await send(method, path, options);
  if (reply.ok) return reply;
  try {
    return await refuse(reply);
  } catch (error) {
    if (error.code === "password_must_change") on.mustChange();
    if (error.code === "proof_needed" && await on.prove()) return request(method, path, options);
    if (error.code === "unauthorized" && !options.quiet && await on.signedOut(error.message))
      return request(method, path, options);
    throw error;
  }
}

// The same; returns {status, body, version, text}.  `version` is that of the ETag.
export async function call(method, path, options = {}) {
  const reply = await request(method, path, options);
  const isJson = (reply.headers.get("Content-Type") || "").includes("json");
  const body = isJson ? await reply.json() : await reply.text();
  if (reply.status === 202 && body.proposal) on.waiting(body.proposal);
  const tag = /^(?:W\/)?"(.*)"$/.exec(reply.headers.get("ETag") || "");
  return { status: reply.status, body, version: tag ? tag[1] : null };
}

export const get = async (path, options) => (await call("GET", path, options)).body;
export const post = async (path, body, options) =>
  (await call("POST", path, { ...options, body: body || {} })).body;

// The path with {names} filled in and the values of QUERY that are not empty.
export function address(path, parts, query) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parts[name]));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query || {}))
    if (value !== undefined && value !== null && value !== "" && value !== false)
      asked.set(name, String(value));
  return asked.toString() ? `${filled}?${asked}` : filled;
}

// Saves what is at PATH as a file of that NAME; the password is asked for where it must be.
export async function download(path, name, options) {
  const reply = await request("GET", path, { accept: "*/*", ...options });
  const told = /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get("Content-Disposition") || "");
  save(await reply.blob(), told ? decodeURIComponent(told[1]) : name);
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
