// What the person says: shown at once, kept in the browser, delivered in order, marked when it is stored.

import { createLane, newId, postJson } from "./transport.js";
import { createUploads } from "./upload.js";

const ECHO = 8000; // what is stored should come back on the stream within this time
const TWICE = 1000; // a second press within this time is the same press
const SHOWABLE = /^image\/(jpeg|png|gif|webp|bmp|avif)$/;

function looksOf(file) {
  const image = SHOWABLE.test(file.type);
  const preview = image ? URL.createObjectURL(file) : null;
  return { name: file.name, size: file.size, mime: file.type, image, preview };
}

/** An item under way as the message that the timeline shows. */
const bubbleOf = (item) => ({
  client_id: item.id,
  from: "me",
  at: new Date(item.at).toISOString(),
  body: item.text ?? item.caption,
  file: item.file && looksOf(item.file),
  state: item.file ? "queued" : "sending",
  item,
});

/** `on` has notice(sentence), foreign() and silent() (stored, but the stream does not say so). */
export function createSending(chat, keep, timeline, on) {
  const presses = new Map(); // what was pressed → when
  const uploads = createUploads(chat, timeline.progress);
  const outcome = {
    waiting: (item) => timeline.mark(item.id, { state: "waiting" }),
    sent(item) {
      keep.remove(item.id);
      if (item.kind === "press") return timeline.press(item.message, item.payload, "sent");
      timeline.mark(item.id, { state: "sent" });
      setTimeout(() => timeline.underway(item.id) && on.silent(), ECHO);
    },
    failed(item, problem) {
      if (problem.foreign) return on.foreign();
      if (item.kind !== "press") return timeline.mark(item.id, { state: "failed", error: problem.message });
      keep.remove(item.id);
      timeline.press(item.message, item.payload, null);
      on.notice(problem.message);
    },
  };
  const events = createLane(({ id, kind, text, payload, message, label }) =>
    postJson(`/chat/${chat}/events`, { id, kind, text, payload, message, label }), outcome);
  const files = createLane((item) => {
    timeline.mark(item.id, { state: "sending" });
    return uploads.send(item);
  }, outcome);
  const laneOf = (item) => (item.kind === "file" ? files : events);

  function deliver(item) {
    if (item.kind === "press") timeline.press(item.message, item.payload, "sending");
    else timeline.show(bubbleOf(item));
    laneOf(item).add(item);
  }

  function say(item) {
    const whole = { id: newId(), at: Date.now(), ...item };
    keep.put(whole);
    deliver(whole);
    if (item.kind !== "press") timeline.toEnd();
  }

  return {
    text: (text) => say({ kind: "text", text }),
    file: (file, caption) => say({ kind: "file", file, caption, item: timeline.asked() }),
    press(message, { payload, label }) {
      const key = `${message.id} ${payload}`;
      const waits = events.some((item) => item.message === message.id && item.payload === payload);
      if (waits || Date.now() - (presses.get(key) ?? 0) < TWICE) return;
      presses.set(key, Date.now());
      say({ kind: "press", payload, message: message.id, label });
    },
    resend(id) {
      const { item } = timeline.find(id);
      timeline.mark(id, { state: item.file ? "queued" : "sending" });
      laneOf(item).add(item);
    },
    drop(id) {
      const { item } = timeline.find(id);
      laneOf(item).remove(item);
      uploads.cancel(id);
      keep.remove(id);
      timeline.remove(id);
    },
    /** Go on with what an earlier visit left behind. */
    async restore() {
      for (const item of await keep.all()) {
        if (timeline.find(item.id)) keep.remove(item.id);
        else deliver(item);
      }
    },
    run() {
      events.run();
      files.run();
    },
  };
}
