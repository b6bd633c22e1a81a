"""Bringing articles in: whole or not at all, each text once."""

import hashlib
from datetime import date

import pytest

from annotations.imports import seeds
from annotations.models import Article, Event, Paragraph, Statement
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WrongState
from annotations.workflow.freeze import freeze
from annotations.workflow.ingest import import_article
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def test_the_seed_article_is_split_by_the_machine_as_by_hand() -> None:
    article = projects.article(projects.project(), seeds.article_text(), frozen=False)
    by_hand = [
        (s["start"], s["end"], s["role"], s["is_statement"], s["voice"] or "author") for s in seeds.gold()["statements"]
    ]
    rows = article.statements.order_by("start").values_list("start", "end", "role", "is_statement", "voice")
    assert list(rows) == by_hand


def test_title_subtitle_and_dateline_are_read_from_the_text() -> None:
    article = projects.article(projects.project(), seeds.article_text(), frozen=False)
    assert article.title == "Russia ready to continue work on Idlib with Turkey"
    assert article.subtitle.startswith("Russian foreign minister says")
    assert article.dateline_place == "MOSCOW"
    assert article.text_sha256 == "6ee853ed66d30831c9cf2721e9bd092699c58b23089d24052bb3b258e4a9b10a"


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("und", "Le pont est fermé depuis lundi et personne ne sait quand il sera ouvert.", "fr"),
        ("und", "It rained.", "en"),
        ("en", "Le pont est fermé depuis lundi et personne ne sait quand il sera ouvert.", "en"),
    ],
)
def test_a_language_that_nobody_has_said_is_found_out(said: str, text: str, language: str) -> None:
    assert projects.article(projects.project(), text, language=said).language == language


@pytest.mark.parametrize(
    ("said", "stored"), [(None, ("2024-03-03", "day", True)), (date(2020, 1, 2), ("2020-01-02", "day", False))]
)
def test_a_date_that_nobody_has_said_is_inferred_from_the_date_line(
    said: date | None, stored: tuple[str, str, bool]
) -> None:
    text = "Pier closes\nPublished 3 March 2024, 06:00\nIt rained.\n"
    row = projects.article(projects.project(), text, published_at=said)
    assert (str(row.published_at), row.published_precision, row.published_is_inferred) == stored


def test_newlines_are_made_uniform_once_and_the_raw_bytes_kept() -> None:
    raw = b"Headline\r\n\r\nIt rained.\r\n"
    article = projects.article(projects.project(), raw.decode(), raw=raw)
    assert article.text == "Headline\n\nIt rained.\n"
    assert (bytes(article.raw or b""), article.raw_sha256) == (raw, hashlib.sha256(raw).hexdigest())


def test_the_same_text_twice_is_a_duplicate_that_names_the_first() -> None:
    project = projects.project()
    first = projects.article(project)
    with pytest.raises(Duplicate) as refusal:
        projects.article(project)
    assert refusal.value.extra["article"] == str(first.pk)
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "a\ud800b"}, "text"),
        ({"text": "ok", "title": "x" * 501}, "title"),
        ({"text": "ok", "url": "javascript:alert(1)"}, "url"),
        ({"text": "ok", "external_id": "a\0"}, "external_id"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_stored(facts: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        import_article(actor=people.lead(), project=projects.project(), draft=ArticleDraft(**facts))
    assert refusal.value.extra["field"] == field
    assert not Article.objects.exists()
    assert not Paragraph.objects.exists()
    assert not Event.objects.filter(verb="article.imported").exists()


def test_only_a_lead_imports() -> None:
    with pytest.raises(NotAllowed):
        import_article(actor=people.reviewer(), project=projects.project(), draft=ArticleDraft(text="Rain."))


def test_freezing_opens_every_statement_once() -> None:
    article = projects.article(projects.project(), frozen=False)
    assert freeze(actor=people.lead(), article=article).state == "frozen"
    assert not Statement.objects.filter(frozen_at__isnull=True).exists()
    with pytest.raises(WrongState):
        freeze(actor=people.lead(), article=article)


def test_a_text_without_statements_is_not_frozen() -> None:
    article = projects.article(projects.project(), frozen=False)
    article.statements.update(is_statement=False)
    with pytest.raises(WrongState, match="no statement"):
        freeze(actor=people.lead(), article=article)


def test_each_split_of_an_article_is_caused_by_its_import() -> None:
    projects.article(projects.project(), frozen=False)
    split = Event.objects.get(verb="article.segmented")
    assert split.caused_by == Event.objects.get(verb="article.imported")
