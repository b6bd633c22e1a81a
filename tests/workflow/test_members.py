"""Who works in a project."""

import pytest

from annotations.models import Event, Membership, Role, User
from annotations.permissions import can_manage, role_of
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WrongState
from annotations.workflow.members import (
    accept_invitation,
    add_member,
    change_role,
    create_person,
    invite,
    join_by_invitation,
    read_invitation,
    remove_member,
)
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def membership(username: str) -> Membership:
    """The membership of that person."""
    return Membership.objects.get(user__username=username)


def test_pseudonyms_are_counted_and_never_reused() -> None:
    project = projects.project()
    remove_member(actor=people.lead(), membership=membership("vic"))
    added = add_member(actor=people.lead(), project=project, username=people.outsider().username, role=Role.VIEWER)
    assert added.pseudonym == "p06"


def test_somebody_who_left_comes_back_as_the_same_member() -> None:
    project = projects.project()
    remove_member(actor=people.lead(), membership=membership("ada"))
    assert role_of(people.annotator(), project) is None
    back = add_member(actor=people.lead(), project=project, username="ada", role=Role.REVIEWER)
    assert (back.pseudonym, back.role, back.is_active) == ("p03", "reviewer", True)


def test_a_member_is_not_added_twice() -> None:
    project = projects.project()
    with pytest.raises(Duplicate):
        add_member(actor=people.lead(), project=project, username="ada", role=Role.VIEWER)


def test_nobody_changes_their_own_role() -> None:
    projects.project()
    with pytest.raises(NotAllowed, match="own role"):
        change_role(actor=people.lead(), membership=membership("lea"), role=Role.VIEWER)


def test_the_last_lead_stays() -> None:
    project = projects.project()
    change_role(actor=people.lead(), membership=membership("rio"), role=Role.LEAD)
    change_role(actor=people.reviewer(), membership=membership("lea"), role=Role.VIEWER)
    assert can_manage(people.reviewer(), project)
    with pytest.raises(NotAllowed):
        change_role(actor=people.lead(), membership=membership("rio"), role=Role.VIEWER)


@pytest.mark.parametrize("username", ["rio", "ada", "vic"])
def test_only_a_lead_changes_people(username: str) -> None:
    project = projects.project()
    with pytest.raises(NotAllowed):
        add_member(actor=people.person(username), project=project, username="oz", role=Role.LEAD)


def test_an_unknown_role_is_named() -> None:
    project = projects.project()
    with pytest.raises(Invalid, match="role"):
        add_member(actor=people.lead(), project=project, username=people.outsider().username, role="owner")


def test_an_invitation_makes_person_and_membership_in_one_step() -> None:
    project = projects.project()
    token = invite(actor=people.lead(), project=project, role=Role.ANNOTATOR)
    joined = accept_invitation(token=token, username="nia", display_name="Nia New", password="a quiet long password")
    assert (joined.project, joined.role, joined.user.username) == (project, "annotator", "nia")


def test_a_weak_password_makes_nobody() -> None:
    token = invite(actor=people.lead(), project=projects.project(), role=Role.ANNOTATOR)
    with pytest.raises(Invalid) as refusal:
        accept_invitation(token=token, username="nia", display_name="Nia New", password="12345678")
    assert (refusal.value.extra["field"], refusal.value.extra["value"]) == ("password", "")
    assert not User.objects.filter(username="nia").exists()


def test_a_forged_invitation_is_refused() -> None:
    token = invite(actor=people.lead(), project=projects.project(), role=Role.ANNOTATOR)
    with pytest.raises(Invalid, match="invitation"):
        read_invitation(token[:-2] + "xx")


def test_an_invitation_dies_with_its_inviters_role() -> None:
    project = projects.project()
    token = invite(actor=people.lead(), project=project, role=Role.ANNOTATOR)
    change_role(actor=people.lead(), membership=membership("rio"), role=Role.LEAD)
    change_role(actor=people.reviewer(), membership=membership("lea"), role=Role.VIEWER)
    with pytest.raises(Invalid, match="no longer leads"):
        read_invitation(token)


def test_an_invitation_lets_one_person_in() -> None:
    token = invite(actor=people.lead(), project=projects.project(), role=Role.ANNOTATOR)
    accept_invitation(token=token, username="nia", display_name="Nia New", password="a quiet long password")
    with pytest.raises(Invalid, match="each lets one person in"):
        join_by_invitation(actor=people.outsider(), token=token)
    assert not Membership.objects.filter(user=people.outsider()).exists()


def test_somebody_with_an_account_joins_by_invitation() -> None:
    project = projects.project()
    token = invite(actor=people.lead(), project=project, role=Role.REVIEWER)
    assert join_by_invitation(actor=people.outsider(), token=token).role == "reviewer"
    added = Event.objects.filter(verb="member.added").latest("at", "id")
    assert (added.actor, added.caused_by) == (people.lead(), Event.objects.get(verb="person.invited"))


def test_whoever_was_taken_out_does_not_come_back_with_an_older_link() -> None:
    token = invite(actor=people.lead(), project=projects.project(), role=Role.LEAD)
    remove_member(actor=people.lead(), membership=membership("ada"))
    with pytest.raises(Invalid, match="older than the end of your membership"):
        join_by_invitation(actor=people.annotator(), token=token)
    assert membership("ada").is_active is False


def test_a_taken_user_name_is_named() -> None:
    people.lead()
    with pytest.raises(Invalid, match="username"):
        create_person(username="lea", display_name="Another Lea", password="a quiet long password")


def test_the_last_lead_is_not_removed_by_an_operator_either() -> None:
    project = projects.project()
    other = add_member(actor=people.lead(), project=project, username=people.outsider().username, role=Role.LEAD)
    remove_member(actor=people.outsider(), membership=membership("lea"))
    with pytest.raises((WrongState, NotAllowed)):
        remove_member(actor=people.lead(), membership=other)
