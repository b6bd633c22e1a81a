"""Annotating is blind: whatever colleagues answer, an annotator reads the very same bytes."""

import pytest
from django.db import transaction

from annotations.models import Annotation, Assignment
from annotations.workflow.annotate import submit
from tests.api.caller import Caller
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

PATHS = (
    "projects",
    "projects/idlib",
    "projects/idlib/articles",
    "projects/idlib/entities",
    "articles/{article}",
    "articles/{article}/statements",
    "assignments",
    "assignments/{mine}",
    "assignments/{mine}/reviews",
    "annotations",
    "annotations?label=supported",
    "annotations?polarity=favor",
    "reviews",
)
FOREIGN = ("assignments/{theirs}", "assignments/{theirs}/reviews", "annotations/{label}", "revisions/{revision}")


def bens_work(status: str) -> Assignment:
    """Ben's labels on Ada's article, handed in and not reviewed."""
    work = Assignment.objects.get(annotator=people.second_annotator())
    statements = projects.statements(work)
    project = work.article.project
    more = {"stances": [projects.stance(project, "jane-doe")]} if status == "supported" else {}
    for statement in statements:
        projects.label(work, statement, projects.answers(status, **more))
    return submit(actor=work.annotator, assignment=work)


def what_ada_reads(work: Assignment, theirs: Assignment) -> dict[str, tuple[int, bytes]]:
    """Status and body of every route an annotator may ask."""
    label = Annotation.objects.filter(assignment=theirs).first()
    assert label is not None
    ids = {
        "article": work.article_id,
        "mine": work.pk,
        "theirs": theirs.pk,
        "label": label.pk,
        "revision": label.head_id,
    }
    ada = Caller(work.annotator)
    found = {path: ada.get(path.format(**ids)) for path in (*PATHS, *FOREIGN)}
    return {path: (response.status_code, response.content) for path, response in found.items()}


def test_an_annotator_reads_the_same_bytes_whatever_a_colleague_answers() -> None:
    project = projects.project()
    projects.article(project)
    mine = projects.label_all(projects.assignment(project))
    projects.assignment(project, people.second_annotator())
    readings = []

    for status in ("supported", "refuted"):
        with transaction.atomic():
            readings.append(what_ada_reads(mine, bens_work(status)))
            transaction.set_rollback(True)

    assert readings[0] == readings[1]
    assert {status for path, (status, _) in readings[0].items() if path in PATHS} == {200}
    assert {status for path, (status, _) in readings[0].items() if path in FOREIGN} == {404}
    assert b"Ben " not in b"".join(body for _, body in readings[0].values())
