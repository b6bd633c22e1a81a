"""What each act does to a split."""

from typing import Any

import pytest

from annotations.models import Article, Claim, Entity, EntityMention, Event, SplitEdit, Statement
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from tests.factories import people, projects, splits

pytestmark = pytest.mark.django_db

FIRST = '"The bridge is safe," Mayor Jane Doe said on Monday, adding that the old one fell in 2019.'


@pytest.fixture
def article() -> Article:
    """A split article, not frozen."""
    return projects.article(projects.project(), splits.TEXT, frozen=False)


def find(article: Article, words: str) -> Statement:
    """The live statement that holds these words."""
    return next(row for row in splits.live(article) if words in row.exact)


def place(article: Article, words: str) -> list[int]:
    """The span of words in the text."""
    start = article.text.index(words)
    return [start, start + len(words)]


def said(article: Article, words: str) -> dict[str, Any]:
    """The attribution whose content holds these words."""
    rows: list[dict[str, Any]] = splits.shown(article)["attributions"]
    return next(row for row in rows if any(words in article.text[s:e] for s, e in row["content"]))


def doe(article: Article) -> Entity:
    """The mayor."""
    return Entity.objects.get(project=article.project, canonical_name="Jane Doe")


def refused(field: str, article: Article, act: str, **members: Any) -> str:
    """The rule that an edit breaks; nothing was written."""
    before = (splits.shown(article), Event.objects.count())
    with pytest.raises(Invalid) as error:
        splits.edit(article, act, **members)
    assert (splits.shown(article), Event.objects.count()) == before
    assert error.value.extra["field"] == field
    return str(error.value.extra["rule"])


def test_a_cut_gives_two_children_each_with_its_own_attribution(article: Article) -> None:
    row = find(article, "The bridge is safe")
    at = article.text.index(", adding")

    edit = splits.edit(article, "split", statement=row, at=at)

    assert splits.texts(article)[1:3] == [FIRST[:51], ", adding that the old one fell in 2019."]
    children = splits.live(article)[1:3]
    assert [(child.parent_id, child.version, child.origin) for child in children] == [(row.pk, 1, "manual")] * 2
    assert [[one.rule for one in child.attributions.all()] for child in children] == [
        ["quotation-before"],
        ["that-clause"],
    ]
    assert [(child.voice, child.speaker) for child in children] == [("attributed", doe(article))] * 2
    row.refresh_from_db()
    assert (row.state, edit.seq, Article.objects.get(pk=article.pk).split_version) == ("replaced", 1, 1)


def test_a_child_outside_every_content_is_in_the_articles_voice(article: Article) -> None:
    row = find(article, "Nobody was hurt")

    splits.edit(article, "split", statement=row, at=article.text.index("Doe said.\n"))

    outside = find(article, "Doe said.")
    assert (outside.exact, outside.voice, outside.speaker) == ("Doe said.", "author", None)


@pytest.mark.parametrize("words", ["Engineers doubt that.", " that."])
def test_a_cut_needs_text_on_both_sides(article: Article, words: str) -> None:
    row = find(article, "Engineers")
    at = {"Engineers doubt that.": row.start, " that.": row.end}[words]
    assert "does not lie between" in refused("at", article, "split", statement=row, at=at)


def test_white_space_at_the_cut_belongs_to_nobody(article: Article) -> None:
    row = find(article, "Engineers")
    splits.edit(article, "split", statement=row, at=row.start + len("Engineers "))
    assert splits.texts(article)[4:6] == ["Engineers", "doubt that."]


def test_neighbours_join_and_speak_together(article: Article) -> None:
    splits.edit(article, "merge", statement=find(article, "test it again"))

    joined = find(article, "test it again")
    assert joined.exact == 'We will test it again," she said. Engineers doubt that.'
    assert (joined.voice, joined.speaker) == ("attributed", doe(article))


def test_statements_of_two_paragraphs_do_not_join(article: Article) -> None:
    rule = refused("statement", article, "merge", statement=find(article, "Engineers"))
    assert rule == "would go over the end of a paragraph without one quotation that does the same"


def test_statements_of_one_quotation_join_over_a_paragraph(article: Article) -> None:
    below = find(article, "Nobody was hurt")
    splits.edit(article, "merge", statement=find(article, "test it again"))
    splits.edit(article, "continue", statement=below, on=True)

    splits.edit(article, "merge", statement=find(article, "Engineers"))

    assert find(article, "Engineers").exact.endswith('Engineers doubt that.\n\n"Nobody was hurt," Doe said.')
    refused("statement", article, "unattribute", attribution=said(article, "We tested")["id"])


def test_the_last_statement_has_nothing_to_join(article: Article) -> None:
    assert "is the last one" in refused("statement", article, "merge", statement=splits.live(article)[-1])


def test_a_boundary_moves_and_both_keep_their_rows(article: Article) -> None:
    row, after = find(article, "council meets"), find(article, "It will vote")

    splits.edit(article, "move", statement=row, at=article.text.index("in May."))

    assert [(one.pk, one.exact) for one in splits.live(article)[-2:]] == [
        (row.pk, "The council meets"),
        (after.pk, "in May. It will vote."),
    ]


def test_a_boundary_leaves_text_on_both_sides(article: Article) -> None:
    row = find(article, "council meets")
    refused("at", article, "move", statement=row, at=row.start)


def test_a_segment_is_marked_and_gets_a_role(article: Article) -> None:
    row = find(article, "It will vote")
    splits.edit(article, "mark", statement=row, is_statement=False)
    splits.edit(article, "role", statement=row, role="boilerplate")
    row.refresh_from_db()
    assert (row.is_statement, row.role) == (False, "boilerplate")
    assert "is not one of headline" in refused("role", article, "role", statement=row, role="title")
    assert refused("act", article, "mark", statement=row, is_statement=False) == "changes nothing: it is so already"


def test_a_speaker_is_given_to_the_attribution_and_all_its_statements(article: Article) -> None:
    someone = article.project.entities.create(key="x", canonical_name="Xenia", description="engineer")

    splits.edit(article, "speaker", statement=find(article, "We tested"), voice="attributed", speaker=someone)

    both = [find(article, "We tested"), find(article, "test it again")]
    assert [(row.speaker, row.speaker_role_text) for row in both] == [(someone, "engineer")] * 2
    assert said(article, "We tested")["speaker"] == str(someone.pk)
    assert find(article, "Nobody").speaker == doe(article)


def test_a_new_name_becomes_an_entity(article: Article) -> None:
    splits.edit(article, "speaker", statement=find(article, "Engineers"), name="The engineers", kind="group")
    row = find(article, "Engineers")
    assert row.speaker is not None
    assert (row.voice, row.speaker.canonical_name, row.speaker.kind) == ("attributed", "The engineers", "group")


def test_the_articles_own_voice_leaves_every_attribution(article: Article) -> None:
    splits.edit(article, "speaker", statement=find(article, "test it again"), voice="author")

    row = find(article, "test it again")
    assert (row.voice, row.speaker, list(row.attributions.all())) == ("author", None, [])
    assert [article.text[s:e] for s, e in said(article, "We tested")["content"]] == ['"We tested it for a year.']
    splits.edit(article, "speaker", statement=find(article, "We tested"), voice="author")
    assert [row["rule"] for row in splits.shown(article)["attributions"]].count("quotation-before") == 2


def test_an_attribution_is_added_nested_and_its_quotation_read_from_the_marks(article: Article) -> None:
    row = find(article, "The bridge is safe")
    before = said(article, "The bridge is safe")

    splits.edit(article, "attribute", statement=row, content=[place(article, "bridge is safe")])

    added = splits.shown(article)["attributions"][-1]
    assert (added["quote_type"], added["nested_in"], added["origin"]) == ("direct", before["id"], "manual")
    assert (added["source_kind"], added["speaker"], added["statements"]) == ("implicit", None, [str(row.pk)])


def test_an_attribution_is_changed_and_the_statements_follow(article: Article) -> None:
    last = find(article, "It will vote")
    row = find(article, "council meets")
    one = said(article, "Nobody was hurt")

    splits.edit(
        article,
        "attribute",
        statement=row,
        attribution=one["id"],
        content=[place(article, "The council meets in May. It will")],
        source=place(article, "council"),
        cue=place(article, "meets"),
        speaker=doe(article),
        quote_type="mixed",
    )

    changed = next(other for other in splits.shown(article)["attributions"] if other["id"] == one["id"])
    assert (changed["statements"], changed["quote_type"]) == ([str(row.pk), str(last.pk)], "mixed")
    assert (changed["source"], changed["cue"]) == (place(article, "council"), place(article, "meets"))
    assert find(article, "Nobody").voice == "author"
    assert find(article, "It will vote").speaker == doe(article)


def test_an_attribution_touches_its_statement(article: Article) -> None:
    row = find(article, "It will vote")
    rule = refused("content", article, "attribute", statement=row, content=[place(article, "Engineers")])
    assert rule == "touches no character of the statement"


@pytest.mark.parametrize("value", [None, [], [[3, 3]], [[0, 9999]], [["a", "b"]], [[0, True]], [[0, 4], [2, 6]], "x"])
def test_spans_that_are_none_are_refused(article: Article, value: Any) -> None:
    row = splits.live(article)[0]
    with pytest.raises(Invalid) as error:
        splits.edit(article, "attribute", statement=row, content=value)
    assert error.value.extra["field"].startswith("content")


def test_an_attribution_taken_out_leaves_the_articles_voice_and_its_nested_one(article: Article) -> None:
    row = find(article, "The bridge is safe")
    outer = said(article, "The bridge is safe")
    splits.edit(article, "attribute", statement=row, content=[place(article, "bridge is safe")])

    splits.edit(article, "unattribute", attribution=outer["id"])

    left = [one for one in splits.shown(article)["attributions"] if str(row.pk) in one["statements"]]
    assert [one["nested_in"] for one in left] == [None, None]


def test_a_quotation_goes_on_and_ends(article: Article) -> None:
    row = find(article, "Engineers")

    splits.edit(article, "continue", statement=row, on=True)
    assert (find(article, "Engineers").speaker, said(article, "Engineers")["quote_type"]) == (doe(article), "mixed")

    splits.edit(article, "continue", statement=row, on=False)
    assert (find(article, "Engineers").voice, said(article, "We tested")["quote_type"]) == ("author", "direct")
    refused("on", article, "continue", statement=row, on=False)
    refused("statement", article, "continue", statement=splits.live(article)[0], on=True)


def test_an_insertion_lies_in_the_content(article: Article) -> None:
    one = said(article, "We tested")
    span = place(article, "for a year")

    splits.edit(article, "insert", attribution=one["id"], span=span, on=True)
    assert said(article, "We tested")["insertions"] == [span]
    refused("span", article, "insert", attribution=one["id"], span=place(article, "a year"), on=True)
    refused("span", article, "insert", attribution=one["id"], span=place(article, "Engineers"), on=True)

    splits.edit(article, "insert", attribution=one["id"], span=span, on=False)
    assert said(article, "We tested")["insertions"] == []


def test_a_claim_with_other_words_is_its_next_version(article: Article) -> None:
    row = find(article, "fell in 2019")
    splits.edit(article, "claim", statement=row, text="  The old bridge\nfell. ", check_target="content")
    first = Claim.objects.get()

    splits.edit(
        article, "claim", statement=row, claim=first, text="The old bridge fell in 2019.", check_target="content"
    )

    assert list(Claim.objects.order_by("version").values_list("index", "version", "is_live", "claim_text")) == [
        (0, 1, False, "The old bridge fell."),
        (0, 2, True, "The old bridge fell in 2019."),
    ]
    assert [one["text"] for one in splits.shown(article)["claims"]] == ["The old bridge fell in 2019."]
    refused("claim", article, "unclaim", claim=first)
    splits.edit(article, "unclaim", claim=Claim.objects.get(version=2))
    assert splits.shown(article)["claims"] == []


def test_a_claim_is_not_longer_than_500_characters(article: Article) -> None:
    row = splits.live(article)[0]
    refused("text", article, "claim", statement=row, text="x" * 501, check_target="content")
    refused("text", article, "claim", statement=row, text=" ", check_target="content")
    refused("check_target", article, "claim", statement=row, text="x", check_target="both")


def test_claims_relations_and_duplicates_follow_a_cut(article: Article) -> None:
    row, other = find(article, "The bridge is safe"), find(article, "Nobody")
    splits.edit(article, "claim", statement=row, text="The bridge is safe.", check_target="content")
    splits.edit(article, "relate", statement=row, to=other, type="contradicts", on=True)
    splits.edit(article, "duplicate", statement=other, of=row)

    splits.edit(article, "split", statement=row, at=article.text.index(", adding"))

    one, two = (str(child.pk) for child in splits.live(article)[1:3])
    sheet = splits.shown(article)
    assert [claim["statement"] for claim in sheet["claims"]] == [one]
    assert [(lead["from"], lead["to"]) for lead in sheet["relations"]] == [(one, str(other.pk)), (two, str(other.pk))]
    assert find(article, "Nobody").duplicate_of_id == splits.live(article)[1].pk


def test_duplicates_do_not_go_round(article: Article) -> None:
    one, two, three = splits.live(article)[:3]
    splits.edit(article, "duplicate", statement=one, of=two)
    splits.edit(article, "duplicate", statement=two, of=three)
    assert "step by step" in refused("of", article, "duplicate", statement=three, of=one)
    assert "step by step" in refused("of", article, "duplicate", statement=three, of=three)
    splits.edit(article, "duplicate", statement=one, of=None)
    splits.edit(article, "duplicate", statement=three, of=one)


def test_a_statement_of_another_article_is_none_here(article: Article) -> None:
    foreign = projects.article(article.project, "Rain\n\nIt rained.\n", frozen=False).statements.all()[0]
    assert "is not a statement of this article" in refused("statement", article, "merge", statement=foreign)
    assert "is not a statement" in refused("to", article, "relate", statement=splits.live(article)[0], to=foreign)


def test_a_statement_that_was_cut_is_closed(article: Article) -> None:
    row = find(article, "Engineers")
    splits.edit(article, "split", statement=row, at=row.start + 5)
    with pytest.raises(WrongState, match="cut or joined meanwhile"):
        splits.edit(article, "mark", statement=row, is_statement=False)


def test_unknown_members_and_acts_are_refused(article: Article) -> None:
    row = splits.live(article)[0]
    assert "known are statement" in refused("at", article, "merge", statement=row, at=3)
    assert "is not one of split" in refused("act", article, "explode", statement=row)
    assert "known are none" in refused("statement", article, "undo", statement=row)


def test_entities_are_merged_in_the_whole_project(article: Article) -> None:
    project = article.project
    other = projects.article(project, 'Rain\n\n"It will rain," Mayor Jane Doe said.\n', frozen=False)
    mayor = doe(article)
    stays = project.entities.create(key="jd", canonical_name="J. Doe", aliases=["Mayor Doe"])
    before = [splits.shown(one) for one in (article, other)]
    mentions = list(EntityMention.objects.order_by("pk").values())

    splits.edit(article, "merge_entities", entity=mayor, into=stays)

    mayor.refresh_from_db()
    stays.refresh_from_db()
    assert (mayor.merged_into, stays.aliases) == (stays, ["Mayor Doe", "Jane Doe", "Doe"])
    assert {row.speaker for one in (article, other) for row in splits.live(one) if row.speaker} == {stays}
    assert not EntityMention.objects.filter(entity=mayor).exists()
    assert Article.objects.get(pk=other.pk).split_version == 1

    splits.edit(article, "undo")

    assert [splits.shown(one) for one in (article, other)] == before
    assert list(EntityMention.objects.order_by("pk").values()) == mentions


def test_a_name_that_was_merged_away_is_the_one_it_went_into(article: Article) -> None:
    stays = article.project.entities.create(key="jd", canonical_name="J. Doe")
    splits.edit(article, "merge_entities", entity=doe(article), into=stays)
    splits.edit(article, "speaker", statement=find(article, "Engineers"), name="Jane Doe")
    assert find(article, "Engineers").speaker == stays


def test_a_proposal_that_somebody_looked_at_is_the_machines_no_more(article: Article) -> None:
    row = find(article, "Nobody was hurt")
    splits.edit(article, "speaker", statement=row, voice="attributed", speaker=doe(article))
    one = said(article, "Nobody was hurt")
    assert (one["origin"], one["rule"], one["confidence"]) == ("manual", "", None)


def test_only_a_lead_merges_entities(article: Article) -> None:
    stays = article.project.entities.create(key="jd", canonical_name="J. Doe")
    with pytest.raises(NotAllowed):
        splits.edit(article, "merge_entities", people.reviewer(), entity=doe(article), into=stays)


@pytest.mark.parametrize("who", [people.annotator, people.viewer, people.outsider])
def test_only_leads_and_reviewers_edit(article: Article, who: Any) -> None:
    with pytest.raises(NotAllowed):
        splits.edit(article, "mark", who(), statement=splits.live(article)[0], is_statement=False)


def test_an_edit_is_one_row_and_one_event(article: Article) -> None:
    before = Event.objects.count()
    edit = splits.edit(article, "mark", statement=splits.live(article)[0], is_statement=False)
    event = Event.objects.get(verb="split.edited")
    assert (Event.objects.count() - before, SplitEdit.objects.count()) == (1, 1)
    assert (event.before, event.after) == ({"version": 0}, {"version": 1, "act": "mark", "edit": str(edit.pk)})


def test_the_checks_say_where_to_cut(article: Article) -> None:
    row = find(article, "The bridge is safe")
    (check,) = splits.shown(article)["checks"]
    assert (check["code"], check["statement"], article.text[check["at"] :][:8]) == (
        "two_attributions",
        str(row.pk),
        ", adding",
    )
