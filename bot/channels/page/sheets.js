// The two sheets above the text field, and walking among buttons with the arrow keys.

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const SHOWN = "button:not([hidden])";

/** One sheet is open at a time; a tap elsewhere or Escape closes it. `toField()` takes the focus back. */
export function createSheets(form, sheets, toField) {
  const opener = (sheet) => form.querySelector(`[aria-controls=${sheet.id}]`);

  function open(wanted) {
    for (const sheet of sheets) {
      sheet.hidden = sheet !== wanted;
      opener(sheet).setAttribute("aria-expanded", String(sheet === wanted));
    }
  }

  function onKey(event) {
    const group = document.activeElement.closest?.(".keys, .sheet");
    if (event.key === "Escape") {
      if (group || sheets.some((sheet) => !sheet.hidden)) toField();
      open(null);
    } else if (group && event.key in STEPS && !event.defaultPrevented) {
      event.preventDefault();
      const keys = [...group.querySelectorAll(SHOWN)];
      keys.at((keys.indexOf(document.activeElement) + STEPS[event.key]) % keys.length).focus();
    }
  }

  document.addEventListener("pointerdown", (event) => form.contains(event.target) || open(null));
  document.addEventListener("keydown", onKey);
  return {
    open,
    /** A press on the sheet's own button: open it with its first entry focused, or close it. */
    toggle(sheet) {
      open(sheet.hidden ? sheet : null);
      if (!sheet.hidden) sheet.querySelector(SHOWN)?.focus();
    },
    /** Arrow keys in the text field walk into an open sheet. */
    enter(sheet, key) {
      if (sheet.hidden || !["ArrowUp", "ArrowDown"].includes(key)) return false;
      [...sheet.querySelectorAll(SHOWN)].at(key === "ArrowUp" ? -1 : 0)?.focus();
      return true;
    },
  };
}
