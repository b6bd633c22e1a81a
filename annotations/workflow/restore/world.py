"""What the rows of a dataset speak of besides their articles: people, entities, guidelines, and what was asked."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.models import Project, User
from annotations.queries.protocols import ProtocolInForce
from annotations.workflow.restore.shapes import Line


@dataclass(frozen=True, slots=True)
class World:
    """People by pseudonym, entities by ``ent:<key>``, guidelines by version, protocols from the newest to the oldest.

    ``nobody`` stands for annotators whose labels are not in the dataset.
    """

    project: Project
    actor: User
    people: Mapping[str, User]
    nobody: User
    entities: Mapping[str, uuid.UUID]
    guidelines: Mapping[str, uuid.UUID]
    protocols: Sequence[ProtocolInForce]

    def person(self, line: Line, field: str, pseudonym: str) -> User:
        """Who bears the pseudonym."""
        if pseudonym not in self.people:
            raise line.bad(field, pseudonym, "is nobody among the people of labelsets.json")
        return self.people[pseudonym]

    def person_or_none(self, line: Line, field: str, pseudonym: str | None) -> User | None:
        """Who bears the pseudonym, or None where there is none."""
        return None if pseudonym is None else self.person(line, field, pseudonym)

    def entity(self, line: Line, field: str, key: str) -> uuid.UUID:
        """The entity that is called so."""
        if key not in self.entities:
            raise line.bad(field, key, "is none of entities.jsonl")
        return self.entities[key]

    def entity_or_none(self, line: Line, field: str, key: str | None) -> uuid.UUID | None:
        """The entity that is called so, or None for nobody."""
        return None if key is None else self.entity(line, field, key)

    def guideline(self, line: Line, version: str | None) -> uuid.UUID | None:
        """The guideline of that version, or None where there was none."""
        if version is not None and version not in self.guidelines:
            raise line.bad("guideline_version", version, "is no guideline of labelsets.json")
        return None if version is None else self.guidelines[version]
