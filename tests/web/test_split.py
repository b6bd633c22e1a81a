"""The split editor's page: who may, every act by plain forms, what it says, what it costs."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from annotations.models import Article, Attribution, Claim, Entity, SplitEdit, Statement, StatementRelation
from annotations.text import attribution, reported_speech
from annotations.web.split_view import bracketed, segments
from annotations.web.split_words import rules
from annotations.workflow.split.reading import document
from tests.factories import people, projects, splits
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

REVIEWERS_ONLY = {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 403, "outsider": 404}


def page_of(article: Article) -> str:
    return f"/projects/{article.project.slug}/articles/{article.pk}/split/"


def test_every_reason_of_the_machine_is_said_in_words() -> None:
    assert rules().keys() == attribution.CONFIDENCE.keys() | reported_speech.CONFIDENCE.keys()


@pytest.fixture
def article() -> Article:
    """Seven statements in four paragraphs, split by the machine and not frozen."""
    return projects.article(projects.project(), splits.TEXT, frozen=False)


@pytest.fixture
def lead() -> Client:
    return signed_in(people.lead())


def press(client: Client, article: Article, act: str, at: int, **fields: Any) -> Any:
    """Press a button of the plain form with the segment that begins at ``at`` in hand."""
    base = Article.objects.get(pk=article.pk).split_version
    posted = {"act": act, "at": at, "base": base, "id": uuid.uuid4(), **fields}
    return client.post(page_of(article), posted, follow=True)


def told_on(page: Any) -> list[str]:
    """What the page says about the act before."""
    return [str(message) for message in page.context["messages"]]


def start(article: Article, words: str) -> int:
    """Where the live statement with these words begins."""
    return next(row.start for row in splits.live(article) if words in row.exact)


def row(article: Article, words: str) -> Statement:
    return next(one for one in splits.live(article) if words in one.exact)


# ---- who may -----------------------------------------------------------------------------------------------------


def test_leads_and_reviewers_open_the_editor_and_outsiders_find_nothing(article: Article) -> None:
    assert statuses(page_of(article)) == REVIEWERS_ONLY


def test_only_leads_open_the_page_that_merges_names(article: Article) -> None:
    allowed = {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}
    assert statuses(f"{page_of(article)}merge/") == allowed


def test_an_article_of_another_project_does_not_exist_here(article: Article, lead: Client) -> None:
    other = projects.article(projects.project("other"), frozen=False)
    assert lead.get(f"/projects/idlib/articles/{other.pk}/split/").status_code == 404
    assert lead.post(f"/projects/idlib/articles/{other.pk}/split/", {"act": "undo"}).status_code == 404


@pytest.mark.parametrize("person", [people.annotator, people.viewer])
def test_others_cannot_edit_by_posting(article: Article, person: Any) -> None:
    assert press(signed_in(person()), article, "merge", start(article, "Nobody")).status_code == 403
    assert SplitEdit.objects.count() == 0


def test_a_reviewer_edits_but_is_not_offered_the_freeze(article: Article) -> None:
    reviewer = signed_in(people.reviewer())
    assert press(reviewer, article, "mark:off", start(article, "It will vote")).status_code == 200
    assert b"freeze-form" not in reviewer.get(page_of(article)).content
    assert row(article, "It will vote").is_statement is False


def test_the_article_and_the_list_lead_to_the_editor(article: Article, lead: Client) -> None:
    link = f'href="{page_of(article)}"'
    assert link in lead.get(f"/projects/idlib/articles/{article.pk}/").content.decode()
    assert link in lead.get("/projects/idlib/articles/").content.decode()
    viewer = signed_in(people.viewer())
    assert link not in viewer.get(f"/projects/idlib/articles/{article.pk}/").content.decode()
    assert link not in viewer.get("/projects/idlib/articles/").content.decode()


# ---- what it shows -----------------------------------------------------------------------------------------------


def test_the_text_is_shown_whole_in_numbered_rows(article: Article, lead: Client) -> None:
    shown = lead.get(page_of(article)).context["shown"]
    assert ["".join(run.text for run in one.runs) for one in shown] == splits.texts(article)
    assert [one.number for one in shown] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_figures_stand_above_the_text(article: Article, lead: Client) -> None:
    press(lead, article, "mark:off", start(article, "It will vote"))
    page = words(lead.get(page_of(article)))
    assert "Text covered: 100 % 7 statements 1 non-statement" in page
    assert "1 change" in page


def test_a_quotation_over_two_paragraphs_has_one_bracket_and_says_so(lead: Client) -> None:
    made = projects.seed_project()
    seed = made.articles.get()
    page = lead.get(f"{page_of(seed)}?at=1941")
    brackets = {one.number: one.bracket for one in page.context["shown"] if one.number in (13, 14, 15, 16, 17)}
    assert brackets == {13: "", 14: "first", 15: "mid", 16: "last", 17: ""}
    assert "This quotation opens here and closes in statement 16. All 3 share one attribution." in words(page)


def test_a_second_attribution_in_one_sentence_asks_for_a_cut(lead: Client) -> None:
    seed = projects.seed_project().articles.get()
    page = lead.get(page_of(seed))
    seventh = next(one for one in page.context["shown"] if one.number == 7)
    assert seed.text[seventh.cut :].startswith(", adding that terrorists")
    assert seventh.doubted is True
    assert f'href="?at={seventh.start}#at-{seventh.start}">Statement 7</a>' in page.content.decode()


def test_the_panel_says_why_an_attribution_was_proposed(article: Article, lead: Client) -> None:
    page = words(lead.get(f"{page_of(article)}?at={start(article, 'Nobody was hurt')}"))
    assert "Proposed because of a quotation, then who said it: almost always right." in page


def test_brackets_join_rows_that_share_something_with_the_next() -> None:
    assert bracketed([]) == []
    assert bracketed([{"a"}, {"a", "b"}, {"b"}, set(), {"c"}]) == ["first", "mid", "last", "", ""]


def test_an_article_without_a_split_says_so(article: Article, lead: Client) -> None:
    Statement.objects.all().update(state="replaced")
    assert "There is no statement here" in words(lead.get(page_of(article)))


@pytest.mark.parametrize("sentences", [3, 50])
def test_the_page_costs_the_same_for_three_statements_and_for_fifty(
    sentences: int, lead: Client, django_assert_num_queries: Any
) -> None:
    text = "Report\n\n" + "\n".join(f'"Point {n} holds," Mayor Jane Doe said.' for n in range(sentences))
    long = projects.article(projects.project(), text, frozen=False)
    lead.get(page_of(long))
    with django_assert_num_queries(19):
        lead.get(page_of(long))


# ---- every act without a script ----------------------------------------------------------------------------------


def test_a_statement_is_cut_where_the_select_says(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    page = lead.get(f"{page_of(article)}?at={at}")
    assert [one["after"] for one in page.context["panel"]["cuts"]] == ["doubt that.", "that."]
    done = press(lead, article, "split", at, cut=article.text.index("that.", at))
    assert done.redirect_chain == [(f"{page_of(article)}?at={at}#at-{at}", 302)]
    assert splits.texts(article)[4:6] == ["Engineers doubt", "that."]


def test_two_statements_are_merged_and_the_edge_is_moved(article: Article, lead: Client) -> None:
    at = start(article, "The council meets")
    press(lead, article, "move", at, edge=article.text.index("vote."))
    assert splits.texts(article)[-2:] == ["The council meets in May. It will", "vote."]
    press(lead, article, "merge", at)
    assert splits.texts(article)[-1] == "The council meets in May. It will vote."


def test_a_segment_is_marked_and_given_a_role(article: Article, lead: Client) -> None:
    at = start(article, "It will vote")
    press(lead, article, "mark:off", at)
    press(lead, article, "role", at, role="boilerplate")
    found = row(article, "It will vote")
    assert (found.is_statement, found.role) == (False, "boilerplate")
    press(lead, article, "mark:on", at)
    assert row(article, "It will vote").is_statement is True


def test_a_speaker_is_chosen_made_or_taken_away(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    doe = Entity.objects.get(canonical_name="Jane Doe")
    press(lead, article, "speaker", at, speaker=doe.pk)
    assert row(article, "Engineers").speaker == doe
    press(lead, article, "speaker", at, speaker="author", name="Tom Mason", kind="person")
    assert row(article, "Engineers").speaker.canonical_name == "Tom Mason"
    press(lead, article, "speaker", at, speaker="author")
    assert (row(article, "Engineers").voice, row(article, "Engineers").speaker) == ("author", None)


def test_a_quote_type_makes_an_attribution_where_there_is_none(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    press(lead, article, "speaker", at, speaker=Entity.objects.get(canonical_name="Jane Doe").pk)
    press(lead, article, "quote", at, quote_type="indirect")
    said = row(article, "Engineers").attributions.get()
    assert (said.quote_type, said.speaker.canonical_name) == ("indirect", "Jane Doe")
    press(lead, article, "quote", at, quote_type="mixed")
    assert row(article, "Engineers").attributions.get().quote_type == "mixed"


def test_a_quotation_is_carried_on_and_left(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    press(lead, article, "continue:on", at)
    assert row(article, "Engineers").attributions.count() == 1
    press(lead, article, "continue:off", at)
    assert row(article, "Engineers").attributions.count() == 0


def test_an_attribution_is_typed_as_its_words_stand_in_the_text(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    press(lead, article, "attribute", at, **{"source-new": "Engineers", "cue-new": "doubt", "quote-new": "indirect"})
    said = row(article, "Engineers").attributions.get()
    spans = {span.part: span.exact for span in said.spans.all()}
    assert spans == {"source": "Engineers", "cue": "doubt", "content": "Engineers doubt that."}
    fields = {f"source-{said.pk}": "Engineers", f"content-{said.pk}": "that", f"quote-{said.pk}": "indirect"}
    press(lead, article, f"attribute:{said.pk}", at, **fields)
    said = row(article, "Engineers").attributions.get()
    assert {span.part: span.exact for span in said.spans.all()} == {"source": "Engineers", "content": "that"}
    press(lead, article, f"unattribute:{said.pk}", at)
    assert not Attribution.objects.filter(pk=said.pk).exists()


def test_an_insertion_is_marked_by_its_words_and_taken_away(article: Article, lead: Client) -> None:
    at = start(article, "We tested it")
    said = row(article, "We tested it").attributions.get()
    press(lead, article, f"insertion:{said.pk}", at, **{f"insertion-{said.pk}": "for a year"})
    span = said.spans.get(part="insertion")
    assert span.exact == "for a year"
    press(lead, article, f"insertion:{said.pk}:{span.start}:{span.end}", at)
    assert not said.spans.filter(part="insertion").exists()


def test_claims_are_added_changed_and_removed(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    press(lead, article, "claim", at, **{"claim-new": "Engineers doubt it.", "target-new": "content"})
    first = Claim.objects.get(is_live=True)
    fields = {f"claim-{first.pk}": "Engineers doubt the bridge.", f"target-{first.pk}": "attribution"}
    press(lead, article, f"claim:{first.pk}", at, **fields)
    second = Claim.objects.get(is_live=True)
    assert (second.claim_text, second.check_target) == ("Engineers doubt the bridge.", "attribution")
    press(lead, article, f"unclaim:{second.pk}", at)
    assert not Claim.objects.filter(is_live=True).exists()


def test_links_and_duplicates_name_a_statement_by_its_number(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    press(lead, article, "duplicate", at, of="2")
    press(lead, article, "relate", at, to="7", type="contradicts")
    assert row(article, "Engineers").duplicate_of == splits.live(article)[1]
    link = StatementRelation.objects.get()
    assert (link.to_statement, link.type) == (splits.live(article)[6], "contradicts")
    assert "Says the same as statement 2" in words(lead.get(f"{page_of(article)}?at={at}"))
    press(lead, article, "unduplicate", at)
    press(lead, article, f"unrelate:{link.pk}", at)
    assert (row(article, "Engineers").duplicate_of, StatementRelation.objects.count()) == (None, 0)


def test_undo_and_redo_say_what_they_take_back(article: Article, lead: Client) -> None:
    before = splits.texts(article)
    at = start(article, "The council meets")
    press(lead, article, "merge", at)
    assert "Undo: Two statements joined" in lead.get(page_of(article)).content.decode()
    press(lead, article, "undo", at)
    assert splits.texts(article) == before
    press(lead, article, "redo", at)
    assert len(splits.texts(article)) == len(before) - 1


def test_freezing_says_what_it_means_and_leaves_a_banner(article: Article, lead: Client) -> None:
    assert "each makes a new version of its statement" in lead.get(page_of(article)).content.decode()
    press(lead, article, "freeze", 0)
    article.refresh_from_db()
    assert article.state == "frozen"
    assert "This split is frozen: a change makes a new version" in words(lead.get(page_of(article)))


def test_the_same_form_sent_twice_edits_once(article: Article, lead: Client) -> None:
    at = start(article, "The council meets")
    posted = {"act": "merge", "at": at, "base": 0, "id": uuid.uuid4()}
    assert [lead.post(page_of(article), posted).status_code for _time in range(2)] == [302, 302]
    assert SplitEdit.objects.count() == 1


# ---- what is refused ---------------------------------------------------------------------------------------------


def test_an_old_page_is_refused_and_keeps_what_was_typed(article: Article, lead: Client) -> None:
    at = start(article, "Engineers")
    splits.edit(article, "mark", statement=row(article, "It will vote"), is_statement=False)
    posted = {"act": "claim", "at": at, "base": 0, "id": uuid.uuid4(), "claim-new": "Kept.", "target-new": "content"}
    page = lead.post(page_of(article), posted)
    assert page.status_code == 409
    assert told_on(page) == ["You had version 0; the newest is 1."]
    assert re.search(r'name="claim-new"[^>]*>Kept\.</textarea>', page.content.decode())
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [
        ("nonsense", {}, "act: 'nonsense' is no button of this page"),
        ("split", {"cut": "x"}, "cut: 'x' is not a whole number from 0"),
        ("duplicate", {"of": "99"}, "of: 99 is no number of a statement here"),
        ("attribute", {"source-new": "Nessie"}, "source-new: 'Nessie' does not stand in the article like this"),
        ("insertion:x", {}, "insertion-x: '' is empty"),
        ("insertion:x:a:b", {}, "act: 'x:a:b' is no place in the text"),
        ("unrelate:x", {}, "act: 'x' is no link of this article"),
        ("unclaim:x", {}, "claim: 'x' is not an id"),
        ("claim", {"claim-new": "", "target-new": "content"}, "text:"),
        ("speaker", {"speaker": "x"}, "speaker: 'x' is not an id"),
    ],
)
def test_a_refusal_names_field_value_and_rule(
    article: Article, lead: Client, act: str, fields: dict[str, str], told: str
) -> None:
    page = press(lead, article, act, start(article, "Engineers"), **fields)
    assert (page.status_code, SplitEdit.objects.count()) == (400, 0)
    assert any(message.startswith(told) for message in told_on(page))


# ---- merging two names -------------------------------------------------------------------------------------------


def test_merging_shows_first_what_moves(article: Article, lead: Client) -> None:
    splits.edit(article, "speaker", statement=row(article, "Engineers"), name="Mayor Doe", kind="person")
    gone, stays = (Entity.objects.get(canonical_name=name) for name in ("Mayor Doe", "Jane Doe"))
    page = lead.get(f"{page_of(article)}merge/", {"entity": gone.pk, "into": stays.pk})
    assert "Names that move Mayor Doe Statements 1 Attributions 0 Mentions in texts 0 Articles 1" in words(page)
    lead.post(f"{page_of(article)}merge/", {"entity": gone.pk, "into": stays.pk})
    gone.refresh_from_db()
    assert (gone.merged_into, row(article, "Engineers").speaker) == (stays, stays)


def test_a_name_is_not_merged_into_itself(article: Article, lead: Client) -> None:
    doe = Entity.objects.get(canonical_name="Jane Doe")
    page = lead.get(f"{page_of(article)}merge/", {"entity": doe.pk, "into": doe.pk})
    assert "These are one and the same. Choose another one." in words(page)


def test_the_view_of_a_document_marks_source_and_cue(article: Article) -> None:
    whole = document(article, people.lead())
    marked = [(run.part, run.text) for one in segments(article.text, whole) for run in one.runs if run.part == "cue"]
    assert marked[0] == ("cue", "said")
