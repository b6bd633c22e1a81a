"""Sessions as Django keeps them in its table, read by a command that is planned once: every request begins with it.

Whose a session is stands inside it. Who had it when this process last read it is read along with it, in the same round
trip, and thrown away where that is no longer so.
"""

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
_owners: dict[str, str] = {}
"""Key of a session -> key of the person who had it when it was last read here."""


class SessionStore(DatabaseSession):
    """`SESSION_ENGINE`; what is written, and how, is Django's. ``person``: the row of its person, just read."""

    person: PersonRow | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        key = str(self.session_key)
        owner = _owners.get(key)
        rows, *people = run([(READ, [key, timezone.now()]), *([(reading(), [owner])] if owner else [])])
        if not rows:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(rows[0][0])
        if held.get(SESSION_KEY) == owner:
            self.person = next((row for found in people for row in found), None)
        elif SESSION_KEY in held:
            _remember(key, held[SESSION_KEY])
        return held


def _remember(key: str, owner: str) -> None:
    if len(_owners) >= MOST:
        _owners.clear()
    _owners[key] = owner
