"""The act that says who speaks."""

import uuid

from annotations.models import EntityKind, SourceKindInText, Statement, Voice
from annotations.workflow.entities import create_entity
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split, description_of, span_of

MAX_NAME = 200


def speaker(sheet: Split, given: Arguments) -> None:
    """``{statement, speaker, voice}``, or ``{statement, name, kind}`` for somebody who is not in the list yet.

    Under ``attributed`` the outermost attribution of the statement gets that speaker, and with it the other statements
    it covers. Under ``author`` the statement leaves every attribution.
    """
    row = given.statement()
    if given.has("name"):
        _attributed(sheet, row, _created(sheet, given))
    elif given.choice("voice", Voice.values) == Voice.ATTRIBUTED:
        found = given.entity_or_nobody("speaker")
        _attributed(sheet, row, found.pk if found else None)
    elif given.entity_or_nobody("speaker") is None:
        _author(sheet, row)
    else:
        given.refuse("speaker", "does not go with the article's own voice")


def _created(sheet: Split, given: Arguments) -> uuid.UUID:
    name = given.words("name", MAX_NAME)
    kind = given.choice("kind", EntityKind.values) if given.has("kind") else EntityKind.OTHER
    return create_entity(actor=sheet.actor, project=sheet.article.project, name=name, kind=kind).pk


def _attributed(sheet: Split, row: Statement, who: uuid.UUID | None) -> None:
    for said in sheet.over(row)[:1]:
        said.by_hand()
        said.row.speaker_id = who
        if said.row.source_kind in (SourceKindInText.NAMED, SourceKindInText.UNNAMED):
            said.row.source_kind = SourceKindInText.NAMED if who else SourceKindInText.UNNAMED
    if row.speaker_id != who:
        row.speaker_role_text = description_of(who)
    row.voice, row.speaker_id = Voice.ATTRIBUTED, who


def _author(sheet: Split, row: Statement) -> None:
    for said in sheet.over(row):
        sheet.clip(said, span_of(row))
    row.voice, row.speaker_id, row.speaker_role_text = Voice.AUTHOR, None, ""
