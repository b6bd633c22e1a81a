"""A dataset without texts and the texts themselves become the dataset with texts, byte for byte.

Rows of JSON Lines files: annotations, gold, articles, attributions. A text is found by its SHA-256, and the words of a
row are taken only where they hash to what the row says: the wrong text is never filled in.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from annotations.exports.lines import json_line

Texts = Mapping[str, str]
"""Texts of articles by their SHA-256 (of the UTF-8, in hexadecimal)."""


class NotFilled(Exception):
    """A row's words cannot be filled in; the message names the line and says why."""


def by_hash(texts: Iterable[str]) -> dict[str, str]:
    """Texts by what they hash to."""
    return {sha256(text.encode()).hexdigest(): text for text in texts}


def rehydrated(lines: Iterable[bytes], texts: Texts) -> Iterator[bytes]:
    """The lines with their words; ``NotFilled`` at the first that lacks its text."""
    for number, line in enumerate(lines, start=1):
        row = json.loads(line)
        try:
            yield json_line(filled(row, texts))
        except NotFilled as error:
            raise NotFilled(f"line {number}: {error}") from error


def filled(row: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """One row with its words; a row that has them, or has none, comes back as it is."""
    kind = row.get("schema")
    if kind in ("annotation/1", "gold/1"):
        return _statement(row, texts) if "words" in row else row
    if kind == "article/1" and not row["text"]:
        return {**row, "text": _text(row["text_sha256"], texts)}
    if kind == "attribution/1":
        return _attribution(row, texts)
    return row


def _text(sha: str, texts: Texts) -> str:
    if sha not in texts:
        raise NotFilled(f"no text given has the hash {sha}")
    return texts[sha]


def _statement(row: dict[str, Any], texts: Texts) -> dict[str, Any]:
    article, words = _text(row["article_sha256"], texts), row["words"]
    text = article[row["start"] : row["end"]]
    if sha256(text.encode()).hexdigest() != words["sha256"]:
        raise NotFilled(f"the words from {row['start']} to {row['end']} are not those that were labelled")
    full = {key: value for key, value in row.items() if key != "words"} | {"text": text}
    if row.get("attribution"):
        said = {part: article[slice(*words[part])] if words[part] else None for part in ("cue", "source")}
        full["attribution"] = {**row["attribution"], **said}
    return full


def _attribution(row: dict[str, Any], texts: Texts) -> dict[str, Any]:
    def whole(span: dict[str, Any] | None) -> dict[str, Any] | None:
        return span and {**span, "text": span["text"] or article[span["start"] : span["end"]]}

    if row["contents"] and row["contents"][0]["text"]:
        return row
    article = _text(row["article_sha256"], texts)
    spans = {part: whole(row[part]) for part in ("source", "cue")}
    return row | spans | {part: [whole(span) for span in row[part]] for part in ("contents", "insertions")}
