"""How far handed-in work agrees with others is kept, and stays true whatever happens to labels."""

import uuid

import pytest

from annotations.models import Assignment, Comparison, Project, Review, User
from annotations.queries.guidelines import Rule
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_agreement import agreements
from annotations.workflow.annotate import submit
from annotations.workflow.bulk_undo import undo_bulk
from annotations.workflow.label_sets import merge_labels, part_labels
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, finish_review
from tests.factories import adjudications, people, projects, schemes, splits
from tests.factories.bulk import done
from tests.factories.reviews import judge
from tests.workflow.test_races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """Ada and Ben have handed in the same article: four statements, on which they agree nowhere."""
    made = projects.project(annotators_per_article=3)
    projects.article(made)
    projects.submitted(made, people.annotator(), "refuted")
    projects.submitted(made, people.second_annotator(), "too_vague")
    return made


def work_of(person: User) -> Assignment:
    """The person's work as it stands."""
    return Assignment.objects.select_related("article__project").get(annotator=person)


def kept(project: Project) -> dict[str, tuple[int, int]]:
    """Pairs compared and percent that differ by annotator, as they are kept and, first of all, as they are."""
    rows = Comparison.objects.filter(assignment__article__project=project).select_related("assignment__annotator")
    found = agreements([row.assignment for row in rows], protocol_in_force(project).scheme)
    assert {row.pk: (row.pairs, row.same_stance, row.same_labels) for row in rows if row.pairs} == {
        key: (one.pairs, one.same_stance, one.same_labels) for key, one in found.items()
    }
    return {row.assignment.annotator.username: (row.pairs, row.differing) for row in rows}


def test_work_that_nobody_else_has_done_says_so() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    assert kept(made) == {"ada": (0, -1)}


def test_handing_in_compares_everybodys_work_on_the_article(project: Project) -> None:
    assert kept(project) == {"ada": (4, 50), "ben": (4, 50)}
    projects.submitted(project, adjudications.member(project, "cem"), "refuted")
    assert kept(project) == {"ada": (8, 25), "ben": (8, 50), "cem": (8, 25)}


def test_a_reply_compares_others_at_once(project: Project) -> None:
    label = work_of(people.annotator()).annotations.order_by("statement__start")[0]
    proposed = projects.answers("too_vague")
    judge(label, "return", proposed=proposed)
    accept_rest(actor=people.reviewer(), assignment=work_of(people.annotator()))
    finish_review(actor=people.reviewer(), assignment=work_of(people.annotator()))
    returned = Review.objects.get(decision="return")
    reply(actor=people.annotator(), review=returned, action="taken", revision_id=uuid.uuid4())
    assert kept(project)["ben"] == (4, 37)


def test_a_new_guideline_that_opens_labels_takes_them_out(project: Project) -> None:
    schemes.publish(project, "New", Rule("verification", ("refuted",)))
    assert kept(project)["ben"] == (0, -1)


def test_a_statement_cut_anew_is_taken_out_and_comes_back_with_undo(project: Project) -> None:
    article = work_of(people.annotator()).article
    splits.edit(article, "merge", statement=splits.live(article)[2])
    assert kept(project)["ada"][0] == 2
    splits.edit(article, "undo")
    assert kept(project) == {"ada": (4, 50), "ben": (4, 50)}


def test_labels_that_begin_to_count_as_others_are_compared_anew(project: Project) -> None:
    wanted = {"actor": people.lead(), "project": project, "key": schemes.VERIFICATION, "label": "too_vague"}
    merge_labels(base_version=1, into="not_checkable", **wanted)
    projects.submitted(project, adjudications.member(project, "cem"), "not_checkable")
    merged = kept(project)
    part_labels(base_version=2, **wanted)
    assert (merged["ben"], kept(project)["ben"]) == ((8, 25), (8, 50))


def test_a_bulk_act_that_is_undone_leaves_true_figures(project: Project) -> None:
    act = done([work_of(people.annotator())], "return")
    projects.submitted(project, adjudications.member(project, "cem"), "refuted")
    undo_bulk(actor=people.reviewer(), bulk=act)
    assert kept(project)["ada"] == (8, 25)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_of_two_who_hand_in_at_once_each_is_compared_with_the_other() -> None:
    made = projects.project()
    for number in range(5):
        projects.article(made, f"Headline {number}\n\nIt rained all day in town {number}.\n")
        works = [
            projects.label_all(projects.assignment(made, person), "refuted")
            for person in (people.annotator(), people.second_annotator())
        ]
        at_once([lambda work=work: submit(actor=work.annotator, assignment=work) for work in works])
    rows = Comparison.objects.values_list("pairs", "differing")
    assert list(rows) == [(2, 0)] * 10
