"""Statements and labels that a file brings along, with offsets turned to the text as it is stored."""

from annotations.imports.positions import Positions
from annotations.imports.records import Record
from annotations.text.normalise import uniform_newlines
from annotations.workflow.drafts import EarlierLabelDraft, GivenStatement


def given_statements(record: Record, text: str) -> tuple[GivenStatement, ...]:
    """``statements``: objects with offsets on ``text``, or plain strings that stand in it in this order."""
    stored = uniform_newlines(text)
    positions = Positions(text)
    found: list[GivenStatement] = []
    for place, one in enumerate(record.listed("statements")):
        path = f"statements[{place}]"
        if isinstance(one, str):
            if exact := _in_order(record, path, one, stored, found[-1].end if found else 0):
                found.append(exact)
        elif inner := record.inner(f"{path}.", one):
            found.append(_with_offsets(inner, positions))
    return tuple(found)


def _in_order(record: Record, path: str, exact: str, stored: str, after: int) -> GivenStatement | None:
    wanted = uniform_newlines(exact).strip()
    start = stored.find(wanted, after) if wanted else -1
    if start >= 0:
        return GivenStatement(start, start + len(wanted))
    rule = "stands before the statement above it" if wanted and wanted in stored else "is not in the text"
    record.say(path, exact, rule)
    return None


def _with_offsets(record: Record, positions: Positions) -> GivenStatement:
    statement = GivenStatement(
        start=positions.stored(record.needed_whole("start")),
        end=positions.stored(record.needed_whole("end")),
        role=record.text("role") or "body",
        speaker=record.text("speaker").strip(),
        quote_type=record.text("quote_type"),
        is_statement=record.flag("is_statement", True),
    )
    record.warn_of_unknown()
    return statement


def earlier_labels(record: Record, text: str, tool: str) -> tuple[EarlierLabelDraft, ...]:
    """``labels``: objects with a question and a label, on a span of ``text`` or on all of it."""
    positions = Positions(text)
    found = []
    for place, one in enumerate(record.listed("labels")):
        if inner := record.inner(f"labels[{place}].", one):
            found.append(_label(inner, positions, tool))
    return tuple(found)


def _label(record: Record, positions: Positions, tool: str) -> EarlierLabelDraft:
    start, end = record.whole("start"), record.whole("end")
    label = EarlierLabelDraft(
        tool=record.text("tool") or tool,
        annotator=record.text("annotator"),
        question=record.text("question"),
        label=record.text("label"),
        start=None if start is None else positions.stored(start),
        end=None if end is None else positions.stored(end),
        comment=record.text("comment"),
    )
    record.warn_of_unknown()
    return label
