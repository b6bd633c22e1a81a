"""Label Studio: tasks with their labels, whatever the browser counted."""

import io
import json

import pytest

from annotations.imports.json_array import read_array
from annotations.workflow.drafts import EarlierLabelDraft
from tests.imports.reading import draft, errors, rows, says

TEXT = "😀 Ines Calder closed the pier.\r\nBoats are idle."


def span(start: int, end: int, text: str = "", label: str = "PER") -> dict[str, object]:
    """A result of the type labels."""
    value = {"start": start, "end": end, "labels": [label], **({"text": text} if text else {})}
    return {"id": "r1", "from_name": "who", "to_name": "text", "type": "labels", "value": value}


def task(*results: object, **more: object) -> dict[str, object]:
    """A task with one annotation."""
    annotation = {"id": 5, "completed_by": 3, "result": list(results)}
    return {"id": 17, "data": {"text": TEXT}, "annotations": [annotation], **more}


def test_spans_and_choices_become_earlier_labels() -> None:
    choice = {"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": ["for", "against"]}}
    found = draft("label_studio", json.dumps([task(span(3, 14, "Ines Calder"), choice)]))
    assert (found.text, found.external_id) == (TEXT, "label_studio-17")
    assert found.earlier_labels == (
        EarlierLabelDraft("label_studio", "3", "who", "PER", 2, 13),
        EarlierLabelDraft("label_studio", "3", "stance", "for"),
        EarlierLabelDraft("label_studio", "3", "stance", "against"),
    )


def test_the_annotator_that_our_export_names_goes_before_whoever_brought_it_in() -> None:
    ours = {**span(3, 14, "Ines Calder"), "meta": {"text": ["p03"], "annotator": "p03"}}
    noted = {**span(3, 14, "Ines Calder"), "meta": {"text": ["look again"]}}

    found = draft("label_studio", json.dumps([task(ours, noted)]))

    assert [label.annotator for label in found.earlier_labels] == ["p03", "3"]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(33, 38, "Boats"), (32, 37, "Boats"), (2, 13, "Ines Calder"), (26, 38, "pier.\r\nBoats")],
    ids=["CRLF as two units", "CRLF as one unit", "code points", "words over a line end"],
)
def test_the_words_of_a_result_decide_how_it_counts(start: int, end: int, words: str) -> None:
    (label,) = draft("label_studio", json.dumps([task(span(start, end, words))])).earlier_labels
    stored = TEXT.replace("\r\n", "\n")
    assert stored[label.start : label.end] == words.replace("\r\n", "\n")


def test_a_result_that_marks_other_words_is_an_error() -> None:
    assert errors("label_studio", json.dumps([task(span(0, 4, "Boats"))])) == [
        "line 1, annotations[0].result[0].value.text: 'Boats' is not what stands in the text from 0 to 4"
    ]


def test_what_is_not_read_is_a_warning() -> None:
    relation = {"type": "relation", "from_id": "r1", "to_id": "r2"}
    (row,) = rows("label_studio", json.dumps([task(relation, predictions=[{"result": []}])]))
    assert row.draft is not None
    assert says(row) == [
        "warning: line 1, predictions: 'a list of 1' are the guesses of a machine; they were left out",
        "warning: line 1, result.type: 'relation' is not a kind of result that is read; it was left out",
    ]


def test_a_skipped_task_brings_its_text_but_no_labels() -> None:
    skipped = {"completed_by": {"email": "aiko@example.org"}, "was_cancelled": True, "result": [span(3, 14)]}
    (row,) = rows("label_studio", json.dumps([task() | {"annotations": [skipped]}]))
    assert row.draft is not None
    assert row.draft.earlier_labels == ()
    assert says(row) == [
        "warning: line 1, annotations[0].was_cancelled: 'True' is a skipped task; its results were left out"
    ]


def test_a_persons_address_is_who_labelled() -> None:
    annotation = {"completed_by": {"id": 3, "email": "aiko@example.org"}, "result": [span(3, 14)]}
    found = draft("label_studio", json.dumps([task() | {"annotations": [annotation]}]))
    assert found.earlier_labels[0].annotator == "aiko@example.org"


def test_further_data_of_a_task_are_facts_of_the_article() -> None:
    data = {"body": "Pier closed.", "title": "Pier", "published_at": "2021", "url": "https://example.org/p"}
    found = draft("label_studio", json.dumps([{"data": data}]), columns={"text": "body"})
    assert (found.text, found.title, found.published_precision, found.url, found.external_id) == (
        "Pier closed.",
        "Pier",
        "year",
        "https://example.org/p",
        "",
    )


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("[]", "file: '' holds no article"),
        ('{"a": 1}', "line 1, file: '{\"a\": 1}' is no array; the file is one [ … ]"),
        ("[1]", "line 1, line: '1' is not an object; each record is one {…}"),
        ('[{"id": 1}]', "line 1, data: 'None' is not an object"),
        ('[{"data": {}}]', "line 1, data.text: '' is missing"),
        ('[{"data": {"text": "a"}, "annotations": [7]}]', "line 1, annotations[0]: '7' is not an object"),
        ('[\n{"data": {"text": "a"}}\n] x', "line 3, file: 'x' stands behind the end of the array"),
        ('[\n{"data": {"text": "a"}},\n{"data": ', "line 3, file: '' is cut off: it ends before its array does"),
        (
            '[\n{"a": "b" "x": 1}]',
            'line 2, line: \'{"a": "b" "x": 1}\' is not JSON: expecting \',\' delimiter at character 10',
        ),
    ],
)
def test_a_broken_file_says_where(content: str, error: str) -> None:
    assert errors("label_studio", content) == [error]


def test_elements_are_cut_apart_wherever_the_pieces_end() -> None:
    class Slow(io.BytesIO):
        """Gives out one byte at a time."""

        def read(self, size: int | None = -1) -> bytes:
            return super().read(1)

    elements = [{"a": '[{"\\", ]}'}, [1, [2], "é😀"], "x,y", 5, {}]
    content = json.dumps(elements, indent=1, ensure_ascii=False).encode()
    found = list(read_array(Slow(content)))
    assert [json.loads(line.text) for line in found] == elements
    lines = content.decode().split("\n")
    assert [lines[line.number - 1].strip(" ,")[:1] for line in found] == ["{", "[", '"', "5", "{"]
    assert [line.problem for line in found] == [None] * 5


def test_an_element_over_the_limit_is_passed_over() -> None:
    content = json.dumps(["a", "b" * 100, "c"]).encode()
    found = list(read_array(io.BytesIO(content), limit=50))
    assert [line.text for line in found] == ['"a"', "", '"c"']
    assert str(found[1].problem) == "line 1, record: '103 characters' is longer than 50"
