"""What was exported without texts and is given them again has the bytes of the export with texts."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.exports.rehydrate import NotFilled, by_hash, rehydrated
from annotations.models import Project
from tests.factories.datasets import HOSTILE


def export(project: Project, view: str, text: str) -> bytes:
    """The JSON Lines of a view."""
    return b"".join(Download(project=project, asked=read_asked(project, {"view": view, "text": text})))


@pytest.mark.parametrize("view", ["raw", "gold"])
def test_the_words_come_back_byte_for_byte(told: Project, tmp_path: Path, view: str) -> None:
    (tmp_path / "texts").mkdir()
    for article in told.articles.all():
        (tmp_path / "texts" / f"{article.external_id}.txt").write_bytes(article.text.encode())
    (tmp_path / "free.jsonl").write_bytes(export(told, view, "free"))

    call_command(
        "rehydrate", str(tmp_path / "free.jsonl"), "--texts", str(tmp_path / "texts"),
        "-o", str(tmp_path / "full.jsonl"), stderr=io.StringIO(),
    )  # fmt: skip

    assert (tmp_path / "full.jsonl").read_bytes() == export(told, view, "full")


def test_a_text_that_is_not_there_is_named_by_its_line_and_hash(told: Project, tmp_path: Path) -> None:
    (tmp_path / "free.jsonl").write_bytes(export(told, "gold", "free"))
    (tmp_path / "none").mkdir()

    with pytest.raises(CommandError, match="line 1: no text given has the hash") as refused:
        call_command(
            "rehydrate", str(tmp_path / "free.jsonl"), "--texts", str(tmp_path / "none"),
            "-o", str(tmp_path / "full.jsonl"),
        )  # fmt: skip

    assert refused.value.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["free.jsonl", "none"]


def test_words_that_were_not_labelled_are_never_filled_in() -> None:
    (sha,) = by_hash(["Another text."])
    row = {"schema": "gold/1", "article_sha256": sha, "start": 0, "end": 7, "words": {"sha256": "00", "url": ""}}

    with pytest.raises(NotFilled, match="line 1: the words from 0 to 7 are not those that were labelled"):
        list(rehydrated([json.dumps(row).encode()], by_hash(["Another text."])))


def test_articles_and_attributions_get_their_words_too() -> None:
    for text in HOSTILE:
        (sha,) = texts = by_hash([text])
        span = {"start": 0, "end": len(text), "text": text}
        full = [
            {"schema": "article/1", "text": text, "text_sha256": sha},
            {
                "schema": "attribution/1", "article_sha256": sha, "source": None, "cue": span,
                "contents": [span], "insertions": [],
            },
        ]  # fmt: skip
        bare = [json.dumps(one).replace(json.dumps(text), '""').encode() for one in full]

        assert [json.loads(line) for line in rehydrated(bare, texts)] == full
