// The page: which view this address shows, and how a chat's parts work together.

import { createComposer } from "./composer.js";
import { openKeep } from "./keep.js";
import { openLanding, rememberChat } from "./landing.js";
import { ownAddress } from "./render.js";
import { TEXT, fillTexts } from "./strings.js";
import { createTimeline } from "./timeline.js";
import { createLane, fetchJson, followStream, newId, postJson } from "./transport.js";
import { createUploads } from "./upload.js";

const BLINK = 1500; // a break shorter than this is not worth a banner
const ECHO = 8000; // what is stored should come back on the stream within this time
const NAP = 20_000; // after so long in the background the stream is opened anew
const TWICE = 1000; // a second press within this time is the same press

const at = (id) => document.getElementById(id);

function closeChat(title, text) {
  at("chat").hidden = true;
  at("closed").hidden = false;
  at("closed-title").textContent = document.title = title;
  at("closed-text").textContent = text;
  at("closed-title").focus();
}

function zoom(file) {
  const [picture, original] = [at("zoom").querySelector("img"), at("zoom").querySelector("a")];
  picture.src = ownAddress(file.preview ?? file.url);
  picture.alt = file.name;
  original.hidden = !file.url;
  original.href = ownAddress(file.url) ?? "";
  at("zoom").showModal();
}

function createBanner() {
  let timer = 0;
  const say = (text) => (at("banner").textContent = text);
  return {
    say,
    connected(open, delay = BLINK) {
      clearTimeout(timer);
      if (open) say("");
      else timer = setTimeout(say, delay, TEXT.offline);
    },
  };
}

function createNotice() {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    at("notice").textContent = text;
    timer = setTimeout(() => (at("notice").textContent = ""), 8000);
  };
}

async function openChat(chat) {
  const keep = await openKeep(chat);
  const banner = createBanner();
  const notice = createNotice();
  const presses = new Map(); // what was pressed → when
  let stream = null;
  let header = { name: "", title: "", commands: [] };
  let unseen = 0;
  let typingEnds = 0;

  const timeline = createTimeline(
    { scroller: at("scroller"), list: at("log"), older: at("older"), typing: at("typing"), jump: at("jump") },
    { zoom, press, resend, drop, command: say });
  const uploads = createUploads(chat, timeline.progress);
  const composer = createComposer(chat, { text: say, file: sendFile, up: timeline.focusKeys });
  const on = {
    waiting: (item) => timeline.mark(item.id, { state: "waiting" }),
    sent(item) {
      keep.remove(item.id);
      if (item.kind === "press") return timeline.press(item.message, item.payload, "sent");
      timeline.mark(item.id, { state: "sent" });
      setTimeout(() => timeline.underway(item.id) && stream?.reconnect(), ECHO);
    },
    failed(item, problem) {
      if (problem.foreign) return closeForeign();
      if (item.kind !== "press") return timeline.mark(item.id, { state: "failed", error: problem.message });
      keep.remove(item.id);
      timeline.press(item.message, item.payload, null);
      notice(problem.message);
    },
  };
  const events = createLane(({ id, kind, text, payload, message, label }) =>
    postJson(`/chat/${chat}/events`, { id, kind, text, payload, message, label }), on);
  const files = createLane((item) => (timeline.mark(item.id, { state: "sending" }), uploads.send(item)), on);
  const laneOf = (item) => (item.kind === "file" ? files : events);

  /** Show an item as under way and deliver it; `kept` items come from an earlier visit. */
  function deliver(item, kept = false) {
    if (!kept) keep.put(item);
    if (item.kind === "press") timeline.press(item.message, item.payload, "sending");
    else timeline.show({ client_id: item.id, from: "me", at: new Date(item.at).toISOString(), state: item.file ? "queued" : "sending", body: item.text ?? item.caption, file: item.file && looks(item.file), item });
    laneOf(item).add(item);
  }

  function looks(file) {
    const image = /^image\/(jpeg|png|gif|webp|bmp|avif)$/.test(file.type);
    return { name: file.name, size: file.size, mime: file.type, image, preview: image ? URL.createObjectURL(file) : undefined };
  }

  function say(text) {
    deliver({ id: newId(), at: Date.now(), kind: "text", text });
    timeline.toEnd();
  }

  function sendFile(file, caption) {
    deliver({ id: newId(), at: Date.now(), kind: "file", file, caption });
    timeline.toEnd();
  }

  function press(message, { payload, label }) {
    const key = `${message.id} ${payload}`;
    const waits = events.some((item) => item.message === message.id && item.payload === payload);
    if (waits || Date.now() - (presses.get(key) ?? 0) < TWICE) return;
    presses.set(key, Date.now());
    deliver({ id: newId(), at: Date.now(), kind: "press", payload, message: message.id, label });
  }

  function resend(id) {
    const { item } = timeline.find(id);
    timeline.mark(id, { state: item.file ? "queued" : "sending" });
    laneOf(item).add(item);
  }

  function drop(id) {
    const { item } = timeline.find(id);
    laneOf(item).remove(item);
    uploads.cancel(id);
    keep.remove(id);
    timeline.remove(id);
  }

  function receive(message) {
    if (!timeline.show(message) || message.from !== "bot") return;
    showTyping({ on: false });
    unseen += document.hidden ? 1 : 0;
    showHeader({});
  }

  function showTyping({ on: typing }) {
    clearTimeout(typingEnds);
    at("typing").hidden = !typing;
    if (typing) typingEnds = setTimeout(showTyping, 30_000, { on: false });
  }

  function showHeader(change) {
    header = { ...header, ...change };
    at("title").textContent = header.title || TEXT.product;
    at("name").textContent = header.name;
    document.title = `${unseen ? `(${unseen}) ` : ""}${header.title || TEXT.product}`;
    if (change.commands) for (const part of [timeline, composer]) part.setCommands(change.commands);
    if (change.name !== undefined) rememberChat(chat, header.name, header.title);
  }

  function closeForeign() {
    stream?.close();
    closeChat(TEXT.foreignTitle, TEXT.foreignText);
  }

  /** Ask for the whole history; null when the server cannot be reached just now. */
  async function ask() {
    try {
      return await fetchJson(`/chat/${chat}/messages`);
    } catch (problem) {
      if (problem.foreign) closeForeign();
      else if (problem.status === 404) closeChat(TEXT.missingTitle, TEXT.missingText);
      else if (!stream) banner.say(problem.passing ? TEXT.offlineStart : problem.message);
      return null;
    }
  }

  function follow(latest) {
    stream = followStream(chat, latest, {
      message: receive,
      typing: showTyping,
      header: showHeader,
      async doubt() {
        (await ask())?.messages.forEach(receive);
      },
      state(open) {
        banner.connected(open);
        if (open) for (const lane of [events, files]) lane.run();
      },
    });
  }

  function watchTheWorld() {
    let left = 0;
    addEventListener("online", () => stream.reconnect());
    addEventListener("offline", () => banner.connected(false, 0));
    addEventListener("pageshow", (event) => event.persisted && stream.reconnect());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) left = Date.now();
      else if (Date.now() - left > NAP) stream.reconnect();
      unseen = 0;
      showHeader({});
    });
  }

  async function start(history) {
    banner.say("");
    showHeader(history);
    composer.start(history.upload);
    timeline.load(history.messages);
    for (const item of await keep.all()) {
      if (timeline.find(item.id)) keep.remove(item.id);
      else deliver(item, true);
    }
    follow(history.latest);
    watchTheWorld();
    composer.focus();
  }

  async function begin() {
    const history = await ask();
    if (history) start(history);
    else if (at("closed").hidden) setTimeout(begin, 3000);
  }

  at("composer").hidden = true;
  at("chat").hidden = false;
  showHeader({});
  banner.say(TEXT.loading);
  begin();
}

/** The iPhone's keyboard covers the page instead of shrinking it: follow what is really visible. */
function fitToKeyboard() {
  visualViewport?.addEventListener("resize", () => {
    if (visualViewport.scale === 1) document.documentElement.style.setProperty("--seen", `${visualViewport.height}px`);
  });
}

fillTexts(document);
fitToKeyboard();
at("zoom").addEventListener("click", (event) => event.target === at("zoom") && at("zoom").close());
const [, room, key] = location.pathname.split("/");
if (room === "chat") openChat(key);
else openLanding(at("landing"), room === "moi" ? decodeURIComponent(key) : "");
