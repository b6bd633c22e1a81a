"""Reviews over the API: a decision about single answers, and what comes back of it."""

import pytest

from annotations.models import Review
from annotations.workflow.annotate import submit
from tests.api.caller import Caller
from tests.factories import people, projects
from tests.factories.reviews import two_sides

pytestmark = pytest.mark.django_db


def test_a_decision_names_one_stance_and_reads_back_whole() -> None:
    project = projects.project(annotators_per_article=1)
    projects.article(project)
    work = projects.label_all(projects.assignment(project))
    projects.label(work, projects.statements(work)[0], two_sides(project))
    submit(actor=work.annotator, assignment=work)
    label = work.annotations.get(statement=projects.statements(work)[0])
    sent = {
        "annotation": str(label.pk),
        "seen": str(label.head_id),
        "decision": "return",
        "reason": "overread",
        "about": [{"question": "stance", "part": 1}, {"question": "verification"}],
    }
    answer = Caller(people.reviewer()).post(f"assignments/{work.pk}/reviews", sent)
    told = [(one["question"], one["part"], one["proposes"]) for one in answer.json()["items"]]
    assert (answer.status_code, answer.json()["is_partial"]) == (201, True)
    assert told == [("stance", 1, False), ("verification", None, False)]


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ([{"question": "mood"}], "about[0].question"),
        ([{"question": "verification", "part": 0}], "about[0].part"),
        ({"question": "verification"}, "about"),
    ],
)
def test_a_bad_name_names_its_field_and_decides_nothing(about: object, field: str) -> None:
    project = projects.project()
    projects.article(project)
    work = projects.submitted(project)
    label = work.annotations.first()
    assert label is not None
    sent = {"annotation": str(label.pk), "seen": str(label.head_id), "decision": "return", "reason": "overread"}
    answer = Caller(people.reviewer()).post(f"assignments/{work.pk}/reviews", sent | {"about": about})
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert not Review.objects.exists()
