"""Labels of two annotators that differ where a test wants them to, and reports on them, made through the workflow."""

from collections.abc import Sequence

from annotations.models import AgreementReport, Article, Assignment, Project, User
from annotations.queries.agreement_scope import Scope
from annotations.workflow.agreement import ask_for_agreement
from annotations.workflow.agreement_measure import measure_agreement
from annotations.workflow.annotate import submit
from annotations.workflow.assign import take_next
from tests.factories import people, projects

BRIDGE, PIER = (
    f"{place} opens bridge\n\nThe bridge in {place} is safe.\nEngineers doubt that.\nThe old one fell in 2019.\n"
    for place in ("Alder", "Merrow")
)


def article(project: Project, text: str = BRIDGE) -> Article:
    """A frozen article of four statements: the headline and three sentences."""
    return projects.article(project, text)


def labelled(project: Project, annotator: User, *statuses: Sequence[str]) -> list[Assignment]:
    """One article of the queue for each list of statuses, one status a statement, handed in."""
    done = []
    for wanted in statuses:
        work = take_next(actor=annotator, project=project)
        assert work is not None, "the project has no article to take"
        for statement, status in zip(projects.statements(work), wanted, strict=True):
            projects.label(work, statement, projects.answers(status))
        done.append(submit(actor=annotator, assignment=work))
    return done


def two_annotators(project: Project) -> Project:
    """Two articles of four statements each, labelled by Ada and Ben: equal on six of eight.

    Where Ada says refuted Ben says supported, once in each article.
    """
    article(project, BRIDGE)
    article(project, PIER)
    same = ["supported", "refuted", "unverified"]
    labelled(project, people.annotator(), ["refuted", *same], ["refuted", *same])
    labelled(project, people.second_annotator(), ["supported", *same], ["supported", *same])
    return project


def measured(project: Project, scope: Scope | None = None, actor: User | None = None) -> AgreementReport:
    """What a worker finds when Lea asks."""
    asked = ask_for_agreement(actor=actor or people.lead(), project=project, scope=scope or Scope())
    measure_agreement(report_id=asked.pk)
    asked.refresh_from_db()
    return asked
