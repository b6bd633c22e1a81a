"""Settled stances one by one, with holder and target in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotations.exports.base import Export
from annotations.exports.material import ArticleMaterial, Material
from annotations.exports.scales import NO_NAME, NOT_ASKED, SHARED_NAME, Scale
from annotations.queries.release_shapes import GoldRow, GoldStanceCell, StanceCell

OPEN = "annotators differ and nobody has decided"
NOT_KEPT = "somebody marked it and it was not kept"
NO_SIDE = "nobody takes a side in it"
AUTHOR = "article (author)"
NOBODY = "nobody in particular"


@dataclass(frozen=True, slots=True)
class Settled:
    """One settled stance: its row, its pair, what the scheme calls it, and holder and target in words."""

    row: GoldRow
    pair: GoldStanceCell
    name: str
    holder: str
    target: str


@dataclass(frozen=True, slots=True)
class Words:
    """What holders and targets are called: entities of the project by key, claims of one article by id."""

    entities: Mapping[str, str]
    claims: Mapping[str, str]

    def holder(self, pair: GoldStanceCell | StanceCell) -> str:
        """Who takes the side."""
        if pair["holder"] is not None:
            return self.entities[pair["holder"]]
        return AUTHOR if pair["holder_kind"] == "author" else NOBODY

    def target(self, pair: GoldStanceCell | StanceCell) -> str:
        """What it is taken on: an entity's name, a claim's words, or a proposition."""
        if pair["target"] is None:
            return pair["target_text"] or ""
        return self.entities.get(pair["target"]) or self.claims.get(pair["target"], pair["target"])


def entity_names(material: Material) -> dict[str, str]:
    """The names of the project's entities by key (``ent:lavrov``)."""
    return {row["entity"]: row["name"] for row in material.entities()}


def words(entities: Mapping[str, str], found: ArticleMaterial) -> Words:
    """The words of one article, which was read with its claims."""
    return Words(entities, {claim["claim_id"]: claim["claim_text"] for claim in found.claims})


def settled(export: Export, scale: Scale | None, words: Words, rows: list[GoldRow]) -> Iterator[Settled]:
    """The settled stances of an article's rows; the report is told why others are left out, pair by pair.

    A pair goes by the id of its statement, as does a statement without any. The caller keeps or drops each stance that
    it gets.
    """
    for row in rows:
        if not row["stances"]:
            export.report.drop(row["statement_id"], NO_SIDE)
        for pair in row["stances"]:
            name = _name(export, scale, row["statement_id"], pair)
            if name is not None:
                yield Settled(row, pair, name, words.holder(pair), words.target(pair))


def _name(export: Export, scale: Scale | None, statement: str, pair: GoldStanceCell) -> str | None:
    gold = pair["gold"]
    if gold is None:
        export.report.drop(statement, OPEN if pair["method"] == "open" else NOT_KEPT)
    elif scale is None:
        export.report.drop(statement, NOT_ASKED)
    elif gold not in scale.names:
        export.report.drop(statement, NO_NAME)
    else:
        if scale.is_shared(gold):
            export.report.coerce(statement, "stances.gold", gold, scale.names[gold], SHARED_NAME)
        return scale.names[gold]
    return None
