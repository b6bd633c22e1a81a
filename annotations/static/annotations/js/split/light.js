// What an attribution covers, lit in the text without a change to the page's nodes (CSS custom highlights).

/** Light the source, the cue and the contents of an attribution; nothing for null. */
export function light(desk, caret, said) {
  if (typeof Highlight !== "function") return;
  const spans = said ? [...said.content, said.source, said.cue].filter(Boolean) : [];
  const ranges = spans.flatMap(([start, end]) => desk.rows.filter((row) => row.start < end && row.end > start).map((row) => {
    const range = document.createRange();
    range.setStart(...caret.place(Math.max(start, row.start), row));
    range.setEnd(...caret.place(Math.min(end, row.end), row));
    return range;
  }));
  CSS.highlights.set("lit", new Highlight(...ranges));
}
