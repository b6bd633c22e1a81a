"""How the tests of pages visit them."""

import re

from django.http import HttpResponse
from django.test import Client

from annotations.models import Assignment, Project, User
from annotations.workflow.review import accept_rest, finish_review, open_review
from tests.factories import people, projects

ROLES = {
    "lead": people.lead,
    "reviewer": people.reviewer,
    "annotator": people.annotator,
    "viewer": people.viewer,
    "outsider": people.outsider,
}


def signed_in(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def statuses(path: str) -> dict[str, int]:
    """What a page answers to each role."""
    return {role: signed_in(person()).get(path).status_code for role, person in ROLES.items()}


def main_of(response: HttpResponse) -> str:
    """The page's own part, without the menu and without what is new with each request or each minute."""
    text = response.content.decode()
    inside = text[text.index("<main") : text.index("</main>")]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|Figures as of [^<]*', "", inside)


def words(response: HttpResponse) -> str:
    """The page's own part as words, one blank between them."""
    return " ".join(re.sub(r"<[^>]*>", " ", main_of(response)).split())


def accepted(work: Assignment) -> Assignment:
    """The assignment with every label accepted by Rio."""
    open_review(actor=people.reviewer(), assignment=work)
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)
    work.refresh_from_db()
    return work


def five_stages(slug: str = "idlib") -> Project:
    """A project with articles in every stage: 3 to check, 2 ready, 1 being labelled, 1 labelled, 1 with gold."""
    made = projects.project(slug, annotators_per_article=1, adjudication_policy="single_reviewed")
    numbered = (f"Report {number}\n\nThe bridge number {number} is open.\n" for number in range(1, 9))
    projects.article(made, next(numbered))
    accepted(projects.submitted(made))
    projects.article(made, next(numbered))
    projects.submitted(made)
    projects.article(made, next(numbered))
    projects.assignment(made)
    for _place in range(2):
        projects.article(made, next(numbered))
    for _place in range(3):
        projects.article(made, next(numbered), frozen=False)
    return made
