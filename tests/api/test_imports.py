"""Imports over the API: files, articles and addresses in; a look, a yes, and articles out."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from annotations.imports.check import check
from annotations.models import Article, Event, Import, ImportFile
from annotations.workflow.import_check import begin_check, fail_import
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import Upload, Wishes, start_import
from tests.api.caller import ROOT, Caller, listed, with_token
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
STORM = "Storm over {place}\n\nThe storm came at night. It took three roofs in {place}, the mayor said.\n"
IMPORTS = "projects/idlib/imports"


def article(place: str, **facts: Any) -> dict[str, Any]:
    """An article as JSON, with nothing to warn of."""
    return {"text": STORM.format(place=place), "published_at": "2026-05-01", **facts}


def sent(*files: tuple[str, bytes, str], **fields: str) -> Any:
    """The response to a form with files, sent by a program of the lead."""
    caller = with_token(people.lead(), "read", "manage")
    uploads = [SimpleUploadedFile(name, content, kind) for name, content, kind in files]
    return caller.client.post(ROOT + IMPORTS, {"files": uploads, **fields}, headers=caller.headers)


def looked_at(answer: dict[str, Any]) -> dict[str, Any]:
    """The import after a worker's look."""
    check(answer["id"])
    found: dict[str, Any] = Caller(people.lead()).get(f"imports/{answer['id']}").json()
    return found


def rows(answer: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    """The records of an import."""
    return listed(Caller(people.lead()), f"imports/{answer['id']}/rows{query}")


def test_articles_are_looked_at_then_stored() -> None:
    projects.project()
    lea = Caller(people.lead())
    started = lea.post(IMPORTS, {"articles": [article("Arden", external_id="a-1"), article("Belmont")]})
    assert (started.status_code, started.json()["state"], started.json()["origin"]) == (202, "waiting", "api")

    found = looked_at(started.json())
    assert (found["state"], found["outcomes"]["new"], found["stored"], found["done"]) == (
        "checked",
        2,
        0,
        found["total"],
    )
    assert Article.objects.count() == 0

    asked = lea.post(f"imports/{found['id']}/store", {})
    store_import(import_id=found["id"])
    done = lea.get(f"imports/{found['id']}").json()

    assert (asked.status_code, asked.json()["state"], done["state"], done["stored"]) == (200, "queued", "done", 2)
    assert [(row["external_id"], row["outcome"], row["article"] is not None) for row in rows(done)] == [
        ("a-1", "new", True),
        ("", "new", True),
    ]


def test_a_bad_record_is_named_by_line_field_value_and_rule() -> None:
    projects.project()
    lea = Caller(people.lead())
    bad = article("Belmont", published_at="yesterday")
    found = looked_at(lea.post(IMPORTS, {"articles": [article("Arden"), bad]}).json())

    (row,) = rows(found, "?outcome=bad")

    problem = row["problems"][0]
    assert (row["file"], row["line"], problem["line"]) == ("articles.jsonl", 2, 2)
    assert (problem["field"], problem["value"], problem["severity"]) == ("published_at", "yesterday", "error")
    assert "YYYY-MM-DD" in problem["rule"] or "date" in problem["rule"]


def test_files_come_as_a_form_with_the_options_as_fields() -> None:
    projects.project()
    lines = "\n".join(json.dumps(article(place)) for place in ("Arden", "Belmont")).encode()
    started = sent(
        ("a.jsonl", lines, "application/octet-stream"),
        ("../../b.txt", STORM.format(place="Corvo").encode(), "text/plain"),
        language="en-GB",
        skip_bad="true",
        changed="import",
        columns='{"text": "body"}',
    )

    found = looked_at(started.json())

    assert started.status_code == 202
    assert [(file["name"], file["format"], file["state"], file["rows_read"]) for file in found["files"]] == [
        ("a.jsonl", "jsonl", "read", 2),
        ("b.txt", "plain_text", "read", 1),
    ]
    assert {name: found[name] for name in ("language", "skip_bad", "changed", "near", "columns", "freeze")} == {
        "language": "en-GB",
        "skip_bad": True,
        "changed": "import",
        "near": "import",
        "columns": {"text": "body"},
        "freeze": False,
    }


def test_a_form_of_the_session_needs_its_token_and_is_read_the_same() -> None:
    projects.project()
    lea = Caller(people.lead())
    upload = SimpleUploadedFile("a.txt", STORM.format(place="Arden").encode())

    answer = lea.client.post(ROOT + IMPORTS, {"files": upload, "near": "skip"})

    assert (answer.status_code, answer.json()["near"], answer.json()["files"][0]["name"]) == (202, "skip", "a.txt")


def test_an_address_is_kept_for_the_worker() -> None:
    projects.project()
    answer = Caller(people.lead()).post(IMPORTS, {"url": "https://news.example/storm"})

    assert (answer.status_code, answer.json()["origin"], answer.json()["files"][0]["url"]) == (
        202,
        "url",
        "https://news.example/storm",
    )
    assert ImportFile.objects.get().content is None


def test_several_addresses_are_kept_in_their_order() -> None:
    projects.project()
    addresses = [f"https://news.example/{place}" for place in ("arden", "belmont", "corvo")]

    answer = Caller(people.lead()).post(IMPORTS, {"urls": addresses})

    assert (answer.status_code, [file["url"] for file in answer.json()["files"]]) == (202, addresses)


def test_an_import_whose_look_failed_is_not_stored_before_it_was_looked_at() -> None:
    projects.project()
    lea = Caller(people.lead())
    key = lea.post(IMPORTS, {"articles": [article("Arden")]}).json()["id"]
    begin_check(import_id=key)
    fail_import(import_id=key, error="The worker broke off.")

    stored, retried = lea.post(f"imports/{key}/store", {}), lea.post(f"imports/{key}/retry")

    assert (stored.status_code, stored.json()["code"]) == (409, "wrong_state")
    assert (retried.status_code, retried.json()["state"]) == (200, "waiting")


def test_a_new_version_says_what_it_replaces_and_who_published_it() -> None:
    projects.project()
    lea = Caller(people.lead())
    for place, source in (("Arden", "The Courier"), ("Belmont", "")):
        one = article(place, external_id="a-1", source=source)
        found = looked_at(lea.post(IMPORTS, {"articles": [one], "changed": "import"}).json())
        lea.post(f"imports/{found['id']}/store", {})
        store_import(import_id=found["id"])

    old, new = listed(Caller(people.viewer()), "projects/idlib/articles")

    assert (old["version"], old["replaces"], old["source_name"]) == (1, None, "The Courier")
    assert (new["version"], new["replaces"], new["source_name"]) == (2, old["id"], None)


def test_each_character_of_an_article_in_json_is_kept() -> None:
    projects.project()
    text = "Rain \u2028 in May\n\nIt rained \U0001f327 o\u0301 \u201cin May\u201d.\n"
    lea = Caller(people.lead())
    found = looked_at(lea.post(IMPORTS, {"articles": [{"text": text}]}).json())
    lea.post(f"imports/{found['id']}/store", {})
    store_import(import_id=found["id"])

    assert Article.objects.get().text == text


REFUSED: dict[str, tuple[Any, str, str]] = {
    "nothing": ({}, "files", "exactly one of them"),
    "two things": ({"url": "https://a.example/", "articles": [{"text": "a"}]}, "files", "exactly one of them"),
    "no addresses": ({"urls": []}, "urls", ""),
    "one address and several": ({"url": "https://a.example/", "urls": ["https://b.example/"]}, "files", "one of them"),
    "one address of many that is none": ({"urls": ["https://a.example/", "ftp://b.example/"]}, "url", "http or https"),
    "no articles": ({"articles": []}, "articles", ""),
    "an article that is no object": ({"articles": ["text"]}, "articles.0", ""),
    "an address of another kind": ({"url": "ftp://a.example/"}, "url", "http or https"),
    "a format that there is not": ({"articles": [{"text": "a"}], "format": "docx"}, "format", ""),
    "a format for articles": ({"articles": [{"text": "a"}], "format": "html"}, "format", "jsonl"),
    "a language that is none": ({"articles": [{"text": "a"}], "language": "a b"}, "language", "language tag"),
    "a choice that there is not": ({"articles": [{"text": "a"}], "changed": "maybe"}, "changed", ""),
    "a flag that is none": ({"articles": [{"text": "a"}], "skip_bad": "perhaps"}, "skip_bad", ""),
    "columns that are no names": ({"articles": [{"text": "a"}], "columns": {"text": 1}}, "columns.text", ""),
    "a member nobody knows": ({"articles": [{"text": "a"}], "title": "x"}, "title", "no field here"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_started_is_refused_by_its_field_and_nothing_is_kept(what: str) -> None:
    projects.project()
    body, field, rule = REFUSED[what]
    answer = Caller(people.lead()).post(IMPORTS, body)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert rule in answer.json()["rule"]
    assert (Import.objects.count(), Event.objects.filter(verb="import.started").count()) == (0, 0)


def test_a_form_is_as_strict_as_json() -> None:
    projects.project()
    text = ("a.txt", b"It rained.", "text/plain")

    found = {
        name: sent(text, **{name: value}).json()
        for name, value in (("title", "x"), ("columns", "{"), ("language", "a\0b"), ("format", "docx"))
    }
    empty, twice = sent(("a.txt", b"", "text/plain")).json(), sent(text, near=["skip", "import"]).json()

    assert {name: (answer["status"], answer["code"]) for name, answer in found.items()} == {
        "title": (400, "unknown_field"),
        "columns": (400, "invalid_json"),
        "language": (400, "invalid_text"),
        "format": (400, "invalid"),
    }
    assert (empty["status"], empty["field"], empty["rule"]) == (400, "files[0]", "is empty")
    assert (twice["status"], twice["field"]) == (400, "near")
    assert Import.objects.count() == 0


class Endless(BytesIO):
    """A body that counts what is read of it."""

    given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, counted."""
        found = super().read(size)
        self.given += len(found)
        return found


def test_a_file_that_is_too_large_is_refused_before_it_is_read_to_its_end() -> None:
    projects.project()
    caller = with_token(people.lead(), "read", "manage")
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    body = Endless(head + b"a" * 45_000_000 + b"\r\n--x--\r\n")

    answer = posted(caller, body, 45_000_100)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert answer.json()["detail"] == "a.txt is larger than 20 MB."
    assert body.given <= 22_000_000


def test_a_body_that_is_too_large_is_refused_unread() -> None:
    projects.project()
    body = Endless(b"a" * 1000)

    answer = posted(with_token(people.lead(), "read", "manage"), body, 101_000_000)

    assert (answer.status_code, answer.json()["detail"]) == (413, "The request is larger than 100 MB.")
    assert body.given == 0


def posted(caller: Caller, body: Endless, length: int) -> Any:
    """The response to a form whose body is read from ``body``."""
    request = RequestFactory().post(ROOT + IMPORTS, headers=caller.headers)
    form = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(length), "wsgi.input": body}
    return caller.client.request(**{**request.environ, **form})


def test_cancel_and_retry_answer_with_the_import_or_with_why_not() -> None:
    projects.project()
    lea = Caller(people.lead())
    key = lea.post(IMPORTS, {"articles": [article("Arden")]}).json()["id"]

    cancelled, again = lea.post(f"imports/{key}/cancel"), lea.post(f"imports/{key}/cancel")
    retried, stored = lea.post(f"imports/{key}/retry"), lea.post(f"imports/{key}/store", {})

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert [answer.json()["code"] for answer in (again, retried, stored)] == ["wrong_state"] * 3
    assert {answer.status_code for answer in (again, retried, stored)} == {409}


def test_what_is_wished_when_storing_replaces_only_what_is_named() -> None:
    projects.project()
    lea = Caller(people.lead())
    started = lea.post(IMPORTS, {"articles": [article("Arden")], "skip_bad": True, "changed": "import"}).json()
    looked_at(started)

    answer = lea.post(f"imports/{started['id']}/store", {"near": "skip", "freeze": True}).json()

    assert {name: answer[name] for name in ("skip_bad", "changed", "near", "freeze")} == {
        "skip_bad": True,
        "changed": "import",
        "near": "skip",
        "freeze": True,
    }


def imported(count: int) -> dict[str, Any]:
    """An import of ``count`` articles, looked at."""
    lines = "\n".join(json.dumps(article(f"Town{n}")) for n in range(count)).encode()
    made = start_import(
        actor=people.lead(),
        project=projects.Project.objects.get(slug="idlib"),
        origin="files",
        uploads=[Upload(f"{count}.jsonl", lines)],
        wishes=Wishes(),
    )
    return looked_at({"id": str(made.pk)})


def test_lists_take_as_many_queries_for_three_rows_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    projects.project()
    lea = Caller(people.lead())
    lea.get("projects")
    found = [imported(1)]
    with django_assert_num_queries(5):
        assert len(lea.get(IMPORTS).json()["results"]) == 1
    found += [imported(3), imported(2)]
    with django_assert_num_queries(5):
        assert len(lea.get(IMPORTS).json()["results"]) == 3
    for one, count in zip(found[:2], (1, 3), strict=True):
        with django_assert_num_queries(4):
            assert len(lea.get(f"imports/{one['id']}/rows").json()["results"]) == count
        with django_assert_num_queries(8):
            assert lea.get(f"imports/{one['id']}").json()["outcomes"]["new"] == count


def test_records_come_in_the_order_of_the_files_page_by_page() -> None:
    projects.project()
    lea = Caller(people.lead())
    texts = [json.dumps(article(f"Town{n}", external_id=str(n))) for n in range(7)]
    started = sent(("a.jsonl", "\n".join(texts[:4]).encode(), ""), ("b.jsonl", "\n".join(texts[4:]).encode(), ""))
    found = looked_at(started.json())

    paged = listed(lea, f"imports/{found['id']}/rows?page_size=2")

    assert [(row["file"], row["external_id"]) for row in paged] == [
        *(("a.jsonl", str(n)) for n in range(4)),
        *(("b.jsonl", str(n)) for n in range(4, 7)),
    ]
    second = found["files"][1]["id"]
    assert [row["external_id"] for row in rows(found, f"?file={second}")] == ["4", "5", "6"]


def test_earlier_labels_are_read_by_those_whose_role_reads_labels() -> None:
    projects.project()
    text = "It rained. We stay."
    labels = [{"tool": "doccano", "annotator": "kim", "question": "tone", "label": "calm", "start": 11, "end": 19}]
    found = looked_at(Caller(people.lead()).post(IMPORTS, {"articles": [{"text": text, "labels": labels}]}).json())
    Caller(people.lead()).post(f"imports/{found['id']}/store", {})
    store_import(import_id=found["id"])
    path = f"articles/{Article.objects.get().pk}/earlier-labels"

    read = {who.username: listed(Caller(who), path) for who in (people.viewer(), people.reviewer(), people.annotator())}

    assert [(row["label"], row["start"], row["statement"] is not None) for row in read["vic"]] == [("calm", 11, True)]
    assert (read["rio"], read["ada"]) == (read["vic"], [])
