"""Projects, articles and labels, all made through the workflow."""

import uuid
from typing import Any

from annotations.imports import demo, seeds
from annotations.models import Annotation, Article, Assignment, Batch, Entity, Project, Role, Statement, User
from annotations.workflow.annotate import save_revision, submit
from annotations.workflow.assign import take_next
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.freeze import freeze
from annotations.workflow.ingest import import_article
from annotations.workflow.members import add_member
from annotations.workflow.projects import create_project
from annotations.workflow.review import accept_rest, finish_review
from annotations.workflow.saving import Saved
from tests.factories import people

SHORT_TEXT = """\
Mayor opens bridge

"The bridge is safe," Mayor Jane Doe said on Monday.
Engineers doubt that. The old bridge fell in 2019.
"""


def project(slug: str = "idlib", **settings: Any) -> Project:
    """A project with everybody of ``people`` but the outsider in their role."""
    made = create_project(actor=people.lead(), slug=slug, name=slug.replace("-", " ").title(), **settings)
    for user, role in (
        (people.reviewer(), Role.REVIEWER),
        (people.annotator(), Role.ANNOTATOR),
        (people.second_annotator(), Role.ANNOTATOR),
        (people.viewer(), Role.VIEWER),
    ):
        add_member(actor=people.lead(), project=made, username=user.username, role=role)
    return made


def seed_project(slug: str = "idlib", **settings: Any) -> Project:
    """A project with the seed article, its hand-checked split frozen and five targets pinned."""
    made = project(slug, **settings)
    demo.import_seed(actor=people.lead(), project=made)
    return made


def article(project: Project, text: str = SHORT_TEXT, *, frozen: bool = True, **facts: Any) -> Article:
    """An article split by the machine."""
    made = import_article(actor=people.lead(), project=project, draft=ArticleDraft(text=text, **facts))
    return freeze(actor=people.lead(), article=made) if frozen else made


def town(project: Project, name: str, batch: Batch | None = None, **facts: Any) -> Article:
    """A short frozen article of two statements, told apart by its town."""
    text = f"News from {name}\n\nIt rained all day in {name}.\n"
    made = import_article(actor=people.lead(), project=project, draft=ArticleDraft(text=text, **facts), batch=batch)
    return freeze(actor=people.lead(), article=made)


def assignment(project: Project, annotator: User | None = None) -> Assignment:
    """The next article of the queue, taken by ``annotator`` (Ada)."""
    taken = take_next(actor=annotator or people.annotator(), project=project)
    assert taken is not None, "the project has no article to take"
    return taken


def statements(assignment: Assignment) -> list[Statement]:
    """What is labelled in the assignment, in order of the text."""
    return list(assignment.article.statements.filter(is_statement=True).order_by("start"))


def answers(status: str = "unverified", **more: Any) -> dict[str, Any]:
    """A complete body of the quick protocol: no stance, and a status."""
    return {"labels": {"verification": [status]}, "no_stance": "stances" not in more, **more}


def stance(project: Project, target: str, polarity: str = "favor", holder: str | None = None) -> dict[str, Any]:
    """A stance towards the entity of that key; the article's voice holds it unless ``holder`` names a key."""
    keys = dict(Entity.objects.filter(project=project).values_list("key", "pk"))
    return {
        "holder_kind": "entity" if holder else "author",
        "holder": str(keys[holder]) if holder else None,
        "target_kind": "entity",
        "target": str(keys[target]),
        "polarity": polarity,
    }


def label(
    assignment: Assignment, statement: Statement, body: dict[str, Any] | None = None, *, base_seq: int | None = None
) -> Saved:
    """Saves ``body`` (default ``answers()``) on top of the newest version."""
    newest = Annotation.objects.filter(assignment=assignment, statement=statement).first()
    return save_revision(
        actor=assignment.annotator,
        assignment=assignment,
        statement=statement,
        revision_id=uuid.uuid4(),
        base_seq=(newest.seq if newest else 0) if base_seq is None else base_seq,
        body=answers() if body is None else body,
    )


def label_all(assignment: Assignment, status: str = "unverified") -> Assignment:
    """Every statement with ``answers(status)``."""
    for statement in statements(assignment):
        label(assignment, statement, answers(status))
    return assignment


def submitted(project: Project, annotator: User | None = None, status: str = "unverified") -> Assignment:
    """The next article taken, labelled with one status throughout, and handed in."""
    work = label_all(assignment(project, annotator), status)
    return submit(actor=work.annotator, assignment=work)


def reviewed(assignment: Assignment) -> Assignment:
    """Rio accepts every label and finishes the review."""
    accept_rest(actor=people.reviewer(), assignment=assignment)
    return finish_review(actor=people.reviewer(), assignment=assignment)


def submitted_seed(project: Project, annotator: User | None = None) -> Assignment:
    """The seed article labelled with ``seeds/demo_labels.json`` and handed in."""
    return demo.label_seed(annotator=annotator or people.annotator(), project=project)


__all__ = [
    "SHORT_TEXT",
    "answers",
    "article",
    "assignment",
    "label",
    "label_all",
    "project",
    "reviewed",
    "seed_project",
    "seeds",
    "stance",
    "statements",
    "submitted",
    "submitted_seed",
    "town",
]
