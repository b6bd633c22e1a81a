// Who holds a stance, and on what. A name that is not in the list becomes an entity of the project, through the API.

import { Combobox } from "../combobox.js";
import { toast } from "../toast.js";
import { chooser } from "./dialogs.js";
import { tell, words } from "./words.js";

const VALUES = {
  holder: (id) => ({ holder_kind: "entity", holder: id }),
  target: (id) => ({ target_kind: "entity", target: id, target_text: "" }),
};

/** The picker; `open(part, done)` gives `done` the chosen keys of a stance. */
export class Picker {
  #list = new Combobox();
  #title = document.getElementById("pick-title").dataset;
  #made = null;

  constructor(state, server) {
    Object.assign(this, { state, server });
    this.kinds = chooser("kind-dialog", (kind, dialog) => {
      dialog.close();
      this.#made(kind);
    });
  }

  open(part, done) {
    this.#list.open({
      title: this.#title[part],
      options: part === "holder" ? this.#holders() : this.#targets(),
      extra: (name, isKnown) => this.#unlisted(part, name, isKnown),
      done: (value) => (value.name ? this.#ask(value.name, (id) => done(VALUES[part](id))) : done(value)),
    });
  }

  // Pinned targets first, then those of the article, then everybody else.
  #entities(part) {
    const { payload, entities } = this.state;
    return [...new Set([...payload.targets, ...entities.keys()])].map((id) => {
      const entity = entities.get(id);
      return { mark: entity, name: entity.name, kind: words.kinds[entity.kind], value: VALUES[part](id), id };
    });
  }

  #holders() {
    const all = this.#entities("holder");
    const speaker = this.state.statement.speaker?.id;
    const voice = (kind, mark) => ({ mark, name: words.say[kind], value: { holder_kind: kind, holder: null } });
    return [...all.filter(({ id }) => id === speaker), voice("author", "author"), voice("unspecified", null), ...all.filter(({ id }) => id !== speaker)];
  }

  #targets() {
    const all = this.#entities("target");
    const near = this.state.payload.targets.length;
    const claims = this.state.statement.claims.map((claim) => ({ name: claim.text, value: { target_kind: "claim", target: claim.id, target_text: "" } }));
    return [...all.slice(0, near), ...claims, ...all.slice(near)];
  }

  #unlisted(part, name, isKnown) {
    const created = { mark: { name }, name: tell("create", { name }), value: { name } };
    const proposition = { name: tell("proposition", { text: name }), value: { target_kind: "proposition", target: null, target_text: name } };
    return [...(part === "target" ? [proposition] : []), ...(isKnown ? [] : [created])];
  }

  #ask(name, done) {
    this.#made = (kind) => this.#create(name, kind, done);
    this.kinds.showModal();
  }

  // The answer may come late: it is given to whoever still stands where the name was typed, else the entity is just in the list.
  async #create(name, kind, done) {
    const { state } = this;
    const asked = state.statement.id;
    const outcome = await this.server.request("POST", `projects/${state.payload.project.slug}/entities`, { name, kind });
    if (outcome.kind !== "stored") return toast(tell("notCreated", { name, why: outcome.why ?? tell("unreachable") }), { stay: 0 });
    state.entities.set(outcome.body.id, outcome.body);
    if (state.statement.id === asked) return done(outcome.body.id);
    return toast(tell("created", { name }));
  }
}
