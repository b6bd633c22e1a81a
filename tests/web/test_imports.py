"""Import pages: files and addresses in, looked at, decided on, stored; who may, what is said, what it costs."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.imports.check import check
from annotations.models import Article, Import, ImportRow
from annotations.workflow.import_store import store_import
from tests.factories import people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

NEW, LIST = "/projects/idlib/imports/new/", "/projects/idlib/imports/"
LEADS = {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}
LINES = (
    b'{"text": "Storm\\n\\nIt rained, the mayor said.", "published_at": "2026-05-01"}\n{"text": 7}\n{"title": "x"}\n'
)
WISHES = {"language": "en", "changed": "skip", "near": "import"}


def posted(client: Client, *files: SimpleUploadedFile, **said: Any) -> Any:
    return client.post(NEW, WISHES | said | {"chosen": files})


def looked_at(client: Client, content: bytes = LINES, name: str = "news.jsonl") -> str:
    """The address of an import of one file that was looked at."""
    address = posted(client, SimpleUploadedFile(name, content)).headers["Location"]
    check(Import.objects.get().pk)
    return address


@pytest.mark.parametrize("path", [NEW, LIST, f"{NEW}?way=addresses"])
def test_only_leads_import(path: str) -> None:
    projects.project()
    assert statuses(path) == LEADS


def test_only_leads_see_what_is_being_imported() -> None:
    projects.project()
    assert statuses(looked_at(signed_in(people.lead()))) == LEADS


def test_an_import_of_another_project_does_not_exist_here() -> None:
    projects.project()
    address = looked_at(signed_in(people.lead()))
    projects.project("other")
    assert signed_in(people.lead()).get(address.replace("idlib", "other")).status_code == 404


def test_files_are_looked_at_and_nothing_is_stored_before_somebody_says_so() -> None:
    projects.project()
    lead = signed_in(people.lead())
    page = words(lead.get(looked_at(lead)))
    assert "0 records become articles. It would be 1 if records with errors were left out." in page
    assert "news.jsonl" in page
    assert "line 2, text 7 " in page
    assert Article.objects.count() == 0


def test_bad_records_left_out_the_good_one_becomes_an_article() -> None:
    projects.project()
    lead = signed_in(people.lead())
    address = looked_at(lead)
    lead.post(address, WISHES | {"act": "store", "skip_bad": "on"})
    store_import(import_id=Import.objects.get().pk)
    page = lead.get(address)
    assert "1 article is stored." in words(page)
    assert f'href="/projects/idlib/articles/{Article.objects.get().pk}/"' in page.content.decode()


def test_the_preview_of_a_record_shows_its_split() -> None:
    projects.project()
    lead = signed_in(people.lead())
    address = looked_at(lead)
    row = ImportRow.objects.get(outcome="new")
    page = words(lead.get(f"{address}?record={row.pk}"))
    assert "It rained, the mayor said." in page
    assert lead.get(f"{address}?record=nonsense").status_code == 200


def test_where_no_record_was_read_nothing_is_offered_to_be_stored() -> None:
    projects.project()
    lead = signed_in(people.lead())
    address = posted(lead, SimpleUploadedFile("a.zip", b"PK", "application/zip")).headers["Location"]
    check(Import.objects.get().pk)
    page = words(lead.get(address))
    assert "There is nothing to store: no record could be read." in page
    assert "Store what is good" not in page


def test_records_are_narrowed_to_an_outcome() -> None:
    projects.project()
    lead = signed_in(people.lead())
    shown = lead.get(f"{looked_at(lead)}?outcome=bad").context["rows"]
    assert [(row.line, row.outcome) for row, _ in shown] == [(2, "bad"), (3, "bad")]


def test_several_files_are_one_import() -> None:
    projects.project()
    lead = signed_in(people.lead())
    posted(lead, SimpleUploadedFile("a.txt", b"It rained."), SimpleUploadedFile("b.md", b"# Storm\n\nIt poured."))
    assert [file.name for file in Import.objects.get().files.all()] == ["a.txt", "b.md"]


def test_files_without_a_language_have_each_its_own() -> None:
    projects.project()
    lead = signed_in(people.lead())
    french = "Le pont est fermé depuis lundi et personne ne sait quand il sera ouvert.".encode()
    posted(lead, SimpleUploadedFile("a.txt", b"It rained."), SimpleUploadedFile("b.txt", french), language="")
    check(Import.objects.get().pk)
    lead.post(f"{LIST}{Import.objects.get().pk}/", WISHES | {"act": "store"})
    store_import(import_id=Import.objects.get().pk)
    assert [row.language for row in Article.objects.order_by("text")] == ["en", "fr"]


def test_addresses_wait_for_the_worker() -> None:
    projects.project()
    lead = signed_in(people.lead())
    answer = lead.post(f"{NEW}?way=addresses", WISHES | {"addresses": "https://example.org/a\nhttps://example.org/b"})
    assert [file.url for file in Import.objects.get().files.all()] == ["https://example.org/a", "https://example.org/b"]
    page = words(lead.get(answer.headers["Location"]))
    assert "Waiting to be looked at" in page
    assert "No job worker is running: nothing goes on before one does." in page


def test_cancelling_ends_it() -> None:
    projects.project()
    lead = signed_in(people.lead())
    address = looked_at(lead)
    lead.post(address, {"act": "cancel"})
    assert "Cancelled. What was stored before that stays." in words(lead.get(address))
    refused = lead.post(address, WISHES | {"act": "store"}, follow=True)
    assert "only one that was looked at whole is stored" in words(refused)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "This field is required."),
        ({"chosen": SimpleUploadedFile("a.txt", b"")}, "The submitted file is empty."),
        ({"chosen": SimpleUploadedFile("a.txt", b"x"), "language": "no language"}, "is not a language tag"),
        ({"chosen": SimpleUploadedFile("a.txt", b"x"), "changed": "maybe"}, "maybe is not one of the available"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_starts(said: dict[str, Any], told: str) -> None:
    projects.project()
    answer = signed_in(people.lead()).post(NEW, WISHES | said)
    assert (answer.status_code, Import.objects.count()) == (400, 0)
    assert told in words(answer)


def test_hostile_names_and_texts_are_shown_as_text() -> None:
    projects.project()
    lead = signed_in(people.lead())
    address = looked_at(lead, b'{"text": "<img src=x>", "title": "<script>1</script>"}\n', '"><b>.jsonl')
    page = lead.get(address).content.decode()
    assert "<script>1" not in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert '"><b>.jsonl' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_costs_the_same_for_one_record_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    projects.project()
    lead = signed_in(people.lead())
    content = b"".join(b'{"text": "It rained on day %d. Nobody spoke."}\n' % n for n in range(count))
    address = looked_at(lead, content)
    lead.get(address)
    with django_assert_num_queries(15):
        assert len(lead.get(address).context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_import_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    projects.project()
    lead = signed_in(people.lead())
    for _ in range(count):
        posted(lead, SimpleUploadedFile("a.txt", b"It rained."))
    lead.get(LIST)
    with django_assert_num_queries(8):
        assert len(lead.get(LIST).context["rows"]) == count


def test_a_file_that_came_in_before_says_so_with_a_link_to_its_import() -> None:
    projects.project()
    lead = signed_in(people.lead())
    first = posted(lead, SimpleUploadedFile("news.jsonl", LINES)).headers["Location"]
    second = posted(lead, SimpleUploadedFile("again.jsonl", LINES)).headers["Location"]

    assert "The very same file came in on" not in words(lead.get(first))
    assert "The very same file came in on" in words(lead.get(second))
    assert f'href="{first}"' in lead.get(second).content.decode()
