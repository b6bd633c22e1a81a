"""Agreement reports: asked for, measured on the present labels, kept until they change, stopped."""

import pytest

from annotations.models import AgreementReport, Event, Project
from annotations.queries.agreement import newest
from annotations.queries.agreement_scope import Scope
from annotations.workflow import agreement_measure
from annotations.workflow.agreement import MEASURE, ask_for_agreement, begin_agreement, cancel_agreement, show_progress
from annotations.workflow.agreement_measure import measure_agreement
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.later import is_asked_for
from annotations.workflow.review import decide, finish_review
from tests.factories import agreement, people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return agreement.two_annotators(projects.project())


def ask(project: Project, scope: Scope | None = None, **more) -> AgreementReport:
    return ask_for_agreement(**({"actor": people.lead(), "project": project, "scope": scope or Scope()} | more))


def test_asking_hands_the_work_to_a_worker_and_is_recorded(project: Project) -> None:
    asked = ask(project)
    assert (asked.state, is_asked_for(MEASURE, one_for=asked.pk)) == ("waiting", True)
    assert Event.objects.filter(verb="agreement.asked", object_id=asked.pk).count() == 1


def test_a_report_is_measured_kept_and_recorded(project: Project) -> None:
    report = agreement.measured(project)
    verification = next(one for one in report.figures["questions"] if one["key"] == "verification")
    assert report.state == "done"
    assert report.done == report.total > 0
    assert verification["report"]["figures"]["percent"]["value"] == 0.75
    assert Event.objects.filter(verb="agreement.measured", object_id=report.pk).count() == 1


def test_who_asks_while_it_is_made_gets_the_same_report(project: Project) -> None:
    assert ask(project).pk == ask(project, actor=people.viewer()).pk
    assert AgreementReport.objects.count() == 1


def test_who_asks_when_nothing_changed_gets_what_is_kept(project: Project) -> None:
    kept = agreement.measured(project)
    assert (ask(project).pk, AgreementReport.objects.count()) == (kept.pk, 1)


def test_a_label_that_changes_makes_the_report_old_and_the_next_one_replaces_it(project: Project) -> None:
    kept = agreement.measured(project)
    label = projects.statements(project.articles.first().assignments.first())[0].annotations.first()
    decide(
        actor=people.reviewer(),
        annotation=label,
        seen=label.head_id,
        decision="return",
        reason="guideline",
        proposed=projects.answers("conflicting"),
    )
    assert newest(people.lead(), project, Scope()).changes > 0
    fresh = agreement.measured(project)
    assert (fresh.pk != kept.pk, AgreementReport.objects.count()) == (True, 1)


def test_a_label_that_changes_while_it_is_read_makes_the_report_old_from_the_start(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = agreement_measure.measured

    def slowly(*args, **more):
        projects.article(project, "A late text.\n\nIt came while labels were read.\n")
        return honest(*args, **more)

    monkeypatch.setattr(agreement_measure, "measured", slowly)
    agreement.measured(project)
    assert newest(people.lead(), project, Scope()).changes > 0


def test_looking_at_it_and_measuring_are_no_changes(project: Project) -> None:
    agreement.measured(project)
    agreement.measured(project, Scope(articles="all"))
    assert newest(people.lead(), project, Scope()).changes == 0


def test_a_report_is_stopped_and_nothing_is_kept(project: Project) -> None:
    asked = ask(project)
    cancel_agreement(actor=people.viewer(), report=asked)
    measure_agreement(report_id=asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.figures) == ("cancelled", None)


def test_a_worker_stops_within_a_moment_of_a_cancellation(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(project)

    def cancelled_first(**said):
        cancel_agreement(actor=people.lead(), report=asked)
        return show_progress(**said)

    monkeypatch.setattr(agreement_measure, "show_progress", cancelled_first)
    measure_agreement(report_id=asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.figures, asked.done) == ("cancelled", None, 0)


def test_a_worker_that_takes_over_begins_again(project: Project) -> None:
    asked = ask(project)
    begin_agreement(report_id=asked.pk)
    measure_agreement(report_id=asked.pk)
    asked.refresh_from_db()
    assert asked.state == "done"


def test_what_is_done_is_not_cancelled(project: Project) -> None:
    with pytest.raises(WrongState):
        cancel_agreement(actor=people.lead(), report=agreement.measured(project))


def test_an_error_fails_the_report_and_is_not_hidden(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args, **more):
        raise RuntimeError("no more")

    monkeypatch.setattr(agreement_measure, "measured", broken)
    asked = ask(project)
    with pytest.raises(RuntimeError):
        measure_agreement(report_id=asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.error) == ("failed", "Measuring broke off (RuntimeError).")


def test_annotators_and_outsiders_ask_for_nothing(project: Project) -> None:
    for stranger in (people.annotator(), people.outsider()):
        with pytest.raises(NotAllowed):
            ask(project, actor=stranger)
    assert AgreementReport.objects.count() == 0


@pytest.mark.parametrize(
    ("scope", "field"),
    [
        (Scope(articles="many"), "articles"),
        (Scope(batch="b"), "batch"),
        (Scope(guideline="01930000-0000-7000-8000-000000000001"), "guideline"),
        (Scope(since="yesterday"), "since"),
        (Scope(since="2026-02-02", until="2026-02-01"), "until"),
        (Scope(first="x"), "second"),
        (Scope(first="x", second="y"), "first"),
        (Scope(first="x", second="x"), "second"),
    ],
)
def test_a_scope_that_names_nothing_is_refused_by_its_field(project: Project, scope: Scope, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(project, scope)
    assert refusal.value.extra["field"] == field
    assert AgreementReport.objects.count() == 0


def test_what_a_reviewer_corrects_is_counted_apart(project: Project) -> None:
    work = project.articles.order_by("created_at").first().assignments.get(annotator=people.annotator())
    first, *others = work.annotations.order_by("statement__start")
    decide(
        actor=people.reviewer(),
        annotation=first,
        seen=first.head_id,
        decision="accept_with_changes",
        reason="guideline",
        proposed=projects.answers("conflicting"),
    )
    for other in others:
        decide(actor=people.reviewer(), annotation=other, seen=other.head_id, decision="accept")
    finish_review(actor=people.reviewer(), assignment=work)
    figures = agreement.measured(project).figures
    corrected = figures["corrections"]
    assert (corrected["judged"], corrected["replaced"], corrected["returned"], corrected["rate"]) == (4, 1, 0, 0.25)
    assert [(one["key"], one["changed"]) for one in corrected["questions"]] == [("stance", 0), ("verification", 1)]
    assert figures["questions"][1]["report"]["figures"]["percent"]["value"] == 0.75
