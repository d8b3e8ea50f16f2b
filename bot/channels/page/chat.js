// The page: which view this address shows, and how a chat's parts work together.

import { createComposer } from "./composer.js";
import { openKeep } from "./keep.js";
import { openLanding, rememberChat } from "./landing.js";
import { ownAddress } from "./render.js";
import { createSending } from "./sending.js";
import { TEXT, fillTexts } from "./strings.js";
import { createTimeline } from "./timeline.js";
import { fetchJson, followStream } from "./transport.js";

const BLINK = 1500; // a break shorter than this is not worth a banner
const AGAIN = 3000; // how soon an opening that failed is tried again
const NAP = 20_000; // after so long in the background the stream is opened anew
const TYPING = 30_000; // a typing sign never stays longer
const NOTICE = 8000;

const at = (id) => document.getElementById(id);

/** Put a sentence into a part of the page, now or later, for good or for a while. */
function createSign(node) {
  let timer = 0;
  return function say(text, { after = 0, during = 0 } = {}) {
    clearTimeout(timer);
    if (after) timer = setTimeout(say, after, text);
    else node.textContent = text;
    if (during) timer = setTimeout(say, during, "");
  };
}

function closeChat(title, text) {
  at("chat").hidden = true;
  at("closed").hidden = false;
  at("closed-title").textContent = document.title = title;
  at("closed-text").textContent = text;
  at("closed-title").focus();
}

function zoom(file) {
  const [picture, original] = at("zoom").querySelectorAll("img, a");
  picture.src = ownAddress(file.preview ?? file.url);
  picture.alt = file.name;
  original.hidden = !file.url;
  original.href = ownAddress(file.url) ?? "";
  at("zoom").showModal();
}

/** Title, name and commands of the chat, and how many messages came while the page was out of sight. */
function createHeader(chat, users) {
  let known = { name: "", title: "" };
  let unseen = 0;

  function show() {
    const title = known.title || TEXT.product;
    at("title").textContent = title;
    at("name").textContent = known.name;
    document.title = unseen ? `(${unseen}) ${title}` : title;
  }

  document.addEventListener("visibilitychange", () => {
    unseen = 0;
    show();
  });
  show();
  return {
    change(news) {
      known = { ...known, ...news };
      if (news.commands) for (const user of users) user.setCommands(news.commands);
      rememberChat(chat, known.name, known.title);
      show();
    },
    arrived() {
      unseen += document.hidden ? 1 : 0;
      show();
    },
  };
}

function createTyping() {
  let timer = 0;
  return function show({ on }) {
    clearTimeout(timer);
    at("typing").hidden = !on;
    if (on) timer = setTimeout(show, TYPING, { on: false });
  };
}

function watchTheWorld(stream, onOffline) {
  let left = 0;
  addEventListener("online", stream.reconnect);
  addEventListener("offline", onOffline);
  addEventListener("pageshow", (event) => event.persisted && stream.reconnect());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) left = Date.now();
    else if (Date.now() - left > NAP) stream.reconnect();
  });
}

async function openChat(chat) {
  const banner = createSign(at("banner"));
  const notice = createSign(at("notice"));
  const typing = createTyping();
  let stream = null;

  const parts = { scroller: at("scroller"), list: at("log"), older: at("older"), typing: at("typing"), jump: at("jump") };
  const timeline = createTimeline(parts, {
    zoom,
    press: (message, button) => sending.press(message, button),
    resend: (id) => sending.resend(id),
    drop: (id) => sending.drop(id),
    command: (words) => sending.text(words),
  });
  const sending = createSending(chat, await openKeep(chat), timeline, {
    notice: (sentence) => notice(sentence, { during: NOTICE }),
    foreign: closeForeign,
    silent: () => stream?.reconnect(),
  });
  const composer = createComposer(chat, { text: sending.text, file: sending.file, up: timeline.focusKeys });
  const header = createHeader(chat, [timeline, composer]);

  function closeForeign() {
    stream?.close();
    closeChat(TEXT.foreignTitle, TEXT.foreignText);
  }

  /** The whole history; null when the server does not give it just now. */
  async function ask() {
    try {
      return await fetchJson(`/chat/${chat}/messages`);
    } catch (problem) {
      if (problem.foreign) closeForeign();
      else if (problem.status === 404) closeChat(TEXT.missingTitle, TEXT.missingText);
      else if (!stream) banner(problem.passing ? TEXT.offlineStart : problem.message);
      return null;
    }
  }

  function receive(message) {
    if (!timeline.show(message) || message.from !== "bot") return;
    typing({ on: false });
    header.arrived();
  }

  function follow(latest) {
    stream = followStream(chat, latest, {
      message: receive,
      typing,
      header: header.change,
      doubt: async () => (await ask())?.messages.forEach(receive),
      state(open) {
        if (open) sending.run();
        banner(open ? "" : TEXT.offline, { after: open ? 0 : BLINK });
      },
    });
    watchTheWorld(stream, () => banner(TEXT.offline));
  }

  async function begin() {
    const history = await ask();
    if (!at("closed").hidden) return;
    if (!history) return setTimeout(begin, AGAIN);
    banner("");
    header.change(history);
    composer.start(history.upload);
    timeline.load(history.messages);
    follow(history.latest);
    sending.restore();
  }

  banner(TEXT.loading);
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
if (room === "chat") {
  at("chat").hidden = false;
  openChat(key);
} else {
  openLanding(at("landing"), room === "moi" ? decodeURIComponent(key) : "");
}
