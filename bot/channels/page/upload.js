// Files on their way out: checked before sending, shown in a tray above the composer, sent with progress.

import { element, icon, makeTool } from "./render.js";
import { Refusal, sentenceOf } from "./transport.js";
import { TEXT, sizeOf } from "./strings.js";

const STALL = 45_000; // an upload without any movement for this long is tried again
const TRIES = 4; // as often may an upload break off on the way before the person is asked

/** Why this file cannot be sent, or "" when it can; `limits` is the server's `upload`. */
export function faultOf(file, limits) {
  if (file.size === 0) return TEXT.emptyFile;
  if (file.size > limits.max_bytes) return TEXT.tooLarge(sizeOf(file.size), sizeOf(limits.max_bytes));
  const kinds = limits.accept.split(",").map((kind) => kind.trim().toLowerCase());
  const extension = /\.[^.]+$/.exec(file.name.toLowerCase())?.[0];
  const known = !extension || kinds.every((kind) => !kind.startsWith(".")) || kinds.includes(extension);
  return known ? "" : TEXT.wrongType(kinds.join(", "));
}

/** Uploads of one chat: `send(item)` for a lane, `cancel(id)`. */
export function createUploads(chat, onProgress) {
  const running = new Map();
  const broken = new Map();

  function transfer(item) {
    const form = new FormData();
    form.append("id", item.id);
    form.append("caption", item.caption);
    form.append("item", item.item ?? ""); // the question open when it was sent: an upload may take longer than the talk
    form.append("file", item.file, item.file.name);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      let stall = 0;
      const move = (sent, total) => {
        clearTimeout(stall);
        stall = setTimeout(() => request.abort(), STALL);
        if (total) onProgress(item.id, sent, total);
      };
      const breakOff = () => {
        broken.set(item.id, (broken.get(item.id) ?? 0) + 1);
        const given = broken.get(item.id) >= TRIES && navigator.onLine;
        if (given) broken.delete(item.id);
        reject(given ? new Refusal(400, TEXT.unreachable) : new Refusal(0));
      };
      request.open("POST", `/chat/${chat}/files`);
      request.setRequestHeader("X-Chamdiem", "1");
      request.upload.onprogress = (event) => move(event.loaded, event.total);
      request.onload = () =>
        request.status < 300 ? resolve() : reject(new Refusal(request.status, sentenceOf(request.responseText)));
      request.onerror = request.onabort = breakOff;
      request.onloadend = () => (clearTimeout(stall), running.delete(item.id));
      running.set(item.id, request);
      move(0, 0);
      request.send(form);
    });
  }

  return {
    async send(item) {
      if (!navigator.onLine) throw new Refusal(0);
      await item.file.slice(0, 1).arrayBuffer().catch(() => {
        throw new Refusal(400, TEXT.unreadable);
      });
      return transfer(item);
    },
    cancel: (id) => running.get(id)?.abort(),
  };
}

/** The files chosen but not yet sent. `onChange(count)` is told after each change. */
export function createTray(list, limits, onChange) {
  let files = [];

  function show() {
    list.replaceChildren(...files.map((file, at) => row(file, at)));
    list.hidden = files.length === 0;
    onChange(files.filter((file) => !faultOf(file, limits())).length);
  }

  function row(file, at) {
    const fault = faultOf(file, limits());
    const drop = makeTool(TEXT.leaveOut(file.name), "close", () => {
      files.splice(at, 1);
      show();
      list.querySelectorAll("button")[Math.min(at, files.length - 1)]?.focus();
    });
    return element("li", { class: fault && "refused" },
      icon(fault ? "alert" : "file"),
      element("div", { role: fault && "alert" },
        element("b", {}, file.name), element("small", {}, fault || sizeOf(file.size))),
      drop);
  }

  return {
    add(more) {
      files = [...files, ...more];
      show();
    },
    /** Hand over what can be sent; what cannot stays, with its reason, until it is left out. */
    take() {
      const good = files.filter((file) => !faultOf(file, limits()));
      files = files.filter((file) => faultOf(file, limits()));
      show();
      return good;
    },
  };
}
