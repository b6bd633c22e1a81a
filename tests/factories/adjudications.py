"""Statements on which annotators differ, made through the workflow."""

from collections.abc import Sequence
from typing import Any

from annotations.models import Assignment, Membership, Project, Role, Statement, User
from annotations.queries.docket import Docket, docket
from annotations.workflow.annotate import submit
from annotations.workflow.members import add_member, change_role
from annotations.workflow.rules import change_project
from tests.factories import people, projects

ANNOTATORS = ("ada", "ben", "cleo")


def contested(statuses: Sequence[str] = ("supported", "refuted"), *, slug: str = "idlib", **settings: Any) -> Statement:
    """The first statement of an article, accepted with one status from each annotator; they agree on the others."""
    project = projects.project(slug, annotators_per_article=len(statuses), **settings)
    projects.article(project)
    for name, status in zip(ANNOTATORS, statuses, strict=False):
        labelled(project, name, projects.answers(status))
    return project_statements(project)[0]


def contested_rows(count: int) -> None:
    """An article of which Ada and Ben see the first so many statements differently; both were accepted."""
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    for name, status in (("ada", "supported"), ("ben", "refuted")):
        user = member(project, name)
        work = projects.label_all(projects.assignment(project, user))
        for row in projects.statements(work)[:count]:
            projects.label(work, row, projects.answers(status))
        projects.reviewed(submit(actor=user, assignment=work))


def labelled(project: Project, name: str, first: dict[str, Any]) -> Assignment:
    """The next article, labelled by that annotator: the first statement with ``first``; handed in and accepted."""
    user = member(project, name)
    work = projects.label_all(projects.assignment(project, user))
    projects.label(work, projects.statements(work)[0], first)
    return projects.reviewed(submit(actor=user, assignment=work))


def member(project: Project, name: str, role: str = Role.ANNOTATOR) -> User:
    """The person of that name, a member of the project."""
    user = people.person(name)
    if not Membership.objects.filter(project=project, user=user).exists():
        add_member(actor=people.lead(), project=project, username=name, role=role)
    return user


def second_reviewer(project: Project) -> User:
    """Rob reviews too."""
    return member(project, "rob", Role.REVIEWER)


def promoted(project: Project, user: User) -> User:
    """The person, made a reviewer of the project."""
    row = project.memberships.get(user=user)
    change_role(actor=people.lead(), membership=row, role=Role.REVIEWER)
    return user


def project_statements(project: Project) -> list[Statement]:
    """The project's statements with their article and project, in order of the text."""
    rows = Statement.objects.filter(article__project=project, is_statement=True, state="live")
    return list(rows.select_related("article__project").order_by("article", "start"))


def now(statement: Statement) -> Docket:
    """The statement's docket as it is now."""
    return docket(Statement.objects.select_related("article__project").get(pk=statement.pk))


def ruled(statement: Statement, **rules: Any) -> Statement:
    """The statement, its project's rules changed."""
    statement.article.project = change_project(actor=people.lead(), project=statement.article.project, changes=rules)
    return statement


def worded(texts: Sequence[str], *, slug: str = "idlib", **settings: Any) -> Statement:
    """The first statement of an article under AVeriTeC, with one claim from each annotator; nothing is to be checked.

    The other statements have one claim in common.
    """
    project = projects.project(slug, protocol="averitec", annotators_per_article=len(texts), **settings)
    projects.article(project)
    for name, words in zip(ANNOTATORS, texts, strict=False):
        work = projects.assignment(project, member(project, name))
        first, *others = projects.statements(work)
        projects.label(work, first, claim(words))
        for row in others:
            projects.label(work, row, claim("It is a bridge."))
        projects.reviewed(submit(actor=work.annotator, assignment=work))
    return project_statements(project)[0]


def claim(words: str) -> dict[str, Any]:
    """A body of AVeriTeC for a claim that nobody can check; without words it says nothing of them."""
    return {"labels": {"claim_type": ["opinion"]}, "texts": {"claim_text": words} if words else {}}
