"""A person's own keys: chosen on the account page, shipped with every page."""

import pytest
from django.urls import reverse

from annotations.models import Event
from annotations.schemes.keys import ACTS
from annotations.web.keys import titles
from tests.factories import people, projects
from tests.web.visits import signed_in

pytestmark = pytest.mark.django_db


def typed(**changed: str) -> dict[str, str]:
    """The form as it is posted with some keys changed."""
    return {"single": "on"} | {f"key-{act}": key for act, key in {**ACTS, **changed}.items()}


def test_every_act_has_a_name() -> None:
    assert list(titles()) == list(ACTS)


def test_a_chosen_key_is_stored_shipped_and_printed_on_its_cap() -> None:
    work = projects.assignment(projects.seed_project())
    ada = signed_in(work.annotator)
    ada.post(reverse("web:account-keys"), typed(undo="z"))
    page = ada.get(f"/assignments/{work.pk}/").content.decode()
    event = Event.objects.get(verb="person.keys_chosen")
    assert event.after == {"single": True, "acts": {"undo": "z"}}
    assert '"undo": "z"' in page
    assert "<kbd>Z</kbd>" in page
    assert "<kbd>U</kbd>" not in page


def test_an_own_key_that_answers_in_a_project_joined_later_does_not_act_there() -> None:
    ada = people.annotator()
    signed_in(ada).post(reverse("web:account-keys"), typed(undo="z"))
    work = projects.assignment(projects.seed_project(protocol="newsroom"), ada)
    page = signed_in(ada).get(f"/assignments/{work.pk}/").content.decode()
    assert ('"undo": "u"' in page, page.count("<kbd>Z</kbd>")) == (True, 2)  # at the answer and in the map of keys


def test_keys_of_other_pages_keep_their_caps() -> None:
    article = projects.article(projects.project(), frozen=False)
    rio = signed_in(people.reviewer())
    split = reverse("web:split", kwargs={"project": "idlib", "article": article.pk})
    before = rio.get(split).content.decode().count("<kbd>J</kbd>")
    rio.post(reverse("web:account-keys"), typed(next="z"))
    assert rio.get(split).content.decode().count("<kbd>J</kbd>") == before
    assert before > 0


def test_a_key_that_is_taken_keeps_the_form_and_says_by_what() -> None:
    ada = people.annotator()
    page = signed_in(ada).post(reverse("web:account-keys"), typed(undo="h")).content.decode()
    ada.refresh_from_db()
    assert "Undo: h is the key of “Change the holder” already" in page
    assert 'name="key-undo" value="h"' in page
    assert ada.preferences == {}


def test_single_keys_that_are_switched_off_are_off_on_every_page() -> None:
    ada = signed_in(people.annotator())
    form = typed()
    del form["single"]
    ada.post(reverse("web:account-keys"), form)
    assert 'data-keys="off"' in ada.get("/account/").content.decode()
