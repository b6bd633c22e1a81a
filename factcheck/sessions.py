"""Sessions as Django keeps them in its table, read by a command that is planned once: every request begins with it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.utils import timezone

from factcheck.prepared import Prepared

READ = Prepared(
    "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > $2", "text", "timestamptz"
)


class SessionStore(DatabaseSession):
    """`SESSION_ENGINE`; what is written, and how, is Django's."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        rows = READ.rows(self.session_key, timezone.now())
        if rows:
            return self.decode(rows[0][0])
        self._session_key = None
        return {}
