// Monograms of people in the news and marks of quotation, cloned from what the server drew. See templatetags/monograms.py.

import { clone, fromTemplate } from "./workbench/nodes.js";

const TINTS = 6;
const encoder = new TextEncoder();
const QUOTES = new Map([...document.querySelectorAll("template[data-quote-of]")].map((quote) => [quote.dataset.quoteOf, quote]));

/** CRC-32 (ISO 3309), as zlib computes it. */
export function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** One to three letters that stand for a name. */
export function letters(name) {
  const only = (word) => word.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "");
  const words = name.split(/\s+/u).map(only).filter(Boolean);
  if (!words.length) return "?";
  const [first, second] = words[0];
  if (words.length === 1) return first.toUpperCase() + (second ?? "");
  return (first + [...words.at(-1)][0]).toUpperCase();
}

const tint = (name) => (crc32(encoder.encode(name.toLowerCase())) % TINTS) + 1;

/** The square mark of an entity; for null somebody who is not named, for "author" the article's own voice. */
export function markOf(entity) {
  if (entity === "author") return fromTemplate("t-author");
  if (!entity) return fromTemplate("t-nobody");
  const mark = fromTemplate("t-mark");
  mark.className = `mono-sq tint-${tint(entity.name)} mono-sm`;
  mark.title = entity.name;
  mark.querySelector("[aria-hidden]").textContent = letters(entity.name);
  mark.querySelector(".visually-hidden").textContent = entity.name;
  return mark;
}

/** `Direct quote` and its sign, or nothing. */
export function quoteOf(kind) {
  return kind ? [clone(QUOTES.get(kind))] : [];
}
