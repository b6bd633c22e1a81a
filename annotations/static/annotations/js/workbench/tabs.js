// Other tabs of the same person hear of each version at once, so that they build on it.

import { canonical, same } from "./answers.js";

/** Tell and hear: `{id, seq, answers}` of one assignment. */
export class Tabs {
  #channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("factcheck-work") : null;

  constructor(state, user) { Object.assign(this, { state, about: `${user}|${state.payload.assignment.id}` }); }

  tell(news) { this.#channel?.postMessage({ ...news, about: this.about }); }

  /** Call `heard(id)` after a version made elsewhere was taken over. */
  listen(heard) {
    this.#channel?.addEventListener("message", ({ data }) => {
      const record = data.about === this.about && this.state.records.get(data.id);
      if (!record || record.seq >= data.seq) return;
      const untouched = same(record.now, record.saved);
      Object.assign(record, { seq: data.seq, saved: canonical(data.answers) });
      if (untouched) record.now = canonical(data.answers);
      heard(data.id);
    });
  }
}
