// The wire: calls, the live stream, and lanes that deliver in order until the server has said "stored".

import { TEXT } from "./strings.js";

const PATIENCE = 20_000; // one call may take this long before it is tried again with the same id
const SILENCE = 60_000; // a stream that has pinged before and is silent for this long is dead
const OVERLAP = 200; // a message may come after one with a higher number: ask for the last ones again
const STEPS = [1000, 2000, 4000, 8000, 15_000];
const PASSING = new Set([0, 408, 425, 429, 502, 503, 504]); // worth another try; 0 = no answer at all

/** What went wrong with a call: `status` 0 means that no answer came. */
export class Refusal extends Error {
  constructor(status, sentence = "") {
    super(sentence || (status ? TEXT.serverError : TEXT.unreachable));
    this.status = status;
    this.passing = PASSING.has(status) && !sentence;
    this.foreign = status === 401 || status === 403;
  }
}

/** The server's own sentence in an error body, or "". */
export function sentenceOf(body) {
  try {
    return String(JSON.parse(body).error ?? "");
  } catch {
    return "";
  }
}

/** A random UUID; crypto.randomUUID is missing on plain http in a local network. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function call(url, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { ...options, credentials: "same-origin", signal: stop.signal });
    const body = await answer.text();
    if (!answer.ok) throw new Refusal(answer.status, sentenceOf(body));
    return body ? JSON.parse(body) : {};
  } catch (problem) {
    throw problem instanceof Refusal ? problem : new Refusal(0);
  } finally {
    clearTimeout(timer);
  }
}

export const fetchJson = (url) => call(url);

export const postJson = (url, value) =>
  call(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Chamdiem": "1" },
    body: JSON.stringify(value),
  });

/**
 * Follow a chat's stream and reconnect for ever. `on` has message, typing, header, state(open) and doubt()
 * (called when the stream will not open: the caller asks the server why).
 */
export function followStream(chat, after, on) {
  let source = null;
  let failures = 0;
  let retry = 0;
  let watch = 0;

  function listen(name, handle) {
    source.addEventListener(name, (event) => {
      if (event.lastEventId) after = Math.max(after, Number(event.lastEventId));
      handle(JSON.parse(event.data));
    });
  }

  function awaitPing() {
    clearTimeout(watch);
    watch = setTimeout(connect, SILENCE);
  }

  function connect() {
    clearTimeout(retry);
    clearTimeout(watch);
    source?.close();
    source = new EventSource(`/chat/${chat}/stream?after=${Math.max(0, after - OVERLAP)}`);
    source.onopen = () => {
      failures = 0;
      on.state(true);
    };
    source.onerror = () => {
      source.close();
      on.state(false);
      retry = setTimeout(connect, STEPS[Math.min(failures, STEPS.length - 1)]);
      failures += 1;
      if (failures > 1) on.doubt();
    };
    listen("message", on.message);
    listen("typing", on.typing);
    listen("header", on.header);
    listen("ping", awaitPing);
  }

  connect();
  return { reconnect: connect, close: () => (clearTimeout(retry), clearTimeout(watch), source.close()) };
}

/**
 * Deliver items one after the other. `send(item)` resolves when the server has stored it. A passing failure is
 * retried with the same item; any other takes the item out and tells `on.failed`. `on.sent` tells success.
 */
export function createLane(send, on) {
  const queue = [];
  let busy = false;
  let failures = 0;
  let retry = 0;

  async function run() {
    clearTimeout(retry);
    if (busy) return;
    busy = true;
    while (queue.length > 0) {
      const item = queue[0];
      try {
        await send(item);
        failures = 0;
        settle(item);
        on.sent(item);
      } catch (problem) {
        if (problem.passing && queue.includes(item)) {
          retry = setTimeout(run, STEPS[Math.min(failures, STEPS.length - 1)]);
          failures += 1;
          on.waiting(item);
          break;
        }
        failures = 0;
        if (settle(item)) on.failed(item, problem);
      }
    }
    busy = false;
  }

  function settle(item) {
    const at = queue.indexOf(item);
    if (at >= 0) queue.splice(at, 1);
    return at >= 0;
  }

  return {
    run,
    remove: settle,
    some: (test) => queue.some(test),
    add(item) {
      queue.push(item);
      run();
    },
  };
}
