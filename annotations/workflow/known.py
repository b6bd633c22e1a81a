"""A lead answers an article so that others can be judged: training, and hidden checks among production."""

from django.db import transaction

from annotations.models import Article, Assignment, AssignmentState, Purpose, User
from annotations.permissions import can_manage
from annotations.queries.queue import OPEN_TO_ALL
from annotations.workflow.assign import locked_member
from annotations.workflow.errors import Duplicate, NotAllowed, WrongState
from annotations.workflow.places import locked_article, place, tell


@transaction.atomic
def answer_for_others(*, actor: User, article: Article) -> Assignment:
    """Opens the article to a lead for the right answers; handed in before, it is opened again.

    It takes no place and is nobody's data. ``Duplicate`` when the lead has the article as work of their own.
    """
    if not can_manage(actor, article.project):
        raise NotAllowed("Only a lead gives the right answers.")
    locked_member(actor, article.project)
    kept = Assignment.objects.select_for_update(of=("self",)).filter(article=article, annotator=actor).first()
    locked = locked_article(article.pk)
    if locked.state not in OPEN_TO_ALL:
        raise WrongState(f"The article is “{locked.get_state_display()}”; freeze its split first.")
    if kept is None:
        return place(locked, actor, actor=actor, verb="known.asked", lease=False, purpose=Purpose.KNOWN)
    if kept.purpose != Purpose.KNOWN:
        raise Duplicate("You have or had this article as your own work.", field="article", value=str(article.pk))
    kept.article = locked
    if kept.state == AssignmentState.ACCEPTED:
        kept.state = AssignmentState.ACTIVE
        kept.save(update_fields=["state"])
        tell(kept, actor=actor, verb="known.asked")
    return kept
