"""What other annotation tools have a place for: the text, what is known of it, and labels on spans of it."""

from collections.abc import Iterator
from typing import Any

from annotations.exports.report import Report
from annotations.queries.release_shapes import GoldRow, RawRow
from annotations.queries.release_text_shapes import ArticleRow

NO_LABEL = "no question for a label was answered (skipped, or stance only)"


def facts(article: ArticleRow) -> dict[str, str]:
    """What is known of an article, by the names that our own import reads; empty where nothing is known.

    Every article has all of them: doccano reads lines as a table, and stores no line that lacks a column.
    """
    source = article["source"]
    return {
        "external_id": article["external_id"],
        "title": article["title"],
        "subtitle": article["subtitle"],
        "byline": article["byline"],
        "url": article["url"],
        "source": source["name"] if source else "",
        "language": article["language"],
        "published_at": article["published_at"] or "",
        "licence": article["text_licence"],
    }


def given_labels(row: RawRow | GoldRow, report: Report) -> Iterator[tuple[str, str]]:
    """Question and label of each answer of a row, stances among them as ``favor:doe>talks``; reports the row."""
    found = [*_choices(row["labels"]), *(("stance", _stance(one)) for one in row["stances"] if _polarity(one))]
    if found:
        report.keep()
    else:
        report.drop(row["statement_id"], NO_LABEL)
    yield from found


def _choices(labels: Any) -> Iterator[tuple[str, str]]:
    for question, answer in labels.items():
        chosen = answer["gold"] if isinstance(answer, dict) else answer
        for key in [chosen] if isinstance(chosen, str) else chosen or ():
            yield question, key


def _polarity(stance: Any) -> str | None:
    found: str | None = stance.get("polarity") or stance.get("gold")
    return found


def _stance(stance: Any) -> str:
    holder = (stance["holder"] or stance["holder_kind"]).removeprefix("ent:")
    target = (stance["target"] or stance["target_text"] or "").removeprefix("ent:")
    return f"{_polarity(stance)}:{holder}>{target}"
