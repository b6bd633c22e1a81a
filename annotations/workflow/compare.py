"""How far handed-in work agrees with others', written down by every act that changes what handed-in labels say.

Whoever writes holds the article, after the assignments that they hold already: of two who hand in at once the second
one sees the labels of the first.
"""

import uuid
from collections.abc import Collection

from annotations.models import Article, Assignment, AssignmentState, Comparison, Project, Purpose
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_agreement import Agreement, agreements, merges_of

COMPARED = (AssignmentState.SUBMITTED, AssignmentState.RETURNED, AssignmentState.ACCEPTED)
FIGURES = ("merges", "pairs", "same_stance", "same_labels")
NOTHING = Agreement(0, 0, 0)


def compare_article(article: uuid.UUID, project: Project) -> None:
    """Compares all work on one article that was ever handed in; part of an act on it."""
    compare_articles([article], project)


def compare_articles(articles: Collection[uuid.UUID], project: Project) -> None:
    """The same for several articles of a project, in four commands and those of its protocol."""
    list(Article.objects.select_for_update(of=("self",)).filter(pk__in=articles).order_by("pk").values_list("pk"))
    _compare(list(Assignment.objects.filter(article__in=articles, purpose=Purpose.WORK, state__in=COMPARED)), project)


def compare_waiting(project: Project) -> None:
    """Compares what waits for review once more, after labels began or ceased to count as others."""
    waiting = Assignment.objects.filter(article__project=project, state=AssignmentState.SUBMITTED)
    articles = set(waiting.values_list("article", flat=True))
    if articles:
        compare_articles(articles, project)


def _compare(works: list[Assignment], project: Project) -> None:
    scheme = protocol_in_force(project).scheme
    found, merges = agreements(works, scheme), merges_of(scheme)
    rows = [_row(work, found.get(work.pk, NOTHING), merges) for work in works]
    Comparison.objects.bulk_create(rows, update_conflicts=True, update_fields=FIGURES, unique_fields=["assignment"])


def _row(work: Assignment, found: Agreement, merges: dict[str, dict[str, str]]) -> Comparison:
    return Comparison(
        assignment=work,
        merges=merges,
        pairs=found.pairs,
        same_stance=found.same_stance,
        same_labels=found.same_labels,
    )
