"""The page on which a dataset comes back: who may, what is said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.imports.dataset.bring_back import bring_back
from annotations.models import Article, Import
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

    asked = lead.post(PAGE.format("empty"), {"chosen": [SimpleUploadedFile("idlib.zip", packed)]}, follow=True)
    made = Import.objects.get()
    bring_back(made.pk)
    shown = lead.get(f"/imports/{made.pk}/")

    assert asked.redirect_chain == [(f"/imports/{made.pk}/", 302)]
    assert "Waiting to be stored" in words(asked)
    assert "The dataset is back: 1 article with all that belongs to it." in words(shown)
    assert 'href="/projects/idlib/"' in shown.content.decode()


def test_a_dataset_that_comes_back_is_cancelled_on_its_page_and_listed_among_the_imports() -> None:
    packed = moving.small_dataset()
    made = moving.asked_back({"idlib.zip": packed}, moving.empty_project())
    lead = signed_in(people.lead())

    cancelled = lead.post(f"/imports/{made.pk}/", {"act": "cancel"}, follow=True)
    again = lead.post(f"/imports/{made.pk}/", {"act": "retry"}, follow=True)
    listed = lead.get(f"/projects/empty/imports/{made.pk}/")

    assert "Cancelled. Nothing was stored." in words(cancelled)
    assert "only one that failed is tried again" in words(again)
    assert (listed.status_code, listed["Location"]) == (302, f"/imports/{made.pk}/")


def test_the_page_of_a_dataset_is_there_for_leads_of_its_project_alone() -> None:
    made = moving.asked_back({"idlib.zip": moving.small_dataset()}, moving.empty_project())

    answers = {
        user.username: signed_in(user).get(f"/imports/{made.pk}/").status_code
        for user in (people.lead(), people.outsider())
    }

    assert answers == {"lea": 200, "oz": 404}


def test_what_failed_says_which_row_it_was() -> None:
    files = moving.unpacked(moving.small_dataset())
    files["entities.jsonl"] = b"{}\n"
    made = moving.asked_back(files, moving.empty_project())
    bring_back(made.pk)

    shown = words(signed_in(people.lead()).get(f"/imports/{made.pk}/"))

    assert "entities.jsonl, line 1: " in shown
    assert "Nothing was stored." in shown


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
