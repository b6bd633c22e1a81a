"""Sessions as Django keeps them in its table, read by a command that is planned once: every request begins with it.

Whose a session is stands inside it. Who had it when this process last read it is read along with it, in the same round
trip, and thrown away where that is no longer so. A session that still stands as it stood then is not deciphered again,
and where its person's row does so too, it need not be found out again that the two belong together.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.utils import timezone

from factcheck.accounts import PersonRow, reading
from factcheck.prepared import Prepared, run

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


_seen: dict[str, Seen] = {}
"""By the key of the session."""


class SessionStore(DatabaseSession):
    """`SESSION_ENGINE`; what is written, and how, is Django's. ``person``: the row of its person, just read."""

    person: PersonRow | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        key = str(self.session_key)
        seen = _seen.get(key) or Seen()
        owner = seen.held.get(SESSION_KEY)
        rows, *people = run([(READ, [key, timezone.now()]), *([(reading(), [owner])] if owner else [])])
        if not rows:
            self._session_key = None
            return {}
        if rows[0][0] != seen.row:
            seen = _remembered(key, rows[0][0], self.decode(rows[0][0]))
        if seen.held.get(SESSION_KEY) == owner:
            self.person = next((row for found in people for row in found), None)
        return deepcopy(seen.held)

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
