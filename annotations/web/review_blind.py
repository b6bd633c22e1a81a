"""Answering a statement under review before its label is shown."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from annotations.queries import visibility
from annotations.queries.answers import ShownAnswers
from annotations.queries.protocols import protocol_in_force
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.review import act, assignment_under_review, fragment, number_of, refused, to_page, wants_fragment
from annotations.web.review_draft import draft_from, seen_revision
from annotations.web.review_proposal import proposal
from annotations.web.review_screen import look
from annotations.workflow.errors import WorkflowError
from annotations.workflow.review_blind import answer_first


@require_POST
def answer(request: HttpRequest, entry: ProjectAccess, assignment: UUID, annotation: UUID) -> HttpResponse:
    """Keep the reviewer's own answer; answers with the row, whose label is open now."""
    work = assignment_under_review(request, entry, assignment)
    user = access.visitor(request)
    label = access.found(visibility.annotations(user).filter(assignment=work).select_related("head"), pk=annotation)
    scheme = protocol_in_force(entry.project).scheme
    draft = draft_from(request.POST, scheme)
    try:
        body = proposal(draft, scheme, ShownAnswers({}), entry.project)
        answer_first(actor=user, annotation=label, seen=seen_revision(request.POST), body=body or {})
    except WorkflowError as error:
        return refused(request, entry, label, draft, error)
    screen = look(request, assignment_under_review(request, entry, assignment))
    number = number_of(screen.sheet, label)
    return fragment(request, screen, number) if wants_fragment(request) else to_page(request, work, number)


PAGES = (act("review-answer", gettext_lazy("Answer first"), "answer/<uuid:annotation>/", answer),)
