"""Throughput: labels answered for the first time, and labels decided on by reviewers, on each of the last days."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from annotations.queries import labels
from annotations.queries.figures.base import Figure, Reader, Row, listing

DAYS = 28


def throughput(reader: Reader) -> list[Row]:
    """Each day's labels, oldest first: answered, then reviewed; a label decided on twice a day counts once."""
    since = reader.today - timedelta(days=DAYS - 1)
    mine = labels.listed(reader.user, reader.project).values("pk")
    answered = labels.first_complete(reader.user, since, reader.today).filter(annotation__in=mine)
    reviewed = labels.judged_on(reader.user, since, reader.today).filter(annotation__in=mine)
    counts = {"answered": _by_day(answered), "reviewed": _by_day(reviewed)}
    return [
        {"day": day.isoformat(), "act": act, "n": by_day.get(day, 0), "list": listing("labels", **{act: str(day)})}
        for day in (since + timedelta(days=place) for place in range(DAYS))
        for act, by_day in counts.items()
    ]


def _by_day(rows: QuerySet[Any]) -> Mapping[date, int]:
    """Day → labels, in the time zone of the installation."""
    days = rows.order_by().annotate(day=TruncDate("created_at")).values("day")
    return dict(days.annotate(n=Count("annotation", distinct=True)).values_list("day", "n"))


FIGURES = (Figure("throughput", "labels", ("day", "act", "n"), throughput),)
