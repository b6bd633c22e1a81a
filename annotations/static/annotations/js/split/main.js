// The split editor: reads what the page brought, wires the parts, listens. view.js lays rows out, queue.js keeps edits.

import { SignIn } from "../sign_in.js";
import { toast } from "../toast.js";
import { chooser } from "../workbench/dialogs.js";
import { Server } from "../workbench/send.js";
import { Store } from "../workbench/store.js";
import { tell } from "../workbench/words.js";
import { Acts } from "./acts.js";
import { Caret } from "./caret.js";
import { Claims } from "./claims.js";
import { Desk } from "./desk.js";
import { Draft } from "./draft.js";
import { freezing } from "./freeze.js";
import { listen } from "./keys.js";
import { Mode } from "./mode.js";
import { Panel } from "./panel.js";
import { Picker } from "./picker.js";
import { pointer } from "./pointer.js";
import { Queue } from "./queue.js";
import { Rows } from "./rows.js";
import { Sync } from "./sync.js";
import { tabs } from "./tabs.js";
import { Text } from "./text.js";

const payload = JSON.parse(document.getElementById("payload").textContent);
const { user } = document.getElementById("routes").dataset;
const text = new Text(payload.text, payload.language);
const store = await Store.open();
const server = new Server();
const live = document.querySelector("[data-announce]");

function announce(said) { live.textContent = said; }

/** Back to the text: the keyboard is at the row in hand. */
function back() { rows.reveal(); }

/** The row in hand into view; the keyboard stays where it is. */
function reveal() { rows.reveal({ focus: false }); }

function draw(said) {
  const hadFocus = document.activeElement?.closest?.(".se-list");
  rows.draw();
  panel.draw();
  claims.draw();
  draft.draw();
  caret.draw();
  freeze.draw();
  if (said) announce(said);
  if (hadFocus) rows.reveal();
}

const queue = new Queue({
  store, server, about: `split|${user}|${payload.article}|`, article: payload.article,
  hooks: {
    body: (item) => desk.body(item),
    stored(item, answer) {
      desk.stored(item, answer);
      others.tell(answer.version);
    },
    stale(current) {
      if (current) desk.replace(current);
      toast(tell("stale"), { action: tell("see"), run: () => sync.show(), stay: 0 });
    },
    refused(item) {
      desk.refresh();
      draw();
      toast(tell("refused", { why: item.why }), { action: tell("see"), run: () => sync.show(), stay: 0 });
    },
    changed(summary) {
      sync.draw(summary);
      freeze.draw();
    },
  },
});
const desk = new Desk(payload, text, queue, draw);
const rows = new Rows(desk);
const caret = new Caret(desk, rows);
const mode = new Mode({ desk, caret, announce, back, shown: reveal });
const picker = new Picker(desk);
const chosen = {};
const dialogs = Object.fromEntries(["quote-dialog", "role-dialog"].map((id) => [id, chooser(id, (value, dialog) => { dialog.close(); chosen[id](value); })]));
const ui = {
  caret, mode, picker, announce, back,
  choose(id, run) {
    chosen[id] = run;
    dialogs[id].showModal();
  },
  show(quiet) {
    draw();
    rows.reveal();
    if (!quiet) announce(tell("inHand", { title: desk.row.n === null ? tell("notStatement") : tell("statement", { n: desk.row.n }), text: text.brief(desk.row.start, desk.row.end, 200) }));
  },
};
const acts = new Acts(desk, ui);
const panel = new Panel(desk);
const claims = new Claims(desk, acts, back);
const draft = new Draft(desk, acts, ui);
const freeze = freezing(desk);
const signIn = new SignIn(server, () => queue.retry());
const sync = new Sync({ desk, queue, store, signIn, again: (item) => desk.again(item) });
const others = tabs({ desk, server, about: `${user}|${payload.article}` });
Object.assign(acts, { addClaim: () => claims.add(), addAttribution: () => draft.begin(), freeze: () => freeze.ask() });

listen({ desk, caret, mode, acts, announce, back });
pointer({ desk, caret, mode, acts, draft, panel, reveal });
await queue.load();
desk.refresh();
draw();
sync.draw({ stuck: queue.stuck.length, waiting: queue.waiting.length, trouble: "" });
queue.drain();
if (!document.activeElement || document.activeElement === document.body) rows.reveal();
if (!store.isDurable) toast(tell("noStorage"), { stay: 0 });
document.documentElement.dataset.workbench = "ready";
