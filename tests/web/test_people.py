"""People, invitations and projects: who reads, who changes, how somebody new comes in."""

import re
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from annotations import schemes
from annotations.models import Membership, Project, Role, User
from annotations.workflow import members
from annotations.workflow.members import add_member, invite, read_invitation, remove_member
from tests.factories import people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

PATH = "/projects/idlib/people/"


def told(page: Any) -> list[str]:
    """What the messages of a page say."""
    return [str(message) for message in page.context["messages"]]


def member(made: Project, user: User) -> Membership:
    return made.memberships.get(user=user)


# ---- the list ----------------------------------------------------------------------------------------------------


def test_members_see_the_list_and_outsiders_do_not() -> None:
    projects.project()
    assert statuses(PATH) == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}


def test_the_list_tells_role_and_name_in_exports_leads_first() -> None:
    projects.project()
    page = signed_in(people.viewer()).get(PATH)
    assert [(str(one.user), one.role, one.pseudonym) for one in page.context["members"]] == [
        ("Lea Lead", "lead", "p01"),
        ("Rio Reviewer", "reviewer", "p02"),
        ("Ada Annotator", "annotator", "p03"),
        ("Ben Annotator", "annotator", "p04"),
        ("Vic Viewer", "viewer", "p05"),
    ]
    assert "<form" not in page.content.decode().split("<main")[1]


def test_a_lead_adds_changes_and_removes() -> None:
    made = projects.project()
    lead = signed_in(people.lead())
    oz = people.outsider()
    assert told(lead.post(f"{PATH}add/", {"username": "oz", "role": "annotator"}, follow=True)) == [
        "Oz Outsider is in the project now."
    ]
    door = f"{PATH}{member(made, oz).pk}/"
    assert told(lead.post(door, {"role": "viewer"}, follow=True)) == ["Oz Outsider is Viewer now."]
    assert told(lead.post(door, {"role": "viewer", "act": "remove"}, follow=True)) == [
        "Oz Outsider has left the project; their labels stay."
    ]
    assert (member(made, oz).role, member(made, oz).is_active) == ("viewer", False)
    assert signed_in(oz).get(PATH).status_code == 404


@pytest.mark.parametrize(
    ("username", "field", "reason"),
    [
        ("nobody", "username", "is nobody who can sign in; send an invitation instead"),
        ("ada", "username", "Ada Annotator is a member already."),
    ],
)
def test_an_addition_that_fails_names_the_field(username: str, field: str, reason: str) -> None:
    projects.project()
    page = signed_in(people.lead()).post(f"{PATH}add/", {"username": username, "role": "annotator"})
    assert (page.status_code, list(page.context["add_form"].errors)) == (400, [field])
    assert reason in page.context["add_form"].errors[field][0]


def test_a_lead_cannot_change_themselves_and_hears_why() -> None:
    made = projects.project()
    page = signed_in(people.lead()).post(f"{PATH}{member(made, people.lead()).pk}/", {"role": "viewer"}, follow=True)
    assert told(page) == ["Nobody changes their own role: ask another lead."]


@pytest.mark.parametrize("door", ["add/", "invite/", "member"])
def test_only_leads_change_anything(door: str) -> None:
    made = projects.project()
    ada = member(made, people.annotator())
    path = f"{PATH}{ada.pk}/" if door == "member" else f"{PATH}{door}"
    said = {"username": "oz", "role": "lead"}
    answers = {
        person.username: signed_in(person).post(path, said).status_code
        for person in (people.reviewer(), people.annotator(), people.viewer(), people.outsider())
    }
    assert answers == {"rio": 403, "ada": 403, "vic": 403, "oz": 404}
    ada.refresh_from_db()
    assert ada.role == "annotator"


def test_a_member_of_another_project_is_not_found_here() -> None:
    other = projects.project("other")
    projects.project()
    path = f"{PATH}{member(other, people.annotator()).pk}/"
    assert signed_in(people.lead()).post(path, {"role": "viewer"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_newcomer_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    made = projects.project()
    for number in range(count):
        people.person(f"new{number}")
        add_member(actor=people.lead(), project=made, username=f"new{number}", role=Role.VIEWER)
    lead = signed_in(people.lead())
    lead.get(PATH)
    with django_assert_num_queries(7):
        lead.get(PATH)


# ---- invitations -------------------------------------------------------------------------------------------------

JOIN = {
    "display_name": "Nia New",
    "username": "nia",
    "password": "a long and quiet river",
    "again": "a long and quiet river",
}


def door(made: Project, role: str = "annotator") -> str:
    """The address that an invitation leads to."""
    return f"/invitation/{invite(actor=people.lead(), project=made, role=role)}/"


def test_an_invitation_link_is_shown_once_and_lets_somebody_in() -> None:
    made = projects.project()
    page = signed_in(people.lead()).post(f"{PATH}invite/", {"role": "reviewer"})
    link = re.search(r"http://testserver(/invitation/[^<]+/)", page.content.decode())
    assert link is not None
    assert "/invitation/" not in signed_in(people.lead()).get(PATH).content.decode()
    newcomer = Client()
    assert "Lea Lead invites you as Reviewer." in words(newcomer.get(link[1]))
    assert newcomer.post(link[1], JOIN).headers["Location"] == "/projects/idlib/"
    assert newcomer.get(PATH).status_code == 200
    assert member(made, User.objects.get(username="nia")).role == "reviewer"


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"username": "ada"}, "username", "This user name is taken."),
        ({"username": "not a name"}, "username", "Enter a valid username."),
        ({"password": "short", "again": "short"}, "password", "This password is too short."),
        ({"again": "another river"}, "again", "The two passwords differ."),
        ({"display_name": ""}, "display_name", "This field is required."),
    ],
)
def test_joining_that_fails_names_the_field_and_makes_nobody(said: dict[str, str], field: str, reason: str) -> None:
    made = projects.project()
    page = Client().post(door(made), JOIN | said)
    assert (page.status_code, list(page.context["form"].errors)) == (400, [field])
    assert reason in page.context["form"].errors[field][0]
    assert not User.objects.filter(username="nia").exists()


def test_a_forged_invitation_gets_a_page_that_says_so() -> None:
    made = projects.project()
    forged = signing.dumps({"project": str(made.pk), "role": "lead", "by": str(people.lead().pk)}, salt="another")
    for address in (f"/invitation/{forged}/", "/invitation/nonsense/", door(made)[:-4] + "xxx/"):
        page = Client().post(address, JOIN)
        assert page.status_code == 404
        assert "It is not valid; ask for a new one (they last 7 days)." in words(page)
    assert not User.objects.filter(username="nia").exists()


def test_an_invitation_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    address = door(projects.project())
    monkeypatch.setattr(members, "INVITATION_DAYS", -1)
    assert Client().get(address).status_code == 404


def test_an_invitation_ends_when_its_sender_no_longer_leads() -> None:
    made = projects.project()
    add_member(actor=people.lead(), project=made, username=people.outsider().username, role=Role.LEAD)
    address = f"/invitation/{invite(actor=people.outsider(), project=made, role='viewer')}/"
    remove_member(actor=people.lead(), membership=member(made, people.outsider()))
    assert "comes from somebody who no longer leads that project" in words(Client().get(address))


def test_somebody_who_is_signed_in_joins_with_the_account_they_have() -> None:
    made = projects.project()
    oz, address = signed_in(people.outsider()), door(made, "viewer")
    assert "You are signed in as Oz Outsider." in words(oz.get(address))
    assert oz.post(address).headers["Location"] == "/projects/idlib/"
    assert member(made, people.outsider()).role == "viewer"


def test_an_invitation_does_not_raise_a_members_role() -> None:
    made = projects.project()
    signed_in(people.annotator()).post(door(made, "lead"))
    assert member(made, people.annotator()).role == "annotator"


def test_the_token_is_for_invitations_only() -> None:
    made = projects.project()
    token = invite(actor=people.lead(), project=made, role="viewer")
    assert read_invitation(token).role == "viewer"
    with pytest.raises(signing.BadSignature):
        signing.loads(token)


# ---- projects ----------------------------------------------------------------------------------------------------

NEW = {
    "name": "Bridges",
    "slug": "bridges",
    "protocol": "quick",
    "annotators_per_article": 3,
    "adjudication_policy": "majority",
}


def test_everybody_sees_their_own_projects() -> None:
    projects.project()
    assert "Idlib Lead" in words(signed_in(people.lead()).get("/projects/"))
    assert "You are in no project yet" in words(signed_in(people.outsider()).get("/projects/"))


def test_whoever_starts_a_project_leads_it() -> None:
    opal = signed_in(people.operator())
    assert opal.post("/projects/", NEW).headers["Location"] == "/projects/bridges/"
    made = Project.objects.get(slug="bridges")
    assert (made.annotators_per_article, made.adjudication_policy) == (3, "majority")
    assert [(one.user.username, one.role) for one in made.memberships.all()] == [("opal", "lead")]


@pytest.mark.parametrize(("name", "address"), [("Ölçüm 2026", "olcum-2026"), ("Idlib", "idlib-2"), ("桥", "project")])
def test_an_address_that_is_left_empty_is_made_of_the_name(name: str, address: str) -> None:
    projects.project()
    lea = signed_in(people.lead())
    assert lea.get("/projects/", {"name": name}).context["form"]["slug"].value() == address
    made = lea.post("/projects/", NEW | {"name": name, "slug": ""})
    assert made.headers["Location"] == f"/projects/{address}/"


@pytest.mark.parametrize(
    ("protocol", "questions"),
    [
        ("quick", ["stance", "verification"]),
        ("newsroom", ["check_worthiness", "verification", "evidence", "stance", "subjectivity"]),
        (
            "averitec",
            ["claim_text", "claim_type", "checks", "evidence", "strategy", "verification", "justification"],
        ),
        ("stance_tuples", ["stance"]),
    ],
)
def test_a_new_project_asks_what_its_protocol_asks(protocol: str, questions: list[str]) -> None:
    signed_in(people.operator()).post("/projects/", NEW | {"protocol": protocol})
    made = Project.objects.get(slug="bridges")
    (copied,) = made.protocols.all()
    assert (copied.key, [one.key for one in copied.questions.all()]) == (protocol, questions)
    assert made.guidelines.get().markdown == schemes.protocol(protocol).guideline


def test_operators_and_leads_start_projects_and_nobody_else() -> None:
    projects.project()
    persons = (people.lead(), people.reviewer(), people.annotator(), people.viewer(), people.outsider())
    made = {
        p.username: signed_in(p).post("/projects/", NEW | {"slug": f"by-{p.username}"}).status_code for p in persons
    }
    assert made == {"lea": 302, "rio": 403, "ada": 403, "vic": 403, "oz": 403}
    assert 'id="new"' not in signed_in(people.annotator()).get("/projects/").content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"slug": "idlib"}, "slug"),
        ({"slug": "a b"}, "slug"),
        ({"annotators_per_article": 0}, "annotators_per_article"),
        ({"annotators_per_article": 21}, "annotators_per_article"),
        ({"adjudication_policy": "dice"}, "adjudication_policy"),
        ({"protocol": "slow"}, "protocol"),
        ({"protocol": ""}, "protocol"),
        ({"name": ""}, "name"),
    ],
)
def test_a_project_that_cannot_be_started_names_the_field(said: dict[str, Any], field: str) -> None:
    projects.project()
    page = signed_in(people.lead()).post("/projects/", NEW | said)
    assert (page.status_code, list(page.context["form"].errors)) == (400, [field])
    assert Project.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_projects_cost_the_same_for_one_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        projects.project(f"number-{number}")
    lead = signed_in(people.lead())
    lead.get("/projects/")
    with django_assert_num_queries(8):
        lead.get("/projects/")
