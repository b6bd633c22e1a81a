"""Agreement: somebody asks for it, a worker measures, somebody may stop it. Reports are kept until labels change."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from annotations.models import AgreementReport, Batch, GuidelineVersion, Project, ReportState, User
from annotations.models.agreement import TRANSITIONS, UNFINISHED
from annotations.permissions import can_read_agreement
from annotations.queries.agreement import newest
from annotations.queries.agreement_scope import ARTICLES, Scope, events_so_far
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.later import later

MEASURE = "annotations.jobs.agreement.measure"


@transaction.atomic
def ask_for_agreement(*, actor: User, project: Project, scope: Scope, by_worker: bool = True) -> AgreementReport:
    """A report on the labels in scope: the one of the present labels if there is one, else one that a worker makes.

    Whoever asks while it is being made gets the same one. ``Invalid`` names a part of the scope that is none.
    """
    if not can_read_agreement(actor, project):
        raise NotAllowed("Only leads, reviewers and viewers see how far labels agree.")
    check_scope(project, scope)
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)  # two who ask at once ask for one report
    found = newest(actor, project, scope)
    if found.running is not None:
        if by_worker:
            later(MEASURE, one_for=found.running.pk, report_id=str(found.running.pk))
        return found.running
    if found.report is not None and found.changes == 0:
        return found.report
    report = AgreementReport.objects.create(project=project, actor=actor, scope=asdict(scope), scope_key=scope.key)
    record(actor=actor, verb="agreement.asked", obj=report, project=project, after={"scope": scope.query()})
    if by_worker:
        later(MEASURE, one_for=report.pk, report_id=str(report.pk))
    return report


@transaction.atomic
def cancel_agreement(*, actor: User, report: AgreementReport) -> AgreementReport:
    """Stops a report that is not done; the worker notices within a moment."""
    if not can_read_agreement(actor, report.project):
        raise NotAllowed("Only leads, reviewers and viewers see how far labels agree.")
    row = AgreementReport.objects.select_for_update(of=("self",)).select_related("project").get(pk=report.pk)
    if ReportState.CANCELLED not in TRANSITIONS[row.state]:
        raise WrongState(f"The report is “{row.get_state_display()}”; only one that is not done is cancelled.")
    row.state, row.finished_at = ReportState.CANCELLED, Now()
    row.save(update_fields=["state", "finished_at"])
    record(actor=actor, verb="agreement.cancelled", obj=row, project=row.project)
    row.refresh_from_db()
    return row


@transaction.atomic
def begin_agreement(*, report_id: UUID) -> AgreementReport | None:
    """The report, being made from now on; None when there is nothing to do. A worker that died is followed by another.

    The project's history is counted before any label is read: what happens meanwhile makes the report an old one.
    """
    rows = AgreementReport.objects.select_for_update(of=("self",)).select_related("project", "actor")
    row = rows.filter(pk=report_id, state__in=UNFINISHED).first()
    if row is None:
        return None
    row.state, row.events, row.done = ReportState.RUNNING, events_so_far(row.project), 0
    row.save(update_fields=["state", "events", "done"])
    return row


@transaction.atomic
def show_progress(*, report: AgreementReport, done: int, total: int) -> bool:
    """Says how far it is; False when the report is no longer wanted."""
    rows = AgreementReport.objects.filter(pk=report.pk, state=ReportState.RUNNING)
    return bool(rows.update(done=done, total=total))


@transaction.atomic
def finish_agreement(*, report: AgreementReport, figures: dict[str, object]) -> None:
    """Keeps what was measured, and forgets earlier reports on the scope; nothing when it was cancelled meanwhile."""
    row = _still_running(report)
    if row is None:
        return
    row.state, row.figures, row.finished_at = ReportState.DONE, figures, Now()
    row.done = row.total
    row.save(update_fields=["state", "figures", "finished_at", "done"])
    earlier = AgreementReport.objects.filter(project=row.project_id, scope_key=row.scope_key)
    earlier.exclude(pk=row.pk).exclude(state__in=UNFINISHED).delete()
    record(actor=row.actor, verb="agreement.measured", obj=row, project=row.project, after={"events": row.events})


@transaction.atomic
def fail_agreement(*, report: AgreementReport, error: str) -> None:
    """The worker cannot go on; somebody may ask again."""
    row = _still_running(report)
    if row is None:
        return
    row.state, row.error, row.finished_at = ReportState.FAILED, error[:500], Now()
    row.save(update_fields=["state", "error", "finished_at"])
    record(actor=row.actor, verb="agreement.failed", obj=row, project=row.project, after={"error": row.error})


def _still_running(report: AgreementReport) -> AgreementReport | None:
    rows = AgreementReport.objects.select_for_update(of=("self",)).select_related("project", "actor")
    return rows.filter(pk=report.pk, state=ReportState.RUNNING).first()


def check_scope(project: Project, scope: Scope) -> None:
    """Refuses (``Invalid``) what the project does not know, a period that ends before it begins, half a pair."""
    if scope.articles not in ARTICLES:
        raise Invalid("articles", scope.articles, f"is none of {', '.join(ARTICLES)}")
    if scope.batch and not _known(Batch.objects.filter(project=project), scope.batch):
        raise Invalid("batch", scope.batch, "is no batch of this project")
    if scope.guideline and not _known(GuidelineVersion.objects.filter(project=project), scope.guideline):
        raise Invalid("guideline", scope.guideline, "is no guideline of this project")
    _check_days(scope)
    _check_pair(project, scope)


def _check_days(scope: Scope) -> None:
    for name, day in (("since", scope.since), ("until", scope.until)):
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError:
            raise Invalid(name, day, "is no day such as 2026-05-31") from None
    if scope.since and scope.until and scope.until < scope.since:
        raise Invalid("until", scope.until, "is before since")


def _check_pair(project: Project, scope: Scope) -> None:
    if bool(scope.first) != bool(scope.second):
        raise Invalid("second" if scope.first else "first", "", "is needed: a pair has two annotators")
    if scope.first and scope.first == scope.second:
        raise Invalid("second", scope.second, "is the same person as first")
    for name, key in (("first", scope.first), ("second", scope.second)):
        if key and not _known(User.objects.filter(memberships__project=project), key):
            raise Invalid(name, key, "is nobody in this project")


def _known(rows: QuerySet[Any], key: str) -> bool:
    try:
        return rows.filter(pk=UUID(key)).exists()
    except ValueError:
        return False
