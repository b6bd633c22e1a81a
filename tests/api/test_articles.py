"""What leads change about an article is read back wherever it is shown; annotators do not tell batches apart."""

import pytest

from annotations.models import Article, Batch
from annotations.workflow.batches import create_batch
from tests.api.caller import Caller
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """A frozen article in no batch."""
    return projects.article(projects.project())


@pytest.fixture
def batch(article: Article) -> Batch:
    """A batch of its project, ahead of others."""
    return create_batch(actor=people.lead(), project=article.project, name="Calibration", priority=7)


def test_a_changed_batch_and_priority_stand_in_the_answer(article: Article, batch: Batch) -> None:
    lea = Caller(people.lead())
    moved = lea.call("PATCH", f"articles/{article.pk}", {"batch": str(batch.pk)}).json()
    ahead = lea.call("PATCH", f"articles/{article.pk}", {"priority": 9}).json()
    out = lea.call("PATCH", f"articles/{article.pk}", {"batch": None}).json()
    assert (moved["batch"], moved["priority"]) == (str(batch.pk), 7)
    assert (ahead["batch"], ahead["priority"]) == (str(batch.pk), 9)
    assert (out["batch"], out["priority"]) == (None, 0)


def test_batch_and_priority_are_read_in_lists_and_alone_but_not_by_annotators(article: Article, batch: Batch) -> None:
    Caller(people.lead()).call("PATCH", f"articles/{article.pk}", {"batch": str(batch.pk)})
    read = {}
    for person in (people.lead(), people.reviewer(), people.viewer(), people.annotator()):
        caller = Caller(person)
        shown = caller.get(f"articles/{article.pk}").json(), caller.get("projects/idlib/articles").json()["results"][0]
        read[person.username] = {(one["batch"], one["priority"]) for one in shown}
    assert read == {
        "lea": {(str(batch.pk), 7)},
        "rio": {(str(batch.pk), 7)},
        "vic": {(str(batch.pk), 7)},
        "ada": {(None, None)},
    }
