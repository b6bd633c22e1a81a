// Who speaks: somebody of the project, the article, nobody; a name that is not in the list is made, with its kind.

import { Combobox } from "../combobox.js";
import { chooser } from "../workbench/dialogs.js";
import { tell, words } from "../workbench/words.js";

/** `open(done, {voice, create})` gives `done` an entity's id, `"author"`, null for nobody, or `{name, kind}`. */
export class Picker {
  #list = new Combobox();
  #fresh = null;

  constructor(desk) {
    this.desk = desk;
    this.kinds = chooser("kind-dialog", (kind, dialog) => {
      dialog.close();
      this.#fresh(kind);
    });
  }

  open(done, { voice = true, create = true } = {}) {
    this.#list.open({
      options: this.#all(voice),
      extra: (name, isKnown) => (create && !isKnown ? [{ mark: { name }, name: tell("create", { name }), value: { name } }] : []),
      done: (value) => (value?.name ? this.#ask(value.name, done) : done(value)),
    });
  }

  #ask(name, done) {
    this.#fresh = (kind) => done({ name, kind });
    this.kinds.showModal();
  }

  // Whoever speaks most in this article stands first.
  #all(voice) {
    const { split } = this.desk;
    const times = new Map();
    for (const { speaker } of [...split.statements, ...split.attributions]) if (speaker) times.set(speaker, (times.get(speaker) ?? 0) + 1);
    const people = [...split.entities].sort((one, other) => (times.get(other.id) ?? 0) - (times.get(one.id) ?? 0));
    const named = people.map((one) => ({ mark: one, name: one.name, other: one.aliases ?? [], kind: words.kinds[one.kind] ?? "", value: one.id }));
    const author = voice ? [{ mark: "author", name: tell("author"), value: "author" }] : [];
    return [...named.slice(0, 3), ...author, ...named.slice(3), { mark: null, name: tell("nobody"), value: null }];
  }
}
