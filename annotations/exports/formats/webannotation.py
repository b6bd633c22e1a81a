"""W3C Web Annotation: each annotator's answers on each statement, as one JSON-LD page of annotations.

https://www.w3.org/TR/annotation-model/: positions count code points from 0 and exclude the end. A quotation brings up
to 32 characters before and after it, so that it is found again in a text that changed.
"""

from collections.abc import Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import EVIDENCE, REVIEWS, SPEECH, STRENGTH
from annotations.exports.material import ArticleMaterial
from annotations.exports.stance_rows import AUTHOR, Words, entity_names, words
from annotations.exports.text_files import as_json, gathered
from annotations.queries.release_choice import RAW
from annotations.queries.release_shapes import RawRow

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
NO_ANSWER = "it says nothing: the statement was skipped"


def write(export: Export) -> Iterator[File]:
    """One page of annotations."""
    yield File("webannotation.jsonld", gathered(page(export)))


def page(export: Export) -> Iterator[str]:
    """The page, one annotation a line inside it."""
    address = f"urn:factcheck:{export.material.dataset.project}:annotations"
    yield f'{{"@context":{as_json(CONTEXT)},"id":{as_json(address)},"type":"AnnotationPage","items":[\n'
    before = ""
    entities = entity_names(export.material)
    for found in export.material.by_article("raw", "claims"):
        named = words(entities, found)
        for row in found.raw:
            said = bodies(row, named, found.article["language"])
            if not said:
                export.report.drop(row["annotation_id"], NO_ANSWER)
                continue
            yield before + as_json(annotation(row, said, found))
            export.report.keep()
            before = ",\n"
    yield "\n]}\n"


def annotation(row: RawRow, said: list[dict[str, Any]], found: ArticleMaterial) -> dict[str, Any]:
    """One annotation."""
    text, start, end = found.article["text"], row["start"], row["end"]
    return {
        "id": f"urn:uuid:{row['annotation_id']}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"id": f"urn:factcheck:{row['project']}:annotator:{row['annotator']}", "type": "Person",
                    "nickname": row["annotator"]},
        "created": row["started_at"],
        "body": said,
        "target": {
            "source": found.article["url"] or f"urn:uuid:{row['article_id']}",
            "selector": [
                {"type": "TextQuoteSelector", "exact": row["text"], "prefix": text[max(0, start - AROUND) : start],
                 "suffix": text[end : end + AROUND]},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }  # fmt: skip


def bodies(row: RawRow, named: Words, language: str) -> list[dict[str, Any]]:
    """What is said of the statement: labels, stances, and the reasons in words."""
    chosen = [
        f"{question}:{label}"
        for question, answer in row["labels"].items()
        for label in (answer if isinstance(answer, list) else [answer])
    ]
    found = [body(value, "classifying") for value in chosen]
    for pair in row["stances"]:
        holder = pair["holder"] or (AUTHOR if pair["holder_kind"] == "author" else "")
        found.append(body(f"stance:{holder}|{pair['polarity']}|{pair['target'] or named.target(pair)}", "tagging"))
    found += [body(flag, "tagging") for flag in row["flags"]]
    if row["rationale"]:
        found.append(body(row["rationale"], "commenting") | {"language": language})
    return found


def body(value: str, purpose: str) -> dict[str, Any]:
    """A text and what it is for."""
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


FORMAT = ExportFormat(
    key="webannotation",
    title="W3C Web Annotation",
    summary="Each annotator's answers as JSON-LD annotations of the article's text; evidence and reviews stay out.",
    extension="jsonld",
    content_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    write=write,
    views=(RAW,),
    is_lossy=True,
    left_out=(STRENGTH, EVIDENCE, "confidence", REVIEWS, SPEECH),
    needs_text=True,
)
