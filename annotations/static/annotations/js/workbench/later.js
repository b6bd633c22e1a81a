// What can wait until the next frame is on the screen, or until the keys pause: storage, sending and the title of the tab cost
// milliseconds a key has not got.

const PAUSE = 100;
const LATEST = 1_000;

let waiting = [];
let isSet = false;
const pauses = new Set();
const channel = new MessageChannel();
channel.port1.onmessage = () => flush();

function flush() {
  const runs = waiting;
  waiting = [];
  isSet = false;
  for (const run of runs) run();
}

function leave() {
  flush();
  for (const pause of pauses) pause.run();
}

/** Run after the frame that shows what has just changed; at once when the page goes away or is hidden. */
export function afterPaint(run) {
  waiting.push(run);
  if (document.hidden) flush();
  else if (!isSet) {
    isSet = true;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }
}

/** Run when nothing else is to be done, and within half a second. */
export function whenIdle(run) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run); // Safari
}

/** Calls `act` once for many calls of `soon`: 0.1 s after the last, 1 s after the first, at once when the page goes away. */
export class Pause {
  #first = 0;
  #timer = 0;

  constructor(act) { this.act = act; }

  soon() {
    pauses.add(this);
    this.#first ||= performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run(), Math.min(PAUSE, this.#first + LATEST - performance.now()));
  }

  run() {
    clearTimeout(this.#timer);
    pauses.delete(this);
    this.#first = 0;
    this.act();
  }
}

addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", leave);
