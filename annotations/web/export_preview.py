"""The first rows of a dataset as people read them: names for keys, chips for labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotations.queries.release_shapes import Chosen, GoldRow, RawRow, Row
from annotations.schemes.base import Label, Protocol


@dataclass(frozen=True, slots=True)
class StanceShown:
    """A stance as a chip; no ``label``: annotators differ, or the pair was not kept."""

    label: Label | None
    holder: str
    target: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the table: the statement, who or how, stances, and the labels of each question (none: open)."""

    index: int
    text: str
    by: str
    state: str
    no_stance: bool
    stances: tuple[StanceShown, ...]
    labels: tuple[tuple[str, tuple[Label, ...]], ...]


def preview_row(row: Row, scheme: Protocol) -> PreviewRow:
    """A row for the table, in the words of the protocol in force; a label it no longer has keeps its key."""
    return raw_preview(row, scheme) if row["schema"] == "annotation/1" else gold_preview(row, scheme)


def raw_preview(row: RawRow, scheme: Protocol) -> PreviewRow:
    """One annotator's answers."""
    named = stance_labels(scheme)
    return PreviewRow(
        index=row["index"],
        text=row["text"],
        by=row["annotator"],
        state=row["status"],
        no_stance=row["stance_complete"] and not row["stances"],
        stances=tuple(
            StanceShown(
                label_of(named, one["polarity"]),
                side(one["holder"], one["holder_kind"]),
                side(one["target"], one["target_text"]),
            )
            for one in row["stances"]
        ),
        labels=tuple((key, labels_of(scheme, key, chosen)) for key, chosen in row["labels"].items()),
    )


def gold_preview(row: GoldRow, scheme: Protocol) -> PreviewRow:
    """The deciding answers."""
    named = stance_labels(scheme)
    return PreviewRow(
        index=row["index"],
        text=row["text"],
        by="",
        state=", ".join(dict.fromkeys(cell["method"] for cell in row["labels"].values())),
        no_stance=not row["stances"],
        stances=tuple(
            StanceShown(
                label_of(named, one["gold"]) if one["gold"] else None,
                side(one["holder"], one["holder_kind"]),
                side(one["target"], one["target_text"]),
            )
            for one in row["stances"]
        ),
        labels=tuple((key, labels_of(scheme, key, cell["gold"])) for key, cell in row["labels"].items()),
    )


def side(entity: str | None, otherwise: str | None) -> str:
    """A holder or target: the entity's key, else what stands in its place."""
    return entity.removeprefix("ent:") if entity else otherwise or ""


def stance_labels(scheme: Protocol) -> Mapping[str, Label]:
    """The polarities by key."""
    return {
        label.key: label
        for question in scheme.questions
        if question.kind == "stance" and question.label_set
        for label in question.label_set.labels
    }


def labels_of(scheme: Protocol, question_key: str, chosen: Chosen | None) -> tuple[Label, ...]:
    """The labels behind an answer."""
    question = scheme.question(question_key)
    known = {label.key: label for label in question.label_set.labels} if question and question.label_set else {}
    keys = [chosen] if isinstance(chosen, str) else chosen or []
    return tuple(label_of(known, key) for key in keys)


def label_of(known: Mapping[str, Label], key: str) -> Label:
    """The label of that key, or one that shows the bare key."""
    return known.get(key) or Label(key, key, "", "neutral")
