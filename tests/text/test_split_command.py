"""``manage.py split`` as people call it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_9caa164edb51525a.txt"


def split(*arguments: str) -> list[dict[str, object]]:
    """The documents that the command prints."""
    out = StringIO()
    call_command("split", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_file_becomes_one_document_with_these_keys() -> None:
    (document,) = split(str(SEED))
    assert list(document) == [
        *("doc_id", "offset_unit", "text_sha256"),
        *("paragraphs", "statements", "attributions", "nested", "notes"),
    ]
    assert document["doc_id"] == "000_9caa164edb51525a"
    assert document["offset_unit"] == "codepoint"
    assert document["text_sha256"] == "6ee853ed66d30831c9cf2721e9bd092699c58b23089d24052bb3b258e4a9b10a"


def test_several_files_become_one_line_each() -> None:
    assert [document["doc_id"] for document in split(str(SEED), str(SEED))] == ["000_9caa164edb51525a"] * 2


def test_json_lines_are_read_one_by_one(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    lines.write_text('{"doc_id": "a", "text": "It rained."}\n{"doc_id": "b", "text": ""}\n', encoding="utf-8")
    a, b = split("--jsonl", str(lines))
    assert a["statements"] == [
        {"start": 0, "end": 10, "role": "body", "is_statement": True, "voice": "author", "speaker": None}
    ]
    assert (b["doc_id"], b["statements"]) == ("b", [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"doc_id": "a"}', "text"),
        ("{", "line 1"),
        ('{"doc_id": "a", "text": 5}', "text"),
    ],
)
def test_a_bad_line_is_named_and_the_status_is_two(tmp_path: Path, content: str, said: str) -> None:
    lines = tmp_path / "articles.jsonl"
    lines.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=said) as error:
        split("--jsonl", str(lines))
    assert error.value.returncode == 2


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.txt"):
        split("nowhere.txt")
