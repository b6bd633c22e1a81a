"""The page on which a dataset comes back: who may, what is said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Article
from tests.factories import moving, people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

PAGE = "/projects/{}/imports/dataset/"


def test_only_leads_bring_a_dataset_back() -> None:
    projects.project()
    assert statuses(PAGE.format("idlib")) == {
        "lead": 200,
        "reviewer": 403,
        "annotator": 403,
        "viewer": 403,
        "outsider": 404,
    }


def test_the_dataset_is_back_under_its_own_address() -> None:
    packed = moving.small_dataset()
    moving.empty_project()
    lead = signed_in(people.lead())

    shown = lead.post(PAGE.format("empty"), {"chosen": [SimpleUploadedFile("idlib.zip", packed)]}, follow=True)

    assert shown.redirect_chain == [("/projects/idlib/", 302)]
    assert "The dataset is back: 1 articles, 4 labels, 0 gold answers." in words(shown)


def test_what_cannot_come_back_is_said_above_the_form() -> None:
    moving.empty_project()
    lead = signed_in(people.lead())

    shown = lead.post(PAGE.format("empty"), {"chosen": [SimpleUploadedFile("notes.zip", b"no")]})

    assert shown.status_code == 400
    assert "is no whole ZIP: File is not a zip file" in words(shown)
    assert not Article.objects.exists()


def test_nothing_chosen_is_said_beside_the_field() -> None:
    moving.empty_project()
    shown = signed_in(people.lead()).post(PAGE.format("empty"), {})
    assert shown.status_code == 400
    assert "This field is required." in words(shown)
