// A file on its way to the service.  fetch() does not tell how far it is, so this is the older
// XMLHttpRequest; everything a request may meet (base/api.js) it meets, too.

import { Refused, Unreachable, headersOf, on } from "./api.js";

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

// The header that tells the name of FILE, as RFC 8187 writes it.
export const nameHeader = (file) => ({
  "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)
    .replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
});

function send(path, file, { key, progress, signal }) {
  return new Promise((done, fail) => {
    const sent = new XMLHttpRequest();
    sent.open("POST", location.origin + path);
    const headers = { ...headersOf({ body: file, key }), ...nameHeader(file) };
    for (const [name, value] of Object.entries(headers)) sent.setRequestHeader(name, value);
    if (progress)
      sent.upload.onprogress = (event) =>
        event.lengthComputable && progress(event.loaded / event.total);
    sent.onload = () => {
      on.reached(sent.status);
      if (sent.status < 300) done(parsed(sent.responseText));
      else fail(new Refused(sent.status, parsed(sent.responseText)));
    };
    sent.onerror = () => {
      on.lost();
      fail(new Unreachable("upload"));
    };
    sent.onabort = () => fail(new DOMException("aborted", "AbortError"));
    if (signal) signal.addEventListener("abort", () => sent.abort());
    sent.send(file);
  });
}

// Sends FILE to PATH and returns the reply.  PROGRESS(part) is called with how much of it went,
// from 0 to 1; the same KEY again is done once.
export async function upload(path, file, options = {}) {
  try {
    return await send(path, file, options);
  } catch (error) {
    if (error.code === "unauthorized" && await on.signedOut(error.message))
      return upload(path, file, options);
    throw error;
  }
}
