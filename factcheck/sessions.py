"""Sessions as Django keeps them in its table, read by a command that is planned once: every request begins with it.

Whose a session is stands inside it. Who had it when this process last read it is read along with it, in the same round
trip, and thrown away where that is no longer so. A session that still stands as it stood then is not deciphered again.
"""

from copy import deepcopy
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
_seen: dict[str, tuple[str, dict[str, Any]]] = {}
"""Key of a session -> its row when it was last read here, and what that holds."""


class SessionStore(DatabaseSession):
    """`SESSION_ENGINE`; what is written, and how, is Django's. ``person``: the row of its person, just read."""

    person: PersonRow | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        key = str(self.session_key)
        kept, held = _seen.get(key, ("", {}))
        owner = held.get(SESSION_KEY)
        rows, *people = run([(READ, [key, timezone.now()]), *([(reading(), [owner])] if owner else [])])
        if not rows:
            self._session_key = None
            return {}
        if rows[0][0] != kept:
            held = self.decode(rows[0][0])
            _remember(key, rows[0][0], held)
        if held.get(SESSION_KEY) == owner:
            self.person = next((row for found in people for row in found), None)
        return deepcopy(held)


def _remember(key: str, row: str, held: dict[str, Any]) -> None:
    if len(_seen) >= MOST:
        _seen.clear()
    _seen[key] = row, held
