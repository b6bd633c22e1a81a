"""doccano: texts with labels, spans or entities."""

import json

import pytest

from annotations.workflow.drafts import EarlierLabelDraft
from tests.imports.reading import draft, errors, rows, says

TEXT = "😀 Ines Calder\r\nclosed the pier."


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        ({"label": [[2, 13, "PER"]]}, [("label", "PER", 2, 13)]),
        ({"labels": [[16, 22, "ACT"]]}, [("labels", "ACT", 15, 21)]),
        ({"label": ["harbour", "work"]}, [("label", "harbour", None, None), ("label", "work", None, None)]),
        (
            {"entities": [{"id": 4, "label": "PER", "start_offset": 2, "end_offset": 13}]},
            [("entities", "PER", 2, 13)],
        ),
    ],
)
def test_labels_in_each_of_its_forms(
    fields: dict[str, object], labels: list[tuple[str, str, int | None, int | None]]
) -> None:
    found = draft("doccano", json.dumps({"id": 17, "text": TEXT, **fields}), name="aiko.jsonl")
    assert (found.text, found.external_id) == (TEXT, "doccano-17")
    assert found.earlier_labels == tuple(EarlierLabelDraft("doccano", "aiko", *label) for label in labels)


def test_a_file_of_all_names_nobody() -> None:
    found = draft("doccano", json.dumps({"text": TEXT, "label": ["work"]}), name="all.jsonl")
    assert found.earlier_labels[0].annotator == ""


def test_relations_and_comments_are_left_out_with_a_warning() -> None:
    record = {"text": TEXT, "entities": [], "relations": [{"id": 1}], "Comments": ["hm"], "colour": "red"}
    (row,) = rows("doccano", json.dumps(record))
    assert row.draft is not None
    assert says(row) == [
        "warning: line 1, relations: 'a list of 1' is not read; it was left out",
        "warning: line 1, Comments: 'a list of 1' is not read; it was left out",
        "warning: line 1, colour: 'red' is not a field that is read here; it was left out",
    ]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"label": [[0, 99, "PER"]]}, "labels[0].end: '98' lies behind the text, which has 30 characters"),
        ({"label": [[0, 4]]}, "label[0]: 'a list of 2' is not an object"),
        ({"label": [[0, "4", "PER"]]}, "label[0].end_offset: '4' is not a whole number"),
        ({"entities": [{"label": "PER", "start_offset": 2}]}, "entities[0].end_offset: '' is missing"),
        ({"label": "PER"}, "label: 'PER' is not a list"),
        ({"label": [""]}, "labels[0].label: '' is empty"),
    ],
)
def test_a_label_that_will_not_do_is_an_error(fields: dict[str, object], error: str) -> None:
    assert errors("doccano", json.dumps({"text": TEXT, **fields})) == [f"line 1, {error}"]
