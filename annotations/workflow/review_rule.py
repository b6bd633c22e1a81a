"""The project's review rule, applied as work is handed in: what it does not choose is accepted, in so many words.

Work that a reviewer has judged before always goes to a reviewer again. Where only disagreements are reviewed, work
waits until all places of its article are handed in; then all of it is compared at once.
"""

from collections.abc import Callable, Mapping

from annotations.models import (
    AnnotationState,
    Article,
    Assignment,
    AssignmentState,
    Event,
    ReviewChoice,
    ReviewMode,
)
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_rule import agreeing, chosen_this_week, in_sample
from annotations.workflow.adjudicate import settle_article
from annotations.workflow.events import record

Choices = dict[Assignment, ReviewChoice]


def apply_rule(assignment: Assignment, *, caused_by: Event) -> None:
    """Part of handing work in; ``assignment`` is locked and counted. Gold is found where the rule accepts."""
    mode = ReviewMode(assignment.article.project.review_mode)
    if mode == ReviewMode.ALL or assignment.reviews.exists():
        choices = {assignment: ReviewChoice.CHOSEN}
    else:
        choices = RULES[mode](assignment)
    for work, choice in choices.items():
        if work.review_choice != choice or mode != ReviewMode.ALL:
            _choose(work, choice, mode, caused_by)
    if ReviewChoice.PASSED in choices.values():
        settle_article(actor=None, article=assignment.article, caused_by=caused_by)


def _sample(assignment: Assignment) -> Choices:
    return _chosen_if(assignment, in_sample(assignment, assignment.article.project.review_percent))


def _quota(assignment: Assignment) -> Choices:
    return _chosen_if(assignment, chosen_this_week(assignment) < assignment.article.project.review_quota)


def _chosen_if(assignment: Assignment, is_chosen: bool) -> Choices:
    return {assignment: ReviewChoice.CHOSEN if is_chosen else ReviewChoice.PASSED}


def _disagreements(assignment: Assignment) -> Choices:
    # Whoever hands in holds the article from here on, and only then what waits in it: nobody takes them the other way.
    article = Article.objects.select_for_update(of=("self",)).select_related("project").get(pk=assignment.article_id)
    if article.done < article.required:
        return {assignment: ReviewChoice.PENDING}
    waiting = Assignment.objects.filter(
        article=article, state=AssignmentState.SUBMITTED, review_choice=ReviewChoice.PENDING
    ).exclude(pk=assignment.pk)
    equal = agreeing(article, protocol_in_force(article.project).scheme)
    return {
        work: ReviewChoice.PASSED if work.annotator_id in equal else ReviewChoice.CHOSEN
        for work in [assignment, *waiting.select_for_update(of=("self",)).select_related("article__project")]
    }


RULES: Mapping[ReviewMode, Callable[[Assignment], Choices]] = {
    ReviewMode.SAMPLE: _sample,
    ReviewMode.QUOTA: _quota,
    ReviewMode.DISAGREEMENTS: _disagreements,
}


def _choose(assignment: Assignment, choice: ReviewChoice, mode: ReviewMode, caused_by: Event) -> None:
    assignment.review_choice = choice
    if choice == ReviewChoice.PASSED:
        assignment.state = AssignmentState.ACCEPTED
        labels = assignment.annotations.filter(state=AnnotationState.SUBMITTED, is_stale=False)
        labels.update(state=AnnotationState.ACCEPTED)
    assignment.save(update_fields=["review_choice", "state"])
    record(
        actor=None,
        verb="review.ruled",
        obj=assignment,
        project=assignment.article.project,
        after={"rule": str(mode), "review": str(choice)},
        caused_by=caused_by,
    )
