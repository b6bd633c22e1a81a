"""A choice as conditions on rows: of articles, of annotators' labels, of gold."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Func, OuterRef, Q, TextField
from django.db.models.functions import MD5, Cast, Concat

from annotations.models import AnnotationLabel, GoldLabel, GoldStance, Label, Stance
from annotations.queries.agreement_scope import midnight
from annotations.queries.queue import production
from annotations.queries.release_choice import EVERY, PRODUCTION, Choice

Conditions = tuple[Q | Exists, ...]


def of_articles(choice: Choice, path: str = "") -> Q:
    """Articles in the choice; ``path`` leads to the article, as in ``statement__article__``."""
    wanted = Q(**{f"{path}deleted_at__isnull": True})
    if choice.articles == PRODUCTION:
        wanted &= production(path)
    elif choice.articles != EVERY:
        wanted &= Q(**{f"{path}batch__kind": choice.articles})
    if choice.batch:
        wanted &= named(choice.batch, f"{path}batch", f"{path}batch__name")
    if choice.article:
        wanted &= named(choice.article, f"{path}id", f"{path}external_id")
    if choice.language:
        wanted &= Q(**{f"{path}language": choice.language})
    return wanted


def named(value: str, key: str, name: str) -> Q:
    """A row by its id, or by its name."""
    try:
        return Q(**{key: UUID(value)}) | Q(**{name: value})
    except ValueError:
        return Q(**{name: value})


def by_chance(*columns: str) -> Func:
    """An order that tells nothing of what the columns hold, and is the same each time."""
    texts = [Cast(column, TextField()) for column in columns]
    return MD5(Concat(*texts))


def of_labels(choice: Choice) -> Conditions:
    """Annotators' labels in the choice, beside those of its articles."""
    wanted: list[Q | Exists] = [_of_statement(choice), within(choice, "assignment__submitted_at")]
    if choice.state:
        wanted.append(Q(state=choice.state))
    if choice.label:
        question, label = choice.label.split(":", 1)
        given = AnnotationLabel.objects.filter(revision=OuterRef("head"), question__key=question)
        marked = Stance.objects.filter(revision=OuterRef("head"), revision__protocol__questions__key=question)
        wanted.append(_either(given, "label", marked, question, label))
    return tuple(wanted)


def of_gold(choice: Choice) -> Conditions:
    """Decisions in the choice, beside those of its articles."""
    wanted: list[Q | Exists] = [_of_statement(choice), within(choice, "decided_at")]
    if choice.state:
        wanted.append(Q(is_open=choice.state == "open"))
    if choice.label:
        question, label = choice.label.split(":", 1)
        given = GoldLabel.objects.filter(adjudication=OuterRef("pk"), question__key=question)
        marked = GoldStance.objects.filter(adjudication=OuterRef("pk"))
        wanted.append(_either(given, "label", marked, question, label))
    return tuple(wanted)


def _either(given: Any, path: str, marked: Any, question: str, label: str) -> Exists | Q:
    """The answer to a question for labels, or the polarity of a stance where the question asks for stances."""
    asked = Label.objects.filter(label_set__questions__key=question, label_set__questions__kind="stance")
    counts = Q(**{f"{path}__key": label}) | Q(**{f"{path}__merged_into": label})
    polarity = marked.filter(
        Q(polarity__key=label) | Q(polarity__merged_into=label),
        Exists(asked.filter(pk=OuterRef("polarity"))),
    )
    return Q(Exists(given.filter(counts))) | Q(Exists(polarity))


def _of_statement(choice: Choice) -> Q:
    return Q(statement__speaker__key=choice.speaker.removeprefix("ent:")) if choice.speaker else Q()


def within(choice: Choice, moment: str) -> Q:
    """Moments in the days of the choice."""
    wanted = Q()
    if choice.since:
        wanted &= Q(**{f"{moment}__gte": midnight(choice.since)})
    if choice.until:
        wanted &= Q(**{f"{moment}__lt": midnight(choice.until) + timedelta(days=1)})
    return wanted
