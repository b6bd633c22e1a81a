"""SEESAW: who takes which side on whom, sentence by sentence, one JSON file an article (Zhang and others, 2022).

``entity lists`` are ``[[name], [kind], [Main or Salient], [annotators]]``; a stance without a holder has the subject
"None", and a target that is no entity is "Not in the list". Main are those who take part in a tenth of the stances.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import EVIDENCE, LABELS, PLACES, REASONS, SETTLING, STRENGTH
from annotations.exports.material import ArticleMaterial
from annotations.exports.scales import NO_NAME, NOT_ASKED, Scale, scale
from annotations.exports.stance_rows import NO_SIDE, settled, words
from annotations.exports.text_files import as_json, gathered
from annotations.queries.release_choice import GOLD, RAW
from annotations.queries.release_text_shapes import EntityRow

SIDES = ("POS", "NEG")
NOBODY = "None"
NOT_LISTED = "Not in the list"
MAIN_SHARE = 0.1
NO_LIST = "the format knows entities only as what a side is taken on"
SETTLED = "gold"

Marked = tuple[str, int, str, str | None, str | None, str]
"""A stance: statement's id and place, side, holder and target as entities, who marked it."""


def write(export: Export) -> Iterator[File]:
    """One file for each article in which a side is taken."""
    entities = {row["entity"]: row for row in export.material.entities()}
    sides = scale(export.material, "seesaw", SIDES)
    view = export.material.dataset.choice.view
    for found in export.material.by_article(view):
        marked = settled_in(export, sides, found, entities) if view == GOLD else marked_in(export, sides, found)
        stances = list(marked)
        if stances:
            name = f"seesaw/{found.article['article_id']}.json"
            yield File(name, gathered([as_json(article(found, stances, entities), 1) + "\n"]))


def settled_in(
    export: Export, sides: Scale | None, found: ArticleMaterial, entities: dict[str, EntityRow]
) -> Iterator[Marked]:
    """The settled stances of an article."""
    names = words({key: row["name"] for key, row in entities.items()}, found)
    for one in settled(export, sides, names, found.gold):
        pair = one.pair
        target = listed(export, one.row["statement_id"], pair["target"], entities)
        yield one.row["statement_id"], one.row["index"], one.name, pair["holder"], target, SETTLED
        export.report.keep()


def marked_in(export: Export, sides: Scale | None, found: ArticleMaterial) -> Iterator[Marked]:
    """Every annotator's stances on an article."""
    for row in found.raw:
        if not row["stances"]:
            export.report.drop(row["annotation_id"], NO_SIDE)
        for pair in row["stances"]:
            side = sides.names.get(pair["polarity"]) if sides else None
            if side is None:
                export.report.drop(row["annotation_id"], NO_NAME if sides else NOT_ASKED)
                continue
            is_entity = pair["target_kind"] == "entity"
            if not is_entity:
                export.report.coerce(row["annotation_id"], "target", "words", NOT_LISTED, NO_LIST)
            target = pair["target"] if is_entity else None
            yield row["statement_id"], row["index"], side, pair["holder"], target, row["annotator"]
            export.report.keep()


def listed(export: Export, row: str, target: str | None, entities: dict[str, EntityRow]) -> str | None:
    """The target if it is an entity; otherwise None, and the report is told."""
    if target in entities:
        return target
    export.report.coerce(row, "target", "words", NOT_LISTED, NO_LIST)
    return None


def article(found: ArticleMaterial, stances: list[Marked], entities: dict[str, EntityRow]) -> dict[str, Any]:
    """One article: its title, the entities that take part, and the stances by the place of their sentence."""
    parts = Counter(key for *_, holder, target, _ in stances for key in {holder, target} if key)
    who = {key: sorted({one[5] for one in stances if key in one[3:5]}) for key in parts}
    main = MAIN_SHARE * len(stances)
    listing = [
        [entities[key]["name"], [entities[key]["kind"]], ["Main" if n >= main else "Salient"], who[key]]
        for key, n in sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    ]
    by_sentence = {str(index): sentence(stances, index, entities) for index in sorted({one[1] for one in stances})}
    return {"title": found.article["title"], "entity lists": listing, "sentence-level stances": by_sentence}


def sentence(stances: Iterable[Marked], index: int, entities: dict[str, EntityRow]) -> list[dict[str, Any]]:
    """The stances of one sentence, those that several marked alike once."""
    marked: dict[tuple[str, str, str], list[str]] = {}
    for _, place, side, holder, target, who in stances:
        if place == index:
            subject = entities[holder]["name"] if holder else NOBODY
            what = entities[target]["name"] if target else NOT_LISTED
            people = marked.setdefault((subject, side, what), [])
            if who not in people:
                people.append(who)
    return [
        {"id": number, "subject": subject, "sentiment": side, "object": what, "annotators": people}
        for number, ((subject, side, what), people) in enumerate(marked.items())
    ]


FORMAT = ExportFormat(
    key="seesaw",
    title="SEESAW",
    summary="Stances between entities, sentence by sentence, one JSON file an article; neutral has no place.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(GOLD, RAW),
    is_lossy=True,
    left_out=(LABELS, STRENGTH, EVIDENCE, REASONS, SETTLING, PLACES),
    is_folder=True,
    needs_text=True,
)
