"""Who is in a project, over the API: letting in, roles, leaving, invitations."""

import pytest

from annotations.models import Event, Membership
from tests.api.caller import Caller
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
MEMBERS = "projects/idlib/members"


@pytest.fixture
def lead() -> Caller:
    """Lea's browser, in a project without Oz."""
    projects.project()
    return Caller(people.lead())


def test_a_person_is_let_in_given_another_role_and_taken_out(lead: Caller) -> None:
    oz = people.outsider()

    made = lead.post(MEMBERS, {"username": oz.username, "role": "annotator"}).json()
    changed = lead.post(f"members/{made['id']}/role", {"role": "reviewer"}).json()
    gone = lead.post(f"members/{made['id']}/remove").json()

    assert (made["person"]["id"], made["role"], made["is_active"]) == (str(oz.pk), "annotator", True)
    assert (changed["role"], gone["is_active"]) == ("reviewer", False)
    assert Caller(oz).get("projects/idlib").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"username": "nobody-here", "role": "annotator"}, 400, "is nobody who can sign in"),
        ({"username": "ada", "role": "annotator"}, 409, "is a member already"),
        ({"username": "oz", "role": "owner"}, 400, "role"),
        ({"username": "oz"}, 400, "role"),
    ],
)
def test_nobody_is_let_in_by_a_body_that_names_nobody_or_no_role(
    lead: Caller, body: dict[str, str], status: int, words: str
) -> None:
    people.outsider()
    before = Membership.objects.count()

    answer = lead.post(MEMBERS, body)

    assert (answer.status_code, Membership.objects.count()) == (status, before)
    assert words in answer.json()["detail"]


def test_an_invitation_is_a_link_that_is_shown_once(lead: Caller) -> None:
    answer = lead.post("projects/idlib/invitations", {"role": "viewer"})

    assert answer.status_code == 201
    assert Caller().client.get(answer.json()["url"]).status_code == 200
    assert Event.objects.filter(verb="person.invited").count() == 1


def test_nobody_changes_or_removes_themselves(lead: Caller) -> None:
    mine = Membership.objects.get(user=people.lead())

    assert lead.post(f"members/{mine.pk}/role", {"role": "viewer"}).status_code == 403
    assert lead.post(f"members/{mine.pk}/remove").status_code == 403
