// The article's text by code points, as the server counts: slices, words, the places where a mark in the text may stand.

function segmenter(language, granularity) {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity });
  }
}

/** All offsets are code points, half-open. */
export class Text {
  #points;

  constructor(text, language) {
    this.text = text;
    this.#points = /[\u{10000}-\u{10FFFF}]/u.test(text) ? Array.from(text) : null;
    this.words = segmenter(language, "word");
    this.letters = segmenter(language, "grapheme");
  }

  get length() { return (this.#points ?? this.text).length; }

  slice(start, end) { return this.#points ? this.#points.slice(start, end).join("") : this.text.slice(start, end); }

  /** How many code points a string of this article has. */
  count(string) { return this.#points ? Array.from(string).length : string.length; }

  /** The index of JavaScript in `string` of its code point `n`, and back. */
  index(string, n) { return this.#points ? Array.from(string).slice(0, n).join("").length : n; }
  points(string, index) { return this.count(string.slice(0, index)); }

  /** `[start, end]` without the white space at its ends. */
  trimmed(start, end) {
    const text = this.slice(start, end);
    const left = this.count(text) - this.count(text.trimStart());
    return [start + left, start + left + this.count(text.trim())];
  }

  /** Offsets inside (start, end) where a word begins: after white space, and between words that need none (Chinese, Thai). */
  wordStarts(start, end) {
    const found = [];
    let at = start;
    let before = { space: true, word: false };
    for (const { segment, isWordLike } of this.words.segment(this.slice(start, end))) {
      const now = { space: !segment.trim(), word: Boolean(isWordLike) };
      if (at > start && !now.space && (before.space || (now.word && before.word))) found.push(at);
      before = now;
      at += this.count(segment);
    }
    return found;
  }

  /** Offsets inside [start, end] between letters as people see them. */
  letterStarts(start, end) {
    const found = [];
    let at = start;
    for (const { segment } of this.letters.segment(this.slice(start, end))) {
      found.push(at);
      at += this.count(segment);
    }
    return [...found, end];
  }

  /** The word that begins at or after an offset. */
  wordAt(at, end) { return this.slice(at, Math.min(end, at + 60)).trim().split(/\s+/u)[0]; }

  /** The last word before an offset. */
  wordBefore(start, at) { return this.slice(Math.max(start, at - 60), at).trim().split(/\s+/u).at(-1); }

  /** A text of any length in few characters. */
  brief(start, end, limit = 60) {
    const text = this.slice(start, Math.min(end, start + limit)).trim();
    return end - start > limit ? `${text}…` : text;
  }
}
