// Where the person writes: the text field, the two sheets above it, and files by picker, paste and drop.

import { element } from "./render.js";
import { recall, remember } from "./landing.js";
import { TEXT } from "./strings.js";
import { createTray } from "./upload.js";

const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const byTouch = matchMedia("(pointer: coarse)").matches;

/** `on` has text(text), file(file, caption) and up() (arrow up in an empty field). */
export function createComposer(chat, on) {
  const [form, field, commands, attach, files, camera] =
    ["composer", "text", "commands", "attach", "files", "camera"].map((id) => document.getElementById(id));
  const draft = `chamdiem.draft.${chat}`;
  let limits = null;
  let items = [];

  const tray = createTray(document.getElementById("tray"), () => limits, (count) => {
    field.placeholder = count ? TEXT.captionHint : TEXT.textHint;
    form.classList.toggle("laden", count > 0);
  });

  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    form.classList.toggle("ready", field.value.trim() !== "");
    remember(draft, field.value);
  }

  function send() {
    const text = field.value.trim();
    const taken = tray.take();
    if (!text && !taken.length) return;
    taken.forEach((file, at) => on.file(file, at === 0 ? text : ""));
    if (!taken.length) on.text(text);
    write("");
  }

  function write(text) {
    field.value = text;
    fit();
    open(null);
    if (!byTouch) field.focus();
  }

  function open(sheet, focus = false) {
    for (const each of [commands, attach]) {
      each.hidden = each !== sheet;
      form.querySelector(`[aria-controls=${each.id}]`).setAttribute("aria-expanded", String(each === sheet));
    }
    if (focus) sheet.querySelector("button:not([hidden])")?.focus();
  }

  function list(start) {
    const found = items.filter((item) => item.name.startsWith(start));
    commands.querySelector(".list").replaceChildren(...found.map((item) =>
      element("button", { type: "button", class: "item", click: () => (write(""), on.text(`/${item.name}`)) },
        element("b", {}, `/${item.name}`), element("span", {}, item.help))));
    return found.length > 0;
  }

  const addFiles = (more) => {
    tray.add([...more].map((file) =>
      // a pasted picture is always called image.png
      file.name === "image.png" ? new File([file], `${TEXT.pastedName}-${Date.now() % 1e6}.png`, { type: file.type }) : file));
    open(null);
    field.focus();
  };

  form.addEventListener("submit", (event) => (event.preventDefault(), send()));
  form.querySelector(".send").addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the phone's keyboard up
  field.addEventListener("input", () => {
    fit();
    open(/^\/\w*$/.test(field.value) && list(field.value.slice(1)) ? commands : null);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      send();
    } else if (event.key in ARROWS && !commands.hidden) {
      event.preventDefault();
      [...commands.querySelectorAll("button")].at(event.key === "ArrowUp" ? -1 : 0)?.focus();
    } else if (event.key === "ArrowUp" && !field.value) {
      event.preventDefault();
      on.up();
    }
  });
  field.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    addFiles(event.clipboardData.files);
  });

  form.querySelector("[aria-controls=commands]").addEventListener("click", () => open(commands.hidden && list("") ? commands : null, true));
  form.querySelector("[aria-controls=attach]").addEventListener("click", () => open(attach.hidden ? attach : null, true));
  document.addEventListener("pointerdown", (event) => form.contains(event.target) || open(null));
  document.addEventListener("keydown", (event) => {
    const group = document.activeElement.closest?.(".keys, .sheet");
    if (event.key === "Escape") {
      if (group || !commands.hidden || !attach.hidden) field.focus();
      open(null);
    } else if (group && event.key in ARROWS && !event.defaultPrevented) {
      event.preventDefault();
      const keys = [...group.querySelectorAll("button:not([hidden])")];
      keys.at((keys.indexOf(document.activeElement) + ARROWS[event.key]) % keys.length).focus();
    }
  });

  for (const picker of [files, camera]) {
    picker.addEventListener("change", () => {
      addFiles(picker.files);
      picker.value = "";
    });
  }
  document.getElementById("browse").addEventListener("click", () => files.click());
  document.getElementById("shoot").addEventListener("click", () => camera.click());
  document.getElementById("shoot").hidden = !byTouch;

  let depth = 0; // dragenter and dragleave also come from the elements inside
  const drag = (name, act) => document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    depth = act(event);
    document.body.classList.toggle("dragging", depth > 0);
  });
  drag("dragenter", () => depth + 1);
  drag("dragover", () => depth);
  drag("dragleave", () => depth - 1);
  drag("drop", (event) => (addFiles(event.dataTransfer.files), 0));

  return {
    focus: () => byTouch || field.focus(),
    setCommands(list) {
      items = list;
      form.querySelector("[aria-controls=commands]").hidden = list.length === 0;
    },
    start(upload) {
      limits = upload;
      files.accept = upload.accept;
      document.getElementById("limits").textContent = upload.note;
      form.hidden = false;
      field.value = recall(draft, "");
      tray.take();
      fit();
    },
  };
}
