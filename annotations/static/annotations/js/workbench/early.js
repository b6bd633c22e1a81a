// Runs while the page is still on its way: the first opening of IndexedDB in a browser takes longer than anything else main.js waits for.

import { Store } from "./store.js";

await Store.open();
