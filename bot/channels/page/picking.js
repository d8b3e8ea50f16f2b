// How files come in: by picker, by camera, by paste, by drop. Each way ends in `onFiles(files)`.

import { TEXT } from "./strings.js";

/** A pasted picture is always called image.png. */
function named(file) {
  if (file.name !== "image.png") return file;
  return new File([file], `${TEXT.pastedName}-${Date.now() % 1e6}.png`, { type: file.type });
}

function watchDrops(onFiles) {
  let depth = 0; // dragenter and dragleave also come from the elements inside
  const drag = (name, act) =>
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      depth = act(event);
      document.body.classList.toggle("dragging", depth > 0);
    });
  drag("dragenter", () => depth + 1);
  drag("dragover", () => depth);
  drag("dragleave", () => depth - 1);
  drag("drop", (event) => {
    onFiles([...event.dataTransfer.files]);
    return 0;
  });
}

export function watchFiles(field, onFiles) {
  for (const [button, input] of [["browse", "files"], ["shoot", "camera"]]) {
    const picker = document.getElementById(input);
    document.getElementById(button).addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => {
      onFiles([...picker.files]);
      picker.value = "";
    });
  }
  field.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    onFiles([...event.clipboardData.files].map(named));
  });
  watchDrops(onFiles);
}
