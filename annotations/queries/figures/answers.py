"""Which answers were given to what: stance by target and holder, verification by speaker; gold where there is any."""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When

from annotations.models import AnnotationLabel, GoldLabel, GoldStance, Stance
from annotations.queries import gold_answers as gold
from annotations.queries import labels
from annotations.queries.about import HOLDER, SPEAKER, TARGET, Dimension, names
from annotations.queries.answers import stance_question
from annotations.queries.figures.base import Figure, Reader, Row, listing
from annotations.schemes.base import Protocol, Question

Answers = QuerySet[Any]
GOLD, HANDED = "gold", "handed"


def stance_by(dimension: Dimension) -> Callable[[Reader], list[Row]]:
    """Statements (gold) or labels (handed in) by polarity and by whom, or by what, the stance is."""

    def read(reader: Reader) -> list[Row]:
        question = stance_question(reader.force.scheme)
        if question is None:
            return []
        about = dimension.expression("")
        settled = gold.listed(reader.user, reader.project).values("pk")
        decided = GoldStance.objects.filter(adjudication__in=settled, polarity__isnull=False)
        if found := _counted(decided, question, "polarity", about, "adjudication"):
            return _rows(reader, dimension, question, GOLD, found)
        given = Stance.objects.filter(revision__in=_heads(reader))
        return _rows(reader, dimension, question, HANDED, _counted(given, question, "polarity", about, "revision"))

    return read


def verdict_by_speaker(reader: Reader) -> list[Row]:
    """Statements (gold) or labels (handed in) by verdict and speaker."""
    question = verdict_question(reader.force.scheme)
    if question is None:
        return []
    settled = gold.listed(reader.user, reader.project).values("pk")
    decided = GoldLabel.objects.filter(adjudication__in=settled, question__key=question.key, label__isnull=False)
    said = SPEAKER.expression("adjudication__statement__")
    if found := _counted(decided, question, "label", said, "adjudication"):
        return _rows(reader, SPEAKER, question, GOLD, found)
    given = AnnotationLabel.objects.filter(revision__in=_heads(reader), question__key=question.key)
    said = SPEAKER.expression("revision__annotation__statement__")
    return _rows(reader, SPEAKER, question, HANDED, _counted(given, question, "label", said, "revision"))


def verdict_question(scheme: Protocol) -> Question | None:
    """The question about truth: the first whose labels hold a verdict."""
    asked = (question for question in scheme.questions if question.label_set)
    return next((one for one in asked if one.label_set and any(x.is_verdict for x in one.label_set.labels)), None)


def _heads(reader: Reader) -> Answers:
    return labels.listed(reader.user, reader.project).filter(labels.PARTS[HANDED]).values("head")


def _counted(rows: Answers, question: Question, path: str, about: Any, what: str) -> list[tuple[str, str, int]]:
    """(about, label, how many ``what``) for each pair that occurs; merged labels count as the one they became."""
    merged = [one for one in question.label_set.labels if one.merged_into] if question.label_set else []
    counts_as = Case(
        *(When(**{f"{path}__key": one.key}, then=Value(one.merged_into)) for one in merged),
        default=F(f"{path}__key"),
        output_field=CharField(),
    )
    by = rows.order_by().annotate(about=about, chosen=counts_as).values("about", "chosen")
    return list(by.annotate(found=Count(what, distinct=True)).values_list("about", "chosen", "found"))


def _rows(
    reader: Reader, dimension: Dimension, question: Question, basis: str, found: list[tuple[str, str, int]]
) -> list[Row]:
    """The counts with names and lists, in the order of the names; labels that are none any more are left out."""
    known = names(reader.project, (about for about, _, _ in found))
    page, state = ("gold", "") if basis == GOLD else ("labels", HANDED)
    rows: list[Row] = [
        {
            "basis": basis,
            dimension.key: about,
            "name": known.get(about, ""),
            "label": chosen,
            "n": n,
            "list": listing(page, state=state, label=f"{question.key}:{chosen}", **{dimension.key: about}),
        }
        for about, chosen, n in found
        if question.label_set and question.label_set.label(chosen)
    ]
    return sorted(rows, key=lambda row: (row["name"], row[dimension.key], row["label"]))


def _figure(key: str, dimension: Dimension, read: Callable[[Reader], list[Row]]) -> Figure:
    return Figure(key, "answers", ("basis", dimension.key, "name", "label", "n"), read, dimension.key)


FIGURES = (
    _figure("stance-by-target", TARGET, stance_by(TARGET)),
    _figure("stance-by-holder", HOLDER, stance_by(HOLDER)),
    _figure("verification-by-speaker", SPEAKER, verdict_by_speaker),
)
