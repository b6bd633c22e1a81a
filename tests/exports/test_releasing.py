"""A release from asking to its files: what is in them, that they stay, and what the next one says of them."""

import hashlib
import json
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from annotations.exports.packing import packed
from annotations.exports.releasing import archive, prepare_release
from annotations.models import Event, Project, Release, ReleaseFile, ReleasePiece, Statement
from annotations.queries.gold import publishable
from annotations.queries.releases import file_bytes
from annotations.workflow.errors import Invalid
from annotations.workflow.release import resume_releases, withdraw_release
from tests.factories import people
from tests.factories.releases import asked, published

FILES = [
    "README.md",
    "SHA256SUMS",
    "annotations.jsonl",
    "articles.jsonl",
    "attributions.jsonl",
    "claims.jsonl",
    "entities.jsonl",
    "gold.jsonl",
    "labelsets.json",
    "manifest.json",
    "parts.jsonl",
    "schemas/annotations.schema.json",
    "schemas/articles.schema.json",
    "schemas/attributions.schema.json",
    "schemas/claims.schema.json",
    "schemas/entities.schema.json",
    "schemas/gold.schema.json",
    "schemas/labelsets.schema.json",
]


def content(release: Release, name: str) -> bytes:
    """A file as it is sent."""
    return b"".join(file_bytes(release.files.get(name=name)))


def lines(release: Release, name: str) -> list[dict[str, Any]]:
    """The lines of a file of JSON Lines."""
    return [json.loads(line) for line in content(release, name).decode().split("\n")[:-1]]


def test_a_release_has_the_whole_dataset_its_checksums_and_a_manifest(told: Project) -> None:
    release = published(told)

    assert release.state == "published"
    assert sorted(release.files.values_list("name", flat=True)) == FILES
    for file in release.files.all():
        sent = b"".join(file_bytes(file))
        assert (file.sha256, file.size) == (hashlib.sha256(sent).hexdigest(), len(sent))
    manifest = json.loads(content(release, "manifest.json"))
    assert manifest == release.manifest
    assert [one["name"] for one in manifest["files"]] == [
        one for one in FILES if one not in ("SHA256SUMS", "manifest.json")
    ]
    assert (manifest["version"], manifest["counts"]["articles"], manifest["split"]["seed"]) == ("1.0.0", 2, 0)
    assert "manifest.json" in content(release, "SHA256SUMS").decode()
    assert "- 2 articles; train 80 %, dev 10 %, test 10 %, by article" in content(release, "README.md").decode()


def test_only_gold_that_may_be_published_is_in_it_under_its_version(told: Project) -> None:
    ready = {str(pk) for pk in publishable(told).values_list("pk", flat=True)}

    gold = lines(published(told), "gold.jsonl")

    assert {row["adjudication_id"] for row in gold} == ready
    assert {row["release"] for row in gold} == {"1.0.0"}
    assert len(gold) == READY


READY = 6
"""Of the 22 settled statements of the story, those on whose every question Ada and Ben agree: Ada's have no stance."""


def test_nothing_is_publishable_where_more_approvals_are_needed(told: Project) -> None:
    Project.objects.filter(pk=told.pk).update(approvals_required=3)
    told.refresh_from_db()

    release = published(told)

    assert lines(release, "gold.jsonl") == []
    assert release.manifest["counts"]["gold"] == 0


def test_every_statement_is_in_the_part_of_its_article(told: Project) -> None:
    release = published(told, shares={"train": 0, "dev": 0, "test": 100})

    assert {row["part"] for row in lines(release, "parts.jsonl")} == {"test"}
    statements = Statement.objects.filter(article__project=told, state="live")
    assert release.members.filter(part="test").count() == statements.count()


def test_other_formats_stand_in_folders_with_what_they_leave_out(told: Project) -> None:
    release = published(told, formats=["semeval2016", "csv"])

    names = set(release.files.values_list("name", flat=True)) - set(FILES)
    assert names == {
        "csv/annotations.csv",
        "csv/gold.csv",
        "semeval2016/semeval2016.tsv",
        "semeval2016/semeval2016.holders.jsonl",
        "semeval2016/report.json",
    }
    left = json.loads(content(release, "semeval2016/report.json"))
    assert (left["written"], "confidence, rationale, flags" in left["left_out"]) == (1, True)


def test_a_hugging_face_folder_is_of_the_release_with_its_parts_number_and_licences(told: Project) -> None:
    release = published(
        told,
        formats=["hugging_face", "lewidi"],
        shares={"train": 0, "dev": 100, "test": 0},
        text_licence="ask the paper",
        annotation_licence="CC-BY-4.0",
    )

    card = content(release, "hugging_face/README.md").decode()
    assert "hugging_face/data/gold-validation-00000-of-00001.parquet" in release.files.values_list("name", flat=True)
    for line in ("# Idlib", "Version 1.0.0.", "license: cc-by-4.0", "- of the texts: ask the paper"):
        assert f"\n{line}\n" in card
    croissant = json.loads(content(release, "hugging_face/croissant.json"))
    assert (croissant["version"], croissant["license"]) == ("1.0.0", "CC-BY-4.0")
    assert croissant["citeAs"] == "@misc{idlib,title={Idlib},version={1.0.0}}"
    assert {one["split"] for one in json.loads(content(release, "lewidi/lewidi.json")).values()} == {"dev"}


def test_the_manifest_counts_articles_and_settled_statements_of_each_part(told: Project) -> None:
    release = published(told, shares={"train": 0, "dev": 0, "test": 100})

    assert release.manifest["split"]["parts"] == [{"part": "test", "articles": 2, "gold": READY}]


def test_a_release_is_sent_byte_for_byte_as_it_was_whatever_happens_to_the_project(told: Project) -> None:
    release = published(told)
    before = b"".join(packed(archive(release)))

    told.entities.filter(canonical_name="Sergey Lavrov").update(canonical_name="Somebody else")

    assert b"".join(packed(archive(release))) == before
    assert before[:2] == b"PK"


@pytest.mark.parametrize(
    "act",
    [
        lambda release: Release.objects.filter(pk=release.pk).update(title="Another"),
        lambda release: Release.objects.filter(pk=release.pk).update(state="preparing", published_at=None),
        lambda release: ReleaseFile.objects.filter(release=release).update(size=1),
        lambda release: ReleaseFile.objects.create(release=release, name="more", sha256="", size=0),
        lambda release: ReleasePiece.objects.filter(file__release=release).update(content=b""),
        lambda release: ReleasePiece.objects.filter(file__release=release).delete(),
        lambda release: release.members.all().delete(),
        lambda release: release.guidelines.clear(),
    ],
)
def test_the_database_refuses_to_change_what_was_published(told: Project, act: Any) -> None:
    release = published(told)
    assert release.guidelines.exists()

    with pytest.raises(IntegrityError, match="release"), transaction.atomic():
        act(release)


def test_the_next_release_says_what_changed(told: Project) -> None:
    first = published(told)
    Project.objects.filter(pk=told.pk).update(approvals_required=3)

    second = published(told, "1.0.1")

    assert second.previous == first
    assert second.changes == {"added": 0, "removed": READY, "changed": 0}
    assert {one["change"] for one in lines(second, "changes.jsonl")} == {"removed"}
    assert "changes.jsonl" not in first.files.values_list("name", flat=True)


@pytest.mark.parametrize("version", ["1", "1.0", "01.0.0", "v1.0.0", "1.0.0-beta"])
def test_a_version_is_three_numbers(told: Project, version: str) -> None:
    with pytest.raises(Invalid, match=r"is not three numbers such as 1\.0\.0"):
        asked(told, version)


def test_a_version_is_above_the_newest(told: Project) -> None:
    asked(told, "1.2.0")

    with pytest.raises(Invalid, match=r"is not above 1\.2\.0, the newest release"):
        asked(told, "1.1.9")
    assert asked(told, "1.10.0").previous.version == "1.2.0"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"shares": {"train": 80, "dev": 10, "test": 5}}, "train, dev and test add up to"),
        ({"shares": {"train": 120, "dev": -20, "test": 0}}, "is no percent"),
        ({"title": " "}, "is empty"),
        ({"formats": ["xml"]}, "is not one of jsonl"),
        ({"formats": ["semeval2016"], "selection": {"text": "free"}}, "does not go with semeval2016"),
        ({"selection": {"batch": "None such"}}, "is no batch of this project"),
        ({"selection": {"view": "raw"}}, "is not chosen"),
    ],
)
def test_what_cannot_be_released_is_refused_and_leaves_nothing(told: Project, more: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        asked(told, **more)
    assert (Release.objects.count(), Event.objects.filter(verb="release.asked").count()) == (0, 0)


def test_a_release_that_fails_says_so_and_frees_its_version(told: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.exports.releasing.readme", lambda *_: 1 / 0)
    release = asked(told)

    with pytest.raises(ZeroDivisionError):
        prepare_release(release_id=release.pk)

    release.refresh_from_db()
    assert (release.state, release.error) == ("failed", "Making it broke off (ZeroDivisionError).")
    monkeypatch.undo()
    assert published(told).state == "published"


def test_a_worker_that_follows_a_dead_one_begins_again(told: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    release = asked(told)
    monkeypatch.setattr("annotations.exports.releasing.fail_release", lambda **_: None)
    monkeypatch.setattr("annotations.exports.releasing.readme", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        prepare_release(release_id=release.pk)
    assert release.files.exists()
    monkeypatch.undo()

    prepare_release(release_id=release.pk)
    prepare_release(release_id=release.pk)

    release.refresh_from_db()
    assert (release.state, release.files.count()) == ("published", len(FILES))
    assert Event.objects.filter(verb="release.published").count() == 1


def test_a_release_whose_worker_lost_the_database_is_made_by_the_next(
    told: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = asked(told)
    assert resume_releases() == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    monkeypatch.setattr("annotations.exports.releasing.readme", lambda *_: lost())
    with pytest.raises(OperationalError):
        prepare_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "preparing"
    monkeypatch.undo()

    assert (resume_releases(), resume_releases()) == (1, 0)
    prepare_release(release_id=release.pk)

    release.refresh_from_db()
    assert (release.state, release.files.count()) == ("published", len(FILES))


def lost() -> str:
    """What a query does once the database is gone."""
    raise OperationalError("server closed the connection unexpectedly")


def test_a_withdrawn_release_keeps_its_files_and_says_why(told: Project) -> None:
    release = published(told)

    withdrawn = withdraw_release(actor=people.lead(), release=release, reason=" Two labels were swapped. ")

    assert (withdrawn.state, withdrawn.withdrawn_reason) == ("withdrawn", "Two labels were swapped.")
    assert withdrawn.files.count() == len(FILES)
    assert Event.objects.get(verb="release.withdrawn").after == {
        "version": "1.0.0",
        "reason": "Two labels were swapped.",
    }
