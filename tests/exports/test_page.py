"""The export page: who may open it, what it shows, and that it works without a script."""

import gzip
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Project, User
from tests.factories import people, projects

PAGE = "/projects/idlib/export/"
FILE = "/projects/idlib/export/file"


def signed_in(user: User) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_those_who_read_labels_may_export() -> None:
    projects.project()

    answers = {
        user.username: (signed_in(user).get(PAGE).status_code, signed_in(user).get(f"{FILE}?view=x").status_code)
        for user in (people.lead(), people.reviewer(), people.viewer(), people.annotator(), people.outsider())
    }

    assert answers == {"lea": (200, 400), "rio": (200, 400), "vic": (200, 400), "ada": (403, 403), "oz": (404, 404)}


@pytest.mark.django_db
def test_an_empty_project_says_what_to_do_next() -> None:
    projects.project()

    page = signed_in(people.lead()).get(PAGE).content.decode()

    assert "Nothing to export yet" in page
    assert "as soon as an annotator hands an article in" in page
    assert "Download" not in page.split('<main class="main')[1].split("</main>")[0]


@pytest.mark.django_db
def test_a_choice_shows_its_rows_its_lines_and_its_commands() -> None:
    project = projects.project()
    projects.article(project)
    projects.submitted(project, status="supported")

    page = signed_in(people.viewer()).get(f"{PAGE}?format=csv&view=raw").content.decode()

    assert 'value="csv" checked' in page
    assert "<b>4</b> rows" in page
    assert "Mayor Jane Doe said on Monday." in page
    assert "schema,annotation_id,project" in page
    assert "curl --fail -o idlib-raw.csv \\\n  -H &quot;Authorization: Bearer $FACTCHECK_TOKEN&quot; \\\n" in page
    assert "&#x27;http://testserver/api/v1/projects/idlib/export?format=csv&amp;view=raw&#x27;" in page
    assert "python3 manage.py export idlib --format csv --view raw -o idlib-raw.csv" in page


@pytest.mark.django_db
def test_gold_that_is_not_there_yet_is_explained() -> None:
    project = projects.project()
    projects.article(project)
    projects.submitted(project)

    page = signed_in(people.viewer()).get(f"{PAGE}?view=gold&format=nonsense").content.decode()

    assert "No statement is settled yet" in page
    assert 'value="jsonl" checked' in page


def test_a_parameter_that_is_none_is_named_and_the_rest_is_shown(bridge: Project) -> None:
    page = signed_in(people.viewer()).get(f"{PAGE}?format=csv&colour=red").content.decode()

    assert "colour: &#x27;red&#x27; is no parameter of csv" in page
    assert "python3 manage.py export idlib --format csv --view raw -o idlib-raw.csv" in page


@pytest.mark.django_db
def test_one_article_and_three_take_the_same_queries() -> None:
    project = projects.project()
    lead = signed_in(people.lead())
    lead.get(PAGE)  # the session notes its project once
    taken: list[int] = []
    for number in range(3):
        projects.article(project, f"{projects.SHORT_TEXT}It is number {number}.\n")
        projects.submitted(project)
        with CaptureQueriesContext(connection) as queries:
            lead.get(PAGE)
        taken.append(len(queries))

    assert taken == taken[:1] * 3


def test_the_file_streams_under_its_name_with_its_number_of_rows(bridge: Project) -> None:
    response = signed_in(people.viewer()).get(f"{FILE}?format=jsonl&view=raw")

    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="idlib-raw.jsonl"'
    assert response["X-Row-Count"] == "4"
    assert response.getvalue().count(b"\n") == 4


def test_a_browser_that_takes_gzip_gets_the_same_file_compressed(bridge: Project) -> None:
    vic = signed_in(people.viewer())
    plain = vic.get(f"{FILE}?format=jsonl").getvalue()

    response = vic.get(f"{FILE}?format=jsonl", headers={"accept-encoding": "br, gzip"})

    assert gzip.decompress(response.getvalue()) == plain
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]


def test_a_lossy_format_is_refused_until_one_says_that_one_knows(bridge: Project) -> None:
    vic = signed_in(people.viewer())

    refused = vic.get(f"{FILE}?format=doccano")
    told = vic.get(f"{FILE}?format=doccano&lossy=true")
    sent = told.getvalue()

    assert (refused.status_code, told.status_code) == (400, 200)
    assert refused.content.decode() == (
        "lossy: '' is needed: doccano leaves things out; read its report, then ask lossy=true"
    )
    with ZipFile(BytesIO(sent)) as archive:
        assert json.loads(archive.read("doccano.report.json"))["written"] == 4
    assert told["Content-Disposition"] == 'attachment; filename="idlib-raw-doccano.zip"'
