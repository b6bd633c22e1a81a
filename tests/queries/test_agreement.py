"""Which labels are compared, how they are grouped, and that every cell of the confusion opens what it counts."""

from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import pytest

from annotations.models import Annotation, AnnotationState, Assignment, Batch, Project, Purpose
from annotations.queries import agreement as queries
from annotations.queries.agreement import Cell
from annotations.queries.agreement_labels import GROUPINGS, Given, by_week, choices, grouped, stances
from annotations.queries.agreement_rows import rows
from annotations.queries.agreement_scope import Scope, annotations
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.base import Question
from annotations.workflow.annotate import submit
from annotations.workflow.label_sets import merge_labels
from tests.factories import agreement, people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return agreement.two_annotators(projects.project())


def verification(project: Project, scope: Scope | None = None) -> dict:
    figures = agreement.measured(project, scope).figures
    return next(one for one in figures["questions"] if one["key"] == "verification")


def asked(project: Project, key: str = "verification") -> Question:
    return next(one for one in protocol_in_force(project).scheme.questions if one.key == key)


def test_figures_are_those_of_a_hand_count(project: Project) -> None:
    """Sixteen labels on eight statements: 4 pairs refuted, supported, unverified equal … α = 1 − 15 · 4 / 172."""
    report = verification(project)["report"]
    assert report["size"] == {"units": 8, "pairable": 8, "labels": 16, "annotators": 2, "clusters": 2}
    # supported 6, refuted 6, unverified 4 of 16; observed disagreement 4 of 16 coincidences; Σ n_c n_k = 256 − 88 = 168
    assert report["figures"]["alpha_nominal"]["value"] == pytest.approx(1 - 15 * 4 / 168)
    assert report["figures"]["percent"]["value"] == 0.75
    [pair] = report["pairs"]
    assert {pair["first"], pair["second"]} == {str(people.annotator().pk), str(people.second_annotator().pk)}
    # Cohen: Ada 2/8, 4/8, 2/8; Ben 4/8, 2/8, 2/8 → p_e = (8 + 8 + 4) / 64
    assert pair["figures"]["cohen"]["value"] == pytest.approx((0.75 - 20 / 64) / (1 - 20 / 64))


def test_each_cell_of_the_confusion_opens_exactly_the_statements_it_counts(project: Project) -> None:
    found = verification(project)
    keys = found["label_keys"]
    counted = dict(zip(product(keys, keys), (n for line in found["report"]["confusion"] for n in line), strict=True))
    opened = {
        (row, column): queries.met(people.lead(), project, Scope(), Cell(asked(project), row, column)).count()
        for row, column in counted
    }
    assert opened == counted
    assert {cell: n for cell, n in counted.items() if n} == {
        ("supported", "supported"): 2,
        ("refuted", "refuted"): 2,
        ("unverified", "unverified"): 2,
        ("refuted", "supported"): 2,
        ("supported", "refuted"): 2,
    }


def test_the_confusion_of_a_pair_tells_who_chose_what_and_opens_it(project: Project) -> None:
    pair = Scope(first=str(people.annotator().pk), second=str(people.second_annotator().pk))
    found = verification(project, pair)
    keys = found["label_keys"]
    counted = dict(zip(product(keys, keys), (n for line in found["report"]["confusion"] for n in line), strict=True))
    opened = {
        (row, column): queries.met(people.lead(), project, pair, Cell(asked(project), row, column)).count()
        for row, column in counted
    }
    assert opened == counted
    assert (counted["refuted", "supported"], counted["supported", "refuted"]) == (2, 0)


def test_skipped_stale_open_and_withdrawn_labels_are_not_compared(project: Project) -> None:
    rows_before = annotations(people.lead(), project, Scope()).count()
    some = list(Annotation.objects.order_by("pk")[:4])
    Annotation.objects.filter(pk=some[0].pk).update(is_stale=True)
    Annotation.objects.filter(pk=some[1].pk).update(state=AnnotationState.WITHDRAWN)
    Annotation.objects.filter(pk=some[2].pk).update(state=AnnotationState.DRAFT)
    assert (rows_before, annotations(people.lead(), project, Scope()).count()) == (16, 13)


def test_a_skipped_statement_is_no_answer() -> None:
    made = projects.project()
    agreement.article(made)
    work = projects.assignment(made)
    first, *others = projects.statements(work)
    projects.label(work, first, {"skip": "unreadable"})
    for statement in others:
        projects.label(work, statement)
    submit(actor=work.annotator, assignment=work)
    assert len(choices(annotations(people.lead(), made, Scope()), asked(made))) == 3


def test_labels_that_were_merged_are_one_in_figures_and_cells(project: Project) -> None:
    label_set = project.label_sets.get(key="verification_default")
    merge_labels(
        actor=people.lead(),
        project=project,
        key=label_set.key,
        base_version=label_set.version,
        label="refuted",
        into="supported",
    )
    found = verification(project)
    assert found["report"]["figures"]["percent"]["value"] == 1.0
    assert "refuted" not in found["label_keys"]
    both = Cell(asked(project), "supported", "supported")
    assert queries.met(people.lead(), project, Scope(), both).count() == 6
    place = found["label_keys"].index("supported")
    assert found["report"]["confusion"][place][place] == 6


def test_answers_that_others_are_judged_by_are_no_labels_to_compare(project: Project) -> None:
    Assignment.objects.filter(annotator=people.annotator()).update(purpose=Purpose.KNOWN, slot=None)
    assert annotations(people.lead(), project, Scope()).count() == 8


def test_calibration_is_left_out_unless_it_is_asked_for(project: Project) -> None:
    batch = Batch.objects.create(project=project, name="First week", kind="calibration")
    article = project.articles.order_by("created_at").first()
    project.articles.filter(pk=article.pk).update(batch=batch)
    sizes = {
        scope: annotations(people.lead(), project, scope).count()
        for scope in (Scope(), Scope(articles="calibration"), Scope(articles="all"), Scope("all", batch=str(batch.pk)))
    }
    assert list(sizes.values()) == [8, 8, 16, 8]


def test_groups_are_measured_one_by_one(project: Project) -> None:
    for name, article in zip(("one", "two"), project.articles.order_by("created_at"), strict=True):
        batch = Batch.objects.create(project=project, name=name)
        project.articles.filter(pk=article.pk).update(batch=batch)
    groups = verification(project)["groups"]
    assert [group["figures"]["percent"]["value"] for group in groups["batch"]] == [0.75, 0.75]
    assert [group["size"]["pairable"] for group in groups["batch"]] == [4, 4]
    assert (groups["week"], groups["guideline"]) == ([], [])


def test_stances_are_compared_by_holder_and_target() -> None:
    made = projects.seed_project(annotators_per_article=2)
    for annotator, polarity in ((people.annotator(), "favor"), (people.second_annotator(), "against")):
        work = projects.assignment(made, annotator)
        for place, statement in enumerate(projects.statements(work)):
            marked = [projects.stance(made, "op", polarity)] if place < 2 else None
            projects.label(work, statement, projects.answers(**({"stances": marked} if marked else {})))
        submit(actor=annotator, assignment=work)
    found = agreement.measured(made).figures["questions"][0]
    values = {key: figure["value"] for key, figure in found["stance"]["figures"].items()}
    assert values == {"sentence_f1": 1.0, "tuple_f1": 1.0, "polarity": 0.0}
    assert len(stances(annotations(people.lead(), made, Scope()), asked(made, "stance"))) == 44


def test_the_estimate_is_made_for_verdicts_only_and_only_when_asked(project: Project) -> None:
    assert [one.get("model") for one in agreement.measured(project).figures["questions"]] == [None, None]
    stance, verdict = agreement.measured(project, Scope(model=True)).figures["questions"]
    assert "model" not in stance
    assert (verdict["model"]["units"], verdict["model"]["ties"]) == (8, 2)


def test_flat_rows_hold_every_figure_once(project: Project) -> None:
    found = list(rows(agreement.measured(project).figures))
    keys = [
        tuple(row[name] for name in ("question", "part", "group", "label", "first", "second", "measure"))
        for row in found
    ]
    assert len(keys) == len(set(keys))
    assert {row["part"] for row in found} == {"overall", "mean", "label", "pair", "confusion", "corrections"}
    percent = next(row for row in found if row["question"] == "verification" and row["measure"] == "percent")
    assert (percent["part"], percent["n"], percent["value"]) == ("overall", 8, 0.75)


def test_a_statement_belongs_to_the_week_of_its_last_answer() -> None:
    early, late = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 13, tzinfo=UTC)
    one, two = UUID(int=1), UUID(int=2)
    given = [
        Given(statement, UUID(int=9), UUID(int=8), None, None, at, "supported")
        for statement, at in ((one, early), (one, late), (two, early))
    ]
    assert by_week(given) == ["2026-05-11", "2026-05-11", "2026-04-27"]
    assert list(grouped(given, GROUPINGS[0])) == ["2026-04-27", "2026-05-11"]
    assert grouped(given[:2], GROUPINGS[0]) == {}
