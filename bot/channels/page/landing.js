// The first page: enter with an invitation code, or go back to a chat of this machine.

import { element } from "./render.js";
import { TEXT } from "./strings.js";
import { newId, postJson } from "./transport.js";

const RECENT = "chamdiem.recent";

/** localStorage as JSON; a browser that refuses it just forgets. */
export function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch {
    // full or forbidden: only comfort is lost
  }
}

export function rememberChat(id, name, title) {
  const others = recall(RECENT, []).filter((chat) => chat.id !== id);
  remember(RECENT, [{ id, name, title, opened: Date.now() }, ...others].slice(0, 30));
}

/** Trade the code for a chat. The id is kept with the code: a lost answer must not burn the invitation. */
async function join(code) {
  const key = `chamdiem.join.${code}`;
  const id = recall(key, null) ?? newId();
  remember(key, id);
  const { chat } = await postJson("/api/chats", { id, invitation: code });
  location.replace(`/chat/${encodeURIComponent(chat)}`);
}

export function openLanding(root, code) {
  const form = root.querySelector("form");
  const field = form.querySelector("input");
  const button = form.querySelector("button");
  const problem = root.querySelector("#join-error");

  async function enter() {
    const typed = field.value.trim();
    problem.textContent = typed ? "" : TEXT.codeMissing;
    field.toggleAttribute("aria-invalid", !typed);
    if (!typed) return field.focus();
    button.disabled = true;
    button.textContent = TEXT.entering;
    try {
      await join(typed);
    } catch (refusal) {
      problem.textContent = refusal.message;
      button.disabled = false;
      button.textContent = TEXT.enter;
      field.focus();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  const chats = recall(RECENT, []);
  root.querySelector("#recent").hidden = chats.length === 0;
  root.querySelector("#recent ul").append(...chats.map((chat) =>
    element("li", {}, element("a", { href: `/chat/${encodeURIComponent(chat.id)}` },
      element("b", {}, chat.name || TEXT.product),
      chat.title && element("span", {}, chat.title),
      element("small", {}, TEXT.lastOpened(chat.opened))))));
  document.title = TEXT.landingTitle;
  root.hidden = false;
  field.value = code;
  if (code) enter();
}
