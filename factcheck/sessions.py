"""Sessions as Django keeps them in its table, read by a command that is planned once: every request begins with it.

Whose a session is stands inside it. Who had it when this process last read it is read along with it, in the same round
trip, and thrown away where that is no longer so. A session that still stands as it stood then is not deciphered again,
and where its person's row does so too, it need not be found out again that the two belong together.

Where even one round trip counts, a session may be believed to be as it was, and be asked for along with the request's
first commands. If it turns out to have changed, nothing was done yet, and the request begins anew.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from factcheck.accounts import PersonRow, reading
from factcheck.prepared import Call, Prepared, Rows, asked_along, run

READ = Prepared(
    "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > $2", "text", "timestamptz"
)
MOST = 10_000


@dataclass(slots=True)
class Seen:
    """A session's row when it was last read here, what that holds, and the person's row it was found to belong to."""

    row: str = ""
    held: dict[str, Any] = field(default_factory=dict)
    person: PersonRow | None = None

    def copy(self) -> dict[str, Any]:
        """What it holds, to be changed at will. Mostly words and numbers only, for which ``deepcopy`` takes long."""
        is_flat = all(isinstance(value, str | int) for value in self.held.values())
        return self.held.copy() if is_flat else deepcopy(self.held)


_seen: dict[str, Seen] = {}
"""By the key of the session."""


class SessionChanged(PermissionDenied):
    """A session that was believed is not as it was."""


class SessionStore(DatabaseSession):
    """`SESSION_ENGINE`; what is written, and how, is Django's. ``person``: the row of its person, just read."""

    person: PersonRow | None = None
    _believed: Sequence[Rows] = ()
    _found: Sequence[Rows] | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        key = str(self.session_key)
        seen = _seen.get(key) or Seen()
        owner = seen.held.get(SESSION_KEY)
        rows, *people = run(self._asking(owner))
        if not rows:
            self._session_key = None
            return {}
        if rows[0][0] != seen.row:
            seen = _remembered(key, rows[0][0], self.decode(rows[0][0]))
        if seen.held.get(SESSION_KEY) == owner:
            self.person = next((row for found in people for row in found), None)
        return seen.copy()

    def believed(self, fit: Callable[[Mapping[str, Any]], bool]) -> PersonRow | None:
        """The row of its person, as session and person were when the one was last found to sign the other in here.

        None where there was no such time, or what the session held then does not ``fit``. See ``asked_along``.
        """
        seen = _seen.get(str(self.session_key))
        if seen is None or seen.person is None or not fit(seen.held):
            return None
        self._session_cache, self.person = seen.copy(), seen.person
        self._believed = [[(seen.row,)], [seen.person]]
        return self.person

    @property
    def is_believed(self) -> bool:
        """Whether nothing was asked of it so far: it is taken to be as it was."""
        return bool(self._believed) and self._found is None

    def asked_along(self) -> AbstractContextManager[None]:
        """In the block, the first commands ask whether what is ``believed`` is still so: ``SessionChanged`` if not."""
        return asked_along(self._asking(self[SESSION_KEY]), self._told)

    def stands(self) -> bool:
        """Whether what was ``believed`` is still so; asks now where nothing has asked."""
        if self._found is None:
            self._found = run(self._asking(self.get(SESSION_KEY)))
        return self._found == self._believed

    def _told(self, rows: list[Rows]) -> None:
        self._found = rows
        if not self.stands():
            raise SessionChanged

    def _asking(self, owner: str | None) -> list[Call]:
        """The commands that read the session and, where one is known, its person."""
        own = (READ, [str(self.session_key), timezone.now()])
        return [own, (reading(), [owner])] if owner else [own]

    def vouch(self) -> None:
        """Notes that this session signs its ``person`` in, as the two stand now."""
        if seen := _seen.get(str(self.session_key)):
            seen.person = self.person

    def vouched(self) -> PersonRow | None:
        """The row of its person, if nothing changed in the two since that was noted."""
        seen = _seen.get(str(self.session_key))
        return self.person if seen and self.person == seen.person else None


def _remembered(key: str, row: str, held: dict[str, Any]) -> Seen:
    if len(_seen) >= MOST:
        _seen.clear()
    seen = _seen[key] = Seen(row, held)
    return seen
