// Other tabs of the same person hear of each stored edit and read the split anew, as long as they have no edit of their own.

/** `{tell(version)}`. */
export function tabs({ desk, server, about }) {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("factcheck-split") : null;

  async function read(version) {
    if (version <= desk.base.version || desk.queue.items.length) return;
    const outcome = await server.request("GET", `articles/${desk.payload.article}/split`);
    if (outcome.kind === "stored" && outcome.body.version > desk.base.version && !desk.queue.items.length) desk.replace(outcome.body);
  }

  channel?.addEventListener("message", ({ data }) => { if (data.about === about) read(data.version); });
  // After a pause somebody else may have been here.
  document.addEventListener("visibilitychange", () => document.hidden || read(Infinity));
  return { tell(version) { channel?.postMessage({ about, version }); } };
}
