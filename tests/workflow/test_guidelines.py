"""Guidelines: published in versions; a new one may ask for another look, and loses nothing."""

from typing import Any

import pytest

from annotations.models import Annotation, ArticleState, Assignment, Event, Project, Revision
from annotations.queries.guidelines import Affected, Rule, affected
from annotations.queries.my_work import my_work
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from annotations.workflow.annotate import submit
from annotations.workflow.errors import Invalid, NotAllowed, Stale, WrongState
from annotations.workflow.review import accept_rest, decide, finish_review
from tests.factories import people, projects
from tests.factories.projects import answers
from tests.factories.schemes import publish
from tests.web.visits import accepted

pytestmark = pytest.mark.django_db

REFUTED = Rule("verification", ("refuted",))


@pytest.fixture
def project() -> Project:
    return projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")


def mixed(project: Project) -> Assignment:
    """Ada's article handed in: the first statement refuted, the others supported."""
    projects.article(project)
    work = projects.assignment(project)
    for place, statement in enumerate(projects.statements(work)):
        projects.label(work, statement, answers("supported" if place else "refuted"))
    return submit(actor=people.annotator(), assignment=work)


def states(work: Assignment) -> list[str]:
    """The states of its labels in order of the text."""
    return list(Annotation.objects.filter(assignment=work).order_by("statement__start").values_list("state", flat=True))


@pytest.mark.parametrize(("step", "version"), [("major", "2.0.0"), ("minor", "1.1.0"), ("patch", "1.0.1")])
def test_a_version_follows_by_its_step(project: Project, step: str, version: str) -> None:
    made = publish(project, "# Rules\r\n\r\nBe fair.\r\n", step=step)
    assert (made.version, made.markdown, made.published_by) == (version, "# Rules\n\nBe fair.\n", people.lead())
    assert made.label_sets == [{"key": "stance_news", "version": 1}, {"key": "verification_default", "version": 1}]
    event = Event.objects.filter(verb="guideline.published").latest("at", "id")
    assert (event.before, event.after) == ({"version": "1.0.0"}, {"version": version})


def test_labels_made_from_now_on_record_the_new_version(project: Project) -> None:
    publish(project)
    mixed(project)
    assert set(Revision.objects.values_list("guideline__version", flat=True)) == {"1.1.0"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"markdown": "  \n"}, "markdown"),
        ({"markdown": "x" * 60_001}, "markdown"),
        ({"markdown": "a\0b"}, "markdown"),
        ({"step": "huge"}, "step"),
        ({"again": (Rule("nothing"),)}, "again[0].question"),
        ({"again": (Rule("verification", ("true",)),)}, "again[0].labels"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_name(project: Project, more: dict[str, Any], field: str) -> None:
    rules = more.pop("again", ())
    with pytest.raises(Invalid) as error:
        publish(project, more.pop("markdown", "New"), *rules, **more)
    assert error.value.extra["field"] == field
    assert [row.version for row in project.guidelines.all()] == ["1.0.0"]


def test_the_same_text_is_no_new_version_unless_it_asks_for_another_look(project: Project) -> None:
    same = guideline_in_force(project)
    assert same is not None
    with pytest.raises(Invalid, match=r"is what version 1\.0\.0 says already"):
        publish(project, same.markdown)
    assert publish(project, same.markdown, REFUTED).version == "1.1.0"


def test_whoever_had_not_seen_the_newest_version_is_told(project: Project) -> None:
    publish(project)
    with pytest.raises(Stale) as error:
        publish(project, "Other", base_version="1.0.0")
    assert error.value.extra["current"] == {"version": "1.1.0"}


@pytest.mark.parametrize("username", ["rio", "ada", "vic", "oz"])
def test_only_leads_publish(project: Project, username: str) -> None:
    with pytest.raises(NotAllowed):
        publish(project, actor=people.person(username))


# ---- another look ------------------------------------------------------------------------------------------------


def test_the_preview_counts_and_writes_nothing(project: Project) -> None:
    work = mixed(project)
    scheme, n = protocol_in_force(project).scheme, len(states(work))
    assert affected(project, scheme, [REFUTED]) == Affected(1, 1, 1)
    assert affected(project, scheme, [Rule("verification")]) == Affected(n, n, 1)
    assert affected(project, scheme, [Rule("stance", ("favor",))]) == Affected(0, 0, 0)
    assert affected(project, scheme, [Rule("stance")]) == Affected(n, n, 1)
    assert set(states(work)) == {"submitted"}


def test_affected_labels_open_again_with_everything_in_them(project: Project) -> None:
    work = mixed(project)
    made = publish(project, "New", REFUTED)
    work.refresh_from_db()
    assert (work.state, work.return_reason, states(work)) == (
        "returned",
        "guideline",
        ["draft", *["submitted"] * (len(states(work)) - 1)],
    )
    label = Annotation.objects.get(assignment=work, state="draft")
    assert label.head is not None
    assert (label.again_for, label.head.answers["labels"]) == (made, {"verification": ["refuted"]})
    event = Event.objects.filter(verb="guideline.published").latest("at", "id")
    assert event.after == {"version": "1.1.0", "asked_again": 1}
    assert not Event.objects.filter(verb="assignment.returned").exists()


def test_the_annotator_finds_it_in_their_work(project: Project) -> None:
    mixed(project)
    publish(project, "New", REFUTED)
    first = my_work(people.annotator()).first
    assert first is not None
    assert (first.is_again, first.is_recut, first.at) == (True, False, 1)


def test_looked_at_again_it_is_handed_in_and_reviewed_once_more(project: Project) -> None:
    work = accepted(mixed(project))
    publish(project, "New", REFUTED)
    work.article.refresh_from_db()
    assert work.article.state == ArticleState.LABELLED
    with pytest.raises(WrongState, match="1 statement has no answer yet"):
        submit(actor=people.annotator(), assignment=work)
    projects.label(work, projects.statements(work)[0], answers("refuted"))
    submit(actor=people.annotator(), assignment=work)
    work.article.refresh_from_db()
    assert work.article.done == 1
    accepted(work)
    work.article.refresh_from_db()
    assert (work.article.state, set(states(work))) == (ArticleState.ADJUDICATED, {"accepted"})


def test_a_decision_on_the_earlier_answer_does_not_judge_the_new_one(project: Project) -> None:
    work = mixed(project)
    label = work.annotations.order_by("statement__start").first()
    assert label is not None
    assert label.head_id is not None
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="accept")
    publish(project, "New", REFUTED)
    projects.label(work, projects.statements(work)[0], answers("supported"))
    work.refresh_from_db()
    work = submit(actor=people.annotator(), assignment=work)
    with pytest.raises(WrongState, match="statements have no decision yet"):
        finish_review(actor=people.reviewer(), assignment=work)
    assert accept_rest(actor=people.reviewer(), assignment=work) == len(states(work))


def test_work_in_hand_stays_in_hand_with_the_label_open(project: Project) -> None:
    projects.article(project)
    work = projects.label_all(projects.assignment(project), "refuted")
    publish(project, "New", REFUTED)
    work.refresh_from_db()
    assert (work.state, set(states(work))) == ("active", {"draft"})


def test_a_label_counts_by_the_one_it_was_merged_into(project: Project) -> None:
    from tests.workflow.test_label_sets import merge

    projects.article(project)
    projects.submitted(project, status="too_vague")
    merge(project)
    found = affected(project, protocol_in_force(project).scheme, [Rule("verification", ("not_checkable",))])
    assert found.people == 1
