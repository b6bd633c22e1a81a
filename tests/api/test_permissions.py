"""Who may do what: every route for everybody. Refusals change nothing, and foreign objects look like missing ones."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from annotations.api.urls import urlpatterns
from annotations.models import Event, Revision
from tests.api import worlds
from tests.api.caller import Caller, listed, revision
from tests.api.worlds import World, everybody
from tests.factories import people, projects

NEW = "01930000-0000-7000-8000-000000000001"
OPEN = "200 200 200 200 200 200 200 200 200 200"
MEMBERS = "401 404 200 200 200 200 200 200 401 404"
ANY_LIST = "401 200 200 200 200 200 200 200 401 200"
LABELS = "401 404 200 200 404 200 200 200 401 404"
REVIEWERS = "401 404 403 403 404 200 200 403 401 404"
AGREEMENT = "401 404 {0} 403 403 {0} {0} {0} 401 404"
FILES = "401 404 {0} 404 404 {0} {0} {0} 401 404"
LEADS = "401 404 403 403 403 403 {} 403 401 404"
LEADS_ONLY = "401 404 404 404 404 404 {} {} 401 404"
"""Imports are there for leads; other members do not learn of them."""
VIEWER = {"role": "viewer"}
BATCH = "401 404 403 404 404 403 200 403 401 404"
"""Annotators learn of no batch."""
BLIND = "401 404 200 404 404 200 200 200 401 404"
ADJUDICATORS = "401 404 403 404 404 {0} {0} 403 401 404"
"""Annotators learn nothing of what their colleagues answered."""


@dataclass(frozen=True, slots=True)
class Route:
    """One operation: how it is called in which world, and the statuses for everybody in the order of ``everybody``."""

    name: str
    method: str
    path: str
    statuses: str
    world: Callable[[], World] = worlds.labelled
    body: Callable[[World], Any] = lambda _: None
    if_match: str = ""

    def address(self, world: World) -> str:
        """The path with the ids of this world."""
        return self.path.format(w=world)

    def call(self, caller: Caller, world: World) -> Any:
        """The response to ``caller``."""
        headers = {"If_Match": self.if_match.format(w=world)} if self.if_match else {}
        return caller.call(self.method, self.address(world), self.body(world), **headers)


def decision(world: World) -> Any:
    """Accepts the label."""
    return {"annotation": str(world.label.pk), "seen": str(world.label.head_id), "decision": "accept"}


ROUTES = (
    Route("projects", "GET", "projects", ANY_LIST),
    Route(
        "projects",
        "POST",
        "projects",
        "401 403 403 403 403 403 201 403 401 403",
        body=lambda _: {"slug": "bridges", "name": "Bridges", "protocol": "newsroom"},
    ),
    Route("project", "GET", "projects/idlib", MEMBERS),
    Route("project", "PATCH", "projects/idlib", LEADS.format(200), body=lambda _: {"lease_minutes": 30}),
    Route("project-members", "GET", "projects/idlib/members", "401 404 200 200 200 200 200 200 401 404"),
    Route(
        "project-members",
        "POST",
        "projects/idlib/members",
        LEADS.format(201),
        body=lambda _: {"username": people.outsider().username, "role": "viewer"},
    ),
    Route("project-invitations", "POST", "projects/idlib/invitations", LEADS.format(201), body=lambda _: VIEWER),
    Route("project-checks", "GET", "projects/idlib/checks", "401 404 403 403 403 403 200 200 401 404"),
    Route("member", "PATCH", "members/{w.member.pk}", LEADS_ONLY.format(200, 403), body=lambda _: {"daily_limit": 3}),
    Route("member-role", "POST", "members/{w.member.pk}/role", LEADS_ONLY.format(200, 403), body=lambda _: VIEWER),
    Route("member-remove", "POST", "members/{w.member.pk}/remove", LEADS_ONLY.format(200, 403)),
    Route("member-let-in", "POST", "members/{w.member.pk}/let-in", LEADS_ONLY.format(200, 403)),
    Route("project-batches", "GET", "projects/idlib/batches", MEMBERS),
    Route("project-batches", "POST", "projects/idlib/batches", LEADS.format(201), body=lambda _: {"name": "April"}),
    Route("batch", "PATCH", "batches/{w.batch.pk}", BATCH, body=lambda _: {"priority": 3}, world=worlds.batched),
    Route(
        "batch-share",
        "PUT",
        "batches/{w.batch.pk}/shares/{w.member.pk}",
        BATCH,
        body=lambda _: {"percent": 40},
        world=worlds.batched,
    ),
    Route("project-label-sets", "GET", "projects/idlib/label-sets", MEMBERS),
    Route(
        "project-label-sets",
        "POST",
        "projects/idlib/label-sets",
        LEADS.format(201),
        body=lambda _: {"preset": "binary"},
    ),
    Route("project-label-set", "GET", "projects/idlib/label-sets/stance_news", MEMBERS),
    Route(
        "project-label-set",
        "PUT",
        "projects/idlib/label-sets/stance_news",
        LEADS.format(200),
        body=lambda _: {
            "name": "Sides",
            "labels": [{"name": "For", "style": "favor"}, {"name": "Opposed", "style": "against"}],
        },
        if_match='"1"',
    ),
    Route(
        "project-label-set-merge",
        "POST",
        "projects/idlib/label-sets/verification_default/merge",
        LEADS.format(200),
        body=lambda _: {"label": "too_vague", "into": "not_checkable"},
        if_match='"1"',
    ),
    Route("project-protocol", "GET", "projects/idlib/protocol", MEMBERS),
    Route(
        "project-protocol",
        "PUT",
        "projects/idlib/protocol",
        LEADS.format(200),
        body=lambda _: {"questions": [{"key": "verification", "title": "True?"}]},
        if_match='"1"',
    ),
    Route("project-guidelines", "GET", "projects/idlib/guidelines", MEMBERS),
    Route(
        "project-guidelines",
        "POST",
        "projects/idlib/guidelines",
        LEADS.format(201),
        body=lambda _: {"base_version": "1.0.0", "step": "minor", "markdown": "Be fair."},
    ),
    Route("project-articles", "GET", "projects/idlib/articles", MEMBERS),
    Route(
        "project-articles",
        "POST",
        "projects/idlib/articles",
        "401 404 403 403 403 403 201 403 401 404",
        body=lambda _: {"text": "A third text.\n\nIt rained in July.\n"},
    ),
    Route("article", "GET", "articles/{w.article.pk}", MEMBERS),
    Route("article", "PATCH", "articles/{w.article.pk}", LEADS.format(200), body=lambda _: {"required": 4}),
    Route(
        "article-assignments",
        "POST",
        "articles/{w.article.pk}/assignments",
        LEADS.format(201),
        body=lambda _: {"annotator": str(people.second_annotator().pk)},
    ),
    Route("article-known", "POST", "articles/{w.article.pk}/known-answers", LEADS.format(200)),
    Route(
        "article-freeze",
        "POST",
        "articles/{w.unfrozen.pk}/freeze",
        "401 404 403 403 403 403 200 403 401 404",
    ),
    Route("article-trash", "POST", "articles/{w.article.pk}/trash", LEADS.format(200)),
    Route(
        "article-restore",
        "POST",
        "articles/{w.article.pk}/restore",
        LEADS_ONLY.format(200, 403),
        world=worlds.trashed,
    ),
    Route("project-trash", "POST", "projects/idlib/trash", LEADS.format(200)),
    Route(
        "project-restore",
        "POST",
        "projects/old-bridges/restore",
        "401 404 404 404 404 404 200 403 401 404",
        world=worlds.trashed,
    ),
    Route("trash-articles", "GET", "trash/articles", ANY_LIST, world=worlds.trashed),
    Route("trash-projects", "GET", "trash/projects", ANY_LIST, world=worlds.trashed),
    Route("article-earlier-labels", "GET", "articles/{w.article.pk}/earlier-labels", MEMBERS),
    Route("project-imports", "GET", "projects/idlib/imports", "401 404 403 403 403 403 200 200 401 404"),
    Route(
        "project-imports",
        "POST",
        "projects/idlib/imports",
        LEADS.format(202),
        body=lambda _: {"articles": [{"text": "A third text.\n\nIt rained in July.\n"}]},
    ),
    Route("project-dataset", "POST", "projects/idlib/imports/dataset", LEADS.format(400)),  # a form without files
    Route("import", "GET", "imports/{w.imported.pk}", LEADS_ONLY.format(200, 200), world=worlds.importing),
    Route("import-rows", "GET", "imports/{w.imported.pk}/rows", LEADS_ONLY.format(200, 200), world=worlds.importing),
    Route(
        "import-store",
        "POST",
        "imports/{w.imported.pk}/store",
        LEADS_ONLY.format(200, 403),
        world=worlds.importing,
        body=lambda _: {"skip_bad": True},
    ),
    Route(
        "import-cancel", "POST", "imports/{w.imported.pk}/cancel", LEADS_ONLY.format(200, 403), world=worlds.importing
    ),
    Route("import-retry", "POST", "imports/{w.imported.pk}/retry", LEADS_ONLY.format(409, 403), world=worlds.importing),
    Route("article-split", "GET", "articles/{w.unfrozen.pk}/split", MEMBERS),
    Route("article-split-agreement", "GET", "articles/{w.unfrozen.pk}/split/agreement", MEMBERS),
    Route(
        "article-split-edits",
        "POST",
        "articles/{w.unfrozen.pk}/split/edits",
        "401 404 403 403 403 201 201 403 401 404",
        body=lambda w: {
            "id": NEW,
            "act": "role",
            "statement": str(w.unfrozen.statements.order_by("start")[0].pk),
            "role": "caption",
        },
        if_match='"0"',
    ),
    Route("article-statements", "GET", "articles/{w.article.pk}/statements", MEMBERS),
    Route("statement", "GET", "statements/{w.statement.pk}", MEMBERS),
    Route("project-entities", "GET", "projects/idlib/entities", MEMBERS),
    Route(
        "project-entities",
        "POST",
        "projects/idlib/entities",
        "401 404 403 200 200 200 200 403 401 404",
        body=lambda _: {"name": "The bridge"},
    ),
    Route(
        "entity-pin",
        "POST",
        "entities/{w.entity.pk}/pin",
        "401 404 403 403 403 403 200 403 401 404",
        body=lambda _: {"place": 0},
    ),
    Route(
        "project-bulk",
        "POST",
        "projects/idlib/bulk",
        "401 404 403 403 404 201 201 403 401 404",
        world=worlds.handed_in,
        body=lambda w: {"id": NEW, "kind": "accept", "assignments": [{"assignment": str(w.assignment.pk)}]},
    ),
    Route("bulk", "GET", "bulk/{w.bulk.pk}", "401 404 404 404 404 200 200 200 401 404", world=worlds.accepted_at_once),
    Route(
        "bulk-undo",
        "POST",
        "bulk/{w.bulk.pk}/undo",
        "401 404 404 404 404 200 200 403 401 404",
        world=worlds.accepted_at_once,
    ),
    Route("notices", "GET", "notices", ANY_LIST),
    Route("notices-read", "POST", "notices/read", "401 200 200 200 200 200 200 403 401 200", body=lambda _: {}),
    Route("notices-mail", "GET", "notices/mail", "401 200 200 200 200 200 200 403 401 403"),
    Route(
        "notices-mail",
        "PUT",
        "notices/mail",
        "401 200 200 200 200 200 200 403 401 403",
        body=lambda _: {"email": "me@example.org", "kinds": ["mentioned"]},
    ),
    Route("statement-comments", "GET", "statements/{w.statement.pk}/comments", MEMBERS),
    Route(
        "statement-comments",
        "POST",
        "statements/{w.statement.pk}/comments",
        "401 404 403 201 201 201 201 403 401 404",
        body=lambda _: {"id": NEW, "body": "Who says so?"},
    ),
    Route(
        "thread-resolve",
        "POST",
        "threads/{w.thread.pk}/resolve",
        "401 404 403 200 404 200 200 403 401 404",
        world=worlds.talked,
    ),
    Route(
        "thread-reopen",
        "POST",
        "threads/{w.thread.pk}/reopen",
        "401 404 403 409 404 409 409 403 401 404",
        world=worlds.talked,
    ),
    Route("search-statements", "GET", "projects/idlib/search/statements?q=bridge", MEMBERS),
    Route("search-articles", "GET", "projects/idlib/search/articles?q=bridge", MEMBERS),
    Route("project-figures", "GET", "projects/idlib/figures", AGREEMENT.format(200)),
    Route("project-figure", "GET", "projects/idlib/figures/members", AGREEMENT.format(200)),
    Route("project-export-preview", "GET", "projects/idlib/export/preview", AGREEMENT.format(200)),
    Route("project-exports", "GET", "projects/idlib/exports", AGREEMENT.format(200)),
    Route("project-exports", "POST", "projects/idlib/exports", AGREEMENT.format(202), body=lambda _: {}),
    Route("dataset-file", "GET", "exports/{w.file.pk}", FILES.format(200), world=worlds.exporting),
    Route("dataset-file", "DELETE", "exports/{w.file.pk}", FILES.format(200), world=worlds.exporting),
    Route("dataset-file-content", "GET", "exports/{w.file.pk}/content", FILES.format(409), world=worlds.exporting),
    Route("project-agreement", "GET", "projects/idlib/agreement", AGREEMENT.format(200)),
    Route("project-agreement", "POST", "projects/idlib/agreement", AGREEMENT.format(202), body=lambda _: {}),
    Route(
        "project-agreement-cancel",
        "POST",
        "projects/idlib/agreement/cancel",
        AGREEMENT.format(200),
        world=worlds.measuring,
        body=lambda _: {},
    ),
    Route("project-releases", "GET", "projects/idlib/releases", MEMBERS, world=worlds.released),
    Route(
        "project-releases",
        "POST",
        "projects/idlib/releases",
        LEADS.format(202),
        body=lambda _: {"version": "1.0.0", "title": "Idlib"},
    ),
    Route("release", "GET", "releases/{w.release.pk}", BLIND, world=worlds.released),
    Route(
        "release-withdraw",
        "POST",
        "releases/{w.release.pk}/withdraw",
        "401 404 403 404 404 403 409 403 401 404",
        world=worlds.released,
        body=lambda _: {"reason": "Two labels were swapped."},
    ),
    Route("release-file", "GET", "releases/{w.release.pk}/files/notes/README.md", BLIND, world=worlds.released),
    Route("assignments", "GET", "assignments", ANY_LIST),
    Route(
        "assignment-next",
        "POST",
        "projects/idlib/assignments/next",
        "401 404 403 200 200 200 200 403 401 404",
    ),
    Route("assignment", "GET", "assignments/{w.assignment.pk}", LABELS),
    Route(
        "assignment-heartbeat",
        "POST",
        "assignments/{w.assignment.pk}/heartbeat",
        "401 404 403 204 404 403 403 403 401 404",
    ),
    Route("assignment-after", "POST", "assignments/{w.assignment.pk}/after", "401 404 403 204 404 403 403 403 401 404"),
    Route(
        "assignment-reassign",
        "POST",
        "assignments/{w.assignment.pk}/reassign",
        "401 404 403 403 404 403 200 403 401 404",
        body=lambda _: {"annotator": str(people.second_annotator().pk)},
    ),
    Route("assignment-result", "GET", "assignments/{w.assignment.pk}/result", LABELS, world=worlds.trained),
    Route(
        "assignment-submit",
        "POST",
        "assignments/{w.assignment.pk}/submit",
        "401 404 403 200 404 403 403 403 401 404",
    ),
    Route(
        "assignment-release",
        "POST",
        "assignments/{w.assignment.pk}/release",
        "401 404 403 200 404 403 200 403 401 404",
    ),
    Route("annotations", "GET", "annotations", ANY_LIST),
    Route("annotation", "GET", "annotations/{w.label.pk}", LABELS),
    Route("revision", "GET", "revisions/{w.label.head_id}", LABELS),
    Route(
        "revisions",
        "POST",
        "revisions",
        "401 200 200 200 200 200 200 403 401 200",
        body=lambda w: {
            "revisions": [
                {"id": NEW, "base_seq": 1, **revision(w.assignment, w.statement, projects.answers("refuted"))}
            ]
        },
    ),
    Route(
        "revision",
        "PUT",
        "revisions/01930000-0000-7000-8000-000000000001",
        "401 404 403 201 404 403 403 403 401 404",
        body=lambda w: revision(w.assignment, w.statement, projects.answers("refuted")),
        if_match='"1"',
    ),
    Route("review-open", "POST", "assignments/{w.assignment.pk}/review", REVIEWERS, world=worlds.handed_in),
    Route("assignment-reviews", "GET", "assignments/{w.assignment.pk}/reviews", LABELS, world=worlds.decided),
    Route(
        "assignment-reviews",
        "POST",
        "assignments/{w.assignment.pk}/reviews",
        "401 404 403 403 404 201 201 403 401 404",
        world=worlds.handed_in,
        body=decision,
    ),
    Route(
        "review-blind-answers",
        "POST",
        "assignments/{w.assignment.pk}/blind-answers",
        REVIEWERS,
        world=worlds.blind_first,
        body=lambda w: {"annotation": str(w.label.pk), "seen": str(w.label.head_id), "answers": projects.answers()},
    ),
    Route(
        "review-accept-rest",
        "POST",
        "assignments/{w.assignment.pk}/accept-rest",
        REVIEWERS,
        world=worlds.handed_in,
    ),
    Route(
        "review-finish",
        "POST",
        "assignments/{w.assignment.pk}/finish-review",
        "401 404 403 403 404 200 409 403 401 404",  # Rio holds this review, so that Lea has to wait
        world=worlds.decided,
    ),
    Route("reviews", "GET", "reviews", ANY_LIST, world=worlds.returned),
    Route(
        "review-reply",
        "POST",
        "reviews/{w.review}/reply",
        "401 404 403 200 404 403 403 403 401 404",
        world=worlds.returned,
        body=lambda _: {"action": "taken", "revision": NEW},
    ),
    Route("project-adjudication", "GET", "projects/idlib/adjudication", BLIND, world=worlds.contested),
    Route("statement-adjudication", "GET", "statements/{w.statement.pk}/adjudication", BLIND, world=worlds.contested),
    Route(
        "statement-adjudication",
        "POST",
        "statements/{w.statement.pk}/adjudication",
        ADJUDICATORS.format(201),
        world=worlds.contested,
        body=lambda _: {"answers": projects.answers("refuted")},
        if_match='"{w.version}"',
    ),
    Route(
        "adjudication-reopen",
        "POST",
        "statements/{w.statement.pk}/adjudication/reopen",
        ADJUDICATORS.format(409),  # it is open already
        world=worlds.contested,
        body=lambda _: {"rationale": "There are new minutes."},
        if_match='"{w.version}"',
    ),
    Route(
        "adjudication-approve",
        "POST",
        "statements/{w.statement.pk}/adjudication/approve",
        ADJUDICATORS.format(409),  # there is nothing to approve yet
        world=worlds.contested,
        if_match='"{w.version}"',
    ),
    Route(
        "adjudication-ask",
        "POST",
        "statements/{w.statement.pk}/adjudication/ask-back",
        ADJUDICATORS.format(201),
        world=worlds.contested,
        body=lambda _: {"comment": "Which half is meant?"},
        if_match='"{w.version}"',
    ),
    Route("keys", "GET", "me/keys", ANY_LIST),
    Route("keys", "PUT", "me/keys", "401 200 200 200 200 200 200 403 401 200", body=lambda _: {"acts": {"undo": "z"}}),
    Route("schema", "GET", "schema", OPEN),
    Route("docs", "GET", "docs", OPEN),
)
EXPORT = Route(
    "project-export",
    "GET",
    "projects/idlib/export?view=raw",
    "401 404 200 403 403 200 200 200 401 404",
    world=worlds.handed_in,
)


WORLDS = tuple(dict.fromkeys(route.world for route in ROUTES))


@pytest.mark.django_db
@pytest.mark.parametrize("build", WORLDS)
def test_every_route_answers_everybody_as_the_policy_says(build: Callable[[], World]) -> None:
    world = build()
    callers = everybody(world)
    routes = [route for route in ROUTES if route.world is build]

    found = {
        f"{route.method} {route.name}": " ".join(status_of(route, caller, world) for caller in callers.values())
        for route in routes
    }

    assert found == {f"{route.method} {route.name}": route.statuses for route in routes}


def status_of(route: Route, caller: Caller, world: World) -> str:
    """The status for one caller; what the call wrote is undone, and a refused call may have written nothing."""
    with transaction.atomic():
        before = (Event.objects.count(), Revision.objects.count())
        response = route.call(caller, world)
        if response.status_code >= 400:
            assert (Event.objects.count(), Revision.objects.count()) == before
        transaction.set_rollback(True)
    return str(response.status_code)


@pytest.mark.django_db(transaction=True)
def test_the_export_answers_everybody_as_the_policy_says() -> None:
    world = EXPORT.world()
    callers = everybody(world)

    found = []
    for caller in callers.values():
        response = EXPORT.call(caller, world)
        found.append(str(response.status_code))
        response.close()

    assert " ".join(found) == EXPORT.statuses
    assert Event.objects.filter(verb="dataset.exported").count() == 4


def test_every_route_and_method_has_its_line() -> None:
    methods = {
        (str(pattern.name), method.upper())
        for pattern in urlpatterns
        for method in getattr(pattern.callback, "actions", None) or {"get": ""}
        if pattern.name != "elsewhere" and method != "head"
    }

    assert {(route.name, route.method) for route in (*ROUTES, EXPORT)} == methods


@pytest.mark.django_db
@pytest.mark.parametrize("build", WORLDS)
def test_a_foreign_object_is_answered_like_one_that_is_not_there(build: Callable[[], World]) -> None:
    world = build()
    oz = Caller(people.outsider())

    for route in (route for route in ROUTES if route.world is build and " 404 " in route.statuses):
        foreign, absent = route.call(oz, world), call_for_nothing(route, oz, world)
        assert (route.name, foreign.status_code, foreign.content) == (route.name, 404, absent.content)
        assert foreign.json()["detail"] == "There is nothing here, or it is not shared with you."


def call_for_nothing(route: Route, caller: Caller, world: World) -> Any:
    """The response for an object that does not exist."""
    path = re.sub(r"idlib|[0-9a-f]{8}-[0-9a-f-]{27}", "nowhere", route.address(world))
    missing = path.replace("nowhere", "nowhere" if path.startswith("projects") else str(uuid.UUID(int=7)))
    headers = {"If_Match": route.if_match} if route.if_match else {}
    return caller.call(route.method, missing, route.body(world), **headers)


@pytest.mark.django_db
def test_a_list_holds_nothing_that_its_reader_may_not_open() -> None:
    callers = everybody(worlds.returned())
    readers = ("outsider", "colleague", "foreign token")

    found = {
        who: [len(listed(callers[who], path)) for path in ("assignments", "annotations", "reviews")] for who in readers
    }
    seen = {who: [row["slug"] for row in listed(callers[who], "projects")] for who in readers}

    assert found == {who: [0, 0, 0] for who in readers}
    assert seen == {"outsider": [], "colleague": ["idlib", "elsewhere"], "foreign token": ["elsewhere"]}


@pytest.mark.django_db
def test_an_annotator_sees_a_review_only_when_it_is_finished() -> None:
    world = worlds.decided()
    ada = Caller(people.annotator())

    assert listed(ada, f"assignments/{world.assignment.pk}/reviews") == []
    assert listed(ada, "reviews") == []


@pytest.mark.django_db
def test_a_label_of_one_assignment_is_not_decided_through_another() -> None:
    world = worlds.handed_in()
    bens = projects.submitted(world.project, people.second_annotator())
    rio = Caller(people.reviewer())

    response = rio.post(f"assignments/{bens.pk}/reviews", decision(world))

    assert (response.status_code, response.json()["field"]) == (404, "annotation")
