"""Saving one label at once, for a request that is like one that was let in (``factcheck.admitted``)."""

import time
import uuid
from typing import Annotated, Any

import msgspec
from rest_framework.exceptions import Throttled

from annotations.api.concurrency import etag, version_in
from annotations.api.parsers import read_json
from annotations.api.revisions import MAX_ACTIVE_MS, asked, encoded
from annotations.api.shapes import moment
from annotations.api.throttling import COUNTER
from annotations.models import User
from annotations.workflow.saving import opened
from factcheck.admitted import CREATED, OK, Answer, Plain
from factcheck.prepared import Along


class PlainBody(msgspec.Struct, forbid_unknown_fields=True):
    """A body as the workbench writes it. ``RevisionBody`` takes it too, and says what is wrong with any other."""

    assignment: uuid.UUID
    statement: uuid.UUID
    answers: dict[str, Any]
    active_ms: Annotated[int, msgspec.Meta(ge=0, le=MAX_ACTIVE_MS)] = 0
    client_time: str | None = None
    user: uuid.UUID | msgspec.UnsetType = msgspec.UNSET
    protocol: Annotated[int, msgspec.Meta(ge=1)] | None = None


PLAIN = msgspec.json.Decoder(PlainBody)


def saved_at_once(person: User, along: Along, request: Plain) -> Answer:
    """What ``Revisions.save`` answers where it stores a label or has it stored already; raises something where not.

    PostgreSQL looks up the label's place while the body is read, and stores it while the answer is put together.
    """
    now = time.time()
    if not COUNTER.left(person.pk, now):
        raise Throttled
    given, key = PLAIN.decode(request.body), uuid.UUID(request.key)
    place = opened(actor=person, assignment=given.assignment, statement=given.statement, revision=key, along=along)
    with place as there:
        saved = there.take(asked({**read(given, request), "id": key}, person))
        return Answer(
            CREATED if saved.created else OK,
            {"ETag": etag(saved.revision.seq), **COUNTER.count(person.pk, now).headers()},
            encoded(saved.revision),
        )


def read(given: PlainBody, request: Plain) -> dict[str, Any]:
    """A save as ``Revisions.save`` has it checked."""
    values = {name: value for name, value in msgspec.structs.asdict(given).items() if value is not msgspec.UNSET}
    return {
        **values,
        "base_seq": version_in(request.if_match),
        "answers": read_json(request.body)["answers"],
        "client_time": moment(given.client_time) if given.client_time is not None else None,
    }
