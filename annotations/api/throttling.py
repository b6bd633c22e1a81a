"""A brake for programs that run away: so many requests a minute and person, counted in each server process."""

import threading
import time
import uuid
from typing import NamedTuple

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from annotations.api.authentication import person

PER_MINUTE = settings.REQUESTS_PER_MINUTE
"""Requests of one person within a minute in one server process; somebody labelling by hand makes about sixty."""
WINDOW = 60


class Rate(NamedTuple):
    """Where a caller stands: requests a window, requests left, seconds until the window ends."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """The same as response headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.remaining)),
            "RateLimit-Reset": str(self.reset),
        }


class Counter:
    """Requests by person in the current window; the counts are forgotten when it ends."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.window = 0
        self.counts: dict[uuid.UUID, int] = {}

    def count(self, key: uuid.UUID, now: float) -> Rate:
        """Notes one request at ``now`` (seconds) and says where the caller stands."""
        window = int(now // WINDOW)
        with self.lock:
            if window != self.window:
                self.window, self.counts = window, {}
            seen = self.counts[key] = self.counts.get(key, 0) + 1
        return Rate(PER_MINUTE, PER_MINUTE - seen, WINDOW - int(now % WINDOW))

    def left(self, key: uuid.UUID, now: float) -> int:
        """How many requests more there may be in the window."""
        seen = self.counts.get(key, 0) if int(now // WINDOW) == self.window else 0
        return max(0, PER_MINUTE - seen)


COUNTER = Counter()


class PerPerson(BaseThrottle):
    """429 with Retry-After beyond ``PER_MINUTE``."""

    rate: Rate | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Whether the caller is within the limit; the view keeps the figures for the headers."""
        self.rate = COUNTER.count(person(request).pk, time.time())
        vars(view)["rate"] = self.rate
        return self.rate.remaining >= 0

    def wait(self) -> float | None:
        """Seconds until the next window."""
        return float(self.rate.reset) if self.rate else None
