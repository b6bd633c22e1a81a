"""Answers that arrive: read under the version of the protocol that the person had before them."""

from dataclasses import dataclass
from typing import Any

from annotations.queries.protocols import ProtocolInForce, as_in_force, protocol_versions
from annotations.schemes.answers import Answers, read
from annotations.schemes.checks import AnswerError
from annotations.schemes.versions import merged
from annotations.workflow.errors import Invalid, SchemaChanged


@dataclass(frozen=True, slots=True)
class Incoming:
    """Answers and the protocol they were given under; ``changed`` says why they cannot be stored now, if so.

    A replay of what is stored already is no new storing, so it is looked for before ``changed`` is raised.
    """

    force: ProtocolInForce
    answers: Answers
    changed: SchemaChanged | None = None


def read_incoming(body: Any, newest: ProtocolInForce, version: int | None = None) -> Incoming:
    """``body`` as answers; ``newest`` is in force, ``version`` that of the protocol the client had (None: unsaid).

    Answers under an older version are tagged with it and accepted while their options still exist; a label that was
    merged since still counts, under the other name. ``Invalid`` for what no version knows.
    """
    if version is not None and version != newest.row.version:
        return _under_older(body, newest, version)
    try:
        return Incoming(newest, read(body, newest.scheme))
    except AnswerError as error:
        older = None if version is not None or newest.row.version == 1 else _reading(body, newest)
        if older is None:
            raise Invalid(error.field, error.value, error.rule) from None
        return older


def _under_older(body: Any, newest: ProtocolInForce, version: int) -> Incoming:
    row = protocol_versions(newest.row.project).filter(version=version).first()
    if row is None:
        raise Invalid("protocol", version, "is not a version of what is asked in this project")
    force = as_in_force(row)
    try:
        answers = read(body, force.scheme)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    return Incoming(force, answers, _change(answers, newest))


def _reading(body: Any, newest: ProtocolInForce) -> Incoming | None:
    """The newest older version that knows these answers."""
    for row in protocol_versions(newest.row.project).exclude(pk=newest.row.pk).iterator(chunk_size=1):
        force = as_in_force(row)
        try:
            answers = read(body, force.scheme)
        except AnswerError:
            continue
        return Incoming(force, answers, _change(answers, newest))
    return None


def _change(answers: Answers, newest: ProtocolInForce) -> SchemaChanged | None:
    try:
        read(merged(answers.as_body(), newest.scheme), newest.scheme)
    except AnswerError as error:
        return SchemaChanged(
            f"The questions changed meanwhile, and this answer is no longer among them: {error}. "
            "Nothing was stored; open the article again to answer anew.",
            field=error.field,
            value=error.value,
            rule=error.rule,
            version=newest.row.version,
        )
    return None
