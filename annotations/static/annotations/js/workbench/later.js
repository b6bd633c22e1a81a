// What can wait until the next frame is on the screen: storage and the title of the tab cost milliseconds a key has not got.

let waiting = [];
let isSet = false;
const channel = new MessageChannel();
channel.port1.onmessage = () => flush();

function flush() {
  const runs = waiting;
  waiting = [];
  isSet = false;
  for (const run of runs) run();
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

addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", flush);
