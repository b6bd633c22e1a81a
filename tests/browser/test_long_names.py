"""The pages of a lead in Chromium, where names are long, without a blank, or written from right to left."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Batch, Project, Release, Role
from annotations.workflow.batches import create_batch
from annotations.workflow.members import add_member, create_person
from annotations.workflow.rules import change_project
from tests.browser.test_review import sign_in
from tests.factories import imports, people, projects, releases, schemes
from tests.web.looking import overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Rechtsschutzversicherungsgesellschaftsmitarbeiterversammlung-Abendausgabe of the town"
ARABIC = "لجنة مراجعة الأخبار والتحقق من تصريحات المسؤولين في المدينة القديمة وما حولها"


@pytest.fixture
def project() -> Project:
    """A project in which everything has such a name."""
    lea, made = people.lead(), projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    change_project(actor=lea, project=made, changes={"name": f"{ARABIC} {LONG}"[:120], "description": LONG * 3})
    for username, name in (("wolf", LONG), ("noor", ARABIC)):
        create_person(username=username, display_name=name, password=people.PASSWORD)
        add_member(actor=lea, project=made, username=username, role=Role.ANNOTATOR)
        create_batch(actor=lea, project=made, name=name)
    schemes.edit(made, schemes.drafts(made, refuted={"name": LONG}, supported={"name": ARABIC}), name=ARABIC)
    projects.town(made, LONG[:60], Batch.objects.get(name=LONG))
    projects.reviewed(projects.submitted(made))
    releases.published(made, title=LONG, notes=ARABIC)
    releases.asked(made, "1.1.0", title=ARABIC)
    imports.checked(made, imports.lines(imports.storm(LONG)))
    return made


def places(project: Project) -> list[str]:
    """The pages of a lead; projects last."""
    labels, release = "label-sets/verification_default/", Release.objects.get(version="1.0.0")
    pages = [
        "", "settings/", "people/", "label-sets/", labels, f"{labels}merge/?label=refuted&into=supported", "protocol/",
        "guidelines/", "guidelines/edit/", "batches/", f"batches/{Batch.objects.get(name=LONG).pk}/", "assignments/",
        "articles/", "releases/", f"releases/{release.pk}/", "export/", "export/files/", "imports/", "imports/new/",
        f"imports/{project.imports.get().pk}/", "search/?q=News", "labels/", "gold/", "targets/",
        f"articles/{project.articles.get().pk}/",
    ]  # fmt: skip
    return [f"/projects/idlib/{page}" for page in pages] + ["/projects/"]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_name_pushes_a_page_beyond_its_window(browser_page: Page, project: Project, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    sign_in(browser_page, people.lead().username, "/projects/idlib/")
    found = {}
    for place in places(project):
        browser_page.goto(place)
        found[place] = overflow(browser_page)
    assert found == dict.fromkeys(found, 0)


@pytest.mark.usefixtures("project")
def test_every_menu_of_a_list_opens_within_a_phone(browser_page: Page) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 800})
    sign_in(browser_page, people.lead().username, "/projects/idlib/")
    for page in ("releases/", "batches/", "assignments/", "articles/"):
        browser_page.goto(f"/projects/idlib/{page}")
        for menu in browser_page.locator(".filter-menu").all():
            menu.locator("summary").press("Enter")
            expect(menu.locator(".menu a").first).to_be_in_viewport(ratio=1)
            menu.locator("summary").press("Enter")
