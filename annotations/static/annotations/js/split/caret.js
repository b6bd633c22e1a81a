// The mark in the text where the next cut would be, and what is selected: offsets of the article to places of the page and back.

/** The pieces of text of a row, in order: `[text node, offset at which it begins]`. */
function* pieces(paragraph, start, text) {
  let at = start;
  for (const child of paragraph.childNodes) {
    const node = child.nodeType === Node.TEXT_NODE ? child : child.firstChild;
    if (node?.nodeType !== Node.TEXT_NODE) continue;
    yield [node, at];
    at += text.count(node.data);
  }
}

/** The caret and the selection. */
export class Caret {
  #mark = document.createElement("span");
  #anchor = null;

  constructor(desk, rows) {
    Object.assign(this, { desk, rows });
    this.#mark.className = "se-caret";
    this.#mark.setAttribute("aria-hidden", "true");
    new ResizeObserver(() => this.draw()).observe(document.querySelector(".se-list"));
  }

  #paragraph(row) { return this.rows.node(row).querySelector(".read"); }

  #rowOf(offset) {
    const { row } = this.desk;
    return offset > row.end || offset < row.start ? this.desk.rowAt(offset) ?? row : row;
  }

  /** `[text node, index]` of an offset. */
  place(offset, row = this.#rowOf(offset)) {
    const { desk } = this;
    let last = null;
    for (const [node, start] of pieces(this.#paragraph(row), row.start, desk.text)) {
      const length = desk.text.count(node.data);
      last = [node, desk.text.index(node.data, Math.min(offset - start, length))];
      if (offset < start + length) break;
    }
    return last;
  }

  /** The offset of a place of the page, or null outside the text. */
  offset(node, index) {
    const { desk } = this;
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = element?.closest?.(".se-list .read");
    if (!paragraph) return null;
    const row = desk.rows.find((one) => one.start === Number(paragraph.parentElement.dataset.start));
    if (node === paragraph) return index ? row.end : row.start;
    for (const [text, start] of pieces(paragraph, row.start, desk.text)) {
      if (text === node) return start + desk.text.points(text.data, index);
      if (text.parentElement === node) return start + (index ? desk.text.count(text.data) : 0);
    }
    return null;
  }

  /** `[start, end]` that is selected in the text without white space around it, or null. */
  get selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const [start, end] = [this.offset(range.startContainer, range.startOffset), this.offset(range.endContainer, range.endOffset)];
    if (start === null || end === null || start >= end) return null;
    const [from, to] = this.desk.text.trimmed(start, end);
    return from < to ? [from, to] : null;
  }

  /** Begin to select at the caret, or stop. */
  anchor(on = true) {
    this.#anchor = on ? this.desk.caret : null;
    if (!on) getSelection().removeAllRanges();
  }

  get isAnchored() { return this.#anchor !== null; }

  /** Put the caret at an offset; with an anchor everything between the two is selected. */
  move(offset) {
    this.desk.caret = offset;
    if (this.#anchor !== null) getSelection().setBaseAndExtent(...this.place(this.#anchor), ...this.place(offset));
    this.draw();
  }

  /** The next place for the caret: `by` -1 or 1, over a letter or a word, inside `[start, end]`. */
  step(by, byWord, [start, end]) {
    const { text, caret } = this.desk;
    const near = [Math.max(start, caret - 400), Math.min(end, caret + 400)];
    const stops = byWord ? [start, ...text.wordStarts(...near), end] : text.letterStarts(...near);
    return (by > 0 ? stops.find((at) => at > caret) : stops.findLast((at) => at < caret)) ?? caret;
  }

  /** Paint the caret where it is; it lies over the text and moves none of it. */
  draw() {
    const { row, caret, mayEdit } = this.desk;
    if (!row || !mayEdit) return;
    const place = this.place(caret);
    if (!place) return;
    const isAtEnd = place[1] >= place[0].data.length;
    const range = document.createRange();
    range.setStart(place[0], isAtEnd ? Math.max(0, place[1] - 1) : place[1]);
    range.setEnd(place[0], isAtEnd ? place[1] : place[1] + 1);
    const rects = range.getClientRects();
    const box = rects[isAtEnd ? rects.length - 1 : 0];
    if (!box) return;
    const host = place[0].parentElement.closest(".se-block");
    const outer = host.getBoundingClientRect();
    const isRtl = this.desk.payload.direction === "rtl";
    const x = isRtl !== isAtEnd ? box.right : box.left;
    if (this.#mark.parentElement !== host) host.append(this.#mark);
    this.#mark.style.translate = `${x - (isRtl ? outer.right : outer.left)}px ${box.top - outer.top}px`;
    this.#mark.style.blockSize = `${box.height}px`;
  }
}
