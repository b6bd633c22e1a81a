"""The hand-checked gold of the seed article, as rows."""

import hashlib
from pathlib import Path

import pytest

from annotations.imports import seeds
from annotations.imports.formats.seed_gold import GoldError, read_article, read_segmentation
from annotations.models import Attribution, AttributionSpan, Claim, Entity, Statement, StatementRelation
from tests.factories import projects

ROOT = Path(__file__).resolve().parents[2]


def test_the_seed_article_is_here_byte_for_byte() -> None:
    raw = (ROOT / seeds.ARTICLE).read_bytes()
    assert len(raw) == 3458
    assert hashlib.sha256(raw).hexdigest() == "6ee853ed66d30831c9cf2721e9bd092699c58b23089d24052bb3b258e4a9b10a"


def test_every_span_of_the_gold_quotes_the_text() -> None:
    text, gold = seeds.article_text(), seeds.gold()
    spans = list(gold["statements"])
    for attribution in gold["attributions"]:
        spans += [attribution[key] for key in ("source_span", "cue_span") if attribution[key]]
        spans += attribution["content_spans"] + attribution["editorial_insertions"]
    spans += [claim["support_span"] for claim in gold["claims"] if claim["support_span"]]
    assert [s for s in spans if text[s["start"] : s["end"]] != s["exact"]] == []
    assert len(spans) == 99


def test_the_gold_refuses_another_text() -> None:
    with pytest.raises(GoldError, match=r"statement s01 is not in the text at \[0:50\]"):
        read_article(seeds.gold(), "Another article.")


def test_the_gold_refuses_another_schema() -> None:
    with pytest.raises(GoldError, match="schema is 'other'"):
        read_article({**seeds.gold(), "schema": "other"}, seeds.article_text())


def test_the_date_is_marked_as_inferred() -> None:
    draft = read_article(seeds.gold(), seeds.article_text())
    assert (str(draft.published_at), draft.published_is_inferred) == ("2020-02-12", True)


def test_a_segmentation_keeps_what_hands_marked() -> None:
    split = read_segmentation(seeds.gold(), seeds.article_text())
    assert (len(split.paragraphs), len(split.statements), len(split.attributions)) == (20, 23, 17)
    assert (len(split.entities), len(split.claims), len(split.relations)) == (26, 33, 9)
    assert [s.is_statement for s in split.statements].count(False) == 1


@pytest.mark.django_db
def test_the_gold_becomes_rows() -> None:
    projects.seed_project()
    assert Statement.objects.filter(is_statement=True).count() == 22
    assert Attribution.objects.count() == 17
    assert Attribution.objects.filter(nested_in__isnull=False).count() == 3
    assert AttributionSpan.objects.filter(part="insertion").values_list("exact", flat=True).count() == 2
    assert (Entity.objects.count(), Claim.objects.count(), StatementRelation.objects.count()) == (26, 33, 9)


@pytest.mark.django_db
def test_lavrov_speaks_also_where_only_he_or_the_minister_stands() -> None:
    projects.seed_project()
    spoken = Statement.objects.filter(speaker__canonical_name="Sergey Lavrov").order_by("start")
    assert [s.index for s in spoken] == [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]


@pytest.mark.django_db
def test_the_quotation_over_two_paragraphs_is_one_attribution_of_three_statements() -> None:
    projects.seed_project()
    quote = Attribution.objects.get(spans__part="content", spans__start=1941)
    assert [s.start for s in quote.statements.order_by("start")] == [1941, 2215, 2342]
    contents = quote.spans.filter(part="content").order_by("position")
    assert [(s.start, s.end) for s in contents] == [(1941, 2214), (2215, 2424)]
