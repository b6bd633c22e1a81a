"""Reading what an act is given; every refusal names field, value and rule."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from annotations.models import Claim, Entity, Statement, StatementState
from annotations.schemes.checks import AnswerError, text
from annotations.text.spans import Span, are_ordered
from annotations.workflow.errors import Invalid, WrongState
from annotations.workflow.split.document import Said, Split

MAX_SPANS = 200


class Arguments:
    """The members of an edit's body, read against a split. A member that no act of that name has is refused."""

    def __init__(self, split: Split, body: Mapping[str, Any], known: Collection[str]) -> None:
        for name in body:
            if name not in known and name != "act":
                raise Invalid(name, body[name], f"is no member here; known are {', '.join(known) or 'none'}")
        self.split = split
        self.body = body

    def has(self, name: str) -> bool:
        """Whether the member was sent."""
        return name in self.body

    def id(self, name: str) -> uuid.UUID:
        """A row's id."""
        value = self.body.get(name)
        try:
            return uuid.UUID(value) if isinstance(value, str) else self.refuse(name, "is not an id")
        except ValueError:
            return self.refuse(name, "is not an id")

    def statement(self, name: str = "statement") -> Statement:
        """A live statement of the article; ``WrongState`` for one that was cut or joined meanwhile."""
        key = self.id(name)
        found = self.split.statements.get(key)
        if found is not None:
            return found
        replaced = Statement.objects.filter(pk=key, article=self.split.article, state=StatementState.REPLACED)
        if replaced.exists():
            raise WrongState("This statement was cut or joined meanwhile.", field=name, value=str(key))
        return self.refuse(name, "is not a statement of this article")

    def attribution(self, name: str = "attribution") -> Said:
        """An attribution of the article."""
        found = self.split.attributions.get(self.id(name))
        return found if found is not None else self.refuse(name, "is not an attribution of this article")

    def claim(self, statement: Statement | None = None, name: str = "claim") -> Claim:
        """A live claim of the article, of ``statement`` if it is given."""
        found = self.split.claims.get(self.id(name))
        if found is None or not found.is_live or (statement and found.statement_id != statement.pk):
            return self.refuse(name, "is not a claim here")
        return found

    def entity(self, name: str) -> Entity:
        """An entity of the project that was not merged into another."""
        rows = Entity.objects.filter(project=self.split.article.project_id, merged_into__isnull=True)
        found = rows.filter(pk=self.id(name)).first()
        return found if found is not None else self.refuse(name, "is nobody in this project's list")

    def entity_or_nobody(self, name: str) -> Entity | None:
        """An entity, or None for null or nothing."""
        return None if self.body.get(name) is None else self.entity(name)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self.body.get(name)
        return value if isinstance(value, bool) else self.refuse(name, "is neither true nor false")

    def choice(self, name: str, values: Iterable[str]) -> str:
        """One of ``values``."""
        value = self.body.get(name)
        known = [str(one) for one in values]
        return value if isinstance(value, str) and value in known else self.refuse(name, f"is not {_one_of(known)}")

    def words(self, name: str, limit: int) -> str:
        """Text that is not empty, its white space made single."""
        try:
            found = " ".join(text(self.body.get(name), limit, name).split())
        except AnswerError as error:
            raise Invalid(error.field, error.value, error.rule) from None
        return found or self.refuse(name, "is empty")

    def offset(self, name: str) -> int:
        """A place in the article's text, in code points from 0 to its length."""
        value = self.body.get(name)
        size = len(self.split.article.text)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= size:
            return self.refuse(name, f"is not a whole number from 0 to {size}")
        return value

    def span(self, name: str) -> Span:
        """A span of the article's text."""
        return self._span(name, self.body.get(name))

    def span_or_none(self, name: str) -> Span | None:
        """A span, or None for null or nothing."""
        return None if self.body.get(name) is None else self.span(name)

    def spans(self, name: str) -> list[Span]:
        """At least one span, in order and without overlap."""
        value = self.body.get(name)
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_SPANS:
            return self.refuse(name, f"is not a list of 1 to {MAX_SPANS} spans")
        found = sorted(self._span(f"{name}[{place}]", one) for place, one in enumerate(value))
        return found if are_ordered(found) else self.refuse(name, "has spans that overlap")

    def _span(self, name: str, value: Any) -> Span:
        size = len(self.split.article.text)
        whole = isinstance(value, list) and [type(one) for one in value] == [int, int]
        if not whole or not 0 <= value[0] < value[1] <= size:
            raise Invalid(name, value, f"is not a span [start, end] with 0 ≤ start < end ≤ {size}")
        found = self.split.trimmed(value[0], value[1])
        if found is None:
            raise Invalid(name, value, "holds nothing but white space")
        return found

    def refuse(self, name: str, rule: str) -> Any:
        """``Invalid`` for a member as it was sent."""
        raise Invalid(name, self.body.get(name), rule)


def _one_of(known: list[str]) -> str:
    return f"one of {', '.join(known)}"
