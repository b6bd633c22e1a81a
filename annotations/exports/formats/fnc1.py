"""FNC-1: headlines and bodies, and how a body stands to a headline (Fake News Challenge, 2017). Two CSV files.

Two things give such a pair. A settled stance on a proposition: the proposition is the headline, and an article in which
it is both backed and rejected discusses it. And a lead from a headline to a statement of its article (paraphrases,
restates and agrees: agree; contradicts: disagree; in tension: discuss). ``unrelated`` is never said: nobody is asked.
"""

from collections.abc import Iterator
from dataclasses import replace

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import EVIDENCE, LABELS, PLACES, REASONS, SETTLING, SPEECH, STRENGTH
from annotations.exports.material import ArticleMaterial
from annotations.exports.report import Report
from annotations.exports.scales import scale
from annotations.exports.stance_rows import entity_names, settled, words
from annotations.exports.text_files import table
from annotations.queries.release_choice import GOLD

STANCES = ("agree", "disagree", "discuss")
LEADS = {
    "paraphrases": "agree",
    "restates": "agree",
    "agrees_with": "agree",
    "contradicts": "disagree",
    "in_tension_with": "discuss",
}
NO_PROPOSITION = "it is about an entity, and a headline says something"
SEVERAL = "the article holds several stances on it"
HEADS = ("headline", "subhead")


def write(export: Export) -> Iterator[File]:
    """The bodies that have a headline, and the pairs."""
    again = replace(export, report=Report())
    yield File("fnc1_bodies.csv", table(bodies(again)))
    yield File("fnc1_stances.csv", table(pairs(export)))


def bodies(export: Export) -> Iterator[tuple[str | int, str]]:
    """The header, then the words below the headlines of each article that is in a pair."""
    yield "Body ID", "articleBody"
    for number, (found, _) in enumerate(paired(export)):
        yield number, body(found)


def body(found: ArticleMaterial) -> str:
    """An article without its headlines, its lines as they are."""
    heads = [block["end"] for block in found.article["paragraphs"] if block["role"] in HEADS]
    return found.article["text"][max(heads, default=0) :].strip("\n")


def pairs(export: Export) -> Iterator[tuple[str | int, ...]]:
    """The header, then headline, body and stance."""
    yield "Headline", "Body ID", "Stance"
    for number, (_, stances) in enumerate(paired(export)):
        for headline, stance in stances.items():
            yield headline, number, stance


def paired(export: Export) -> Iterator[tuple[ArticleMaterial, dict[str, str]]]:
    """The articles of which something can be said, each with the stance of its body by headline."""
    entities, asked = entity_names(export.material), scale(export.material, "fnc1", STANCES)
    for found in export.material.by_article("gold", "claims"):
        stances = led(found)
        export.report.keep(len(stances))
        for one in settled(export, asked, words(entities, found), found.gold):
            if one.pair["target_kind"] == "entity":
                export.report.drop(one.row["statement_id"], NO_PROPOSITION)
                continue
            before = stances.setdefault(one.target, one.name)
            if before != one.name:
                export.report.coerce(one.row["statement_id"], "stances.gold", one.name, "discuss", SEVERAL)
                stances[one.target] = "discuss"
            export.report.keep()
        if stances:
            yield found, stances


def led(found: ArticleMaterial) -> dict[str, str]:
    """What the leads of an article say of its headlines; several that differ discuss."""
    segments, stances = found.statements, dict[str, str]()
    for lead in found.article["relations"]:
        head = segments.get(lead["from_statement"])
        stance = LEADS.get(lead["type"])
        if head and head["role"] in HEADS and stance:
            headline = found.words(head["start"], head["end"])
            stances[headline] = stance if stances.get(headline, stance) == stance else "discuss"
    return stances


FORMAT = ExportFormat(
    key="fnc1",
    title="FNC-1",
    summary="Headlines and bodies with agree, disagree or discuss; from stances on propositions and headlines' leads.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(LABELS, STRENGTH, EVIDENCE, REASONS, SETTLING, SPEECH, PLACES),
    is_folder=True,
    needs_text=True,
)
