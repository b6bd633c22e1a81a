"""What was refused is said in the words of the page: no field path, no key of a row, whichever page it is."""

from typing import Any

import pytest

from annotations.models import Membership, Project
from annotations.web.refusals import told
from annotations.workflow.articles import set_places
from annotations.workflow.batches import create_batch
from annotations.workflow.errors import Duplicate, Invalid, WorkflowError
from tests.factories import people, projects
from tests.web.visits import signed_in

pytestmark = pytest.mark.django_db

P = "/projects/idlib/"


def said(path: str, **sent: Any) -> list[str]:
    """What the page that follows a lead's post says."""
    page = signed_in(people.lead()).post(P + path, sent, follow=True)
    return [str(message) for message in page.context["messages"]]


def test_a_share_that_is_none_names_the_member(project: Project) -> None:
    batch = create_batch(actor=people.lead(), project=project, name="May")
    ada = Membership.objects.get(user=people.annotator())
    assert said(f"batches/{batch.pk}/", act="share", **{f"share-{ada.pk}": "120"}) == [
        "Share of Ada Annotator: 120 is not between 0 and 100."
    ]
    assert said(f"batches/{batch.pk}/", act="share", **{f"share-{ada.pk}": "half"}) == [
        "Share of Ada Annotator: “half” is not a number."
    ]


def test_too_few_places_name_the_article_and_what_is_too_few(project: Project) -> None:
    article = project.articles.get()
    set_places(actor=people.lead(), article=article, required=3)
    for person in (people.annotator(), people.second_annotator()):
        projects.assignment(project, person)
    assert said("articles/", act="places", required="1", row=str(article.pk)) == [
        "Mayor opens bridge: Annotators for the article: 1 is less than the 2 places that are taken."
    ]
    assert said("articles/", act="places", required="", row=str(article.pk)) == ["Choose how many annotators."]


def test_work_for_nobody_and_of_no_number_is_refused_in_words(project: Project) -> None:
    ada = str(people.annotator().pk)
    assert said("assignments/", act="give", annotator=ada, count="many") == [
        "How many articles: “many” is not a number."
    ]
    assert said("assignments/", act="give", annotator=str(people.viewer().pk), count="1") == [
        "Choose somebody who labels in this project."
    ]


def test_a_role_that_is_none_is_refused_by_the_name_of_the_field(project: Project) -> None:
    ben = Membership.objects.get(user=people.second_annotator())
    assert said(f"people/{ben.pk}/", role="boss") == ["Role: “boss” is not one of lead, reviewer, annotator, viewer."]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            Invalid("again[0].labels", "wild", "is not one of red, blue"),
            "Answers to look at again: “wild” is not one of red, blue.",
        ),
        (
            Invalid("batch", "0193a1b2-0000-7000-8000-000000000001", "is not a batch of this project"),
            "Batch is not a batch of this project.",
        ),
        (Invalid("open_limit", 0, "is not between 1 and 9"), "Open limit: 0 is not between 1 and 9."),
        (Duplicate("Ada is a member already.", field="username", value="ada"), "Ada is a member already."),
    ],
)
def test_a_refusal_is_a_sentence_without_paths_and_keys(error: WorkflowError, words: str) -> None:
    assert told(error) == words
