"""My work: the one next thing to do, what came back and why, what waits for review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import Assignment, Project, User
from annotations.queries import visibility
from annotations.queries.my_work import IN_HAND, InHand, MyWork, my_work
from annotations.queries.workbench import answered_today
from annotations.web import access
from annotations.web.page import Page, Section
from factcheck.compiled import Counted


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the person's work in all their projects."""
    user = access.visitor(request)
    work = my_work(user)
    context = {
        "work": work,
        "continue_href": continue_href(work.first) if work.first else "",
        "next_project": next_project(work, request.session.get(access.LAST_PROJECT, "")),
        "returned": [(one, [(item, place(one, item.number)) for item in one.returned]) for one in work.in_hand],
        "others": [(one, continue_href(one)) for one in work.in_hand[1:]],
        "today": answered_today(user.pk),
        "several": len(work.memberships) > 1,
    }
    return render(request, "annotations/home.html", context)


def next_project(work: MyWork, last: str) -> Project | None:
    """Where to take the next article: the project visited last if it has one, else the first that does."""
    projects = [project for project, _count in work.free]
    return next((project for project in projects if project.slug == last), projects[0] if projects else None)


def continue_href(one: InHand) -> str:
    """The workbench at the statement to go on with; its end when all are answered."""
    return place(one, one.at) if one.at else address(one.assignment)


def place(one: InHand, number: int) -> str:
    """The workbench at a statement."""
    return f"{address(one.assignment)}?s={number}#s{number}"


def address(assignment: Assignment) -> str:
    """The workbench of an assignment."""
    return reverse("web:workbench", kwargs={"assignment": assignment.pk})


def in_hand_count(user: User, _project: Project | None) -> int:
    """How many assignments the person has in hand, in all projects; one query."""
    return HELD.of(user.pk)


HELD = Counted(lambda user: visibility.assignments(User(pk=user)).filter(annotator=user, state__in=IN_HAND), "uuid")


PAGES = (Page("home", _("My work"), "", home, "work", Section.WORK, badge=in_hand_count),)
