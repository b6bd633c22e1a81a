"""A project's label sets: the versions, what is used, and what a merge would change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, QuerySet

from annotations.models import (
    AnnotationLabel,
    AnnotationState,
    GoldLabel,
    GoldStance,
    Label,
    LabelSet,
    Project,
    Review,
    Stance,
    User,
)
from annotations.queries import visibility
from annotations.queries.progress import current_gold


def label_set_versions(user: User, project: Project) -> QuerySet[LabelSet]:
    """Every version of the label sets of a project that the person may see, newest first, with labels in order."""
    labels = Prefetch("labels", Label.objects.order_by("position"))
    rows = visibility.label_sets(user).filter(project=project)
    return rows.select_related("created_by").prefetch_related(labels).order_by("key", "-version")


def newest_label_sets(user: User, project: Project) -> QuerySet[LabelSet]:
    """The newest version of each label set, by key."""
    return label_set_versions(user, project).distinct("key")


def newest_label_set(project: Project, key: str) -> LabelSet | None:
    """The newest version of the label set of that key, with labels in order."""
    labels = Prefetch("labels", Label.objects.order_by("position"))
    rows = LabelSet.objects.filter(project=project, key=key).select_related("project").prefetch_related(labels)
    return rows.order_by("-version").first()


def before_merge(label_set: LabelSet, key: str) -> Label:
    """The label as it was when it last stood by itself."""
    rows = Label.objects.filter(label_set__project=label_set.project_id, label_set__key=label_set.key, key=key)
    return rows.filter(merged_into="").latest("label_set__version")


def used_keys(label_set: LabelSet) -> frozenset[str]:
    """The keys of this set that anybody ever answered with, proposed or decided, in all its versions."""
    labels = Label.objects.filter(label_set__project=label_set.project_id, label_set__key=label_set.key)
    rows = [
        labels.filter(pk__in=AnnotationLabel.objects.values("label")),
        labels.filter(pk__in=Stance.objects.values("polarity")),
        labels.filter(pk__in=GoldLabel.objects.filter(label__isnull=False).values("label")),
        labels.filter(pk__in=GoldStance.objects.filter(polarity__isnull=False).values("polarity")),
    ]
    answered = rows[0].order_by().union(*(each.order_by() for each in rows[1:])).values_list("key", flat=True)
    return frozenset(answered) | frozenset(_proposed(label_set))


def _proposed(label_set: LabelSet) -> Iterator[str]:
    """Keys in what reviewers proposed: a proposal stands as a body, not as rows."""
    here = Review.objects.filter(assignment__article__project=label_set.project_id, proposed__isnull=False)
    for body in here.order_by().values_list("proposed", flat=True).iterator():
        assert body is not None
        for chosen in body.get("labels", {}).values():
            yield from chosen
        yield from (stance["polarity"] for stance in body.get("stances", ()))


@dataclass(frozen=True, slots=True)
class Use:
    """How many current answers of one person to one question are a label."""

    question: str
    person: str
    n: int


@dataclass(frozen=True, slots=True)
class MergeEffect:
    """What counts otherwise once a label is merged into another.

    ``uses``: current answers with the label, by question and person; ``gold``: gold answers in force with it;
    ``agreeing``: statements on which people differ now between these two labels.
    """

    uses: tuple[Use, ...]
    gold: int
    agreeing: int

    @property
    def total(self) -> int:
        """All current answers with the label."""
        return sum(use.n for use in self.uses)


def merge_effect(user: User, label_set: LabelSet, label: str, into: str) -> MergeEffect:
    """What merging ``label`` into ``into`` would change, as far as the person may see labels; nothing is written."""
    mine, other = _as(label_set, label), _as(label_set, into)
    return MergeEffect(
        uses=tuple(sorted(_uses(user, mine), key=lambda use: (use.question, use.person))),
        gold=_gold(label_set.project, mine),
        agreeing=len(_statements(user, mine) & _statements(user, other)),
    )


def _as(label_set: LabelSet, key: str) -> QuerySet[Label]:
    """Every row, in any version, of the label and of those that count as it."""
    keys = [key, *(one.key for one in label_set.labels.all() if one.merged_into == key)]
    return Label.objects.filter(label_set__project=label_set.project_id, label_set__key=label_set.key, key__in=keys)


def _current(user: User, labels: QuerySet[Label]) -> tuple[QuerySet[AnnotationLabel], QuerySet[Stance]]:
    heads = visibility.annotations(user).exclude(state=AnnotationState.WITHDRAWN).filter(is_stale=False).values("head")
    return (
        AnnotationLabel.objects.filter(revision__in=heads, label__in=labels).order_by(),
        Stance.objects.filter(revision__in=heads, polarity__in=labels).order_by(),
    )


def _uses(user: User, labels: QuerySet[Label]) -> Iterator[Use]:
    chosen, stances = _current(user, labels)
    by = "revision__annotation__annotator__display_name"
    for question, person, n in chosen.values_list("question__title", by).annotate(n=Count("pk")):
        yield Use(question, person, n)
    titles = stances.filter(revision__protocol__questions__label_set=F("polarity__label_set"))
    asked = "revision__protocol__questions__title"
    for question, person, n in titles.values_list(asked, by).annotate(n=Count("pk")):
        yield Use(question, person, n)


def _statements(user: User, labels: QuerySet[Label]) -> set[object]:
    return {
        key for rows in _current(user, labels) for key in rows.values_list("revision__annotation__statement", flat=True)
    }


def _gold(project: Project, labels: QuerySet[Label]) -> int:
    in_force = current_gold(project)
    return (
        GoldLabel.objects.filter(adjudication__in=in_force, label__in=labels).count()
        + GoldStance.objects.filter(adjudication__in=in_force, polarity__in=labels).count()
    )
