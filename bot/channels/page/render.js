// How a message looks. Data from the server only ever becomes text nodes and checked addresses.

import { TEXT, dayKey, dayName, sizeOf, timeOf } from "./strings.js";

const LINKS = /https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}'’]|\/[a-z]+\b/g;
const OUTSIDE = { target: "_blank", rel: "noopener noreferrer" };
const STATES = { queued: "clock", sending: "clock", waiting: "clock", failed: "alert", sent: "mark" };

/** Make an element: functions become listeners, empty attributes and empty children are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value || value === 0) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

export function icon(name) {
  const [image, use] = ["svg", "use"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  use.setAttribute("href", `#i-${name}`);
  image.setAttribute("aria-hidden", "true");
  image.append(use);
  return image;
}

export const makeButton = (kind, act, ...children) =>
  element("button", { type: "button", class: kind, click: act }, ...children);

export function makeTool(label, picture, act) {
  const button = makeButton("tool", act, icon(picture));
  button.title = label;
  button.setAttribute("aria-label", label);
  return button;
}

const unseen = (text) => element("span", { class: "sr" }, text);

/** An address of this server or a picture still on this machine; null for anything else. */
export function ownAddress(url) {
  if (!url) return null;
  const address = new URL(url, location.href);
  return address.origin === location.origin && /^(https?|blob):$/.test(address.protocol) ? address.href : null;
}

/** Text with web addresses as links and, in the bot's words, known commands as buttons. */
function linked(text, commands, on) {
  const parts = [];
  let from = 0;
  for (const { 0: words, index } of text.matchAll(LINKS)) {
    const alone = index === 0 || /[\s("“]/.test(text[index - 1]);
    let part = null;
    if (words.startsWith("http")) part = element("a", { href: words, ...OUTSIDE }, words);
    else if (alone && commands.has(words.slice(1))) part = makeButton("word", () => on.command(words), words);
    if (!part) continue;
    parts.push(text.slice(from, index), part);
    from = index + words.length;
  }
  return [...parts, text.slice(from)];
}

function fileCard(file) {
  const extension = (/\.([^.]{1,4})$/.exec(file.name)?.[1] ?? "").toLowerCase();
  const address = ownAddress(file.url);
  const label = TEXT.openFile(file.name, sizeOf(file.size));
  const link = address && { href: address, target: "_blank", rel: "noopener", "aria-label": label };
  return element(link ? "a" : "div", { class: "file", ...link },
    element("span", { class: `kind ${extension}`, "aria-hidden": "true" }, extension.toUpperCase() || icon("file")),
    element("span", { class: "about" }, element("b", {}, file.name), element("small", {}, sizeOf(file.size))));
}

function photo(file, on) {
  const { name, width, height } = file;
  const source = ownAddress(file.preview ?? file.url);
  if (!source) return fileCard(file);
  const image = element("img", { src: source, alt: name, width, height, decoding: "async" });
  const frame = makeButton("photo", () => on.zoom(file), image);
  frame.setAttribute("aria-label", TEXT.openImage(name));
  image.addEventListener("error", () => frame.replaceWith(fileCard(file)));
  return frame;
}

function meta(message) {
  const state = message.from === "me" && (message.state ?? "sent");
  return element("span", { class: "meta" },
    element("time", { datetime: message.at }, timeOf(new Date(message.at))),
    state && icon(STATES[state]),
    state && state !== "sent" && unseen(TEXT[state]));
}

function bubble(message, commands, on) {
  const mine = message.from === "me";
  const text = (tag, kind) =>
    message[kind] && element(tag, { class: kind }, ...linked(message[kind], mine ? new Map() : commands, on));
  const texts = [text("p", "body"), text("blockquote", "quote"), text("p", "footer")].filter(Boolean);
  const image = message.file?.image;
  const node = element("div", { class: image && !message.title && !texts.length ? "bubble bare" : "bubble" },
    unseen(`${mine ? TEXT.myName : TEXT.botName}: `),
    message.file && (image ? photo(message.file, on) : fileCard(message.file)),
    message.title && element("h3", {}, message.title),
    ...texts);
  (texts.at(-1) ?? node).append(element("span", { class: "meta" }));
  return node;
}

function keyboard(message, on) {
  const key = (button) => {
    const node = makeButton(`key ${button.kind ?? "plain"}`, () => on.press(message, button), button.label);
    node.dataset.payload = button.payload;
    return node;
  };
  const rows = message.buttons.map((row) => element("div", { class: "keyrow" }, ...row.map(key)));
  return element("div", { class: "keys" }, ...rows);
}

function progress(message, on) {
  return element("div", { class: "progress" },
    element("progress", { max: 1, value: 0, "aria-label": message.file.name }),
    element("small", {}, TEXT[message.state]),
    makeTool(TEXT.cancel, "close", () => on.drop(message.client_id)));
}

function trouble(message, on) {
  const choice = (label, act) => makeButton("word", () => act(message.client_id), label);
  return element("div", { class: "trouble" },
    element("p", {}, message.error || TEXT.failed), choice(TEXT.resend, on.resend), choice(TEXT.remove, on.drop));
}

/** Show how far an own message has come: only its small parts change, so nothing is read out again. */
export function showState(row, message, on) {
  const stack = row.lastChild;
  const busy = ["queued", "sending", "waiting"].includes(message.state);
  row.dataset.state = message.state ?? "";
  stack.querySelector(".meta").replaceWith(meta(message));
  stack.querySelector(".progress")?.remove();
  stack.querySelector(".trouble")?.remove();
  if (message.file && busy) stack.append(progress(message, on));
  if (message.state === "failed") stack.append(trouble(message, on));
}

/** Put the message's parts into its row; keyboard focus stays on the button it was on. */
export function fillRow(row, message, commands, on) {
  const focused = row.contains(document.activeElement) && document.activeElement.dataset.payload;
  row.className = `row ${message.from === "me" ? "me" : "bot"}`;
  row.querySelector(".stack")?.remove();
  row.append(element("div", { class: "stack" },
    bubble(message, commands, on), message.buttons?.length && keyboard(message, on)));
  showState(row, message, on);
  if (typeof focused !== "string") return;
  const keys = [...row.querySelectorAll(".key")];
  (keys.find((key) => key.dataset.payload === focused) ?? keys[0] ?? row).focus({ preventScroll: true });
}

/** Set or take away the day above a row, given the message before it. */
export function showDay(row, message, before) {
  const day = new Date(message.at);
  const name = before && dayKey(new Date(before.at)) === dayKey(day) ? "" : dayName(day);
  const heading = row.querySelector("h2");
  if ((heading?.textContent ?? "") === name) return;
  heading?.remove();
  if (name) row.prepend(element("h2", { class: "day" }, name));
}

export function showProgress(row, sent, total) {
  const bar = row.querySelector("progress");
  if (!bar) return;
  bar.value = sent / total;
  bar.nextSibling.textContent = sent >= total ? TEXT.storing : TEXT.progress(sent, total);
}

/** Mark the button that was pressed ("sending", then "sent"); null takes the mark away. */
export function showPress(row, payload, state) {
  for (const key of row.querySelectorAll(".key")) {
    const mine = state && key.dataset.payload === payload;
    key.dataset.press = mine ? state : "";
    key.toggleAttribute("aria-current", Boolean(mine));
    if (mine) key.setAttribute("aria-current", "true");
  }
}
