// Where the person writes: the text field with its draft, the commands, and the files about to be sent.

import { recall, remember } from "./landing.js";
import { watchFiles } from "./picking.js";
import { element, makeButton } from "./render.js";
import { createSheets } from "./sheets.js";
import { TEXT } from "./strings.js";
import { createTray } from "./upload.js";

const byTouch = matchMedia("(pointer: coarse)").matches; // there, focus would push up the keyboard

/** `on` has text(text), file(file, caption) and up() (arrow up in an empty field). */
export function createComposer(chat, on) {
  const ids = ["composer", "text", "commands", "attach", "shoot", "limits", "files", "tray"];
  const [form, field, commands, attach, shoot, note, picker, tiles] = ids.map((id) => document.getElementById(id));
  const draft = `chamdiem.draft.${chat}`;
  const sheets = createSheets(form, [commands, attach], () => field.focus());
  let limits = null;
  let items = [];

  const tray = createTray(tiles, () => limits, (count) => {
    field.placeholder = count ? TEXT.captionHint : TEXT.textHint;
    form.classList.toggle("laden", count > 0);
  });

  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    form.classList.toggle("ready", field.value.trim() !== "");
    remember(draft, field.value);
  }

  function clear() {
    field.value = "";
    fit();
    sheets.open(null);
    if (!byTouch) field.focus();
  }

  function send() {
    const text = field.value.trim();
    const files = tray.take();
    files.forEach((file, at) => on.file(file, at === 0 ? text : ""));
    if (text && !files.length) on.text(text);
    if (text || files.length) clear();
  }

  function command(name) {
    clear();
    on.text(`/${name}`);
  }

  /** List the commands that start like this; false when there is none. */
  function list(start) {
    const found = items.filter((item) => item.name.startsWith(start));
    commands.querySelector(".list").replaceChildren(...found.map(({ name, help }) =>
      makeButton("item", () => command(name), element("b", {}, `/${name}`), element("span", {}, help))));
    return found.length > 0;
  }

  function onInput() {
    fit();
    sheets.open(/^\/\w*$/.test(field.value) && list(field.value.slice(1)) ? commands : null);
  }

  function onKey(event) {
    const composing = event.isComposing || event.keyCode === 229; // an input method is still at work
    if (event.key === "Enter" && !event.shiftKey && !composing) send();
    else if (event.key === "ArrowUp" && !field.value) on.up();
    else if (!sheets.enter(commands, event.key)) return;
    event.preventDefault();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.querySelector(".send").addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  form.querySelector("[aria-controls=commands]").addEventListener("click", () => {
    list("");
    sheets.toggle(commands);
  });
  form.querySelector("[aria-controls=attach]").addEventListener("click", () => sheets.toggle(attach));
  field.addEventListener("input", onInput);
  field.addEventListener("keydown", onKey);
  watchFiles(field, (files) => {
    tray.add(files);
    sheets.open(null);
    field.focus();
  });
  shoot.hidden = !byTouch;

  return {
    setCommands(all) {
      items = all;
      form.querySelector("[aria-controls=commands]").hidden = all.length === 0;
    },
    start(upload) {
      limits = upload;
      picker.accept = upload.accept;
      note.textContent = upload.note;
      form.hidden = false;
      field.placeholder = TEXT.textHint;
      field.value = recall(draft, "");
      fit();
      if (!byTouch) field.focus();
    },
  };
}
