"""The questions of a project, edited."""

from typing import Any

import pytest

from annotations.models import Event, Project
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.errors import Invalid, NotAllowed, SchemaChanged, Stale
from annotations.workflow.label_sets import clone_preset
from tests.factories import people, projects
from tests.factories.projects import answers
from tests.factories.schemes import VERIFICATION, ask, questions

pytestmark = pytest.mark.django_db

WHY = {"key": "", "title": "Why refuted?", "kind": "choice", "label_set": VERIFICATION, "hint": "", "required": True}
ONLY_IF_REFUTED = WHY | {"condition": {"question": "verification", "in": ["refuted"]}}


@pytest.fixture
def project() -> Project:
    return projects.project()


def asked(project: Project) -> list[tuple[str, str, bool]]:
    """Key, title and "required" of the questions in force."""
    return [(one.key, one.title, one.required) for one in protocol_in_force(project).scheme.questions]


def test_questions_are_reordered_renamed_and_made_optional(project: Project) -> None:
    sent = questions(project, stance={"title": " Whose  side? ", "required": False})
    row = ask(project, list(reversed(sent)))
    assert asked(project) == [("verification", "Verification", True), ("stance", "Whose side?", False)]
    event = Event.objects.get(verb="protocol.edited")
    assert (row.version, event.before, event.after) == (2, {"version": 1}, {"version": 2})


def test_a_question_is_added_with_a_condition(project: Project) -> None:
    ask(project, [*questions(project), ONLY_IF_REFUTED])
    assert asked(project)[2] == ("why_refuted", "Why refuted?", True)
    projects.article(project)
    work = projects.assignment(project)
    first, second, *_ = projects.statements(work)
    assert projects.label(work, first, answers("supported")).revision.is_complete
    assert not projects.label(work, second, answers("refuted")).revision.is_complete


def test_a_new_question_may_use_labels_that_were_only_copied(project: Project) -> None:
    made = clone_preset(actor=people.lead(), project=project, preset=VERIFICATION)
    ask(project, [*questions(project), WHY | {"label_set": made.key}])
    question = protocol_in_force(project).scheme.questions[2]
    assert question.label_set is not None
    assert question.label_set.key == "verification_default_2"


def test_answers_to_a_question_that_is_gone_stay_and_new_ones_are_refused(project: Project) -> None:
    projects.article(project)
    work = projects.assignment(project)
    first, second, *_ = projects.statements(work)
    stored = projects.label(work, first, answers("refuted")).revision
    ask(project, questions(project)[:1])
    stored.refresh_from_db()
    assert stored.answers["labels"] == {"verification": ["refuted"]}
    with pytest.raises(SchemaChanged):
        projects.label(work, second, answers("refuted"))
    assert projects.label(work, second, {"no_stance": True}).revision.is_complete


def test_the_same_questions_again_make_no_version(project: Project) -> None:
    assert ask(project, questions(project)).version == 1


def test_what_an_answer_needs_is_changed_and_holds_at_once(project: Project) -> None:
    needs = [{"in": ["refuted"], "what": ["rationale"], "at_least": 1}]
    ask(project, questions(project, verification={"needs": needs}))
    projects.article(project)
    work = projects.assignment(project)
    first, second, third, *_ = projects.statements(work)
    assert projects.label(work, first, answers("supported")).revision.is_complete
    assert not projects.label(work, second, answers("refuted")).revision.is_complete
    assert projects.label(work, third, answers("refuted", rationale="It rained.")).revision.is_complete


def test_needs_that_are_not_sent_stay_as_they_are() -> None:
    project = projects.project(protocol="newsroom")
    before = [one.needs for one in protocol_in_force(project).scheme.questions]
    ask(project, questions(project, verification={"title": "True?"}))
    assert [one.needs for one in protocol_in_force(project).scheme.questions] == before


def wanting(**need: Any) -> dict[str, Any]:
    """A question of which "refuted" needs two sources, with something else about that."""
    return WHY | {"needs": [{"in": ["refuted"], "what": ["evidence"], "at_least": 2} | need]}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ([], "questions"),
        ([WHY | {"title": " "}], "questions[0].title"),
        ([WHY | {"kind": "poem"}], "questions[0].kind"),
        ([WHY | {"label_set": "nothing"}], "questions[0].label_set"),
        ([WHY | {"label_set": "stance_news"}], "questions[0].label_set"),
        ([ONLY_IF_REFUTED], "questions[0].condition.question"),
        ([WHY | {"key": "mine"}], "questions[0].key"),
        ([wanting(**{"in": []})], "questions[0].needs[0].in"),
        ([wanting(**{"in": ["maybe"]})], "questions[0].needs[0].in"),
        ([wanting(what=[])], "questions[0].needs[0].what"),
        ([wanting(what=["luck"])], "questions[0].needs[0].what"),
        ([wanting(what=["intensity"], at_least=1)], "questions[0].needs[0].what"),
        ([wanting(at_least=0)], "questions[0].needs[0].at_least"),
        ([wanting(at_least=21)], "questions[0].needs[0].at_least"),
        ([wanting(what=["searches"])], "questions[0].needs[0].at_least"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_name(project: Project, sent: list[dict[str, Any]], field: str) -> None:
    with pytest.raises(Invalid) as error:
        ask(project, sent)
    assert error.value.extra["field"] == field
    assert protocol_in_force(project).row.version == 1


def test_whoever_had_not_seen_the_newest_version_is_told(project: Project) -> None:
    ask(project, list(reversed(questions(project))))
    with pytest.raises(Stale) as error:
        ask(project, questions(project), base_version=1)
    assert error.value.extra["current"] == {"version": 2}


@pytest.mark.parametrize("username", ["rio", "ada", "vic", "oz"])
def test_only_leads_change_questions(project: Project, username: str) -> None:
    with pytest.raises(NotAllowed):
        ask(project, questions(project), actor=people.person(username))
