"""What follows from an act for the rest of the split: who says each statement, and new versions after the freeze."""

import uuid
from collections.abc import Mapping

from annotations.models import Origin, Statement, StatementState, Voice
from annotations.text.spans import Span
from annotations.workflow.errors import Invalid
from annotations.workflow.split.document import Split, description_of, new_statement
from annotations.workflow.split.succession import hand_over
from annotations.workflow.split.tables import Tables, Values, plain

Voices = Mapping[uuid.UUID, tuple[tuple[uuid.UUID, uuid.UUID | None], ...]]

MAKES_A_VERSION = ("start", "end", "role", "is_statement", "voice", "speaker_id")
"""What labels are made on: after the freeze a change of it makes a new statement."""


def voices(split: Split) -> Voices:
    """Which attributions touch each live statement, outermost first, and their speakers."""
    return {key: tuple((s.row.pk, s.row.speaker_id) for s in over) for key, over in split.all_over().items()}


def settle(split: Split, before: Tables, heard: Voices, crossing: set[uuid.UUID]) -> None:
    """Brings the split in order after an act. ``before``, ``heard`` and ``crossing`` say how it was before it."""
    _cover(split)
    _speak(split, heard)
    if split.is_frozen:
        _make_versions(split, before["statement"])
        _cover(split)
    for row in split.crossings():
        if row.pk not in crossing and row.parent_id not in crossing:
            rule = "would go over the end of a paragraph without one quotation that does the same"
            raise Invalid("statement", str(row.pk), rule)


def _cover(split: Split) -> None:
    for said in split.attributions.values():
        said.statements = set()
    for key, over in split.all_over().items():
        for said in over:
            said.statements.add(key)


def _speak(split: Split, heard: Voices) -> None:
    """Who speaks is read anew where other attributions than before touch a statement, or others speak in them."""
    for key, over in split.all_over().items():
        row = split.statements[key]
        then = heard.get(row.pk) or heard.get(row.parent_id or row.pk, ())
        if [(s.row.pk, s.row.speaker_id) for s in over] == [(one, split.now(who)) for one, who in then]:
            continue
        speaker = over[0].row.speaker_id if over else None
        if speaker != row.speaker_id:
            row.speaker_role_text = description_of(speaker)
        row.voice = Voice.ATTRIBUTED if over else Voice.AUTHOR
        row.speaker_id = speaker


def _make_versions(split: Split, before: Mapping[str, Values | None]) -> None:
    for row in split.live:
        was = before.get(str(row.pk))
        if was and any(_differs(split, was[name], getattr(row, name)) for name in MAKES_A_VERSION):
            _make_version(split, row, was)


def _differs(split: Split, was: object, now: object) -> bool:
    if isinstance(now, uuid.UUID) and isinstance(was, str):
        return split.now(uuid.UUID(was)) != now
    return was != plain(now)


def _make_version(split: Split, row: Statement, was: Values) -> None:
    """The row goes back to what its labels were made on; a new one takes its place."""
    fresh = new_statement(split, row, Span(row.start, row.end), Origin.MANUAL)
    for field in Statement._meta.concrete_fields:
        if field.attname in was:
            setattr(row, field.attname, field.to_python(was[field.attname]))
    row.state = StatementState.REPLACED
    hand_over(split, row, [fresh])
