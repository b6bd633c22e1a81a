"""An article's split beside the machine's: the figure, where they differ, the same over the API, who may."""

import pytest

from annotations.queries.segmentation import segmentation
from tests.api.caller import Caller
from tests.factories import people, projects, splits
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

TEXT = "News from Alder\n\nIt rained. It snowed in Alder. Then the sun came out.\n"


def test_an_untouched_split_is_the_machines() -> None:
    found = segmentation(projects.article(projects.project(), TEXT, frozen=False))
    assert (found.found.similarity, found.found.matches, found.differences) == (1.0, 2, ())


def test_a_cut_that_was_taken_away_is_told_with_the_text_around_it() -> None:
    row = projects.article(projects.project(), TEXT, frozen=False)
    _headline, first, _second, _third = splits.live(row)
    splits.edit(row, "merge", statement=first)
    found = segmentation(row)
    assert (found.found.similarity, found.found.matches, found.found.additions) == (0.5, 1, 1)
    assert [(one.is_machines, one.before, one.after) for one in found.differences] == [
        (True, "It rained.", "It snowed in Alder. Then the sun came out.")
    ]
    page = words(signed_in(people.lead()).get(f"/projects/idlib/articles/{row.pk}/split/machine/"))
    assert "Boundary similarity 0.50" in page
    assert "The machine cuts here, this split does not." in page
    told = Caller(people.viewer()).get(f"articles/{row.pk}/split/agreement").json()
    assert (told["similarity"], told["differences"][0]["before"]) == (0.5, "It rained.")


def test_an_article_that_nobody_cuts_has_no_similarity() -> None:
    row = projects.article(projects.project(), "News from Alder\n\nIt rained.\n", frozen=False)
    assert segmentation(row).found.similarity is None
    assert "neither split cuts a paragraph" in words(
        signed_in(people.lead()).get(f"/projects/idlib/articles/{row.pk}/split/machine/")
    )


def test_every_member_may_look() -> None:
    row = projects.article(projects.project(), TEXT)
    members = {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}
    assert statuses(f"/projects/idlib/articles/{row.pk}/split/machine/") == members
