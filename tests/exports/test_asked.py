"""What is asked for: one set of parameters, checked once; and what each of them does to the rows."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from annotations.exports import FORMATS
from annotations.exports.asked import read_asked
from annotations.models import BatchKind, Project
from annotations.queries.release_rows import open_rows
from annotations.workflow.batches import create_batch
from annotations.workflow.errors import Invalid
from tests.factories import people, projects

KEYS = ", ".join(one.key for one in FORMATS)

NO_ANSWER = "is no answer of this project, such as verification:supported"


def rows(project: Project, given: Mapping[str, str]) -> list[Any]:
    """The rows of the one view that the parameters ask for."""
    asked = read_asked(project, given)
    with open_rows(project, asked.choice) as opened:
        return list(opened.read(asked.choice.view))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"format": "xml"}, f"format: 'xml' is not one of {KEYS}"),
        ({"view": "../raw"}, "view: '../raw' is not one of raw, gold, both"),
        ({"articles": "some"}, "articles: 'some' is not one of production, calibration, training, all"),
        ({"text": "none"}, "text: 'none' is not one of full, free"),
        ({"people": "names"}, "people: 'names' is not one of pseudonyms, per_article"),
        ({"state": "draft"}, "state: 'draft' is none of a raw row: submitted, returned, accepted"),
        ({"view": "gold", "state": "accepted"}, "state: 'accepted' is none of a gold row: settled, open"),
        (
            {"view": "both", "state": "open"},
            "state: 'open' goes with one view: raw and gold rows have states of their own",
        ),
        ({"batch": "nowhere"}, "batch: 'nowhere' is no batch of this project"),
        ({"article": "nowhere"}, "article: 'nowhere' is no article of this project"),
        ({"language": "tr"}, "language: 'tr' is the language of no article of this project"),
        ({"speaker": "nobody"}, "speaker: 'nobody' is the key of no entity of this project"),
        (
            {"label": "verification:maybe"},
            "label: 'verification:maybe' is no answer of this project, such as verification:supported",
        ),
        (
            {"label": "verification"},
            "label: 'verification' is no answer of this project, such as verification:supported",
        ),
        ({"since": "1.5.2026"}, "since: '1.5.2026' is no day such as 2026-05-31"),
        ({"since": "2026-05-02", "until": "2026-05-01"}, "until: '2026-05-01' is before since"),
        ({"colour": "red"}, "colour: 'red' is no parameter of jsonl: it has no options"),
        ({"lossy": "maybe"}, "lossy: 'maybe' is not true or false"),
    ],
)
@pytest.mark.django_db
def test_a_parameter_that_is_none_is_named_with_its_rule(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_asked(projects.project(), given)

    assert refused.value.message == sentence


@pytest.mark.django_db
def test_what_is_asked_can_be_asked_again() -> None:
    project = projects.project()
    given = {"format": "csv", "view": "gold", "state": "open", "label": "verification:supported", "since": "2026-01-01"}

    assert read_asked(project, given).query() == given


def stances(row: Any) -> list[str]:
    """The polarities of a row of either view."""
    return [one.get("polarity") or one.get("gold") for one in row["stances"]]


@pytest.mark.parametrize(
    ("given", "like"),
    [
        ({"article": "bridge"}, lambda row: row["article_external_id"] == "bridge"),
        ({"state": "accepted"}, lambda row: row["status"] == "accepted"),
        ({"state": "submitted"}, lambda row: row["status"] == "submitted"),
        ({"label": "verification:supported"}, lambda row: row["labels"].get("verification") == "supported"),
        ({"label": "stance:favor"}, lambda row: "favor" in stances(row)),
        ({"language": "en"}, bool),
        ({"since": "2000-01-01", "until": "2100-01-01"}, bool),
        ({"view": "gold", "state": "open"}, lambda row: None in golds(row)),
        ({"view": "gold", "state": "settled"}, lambda row: None not in golds(row)),
        ({"view": "gold", "label": "verification:unverified"}, lambda row: "unverified" in golds(row)),
        ({"view": "gold", "label": "stance:favor"}, lambda row: "favor" in stances(row)),
        ({"view": "gold", "speaker": "lavrov"}, lambda row: (row["speaker"] or {}).get("id") == "ent:lavrov"),
        ({"view": "gold", "speaker": "ent:lavrov"}, lambda row: (row["speaker"] or {}).get("id") == "ent:lavrov"),
    ],
)
def test_a_filter_keeps_the_rows_that_are_like_it(
    told: Project, given: dict[str, str], like: Callable[[Any], bool]
) -> None:
    found = rows(told, given)

    assert found
    assert found == [row for row in rows(told, {"view": given.get("view", "raw")}) if like(row)]


def golds(row: Any) -> list[Any]:
    """The answers of a gold row; None for one that is open."""
    pairs = [one["gold"] for one in row["stances"] if one["method"] == "open"]
    return [cell["gold"] for cell in row["labels"].values()] + pairs


@pytest.mark.parametrize(
    "given",
    [
        {"state": "returned"},
        {"label": "stance:unclear"},
        {"until": "2000-01-01"},
        {"articles": "calibration"},
        {"view": "gold", "article": "bridge"},
    ],
)
def test_a_filter_that_nothing_is_like_leaves_no_row(told: Project, given: dict[str, str]) -> None:
    assert rows(told, given) == []


def test_a_dataset_without_texts_has_places_hashes_and_addresses(told: Project) -> None:
    full, free = rows(told, {}), rows(told, {"text": "free"})

    assert [row["text"] for row in free] == [""] * len(full)
    assert [len(row["words"]["sha256"]) for row in free] == [64] * len(full)
    kept = [{key: value for key, value in row.items() if key != "words"} for row in free]
    assert kept == [{**row, "text": ""} for row in full]


def test_gold_without_texts_says_where_cue_and_source_stand(told: Project) -> None:
    full = rows(told, {"view": "gold"})
    free = rows(told, {"view": "gold", "text": "free"})

    text = told.articles.get(external_id="000_9caa164edb51525a").text
    for row, bare in zip(full, free, strict=True):
        said = row["attribution"] or {"cue": None, "source": None}
        for part in ("cue", "source"):
            span = bare["words"][part]
            assert (text[span[0] : span[1]] if span else None) == said[part]
        assert bare["attribution"] is None or bare["attribution"]["cue"] is None


def test_annotators_numbered_anew_cannot_be_followed(told: Project) -> None:
    named, anew = rows(told, {}), rows(told, {"people": "per_article"})

    assert {row["annotator"] for row in named} == {"p03", "p04"}
    of_bridge = {row["annotator"] for row in anew if row["article_external_id"] == "bridge"}
    assert (of_bridge, {row["annotator"] for row in anew}) == ({"a1"}, {"a1", "a2"})
    assert not [row for row in anew for review in row["reviews"] if review["reviewer"].startswith("p")]
    assert sorted(row["annotation_id"] for row in anew) == sorted(row["annotation_id"] for row in named)


def test_calibration_is_in_only_where_it_is_asked_for(told: Project) -> None:
    batch = create_batch(actor=people.lead(), project=told, name="Warm-up", kind=BatchKind.CALIBRATION)
    projects.town(told, "Ankara", batch=batch)
    projects.submitted(told)

    found = {kind: len(rows(told, {"articles": kind})) for kind in ("production", "calibration", "training", "all")}
    assert found == {"production": 48, "calibration": 2, "training": 0, "all": 50}
    assert len(rows(told, {"articles": "all", "batch": "Warm-up"})) == 2
