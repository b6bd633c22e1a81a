"""Search: each filter by itself and together, in the language of the text, and never beyond what one may see."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Entity, Project, SearchedStatement, Statement, User
from annotations.queries import search
from annotations.queries.names import named
from annotations.queries.search import Asked, label_named
from annotations.queries.search_words import pieces, question
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.ingest import import_article
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

TALKS = 'Talks go on\n\n"The talks were long," Mayor Jane Doe said on Monday. It rained in Bogotá.\n'
BRIDGE = "Bridge opens\n\nThe minister opened the bridge. Mayor Jane Doe was not talking.\n"


def bring(project: Project, text: str, **facts: Any) -> None:
    """An article of the lead."""
    import_article(actor=people.lead(), project=project, draft=ArticleDraft(text=text, **facts))


def two_articles() -> Project:
    """A project with both texts, Talks first."""
    project = projects.project()
    bring(project, TALKS, published_at=date(2026, 3, 1))
    bring(project, BRIDGE, published_at=date(2026, 5, 1))
    return project


def found(project: Project, user: User | None = None, said: str = "", **asked: Any) -> list[str]:
    """The statements that answer, newest article first."""
    wanted = Asked(question=question(project, said) if said else None, **asked)
    rows = search.statements(user or people.lead(), project, wanted).rows.order_by("-article_id", "start")
    return [row.statement.exact for row in rows.select_related("statement")]


def found_articles(project: Project, said: str = "", **asked: Any) -> list[str]:
    """The titles of the articles that answer, newest first."""
    wanted = Asked(question=question(project, said) if said else None, **asked)
    rows = search.articles(people.lead(), project, wanted).rows.order_by("-article_id")
    return [row.article.title for row in rows.select_related("article")]


def test_a_word_finds_its_other_endings() -> None:
    project = two_articles()
    assert found(project, said="talk") == [
        "Mayor Jane Doe was not talking.",
        "Talks go on",
        '"The talks were long," Mayor Jane Doe said on Monday.',
    ]


def test_all_words_must_be_there_and_a_phrase_in_its_order() -> None:
    project = two_articles()
    assert found(project, said="minister bridge") == ["The minister opened the bridge."]
    assert found(project, said='"bridge minister"') == []
    assert found(project, said='"talks were long"') == ['"The talks were long," Mayor Jane Doe said on Monday.']


def test_a_minus_leaves_out_and_or_stands_between_alternatives() -> None:
    project = two_articles()
    assert found(project, said="talks -long") == ["Mayor Jane Doe was not talking.", "Talks go on"]
    assert found(project, said="rain or minister") == ["The minister opened the bridge.", "It rained in Bogotá."]


def test_accents_may_be_left_out() -> None:
    project = two_articles()
    assert found(project, said="bogota") == ["It rained in Bogotá."]
    assert found(project, said="BOGOTÁ") == ["It rained in Bogotá."]


def test_every_text_is_searched_in_its_own_language() -> None:
    project = projects.project()
    bring(project, "Köprüler kapandı\n\nBakan köprülerin kapalı olduğunu söyledi.\n", language="tr")
    bring(project, "Brücken gesperrt\n\nDie Häuser standen leer.\n", language="de-AT")
    bring(project, "The house\n\nThe houses stood empty.\n")
    assert found(project, said="köprü") == ["Köprüler kapandı", "Bakan köprülerin kapalı olduğunu söyledi."]
    assert found(project, said="Haus") == ["Die Häuser standen leer."]
    assert found(project, said="house") == ["The house", "The houses stood empty."]


def test_of_one_language_alone_only_its_form_of_the_words_is_asked() -> None:
    project = projects.project()
    bring(project, "Brücken gesperrt\n\nDie Häuser standen leer.\n", language="de-AT")
    bring(project, "The house\n\nThe houses stood empty.\n")
    both, one = question(project, "Haus").forms, question(project, "Haus", "de").forms
    assert [form.configuration for form in both] == ["annotations_english", "annotations_german"]
    assert [form.configuration for form in one] == ["annotations_german"]
    assert question(project, "the", "en").is_empty
    assert question(project, "house", "tr").is_empty


@pytest.mark.parametrize("said", ['"or"', '"or we"', 'it\'s "or"', "it's", "a\\b or now"])
def test_words_that_mean_something_to_postgresql_are_words(said: str) -> None:
    project = projects.project()
    bring(project, "A\\b it's\n\nIt's now or we go.\n", language="xx")
    bring(project, "Days\n\nNow we go.\n")
    assert "It's now or we go." in found(project, said=said)


def test_a_minus_works_across_languages() -> None:
    project = projects.project()
    bring(project, "Nato im Mai\n\nNato und Regen.\n", language="de")
    bring(project, "Nato in May\n\nNato and rain.\n")
    assert found(project, said="nato -rain") == ["Nato in May", "Nato im Mai", "Nato und Regen."]


def test_words_that_every_text_holds_find_nothing_and_say_so() -> None:
    project = two_articles()
    assert question(project, "the of and").is_empty
    assert found(project, said="the of and") == []


def test_found_words_are_marked() -> None:
    project = two_articles()
    asked = question(project, "talk")
    rows = SearchedStatement.objects.filter(project=project, statement__exact__startswith='"')
    marked = rows.annotate(shown=asked.marked("statement__exact", "article__language")).get().shown
    assert pieces(marked) == [('"The ', False), ("talks", True), (' were long," Mayor Jane Doe said on Monday.', False)]


def test_by_speaker_with_and_without_words() -> None:
    project = two_articles()
    jane = named(people.lead(), project, "Jane Doe")
    assert found(project, speakers=jane.keys) == ['"The talks were long," Mayor Jane Doe said on Monday.']
    assert found(project, said="bridge", speakers=jane.keys) == []
    assert found(project, speakers=[]) == []


def test_by_mention_whoever_speaks() -> None:
    project = two_articles()
    jane = named(people.lead(), project, "Jane Doe")
    assert found(project, mentions=jane.keys) == [
        "Mayor Jane Doe was not talking.",
        '"The talks were long," Mayor Jane Doe said on Monday.',
    ]


def test_by_label_those_with_a_blind_role_find_their_own_only() -> None:
    project = projects.project()
    projects.article(project)
    work = projects.assignment(project)
    first = projects.statements(work)[0]
    projects.label(work, first, projects.answers("refuted"))
    wanted = label_named(project, "verification:refuted")
    assert found(project, label=wanted) == [first.exact]
    assert found(project, people.annotator(), label=wanted) == [first.exact]
    assert found(project, people.second_annotator(), label=wanted) == []
    assert found(project, label=label_named(project, "verification:supported")) == []


def test_by_stance() -> None:
    project = projects.seed_project()
    projects.submitted_seed(project)
    wanted = label_named(project, "stance:against")
    held = Statement.objects.filter(annotations__head__stances__polarity__key="against").distinct()
    assert sorted(found(project, label=wanted)) == sorted(row.exact for row in held)
    assert len(held) > 3


def test_by_date_language_and_state_of_the_article() -> None:
    project = two_articles()
    projects.article(project)
    assert found(project, said="doe", since=date(2026, 4, 1)) == ["Mayor Jane Doe was not talking."]
    assert found(project, said="doe", until=date(2026, 4, 1)) == [
        '"The talks were long," Mayor Jane Doe said on Monday.'
    ]
    assert found(project, said="doe", state="ready") == ['"The bridge is safe," Mayor Jane Doe said on Monday.']
    assert found(project, said="doe", language="tr") == []


def test_articles_hold_the_words_anywhere() -> None:
    project = two_articles()
    assert found_articles(project, "minister talking") == ["Bridge opens"]
    assert found_articles(project, "doe") == ["Bridge opens", "Talks go on"]
    assert found_articles(project, speakers=named(people.lead(), project, "Doe").keys) == ["Talks go on"]


def test_another_projects_texts_are_not_found() -> None:
    project = two_articles()
    bring(projects.project("other"), "Elsewhere\n\nTalks elsewhere.\n")
    assert "Talks elsewhere." not in found(project, said="talks")


def test_the_trash_is_not_searched() -> None:
    project = two_articles()
    project.articles.filter(title="Talks go on").update(deleted_at="2026-06-01T00:00:00Z")
    assert found(project, said="talks") == ["Mayor Jane Doe was not talking."]


def test_a_replaced_statement_is_not_found_any_more_and_comes_back_with_an_undo() -> None:
    project = two_articles()
    row = Statement.objects.filter(exact="The minister opened the bridge.")
    row.update(state="replaced")
    assert found(project, said="minister") == []
    row.update(state="live")
    assert found(project, said="minister") == ["The minister opened the bridge."]


def test_a_full_list_is_walked_when_many_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    project = two_articles()
    few = found(project, said="doe or talks")
    monkeypatch.setattr(search, "FEW", 2)
    assert found(project, said="doe or talks") == few
    assert len(few) == 4 - 1


@pytest.mark.parametrize("most", [2, 3])
def test_many_words_of_a_speaker_are_sorted_or_walked_into_the_same_order(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    project = two_articles()
    bring(project, "Days\n\n" + " ".join(f"“Day {day} was foggy,” Mayor Jane Doe said." for day in (1, 2, 3)))
    jane = named(people.lead(), project, "Jane Doe").keys
    for name, value in (("FEW", 1), ("SORTED", most)):
        monkeypatch.setattr(search, name, value)

    answered = search.statements(people.lead(), project, Asked(question(project, "foggy"), speakers=jane))

    assert (answered.count, len(found(project, said="foggy", speakers=jane))) == (3, 3)
    assert [text[:6] for text in found(project, said="foggy", speakers=jane)] == ["“Day 1", "“Day 2", "“Day 3"]


def test_mentions_of_somebody_who_is_everywhere_are_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    project = two_articles()
    bring(project, "Days\n\nMayor Jane Doe came. Mayor Jane Doe saw it. Mayor Jane Doe won.\n")
    jane = named(people.lead(), project, "Jane Doe").keys
    everywhere, rare = found(project, mentions=jane), found(project, said="saw", mentions=jane)
    monkeypatch.setattr(search, "FEW", 1)
    assert search.statements(people.lead(), project, Asked(mentions=jane)).count == 2
    assert (found(project, mentions=jane), len(everywhere)) == (everywhere, 5)
    assert found(project, said="saw", mentions=jane) == rare == ["Mayor Jane Doe saw it."]


@pytest.mark.parametrize(
    ("typed", "names", "exactly"),
    [
        ("jane doe", ["Jane Doe"], True),
        ("Doe", ["Jane Doe"], False),
        ("Jane Dow", ["Jane Doe"], False),
        ("Xerxes", [], False),
        ("%", [], False),
        ("   ", [], False),
    ],
)
def test_names_are_found_exactly_in_part_or_nearly(typed: str, names: list[str], exactly: bool) -> None:
    project = two_articles()
    Entity.objects.filter(canonical_name="Jane Doe").update(aliases=[])
    who = named(people.lead(), project, typed)
    assert ([row.canonical_name for row in who.entities], who.exactly) == (names, exactly)


def test_a_name_is_found_by_its_alias() -> None:
    project = two_articles()
    Entity.objects.filter(canonical_name="Jane Doe").update(aliases=["The Iron Mayor"])
    assert [row.canonical_name for row in named(people.lead(), project, "the iron mayor").entities] == ["Jane Doe"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_text_is_a_question(typed: str) -> None:
    project = Project.objects.filter(slug="idlib").first() or two_articles()
    found(project, said=typed or "x")
    named(people.lead(), project, typed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["talks", "long", "rain", "or", "-rained", '-"the talks"', '"talks were"', '"were talks"', "jane"]
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_counted_is_what_is_listed(words: list[str]) -> None:
    if not Project.objects.exists():
        bring(two_articles(), "Gestern\n\nDie Talks gehen weiter. Jane Doe sah long hin.\n", language="de")
    project = Project.objects.get()
    asked = question(project, " ".join(words))
    rows = SearchedStatement.objects.filter(project=project)
    if not asked.is_empty:
        assert set(rows.filter(asked.answers_few())) == set(rows.filter(asked.answers()))


@pytest.mark.parametrize("words", ['"harbour master"', "harbour boats", "harbour"])
@pytest.mark.parametrize("language", ["", "en"])
def test_words_that_are_everywhere_are_known_by_a_sample_and_not_counted(
    words: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = projects.project()
    bring(project, " ".join(f"The harbour master said on day {day} that boats stay in." for day in range(200)))
    for name, value in (("SAMPLE", 199), ("FEW", 20)):
        monkeypatch.setattr(search, name, value)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_searchedstatement")
    everywhere, rare = (question(project, said, language) for said in (words, '"day 7"'))
    with CaptureQueriesContext(connection) as asked:
        counts = [
            search.statements(people.lead(), project, Asked(one, language=language)).count for one in (everywhere, rare)
        ]
    sampled = ["TABLESAMPLE" in query["sql"] for query in asked.captured_queries]
    assert (counts, sampled.count(True), sampled[-1]) == ([21, 1], 2, False)
    assert len(found(project, said=words, language=language)) == 200
