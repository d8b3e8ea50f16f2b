// What is not yet stored by the server is kept in the browser (IndexedDB), so that closing the page loses
// nothing. Where the browser refuses (private windows), keeping silently does nothing.

const STORE = "unsent";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open() {
  const request = indexedDB.open("chamdiem", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return done(request);
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 1500)); // a stuck database must not stop the chat

/** `put(item)`, `remove(id)` and `all()` (this chat's items, oldest first). */
export async function openKeep(chat) {
  const base = await Promise.race([open().catch(() => null), soon()]);
  const act = async (mode, work, otherwise) => {
    try {
      return await done(work(base.transaction(STORE, mode).objectStore(STORE)));
    } catch {
      return otherwise;
    }
  };
  return {
    put: (item) => act("readwrite", (store) => store.put({ ...item, chat })),
    remove: (id) => act("readwrite", (store) => store.delete(id)),
    all: async () =>
      (await act("readonly", (store) => store.getAll(), []))
        .filter((item) => item.chat === chat)
        .sort((a, b) => a.at - b.at),
  };
}
