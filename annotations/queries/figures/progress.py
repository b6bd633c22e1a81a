"""How far a project is: its articles, assignments, labels, decisions of reviewers and gold answers by state."""

from django.db.models import Count

from annotations.models import AssignmentState, Decision
from annotations.queries import articles as article_rows
from annotations.queries import gold_answers as gold_rows
from annotations.queries import labels as label_rows
from annotations.queries import progress
from annotations.queries.figures.base import Figure, Reader, Row, listing

SHOWN_STATES = (
    AssignmentState.ACTIVE,
    AssignmentState.RETURNED,
    AssignmentState.SUBMITTED,
    AssignmentState.ACCEPTED,
)


def articles(reader: Reader) -> list[Row]:
    """Articles by stage."""
    counts = article_rows.count_by_stage(reader.user, reader.project)
    return [{"stage": key, "n": n, "list": listing("articles", stage=key)} for key, n in counts.items()]


def assignments(reader: Reader) -> list[Row]:
    """Assignments by state; those given back or run out are none. ``for_review``: chosen by the review rule."""
    counts = progress.count_by_state(reader.user, reader.project)
    waiting = progress.waiting_for_review(reader.user, reader.project)
    found: list[Row] = [
        {"state": state.value, "n": counts[state], "list": listing("sharing", state=state.value)}
        for state in SHOWN_STATES
    ]
    chosen = listing("sharing", only="for_review")
    return [*found, {"state": "for_review", "n": waiting.assignments, "list": chosen}]


def labels(reader: Reader) -> list[Row]:
    """Labels by state (``queries.labels.PARTS``; one may count in several rows). ``needed`` are to come in all."""
    rows = label_rows.listed(reader.user, reader.project).order_by()
    counts = rows.aggregate(**{key: Count("pk", filter=part) for key, part in label_rows.PARTS.items()})
    needed = article_rows.labels_needed(reader.user, reader.project)
    found: list[Row] = [{"state": key, "n": n, "list": listing("labels", state=key)} for key, n in counts.items()]
    return [*found, {"state": "needed", "n": needed, "list": None}]


def reviews(reader: Reader) -> list[Row]:
    """Labels by the last decision on them."""
    counts = progress.count_by_decision(reader.user, reader.project)
    return [{"decision": key, "n": counts[key], "list": listing("labels", review=key)} for key in Decision.values]


def gold(reader: Reader) -> list[Row]:
    """Statements by how far their gold is; ``total`` are all that are to be settled."""
    rows = gold_rows.listed(reader.user, reader.project).order_by()
    counts = rows.aggregate(**{key: Count("pk", filter=part) for key, part in gold_rows.STATES.items()})
    found: list[Row] = [{"state": key, "n": n, "list": listing("gold", state=key)} for key, n in counts.items()]
    total = progress.to_be_settled(reader.user, reader.project)
    return [*found, {"state": "total", "n": total, "list": None}]


FIGURES = (
    Figure("articles", "articles", ("stage", "n"), articles),
    Figure("assignments", "assignments", ("state", "n"), assignments),
    Figure("labels", "labels", ("state", "n"), labels),
    Figure("reviews", "labels", ("decision", "n"), reviews),
    Figure("gold", "statements", ("state", "n"), gold),
)
