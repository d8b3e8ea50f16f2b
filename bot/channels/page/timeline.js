// The list of messages: their order, edits in place, the echo of own messages, and the reader's position.

import { element, fillRow, showDay, showPress, showProgress, showState } from "./render.js";
import { TEXT } from "./strings.js";

const PAGE = 100; // so many messages are drawn at first and with each "older"
const NEAR = 60; // px from the end within which the view follows new messages

/** What is seen of a message: as long as it stays the same, the message is not drawn (and read out) again. */
const face = ({ title, body, quote, footer, buttons, file }) =>
  JSON.stringify([title, body, quote, footer, buttons ?? [], file?.url]);

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function createTimeline({ scroller, list, older, typing, jump }, on) {
  const entries = []; // what the server has, in its order, then what is still under way
  const known = new Map(); // message id, ids of later versions, client id → entry
  let commands = new Map();
  let first = 0; // entries before this one are not drawn
  let unread = 0;
  let following = true;
  let top = 0;
  let asked = ""; // the question that is open, as the bot's latest message says
  let askedAt = 0;

  const underway = (entry) => entry.message.seq === undefined;

  /** By the server's order, which an edit does not change; what is under way stays last. */
  function place(entry) {
    const at = entries.indexOf(entry);
    if (at >= 0) entries.splice(at, 1);
    entry.order = entry.message.seq ?? Infinity;
    let to = entries.length;
    while (to > 0 && entries[to - 1].order > entry.order) to -= 1;
    entries.splice(to, 0, entry);
    if (entry.row && at !== to) list.insertBefore(entry.row, entries[to + 1]?.row ?? null);
  }

  function draw(entry) {
    const now = face(entry.message);
    if (entry.face === now) return showState(entry.row, entry.message, on);
    entry.face = now;
    entry.row ??= element("div", { tabindex: "-1" });
    fillRow(entry.row, entry.message, commands, on);
  }

  /** Days and which buttons are the current ones: of the last message that has any, or of the last edited. */
  function tidy() {
    const keyed = entries.filter((entry) => entry.message.buttons?.length);
    const latest = keyed.reduce((best, entry) => (best?.message.seq > entry.message.seq ? best : entry), null);
    for (const entry of keyed) entry.row?.classList.toggle("old", entry !== keyed.at(-1) && entry !== latest);
    for (let at = first; at < entries.length; at += 1) {
      showDay(entries[at].row, entries[at].message, at > first && entries[at - 1].message);
    }
    older.hidden = first === 0;
    older.textContent = TEXT.older(Math.min(first, PAGE));
  }

  /** Take in one message of the server or of this machine; true when it is new. */
  function take(message) {
    const entry = known.get(message.edits) ?? known.get(message.id) ?? known.get(message.client_id) ?? { fresh: true };
    if (entry.message?.seq >= message.seq) return false;
    if (typeof message.item === "string" && message.seq > askedAt) [asked, askedAt] = [message.item, message.seq];
    const { fresh, message: old } = entry;
    const file = message.file && { ...message.file, preview: message.file.preview ?? old?.file?.preview };
    entry.message = { ...message, file, at: (message.edits && old?.at) || message.at };
    entry.fresh = false;
    for (const id of [message.id, message.edits, message.client_id]) if (id) known.set(id, entry);
    if (fresh || old.seq === undefined) place(entry);
    return Boolean(fresh);
  }

  function show(message) {
    const fresh = take(message);
    const entry = known.get(message.client_id) ?? known.get(message.id);
    if (entries.indexOf(entry) < first) return fresh; // not drawn, or not even known
    draw(entry);
    if (!entry.row.isConnected) list.insertBefore(entry.row, entries[entries.indexOf(entry) + 1]?.row ?? null);
    tidy();
    if (fresh && message.from === "bot" && !following) unread += 1;
    showJump();
    return fresh;
  }

  function drawPage() {
    const until = first;
    first = Math.max(0, first - PAGE);
    const rows = entries.slice(first, until).map((entry) => (draw(entry), entry.row));
    list.prepend(...rows);
    tidy();
  }

  function showJump() {
    jump.hidden = following;
    jump.lastChild.textContent = TEXT.unread(unread);
    jump.setAttribute("aria-label", TEXT.jump(unread));
  }

  function toEnd(behavior = "instant") {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  }

  scroller.addEventListener("scroll", () => {
    const near = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < NEAR;
    following = near || (following && scroller.scrollTop >= top); // only a move upwards leaves the end
    top = scroller.scrollTop;
    if (following) unread = 0;
    showJump();
  });
  jump.addEventListener("click", () => toEnd(calm() ? "instant" : "smooth"));
  older.addEventListener("click", () => {
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    const reading = entries[first].row;
    list.setAttribute("aria-busy", "true"); // old messages are not news
    drawPage();
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
    reading.focus({ preventScroll: true });
    requestAnimationFrame(() => list.setAttribute("aria-busy", "false"));
  });
  const observer = new ResizeObserver(() => following && toEnd());
  for (const node of [scroller, list, typing]) observer.observe(node);

  return {
    /** The whole history; what is under way comes after it. */
    load(messages) {
      messages.forEach(take);
      first = entries.length;
      drawPage();
      toEnd();
      requestAnimationFrame(() => list.setAttribute("aria-busy", "false"));
    },
    show,
    toEnd,
    find: (id) => known.get(id)?.message,
    asked: () => asked,
    setCommands: (items) => (commands = new Map(items.map((item) => [item.name, item]))),
    underway: (id) => Boolean(known.has(id) && underway(known.get(id))),
    mark(id, change) {
      const entry = known.get(id);
      if (!entry || !underway(entry)) return;
      Object.assign(entry.message, { error: "" }, change);
      draw(entry);
    },
    remove(id) {
      const entry = known.get(id);
      if (!entry || !underway(entry)) return;
      known.delete(id);
      entries.splice(entries.indexOf(entry), 1);
      entry.row.remove();
      tidy();
    },
    progress: (id, sent, total) => known.has(id) && showProgress(known.get(id).row, sent, total),
    press: (id, payload, state) => known.get(id)?.row && showPress(known.get(id).row, payload, state),
    focusKeys: () => [...list.querySelectorAll(".row:not(.old) .keys")].at(-1)?.querySelector(".key").focus(),
  };
}
