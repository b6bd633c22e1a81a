"""The panel of the segment in hand, as values: the same that the script fills in after each edit."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from annotations.web import split_words
from annotations.web.split_view import Row, Segment, by_statement

CUT = re.compile(r"(?<=[\s。，、；：！？…])\S")
"""Where a person without a script may cut: before a word."""
AROUND = 24
"""Characters shown on either side of a place to cut."""


def panel(
    text: str, split: Row, shown: Sequence[Segment], current: Segment, typed: Mapping[str, str]
) -> dict[str, Any]:
    """What the templates show of one segment: notes, attributions in words, claims, links, places to cut.

    ``typed``: fields of a form that was refused; its claim texts are shown again.
    """
    numbers = {one.id: one for one in shown}
    names = {one["id"]: one for one in split["entities"]}
    place = shown.index(current)
    mine = by_statement(split["attributions"]).get(current.id, [])
    following = shown[place + 1] if place + 1 < len(shown) else None
    return {
        "note": quotation_note(shown, place),
        "attributions": [in_words(text, one, names) for one in mine],
        "claims": [
            {**one, "text": typed.get(f"claim-{one['id']}", one["text"])}
            for one in split["claims"]
            if one["statement"] == current.id
        ],
        "new_claim": {"text": typed.get("claim-new", ""), "check_target": typed.get("target-new", "content")},
        "links": links(split, current, numbers),
        "cuts": cuts(text, current.start, current.end),
        "edges": cuts(text, current.start, following.end) if following else [],
        "continues": current.bracket in ("mid", "last"),
    }


def quotation_note(shown: Sequence[Segment], place: int) -> str:
    """Which rows share the quotation of this one, in words; empty when it stands alone."""
    bracket = shown[place].bracket
    if not bracket:
        return ""
    first = next(at for at in range(place, -1, -1) if shown[at].bracket == "first")
    last = next(at for at in range(place, len(shown)) if shown[at].bracket == "last")
    sentence = split_words.words()[{"first": "opens", "mid": "within", "last": "closes"}[bracket]]
    return sentence.format(first=shown[first].number, last=shown[last].number, count=last - first + 1)


def in_words(text: str, one: Row, names: dict[str, Row]) -> dict[str, Any]:
    """One attribution with its marked words and the reason why it was proposed."""
    return {
        **one,
        "speaker_row": names.get(one["speaker"]),
        "source_words": text[slice(*one["source"])] if one["source"] else "",
        "cue_words": text[slice(*one["cue"])] if one["cue"] else "",
        "content_words": [text[start:end] for start, end in one["content"]],
        "insertion_words": [{"at": f"{s}:{e}", "words": text[s:e]} for s, e in one["insertions"]],
        "why": why(one),
    }


def why(one: Row) -> str:
    """Why the attribution is there, in words."""
    return split_words.because(one["rule"], one["confidence"], one["origin"])


def links(split: Row, current: Segment, numbers: dict[str, Segment]) -> list[dict[str, Any]]:
    """Leads from this segment to others; the first is the one it repeats."""
    names = split_words.choices()["relations"]
    twin = numbers.get(current.row["duplicate_of"] or "")
    leads = [
        {"act": f"unrelate:{one['id']}", "words": names[one["type"]], "to": numbers[one["to"]]}
        for one in split["relations"]
        if one["from"] == current.id and one["to"] in numbers
    ]
    return [*([{"act": "unduplicate", "words": split_words.words()["twin"], "to": twin}] if twin else []), *leads]


def cuts(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Places before a word inside ``text[start:end]``, each with the words around it."""
    places = [found.start() for found in CUT.finditer(text, start + 1, end)]
    return [
        {"at": at, "before": text[max(start, at - AROUND) : at].strip(), "after": text[at : min(end, at + AROUND)]}
        for at in places
    ]
