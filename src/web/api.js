// Requests to the service, and what every one of them may meet.

export class Refused extends Error {
  constructor(status, problem) {
    const errors = (problem.errors || []).map((e) => e.message).join("；");
    super(errors || problem.detail || problem.title || "状态 " + status);
    this.status = status;
    this.code = (problem.type || "").split(":").pop();
  }
}

// What the page does when nobody is signed in (any more), when the password must be changed,
// when it must be given again (a promise, false when the person gives up), and when a proposal
// waits for another person.
export const on = {
  signedOut: () => {}, mustChange: () => {}, prove: async () => false, waiting: () => {},
};

async function send(method, path, body) {
  const reply = await fetch(location.origin + path, {
    method,
    headers: {
      Accept: "application/json", "Accept-Language": "zh-CN", "X-Requested-With": "gongkai",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refused(reply.status, answer);
  return { status: reply.status, body: answer };
}

// Sends a request; asks for the password and repeats it where that is needed.
export async function call(method, path, body) {
  try {
    const answer = await send(method, path, body);
    if (answer.status === 202) on.waiting(answer.body.proposal);
    return answer.body;
  } catch (error) {
    if (!(error instanceof Refused)) throw new Error("不能连接到服务，请稍后再试");
    if (error.code === "unauthorized") on.signedOut(error.message);
    if (error.code === "password_must_change") on.mustChange();
    if (error.code === "proof_needed" && await on.prove())
      return call(method, path, body);
    throw error;
  }
}

export const get = (path) => call("GET", path);

export const element = (id) => document.getElementById(id);

export function node(name, text, attributes) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
}
