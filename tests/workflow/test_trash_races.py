"""Moving to the trash while others work, on real connections: whatever was acknowledged is there after it comes back.

``RACE_ROUNDS=200 python3 manage.py test tests/workflow/test_trash_races.py`` runs each race so often.
"""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from annotations.models import Article, Event
from annotations.workflow.assign import take_next
from annotations.workflow.errors import WrongState
from annotations.workflow.trash import restore_article, restore_project, trash_article, trash_project
from tests.factories import people, projects
from tests.workflow.history import Crew, Log, check_places, codes
from tests.workflow.test_sharing_races import ROUNDS, long_work, stocked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def pair() -> Iterator[Crew]:
    """Two who begin at the same moment."""
    crew = Crew(2)
    yield crew
    crew.go_home()


def test_an_article_moved_to_the_trash_while_somebody_saves_keeps_every_acknowledged_label(pair: Crew) -> None:
    work, log = long_work(), Log()
    told = []
    for statement in projects.statements(work):
        found = pair.at_once(
            lambda s=statement: log.save(work, s), lambda: trash_article(actor=people.lead(), article=work.article)
        )
        told.append(codes(found))
        restore_article(actor=people.lead(), article=work.article)
    assert {tuple(one) for one in told} <= {("done", "done"), ("not_found", "done")}
    assert len(log.acknowledged) == [one[0] for one in told].count("done")
    log.check()


def test_a_project_moved_to_the_trash_while_somebody_saves_keeps_every_acknowledged_label(pair: Crew) -> None:
    work, log = long_work(), Log()
    project = work.article.project
    told = []
    for statement in projects.statements(work):
        found = pair.at_once(
            lambda s=statement: log.save(work, s), lambda: trash_project(actor=people.lead(), project=project)
        )
        told.append(codes(found))
        restore_project(actor=people.lead(), project=project)
    assert {tuple(one) for one in told} <= {("done", "done"), ("not_found", "done")}
    log.check()


def test_an_article_that_is_moved_to_the_trash_while_somebody_takes_it_is_not_gone_on_with(pair: Crew) -> None:
    project, articles = stocked(annotators_per_article=1)
    for article in articles:
        pair.at_once(
            lambda: take_next(actor=people.annotator(), project=project),
            lambda a=article: trash_article(actor=people.lead(), article=a),
        )
        after = take_next(actor=people.annotator(), project=project)
        assert after is None or after.article_id != article.pk
    check_places()


def test_moved_and_restored_at_once_by_two_leads_ends_in_one_of_the_two(pair: Crew) -> None:
    work = long_work()
    for _ in range(ROUNDS):
        pair.at_once(
            lambda: trash_article(actor=people.lead(), article=work.article),
            lambda: restore_article(actor=people.lead(), article=work.article),
        )
    with suppress(WrongState):
        restore_article(actor=people.lead(), article=work.article)
    verbs = list(Event.objects.filter(object_id=work.article_id).order_by("at", "id").values_list("verb", flat=True))
    moves = [verb for verb in verbs if verb in ("article.trashed", "article.restored")]
    assert moves == ["article.trashed", "article.restored"] * (len(moves) // 2)
    assert Article.objects.get(pk=work.article_id).deleted_at is None
