"""The cells of a gold row, made of what ``release_gold`` reads: who speaks, what is gold, and how it was settled."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypedDict

from annotations.models import Cardinality
from annotations.queries.release_cells import Names
from annotations.queries.release_shapes import (
    AttributionCell,
    GoldLabelCell,
    GoldStanceCell,
    GoldTextCell,
    SpeakerCell,
)

SAID = ("cue", "source")


class TextCells(TypedDict, total=False):
    """What a gold row says of questions for a text."""

    texts: dict[str, str]
    texts_settled: dict[str, GoldTextCell]


def speaker_cell(it: dict[str, Any], names: Names) -> SpeakerCell | None:
    """Who says the statement, if it is somebody named."""
    key = it["statement__speaker_id"]
    return {"id": names.entities[str(key)], "name": it["statement__speaker__canonical_name"]} if key else None


def attribution_cell(found: dict[str, Any] | None) -> AttributionCell | None:
    """The database orders the keys of an object its own way; a file has ours."""
    if found is None:
        return None
    said = {part: found[part]["text"] if found[part] else None for part in SAID}
    return {"quote_type": found["quote_type"], "cue": said["cue"], "source": said["source"]}


def label_cells(chosen: list[dict[str, Any]], names: Names) -> dict[str, GoldLabelCell]:
    """The answer to each question with labels, by its key."""
    cells: dict[str, GoldLabelCell] = {}
    for one in chosen:
        label = one["label"] and names.counted(one["question"], one["label"])
        cell = cells.setdefault(
            one["question"],
            {
                "gold": None,
                "method": one["method"],
                "n": one["n"],
                "distribution": _distribution(one["question"], one["distribution"], names),
            },
        )
        if one["cardinality"] == Cardinality.MULTI and label:
            before = cell["gold"] if isinstance(cell["gold"], list) else []
            cell["gold"] = list(dict.fromkeys([*before, label]))
        elif label:
            cell["gold"] = label
    return cells


def text_cells(written: list[dict[str, Any]]) -> TextCells:
    """The words that are gold, and how each question for a text was settled, or is open."""
    cells: TextCells = {}
    if texts := {one["question"]: one["text"] for one in written if one["text"]}:
        cells["texts"] = texts
    cells["texts_settled"] = {
        one["question"]: {
            "method": one["method"],
            "n": one["n"],
            "n_written": one["n_written"],
            "taken_from": one["taken_from"],
        }
        for one in written
    }
    return cells


def _distribution(question: str, counts: Mapping[str, int], names: Names) -> dict[str, int]:
    """How many chose what, by label; several labels of one person stand as ``a+b``."""
    found: Counter[str] = Counter()
    for keys, n in counts.items():
        found["+".join(dict.fromkeys(names.counted(question, key) for key in keys.split("+")))] += n
    return dict(sorted(found.items()))


def stance_cell(pair: dict[str, Any], names: Names) -> GoldStanceCell:
    """One pair that somebody marked, kept or not."""
    return {
        "holder": names.entity(pair["holder"]),
        "target": names.entity(pair["target"]) or pair["target_claim"],
        "gold": pair["gold"] and names.counted("", pair["gold"]),
        "method": pair["method"],
        "n_marked": pair["n_marked"],
        "n_annotators": pair["n_annotators"],
        "holder_kind": pair["holder_kind"],
        "target_kind": pair["target_kind"],
        "target_text": pair["target_text"] or None,
    }
