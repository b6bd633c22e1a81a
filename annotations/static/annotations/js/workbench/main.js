// The workbench: reads what the page brought, wires the parts, listens. See answers.js for the shapes, outbox.js for saving.

import { SignIn } from "../sign_in.js";
import { toast } from "../toast.js";
import { actsOf } from "./acts.js";
import { Ahead } from "./ahead.js";
import { blank } from "./answers.js";
import { Card } from "./card.js";
import { CheckList } from "./checks.js";
import { Conflict } from "./conflict.js";
import { Desk } from "./desk.js";
import { dialogs } from "./dialogs.js";
import { EvidenceList } from "./evidence.js";
import { Finish } from "./finish.js";
import { Hints } from "./hints.js";
import { History } from "./history.js";
import { listen } from "./keys.js";
import { Marks } from "./marks.js";
import { Moves } from "./moves.js";
import { Heights } from "./offscreen.js";
import { Outbox } from "./outbox.js";
import { Picker } from "./pickers.js";
import { pointer } from "./pointer.js";
import { Recording } from "./recording.js";
import { Reply } from "./reply.js";
import { Rows } from "./rows.js";
import { Server } from "./send.js";
import { State } from "./state.js";
import { Store } from "./store.js";
import { Sync } from "./sync.js";
import { Tabs } from "./tabs.js";
import { Talk } from "./talk.js";
import { Texts } from "./texts.js";
import { Namer, tell, whyOf } from "./words.js";

const payload = JSON.parse(document.getElementById("payload").textContent);
const state = new State(payload, Number(document.querySelector("#answers [name=s]").value));
const user = document.getElementById("routes").dataset.user;
const namer = new Namer(state);
const store = await Store.open();
const server = new Server();
const tabs = new Tabs(state, user);
const marks = new Marks(state, namer, new Heights());
const history = new History(store, `${user}|${payload.assignment.id}`);

const page = {
  mark(id) { marks.draw(id); },
  answers() {
    marks.draw(state.record.id);
    card.draw();
    card.reveal();
    reply.draw();
    marks.count();
  },
  all() {
    marks.draw(state.record.id);
    marks.light();
    card.show();
    reply.draw();
    finish.draw();
    ahead.look();
    marks.count();
    marks.reveal();
  },
};

const outbox = new Outbox(store, user, server, {
  about: (item) => ({ number: numberOf(item), title: payload.article.title }),
  changed(summary) {
    sync.draw(summary);
    finish.heard(summary);
  },
  stored(item) { finish.stored(item); },
  stale(item) { toast(tell("stale", { n: item.number ?? "?" }), { action: tell("choose"), run: () => sync.show(), stay: 0 }); },
  refused(item) {
    if (item.kind === "submit") { finish.refused(item); return; }
    const record = state.records.get(item.statement);
    if (record && item.kind === "revision") record.seq -= 1;
    toast(tell("parked", { n: item.number, why: whyOf(item) }), { action: tell("see"), run: () => sync.show(), stay: 0 });
  },
  unkept(item) {
    const record = state.records.get(item.statement);
    Object.assign(record, { seq: record.seq - 1, saved: blank() });
    toast(tell("unkept", { n: item.number ?? "?" }), { stay: 0 });
  },
});

function numberOf(item) { return state.statements.find((one) => one.id === item.statement)?.number; }

const ahead = new Ahead(state, server);
const finish = new Finish({ state, outbox, ahead });
const desk = new Desk({ state, store, outbox, tabs, user });
const moves = new Moves({ state, page, desk, history, finish, pick: (part, done) => picker.open(part, (value) => { moves.setPart(value); done?.(); }) });
const reply = new Reply({ state, page, namer, outbox, moves });
const texts = new Texts(state, moves);
const recording = new Recording(state, moves);
const card = new Card(state, namer, marks, new Talk(), [new Rows(state, namer), texts, new EvidenceList(state), new CheckList(state), new Hints(state, namer)]);
const signIn = new SignIn(server, () => outbox.retry());
const conflict = new Conflict({ state, page, namer, marks, outbox, desk });
const sync = new Sync({ state, namer, outbox, moves, store, conflict, signIn });
const picker = new Picker(state, server);
const ask = dialogs(state, moves);
moves.reply = reply;
const acts = actsOf({ state, moves, reply, ask, texts, recording, talk: card.talk });
listen(state, acts);
pointer({ state, moves, acts, ask, recording });
tabs.listen((id) => { page.mark(id); page.answers(); });
const [kept] = await Promise.all([store.outbox(user), history.load()]);
outbox.begin(kept);
for (const id of await desk.restore(kept)) marks.draw(id);
state.focusOpen();
if (state.mode === "work" && !state.waiting.length) state.atEnd = true;
page.all();
finish.restore(kept);
outbox.drain();
if (location.search === "?ahead") window.history.replaceState(null, "", location.pathname);
if (!store.isDurable) toast(tell("noStorage"), { stay: 0 });
else navigator.storage?.persist?.();
document.documentElement.dataset.workbench = "ready";
marks.heights.later();
