"""Sessions as Django keeps them in its table, read by a command that is planned once: every request begins with it.

Whose a session is stands inside it. Who had it when this process last read it is read along with it, in the same round
trip, and thrown away where that is no longer so. A session that still stands as it stood then is not deciphered again,
and where its person's row does so too, it need not be found out again that the two belong together.

Who was signed in by whom, as the two stood, can be asked for once more along with other commands: see ``SignedIn``.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from factcheck.accounts import PersonRow, reading
from factcheck.prepared import Along, Call, Prepared, Rows, run

READ = Prepared(
    "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > $2", "text", "timestamptz"
)
MOST = 10_000
SIGNED_IN = "factcheck.signed_in"
"""Where a request says who was signed in, in its environment."""


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
    """A session or its person is not as it was."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session with its row and what that ``held``, and the row of the person that it signed in."""

    key: str
    row: str
    held: Mapping[str, Any]
    person: PersonRow

    def still(self) -> Along:
        """What asks whether both are as they were; ``SessionChanged`` where not."""
        return Along(_asking(self.key, self.held[SESSION_KEY]), self._told)

    def _told(self, rows: Sequence[Rows]) -> None:
        if rows != [[(self.row,)], [self.person]]:
            raise SessionChanged


class SessionStore(DatabaseSession):
    """`SESSION_ENGINE`; what is written, and how, is Django's. ``person``: the row of its person, just read."""

    person: PersonRow | None = None
    _read: Seen | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        key = str(self.session_key)
        seen = _seen.get(key) or Seen()
        owner = seen.held.get(SESSION_KEY)
        rows, *people = run(_asking(key, owner))
        if not rows:
            self._session_key = None
            return {}
        if rows[0][0] != seen.row:
            seen = _remembered(key, rows[0][0], self.decode(rows[0][0]))
        if seen.held.get(SESSION_KEY) == owner:
            self.person = next((row for found in people for row in found), None)
        self._read = seen
        return seen.copy()

    def vouch(self) -> None:
        """Notes that this session signs its ``person`` in, as the two stand now."""
        if self._read:
            self._read.person = self.person

    def vouched(self) -> PersonRow | None:
        """The row of its person, if nothing changed in the two since that was noted."""
        return self.person if self._read and self.person == self._read.person else None

    def signed_in(self) -> SignedIn | None:
        """Session and person as they were read; None where the person was not read along with the session."""
        if self._read is None or self.person is None:
            return None
        return SignedIn(str(self.session_key), self._read.row, self._read.held, self.person)


def _asking(key: str, owner: str | None) -> list[Call]:
    """The commands that read a session and, where one is known, its person."""
    own = (READ, [key, timezone.now()])
    return [own, (reading(), [owner])] if owner else [own]


def _remembered(key: str, row: str, held: dict[str, Any]) -> Seen:
    if len(_seen) >= MOST:
        _seen.clear()
    seen = _seen[key] = Seen(row, held)
    return seen
