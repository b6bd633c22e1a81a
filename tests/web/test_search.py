"""The search page: who may open it, what it finds and says, and what it costs."""

from typing import Any

import pytest

from tests.factories import people, projects, schemes
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db
PATH = "/projects/idlib/search/"


def test_every_member_searches_and_nobody_else() -> None:
    projects.project()
    assert statuses(PATH) == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}


def test_a_word_leads_to_its_statement_in_the_article() -> None:
    row = projects.article(projects.project())
    statement = row.statements.get(exact__startswith='"')
    page = signed_in(people.annotator()).get(f"{PATH}?q=bridge+safe").content.decode()
    assert f'href="/projects/idlib/articles/{row.pk}/#{statement.pk}"' in page
    assert "The <mark>bridge</mark> is <mark>safe</mark>" in page
    assert "1 to 1 of 1 statement</span>" in page


def test_articles_are_the_other_list_with_the_first_statement_that_answers() -> None:
    projects.article(projects.project())
    page = words(answer := signed_in(people.viewer()).get(f"{PATH}?q=engineers&in=articles"))
    assert "Mayor opens bridge Engineers doubt that." in page
    assert "1 to 1 of 1 article</span>" in answer.content.decode()


def test_filters_in_force_are_said_in_words_and_can_be_taken_away() -> None:
    projects.article(projects.project())
    client = signed_in(people.lead())
    page = client.get(f"{PATH}?speaker=jane+doe&label=verification:refuted&state=ready")
    assert [(str(chip.title), chip.words, chip.href) for chip in page.context["chips"]] == [
        ("Speaker", "Jane Doe", "?label=verification%3Arefuted&state=ready"),
        ("Label", "Refuted", "?speaker=jane+doe&state=ready"),
        ("State", "Ready to label", "?speaker=jane+doe&label=verification%3Arefuted"),
    ]


def test_a_misspelt_name_is_said_to_be_a_guess() -> None:
    projects.article(projects.project())
    page = words(signed_in(people.lead()).get(f"{PATH}?speaker=Jane+Dow"))
    assert "No name here is exactly “Jane Dow”. Shown is what comes nearest." in page
    assert "Speaker: Jane Doe" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=yesterday", "Enter a valid date."),
        ("since=2026-03-02&until=2026-03-01", "This is before the first day."),
        ("label=verification:nonsense", "Select a valid choice. verification:nonsense is not one of the available"),
        ("language=12", "Write two or three letters, such as en or tr."),
        (f"q={'x' * 201}", "at most 200 characters"),
    ],
)
def test_what_cannot_be_understood_is_said_beside_its_field(asked: str, said: str) -> None:
    projects.project()
    answer = signed_in(people.lead()).get(f"{PATH}?{asked}")
    assert answer.status_code == 400
    assert said in words(answer)


@pytest.mark.parametrize("said", ['"', "-", "(|&!)", "';--"])
def test_marks_without_a_word_are_answered_with_that(said: str) -> None:
    projects.article(projects.project())
    page = words(signed_in(people.lead()).get(PATH, {"q": said}))
    assert "There is no word in this search." in page
    assert "Nearly every text" not in page


def test_common_words_alone_are_answered_with_advice() -> None:
    projects.article(projects.project())
    assert "Nearly every text holds these words, so" in words(signed_in(people.lead()).get(f"{PATH}?q=the"))


def test_words_that_are_common_in_one_language_of_several_are_said_to_be_left_out_there() -> None:
    made = projects.project()
    projects.article(made)
    projects.article(made, "Köprü\n\nKöprü bugün açıldı.\n", language="tr")
    lea, left_out = signed_in(people.lead()), "In one of this project’s languages nearly every text holds these words"
    assert left_out in words(lea.get(f"{PATH}?q=the"))
    assert left_out not in words(lea.get(f"{PATH}?q=the+bridge"))
    assert "Nearly every text holds these words, so" in words(lea.get(f"{PATH}?q=the&language=en"))
    for asked in ("the&language=tr", "bridge&language=ar"):
        assert "these words" not in words(lea.get(f"{PATH}?q={asked}"))


def test_the_fields_show_what_this_search_asks_and_not_the_one_before() -> None:
    projects.project()
    client = signed_in(people.lead())
    asked = client.get(f"{PATH}?state=ready&speaker=Doe").content.decode()
    assert '<option value="ready" selected>' in asked
    assert 'name="speaker" value="Doe"' in asked
    plain = client.get(PATH).content.decode()
    assert '<option value="ready">' in plain
    assert 'value="Doe"' not in plain


def test_a_label_that_was_renamed_is_offered_by_its_new_name() -> None:
    made = projects.project()
    client = signed_in(people.lead())
    client.get(PATH)
    schemes.edit(made, schemes.drafts(made, refuted={"name": "Untrue"}))
    page = client.get(PATH).content.decode()
    assert '<option value="verification:refuted">Untrue</option>' in page
    assert ">Refuted</option>" not in page


@pytest.mark.parametrize(
    ("sort", "days"),
    [("newest", ["day 1", "night 1", "day 0", "night 0"]), ("oldest", ["day 0", "night 0", "day 1", "night 1"])],
)
def test_hits_stand_by_article_and_within_it_in_the_order_of_the_text(sort: str, days: list[str]) -> None:
    made = projects.project()
    for number in range(2):
        projects.article(made, f"Report\n\nIt rained on day {number}. It rained in night {number}.\n")
    hits = signed_in(people.lead()).get(f"{PATH}?q=rained&sort={sort}").context["hits"]
    assert ["".join(text for text, _ in hit.pieces)[13:-1] for hit in hits] == days


def test_found_text_is_never_markup() -> None:
    projects.article(projects.project(), "News\n\nThe <script>alert(1)</script> bridge fell.\n")
    page = signed_in(people.lead()).get(f"{PATH}?q=bridge").content.decode()
    assert "The &lt;script&gt;alert(1)&lt;/script&gt; <mark>bridge</mark> fell." in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("statements", 15), ("articles", 14)])
def test_it_costs_the_same_for_one_hit_and_for_three(
    count: int, kind: str, queries: int, django_assert_num_queries: Any
) -> None:
    made = projects.project()
    for number in range(count):
        projects.article(made, f"Report {number}\n\nIt rained on day {number}.\n")
    client = signed_in(people.lead())
    client.get(PATH)
    with django_assert_num_queries(queries):
        assert len(client.get(f"{PATH}?q=rained&in={kind}").context["hits"]) == count
