"""The lines that `manage.py split` prints, and what it says about bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.text.report import ReportError, as_line, report, report_file, report_lines
from bench.text_predictions import prediction


def test_one_document_is_exactly_these_keys_and_values() -> None:
    text = "Bridge closed\r\nJane Doe said that the bridge was old."
    assert report("a", text) == {
        "doc_id": "a",
        "offset_unit": "codepoint",
        "text_sha256": "f4f12f09052ff7783e2dbe380329179381506cc6b0d2b7011429741f760cb01c",
        "paragraphs": [{"start": 0, "end": 13, "role": "headline"}, {"start": 15, "end": 53, "role": "body"}],
        "statements": [
            {
                "start": 0,
                "end": 13,
                "role": "headline",
                "is_statement": True,
                "voice": "author",
                "speaker": None,
            },
            {
                "start": 15,
                "end": 53,
                "role": "body",
                "is_statement": True,
                "voice": "attributed",
                "speaker": "Jane Doe",
            },
        ],
        "attributions": [
            {
                "source": {"start": 15, "end": 23},
                "cue": {"start": 24, "end": 28},
                "content": [{"start": 29, "end": 52}],
                "quote_type": "indirect",
                "speaker": "Jane Doe",
                "speaker_reason": "named",
                "rule": "that-clause",
                "confidence": 0.83,
            }
        ],
        "nested": [],
        "notes": [],
    }


def test_a_line_is_plain_ascii_json() -> None:
    assert as_line({"doc_id": "é"}) == '{"doc_id":"\\u00e9"}'


def test_a_file_is_named_by_its_stem_and_loses_only_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\xef\xbb\xbfBridge closed\r\n")
    document = report_file(path)
    assert (document["doc_id"], document["paragraphs"]) == ("story", [{"start": 0, "end": 13, "role": "body"}])


def test_lines_are_split_one_by_one_before_the_next_is_read() -> None:
    def lines() -> list[bytes]:
        return [b'{"doc_id": "a", "text": "One."}\n', b"\n", b"broken"]

    stream = report_lines(iter(lines()), "in.jsonl")
    assert next(stream)["doc_id"] == "a"
    with pytest.raises(ReportError, match=r"^in\.jsonl, line 3: not valid JSON"):
        next(stream)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"doc_id": "a"}', "in, line 1, field text: missing."),
        (b'{"doc_id": 3, "text": ""}', "in, line 1, field doc_id: a string is needed, not int."),
        (b"[1]", "in, line 1: a JSON object with doc_id and text is needed, not list."),
        (b"\xff", "in, line 1: byte 0 is not UTF-8."),
        (b'{"doc_id": "a", "text": "x\\ud800"}', "in, line 1, field text: Character 1 is a lone surrogate"),
        (b"[" * 100_000, "in, line 1: not valid JSON"),
    ],
)
def test_a_bad_line_is_one_error_that_names_file_line_and_field(line: bytes, message: str) -> None:
    with pytest.raises(ReportError) as refused:
        list(report_lines([line], "in"))
    assert str(refused.value).startswith(message)


def test_a_missing_file_a_folder_and_other_encodings_are_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("é".encode("latin-1"))
    messages = []
    for path in (tmp_path / "none.txt", tmp_path, latin):
        with pytest.raises(ReportError) as refused:
            report_file(path)
        messages.append(str(refused.value).replace(str(tmp_path), "DIR"))
    assert messages == [
        "DIR/none.txt: there is no such file.",
        "DIR: cannot be read (Is a directory).",
        "DIR/latin.txt: byte 0 is not UTF-8. Save the file as UTF-8.",
    ]


def test_an_empty_text_is_a_document_without_statements() -> None:
    document = json.loads(as_line(report("a", "")))
    assert (document["paragraphs"], document["statements"], document["attributions"]) == ([], [], [])


def test_a_prediction_renames_keys_and_keeps_offsets() -> None:
    document = report("a", "Bridge closed\nJane Doe said that the bridge was old.")
    assert prediction(document) == {
        "doc_id": "a",
        "sentences": [[0, 13], [14, 52]],
        "paragraphs": [{"s": 0, "e": 13, "type": "headline"}, {"s": 14, "e": 52, "type": "body"}],
        "quotes": [
            {
                "content": [[28, 51]],
                "cue": [[23, 27]],
                "speaker": [[14, 22]],
                "speaker_name": "Jane Doe",
                "type": "indirect",
            }
        ],
    }
