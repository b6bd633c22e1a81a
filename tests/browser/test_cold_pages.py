"""A cold load, as it is in production: joined and hashed files, few requests, few bytes, and programs that run."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page, Route, expect

from annotations.models import Assignment
from tests.browser.split_page import address as split_address
from tests.browser.split_page import ready, seed_article
from tests.browser.workbench_page import READY, newest, press, saved, sign_in
from tests.factories import people, projects
from tests.web.visits import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

REQUESTS = 12
BYTES = 150_000
HASHED = {"staticfiles": {"BACKEND": "factcheck.static_files.HashedModules"}}
ELSEWHERE = ["drf_spectacular_sidecar/*", "rest_framework/*", "account/*"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as an installation serves them."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={"default": {}} | HASHED):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=ELSEWHERE)
    return folder


@pytest.fixture
def production(browser_page: Page, collected: Path, settings: Any) -> Iterator[Page]:
    """A page whose static files are the collected ones."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = settings.STORAGES | HASHED

    def serve(route: Route) -> None:
        route.fulfill(path=collected / urlsplit(route.request.url).path.removeprefix("/static/"))

    browser_page.route("**/static/**", serve)
    yield browser_page
    browser_page.unroute("**/static/**")


def cost(page: Page, address: str, collected: Path, person: Any) -> tuple[int, int]:
    """Requests of a first visit, and the bytes they take compressed."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    files = [collected / urlsplit(url).path.removeprefix("/static/") for url in asked if "/static/" in url]
    html = signed_in(person).get(address, headers={"Accept-Encoding": "gzip"})
    assert html["Content-Encoding"] == "gzip"
    return len(asked), len(html.content) + sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_a_cold_workbench_takes_few_requests_and_bytes(production: Page, live_server: Any, collected: Path) -> None:
    work = projects.assignment(projects.seed_project())
    sign_in(production, work.annotator, live_server.url)
    requests, size = cost(production, f"/assignments/{work.pk}/", collected, work.annotator)
    assert (requests <= REQUESTS, size <= BYTES) == (True, True), f"{requests} requests, {size} bytes"


def test_a_cold_split_editor_takes_few_requests_and_bytes(production: Page, live_server: Any, collected: Path) -> None:
    article = seed_article()
    sign_in(production, people.lead(), live_server.url)
    requests, size = cost(production, split_address(article), collected, people.lead())
    assert (requests <= REQUESTS, size <= BYTES) == (True, True), f"{requests} requests, {size} bytes"


def test_the_joined_workbench_labels(production: Page, live_server: Any) -> None:
    work: Assignment = projects.assignment(projects.seed_project())
    sign_in(production, work.annotator, live_server.url)
    production.goto(f"/assignments/{work.pk}/")
    production.locator(READY).wait_for(state="attached")
    press(production, "a 1 o 2")
    saved(production)
    assert newest(work) == [(1, "supported", ["favor"]), (1, "refuted", [])]


def test_the_joined_split_editor_splits(production: Page, live_server: Any) -> None:
    article = seed_article()
    sign_in(production, people.lead(), live_server.url)
    production.goto(split_address(article, 1941))
    ready(production)
    press(production, "Control+ArrowRight " * 19 + "Enter")
    expect(production.locator("[data-fact=statements]")).to_have_text("23 statements")
    saved(production)


def test_every_joined_script_is_a_program(production: Page, live_server: Any, collected: Path) -> None:
    """Imported as modules one after the other: the browser says where one is not even readable."""
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    programs = [path for name, path in names.items() if name.startswith("annotations/js/")]
    production.goto("/accounts/login/")
    said = production.evaluate(
        """async (paths) => {
            const tried = paths.map((path) => import(`/static/${path}`).then(() => "", String));
            return (await Promise.all(tried)).filter((error) => error.startsWith("SyntaxError"));
        }""",
        programs,
    )
    assert said == []
