"""Articles: the list, one article as it reads, importing, freezing, giving; who may and what it costs."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from annotations.models import Article, Project
from annotations.queries.statements import reading
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft
from annotations.workflow.give import give
from annotations.workflow.ingest import import_article
from tests.factories import adjudications, people, projects
from tests.web.visits import accepted, main_of, signed_in, statuses, words

pytestmark = pytest.mark.django_db

LIST = "/projects/idlib/articles/"
IMPORT = f"{LIST}import/"
TEXT = 'Mayor opens bridge\n\n"The bridge is safe," Mayor Jane Doe said on Monday.\nEngineers doubt that.\n'
EVERYBODY = {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}


def titles(client: Client, asked: str = "") -> list[str]:
    """The titles a list shows, in its order."""
    return [row.title for row in client.get(f"{LIST}{asked}").context["shown"].rows]


# ---- the list ----------------------------------------------------------------------------------------------------


def test_members_see_the_list_and_outsiders_do_not() -> None:
    projects.project()
    assert statuses(LIST) == EVERYBODY


def test_an_empty_list_says_what_to_do_next() -> None:
    projects.project()
    assert "Import your first article" in words(signed_in(people.lead()).get(LIST))
    assert "A lead of this project imports them" in words(signed_in(people.viewer()).get(LIST))


def test_a_row_tells_state_statements_and_places() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    page = words(signed_in(people.viewer()).get(LIST))
    assert "Mayor opens bridge no date, en Being labelled 4 1 of 2" in page


def test_the_search_reads_titles_and_texts_and_wants_every_word() -> None:
    made = projects.project()
    projects.article(made, "Bridge opens\n\nThe mayor spoke.\n")
    projects.article(made, "Harbour closes\n\nThe mayor was silent.\n")
    lead = signed_in(people.lead())
    assert titles(lead, "?q=mayor+BRIDGE") == ["Bridge opens"]
    assert titles(lead, "?q=mayor&sort=title") == ["Bridge opens", "Harbour closes"]
    assert titles(lead, "?q=100%25") == []


def test_freezing_several_names_what_could_not_be_frozen() -> None:
    made = projects.project()
    keys = [projects.article(made, f"Report {n}\n\nIt rained.\n", frozen=n == 3).pk for n in (1, 2, 3)]
    page = signed_in(people.lead()).post(LIST, {"act": "freeze", "row": [*keys, "nonsense"]}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "Report 3: The article is “Frozen”; only a split article is frozen.",
        "2 articles are frozen.",
    ]
    assert {row.state for row in Article.objects.all()} == {"frozen"}


def test_only_leads_freeze() -> None:
    row = projects.article(projects.project(), frozen=False)
    for person in (people.reviewer(), people.annotator(), people.viewer()):
        client = signed_in(person)
        client.post(LIST, {"act": "freeze", "row": [row.pk]})
        client.post(f"{LIST}{row.pk}/", {"act": "freeze"})
        assert b"data-bulk" not in client.get(LIST).content
    row.refresh_from_db()
    assert row.state == "segmented"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    made = projects.project()
    for number in range(count):
        projects.article(made, f"Report {number}\n\nIt rained.\n")
    lead = signed_in(people.lead())
    lead.get(LIST)
    with django_assert_num_queries(9):
        lead.get(LIST)


# ---- one article -------------------------------------------------------------------------------------------------


def article_page(made: Project, row: Article | None = None) -> str:
    found = row or made.articles.get()
    return f"/projects/{made.slug}/articles/{found.pk}/"


def test_members_read_an_article_and_outsiders_do_not() -> None:
    assert statuses(article_page(projects.seed_project())) == EVERYBODY


def test_an_article_of_another_project_does_not_exist_here() -> None:
    other = projects.article(projects.project("other"))
    projects.project()
    assert signed_in(people.lead()).get(f"{LIST}{other.pk}/").status_code == 404


def test_the_pieces_of_a_statement_are_its_text() -> None:
    shown = reading(projects.seed_project().articles.get(), with_gold=False).statements
    assert len(shown) == 22
    assert ["".join(piece.text for piece in one.pieces) for one in shown] == [one.row.exact for one in shown]


def test_who_speaks_stands_beside_the_paragraphs() -> None:
    turns = reading(projects.seed_project().articles.get(), with_gold=False).turns
    lanes = [[str(speaker) if speaker else "the article" for speaker in turn.speakers] for turn in turns]
    assert lanes == [
        [],
        [],
        [],
        ["Sergey Lavrov"],
        ["Recep Tayyip Erdogan"],
        ["the article"],
    ]


def test_an_attribution_tells_its_words_and_why_it_was_proposed() -> None:
    made = projects.project()
    projects.article(made)
    page = words(signed_in(people.viewer()).get(article_page(made)))
    why = "Proposed because of a quotation, then who said it: almost always right."
    assert re.search(rf"Jane Doe . Direct quote Mayor Jane Doe said statement 2 {why}", page)


def test_the_address_lights_one_attribution_without_a_script() -> None:
    made = projects.project()
    projects.article(made)
    page = main_of(signed_in(people.viewer()).get(f"{article_page(made)}?attribution=0"))
    lit = re.findall(r'<span class="pc[^"]* is-lit" data-a="0 ">([^<]*)</span>', page)
    assert "".join(lit).replace("&quot;", '"') == '"The bridge is safe,"Mayor Jane Doesaid'


def test_text_is_never_markup() -> None:
    made = projects.project()
    projects.article(made, 'Hello <script>alert(1)</script>\n\n<b>Bold</b> said "<i>x</i>".\n')
    page = main_of(signed_in(people.viewer()).get(article_page(made)))
    assert ("<script>" in page, "<b>Bold" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)


def test_a_text_runs_as_its_language_does() -> None:
    made = projects.project()
    projects.article(made, "العنوان\n\nقال الوزير إن الجسر آمن.\n", language="ar")
    page = main_of(signed_in(people.viewer()).get(article_page(made)))
    assert '<article class="article" lang="ar" dir="rtl">' in page


def test_labels_from_elsewhere_are_shown_to_those_who_read_labels_and_not_to_annotators() -> None:
    labels = (EarlierLabelDraft("doccano", "kim", "stance", "against", 0, 10),)
    draft = ArticleDraft(text="It rained. Nobody spoke.", earlier_labels=labels)
    row = import_article(actor=people.lead(), project=projects.project(), draft=draft)
    page = words(signed_in(people.viewer()).get(f"{LIST}{row.pk}/"))
    assert "stance: against doccano, kim It rained." in page
    assert "doccano" not in words(signed_in(people.annotator()).get(f"{LIST}{row.pk}/"))


def test_an_inferred_date_and_a_missing_one_are_marked() -> None:
    seeded = projects.seed_project()
    assert "12 Feb 2020 inferred" in words(signed_in(people.viewer()).get(article_page(seeded)))
    other = projects.project("other")
    projects.article(other)
    assert "Published not known" in words(signed_in(people.viewer()).get(article_page(other)))


@pytest.mark.parametrize(("precision", "written"), [("day", "1 May 2021"), ("month", "May 2021"), ("year", "2021")])
def test_a_date_is_written_as_exactly_as_it_is_known(precision: str, written: str) -> None:
    made = projects.project()
    projects.article(made, published_at=date(2021, 5, 1), published_precision=precision)
    lead = signed_in(people.lead())
    assert f"Published {written} " in words(lead.get(article_page(made)))
    assert f"bridge {written}, en" in words(lead.get(LIST))
    assert f"bridge {written} Ready to label" in words(lead.get("/projects/idlib/search/"))


def test_an_annotator_does_not_learn_who_else_reads_it_and_what_they_say() -> None:
    made = projects.project()
    projects.article(made)
    before = main_of(signed_in(people.second_annotator()).get(article_page(made)))
    projects.submitted(made, status="refuted")
    after = words(signed_in(people.second_annotator()).get(article_page(made)))
    assert ("Ada" in after, "Refuted" in after, "1 of 2 handed in" in after) == (False, False, True)
    assert 'data-v="' not in before


def test_gold_is_shown_where_it_is_settled_but_not_to_somebody_who_still_labels() -> None:
    made = projects.project(annotators_per_article=2, adjudication_policy="single_reviewed")
    projects.article(made)
    accepted(projects.submitted(made, status="supported"))
    seen = {
        role: "4 of 4 statements" in words(signed_in(person).get(article_page(made)))
        for role, person in (
            ("viewer", people.viewer()),
            ("ada", people.annotator()),
            ("ben", people.second_annotator()),
        )
    }
    assert seen == {"viewer": True, "ada": False, "ben": False}


def test_gold_is_open_to_annotators_once_the_article_is_settled() -> None:
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    accepted(projects.submitted(made, status="supported"))
    page = words(signed_in(people.annotator()).get(article_page(made)))
    assert ("4 of 4 statements" in page, "Supported One reviewed annotation" in page) == (True, True)


def test_a_statement_on_which_annotators_differ_is_listed_and_not_counted_as_gold() -> None:
    made = adjudications.contested().article.project
    page = words(signed_in(people.viewer()).get(article_page(made)))
    assert ("Gold 3 of 4 statements" in page, page.count("Annotators differ")) == (True, 1)


def test_a_lead_freezes_and_gives_the_article_to_somebody() -> None:
    made = projects.project()
    row = projects.article(made, frozen=False)
    lead = signed_in(people.lead())
    lead.post(article_page(made), {"act": "freeze"})
    page = lead.post(article_page(made), {"act": "give", "annotator": people.second_annotator().pk}, follow=True)
    assert [str(message) for message in page.context["messages"]][-1] == "Ben Annotator has the article now."
    row.refresh_from_db()
    assert (row.state, row.reserved, row.assignments.get().annotator) == ("frozen", 1, people.second_annotator())


@pytest.mark.parametrize("whom", ["", "nonsense", "the viewer", "a stranger", "who has it"])
def test_the_article_is_given_to_nobody_else(whom: str) -> None:
    made = projects.project()
    row = projects.article(made)
    give(actor=people.lead(), article=row, annotator=people.annotator())
    keys = {"the viewer": people.viewer, "a stranger": people.outsider, "who has it": people.annotator}
    key = keys[whom]().pk if whom in keys else whom
    page = signed_in(people.lead()).post(article_page(made), {"act": "give", "annotator": key}, follow=True)
    assert "Choose somebody who can be given this article." in words(page)
    assert row.assignments.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_an_article_costs_the_same_for_one_statement_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    made = projects.project()
    projects.article(made, "Report\n\n" + '"It is safe," Jane Doe said.\n' * count)
    lead = signed_in(people.lead())
    lead.get(article_page(made))
    with django_assert_num_queries(21):
        lead.get(article_page(made))


# ---- import ------------------------------------------------------------------------------------------------------


def posted(**said: Any) -> Any:
    """What the import page answers to a lead."""
    return signed_in(people.lead()).post(IMPORT, {"language": "en", "step": "preview"} | said)


def test_only_leads_import() -> None:
    projects.project()
    assert statuses(IMPORT) == {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}


def test_a_preview_shows_the_split_and_stores_nothing() -> None:
    projects.project()
    preview = posted(text=TEXT).context["preview"]
    assert [(line.number, line.role, line.quote_type, line.speaker) for line in preview.lines] == [
        (1, "headline", "", None),
        (2, "body", "direct", "Jane Doe"),
        (3, "body", "", None),
    ]
    assert preview.warnings[0] == "There is no date. Verification needs one: a claim is judged as of a day."
    assert not Article.objects.exists()


def test_a_text_without_a_language_is_previewed_in_the_one_it_reads_like() -> None:
    made = projects.project()
    text = "Le pont est fermé depuis lundi et personne ne sait quand il sera ouvert.\n"
    shown = posted(text=text, language="").context
    assert (shown["preview"].language, shown["form"].initial["language"]) == ("fr", "")
    posted(text=text, language="", step="import", seen=shown["preview"].seen)
    assert made.articles.get().language == "fr"


def test_a_date_found_in_the_text_is_previewed_and_not_kept_for_the_next_text() -> None:
    projects.project()
    shown = posted(text="Pier closes\nPublished 3 March 2024, 06:00\nIt rained.\n").context
    assert (str(shown["preview"].published_at), shown["form"].initial["published_at"]) == ("2024-03-03", None)
    assert "The date is marked as inferred. Write another if you know better." in shown["preview"].warnings


def test_what_was_seen_is_imported() -> None:
    made = projects.project()
    seen = posted(text=TEXT).context["preview"].seen
    page = posted(text=TEXT, step="import", seen=seen, published_at="2020-02-12", url="https://example.org/a")
    row = made.articles.get()
    assert (page.status_code, page.headers["Location"]) == (302, f"{LIST}{row.pk}/")
    assert (row.title, row.text, row.state, str(row.published_at)) == (
        "Mayor opens bridge",
        TEXT,
        "segmented",
        "2020-02-12",
    )


def test_a_browsers_line_ends_change_nothing() -> None:
    made = projects.project()
    text = TEXT.replace("\n", "\r\n")
    seen = posted(text=text).context["preview"].seen
    posted(text=text, step="import", seen=seen)
    assert made.articles.get().text == TEXT


def test_a_text_changed_after_its_preview_is_shown_again() -> None:
    projects.project()
    seen = posted(text=TEXT).context["preview"].seen
    page = posted(text=TEXT + "One more.\n", step="import", seen=seen)
    assert page.context["preview"].statements == 4
    assert not Article.objects.exists()


def test_a_text_that_is_here_already_is_named() -> None:
    made = projects.project()
    row = projects.article(made, TEXT)
    preview = posted(text=TEXT).context["preview"]
    assert preview.twin == row
    page = posted(text=TEXT, step="import", seen=preview.seen)
    assert page.context["form"].errors == {"text": ["This text is here already: Mayor opens bridge"]}
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        ({}, "text", "Paste a text."),
        ({"text": " \n "}, "text", "The text holds nothing but white space."),
        ({"text": TEXT, "published_at": "Feb 30 2020"}, "published_at", "This is not a date. Write it as 2020-02-12."),
        (
            {"text": TEXT, "language": "english!"},
            "language",
            "Language: “english!” is not a language tag such as en, tr or pt-BR.",
        ),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "url", "is not an http or https address"),
        ({"text": TEXT, "title": "x" * 501}, "title", "is longer than 500 characters"),
        ({"text": "a\0b"}, "text", "Null characters are not allowed."),
    ],
)
def test_an_error_names_its_field(said: dict[str, Any], field: str, told: str) -> None:
    projects.project()
    page = posted(**said)
    errors = page.context["form"].errors
    assert (page.status_code, list(errors)) == (400, [field])
    assert told in errors[field][0]


def test_a_language_without_speakers_says_so() -> None:
    projects.project()
    warnings = posted(text="Başlık\n\nKöprü açıldı.\n", language="tr").context["preview"].warnings
    assert warnings[0].startswith("Speakers in Turkish are proposed by a few simple rules")
